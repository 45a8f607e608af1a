package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The start scripts: what they say where something is missing, one sentence with exit code 2, and that they leave nothing
 * behind.
 */
class ScriptTest {

	@TempDir
	private Path folder;

	private void isRefused(String named, Map<String, String> environment, String... arguments) throws Exception {
		var command = new ArrayList<String>(List.of(Product.repository().resolve("armillary").toString()));
		command.addAll(List.of(arguments));
		var result = Product.execute(folder, environment, command);
		assertEquals(2, result.exitCode(), result.toString());
		assertEquals(1, result.err().strip().lines().count(), result.err());
		assertTrue(result.err().startsWith("armillary: ") && result.err().contains(named), result.err());
	}

	@Test
	void aMissingMavenIsNamedWithThePackageToInstall() throws Exception {
		Path programs = Files.createDirectory(folder.resolve("bin"));
		try (var found = Files.list(Path.of("/usr/bin"))) {
			for (Path program : found.filter(path -> !path.getFileName().toString().startsWith("mvn")).toList()) {
				link(programs.resolve(program.getFileName()), program);
			}
		}
		isRefused("the package maven",
				Map.of("PATH", programs.toString(), "ARMILLARY_TOOLS", folder.resolve("tools").toString()),
				"test", "org.armillary.actor");
	}

	private static void link(Path link, Path program) throws IOException {
		if (Files.isExecutable(program)) {
			Files.createSymbolicLink(link, program);
		}
	}

	@Test
	void anUnusableJavaIsNamed() throws Exception {
		isRefused("/nowhere", Map.of("ARMILLARY_JAVA", "/nowhere"), "test", "org.armillary.actor");
	}

	@Test
	void anUnknownBundleIsAnsweredWithTheKnownOnes() throws Exception {
		isRefused("org.armillary.workflow", Map.of(), "test", "org.armillary.wrokflow");
	}

	@Test
	void anUnknownOptionIsNamed() throws Exception {
		isRefused("--ofline", Map.of(), "build", "--ofline");
	}

	@Test
	void anAmountOfMemoryThatIsNoneIsNamed() throws Exception {
		var result = Product.run(Product.folder(), folder, Map.of("ARMILLARY_MEMORY", "plenty"), "actors");
		assertEquals(2, result.exitCode());
		assertEquals(1, result.err().lines().count(), result.err());
		assertTrue(result.err().contains("plenty"));
	}

	@Test
	void endingAStartEarlyLeavesNeitherProcessNorFolder() throws Exception {
		Path temporary = Files.createDirectory(folder.resolve("tmp"));
		// a name that all processes of the script have in common
		Path script = Files.createSymbolicLink(folder.resolve("started"), Product.folder().resolve("armillary"));
		for (int milliseconds = 0; milliseconds <= 60; milliseconds += 2) {
			Process process = Product.start(folder, Map.of("TMPDIR", temporary.toString()),
					List.of(script.toString(), "--version"), folder.resolve("out"), folder.resolve("err"));
			Thread.sleep(milliseconds);
			process.destroy();
			assertTrue(process.waitFor(20, TimeUnit.SECONDS));
		}
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (!running(script).isEmpty() && System.nanoTime() < deadline) {
			Thread.sleep(50);
		}
		List<ProcessHandle> left = running(script);
		left.forEach(ProcessHandle::destroyForcibly);
		assertEquals(List.of(), left);
		try (var files = Files.list(temporary)) {
			assertEquals(List.of(), files.toList());
		}
	}

	private static List<ProcessHandle> running(Path script) {
		return ProcessHandle.allProcesses()
				.filter(process -> process.info().commandLine().orElse("").contains(script.toString())).toList();
	}

	@Test
	void aClosedStandardErrorIsNoError() throws Exception {
		var result = Product.execute(folder, Map.of(),
				List.of("sh", "-c", "\"$0\" --version 2>&-", Product.folder().resolve("armillary").toString()));
		assertEquals(0, result.exitCode(), result.toString());
		assertTrue(result.out().startsWith("armillary 0."), result.out());
	}

	/** In a source tree whose product is there already, on a machine where only one temporary folder can be made. */
	@Test
	void measurementsThatCannotStartLeaveNoFolder() throws Exception {
		Path root = Product.repository();
		for (String name : List.of("pom.xml", ".mvn", "bundles", "features", "product/root/lib", "target-platform",
				".build/products/0123456789abcdef")) {
			Files.createDirectories(folder.resolve(name));
		}
		for (String name : List.of("armillary", "product/root/lib/java.sh")) {
			Files.copy(root.resolve(name), folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
		}
		Path programs = Files.createDirectory(folder.resolve("bin"));
		program(programs.resolve("sha256sum"), "cat >/dev/null; echo 0123456789abcdef");
		program(programs.resolve("mktemp"), "mkdir \"$0.called\" 2>/dev/null && exec /usr/bin/mktemp \"$@\"");
		var result = Product.execute(folder,
				Map.of("PATH", programs + ":" + System.getenv("PATH")),
				List.of(folder.resolve("armillary").toString(), "bench"));
		assertEquals(1, result.exitCode(), result.toString());
		assertTrue(Files.exists(programs.resolve("mktemp.called")), result.toString());
		try (var left = Files.list(folder.resolve(".build"))) {
			assertEquals(List.of("products"), left.map(Path::getFileName).map(Path::toString).toList());
		}
	}

	private static void program(Path file, String commands) throws IOException {
		Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
		assertTrue(file.toFile().setExecutable(true));
	}
}
