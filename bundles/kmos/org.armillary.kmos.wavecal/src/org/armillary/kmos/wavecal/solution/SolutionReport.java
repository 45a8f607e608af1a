package org.armillary.kmos.wavecal.solution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.wavecal.lines.LineMeasurements;
import org.armillary.kmos.wavecal.lines.LineStatus;
import org.armillary.kmos.wavecal.lines.SlitletColumns;
import org.armillary.kmos.wavecal.profile.LineProfile;
import org.armillary.kmos.wavecal.profile.ProfileScatter;
import org.armillary.numerics.Selection;

/** Puts the solution of a detector together from the last fit. */
final class SolutionReport {

	private final DetectorFrame arc;
	private final List<ApproximateSolution> approximate;
	private final List<SlitletColumns> slitlets;
	private final LineMeasurements lines;
	private final List<ArcLine> list;
	private final WavelengthFit fit;
	private final ExpectedLight light;
	private final LineProfile profile;
	private final ProfileScatter scatter;
	private final SolutionSettings settings;

	SolutionReport(DetectorFrame arc, List<ApproximateSolution> approximate, List<SlitletColumns> slitlets,
			LineMeasurements lines, List<ArcLine> list, WavelengthFit fit, ExpectedLight light, LineProfile profile,
			ProfileScatter scatter, SolutionSettings settings) {
		this.arc = arc;
		this.approximate = approximate;
		this.slitlets = slitlets;
		this.lines = lines;
		this.list = list;
		this.fit = fit;
		this.light = light;
		this.profile = profile;
		this.scatter = scatter;
		this.settings = settings;
	}

	DetectorSolution report() {
		List<SlitletSolution> solved = new ArrayList<>();
		List<Slitlet> unsolved = new ArrayList<>();
		List<Integer> good = new ArrayList<>();
		for (int s = 0; s < slitlets.size(); s++) {
			rejectOutliers(s);
			SlitletSolution solution = solution(s);
			if (solution.lines() >= settings.minimumLines()
					&& !Refinement.hopeless(solution.rms(), solution.lines(), count(s, LineStatus.REJECTED))) {
				solved.add(solution);
				good.add(s);
			} else {
				unsolved.add(approximate.get(s).trace().slitlet());
			}
		}
		List<Departure> departing = Departure.of(solved, arc.ny(), arc.nx());
		for (Departure departure : departing) {
			int place = indexOf(solved, departure.slitlet());
			solved.remove(place);
			good.remove(place);
			unsolved.add(departure.slitlet());
		}
		List<LineQuality> qualities = new ArrayList<>();
		for (int line = 0; line < list.size(); line++) {
			qualities.add(quality(line, good));
		}
		return new DetectorSolution(solved, unsolved, departing, profile, scatter, qualities, counts(),
				residuals(good), SolutionError.of(fit, lines, good, solved, arc.ny()), arc.ny(), arc.nx());
	}

	private static int indexOf(List<SlitletSolution> solved, Slitlet slitlet) {
		for (int i = 0; i < solved.size(); i++) {
			if (solved.get(i).trace().slitlet().equals(slitlet)) {
				return i;
			}
		}
		throw new IllegalArgumentException(slitlet.toString());
	}

	private void rejectOutliers(int s) {
		for (int line = 0; line < list.size(); line++) {
			if (lines.status(s, line) == LineStatus.MEASURED && !fit.used(s, line)) {
				lines.status(s, line, LineStatus.REJECTED);
			}
		}
	}

	private SlitletSolution solution(int s) {
		int used = 0;
		double squares = 0;
		double first = Double.NaN;
		double last = Double.NaN;
		for (int line = 0; line < list.size(); line++) {
			if (lines.status(s, line) == LineStatus.MEASURED) {
				squares += fit.residual(s, line) * fit.residual(s, line);
				first = used == 0 ? list.get(line).micron() : first;
				last = list.get(line).micron();
				used++;
			}
		}
		double[][] series = fit.series(s);
		return new SlitletSolution(approximate.get(s).trace(), series[0], series[1], series[2], arc.ny(), first, last,
				used, Math.sqrt(squares / Math.max(1, used)));
	}

	private int count(int s, LineStatus status) {
		int count = 0;
		for (int line = 0; line < list.size(); line++) {
			count += lines.status(s, line) == status ? 1 : 0;
		}
		return count;
	}

	private LineCounts counts() {
		int[] counts = new int[LineStatus.values().length];
		for (int s = 0; s < slitlets.size(); s++) {
			for (LineStatus status : LineStatus.values()) {
				counts[status.ordinal()] += count(s, status);
			}
		}
		int predicted = slitlets.size() * list.size() - counts[LineStatus.OUTSIDE.ordinal()];
		return new LineCounts(predicted, counts[LineStatus.MEASURED.ordinal()], counts[LineStatus.REJECTED.ordinal()],
				counts[LineStatus.BLENDED.ordinal()], counts[LineStatus.SATURATED.ordinal()],
				counts[LineStatus.UNSEEN.ordinal()]);
	}

	private Residuals residuals(List<Integer> good) {
		DoubleStream.Builder residuals = DoubleStream.builder();
		DoubleStream.Builder weights = DoubleStream.builder();
		for (int s : good) {
			for (int line = 0; line < list.size(); line++) {
				if (lines.status(s, line) == LineStatus.MEASURED) {
					residuals.add(fit.residual(s, line));
					weights.add(fit.weight(s, line));
				}
			}
		}
		return Residuals.of(residuals.build().toArray(), weights.build().toArray());
	}

	private LineQuality quality(int line, List<Integer> good) {
		double[] values = new double[good.size()];
		double[] widths = new double[good.size()];
		int count = 0;
		for (int s : good) {
			if (lines.status(s, line) == LineStatus.MEASURED) {
				double row = lines.predicted(s, line);
				int nearest = Math.clamp((int) Math.rint(row), 0, arc.ny() - 1);
				widths[count] = profile.shapeAt(slitlets.get(s).reducedColumn(nearest), 2 * row / (arc.ny() - 1) - 1)
						.fwhm();
				values[count++] = fit.residual(s, line);
			}
		}
		return new LineQuality(list.get(line), count, Selection.median(values, count), light.measured(line),
				Selection.median(widths, count));
	}
}
