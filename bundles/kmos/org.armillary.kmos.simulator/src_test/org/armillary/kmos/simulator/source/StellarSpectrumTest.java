package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.source.Target.SpectralType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Stars have the flux of their magnitude, lines in their places, and velocities. */
class StellarSpectrumTest {

	private static final double LIGHT = 299_792.458;

	private final Settings exact = Settings.standard().with(Setting.STELLAR_DEPTHS, 0);

	/** Zero points of Cohen et al. 2003 and table 1 of Davies et al. 2013, whose flux in J is a factor of ten too low. */
	@ParameterizedTest
	@CsvSource({ "IZ,0.985,1.000,3.81e10", "YJ,1.154,1.316,1.94e10", "H,1.5365,1.7875,9.47e9", "K,2.038,2.290,4.65e9",
			"HK,1.5365,1.7875,9.47e9" })
	void fluxOverThePassBandIsThatOfTheMagnitude(Band band, double first, double last, double zeroPoint) {
		var grid = new SpectralGrid(band);
		for (SpectralType type : SpectralType.values()) {
			double[] spectrum = StellarSpectrum.of(type, 10, 0, grid, 1, exact);
			assertEquals(zeroPoint * 1e-4, mean(grid, spectrum, first, last), 2e-3 * zeroPoint * 1e-4, type.name());
		}
	}

	@Test
	void starsOfTypeAHaveTheSameMagnitudeInAllBands() {
		var wide = new SpectralGrid(Band.HK);
		assertEquals(4.65e9, mean(wide, StellarSpectrum.of(SpectralType.A0V, 0, 0, wide, 1, exact), 2.038, 2.290), 2e7);
		var left = new SpectralGrid(Band.IZ);
		var right = new SpectralGrid(Band.YJ);
		double overlap = mean(left, StellarSpectrum.of(SpectralType.A0V, 0, 30, left, 1, exact), 1.04, 1.07);
		assertEquals(overlap, mean(right, StellarSpectrum.of(SpectralType.A0V, 0, 30, right, 1, exact), 1.04, 1.07),
				1e-3 * overlap);
	}

	/** H - K of the sun in 2MASS is 0.05. */
	@Test
	void starsLikeTheSunHaveItsColour() {
		var grid = new SpectralGrid(Band.HK);
		double red = mean(grid, StellarSpectrum.of(SpectralType.G2V, 0, 0, grid, 1, exact), 2.038, 2.290);
		assertEquals(0.05, 2.5 * Math.log10(red / 4.65e9), 0.03);
	}

	/** Wavelengths in vacuum, µm, commonly quoted. */
	@ParameterizedTest
	@CsvSource({ "3,5,1.28216", "3,6,1.09411", "3,8,0.954862", "4,7,2.16612", "4,10,1.73669", "4,12,1.64117" })
	void hydrogenIsWhereItShouldBe(int lower, int upper, double micron) {
		assertEquals(micron, StellarLines.hydrogenMicron(lower, upper), 1.2e-5);
	}

	/** Kleinmann & Hall 1986 (ApJS 62, 501), µm in vacuum. */
	@ParameterizedTest
	@CsvSource({ "0,2.2935", "1,2.3227", "2,2.3525", "3,2.3830" })
	void headsOfCarbonMonoxideAreWhereTheyShouldBe(int band, double micron) {
		double head = CarbonMonoxide.lines(4800).stream().filter(line -> line.band() == band)
				.mapToDouble(CarbonMonoxide.Line::micron).min().orElseThrow();
		assertEquals(micron, head, 1e-4);
	}

	/** Lines lie at their wavelengths at rest times 1 + v/c, to a hundredth of a row. */
	@ParameterizedTest
	@CsvSource({ "A0V,K,2.16612,-250", "A0V,YJ,1.28216,120", "G2V,IZ,0.866452,300", "G2V,H,1.672353,-80" })
	void linesAreShiftedByTheVelocity(SpectralType type, Band band, double near, double kmPerSecond) {
		var grid = new SpectralGrid(band);
		double rest = bottom(grid, StellarSpectrum.of(type, 8, 0, grid, 1, exact), near);
		double moved = bottom(grid, StellarSpectrum.of(type, 8, kmPerSecond, grid, 1, exact),
				near * (1 + kmPerSecond / LIGHT));
		assertEquals(rest * (1 + kmPerSecond / LIGHT), moved, 0.01 * band.micronPerRow(1000));
	}

	/** Vega's lines: 0.20 to 0.28 deep in Brackett gamma and 12 to 18 Angstrom wide; those of the sun are weaker. */
	@Test
	void depthsAreThoseOfTheTypes() {
		var grid = new SpectralGrid(Band.K);
		double hot = equivalentWidth(grid, SpectralType.A0V, 2.14, 2.192, 1);
		assertEquals(1.4e-3, hot, 0.35e-3);
		double cool = equivalentWidth(grid, SpectralType.G2V, 2.1635, 2.1688, 1);
		assertEquals(0.24e-3, cool, 0.1e-3);
	}

