package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting the product: from the unpacked archive, read-only, many at once, cancelled, under other locales. */
class StartTest {

	@TempDir
	private Path folder;

	private Path unpack() throws Exception {
		var unpacked = Product.execute(folder, Map.of(),
				List.of("tar", "xzf", Product.required("armillary.archive").toString()));
		assertEquals(0, unpacked.exitCode(), unpacked.err());
		Path product = folder.resolve("armillary");
		assertTrue(Files.isExecutable(product.resolve("armillary")),
				"the archive holds no folder armillary with the start script");
		return product;
	}

	/** All files below a folder with time and size. */
	private static Map<String, String> state(Path place) throws IOException {
		var state = new TreeMap<String, String>();
		try (var files = Files.walk(place)) {
			for (Path file : files.toList()) {
				state.put(file.toString(),
						Files.getLastModifiedTime(file) + " " + (Files.isDirectory(file) ? 0 : Files.size(file)));
			}
		}
		return state;
	}

	@Test
	void eightStartsAtOnceOfAReadOnlyInstallationAllAnswerAndWriteNothingIntoIt() throws Exception {
		Path product = unpack();
		Product.execute(folder, Map.of(), List.of("chmod", "-R", "a-w", product.toString()));
		var before = state(product);
		Path temporary = Files.createDirectory(folder.resolve("tmp"));
		var processes = new ArrayList<Process>();
		for (int i = 0; i < 8; i++) {
			processes.add(Product.start(folder,
					Map.of("ARMILLARY_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary, "ARMILLARY_MEMORY", "256m"),
					List.of(product.resolve("armillary").toString(), "run", "demo", "--set", "simulate.size=small",
							"--out", "demo" + i),
					folder.resolve("out" + i),
					folder.resolve("err" + i)));
		}
		for (int i = 0; i < 8; i++) {
			assertTrue(processes.get(i).waitFor(120, TimeUnit.SECONDS));
			assertEquals(0, processes.get(i).exitValue(), Files.readString(folder.resolve("err" + i)));
			assertTrue(Files.readString(folder.resolve("out" + i)).contains("median"));
		}
		assertEquals(before, state(product));
		String said = "";
		for (int i = 0; i < 8; i++) {
			said += Files.readString(folder.resolve("err" + i));
		}
		try (var left = Files.list(temporary)) {
			assertEquals(List.of(), left.map(Path::getFileName).map(Path::toString)
					.filter(name -> name.startsWith("armillary")).toList(), said);
		}
		Product.execute(folder, Map.of(), List.of("chmod", "-R", "u+w", product.toString()));
	}

	@Test
	void aLinkToTheScriptAndAFolderWithBlanksWork() throws Exception {
		Path product = unpack();
		Path moved = Files.move(product, folder.resolve("a folder with blanks"));
		Path link = Files.createSymbolicLink(folder.resolve("arm"), moved.resolve("armillary"));
		var result = Product.execute(folder, Map.of(), List.of(link.toString(), "actors"));
		assertEquals(0, result.exitCode(), result.err());
		assertTrue(result.out().contains("kmos.stats"), result.out());
	}

	@Test
	void interruptingARunEndsItWith130AndLeavesNothing() throws Exception {
		Path out = folder.resolve("products");
		Path plugins = Files.createDirectory(folder.resolve("plugins"));
		PluginJar.write(plugins.resolve("slow.jar"), "test.slow",
				"while (true) { context.checkpoint(); Thread.sleep(5); }");
		Process process = Product.start(folder, Map.of("ARMILLARY_PLUGINS", plugins.toString()),
				List.of(Product.folder().resolve("armillary").toString(), "recipe", "test.slow", "--out",
						out.toString()),
				folder.resolve("out"), folder.resolve("err"));
		try {
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
			while (!Files.exists(out) && System.nanoTime() < deadline) {
				Thread.sleep(20);
			}
			new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
			assertTrue(process.waitFor(20, TimeUnit.SECONDS));
			assertEquals(130, process.exitValue(), Files.readString(folder.resolve("err")));
		} finally {
			process.destroyForcibly();
		}
		assertFalse(Files.exists(out), "the output folder is left behind");
	}

	@Test
	void anUnusableJavaIsRefusedInOneSentence() throws Exception {
		var result = Product.run(Product.folder(), folder, Map.of("ARMILLARY_JAVA", "/nowhere"), "actors");
		assertEquals(2, result.exitCode());
		assertEquals(1, result.err().lines().count(), result.err());
		assertTrue(result.err().contains("/nowhere"));
	}

	@Test
	void helpListsTheVerbsAndVersionTheVersion() throws Exception {
		var help = Product.run(folder, "--help");
		assertEquals(0, help.exitCode(), help.err());
		for (String verb : List.of("run", "organise", "recipe", "runs", "show", "impact", "why", "qc", "diff", "report",
				"resume", "cancel", "reproduce", "clean",
				"actors",
				"describe", "flow", "demo")) {
			assertTrue(help.out().contains("\n  " + verb + " "), verb + " is missing in " + help.out());
		}
		for (String verb : List.of("build", "test")) {
			assertTrue(help.out().contains(verb), verb + " is missing in " + help.out());
		}
		for (String verb : List.of("exec-run", "exec-job", "worker")) {
			assertFalse(help.out().contains(verb), verb + " is for programs, and stands in " + help.out());
		}
		assertTrue(Product.run(folder, "--version").out().startsWith("armillary 0."));
	}

	@Test
	void outputThatCannotBeWrittenIsAnError() throws Exception {
		var result = Product.execute(folder, Map.of(), List.of("sh", "-c",
				Product.folder().resolve("armillary") + " actors --json > /dev/full"));
		assertEquals(1, result.exitCode());
		assertTrue(result.err().contains("[cli.output]"), result.err());
	}

	@Test
	void aFolderNamedLikeAShippedWorkflowIsNotInTheWay() throws Exception {
		Files.createDirectory(folder.resolve("demo"));
		var result = Product.quick(folder, "run", "demo", "--forecast");
		assertEquals(0, result.exitCode(), result.err());
	}

	@Test
	void namesWithOtherLettersWorkUnderAnyLocale() throws Exception {
		Files.write(folder.resolve("plain.fits"), new FitsBytes().primary().cube("DATA", 1, 1, 2, 1, 2).bytes());
		// a script, because this process itself may run under a locale that cannot name the file
		Path script = Files.writeString(folder.resolve("script"), """
				cp plain.fits µ.fits
				for locale in C nonsense de_DE.ISO-8859-1; do
					LC_ALL=$locale %s recipe kmos.stats --in cube=µ.fits --out $locale || exit 1
					test -f $locale/µ_STATS.fits || exit 2
				done
				""".formatted(Product.folder().resolve("armillary")));
		var result = Product.execute(folder, Map.of(), List.of("sh", script.toString()));
		assertEquals(0, result.exitCode(), result.toString());
	}
}
