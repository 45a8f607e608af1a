package org.armillary.kmos.detector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadPixelMaskTest {

	@TempDir
	Path folder;

	@Test
	void masksOfDetectorsAreRead() throws Exception {
		BadPixelMask mask = BadPixelMask.open(Masks.mask(folder.resolve("mask.fits"), false, 0));
		assertArrayEquals(new byte[] { 1, 1, 0, 1, 1, 1, 1, 1 }, mask.good(3, 120, Masks.NY, Masks.NX));
	}

	@Test
	void theNearestAngleCounts() throws Exception {
		BadPixelMask mask = BadPixelMask.open(Masks.mask(folder.resolve("mask.fits"), true, 0, 300));
		assertArrayEquals(new byte[] { 1, 1, 1, 0, 1, 1, 1, 1 }, mask.good(1, -58, Masks.NY, Masks.NX));
		assertArrayEquals(new byte[] { 0, 1, 1, 1, 1, 1, 1, 1 }, mask.good(1, 350, Masks.NY, Masks.NX));
	}

	@Test
	void otherSizesAreRefused() throws Exception {
		BadPixelMask mask = BadPixelMask.open(Masks.mask(folder.resolve("mask.fits"), false, 0));
		ActorException refused = assertThrows(ActorException.class, () -> mask.good(1, 0, 4, 2));
		assertEquals("kmos.mask-size", refused.explanation().id());
	}

	@Test
	void otherNumbersOfImagesAreRefused() throws Exception {
		Path file = folder.resolve("one.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.EMPTY);
			writer.image("DET.1.DATA", FitsHeader.EMPTY, "", new byte[4], 2, 2);
			writer.commit();
		}
		ActorException refused = assertThrows(ActorException.class, () -> BadPixelMask.open(file));
		assertEquals("kmos.mask-images", refused.explanation().id());
	}
}
