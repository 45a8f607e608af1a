package org.armillary.kmos.detector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.kmos.RawFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrightPastTest {

	private static final double MINUTES = 1 / 1440.0;
	private static final int JUST_ABOVE = TestFrames.pixel(30, 40);
	private static final int TWICE = TestFrames.pixel(31, 40);

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "0.1,2", "9,2", "11,1", "15,1", "21,0", "-5,0" })
	void brightPixelsGlowForSomeMinutes(double minutes, int expected) throws Exception {
		var frames = new TestFrames(folder, 3).addAlike(2);
		frames.image(0)[JUST_ABOVE] = 1000 + 42_000;
		frames.image(0)[TWICE] = 1000 + 72_000;
		double end = 56_634.5 + TestFrames.DIT / 86_400;
		frames.keyword(1, "MJD-OBS", end + minutes * MINUTES);
		List<RawFrame> written = frames.write();
		BrightPast past = BrightPast.of(written.subList(0, 1), written.subList(1, 2), 2, FlagLimits.USUAL,
				Checkpoint.NONE);
		assertEquals(expected, past.pixels().length);
		StackedFrame stacked = FrameStack.of(written.subList(1, 2), 2, StackSettings.dark()).withPast(past)
				.combine(Checkpoint.NONE);
		assertEquals(expected, stacked.counts().persistent());
		assertEquals(expected > 0, PixelFlag.PERSISTENT.in(stacked.frame().flags()[TWICE]));
	}

	@Test
	void withoutEarlierExposuresNothingGlows() throws Exception {
		List<RawFrame> written = new TestFrames(folder, 3).addAlike(1).write();
		assertArrayEquals(new int[0],
				BrightPast.of(List.of(), written, 1, FlagLimits.USUAL, Checkpoint.NONE).pixels());
	}

	@Test
	void framesOfOtherDetectorsAreRefused() throws Exception {
		Path other = Files.createDirectory(folder.resolve("other"));
		RawFrame one = new TestFrames(folder, 3).addAlike(1).write().getFirst();
		Path file = Masks.frame(other.resolve("small.fits"));
		ActorException refused = assertThrows(ActorException.class,
				() -> BrightPast.of(List.of(RawFrame.open(file)), List.of(one), 1, FlagLimits.USUAL, Checkpoint.NONE));
		assertTrue(refused.getMessage().contains("small.fits"));
		assertEquals("kmos.detector-size", refused.explanation().id());
	}
}
