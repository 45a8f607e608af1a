package org.armillary.numerics.combination;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import org.armillary.numerics.kernel.Kernels;

/** Prints what runs and one digest for each of many combinations; a program that {@link TwinsTest} starts. */
final class TwinDigests {

	static final int[] FRAMES = { 1, 2, 3, 4, 5, 7, 8, 10, 11, 12, 16, 17, 31, 60 };
	private static final int WIDTH = 67;
	private static final int HEIGHT = 23;

	private TwinDigests() {
	}

	public static void main(String[] arguments) {
		try (var out = new PrintStream(System.out, true)) {
			out.println(Kernels.description());
			digests().forEach(out::println);
		}
	}

	static List<String> digests() {
		var digests = new ArrayList<String>();
		for (int frames : FRAMES) {
			var input = new RandomFrames(frames, frames, WIDTH, HEIGHT);
			for (CombineSettings settings : settings()) {
				for (int kind = 0; kind < 8; kind++) {
					var result = CombinedStrip.ofLength(WIDTH * HEIGHT);
					long[] rejected = new long[frames];
					combiner(settings, input, kind).combine(input.strip(kind), 3, WIDTH * HEIGHT - 1, result,
							rejected);
					digests.add(frames + " frames, kind " + kind + ", " + settings + ": "
							+ RandomFrames.digest(result, rejected));
				}
			}
		}
		return digests;
	}

	static List<CombineSettings> settings() {
		var settings = new ArrayList<CombineSettings>();
		for (CombineMethod method : CombineMethod.values()) {
			settings.add(CombineSettings.of(method));
			settings.add(CombineSettings.of(method).withNoise(NoiseRule.SCATTER).withKappa(1.5, 2.5, 5)
					.withRejected(2, 0));
		}
		return settings;
	}

	static FrameCombiner combiner(CombineSettings settings, RandomFrames input, int kind) {
		boolean weightless = settings.method() == CombineMethod.MEDIAN || settings.method() == CombineMethod.SUM;
		return kind % 2 == 0 || weightless
				? new FrameCombiner(settings, input.values.length)
				: new FrameCombiner(settings, input.weights);
	}
}
