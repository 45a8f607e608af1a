package org.armillary.kmos.wavecal.solution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.wavecal.lines.LineMeasurements;
import org.armillary.kmos.wavecal.lines.LineMeasurer;
import org.armillary.kmos.wavecal.lines.LineStatus;
import org.armillary.kmos.wavecal.lines.ProfileSampler;
import org.armillary.kmos.wavecal.lines.SlitletColumns;
import org.armillary.kmos.wavecal.profile.LineProfile;
import org.armillary.kmos.wavecal.profile.ProfileFit;
import org.armillary.kmos.wavecal.profile.ProfileScatter;
import org.armillary.numerics.fitting.Polynomial;

/**
 * From approximate to final wavelengths of a detector: align coarsely; then again and again predict all lines of the
 * list, measure them with the line profile known so far, fit the wavelengths, and make a better profile from the lines
 * that stand alone. For one thread.
 */
final class Refinement {

	/** How far lines may be from where they should be, pass by pass, pixel. */
	private static final double[] FARTHEST = { 1.2, 0.6, 0.4, 0.4 };
	/** How far pixels may differ from the profile before, pass by pass, share of the light of the line. */
	private static final double[] TOLERANCE = { 0.12, 0.04, 0.03, 0.03 };
	private static final double[] PROFILE_FARTHEST = { 1.2, 0.2, 0.1, 0.1 };
	/** Chi² per degree of freedom of a line that is not alone, pass by pass. */
	private static final double[] WORST_FIT = { 100, 20, 3, 3 };
	private static final int[] COLUMN_STEP = { 4, 3, 2, 1 };
	private static final boolean[] NEW_CONTINUUM = { true, false, true, false };
	private static final int ROUNDS = 2;
	private static final int LAST_ROUNDS = 4;
	private static final double DARK_SHARE = 0.3;
	private static final double AGREEING_SHARE = 0.6;
	private static final double START_DEVIATION = 0.9;
	private static final double WORST_RMS = 0.3;
	private static final double MOST_REJECTED = 0.6;
	private static final int TABLE_STEP = 8;
	private static final int MARGIN = 16;

	private final DetectorFrame arc;
	private final List<ArcLine> list;
	private final SolutionSettings settings;
	private final List<ApproximateSolution> approximate;
	private final List<SlitletColumns> slitlets;
	private final LineMeasurements lines;
	private final double[] micron;
	private final Checkpoint checkpoint;
	/** Lines of each slitlet that agree on its alignment. */
	private final int[] agreeing;
	private double startDeviation = START_DEVIATION;

	Refinement(DetectorFrame arc, DetectorTraces traces, List<ApproximateSolution> approximate, List<ArcLine> list,
			SolutionSettings settings, Checkpoint checkpoint) {
		this.arc = arc;
		this.checkpoint = checkpoint;
		this.list = list.stream().sorted(Comparator.comparingDouble(ArcLine::micron)).toList();
		this.settings = settings;
		this.approximate = approximate.stream().filter(start -> traces.find(start.trace().slitlet()).isPresent())
				.sorted(Comparator.comparing(start -> start.trace().slitlet())).toList();
		slitlets = this.approximate.stream().map(start -> SlitletColumns.of(start.trace(), arc.ny(), arc.nx()))
				.toList();
		agreeing = new int[slitlets.size()];
		lines = new LineMeasurements(slitlets.size(), this.list.size());
		micron = this.list.stream().mapToDouble(ArcLine::micron).toArray();
	}

	DetectorSolution solve() throws InterruptedException {
		if (slitlets.isEmpty() || micron.length == 0) {
			return nothing();
		}
		ExpectedLight light = align();
		WavelengthFit fit = newFit();
		LineMeasurer measurer = new LineMeasurer(arc, slitlets, lines);
		ProfileSampler sampler = new ProfileSampler(arc, lines);
		LineProfile profile = LineProfile.gaussian(startDeviation);
		ProfileScatter scatter = new ProfileScatter();
		boolean[] dark = new boolean[slitlets.size()];
		for (int pass = 0; pass < FARTHEST.length; pass++) {
			boolean last = pass == FARTHEST.length - 1;
			ProfileFit next = new ProfileFit();
			for (int s = 0; s < slitlets.size(); s++) {
				checkpoint.check();
				if (dark[s]) {
					continue;
				}
				measurer.measure(s, profile, light.expected(), FARTHEST[pass], COLUMN_STEP[pass],
						WORST_FIT[pass], NEW_CONTINUUM[pass]);
				sampler.sample(measurer, slitlets.get(s), s, profile, light.expected(), TOLERANCE[pass],
						PROFILE_FARTHEST[pass], last ? scatter : next);
			}
			if (pass == 0) {
				findDark(dark);
			}
			light.measure(lines, slitlets.size());
			if (!fit.fit(last ? LAST_ROUNDS : ROUNDS, pass == 0, checkpoint)) {
				return nothing();
			}
			if (!last) {
				predict(fit);
				checkpoint.check();
				profile = next.solve(profile).orElse(profile);
				checkpoint.check();
			}
		}
		return new SolutionReport(arc, approximate, slitlets, lines, list, fit, light, profile, scatter,
				settings).report();
	}

