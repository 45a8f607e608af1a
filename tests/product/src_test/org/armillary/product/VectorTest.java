package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product computes in SIMD registers, without a word of the JVM about it. */
class VectorTest {

	@TempDir
	private Path folder;

	private String numerics(Map<String, String> environment) throws Exception {
		var result = Product.run(Product.folder(), folder, environment, "--version");
		assertEquals(0, result.exitCode(), result.toString());
		assertEquals("", result.err());
		return result.out().lines().filter(line -> line.startsWith("numerics: ")).findFirst().orElse(result.out());
	}

	@Test
	void theProductDoesNotSilentlyRunTheScalarTwin() throws Exception {
		String numerics = numerics(Map.of());
		assertTrue(numerics.matches("numerics: vector (128|256|512) bit"), numerics);
	}

	@Test
	void theScalarTwinRunsWhereItIsAskedFor() throws Exception {
		assertEquals("numerics: scalar",
				numerics(Map.of("ARMILLARY_JAVA_OPTIONS", "-Dorg.armillary.numerics.scalar=true")));
	}

	@Test
	void whatTheJvmHasToSayStillComesThrough() throws Exception {
		var result = Product.run(Product.folder(), folder, Map.of("ARMILLARY_JAVA_OPTIONS", "-Xnonsense"), "actors");
		assertEquals(1, result.exitCode(), result.toString());
		assertTrue(result.err().contains("-Xnonsense"), result.toString());
	}

	/** Standard error in a file: nothing of it may arrive after the process has ended, nor overwrite anything. */
	@Test
	void messagesAreCompleteWhenTheProcessEnds() throws Exception {
		Path both = folder.resolve("both");
		Process process = new ProcessBuilder(
				List.of("sh", "-c", "echo before; \"$0\" recipe no.such; echo after",
						Product.folder().resolve("armillary").toString()))
				.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(both.toFile()).start();
		assertEquals(0, process.waitFor());
		List<String> lines = Files.readAllLines(both);
		assertEquals("before", lines.getFirst());
		assertTrue(lines.get(1).contains("no.such"), lines.toString());
		assertEquals("after", lines.getLast());
	}
}
