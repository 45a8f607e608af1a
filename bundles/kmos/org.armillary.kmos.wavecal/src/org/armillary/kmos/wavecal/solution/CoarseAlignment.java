package org.armillary.kmos.wavecal.solution;

import java.util.Arrays;

import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.wavecal.lines.SlitletColumns;
import org.armillary.numerics.RobustStatistics;
import org.armillary.numerics.Selection;
import org.armillary.numerics.fitting.PolynomialBasis;

/**
 * Brings approximate wavelengths of a slitlet from one or two pixels to a few tenths: the peaks of lines that dominate
 * their neighbourhood are found in the mean spectrum of the slitlet, and a parabola through their distances from where
 * they should be is added. For one thread.
 */
final class CoarseAlignment {

	private static final int SEARCH = 3;
	private static final int FLUX_REACH = 2;
	private static final double DOMINANT = 3;
	private static final double NEIGHBOURHOOD = 6;
	private static final double SIGNIFICANT = 8;
	private static final double AGREEMENT = 0.6;
	private static final double[] TOLERANCES = { 0.8, 0.5, 0.35, 0.35 };
	private static final int LINES_A_TERM = 4;
	private static final double LOW_SHARE = 0.3;
	private static final double BRIGHT = 100;
	private static final int WIDTH_REACH = 4;
	private static final int MOST_WIDTHS = 4096;
	/** What straightening adds to the squared width of a line on average, pixel². */
	private static final double STRAIGHTENING = 0.1;
	private static final double USUAL_DEVIATION = 0.9;
	private static final double LEAST_DEVIATION = 0.5;
	private static final double MOST_DEVIATION = 2;

	private final DetectorFrame frame;
	private final double[][] spectra;
	private final double[] noises;
	private double[] spectrum;
	private final double[] values;
	private final double[] place;
	private final double[] distance;
	private final double[] weight;
	private final double[] squares = new double[MOST_WIDTHS];
	private int widths;
	private int found;

	/** For so many slitlets and lines. */
	CoarseAlignment(DetectorFrame frame, int slitlets, int lines) {
		this.frame = frame;
		spectra = new double[slitlets][];
		noises = new double[slitlets];
		spectrum = new double[0];
		values = new double[frame.ny()];
		place = new double[lines];
		distance = new double[lines];
		weight = new double[lines];
	}

	/**
	 * Aligns a slitlet that was looked at.
	 *
	 * @param rows
	 *            rows where the lines should be, NaN outside; they are corrected
	 * @param strengths
	 *            of the lines, relative
	 * @param light
	 *            receives the light of each line in a column, adu, with that of what is blended with it; NaN outside
	 * @return number of lines that agree on the correction
	 */
	int align(int slitlet, double[] rows, double[] strengths, double[] light) {
		spectrum = spectra[slitlet];
		double noise = noises[slitlet];
		findPeaks(rows, strengths, noise);
		int agreeing = correct(rows);
		for (int line = 0; line < rows.length; line++) {
			light[line] = light(rows[line]);
		}
		return agreeing;
	}

	/**
	 * Sees how much light there is around the lines of a slitlet, adu in a column, before they are aligned.
	 *
	 * @param tilt
	 *            rows by which a line lies higher in the next column
	 */
	void look(int slitlet, SlitletColumns columns, double tilt, double[] rows, double[] light) {
		spectrum = new double[frame.ny()];
		spectra[slitlet] = spectrum;
		straighten(columns, tilt);
		noises[slitlet] = removeLevel();
		for (int line = 0; line < rows.length; line++) {
			light[line] = light(rows[line]);
		}
	}

	private void straighten(SlitletColumns columns, double tilt) {
		int ny = frame.ny();
		int nx = frame.nx();
		float[] pixels = frame.value();
		byte[] flags = frame.flags();
		for (int row = 0; row < ny; row++) {
			double sum = 0;
			int count = 0;
			int first = columns.first(row);
			int last = columns.last(row);
			double at = row + tilt * (first - columns.middle()[row]);
			for (int column = first; column <= last; column++, at += tilt) {
				int below = (int) Math.floor(at);
				if (below < 0 || below + 1 >= ny) {
					continue;
				}
				int pixel = below * nx + column;
				if (flags[pixel] == 0 && flags[pixel + nx] == 0) {
					double share = at - below;
					double value = (1 - share) * pixels[pixel] + share * pixels[pixel + nx];
					if (value == value) {
						sum += value;
						count++;
					}
				}
			}
			spectrum[row] = count == 0 ? 0 : sum / count;
		}
	}

	/** Takes a low percentile off; gives the noise as far as the lower half of the values shows it. */
	private double removeLevel() {
		System.arraycopy(spectrum, 0, values, 0, values.length);
		int low = (int) (LOW_SHARE * values.length);
		double level = Selection.select(values, values.length, low);
		double noise = Math.max(level - Selection.select(values, low, (int) (LOW_SHARE * low)), 1e-6);
		for (int row = 0; row < spectrum.length; row++) {
			spectrum[row] -= level;
		}
		return noise;
	}

