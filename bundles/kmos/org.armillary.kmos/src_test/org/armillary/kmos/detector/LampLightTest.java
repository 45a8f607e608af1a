package org.armillary.kmos.detector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.Message;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.FrameSelection;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.RawFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LampLightTest {

	private static final double SHARE = 0.05;
	private static final double LEAST_ADU = 30;

	@TempDir
	private Path folder;

	private final Caveats caveats = new Caveats();

	@Test
	void framesAreSortedOutByTheirLight() throws IOException, ActorException, InterruptedException {
		List<RawFrame> frames = new TestFrames(folder, 3).add(1).add(0).add(0.5).add(0.002).write();
		LampLight light = LampLight.measure(new FrameSelection(frames), Checkpoint.NONE);
		assertEquals(List.of(frames.get(1), frames.get(3)), light.dark(light, SHARE, LEAST_ADU, caveats).frames());
		assertEquals(List.of(KmosMessage.OFF_LIT.id()), caveats.all().stream().map(Message::id).toList());
		assertTrue(caveats.all().getFirst().summary().startsWith("frame0.fits"));
		// 40 adu are more than the noise
		assertEquals(List.of(frames.get(1)), light.dark(light, 0.001, LEAST_ADU, new Caveats()).frames());
	}

	@Test
	void hotPixelsAreNoLight() throws IOException, ActorException, InterruptedException {
		TestFrames written = new TestFrames(folder, 4).add(1).add(0);
		for (int pixel = 0; pixel < TestFrames.NX * TestFrames.NY; pixel += 3) {
			written.image(1)[pixel] += 30_000;
		}
		List<RawFrame> frames = written.write();
		LampLight light = LampLight.measure(new FrameSelection(frames), Checkpoint.NONE);
		assertEquals(List.of(frames.get(1)), light.dark(light, SHARE, LEAST_ADU, caveats).frames());
	}

	@Test
	void noneLitOrDarkIsRefused() throws IOException, ActorException, InterruptedException {
		List<RawFrame> frames = new TestFrames(folder, 5).add(1).add(0.9).add(0).write();
		LampLight lit = LampLight.measure(new FrameSelection(frames.subList(0, 2)), Checkpoint.NONE);
		ActorException noDarkness = assertThrows(ActorException.class,
				() -> lit.dark(lit, SHARE, LEAST_ADU, caveats));
		assertEquals(KmosMessage.NO_DARKNESS.id(), noDarkness.explanation().id());
		assertTrue(noDarkness.explanation().summary().contains("frame0.fits"));
		assertEquals(List.of(), caveats.all());
		assertEquals(0, LampLight.measure(new FrameSelection(List.of()), Checkpoint.NONE)
				.dark(lit, SHARE, LEAST_ADU, caveats).size());
	}

	@Test
	void rowsAreThoseOfTheFrameWithoutItsLevels() throws IOException, ActorException {
		List<RawFrame> frames = new TestFrames(folder, 6).addAlike(2).write();
		RawRows rows = RawRows.of(frames, 2, true);
		float[] raw = frames.get(1).detectors().get(1).readFloats();
		float[][] strips = rows.strips(3);
		rows.read(50, 3, strips);
		float[] expected = new float[3 * TestFrames.NX];
		for (int i = 0; i < expected.length; i++) {
			expected[i] = raw[50 * TestFrames.NX + i] - rows.level(1, i % TestFrames.NX);
		}
		assertArrayEquals(expected, strips[1]);
		assertEquals(rows.levels().get(1).levels()[2 * 3 + 1], rows.level(1, 3 * TestFrames.WIDTH + 1), 1e-4);
		// 64 of the 120 inner rows, from the second on
		float[] some = rows.some(1);
		assertEquals(64 * TestFrames.NX, some.length);
		assertEquals(raw[4 * TestFrames.NX + 9] - rows.level(1, 9), some[9]);
		RawRows raws = RawRows.of(frames, 2, false);
		raws.read(50, 3, strips);
		assertEquals(raw[50 * TestFrames.NX + 7], strips[1][7]);
		assertThrows(IllegalArgumentException.class, () -> RawRows.of(List.of(), 1, true));
	}
}
