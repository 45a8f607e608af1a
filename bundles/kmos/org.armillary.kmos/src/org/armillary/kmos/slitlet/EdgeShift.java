package org.armillary.kmos.slitlet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.DetectorFrame;

/**
 * How far slitlets lie from reference traces along x in a frame of another kind of light, such as the twilight,
 * because of flexure or the grating. Each slitlet is measured by both its edges, so that the light along it matters
 * little. Immutable.
 *
 * @param halfSegments
 *            of the two half segments of the detector
 * @param ifus
 *            of its eight IFUs
 * @param moved
 *            the reference traces, each moved by the shift of its half segment; where that is not known, by that of
 *            the other half segment; where neither is, not moved
 */
public record EdgeShift(List<Shift> halfSegments, List<Shift> ifus, DetectorTraces moved) {

	private static final double SIGMA_OVER_MAD = 1.482602218505602;
	private static final double CUT = 4.7;
	private static final int ROUNDS = 10;
	private static final int PROFILE_ROUNDS = 4;
	/** How far edges may have moved, pixel. */
	private static final double FARTHEST = 2.5;
	/** Bins that a slitlet needs. */
	private static final int LEAST_BINS = 6;
	/** Error that remains for a slitlet, pixel. */
	private static final double SLITLET_FLOOR = 0.003;
	private static final int HALF_SEGMENTS = 2;
	/** Scatter of IFUs that is reckoned with in any case, pixel: light of the sky is not that of the lamp. */
	private static final double LEAST_SCATTER = 0.003;

	/** Copies. */
	public EdgeShift {
		halfSegments = List.copyOf(halfSegments);
		ifus = List.copyOf(ifus);
	}

	/**
	 * A shift.
	 *
	 * @param number
	 *            half segment 1 to 6, or IFU 1 to 24
	 * @param pixel
	 *            shift to larger x; NaN if nothing could be measured
	 * @param error
	 *            its standard error, pixel; NaN if nothing could be measured
	 * @param edges
	 *            number of edges that went in
	 */
	public record Shift(int number, double pixel, double error, int edges) {

		private Shift widened(double scatter) {
			return new Shift(number, pixel, Math.sqrt(error * error + scatter * scatter), edges);
		}
	}

	/**
	 * Measures the shift. The result is the same in any number of threads; the frame is not changed.
	 *
	 * @param sky
	 *            light of the sky without dark current, adu
	 * @param reference
	 *            traces of the lamp flat of the detector
	 * @param settings
	 *            how to measure
	 */
	public static EdgeShift measure(DetectorFrame sky, DetectorTraces reference, EdgeSettings settings) {
		RowBins bins = RowBins.of(sky, settings.rowsPerBin());
		int slitlets = Slitlet.PER_DETECTOR;
		double[][] expected = new double[2 * slitlets][bins.count()];
		for (double[] each : expected) {
			Arrays.fill(each, Double.NaN);
		}
		for (SlitletTrace trace : reference.slitlets()) {
			int index = trace.slitlet().index();
			for (int bin = 0; bin < bins.count(); bin++) {
				expected[2 * index][bin] = trace.left().at(bins.row(bin));
				expected[2 * index + 1][bin] = trace.right().at(bins.row(bin));
			}
		}
		double[][] start = started(bins, expected);
		var fitter = new EdgeFitter(bins, start, EdgeProfile.of(new EdgeFollower(bins).roughBlur(start), 0, 1));
		fitter.run(PROFILE_ROUNDS);
		double[] shifts = new double[slitlets];
		double[] variances = new double[slitlets];
		for (int i = 0; i < slitlets; i++) {
			double[] mean = slitletShift(fitter, expected, i, bins.count());
			shifts[i] = mean[0];
			variances[i] = mean[1] * mean[1] + SLITLET_FLOOR * SLITLET_FLOOR;
		}
		int detector = reference.detector();
		List<Shift> halfSegments = new ArrayList<>();
		for (int half = 1; half <= HALF_SEGMENTS; half++) {
			int number = HALF_SEGMENTS * (detector - 1) + half;
			halfSegments.add(shift(number, shifts, variances,
					i -> Slitlet.halfSegment(Slitlet.at(detector, i).ifu()) == number));
		}
		List<Shift> ifus = new ArrayList<>();
		for (int i = 1; i <= Slitlet.IFUS_PER_DETECTOR; i++) {
			int number = (detector - 1) * Slitlet.IFUS_PER_DETECTOR + i;
			ifus.add(shift(number, shifts, variances, index -> Slitlet.at(detector, index).ifu() == number));
		}
		double scatter = scatter(halfSegments, ifus);
		List<Shift> honest = halfSegments.stream().map(half -> {
			long lit = ifus.stream().filter(ifu -> belongs(ifu, half)).count();
			return half.widened(scatter / Math.sqrt(Math.max(1, lit)));
		}).toList();
		return new EdgeShift(honest, ifus.stream().map(ifu -> ifu.widened(scatter)).toList(),
				moved(reference, honest));
	}

