package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workbench opens a window on a virtual screen and shows the actors; the picture is kept for people to look at. */
class WorkbenchTest {

	private static final long MOST_SECONDS = 90;

	@TempDir
	private Path folder;

	@Test
	void opensAWindowThatListsTheActors() throws Exception {
		String server = SharedData.requireProgram("Xvfb (package xvfb)", List.of("Xvfb"), "-help");
		String importer = SharedData.requireProgram("import (package imagemagick)", List.of("import"), "-version");
		String reader = SharedData.requireProgram("tesseract (package tesseract-ocr)", List.of("tesseract"),
				"--version");
		Path number = folder.resolve("display");
		// the server picks a free display and writes its number to the descriptor it is given
		Process screen = new ProcessBuilder("sh", "-c",
				"exec " + server + " -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3>" + number)
				.redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile()).start();
		try {
			waitFor("the display", () -> Files.exists(number) && !Files.readString(number).isBlank());
			var display = Map.of("DISPLAY", ":" + Files.readString(number).strip(), "XDG_DATA_HOME", folder.toString(),
					"GDK_BACKEND", "x11");
			Process workbench = Product.start(folder, display,
					List.of(Product.folder().resolve("armillary-workbench").toString(), "-data",
							folder.resolve("workspace").toString()),
					folder.resolve("out"), folder.resolve("err"));
			try {
				Path picture = Files.createDirectories(Path.of("target")).resolve("workbench.png").toAbsolutePath();
				waitFor("a list of the actors", () -> {
					assertTrue(workbench.isAlive(), "the workbench ended: " + Files.readString(folder.resolve("err")));
					var taken = Product.execute(folder, display,
							List.of(importer, "-window", "root", picture.toString()));
					assertEquals(0, taken.exitCode(), taken.err());
					String text = Product
							.execute(folder, Map.of(), List.of(reader, picture.toString(), "-", "--psm", "11")).out();
					return text.contains("kmos.simulate-cube") && text.contains("kmos.dark")
							&& text.contains("18 actors");
				});
			} finally {
				end(workbench);
			}
		} finally {
			end(screen);
		}
	}

	/** Something that becomes true. */
	@FunctionalInterface
	private interface Condition {
		boolean holds() throws Exception;
	}

	private static void waitFor(String what, Condition condition) throws Exception {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
		while (!condition.holds()) {
			assertTrue(System.nanoTime() < deadline, what + " did not appear within " + MOST_SECONDS + " s");
			Thread.sleep(300);
		}
	}

	private static void end(Process process) throws InterruptedException {
		process.destroy();
		if (!process.waitFor(20, TimeUnit.SECONDS)) {
			process.destroyForcibly().waitFor();
		}
	}
}
