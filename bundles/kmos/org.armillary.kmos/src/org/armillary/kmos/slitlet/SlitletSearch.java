package org.armillary.kmos.slitlet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.slitlet.SlitletProblem.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Finds the slitlets of a detector and traces their edges (Davies et al. 2013, section 2, with a fit of the profile of
 * the edge instead of a Gaussian to the gradient). First the comb of slitlets is found in a cut through the middle,
 * then each edge is followed from bin to bin of rows, then measured to a small part of a pixel, then smoothed along
 * the dispersion.
 */
public final class SlitletSearch {

	/** Where the comb is sought, as part of the rows; the cut with the most slitlets counts. */
	private static final double[] CUTS = { 0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75 };
	private static final int CUT_ROWS = 32;
	/** Order of the polynomial that tells the fits where to begin. */
	private static final int FOLLOWED_ORDER = 4;
	private static final int FIRST_ROUNDS = 4;
	/** How often columns that do not work are looked for, if there are any. */
	private static final int CLEAN_ROUNDS = 3;
	private static final int PROFILE_ROUNDS = 2;
	/** Least part of the bins in which an edge must have been measured, and least number. */
	private static final double LEAST_PART = 0.25;
	private static final int LEAST_BINS = 6;
	/** Light relative to the other slitlets from which on a slitlet counts as lit. */
	private static final double LIT = 0.05;
	private static final double LIT_SIGMA = 6;
	/** How far the width may be off, pixel. */
	private static final double WIDTH_OFF = 1.5;
	/** How far it may be off if one edge is to be looked for where the other one tells, pixel. */
	private static final double WIDTH_MENDED = 3.5;
	/** Part of the length of a slitlet that is lit if it is neither dark nor lit as a whole. */
	private static final double LEAST_PART_LIT = 0.2;
	private static final double MOST_PART_LIT = 0.9;
	private static final double PER_CENT = 100;
	/** How far a slitlet may lie from where its neighbours tell it should, pixel. */
	private static final double PLACE_OFF = 2;
	/** Light at one end of a slitlet over that at the other, below which it is vignetted. */
	private static final double VIGNETTED = 0.6;

	private final RowBins bins;
	private final int detector;
	private final Set<Integer> usedIfus;
	private final EdgeSettings settings;
	private final int ny;
	private final RobustPolynomial follow;
	private final List<SlitletProblem> problems = new ArrayList<>();

	private SlitletSearch(DetectorFrame frame, int detector, Set<Integer> usedIfus, EdgeSettings settings) {
		this.bins = RowBins.of(frame, settings.rowsPerBin());
		this.detector = detector;
		this.usedIfus = usedIfus;
		this.settings = settings;
		this.ny = frame.ny();
		double[] reduced = Arrays.stream(rows()).map(row -> 2 * row / (ny - 1) - 1).toArray();
		this.follow = new RobustPolynomial(Math.min(FOLLOWED_ORDER, Math.max(1, bins.count() / LEAST_BINS)), reduced);
	}

	/**
	 * Finds and traces. The result is the same in any number of threads; the frame is not changed.
	 *
	 * @param frame
	 *            light of the continuum lamp: lamp on minus off, adu
	 * @param detector
	 *            1 to 3
	 * @param usedIfus
	 *            IFUs that should be lit, 1 to 24; those of other detectors do not matter
	 * @param settings
	 *            how to measure
	 */
	public static TraceResult trace(DetectorFrame frame, int detector, Set<Integer> usedIfus, EdgeSettings settings) {
		return new SlitletSearch(frame, detector, usedIfus, settings).run();
	}