	/**
	 * Finds slitlets with so few lines that there is no light in them, or not the light that was identified. Where most
	 * lines agreed when they were aligned there is light: the first profile is a guess, too narrow or too wide at the
	 * sides of the detector, so that few lines look like it there.
	 */
	private void findDark(boolean[] dark) {
		int[] counts = new int[dark.length];
		for (int s = 0; s < dark.length; s++) {
			for (int line = 0; line < micron.length; line++) {
				counts[s] += lines.status(s, line) == LineStatus.MEASURED ? 1 : 0;
			}
		}
		int[] sorted = counts.clone();
		Arrays.sort(sorted);
		double fewest = DARK_SHARE * sorted[sorted.length / 2];
		int[] agreement = agreeing.clone();
		Arrays.sort(agreement);
		double least = AGREEING_SHARE * agreement[agreement.length / 2];
		for (int s = 0; s < dark.length; s++) {
			dark[s] = counts[s] < fewest && agreeing[s] < least;
			for (int line = 0; dark[s] && line < micron.length; line++) {
				lines.status(s, line, LineStatus.UNSEEN);
			}
		}
	}

	private DetectorSolution nothing() {
		List<Slitlet> unsolved = approximate.stream().map(start -> start.trace().slitlet()).toList();
		List<LineQuality> qualities = list.stream()
				.map(line -> new LineQuality(line, 0, Double.NaN, Double.NaN, Double.NaN)).toList();
		return new DetectorSolution(List.of(), unsolved, List.of(), LineProfile.gaussian(START_DEVIATION),
				new ProfileScatter(), qualities,
				new LineCounts(0, 0, 0, 0, 0, 0), Residuals.of(new double[0], new double[0]),
				SolutionError.NONE, arc.ny(), arc.nx());
	}

	/** Predicts all lines from the approximate solutions and corrects them by the brightest ones. */
	private ExpectedLight align() throws InterruptedException {
		CoarseAlignment alignment = new CoarseAlignment(arc, slitlets.size(), micron.length);
		double[][] rows = new double[slitlets.size()][];
		double[][] seen = new double[slitlets.size()][micron.length];
		for (int s = 0; s < rows.length; s++) {
			checkpoint.check();
			rows[s] = rows(approximate.get(s).micronByRow());
			alignment.look(s, slitlets.get(s), approximate.get(s).tilt(), rows[s], seen[s]);
		}
		ExpectedLight light = new ExpectedLight(list, CoarseAlignment.medians(seen, micron.length));
		for (int s = 0; s < rows.length; s++) {
			checkpoint.check();
			double tilt = approximate.get(s).tilt();
			agreeing[s] = alignment.align(s, rows[s], light.listed(), seen[s]);
			for (int line = 0; line < micron.length; line++) {
				double middle = rows[s][line];
				int row = Double.isNaN(middle) ? 0 : Math.clamp((int) Math.rint(middle), 0, arc.ny() - 1);
				double rise = tilt * slitlets.get(s).half()[row];
				lines.predict(s, line, middle - rise, middle, middle + rise);
			}
		}
		startDeviation = alignment.deviation();
		light.see(CoarseAlignment.medians(seen, micron.length));
		return light;
	}

	/** Rows of all lines by an approximate solution; NaN where they lie outside the detector. */
	private double[] rows(Polynomial micronByRow) {
		int count = (arc.ny() + 2 * MARGIN) / TABLE_STEP + 1;
		double[] table = new double[count];
		for (int i = 0; i < count; i++) {
			table[i] = micronByRow.at(TABLE_STEP * i - MARGIN);
		}
		double[] rows = new double[micron.length];
		for (int line = 0; line < rows.length; line++) {
			int place = Arrays.binarySearch(table, micron[line]);
			int above = place < 0 ? -place - 1 : place;
			if (above <= 0 || above >= count) {
				rows[line] = Double.NaN;
				continue;
			}
			double share = (micron[line] - table[above - 1]) / (table[above] - table[above - 1]);
			double row = TABLE_STEP * (above - 1 + share) - MARGIN;
			rows[line] = row + (micron[line] - micronByRow.at(row)) / micronByRow.derivativeAt(row);
		}
		return rows;
	}

	private WavelengthFit newFit() {
		double first = 0;
		double last = 0;
		for (ApproximateSolution start : approximate) {
			first += start.micronByRow().at(0) / approximate.size();
			last += start.micronByRow().at(arc.ny() - 1.0) / approximate.size();
		}
		double[] errors = list.stream().mapToDouble(ArcLine::micronError).toArray();
		return new WavelengthFit(slitlets, micron, errors, lines,
				new FitBasis(arc.ny(), settings.order(), (first + last) / 2, (last - first) / (arc.ny() - 1)));
	}

	private void predict(WavelengthFit fit) {
		for (int s = 0; s < slitlets.size(); s++) {
			for (int line = 0; line < micron.length; line++) {
				double before = lines.predicted(s, line);
				if (!Double.isNaN(before)) {
					fit.predict(s, line, before);
				}
			}
		}
	}

	/** Whether a slitlet was solved so badly that its identification must be wrong. */
	static boolean hopeless(double rms, int used, int rejected) {
		return rms > WORST_RMS || rejected > MOST_REJECTED * (used + rejected);
	}
}
