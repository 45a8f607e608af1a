package org.armillary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.armillary.data.Cube;
import org.armillary.data.Table;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads real files; the expected numbers come from astropy 5.2. */
class RealFitsTest {

	private static final String CUBE = "real/kmos/ecdfsf3_ifu22.fits";

	@TempDir
	Path folder;

	@Test
	void readsTheKmosCube() throws IOException {
		FitsFile file = FitsFile.open(TestData.require(CUBE));
		assertEquals(List.of("PRIMARY", "IFU_22_22_22_2_etc.DATA", "IFU_22_22_22_2_etc.NOISE"),
				file.hdus().stream().map(Hdu::name).toList());
		assertEquals(1769, file.primary().header().cards().size());
		assertEquals("KMOS_spec_obs_stare", file.primary().header().text("ESO TPL ID"));
		assertEquals(200298818, file.primary().header().integer("ESO OBS ID"));
		Hdu data = file.hdu("IFU_22_22_22_2_etc.DATA");
		assertEquals(List.of(15L, 14L, 2048L), data.dimensions());
		assertEquals(-5.55555555555556E-05, data.header().real("CD1_1"));
		assertEquals("YJ", data.header().text("ESO INS FILT3 ID"));
		Cube cube = file.readCube("IFU_22_22_22_2_etc");
		assertEquals(List.of(2048, 14, 15), List.of(cube.nz(), cube.ny(), cube.nx()));
		double[] values = cube.values().doubles();
		assertEquals(401_408, Arrays.stream(values).filter(Double::isFinite).count());
		assertEquals(-1.1375167935200428e-11, Arrays.stream(values).filter(Double::isFinite).sum(), 1e-22);
		assertEquals(1.740292717605004e-14, Arrays.stream(values).filter(Double::isFinite).max().orElseThrow());
		assertTrue(cube.variance().isPresent());
	}

	@Test
	void theKmosCubeSurvivesACopy() throws IOException {
		FitsFile original = FitsFile.open(TestData.require(CUBE));
		Cube cube = original.readCube("IFU_22_22_22_2_etc");
		Path target = folder.resolve("copy.fits");
		try (FitsWriter writer = FitsWriter.create(target)) {
			writer.primary(original.primary().header());
			writer.cube("IFU_22_22_22_2_etc", cube);
			String digest = writer.commit();
			assertEquals(ContentDigest.of(target), digest);
		}
		FitsFile copy = FitsFile.open(target);
		assertEquals(original.primary().header().values(),
				copy.primary().header().without("CHECKSUM", "DATASUM").values());
		Cube again = copy.readCube("IFU_22_22_22_2_etc");
		assertEquals(cube.values(), again.values());
		assertEquals(cube.variance(), again.variance());
		for (String keyword : List.of("CTYPE1", "CRVAL1", "CRPIX3", "CDELT3", "CD3_3", "ESO OCS ARM22 NAME")) {
			assertEquals(cube.header().card(keyword), again.header().card(keyword));
		}
	}

	@Test
	void readsARawFrame() throws IOException {
		Hdu frame = FitsFile.open(TestData.require("real/isaac_raw/ISAAC.2006-04-13T06-32-38.944.fits")).primary();
		float[] pixels = frame.readFloats();
		assertEquals(1024 * 1024, pixels.length);
		assertEquals(1082.8399658203125, pixels[1234]);
		double sum = 0;
		for (float pixel : pixels) {
			sum += pixel;
		}
		assertEquals(441964905.9927074, sum, 1e-3);
	}

	@Test
	void readsARealTable() throws IOException {
		Hdu hdu = FitsFile.open(TestData.require("real/apogee_cal/rvstandards.fits")).hdus().get(1);
		assertEquals(HduKind.BINARY_TABLE, hdu.kind());
		Table table = hdu.readTable();
		assertEquals(2828, table.rows());
		assertEquals("HD225213", table.texts("ID").at(5));
		assertEquals(-37.3573614, table.reals("DEC").at(5));
		assertEquals("Chubak & Marcy", table.texts("SRC").at(5));
	}
}
