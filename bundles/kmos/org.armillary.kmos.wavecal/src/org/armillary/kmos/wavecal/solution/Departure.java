package org.armillary.kmos.wavecal.solution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.Slitlet;
import org.armillary.numerics.RobustStatistics;
import org.armillary.numerics.fitting.PolynomialBasis;

/**
 * A slitlet whose lines lie elsewhere than those of the other slitlets of its detector: a pattern of lines was taken
 * for another one, at one end most often.
 *
 * @param slitlet
 *            the slitlet
 * @param micron
 *            wavelength where it departs most, µm
 * @param pixels
 *            how far its line lies there above where the others have it, pixel
 */
public record Departure(Slitlet slitlet, double micron, double pixels) {

	private static final int SAMPLES = 25;
	/** Slitlets may have jumps, but dispersions that differ by more between the lines are wrong, pixel. */
	private static final double WRONG_SHAPE = 1.5;
	/** Shapes and places that differ by more than so many robust standard deviations are wrong, if by that much. */
	private static final double WRONG_DEVIATIONS = 8;
	private static final double WRONG_PLACE = 6;
	private static final double MAD = 1.4826;
	private static final int FEWEST_SLITLETS = 6;
	private static final int SLITLETS_A_TERM = 6;
	private static final int MOST_TERMS = 4;
	private static final int ROUNDS = 40;
	/** Slitlets this far off count half, pixel. */
	private static final double SOFT = 0.4;

	/**
	 * Compares the slitlets of a detector. Rows of a wavelength are a smooth function of the slitlet's place, found
	 * robustly, plus a jump of the slitlet's own.
	 *
	 * @param slitlets
	 *            that were solved
	 * @param rows
	 *            rows of the detector
	 * @param columns
	 *            its columns
	 */
	static List<Departure> of(List<SlitletSolution> slitlets, int rows, int columns) {
		int count = slitlets.size();
		if (count < FEWEST_SLITLETS) {
			return List.of();
		}
		double[] places = slitlets.stream().mapToDouble(slitlet -> (slitlet.trace().left().at(rows / 2.0)
				+ slitlet.trace().right().at(rows / 2.0)) / (columns - 1.0) - 1).toArray();
		double first = RobustStatistics.median(slitlets.stream().mapToDouble(SlitletSolution::firstMicron).toArray());
		double last = RobustStatistics.median(slitlets.stream().mapToDouble(SlitletSolution::lastMicron).toArray());
		double[] micron = new double[SAMPLES];
		double[][] off = new double[SAMPLES][];
		for (int k = 0; k < SAMPLES; k++) {
			double wavelength = first + (last - first) * k / (SAMPLES - 1);
			micron[k] = wavelength;
			off[k] = rest(places, slitlets.stream().mapToDouble(slitlet -> slitlet.rowOf(wavelength)).toArray());
		}
		double[] jump = new double[count];
		double[] shape = new double[count];
		int[] where = new int[count];
		for (int s = 0; s < count; s++) {
			double[] own = new double[SAMPLES];
			for (int k = 0; k < SAMPLES; k++) {
				own[k] = off[k][s];
			}
			jump[s] = RobustStatistics.median(own);
			for (int k = 0; k < SAMPLES; k++) {
				boolean isInside = micron[k] >= slitlets.get(s).firstMicron()
						&& micron[k] <= slitlets.get(s).lastMicron();
				double size = Math.abs(own[k] - jump[s]);
				if (!(size <= shape[s]) && isInside) {
					shape[s] = Double.isNaN(size) ? Double.POSITIVE_INFINITY : size;
					where[s] = k;
				}
			}
		}
		double shapeLimit = Math.max(WRONG_SHAPE, WRONG_DEVIATIONS * RobustStatistics.median(shape));
		double placeLimit = Math.max(WRONG_PLACE, WRONG_DEVIATIONS * MAD * RobustStatistics.median(sizes(jump)));
		List<Departure> departures = new ArrayList<>();
		for (int s = 0; s < count; s++) {
			if (shape[s] > shapeLimit || !(Math.abs(jump[s]) <= placeLimit)) {
				departures.add(new Departure(slitlets.get(s).trace().slitlet(), micron[where[s]], off[where[s]][s]));
			}
		}
		return departures;
	}

	private static double[] sizes(double[] values) {
		return Arrays.stream(values).map(Math::abs).toArray();
	}

	/** Rows less a smooth function of the place that most of them follow. */
	private static double[] rest(double[] places, double[] found) {
		int terms = Math.clamp(places.length / SLITLETS_A_TERM, 1, MOST_TERMS);
		double middle = RobustStatistics.median(Arrays.stream(found).filter(Double::isFinite).toArray());
		double[] values = new double[terms];
		double[] rest = new double[places.length];
		double[] series = new double[terms];
		for (int round = 0; round < ROUNDS; round++) {
			// first all alike, then those that lie off less and less, at last hardly at all
			double soft = SOFT * Math.max(1, StrictMath.pow(2, 8.0 - round / 3.0));
			NormalEquations equations = new NormalEquations(terms);
			for (int s = 0; s < places.length; s++) {
				PolynomialBasis.LEGENDRE.evaluate(places[s], values, 0, terms);
				rest[s] = found[s] - middle;
				for (int k = 0; k < terms; k++) {
					rest[s] -= series[k] * values[k];
				}
				if (Double.isFinite(rest[s])) {
					double ratio = rest[s] / soft;
					equations.add(values, found[s] - middle, 1 / (1 + ratio * ratio));
				}
			}
			series = equations.solve(1e-6);
		}
		return rest;
	}
}