	/** Each band has at least 50 lines of metals that take away more than 1 per cent of a row. */
	@ParameterizedTest
	@EnumSource
	void starsLikeTheSunHaveManyLines(Band band) {
		long lines = LineTable.read("solar-lines.tsv").stream().filter(cells -> {
			double micron = Double.parseDouble(cells[1]);
			return micron > band.firstMicron() && micron < band.lastMicron()
					&& Double.parseDouble(cells[2]) * 1e-3 > 0.01 * band.micronPerRow(1000);
		}).count();
		assertTrue(lines >= 50, band + ": " + lines);
	}

	/** Commonly quoted wavelengths, Angstrom in air: none was lost from the table. */
	@ParameterizedTest
	@CsvSource({ "Ca II,8542.09", "Na,8194.82", "Mg,8806.76", "Si,10827.09", "Na,22056.40", "Al,16718.96",
			"Mg,15024.99",
			"Mg,17108.66", "Fe,15294.56", "Ca,22608.0" })
	void strongLinesOfTheSunAreThere(String species, double airAngstrom) {
		double micron = ArcLineTest.vacuum(airAngstrom * 1e-4);
		assertTrue(LineTable.read("solar-lines.tsv").stream()
				.anyMatch(cells -> cells[0].equals(species) && Math.abs(Double.parseDouble(cells[1]) - micron) < 2e-5
						&& Double.parseDouble(cells[2]) > 0.015));
	}

	@Test
	void depthsDepartFromTheTablesByTheSeed() {
		var grid = new SpectralGrid(Band.K);
		double table = equivalentWidth(grid, SpectralType.A0V, 2.14, 2.192, 0);
		double[] widths = IntStream.range(1, 31).mapToDouble(seed -> {
			double[] spectrum = StellarSpectrum.of(SpectralType.A0V, 8, 0, grid, seed, Settings.standard());
			return equivalentWidth(grid, spectrum, 2.14, 2.192);
		}).map(width -> width / table).toArray();
		double mean = Arrays.stream(widths).average().orElseThrow();
		double deviation = Math.sqrt(Arrays.stream(widths).map(width -> (width - mean) * (width - mean)).sum() / 29);
		assertEquals(1, mean, 0.06);
		assertEquals(0.1, deviation, 0.04);
		assertArrayEquals(StellarSpectrum.of(SpectralType.G2V, 8, 0, grid, 3, Settings.standard()),
				StellarSpectrum.of(SpectralType.G2V, 8, 0, grid, 3, Settings.standard()));
	}

	/** Energies of the photons of a black body add up to the law of Stefan and Boltzmann. */
	@ParameterizedTest
	@CsvSource({ "285", "2900", "9500" })
	void blackBodyShinesByTheFourthPower(double kelvin) {
		double watt = 0;
		double step = 1e-3;
		for (double log = Math.log(50 / kelvin); log < Math.log(1e7 / kelvin); log += step) {
			double micron = Math.exp(log);
			double energy = 6.62607015e-34 * 2.99792458e14 / micron;
			watt += PlanckLaw.photonsPerArcsec2(micron, kelvin) * energy * micron * step;
		}
		double arcsec2 = Math.pow(180 * 3600 / Math.PI, 2);
		double expected = 5.670374419e-8 * Math.pow(kelvin, 4);
		assertEquals(expected, Math.PI * arcsec2 * watt, 1e-4 * expected);
	}

	private static double mean(SpectralGrid grid, double[] spectrum, double first, double last) {
		double[] microns = grid.microns();
		double[] widths = grid.widths();
		double sum = 0;
		double width = 0;
		for (int i = 0; i < spectrum.length; i++) {
			if (microns[i] >= first && microns[i] <= last) {
				sum += spectrum[i] * widths[i];
				width += widths[i];
			}
		}
		return sum / width;
	}

	/** Place of the minimum within 0.2 per mille of a place, by a parabola. */
	private static double bottom(SpectralGrid grid, double[] spectrum, double near) {
		double[] microns = grid.microns();
		int lowest = -1;
		for (int i = 1; i < spectrum.length - 1; i++) {
			boolean close = Math.abs(microns[i] / near - 1) < 2e-4;
			lowest = close && (lowest < 0 || spectrum[i] < spectrum[lowest]) ? i : lowest;
		}
		double left = spectrum[lowest - 1] - spectrum[lowest];
		double right = spectrum[lowest + 1] - spectrum[lowest];
		return microns[lowest] + 0.5 * (left - right) / (left + right) * (microns[lowest + 1] - microns[lowest]);
	}

	private double equivalentWidth(SpectralGrid grid, SpectralType type, double first, double last, long seed) {
		return equivalentWidth(grid, StellarSpectrum.of(type, 8, 0, grid, seed, exact), first, last);
	}

	/** Width below a straight line between the ends, µm. */
	private static double equivalentWidth(SpectralGrid grid, double[] spectrum, double first, double last) {
		double[] microns = grid.microns();
		double[] widths = grid.widths();
		double margin = 0.02 * (last - first);
		double left = mean(grid, spectrum, first - margin, first + margin);
		double right = mean(grid, spectrum, last - margin, last + margin);
		double sum = 0;
		for (int i = 0; i < spectrum.length; i++) {
			if (microns[i] >= first && microns[i] <= last) {
				double continuum = left + (right - left) * (microns[i] - first) / (last - first);
				sum += (1 - spectrum[i] / continuum) * widths[i];
			}
		}
		return sum;
	}
}
