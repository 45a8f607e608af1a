package org.armillary.kmos.flat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.armillary.actor.message.Message;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.FlagLimits;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.kmos.slitlet.SlitletProblem;
import org.armillary.kmos.slitlet.SlitletProblem.Reason;
import org.armillary.numerics.RobustStatistics;

/** Tells users what is odd about a detector at an angle. */
final class FlatTroubles {

	/** More lit pixels above the linear range than this are worth a caveat, per cent. */
	private static final double MANY_NON_LINEAR_PERCENT = 1;
	private static final double DRIFT_PERCENT = 5;

	private FlatTroubles() {
	}

	/** Adds the caveats. */
	static void tell(UnitResult unit, AngleStack.Group<RawFrame> group, Caveats caveats) {
		String file = group.frames().getFirst().setup().file();
		String angle = FlatInputs.text(group.angleDegrees());
		FlatQuality quality = unit.quality();
		List<SlitletProblem> saturated = of(unit, Reason.SATURATED);
		if (!saturated.isEmpty()) {
			SlitletProblem one = saturated.getFirst();
			double percent = Math.min(100, one.found() * quality.nonLinear() / Math.max(1, quality.saturated()));
			caveats.add(FlatMessage.DETECTOR_SATURATED.with(unit.detector(), angle, file, number(one.found(), 0),
					number(one.expected(), 0), number(percent, 0), number(FlagLimits.LINEAR_ADU, 0),
					group.frames().getFirst().setup().ditSeconds()));
			return;
		}
		tellSlitlets(unit, file, angle, caveats);
		if (unit.traces().slitlets().isEmpty()) {
			caveats.add(FlatMessage.DETECTOR_DARK.with(unit.detector(), angle, file));
			return;
		}
		double nonLinear = percent(quality.nonLinear(), unit);
		if (nonLinear > MANY_NON_LINEAR_PERCENT) {
			caveats.add(FlatMessage.NON_LINEAR.with(unit.detector(), angle, number(nonLinear, 1),
					number(FlagLimits.LINEAR_ADU, 0), number(percent(quality.saturated(), unit), 1), file));
		}
		if (quality.driftPercent() > DRIFT_PERCENT) {
			caveats.add(FlatMessage.LAMP_DRIFT.with(unit.detector(), angle, number(quality.driftPercent(), 1),
					number(DRIFT_PERCENT, 0), file));
		}
	}

	/** The error that nothing can be calibrated. */
	static Message nothing(List<UnitResult> units, FlatInputs frames) {
		for (UnitResult unit : units) {
			List<SlitletProblem> saturated = of(unit, Reason.SATURATED);
			if (!saturated.isEmpty() && units.stream()
					.noneMatch(each -> !each.problems().isEmpty() && of(each, Reason.SATURATED).isEmpty())) {
				RawFrame first = frames.on().groups().get(unit.angle()).frames().getFirst();
				return FlatMessage.SATURATED.with(first.setup().file(), number(saturated.getFirst().found(), 0),
						unit.detector(), first.setup().ditSeconds(), number(saturated.getFirst().expected(), 0));
			}
		}
		return FlatMessage.NO_SLITLETS.with(frames.on().groups().getFirst().frames().getFirst().setup().file());
	}

	private static List<SlitletProblem> of(UnitResult unit, Reason reason) {
		return unit.problems().stream().filter(problem -> problem.reason() == reason).toList();
	}

	/** Share of the lit pixels, per cent; single pixels of the gaps may be among the others. */
	private static double percent(int pixels, UnitResult unit) {
		return Math.min(100, 100.0 * pixels / unit.bad().lit());
	}

	private static void tellSlitlets(UnitResult unit, String file, String angle, Caveats caveats) {
		List<SlitletProblem> problems = new ArrayList<>(unit.problems());
		for (int ifu = 1; ifu <= Slitlet.IFUS; ifu++) {
			int number = ifu;
			List<SlitletProblem> dark = of(unit, Reason.NOT_LIT).stream()
					.filter(problem -> problem.slitlet().ifu() == number).toList();
			List<SlitletProblem> half = of(unit, Reason.HALF_LIT).stream()
					.filter(problem -> problem.slitlet().ifu() == number).toList();
			if (dark.size() == Slitlet.SLICES) {
				caveats.add(FlatMessage.IFU_DARK.with(ifu, file, angle));
				problems.removeAll(dark);
			}
			if (!half.isEmpty()) {
				double part = median(half);
				caveats.add(FlatMessage.IFU_HALF_LIT.with(ifu, file, angle,
						Double.isFinite(part) ? "about " + number(part, 0) + " %" : "a part"));
				problems.removeAll(half);
			}
		}
		for (SlitletProblem problem : problems) {
			if (problem.reason() == Reason.NOT_LIT && Double.isFinite(problem.found())) {
				caveats.add(FlatMessage.SLITLET_DARK.with(problem.slitlet(), file, angle, number(problem.found(), 0),
						number(problem.expected(), 0)));
			} else {
				FlatMessage message = problem.reason().isTraced() ? FlatMessage.SLITLET_ODD : FlatMessage.SLITLET_LOST;
				caveats.add(message.with(problem.slitlet(), file, angle, text(problem)));
			}
		}
	}

	/** The median of the values found. */
	private static double median(List<SlitletProblem> problems) {
		return RobustStatistics.median(
				problems.stream().mapToDouble(SlitletProblem::found).filter(Double::isFinite).toArray());
	}

	private static String text(SlitletProblem problem) {
		String whole = number(problem.found(), 0);
		String needed = number(problem.expected(), 0);
		String found = number(problem.found(), 2);
		String expected = number(problem.expected(), 2);
		return switch (problem.reason()) {
		case NOT_LIT, SATURATED -> "none of its pixels is good";
		case NO_RIGHT_EDGE -> "its right edge shows in " + whole + " rows, " + needed + " are needed";
		case NO_LEFT_EDGE -> "its left edge shows in " + whole + " rows, " + needed + " are needed";
		case TOO_FEW_ROWS -> "its edges show in " + whole + " rows, " + needed + " are needed";
		case PART_LIT, HALF_LIT -> "light falls on " + whole + " % of its length";
		case WIDTH, WIDTH_ODD -> "it is " + found + " pixel wide, " + expected + " pixel expected";
		case PLACE -> "its middle lies at column " + found + ", " + expected + " expected";
		case VIGNETTED -> "one end has " + number(Math.max(0, 100 * problem.found()), 0)
				+ " % of the light of the other, at least " + number(100 * problem.expected(), 0) + " % expected";
		case UNEXPECTED_LIGHT -> "it shows " + whole + " adu, at most " + needed
				+ " adu expected since its arm is not used";
		};
	}

	private static String number(double value, int decimals) {
		String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
		return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
	}
}
