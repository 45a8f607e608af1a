package org.armillary.kmos.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.Simulation;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cubes of targets are looked at when a night is laid out, not when it is half written. */
class KmosNightTest {

	private static final int SIDE = 4;
	private static final int PLANES = 5;

	@TempDir
	Path folder;

	private static Simulation simulate(Path cube) throws ActorException {
		var night = new KmosNight();
		return night.simulate(1, ParameterValues.parse(night.descriptor(),
				Map.of("targets", "arm=2 kind=star magnitude=16,arm=7 kind=cube file=" + cube)));
	}

	private Path cube(String unit, String brightness) throws FitsException {
		FitsHeader header = FitsHeader.builder().set("CTYPE1", "RA---TAN", "")
				.set("CUNIT1", "deg", "").set("CDELT1", -0.2 / 3600, "").set("CTYPE2", "DEC--TAN", "")
				.set("CUNIT2", "deg", "").set("CDELT2", 0.2 / 3600, "").set("CTYPE3", "WAVE", "")
				.set("CUNIT3", unit, "").set("CRPIX3", 1.0, "").set("CRVAL3", 1.5, "").set("CDELT3", 0.05, "").build();
		Path file = folder.resolve("cube.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.EMPTY);
			writer.image("DATA", header, brightness, new float[PLANES * SIDE * SIDE], SIDE, SIDE, PLANES);
			writer.commit();
		}
		return file;
	}

	private static String refusal(Path cube) {
		ActorException refused = assertThrows(ActorException.class, () -> simulate(cube));
		assertEquals(Kind.USER, refused.kind());
		assertTrue(refused.explanation().text().contains("cube.fits"), refused.explanation()::text);
		return refused.explanation().id();
	}

	@Test
	void aCubeThatCanBeShownIsTaken() throws Exception {
		assertFalse(simulate(cube("um", "ph s-1 m-2 um-1")).files().isEmpty());
	}

	@ParameterizedTest
	@CsvSource({ "um, erg, simulator.cube-keyword", "Hz, ph s-1 m-2 um-1, simulator.cube-keyword" })
	void aCubeInOtherUnitsIsRefused(String unit, String brightness, String id) throws Exception {
		assertEquals(id, refusal(cube(unit, brightness)));
	}

	@Test
	void whatIsNoCubeIsRefused() throws Exception {
		Path file = folder.resolve("cube.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.EMPTY);
			writer.image("DATA", FitsHeader.EMPTY, "", new float[SIDE * SIDE], SIDE, SIDE);
			writer.commit();
		}
		assertEquals("simulator.no-cube", refusal(file));
		Files.writeString(file, "not at all");
		assertTrue(refusal(file).startsWith("fits."));
	}
}
