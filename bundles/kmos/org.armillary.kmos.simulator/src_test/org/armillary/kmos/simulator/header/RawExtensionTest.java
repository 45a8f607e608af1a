package org.armillary.kmos.simulator.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers of raw frames, and how long files with them are. */
class RawExtensionTest {

	private static final int SIDE = 2048;

	@TempDir
	private Path folder;

	@Test
	void filesAreAsLongAsTold() throws Exception {
		FitsHeader primary = RawExtension.primary(Map.of("INSTRUME", "KMOS", "ESO DET NDIT", 1L));
		assertEquals(700, primary.cards().size());
		Path file = folder.resolve("raw.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary);
			var pixels = new float[SIDE * SIDE];
			for (int detector = 0; detector < 3; detector++) {
				writer.image(RawExtension.name(detector), RawExtension.header(detector, 2.1), "", pixels, SIDE, SIDE);
			}
			writer.commit();
		}
		assertEquals(Files.size(file), RawExtension.fileBytes(primary));
	}

	@Test
	void detectorsAreCountedFromOne() {
		assertEquals("CHIP3.INT1", RawExtension.name(2));
		FitsHeader header = RawExtension.header(2, 1.9);
		assertEquals(3L, header.values().get("ESO DET CHIP INDEX"));
		assertEquals(1.9, header.values().get("ESO DET CHIP GAIN"));
	}
}
