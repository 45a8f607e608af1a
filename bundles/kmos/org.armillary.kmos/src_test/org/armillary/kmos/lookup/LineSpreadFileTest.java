package org.armillary.kmos.lookup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.Slitlet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineSpreadFileTest {

	private static final int ROWS = 10;
	private static final Slitlet SLITLET = new Slitlet(9, 3);

	@TempDir
	Path folder;

	/** Wavelength 1 + 0.0002 row, width 2 + 0.001 row plus a hundredth of the angle, third moment −0.1. */
	private static LineSpreadMap map(int detector, double angle) {
		LineSpreadMap map = LineSpreadMap.empty(detector, angle, 8, 16, ROWS);
		for (int index = 0; index < Slitlet.PER_DETECTOR - 1; index++) {
			Slitlet slitlet = Slitlet.at(detector, index);
			for (int i = 0; i < ROWS; i++) {
				int place = map.index(slitlet, i);
				double row = 8 + 16 * i;
				map.micron()[place] = (float) (1 + 0.0002 * row);
				map.fwhm()[place] = (float) (2 + 0.001 * row + 0.01 * angle);
				map.fwhmError()[place] = 0.01F;
				map.thirdMoment()[place] = -0.1F;
				map.thirdMomentError()[place] = 0.02F;
				map.skewness()[place] = -0.15F;
			}
		}
		return map;
	}

	private Path write(int detectors) throws FitsException {
		Path path = folder.resolve("lsf.fits");
		try (FitsWriter writer = FitsWriter.create(path)) {
			writer.primary(FitsHeader.EMPTY);
			for (double angle : new double[] { 0, 60 }) {
				for (int detector = 1; detector <= detectors; detector++) {
					LineSpreadFile.write(writer, FitsHeader.EMPTY, map(detector, angle));
				}
			}
			writer.commit();
		}
		return path;
	}

	private static void assertRefused(KmosMessage message, Path path) {
		ActorException refusal = assertThrows(ActorException.class, () -> LineSpreadFile.read(path));
		assertEquals(message.id(), refusal.explanation().id());
	}

	@Test
	void interpolatesBetweenRows() {
		LineSpreadMap map = map(2, 60);
		assertEquals(2.6 + 0.07, map.fwhmAt(SLITLET, 70), 1e-6);
		assertEquals(2.6 + 0.008, map.fwhmAt(SLITLET, 0), 1e-6);
		assertEquals(2.6 + 0.152, map.fwhmAt(SLITLET, 2000), 1e-6);
		assertEquals(-0.1, map.thirdMomentAt(SLITLET, 70), 1e-6);
		assertEquals(70, map.rowOf(SLITLET, 1.014), 2e-3);
		assertEquals(2.67 * 0.0002, map.fwhmMicronAt(SLITLET, 1.014), 1e-6);
		assertTrue(Double.isNaN(map.rowOf(SLITLET, 0.9)));
		assertTrue(Double.isNaN(map.fwhmAt(new Slitlet(16, 14), 70)));
		assertTrue(Double.isNaN(map.fwhmMicronAt(new Slitlet(16, 14), 1.014)));
	}

	@Test
	void readsWhatItWrote() throws ActorException, FitsException {
		Path path = write(3);
		LineSpreadFile file = LineSpreadFile.read(path);
		assertEquals(6, file.maps().size());
		LineSpreadMap read = file.nearest(2, -290);
		LineSpreadMap written = map(2, 60);
		assertEquals(60, read.angleDegrees());
		assertEquals(8, read.firstRow());
		assertEquals(16, read.rowStep());
		for (int plane = 0; plane < LineSpreadMap.PLANES; plane++) {
			assertArrayEquals(written.planes()[plane], read.planes()[plane]);
		}
		assertEquals(9, FitsFile.open(path).find("DET.2.LSF", 2).orElseThrow().header()
				.integer(LineSpreadFile.ROW_KEYWORD));
	}

	@Test
	void refusesOtherFiles() throws ActorException, FitsException {
		LineSpreadFile two = LineSpreadFile.read(write(2));
		ActorException refusal = assertThrows(ActorException.class, () -> two.nearest(3, 0));
		assertEquals(KmosMessage.TABLE_PLANES.id(), refusal.explanation().id());
		Path other = folder.resolve("other.fits");
		try (FitsWriter writer = FitsWriter.create(other)) {
			writer.primary(FitsHeader.EMPTY);
			writer.image("DET.1.DATA", FitsHeader.EMPTY, "", new float[4], 2, 2);
			writer.commit();
		}
		assertRefused(KmosMessage.DETECTOR_COUNT, other);
		Path small = folder.resolve("small.fits");
		try (FitsWriter writer = FitsWriter.create(small)) {
			writer.primary(FitsHeader.EMPTY);
			writer.image("DET.1.LSF", FitsHeader.EMPTY, "", new float[24], 2, 2, 6);
			writer.commit();
		}
		assertRefused(KmosMessage.TABLE_SIZE, small);
		Path bare = folder.resolve("bare.fits");
		try (FitsWriter writer = FitsWriter.create(bare)) {
			writer.primary(FitsHeader.EMPTY);
			writer.image("DET.1.LSF", FitsHeader.EMPTY, "", new float[2 * 112 * 6], 2, 112, 6);
			writer.commit();
		}
		assertRefused(KmosMessage.KEYWORD_MISSING, bare);
	}
}
