package org.armillary.kmos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelCorrectionTest {

	private static final ReadoutChannels CHANNELS = new ReadoutChannels(96, 256);
	private static final double NOISE = 4;

	@TempDir
	private Path folder;

	@Test
	void channelsAndParity() {
		var channels = new ReadoutChannels(2048, 2048);
		assertEquals(64, channels.width());
		assertEquals(0, channels.channel(63));
		assertEquals(1, channels.channel(64));
		assertEquals(63, channels.level(2047));
		assertEquals(62, channels.level(2046));
		assertTrue(channels.isReference(3, 1000) && channels.isReference(2044, 1000) && channels.isReference(9, 2044));
		assertTrue(!channels.isReference(4, 4) && !channels.isReference(2043, 2043));
		assertThrows(IllegalArgumentException.class, () -> new ReadoutChannels(2048, 2000));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void levelsAreFoundWithinTheirErrors(long seed) throws IOException, ActorException {
		double[] truth = new double[CHANNELS.levels()];
		float[] pixels = frame(seed, truth);
		LevelCorrection correction = LevelCorrection.measure(write(pixels), CHANNELS);
		double chiSquare = 0;
		for (int level = 0; level < truth.length; level++) {
			double pull = (correction.levels()[level] - truth[level]) / Math.sqrt(correction.variances()[level]);
			assertTrue(Math.abs(pull) < 5, "level " + level + " lies " + pull + " standard errors away");
			chiSquare += pull * pull;
		}
		// 64 levels, each from 32 pixels: the mean square pull of Student's t with 31 degrees is 1.07, its error 0.19
		assertEquals(1.07, chiSquare / truth.length, 0.6);
		correction.subtract(pixels, 0, CHANNELS.ny());
		double sum = 0;
		for (float pixel : pixels) {
			sum += pixel;
		}
		assertEquals(0, sum / pixels.length, 5 * NOISE / Math.sqrt(2048));
	}

	@Test
	void outliersAndMissingPixelsDoNotCount() throws IOException, ActorException {
		double[] truth = new double[CHANNELS.levels()];
		float[] pixels = frame(7, truth);
		pixels[0] = 50000;
		pixels[2] = Float.NaN;
		pixels[CHANNELS.nx()] = Float.POSITIVE_INFINITY;
		LevelCorrection correction = LevelCorrection.measure(write(pixels), CHANNELS);
		assertEquals(truth[0], correction.levels()[0], 5 * NOISE / Math.sqrt(29));
	}

	@Test
	void aDeadChannelIsNaNAndADeadDetectorIsRefused() throws IOException, ActorException {
		float[] pixels = frame(7, new double[CHANNELS.levels()]);
		for (int row : new int[] { 0, 1, 2, 3, 92, 93, 94, 95 }) {
			Arrays.fill(pixels, row * CHANNELS.nx() + 16, row * CHANNELS.nx() + 24, Float.NaN);
		}
		double[] levels = LevelCorrection.measure(write(pixels), CHANNELS).levels();
		for (int level = 0; level < levels.length; level++) {
			assertEquals(level / 2 == 2, Double.isNaN(levels[level]));
		}
		Arrays.fill(pixels, Float.NaN);
		Hdu hdu = write(pixels);
		var failure = assertThrows(ActorException.class, () -> LevelCorrection.measure(hdu, CHANNELS));
		assertEquals(KmosMessage.NO_REFERENCE.id(), failure.explanation().id());
	}

	private static float[] frame(long seed, double[] truth) {
		var random = new SplittableRandom(seed);
		Arrays.setAll(truth, _ -> 1000 + 200 * random.nextGaussian());
		float[] pixels = new float[CHANNELS.ny() * CHANNELS.nx()];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (float) (truth[CHANNELS.level(i % CHANNELS.nx())] + NOISE * random.nextGaussian());
		}
		return pixels;
	}

	private Hdu write(float[] pixels) throws IOException {
		Path file = folder.resolve("frame.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.image("CHIP1.INT1", FitsHeader.EMPTY, "", pixels, CHANNELS.nx(), CHANNELS.ny());
			writer.commit();
		}
		return FitsFile.open(file).hdus().get(1);
	}
}