	/** Scatter of IFUs around their half segments beyond their errors: what is systematic, pixel. */
	private static double scatter(List<Shift> halfSegments, List<Shift> ifus) {
		double sum = 0;
		double freedom = 0;
		for (Shift half : halfSegments) {
			int lit = 0;
			for (Shift ifu : ifus) {
				if (belongs(ifu, half)) {
					double off = ifu.pixel() - half.pixel();
					sum += off * off;
					lit++;
				}
			}
			freedom += Math.max(0, lit - 1);
		}
		return freedom > 0 ? Math.max(LEAST_SCATTER, Math.sqrt(sum / freedom)) : LEAST_SCATTER;
	}

	private static boolean belongs(Shift ifu, Shift half) {
		return !Double.isNaN(ifu.pixel()) && Slitlet.halfSegment(ifu.number()) == half.number();
	}

	private static DetectorTraces moved(DetectorTraces reference, List<Shift> halfSegments) {
		double any = halfSegments.stream().mapToDouble(Shift::pixel).filter(shift -> !Double.isNaN(shift)).findFirst()
				.orElse(0);
		return new DetectorTraces(reference.detector(), reference.slitlets().stream().map(trace -> {
			int number = Slitlet.halfSegment(trace.slitlet().ifu());
			double shift = halfSegments.stream().filter(each -> each.number() == number).findFirst().orElseThrow()
					.pixel();
			return trace.moved(Double.isNaN(shift) ? any : shift);
		}).toList());
	}

	/** Places to begin with: those expected, moved by the rough shift of each half of the detector. */
	private static double[][] started(RowBins bins, double[][] expected) {
		var follower = new EdgeFollower(bins);
		int half = expected.length / 2;
		double[][] start = new double[expected.length][];
		double[] rough = new double[2];
		for (int side = 0; side < 2; side++) {
			double[] seen = new double[half * bins.count()];
			int found = 0;
			for (int edge = side * half; edge < (side + 1) * half; edge += 2) {
				for (int bin = 0; bin < bins.count(); bin++) {
					double shift = follower.shift(bin, expected[edge][bin], expected[edge + 1][bin], FARTHEST);
					if (!Double.isNaN(shift)) {
						seen[found++] = shift;
					}
				}
			}
			rough[side] = CombFinder.median(seen, 0, found - 1);
		}
		for (int edge = 0; edge < expected.length; edge++) {
			double own = rough[edge / half];
			double move = Double.isNaN(own) ? rough[1 - edge / half] : own;
			start[edge] = Arrays.stream(expected[edge]).map(place -> place + move).toArray();
		}
		return start;
	}

	/** Shift of a slitlet and its standard error. */
	private static double[] slitletShift(EdgeFitter fitter, double[][] expected, int index, int bins) {
		double[] off = new double[bins];
		double[] weight = new double[bins];
		int found = 0;
		for (int bin = 0; bin < bins; bin++) {
			double left = fitter.weights(2 * index)[bin];
			double right = fitter.weights(2 * index + 1)[bin];
			if (left > 0 && right > 0) {
				off[found] = (fitter.places(2 * index)[bin] - expected[2 * index][bin]
						+ fitter.places(2 * index + 1)[bin] - expected[2 * index + 1][bin]) / 2;
				weight[found] = 4 / (1 / left + 1 / right);
				found++;
			}
		}
		return found < LEAST_BINS ? new double[] { Double.NaN, Double.NaN }
				: mean(Arrays.copyOf(off, found), Arrays.copyOf(weight, found));
	}

	private static Shift shift(int number, double[] shifts, double[] variances, IntPredicate belongs) {
		int[] there = IntStream.range(0, shifts.length).filter(i -> belongs.test(i) && !Double.isNaN(shifts[i]))
				.toArray();
		if (there.length == 0) {
			return new Shift(number, Double.NaN, Double.NaN, 0);
		}
		double[] mean = mean(Arrays.stream(there).mapToDouble(i -> shifts[i]).toArray(),
				Arrays.stream(there).mapToDouble(i -> 1 / variances[i]).toArray());
		return new Shift(number, mean[0], mean[1], 2 * there.length);
	}

	/** Weighted mean that outliers do not pull (Tukey's biweight), and its standard error from the scatter. */
	private static double[] mean(double[] values, double[] weights) {
		double mean = CombFinder.median(values, 0, values.length - 1);
		double[] distance = new double[values.length];
		double error = Double.NaN;
		for (int round = 0; round < ROUNDS; round++) {
			for (int i = 0; i < values.length; i++) {
				distance[i] = Math.abs(values[i] - mean) * Math.sqrt(weights[i]);
			}
			double scale = Math.max(SIGMA_OVER_MAD * CombFinder.median(distance, 0, distance.length - 1),
					values.length < LEAST_BINS ? 1 : Double.MIN_NORMAL);
			double sum = 0;
			double total = 0;
			double squares = 0;
			for (int i = 0; i < values.length; i++) {
				double t = distance[i] / (CUT * scale);
				if (t < 1) {
					double robust = (1 - t * t) * (1 - t * t);
					double weight = weights[i] * robust;
					sum += weight * values[i];
					total += weight;
					squares += weights[i] * robust * robust;
				}
			}
			mean = sum / total;
			error = scale * Math.sqrt(squares) / total;
		}
		return new double[] { mean, error };
	}
}