	private TraceResult run() {
		int start = bins.count() / 2;
		List<CombFinder.Candidate> candidates = List.of();
		for (double part : CUTS) {
			int middle = Math.min(bins.count() - 1, (int) (part * bins.count()));
			List<CombFinder.Candidate> found = candidates(middle);
			if (found.size() > candidates.size()) {
				candidates = found;
				start = middle;
			}
		}
		if (candidates.isEmpty()) {
			for (int i = 0; i < Slitlet.PER_DETECTOR; i++) {
				Slitlet slitlet = Slitlet.at(detector, i);
				if (usedIfus.contains(slitlet.ifu())) {
					problems.add(new SlitletProblem(slitlet, Reason.NOT_LIT, 0, 0));
				}
			}
			return new TraceResult(new DetectorTraces(detector, List.of()), problems, Double.NaN, 0);
		}
		CombFinder.Comb comb = new CombFinder(detector, usedIfus).comb(candidates, bins.columns());
		double[][] followed = follow(comb, start);
		EdgeProfile profile = EdgeProfile.of(new EdgeFollower(bins).roughBlur(followed), 0, 1);
		boolean clean = false;
		for (int round = 0; round < CLEAN_ROUNDS && !clean; round++) {
			var first = new EdgeFitter(bins, followed, profile);
			first.run(round == 0 ? FIRST_ROUNDS : 1);
			clean = !bins.drop(first.misfits());
			for (int edge = 0; edge < followed.length; edge++) {
				restart(followed[edge], first.places(edge), first.weights(edge));
			}
			profile = first.profile();
		}
		var fitter = new EdgeFitter(bins, followed, profile);
		fitter.run(PROFILE_ROUNDS);
		double[][] places = new double[followed.length][];
		double[][] weights = new double[followed.length][];
		for (int edge = 0; edge < followed.length; edge++) {
			places[edge] = fitter.places(edge);
			weights[edge] = fitter.weights(edge);
		}
		var polynomials = new EdgePolynomials(rows(), ny, places, weights, fitter.sharedVariances(),
				settings.order());
		List<@Nullable EdgeTrace> edges = polynomials.traces(settings.order() == EdgeSettings.AUTOMATIC);
		List<SlitletTrace> traces = accepted(edges, fitter, comb, start);
		problems.sort(Comparator.comparing(SlitletProblem::slitlet));
		return new TraceResult(new DetectorTraces(detector, traces), problems, fitter.blur(), polynomials.order());
	}

	/** Replaces places to start from by a polynomial through the measured ones. */
	private void restart(double[] start, double[] measured, double[] weights) {
		if (follow.fit(measured, weights, 0)) {
			for (int bin = 0; bin < start.length; bin++) {
				start[bin] = Double.isNaN(start[bin]) ? Double.NaN : follow.at(bin);
			}
		}
	}

	private double[] rows() {
		double[] rows = new double[bins.count()];
		for (int bin = 0; bin < rows.length; bin++) {
			rows[bin] = bins.row(bin);
		}
		return rows;
	}

	/** Slitlets in the mean of some bins. */
	private List<CombFinder.Candidate> candidates(int middle) {
		int half = Math.max(0, CUT_ROWS / settings.rowsPerBin() / 2);
		int first = Math.max(0, middle - half);
		int last = Math.min(bins.count() - 1, middle + half);
		double[] cut = new double[bins.columns()];
		double[] noise = new double[bins.columns()];
		double[] values = new double[last - first + 1];
		for (int x = 0; x < cut.length; x++) {
			int found = 0;
			double variance = 0;
			for (int bin = first; bin <= last; bin++) {
				float value = bins.mean(bin, x);
				if (!Float.isNaN(value)) {
					values[found++] = value;
					variance += bins.variance(bin, x);
				}
			}
			// a dead column takes the place of its neighbour
			cut[x] = found > 0 ? CombFinder.median(Arrays.copyOf(values, found), 0, found - 1) : x > 0 ? cut[x - 1] : 0;
			noise[x] = found > 0 ? Math.sqrt(variance) / found : x > 0 ? noise[x - 1] : 0;
		}
		return CombFinder.candidates(cut, noise);
	}

