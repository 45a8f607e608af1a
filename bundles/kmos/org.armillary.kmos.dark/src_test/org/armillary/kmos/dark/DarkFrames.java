package org.armillary.kmos.dark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/**
 * Small dark frames with known truth for the tests of this bundle: 32 channels of 8 columns with levels of their own for
 * odd and even columns, Gaussian read noise, some hot and cold pixels, cosmic rays. Written for the tests alone.
 */
final class DarkFrames {

	static final int NX = 256;
	static final int NY = 320;
	static final double GAIN = 2.1;
	static final double DIT = 60;
	/** Read noise, adu, of channel 0; each further one has 1 % more. */
	static final double NOISE = 4;
	static final double LEVEL = 3;
	static final double HOT = 2000;
	static final double COLD = -1000;
	/** Signal of a cosmic ray, adu. */
	static final double HIT = 60;

	private final long seed;
	private final boolean defects;

	private DarkFrames(long seed, boolean defects) {
		this.seed = seed;
		this.defects = defects;
	}

	/** Frames with hot and cold pixels and cosmic rays. */
	static DarkFrames of(long seed) {
		return new DarkFrames(seed, true);
	}

	/** Frames of noise alone. */
	static DarkFrames clean(long seed) {
		return new DarkFrames(seed, false);
	}

	static double noise(int x) {
		return NOISE * (1 + 0.01 * (x / (NX / 32)));
	}

	Set<Integer> hot(int detector) {
		return defects ? places(1000 + detector, 60) : Set.of();
	}

	Set<Integer> cold(int detector) {
		return defects ? places(2000 + detector, 10) : Set.of();
	}

	Set<Integer> hits(int detector, int frame) {
		return defects ? places(3000 + 10 * frame + detector, 40) : Set.of();
	}

	/** Writes the frames, the given number of them. */
	List<Path> write(Path folder, int count) throws IOException {
		var files = new ArrayList<Path>();
		for (int frame = 0; frame < count; frame++) {
			Path file = folder.resolve("dark" + frame + ".fits");
			write(file, frame, FitsHeader.EMPTY);
			files.add(file);
		}
		return files;
	}

	/** Writes one frame; the keywords replace the usual ones. */
	void write(Path file, int frame, FitsHeader keywords) throws IOException {
		FitsHeader.Builder primary = primary(frame).toBuilder();
		keywords.cards().forEach(card -> primary.set(card.keyword(), card.value()));
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary.build());
			for (int detector = 1; detector <= 3; detector++) {
				writer.image("CHIP" + detector + ".INT1", extension(detector), "", pixels(frame, detector), NX, NY);
			}
			writer.commit();
		}
	}

	static FitsHeader primary(int frame) {
		return FitsHeader.builder().set("INSTRUME", "KMOS").set("OBJECT", "DARK").set("EXPTIME", DIT)
				.set("MJD-OBS", 56634.4 + frame * 8e-4).set("ARCFILE", "KMOS.2013-12-08T10:0" + frame % 10 + ".fits")
				.set("ESO DPR CATG", "CALIB").set("ESO DPR TYPE", "DARK").set("ESO DET SEQ1 DIT", DIT)
				.set("ESO DET NDIT", 1L).set("ESO DET READ CURNAME", "Nondest")
				.set("ESO DET CHIP RON", 1.15 * NOISE * GAIN).build();
	}

	static FitsHeader extension(int detector) {
		return FitsHeader.builder().set("ESO DET CHIP GAIN", GAIN).set("ESO DET CHIP INDEX", (long) detector)
				.set("ESO DET CHIP ID", "H2RG-" + detector).build();
	}

	float[] pixels(int frame, int detector) {
		var random = new SplittableRandom(seed * 1000 + frame * 10L + detector);
		double[] levels = new double[64];
		for (int level = 0; level < levels.length; level++) {
			levels[level] = 1000 + 150 * random.nextGaussian();
		}
		Set<Integer> hot = hot(detector);
		Set<Integer> cold = cold(detector);
		Set<Integer> hits = hits(detector, frame);
		float[] pixels = new float[NX * NY];
		for (int pixel = 0; pixel < pixels.length; pixel++) {
			int x = pixel % NX;
			int y = pixel / NX;
			boolean reference = x < 4 || y < 4 || x >= NX - 4 || y >= NY - 4;
			double electrons = reference ? 0 : GAIN * (LEVEL + (hot.contains(pixel) ? HOT : 0));
			double signal = (electrons + Math.sqrt(electrons) * random.nextGaussian()) / GAIN;
			pixels[pixel] = (float) (levels[2 * (x / (NX / 32)) + x % 2] + signal + noise(x) * random.nextGaussian()
					+ (cold.contains(pixel) ? COLD : 0) + (hits.contains(pixel) ? HIT : 0));
		}
		return pixels;
	}

	/** Places of the inner part, from 0. */
	private Set<Integer> places(long kind, int count) {
		var random = new SplittableRandom(31 * seed + kind);
		var pixels = new HashSet<Integer>();
		while (pixels.size() < count) {
			pixels.add(random.nextInt(4, NY - 4) * NX + random.nextInt(4, NX - 4));
		}
		return pixels;
	}
}
