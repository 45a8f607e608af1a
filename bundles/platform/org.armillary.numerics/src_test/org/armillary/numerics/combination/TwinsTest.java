package org.armillary.numerics.combination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.armillary.numerics.kernel.Kernels;
import org.junit.jupiter.api.Test;

/** The same bits in SIMD registers of any width and in plain loops. */
class TwinsTest {

	/** What a JVM of its own computes. */
	private static List<String> digests(String... options) throws Exception {
		var command = new ArrayList<String>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(options));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), TwinDigests.class.getName()));
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		assertTrue(process.waitFor(1, TimeUnit.MINUTES));
		assertEquals(0, process.exitValue());
		return lines;
	}

	@Test
	void allWidthsGiveTheSameBits() throws Exception {
		List<String> scalar = digests();
		assertEquals("scalar", scalar.getFirst());
		List<String> expected = scalar.subList(1, scalar.size());
		assertEquals(TwinDigests.FRAMES.length * TwinDigests.settings().size() * 8, expected.size());
		assertNotEquals(expected.getFirst(), expected.getLast());
		assertTrue(Kernels.vector(), "the tests run without --add-modules jdk.incubator.vector");
		for (int bits = 128; bits <= Kernels.vectorBits(); bits *= 2) {
			List<String> vector = digests("--add-modules", "jdk.incubator.vector",
					"-Dorg.armillary.numerics.bits=" + bits);
			assertEquals("vector " + bits + " bit", vector.getFirst());
			assertEquals(expected, vector.subList(1, vector.size()));
		}
	}

	@Test
	void theScalarTwinCanBeAskedFor() throws Exception {
		assertEquals("scalar", digests("--add-modules", "jdk.incubator.vector", "-Dorg.armillary.numerics.scalar=true",
				"-XX:TieredStopAtLevel=1").getFirst());
	}

	@Test
	void everyNumberOfFramesGivesTheBitsOfTheScalarTwinWhicheverTheRange() {
		for (int frames = 1; frames <= 60; frames++) {
			var input = new RandomFrames(1000 + frames, frames, 41, 5);
			for (CombineSettings settings : TwinDigests.settings()) {
				int kind = frames % 8;
				var plan = new CombinePlan(settings, ones(frames));
				var expected = CombinedStrip.ofLength(41 * 5);
				long[] expectedRejected = new long[frames];
				new ScalarCombination(plan).combine(input.strip(kind), 0, 41 * 5, expected, expectedRejected);
				var found = CombinedStrip.ofLength(41 * 5);
				long[] rejected = new long[frames];
				var vector = new VectorCombination(plan);
				vector.combine(input.strip(kind), 0, 1, found, rejected);
				vector.combine(input.strip(kind), 1, 100, found, rejected);
				vector.combine(input.strip(kind), 100, 41 * 5, found, rejected);
				assertEquals(RandomFrames.digest(expected, expectedRejected), RandomFrames.digest(found, rejected),
						() -> settings + ", " + input.values.length + " frames");
			}
		}
	}

	private static float[] ones(int frames) {
		float[] ones = new float[frames];
		Arrays.fill(ones, 1);
		return ones;
	}
}
