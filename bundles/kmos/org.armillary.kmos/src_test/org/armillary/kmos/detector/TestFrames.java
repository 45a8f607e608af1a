package org.armillary.kmos.detector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.RawFrame;

/**
 * Small raw frames with known truth: 32 channels of 32 columns with levels and read noise of their own; the left half
 * of each detector is dark (20 adu), the right half bright.
 */
public final class TestFrames {

	static final int NX = 1024;
	static final int NY = 128;
	static final int WIDTH = NX / 32;
	static final double GAIN = 2.1;
	/** Read noise of the header, electron. */
	static final double NOISE = 10;
	static final double FAINT = 20;
	static final double BRIGHT = 20_000;
	static final double DIT = 3;

	private final Path folder;
	private final SplittableRandom random;
	private double referenceNoise = 1;
	private final List<float[]> images = new ArrayList<>();
	private final List<FitsHeader> headers = new ArrayList<>();

	/** Frames to be written into a folder. */
	public TestFrames(Path folder, long seed) {
		this.folder = folder;
		random = new SplittableRandom(seed);
	}

	/** Makes reference pixels of frames to come noisier by a factor. */
	TestFrames referenceNoise(double factor) {
		referenceNoise = factor;
		return this;
	}

	/** Read noise of a channel, electron. */
	static double noise(int channel) {
		return NOISE * (0.8 + 0.4 * channel / 31);
	}

	/** Signal of a pixel, adu. */
	static double truth(int pixel) {
		int x = pixel % NX;
		int y = pixel / NX;
		boolean reference = x < 4 || y < 4 || x >= NX - 4 || y >= NY - 4;
		return reference ? 0 : x < NX / 2 ? FAINT : BRIGHT * (1 - 0.3 * y / NY);
	}

	static int pixel(int x, int y) {
		return y * NX + x;
	}

	/** Adds a frame whose light is so many times the usual one. */
	public TestFrames add(double brightness) {
		double[] levels = new double[64];
		for (int i = 0; i < levels.length; i++) {
			levels[i] = 1000 + 100 * random.nextGaussian();
		}
		float[] image = new float[NX * NY];
		for (int i = 0; i < image.length; i++) {
			int x = i % NX;
			double electrons = GAIN * brightness * truth(i);
			double signal = electrons + Math.sqrt(electrons) * random.nextGaussian()
					+ (electrons == 0 ? referenceNoise : 1) * noise(x / WIDTH) * random.nextGaussian();
			image[i] = (float) (levels[2 * (x / WIDTH) + x % 2] + signal / GAIN);
		}
		images.add(image);
		headers.add(FitsHeader.EMPTY);
		return this;
	}

	/** Adds so many frames of the usual brightness. */
	public TestFrames addAlike(int count) {
		for (int i = 0; i < count; i++) {
			add(1);
		}
		return this;
	}

	/** Pixels of a frame, to be changed before it is written. */
	public float[] image(int frame) {
		return images.get(frame);
	}

	/** Replaces a keyword of the primary header of a frame. */
	public TestFrames keyword(int frame, String keyword, Object value) {
		headers.set(frame, headers.get(frame).with(keyword, value));
		return this;
	}

	/** Writes the frames and opens them; all detectors are alike. */
	public List<RawFrame> write() throws IOException, ActorException {
		var frames = new ArrayList<RawFrame>();
		for (int i = 0; i < images.size(); i++) {
			Path file = folder.resolve("frame" + i + ".fits");
			FitsHeader.Builder primary = FitsHeader.builder().set("INSTRUME", "KMOS").set("EXPTIME", DIT)
					.set("MJD-OBS", 56634.5 + i * 1e-3).set("ARCFILE", "KMOS.frame" + i + ".fits")
					.set("ESO DET SEQ1 DIT", DIT).set("ESO DET NDIT", 1L).set("ESO DET READ CURNAME", "Nondest")
					.set("ESO DET CHIP RON", NOISE);
			headers.get(i).cards().forEach(card -> primary.set(card.keyword(), card.value()));
			try (FitsWriter writer = FitsWriter.create(file)) {
				writer.primary(primary.build());
				for (long detector = 1; detector <= RawFrame.DETECTORS; detector++) {
					FitsHeader header = FitsHeader.builder().set("ESO DET CHIP GAIN", GAIN)
							.set("ESO DET CHIP INDEX", detector).build();
					writer.image("CHIP" + detector + ".INT1", header, "", images.get(i), NX, NY);
				}
				writer.commit();
			}
			frames.add(RawFrame.open(file));
		}
		return frames;
	}
}