	/** Follows all edges; those of slitlets that cannot be used are NaN. */
	private double[][] follow(CombFinder.Comb comb, int start) {
		double[][] followed = new double[2 * Slitlet.PER_DETECTOR][bins.count()];
		var follower = new EdgeFollower(bins);
		double[] ones = new double[bins.count()];
		Arrays.fill(ones, 1);
		double[] width = new double[Slitlet.PER_DETECTOR];
		int widths = 0;
		for (int i = 0; i < Slitlet.PER_DETECTOR; i++) {
			Slitlet slitlet = Slitlet.at(detector, i);
			double[] left = followed[2 * i];
			double[] right = followed[2 * i + 1];
			boolean used = usedIfus.contains(slitlet.ifu());
			float level = follower.level(start, comb.left()[i], comb.right()[i]);
			double least = Math.max(LIT * comb.level(), LIT_SIGMA * noise(start, comb.left()[i], comb.right()[i]));
			if (!comb.seen()[i] && (!used || !(level > least))) {
				if (used) {
					untraced(comb, start, new SlitletProblem(slitlet, Reason.NOT_LIT, level, least));
				}
				Arrays.fill(left, Double.NaN);
				Arrays.fill(right, Double.NaN);
				continue;
			}
			if (!used) {
				problems.add(new SlitletProblem(slitlet, Reason.UNEXPECTED_LIGHT, level, least));
			}
			follower.follow(comb.left()[i], comb.right()[i], start, left, right);
			Reason reason = reason(left, right);
			boolean leftGood = count(left) >= leastBins() && smooth(left, follow, ones);
			boolean rightGood = count(right) >= leastBins() && smooth(right, follow, ones);
			if (leftGood && rightGood) {
				width[widths++] = meanWidth(left, right);
			} else if (leftGood || rightGood) {
				// a column that does not work may hide an edge: it is looked for where it should be
				Arrays.fill(leftGood ? right : left, Double.NaN);
			} else {
				int seen = Math.min(count(left), count(right));
				untraced(comb, start, new SlitletProblem(slitlet, reason == null ? Reason.TOO_FEW_ROWS : reason,
						seen * settings.rowsPerBin(), leastBins() * settings.rowsPerBin()));
				Arrays.fill(left, Double.NaN);
				Arrays.fill(right, Double.NaN);
			}
		}
		rejectWidths(followed, CombFinder.median(width, 0, widths - 1));
		return followed;
	}

	/** Adds why a slitlet is not traced, or that only a part of it is lit if that is why. */
	private void untraced(CombFinder.Comb comb, int start, SlitletProblem problem) {
		double part = comb.litPart(problem.slitlet().index(), bins, start);
		boolean partLit = part > LEAST_PART_LIT && part < MOST_PART_LIT;
		problems.add(partLit ? new SlitletProblem(problem.slitlet(), Reason.PART_LIT, PER_CENT * part, PER_CENT)
				: problem);
	}

	private double noise(int bin, double left, double right) {
		double variance = 0;
		int found = 0;
		for (int x = (int) Math.ceil(left); x <= right; x++) {
			if (x >= 0 && x < bins.columns() && !Float.isNaN(bins.mean(bin, x))) {
				variance += bins.variance(bin, x);
				found++;
			}
		}
		return found == 0 ? Double.POSITIVE_INFINITY : Math.sqrt(variance / found);
	}

	private @Nullable Reason reason(double[] left, double[] right) {
		boolean leftGood = count(left) >= leastBins();
		boolean rightGood = count(right) >= leastBins();
		if (leftGood && rightGood) {
			return null;
		}
		return leftGood ? Reason.NO_RIGHT_EDGE : rightGood ? Reason.NO_LEFT_EDGE : Reason.TOO_FEW_ROWS;
	}

	private int leastBins() {
		return Math.max(LEAST_BINS, (int) (LEAST_PART * bins.count()));
	}

	private static int count(double[] places) {
		return (int) Arrays.stream(places).filter(place -> !Double.isNaN(place)).count();
	}

	/** Replaces places by a polynomial through them between the first and the last. */
	private static boolean smooth(double[] places, RobustPolynomial fit, double[] ones) {
		if (!fit.fit(places, ones, 0)) {
			return false;
		}
		int first = 0;
		while (!(fit.robustWeight(first) > 0)) {
			first++;
		}
		int last = places.length - 1;
		while (!(fit.robustWeight(last) > 0)) {
			last--;
		}
		for (int bin = 0; bin < places.length; bin++) {
			places[bin] = bin < first || bin > last ? Double.NaN : fit.at(bin);
		}
		return true;
	}

	private static double meanWidth(double[] left, double[] right) {
		double sum = 0;
		int count = 0;
		for (int bin = 0; bin < left.length; bin++) {
			if (!Double.isNaN(right[bin] - left[bin])) {
				sum += right[bin] - left[bin];
				count++;
			}
		}
		return sum / count;
	}

