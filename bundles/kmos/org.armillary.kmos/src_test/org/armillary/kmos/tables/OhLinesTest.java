package org.armillary.kmos.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

import org.armillary.data.fits.FitsFile;
import org.armillary.kmos.Band;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OhLinesTest {

	@TempDir
	private Path folder;

	/** Bright lines of the night sky as Oliva et al. 2013 (A&amp;A 555, A78) measured them, µm in vacuum. */
	@ParameterizedTest
	@CsvSource({ "1.5055550", "1.56549535", "1.65023650", "1.66923800", "1.76532220", "2.00081635", "1.29057110" })
	void brightLinesAreThere(double micron) {
		OhLine nearest = OhLines.all().stream()
				.min(Comparator.comparingDouble(line -> Math.abs(line.micron() - micron))).orElseThrow();
		assertEquals(micron, nearest.micron(), 1e-6);
		double strongest = OhLines.between(micron - 0.01, micron + 0.01).stream().mapToDouble(OhLine::flux).max()
				.orElseThrow();
		assertTrue(nearest.flux() > 0.2 * strongest, nearest::toString);
	}

	@Test
	void linesRiseAndLieInTheirGroups() {
		List<OhLine> lines = OhLines.all();
		for (int i = 0; i < lines.size(); i++) {
			OhLine line = lines.get(i);
			assertTrue(line.group().contains(line.micron()), line::toString);
			assertTrue(i == 0 || line.micron() > lines.get(i - 1).micron() * (1 + 1 / 50001.0), line::toString);
		}
	}

	@ParameterizedTest
	@EnumSource(Band.class)
	void everyBandHasLines(Band band) {
		assertTrue(OhLines.of(band).size() > 100);
		assertTrue(OhLines.of(band).stream()
				.allMatch(line -> line.micron() >= band.firstMicron() && line.micron() <= band.lastMicron()));
	}

	@Test
	void groupsFollowEachOtherWithoutGap() {
		OhGroup[] groups = OhGroup.values();
		for (int i = 1; i < groups.length; i++) {
			assertEquals(groups[i - 1].lastMicron(), groups[i].firstMicron());
			assertEquals(groups[i], OhGroup.of(groups[i].firstMicron()));
			assertTrue(OhLines.between(groups[i].firstMicron(), groups[i].lastMicron()).size() > 3,
					groups[i]::toString);
		}
		assertEquals(OhGroup.V5_1, OhGroup.of(0.5));
		assertEquals(OhGroup.LAST, OhGroup.of(3));
		assertEquals(OhGroup.V9_7, OhGroup.LAST.scale());
		assertEquals(OhGroup.V4_2, OhGroup.V4_2.scale());
	}

	/** Below 1 µm, where the limits are ours: hardly any light within half a line width of a limit. */
	@Test
	void limitsOfGroupsLieBetweenBrightLines() {
		for (OhGroup group : List.of(OhGroup.V6_2, OhGroup.V7_3, OhGroup.V8_4, OhGroup.V3_0)) {
			double limit = group.firstMicron();
			double near = OhLines.between(limit - 3e-4, limit + 3e-4).stream().mapToDouble(OhLine::flux).sum();
			double strongest = OhLines.between(limit - 0.02, limit + 0.02).stream().mapToDouble(OhLine::flux).max()
					.orElseThrow();
			assertTrue(near < 0.02 * strongest, group + ": " + near + " of " + strongest);
		}
	}

	@Test
	void aSpectrumKeepsPhotonsAndPlaces() {
		var spectrum = OhSpectrum.of(List.of(new OhLine(1.50001, 3, OhGroup.V3_1), new OhLine(1.52, 1, OhGroup.V3_1)),
				1.49,
				1e-4, 400, 3000);
		double bright = 0;
		double faint = 0;
		double moment = 0;
		for (int i = 0; i < 400; i++) {
			double value = spectrum.photons()[i];
			if (i < 200) {
				bright += value;
				moment += value * spectrum.micron()[i];
			} else {
				faint += value;
			}
		}
		assertEquals(3, bright / faint, 1e-4);
		assertEquals(1.50001, moment / bright, 1e-8);
		double sigma = 1.50001 / 3000 / 2.3548200450309493 / 1e-4;
		double peak = (1 - 1 / (24 * sigma * sigma) - 0.1 * 0.1 / (2 * sigma * sigma))
				/ (sigma * Math.sqrt(2 * Math.PI));
		assertEquals(1 / peak, bright, 5e-4 * bright);
	}

	@ParameterizedTest
	@EnumSource(Band.class)
	void aSpectrumSurvivesItsFile(Band band) throws Exception {
		Path file = folder.resolve("oh.fits");
		OhSpectrum.write(file, band);
		OhSpectrum read = OhSpectrum.read(file);
		assertArrayEquals(OhSpectrum.of(band).photons(), read.photons());
		assertArrayEquals(OhSpectrum.of(band).micron(), read.micron(), 1e-12);
		assertEquals(Band.PLANES, read.micron().length);
		assertEquals("OH_SPEC", FitsFile.open(file).primary().header().text("ESO PRO CATG"));
	}
}
