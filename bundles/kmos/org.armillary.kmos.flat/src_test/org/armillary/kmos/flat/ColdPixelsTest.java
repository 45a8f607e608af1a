package org.armillary.kmos.flat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.PixelFlag;
import org.junit.jupiter.api.Test;

class ColdPixelsTest {

	private final LitDetector detector = new LitDetector(200, 0);
	private final DetectorFrame frame = detector.frame(5);

	@Test
	void aCleanDetectorIsGoodBetweenTheEdges() throws InterruptedException {
		ColdPixels found = find(5);
		assertEquals(0, found.count());
		int good = 0;
		for (byte pixel : found.good()) {
			good += pixel;
		}
		// 11 or 12 columns of 100 slitlets in 192 rows
		assertEquals(found.lit(), good);
		assertEquals(192 * 100 * 11, good, 192 * 100);
		assertEquals(0, found.good()[100 * LitDetector.NX + 6]);
	}

	@Test
	void coldBrightBlankAndKnownPixelsAreFound() throws InterruptedException {
		int cold = pixel(100, 40, 5);
		int edge = pixel(60, 41, 0);
		int bright = pixel(90, 42, 4);
		int blank = pixel(80, 43, 3);
		int known = pixel(70, 44, 3);
		int fine = pixel(65, 45, 3);
		frame.value()[cold] *= 0.3f;
		frame.value()[edge] *= 0.2f;
		frame.value()[bright] *= 4;
		frame.value()[blank] = Float.NaN;
		frame.flags()[known] |= PixelFlag.BAD.value();
		frame.value()[fine] *= 0.4f;
		ColdPixels found = find(5);
		assertEquals(2, found.cold());
		assertEquals(1, found.bright());
		assertEquals(1, found.blank());
		assertEquals(1, found.known());
		for (int pixel : new int[] { cold, edge, bright, blank, known }) {
			assertEquals(0, found.good()[pixel]);
		}
		assertEquals(1, found.good()[fine]);
	}

	@Test
	void neighboursOfManyBadPixelsAreClosedAndGapsDoNotCount() throws InterruptedException {
		int middle = pixel(100, 20, 5);
		for (int offset : new int[] { -1, 1, -LitDetector.NX, LitDetector.NX, LitDetector.NX + 1 }) {
			frame.value()[middle + offset] = 0;
		}
		assertEquals(1, find(5).closed());
		assertEquals(0, find(5).good()[middle]);
		assertEquals(0, find(6).closed());
	}

	@Test
	void pixelsWithTooLittleLightStayGood() throws InterruptedException {
		int pixel = pixel(100, 30, 5);
		frame.value()[pixel] = 0;
		for (int i = 0; i < frame.variance().length; i++) {
			frame.variance()[i] = 4e7f;
		}
		assertEquals(1, find(5).good()[pixel]);
	}

	private ColdPixels find(int surrounding) throws InterruptedException {
		return ColdPixels.find(frame, SlitletLight.measure(frame, detector.rows(), Checkpoint.NONE), 0.35, surrounding);
	}

	private static int pixel(int row, int slitlet, int inside) {
		return row * LitDetector.NX + (int) Math.ceil(LitDetector.left(slitlet)) + inside;
	}
}
