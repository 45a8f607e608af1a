package org.armillary.kmos.tables;

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

class ArcLinesTest {

	/** Numbers of lines that lists of near-infrared spectrographs have at least, by band. */
	private static final int FEWEST = 30;

	@TempDir
	private Path folder;

	private static ArcLine nearest(Gas gas, double micron) {
		return ArcLines.all().stream().filter(line -> line.gas() == gas)
				.min(Comparator.comparingDouble(line -> Math.abs(line.micron() - micron))).orElseThrow();
	}

	/**
	 * Index of refraction of standard air (Peck and Reeder 1972, J. Opt. Soc. Am. 62, 958), good beyond 1.69 µm only in
	 * extrapolation, where it still holds to some 1e-9.
	 */
	private static double vacuum(double airMicron) {
		double wavenumber2 = 1 / (airMicron * airMicron);
		double excess = 5791817 / (238.0185 - wavenumber2) + 167909 / (57.362 - wavenumber2);
		return airMicron * (1 + excess * 1e-8);
	}

	/** Wavelengths in air: Norlén 1973 for argon, Saloman and Sansonetti 2004 for neon. */
	@ParameterizedTest
	@CsvSource({ "ARGON, 0.8115311", "ARGON, 0.9122967", "ARGON, 0.9657786", "ARGON, 0.7635106", "ARGON, 0.8264522",
			"NEON, 0.8377608", "NEON, 0.8654383", "NEON, 0.8780621", "NEON, 0.7943181" })
	void linesLieWhereTheyWereMeasuredInAir(Gas gas, double airMicron) {
		assertEquals(vacuum(airMicron), nearest(gas, vacuum(airMicron)).micron(), 3e-7);
	}

	/** Wavelengths in vacuum from level energies of the NIST Atomic Spectra Database, cm-1. */
	@ParameterizedTest
	@CsvSource({ "ARGON, 93143.7600, 104102.0990", "ARGON, 93750.5978, 104102.0990", "ARGON, 94553.6652, 104102.0990",
			"NEON, 149657.0392, 158601.1152", "NEON, 149824.2215, 158795.9924" })
	void linesLieWhereTheLevelsSay(Gas gas, double lower, double upper) {
		double micron = 1e4 / (upper - lower);
		assertEquals(micron, nearest(gas, micron).micron(), 2e-8);
	}

	@Test
	void linesRiseAndNoneOfAGasStandsTwice() {
		List<ArcLine> lines = ArcLines.all();
		for (Gas gas : Gas.values()) {
			List<ArcLine> ofGas = lines.stream().filter(line -> line.gas() == gas).toList();
			for (int i = 1; i < ofGas.size(); i++) {
				assertTrue(ofGas.get(i).micron() - ofGas.get(i - 1).micron() > 4e-6, ofGas.get(i)::toString);
			}
		}
		assertEquals(lines.stream().sorted(Comparator.comparingDouble(ArcLine::micron)).toList(), lines);
	}

	@ParameterizedTest
	@EnumSource(Band.class)
	void bandsHaveTheirLinesOfBothGases(Band band) {
		List<ArcLine> lines = ArcLines.of(band);
		assertTrue(lines.stream()
				.allMatch(line -> line.micron() >= band.firstMicron() && line.micron() <= band.lastMicron()));
		for (Gas gas : Gas.values()) {
			assertTrue(lines.stream().filter(line -> line.gas() == gas).count() >= FEWEST, band + " " + gas);
		}
	}

	@ParameterizedTest
	@EnumSource(Band.class)
	void strongLinesAreWellKnown(Band band) {
		for (Gas gas : Gas.values()) {
			List<ArcLine> lines = ArcLines.of(band).stream().filter(line -> line.gas() == gas)
					.sorted(Comparator.comparingDouble(ArcLine::strength).reversed()).limit(8).toList();
			assertTrue(lines.stream().allMatch(line -> line.micronError() > 0 && line.micronError() <= 1.1e-6),
					lines::toString);
		}
	}

	/** The brightest argon line of H, which every argon lamp shows, and the brightest neon line of K. */
	@Test
	void theBrightestLinesAreThoseOfLamps() {
		assertEquals(1.694521, brightest(Band.H, Gas.ARGON).micron(), 1e-6);
		assertEquals(2.364294, brightest(Band.K, Gas.NEON).micron(), 1e-6);
		assertEquals(1.1180585, brightest(Band.YJ, Gas.NEON).micron(), 1e-7);
	}

	private static ArcLine brightest(Band band, Gas gas) {
		return ArcLines.of(band).stream().filter(line -> line.gas() == gas)
				.max(Comparator.comparingDouble(ArcLine::strength)).orElseThrow();
	}

	@ParameterizedTest
	@EnumSource(Band.class)
	void linesSurviveTheirFile(Band band) throws Exception {
		Path file = folder.resolve("arc.fits");
		ArcLines.write(file, band);
		List<ArcLine> written = ArcLines.of(band);
		List<ArcLine> read = ArcLines.read(file);
		assertEquals(written.size(), read.size());
		for (int i = 0; i < written.size(); i++) {
			assertEquals(written.get(i).micron(), read.get(i).micron(), 1.3e-7);
			assertEquals(written.get(i).strength(), read.get(i).strength(), 1e-6 * written.get(i).strength());
			assertEquals(written.get(i).gas(), read.get(i).gas());
		}
		assertEquals(band.name(), FitsFile.open(file).primary().header().text("ESO FILT ID"));
		assertEquals("ARC_LIST", FitsFile.open(file).primary().header().text("ESO PRO CATG"));
	}
}