	private void rejectWidths(double[][] followed, double usual) {
		for (int i = 0; i < followed.length / 2; i++) {
			double[] left = followed[2 * i];
			double[] right = followed[2 * i + 1];
			double width = meanWidth(left, right);
			if (Double.isNaN(width)) {
				complete(left, right, usual);
			} else if (Math.abs(width - usual) > WIDTH_OFF && Math.abs(width - usual) < WIDTH_MENDED) {
				boolean leftIsOff = Math.abs(besides(followed, 2 * i)) > Math.abs(besides(followed, 2 * i + 1));
				Arrays.fill(leftIsOff ? left : right, Double.NaN);
				complete(left, right, usual);
			} else if (Math.abs(width - usual) > WIDTH_OFF) {
				problems.add(new SlitletProblem(Slitlet.at(detector, i), Reason.WIDTH, width, usual));
				Arrays.fill(followed[2 * i], Double.NaN);
				Arrays.fill(followed[2 * i + 1], Double.NaN);
			}
		}
	}

	/** Puts an edge that was not seen where the other one tells. */
	private static void complete(double[] left, double[] right, double width) {
		for (int bin = 0; bin < left.length; bin++) {
			left[bin] = Double.isNaN(left[bin]) ? right[bin] - width : left[bin];
			right[bin] = Double.isNaN(right[bin]) ? left[bin] + width : right[bin];
		}
	}

	/** How far an edge lies from the middle between the same edges of its neighbours, or 0 if that is not known. */
	private static double besides(double[][] followed, int edge) {
		if (edge < 2 || edge + 2 >= followed.length) {
			return 0;
		}
		double sum = 0;
		for (int bin = 0; bin < followed[edge].length; bin++) {
			double off = followed[edge][bin] - (followed[edge - 2][bin] + followed[edge + 2][bin]) / 2;
			sum += Double.isNaN(off) ? 0 : off;
		}
		return sum;
	}

	private List<SlitletTrace> accepted(List<@Nullable EdgeTrace> edges, EdgeFitter fitter, CombFinder.Comb comb,
			int start) {
		List<SlitletTrace> traces = new ArrayList<>();
		for (int i = 0; i < Slitlet.PER_DETECTOR; i++) {
			Slitlet slitlet = Slitlet.at(detector, i);
			EdgeTrace left = edges.get(2 * i);
			EdgeTrace right = edges.get(2 * i + 1);
			boolean known = problems.stream()
					.anyMatch(problem -> problem.slitlet().equals(slitlet) && !problem.reason().isTraced());
			if (known) {
				continue;
			}
			int least = leastBins();
			if (left != null && right != null && left.points() >= least && right.points() >= least) {
				traces.add(new SlitletTrace(slitlet, left, right));
				checkLight(slitlet, fitter.light(i));
			} else if (left != null || right != null || usedIfus.contains(slitlet.ifu())) {
				int points = Math.min(left == null ? 0 : left.points(), right == null ? 0 : right.points());
				untraced(comb, start, new SlitletProblem(slitlet, Reason.TOO_FEW_ROWS, points * settings.rowsPerBin(),
						least * settings.rowsPerBin()));
			}
		}
		checkPlaces(traces);
		return new WidthCheck(ny, problems).accepted(traces);
	}

	private void checkLight(Slitlet slitlet, SlitletLight light) {
		double[] slope = light.slope();
		double mean = slope[slope.length / 2];
		double bend = light.bend()[slope.length / 2];
		double ratio = (1 - Math.abs(mean) + bend) / (1 + Math.abs(mean) + bend);
		if (ratio < VIGNETTED) {
			problems.add(new SlitletProblem(slitlet, Reason.VIGNETTED, ratio, VIGNETTED));
		}
	}

	/** Compares places in the middle row with those of the neighbours on both sides. */
	private void checkPlaces(List<SlitletTrace> traces) {
		double row = (ny - 1) / 2.0;
		double[] middles = traces.stream().mapToDouble(each -> (each.left().at(row) + each.right().at(row)) / 2)
				.toArray();
		for (int i = 1; i < middles.length - 1; i++) {
			int before = traces.get(i - 1).slitlet().index();
			int here = traces.get(i).slitlet().index();
			int after = traces.get(i + 1).slitlet().index();
			double expected = middles[i - 1]
					+ (middles[i + 1] - middles[i - 1]) * (here - before) / (after - before);
			if (Math.abs(middles[i] - expected) > PLACE_OFF) {
				problems.add(new SlitletProblem(traces.get(i).slitlet(), Reason.PLACE, middles[i] + 1, expected + 1));
			}
		}
	}
}
