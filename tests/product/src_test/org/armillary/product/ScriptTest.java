package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script of the source tree says where something is missing: one sentence, with exit code 2. */
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
}
