package org.armillary.kmos.wavecal.solution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.slitlet.EdgeTrace;
import org.armillary.kmos.slitlet.SlitletTrace;
import org.armillary.numerics.fitting.Covariance;
import org.armillary.numerics.fitting.Polynomial;
import org.armillary.numerics.fitting.PolynomialBasis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepartureTest {

	private static final int ROWS = 2048;
	private static final int COLUMNS = 2048;
	private static final double DISPERSION = 2e-4;

	private static EdgeTrace edge(double column) {
		return new EdgeTrace(
				new Polynomial(PolynomialBasis.LEGENDRE, 0, ROWS - 1.0, new double[] { column }), Covariance.unknown(1),
				4, ROWS - 5.0, 100, 0.01);
	}

	/** A curved image of the slit with jumps, and at its upper end off by {@code bend} rows. */
	private static SlitletSolution slitlet(int index, double jump, double bend) {
		double place = (index - 56) / 56.0;
		double offset = 23 * place * place + jump;
		double[] middle = { 1.65 - DISPERSION * offset, DISPERSION * ROWS / 2, 0.002, 0, 0 };
		// (1 + u)^4 / 16 as a Legendre series
		double[] end = { 0.2, 0.4, 2 / 7.0, 0.1, 1 / 70.0 };
		for (int k = 0; k < end.length; k++) {
			middle[k] -= DISPERSION * bend * end[k];
		}
		return new SlitletSolution(
				new SlitletTrace(Slitlet.at(1, index), edge(18.0 * index + 10), edge(18.0 * index + 23)),
				middle, new double[3], new double[2], ROWS, 1.47, 1.83, 40, 0.01);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void slitletsThatBendAwayAreFoundAndNoOthers(long seed) {
		var random = new SplittableRandom(seed);
		List<SlitletSolution> slitlets = new ArrayList<>();
		List<Slitlet> wrong = new ArrayList<>();
		for (int index = 0; index < 112; index++) {
			boolean isWrong = index >= 60 && index < 66 || index == 3 || random.nextInt(20) == 0;
			double bend = isWrong ? (random.nextBoolean() ? 1 : -1) * (4 + 30 * random.nextDouble())
					: 0.1 * random.nextGaussian();
			slitlets.add(slitlet(index, 0.6 * random.nextGaussian(), bend));
			if (isWrong) {
				wrong.add(Slitlet.at(1, index));
			}
		}
		List<Departure> found = Departure.of(slitlets, ROWS, COLUMNS);
		assertEquals(wrong, found.stream().map(Departure::slitlet).toList());
		assertTrue(found.stream().allMatch(departure -> departure.micron() > 1.75), found.toString());
	}

	@Test
	void aQuarterOfFewSlitletsIsFound() {
		List<SlitletSolution> slitlets = new ArrayList<>();
		for (int index = 0; index < 26; index++) {
			slitlets.add(slitlet(index, 0.3 * (index % 3), index >= 20 ? 15 : 0));
		}
		assertEquals(6, Departure.of(slitlets, ROWS, COLUMNS).size());
		slitlets.replaceAll(slitlet -> slitlet(slitlet.trace().slitlet().index(), 0, 0));
		slitlets.set(9, slitlet(9, 20, 0));
		List<Departure> found = Departure.of(slitlets, ROWS, COLUMNS);
		assertEquals(List.of(Slitlet.at(1, 9)), found.stream().map(Departure::slitlet).toList());
		// the jump is in wavelength; the dispersion there differs by some per cent
		assertEquals(20, found.getFirst().pixels(), 1.5);
		assertEquals(List.of(), Departure.of(slitlets.subList(0, 5), ROWS, COLUMNS));
	}
}