	private void findPeaks(double[] rows, double[] strengths, double noise) {
		found = 0;
		for (int line = 0; line < rows.length; line++) {
			int middle = (int) Math.rint(rows[line]);
			if (!(rows[line] > 2 * SEARCH && rows[line] < frame.ny() - 2 * SEARCH)
					|| !dominates(rows, strengths, line)) {
				continue;
			}
			int peak = middle - SEARCH;
			for (int row = peak; row <= middle + SEARCH; row++) {
				if (spectrum[row] > spectrum[peak]) {
					peak = row;
				}
			}
			double height = spectrum[peak];
			double before = spectrum[peak - 1];
			double after = spectrum[peak + 1];
			if (height > SIGNIFICANT * noise && height > before && height >= after) {
				place[found] = rows[line];
				distance[found] = peak + (after - before) / (2 * (2 * height - before - after)) - rows[line];
				weight[found] = Math.min(1, height / (10 * SIGNIFICANT * noise));
				if (height > BRIGHT * noise) {
					addWidth(peak, rows[line] + distance[found]);
				}
				found++;
			}
		}
	}

	/** The standard deviation that bright lines have on average, pixel; a usual one if there are none. */
	double deviation() {
		if (widths == 0) {
			return USUAL_DEVIATION;
		}
		double[] values = Arrays.copyOf(squares, widths);
		double median = RobustStatistics.median(values) - STRAIGHTENING;
		return Math.clamp(Math.sqrt(Math.max(0, median)), LEAST_DEVIATION, MOST_DEVIATION);
	}

	private void addWidth(int peak, double centre) {
		double sum = 0;
		double square = 0;
		for (int row = peak - WIDTH_REACH; row <= peak + WIDTH_REACH; row++) {
			if (row >= 0 && row < spectrum.length) {
				sum += spectrum[row];
				square += spectrum[row] * (row - centre) * (row - centre);
			}
		}
		if (widths < squares.length && square > 0) {
			squares[widths++] = square / sum;
		}
	}

	private static boolean dominates(double[] rows, double[] strengths, int line) {
		for (int side = -1; side <= 1; side += 2) {
			for (int other = line + side; other >= 0 && other < rows.length; other += side) {
				if (!(Math.abs(rows[other] - rows[line]) < NEIGHBOURHOOD)) {
					break;
				}
				if (strengths[other] * DOMINANT > strengths[line]) {
					return false;
				}
			}
		}
		return true;
	}

	private int correct(double[] rows) {
		if (found == 0) {
			return 0;
		}
		double centre = 0;
		double best = -1;
		for (int i = 0; i < found; i++) {
			double votes = 0;
			for (int j = 0; j < found; j++) {
				if (Math.abs(distance[j] - distance[i]) < AGREEMENT) {
					votes += weight[j];
				}
			}
			if (votes > best) {
				best = votes;
				centre = distance[i];
			}
		}
		double[] series = { centre };
		int agreeing = found;
		for (double tolerance : TOLERANCES) {
			agreeing = 0;
			for (int i = 0; i < found; i++) {
				agreeing += deviation(series, i) < tolerance ? 1 : 0;
			}
			int terms = Math.clamp(agreeing / LINES_A_TERM, 1, 3);
			series = fit(series, tolerance, terms);
		}
		for (int line = 0; line < rows.length; line++) {
			rows[line] += PolynomialBasis.LEGENDRE.sum(series, reduced(rows[line]));
		}
		return agreeing;
	}

	private double[] fit(double[] series, double tolerance, int terms) {
		NormalEquations equations = new NormalEquations(terms);
		double[] values = new double[terms];
		for (int i = 0; i < found; i++) {
			double deviation = deviation(series, i);
			if (deviation < tolerance) {
				double ratio = deviation / tolerance;
				double taper = 1 - ratio * ratio;
				PolynomialBasis.LEGENDRE.evaluate(reduced(place[i]), values, 0, terms);
				equations.add(values, distance[i], weight[i] * taper * taper);
			}
		}
		return equations.solve(1e-3);
	}

	private double deviation(double[] series, int i) {
		return Math.abs(distance[i] - PolynomialBasis.LEGENDRE.sum(series, reduced(place[i])));
	}

	private double reduced(double row) {
		return (2 * row - frame.ny() + 1) / frame.ny();
	}

	private double light(double row) {
		int middle = (int) Math.rint(row);
		if (!(row > FLUX_REACH && row < frame.ny() - 1 - FLUX_REACH)) {
			return Double.NaN;
		}
		double sum = 0;
		for (int r = middle - FLUX_REACH; r <= middle + FLUX_REACH; r++) {
			sum += spectrum[r];
		}
		return sum;
	}

	/** Median over the slitlets of the light of each line. */
	static double[] medians(double[][] lightOfSlitlets, int lines) {
		double[] result = new double[lines];
		for (int line = 0; line < lines; line++) {
			int at = line;
			double[] values = Arrays.stream(lightOfSlitlets).mapToDouble(light -> light[at]).filter(Double::isFinite)
					.toArray();
			result[line] = values.length == 0 ? Double.NaN : RobustStatistics.median(values);
		}
		return result;
	}
}
