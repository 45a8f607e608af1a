package org.armillary.kmos.flat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.armillary.kmos.Caveats;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.FlagLimits;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.kmos.slitlet.SlitletProblem;
import org.armillary.kmos.slitlet.SlitletProblem.Reason;

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
		List<SlitletProblem> problems = new ArrayList<>(unit.problems());
		for (int ifu = 1; ifu <= Slitlet.IFUS; ifu++) {
			int number = ifu;
			List<SlitletProblem> dark = problems.stream()
					.filter(problem -> problem.slitlet().ifu() == number && problem.reason() == Reason.NOT_LIT)
					.toList();
			if (dark.size() == Slitlet.SLICES) {
				caveats.add(FlatMessage.IFU_DARK.with(ifu, file, angle));
				problems.removeAll(dark);
			}
		}
		for (SlitletProblem problem : problems) {
			if (problem.reason() == Reason.NOT_LIT) {
				caveats.add(FlatMessage.SLITLET_DARK.with(problem.slitlet(), file, angle, number(problem.found(), 0),
						number(problem.expected(), 0)));
			} else {
				FlatMessage message = problem.reason().isTraced() ? FlatMessage.SLITLET_ODD : FlatMessage.SLITLET_LOST;
				caveats.add(message.with(problem.slitlet(), file, angle, text(problem)));
			}
		}
		FlatQuality quality = unit.quality();
		if (unit.traces().slitlets().isEmpty()) {
			caveats.add(FlatMessage.DETECTOR_DARK.with(unit.detector(), angle, file));
			return;
		}
		double nonLinear = 100.0 * quality.nonLinear() / unit.bad().lit();
		if (nonLinear > MANY_NON_LINEAR_PERCENT) {
			caveats.add(FlatMessage.NON_LINEAR.with(unit.detector(), angle, number(nonLinear, 1),
					number(FlagLimits.LINEAR_ADU, 0), number(100.0 * quality.saturated() / unit.bad().lit(), 1), file));
		}
		if (quality.driftPercent() > DRIFT_PERCENT) {
			caveats.add(FlatMessage.LAMP_DRIFT.with(unit.detector(), angle, number(quality.driftPercent(), 1),
					number(DRIFT_PERCENT, 0), file));
		}
	}

	private static String text(SlitletProblem problem) {
		String found = number(problem.found(), 2);
		String expected = number(problem.expected(), 2);
		return switch (problem.reason()) {
		case NOT_LIT -> found + " adu, at least " + expected + " adu expected";
		case NO_RIGHT_EDGE -> "its right edge shows in " + found + " rows, " + expected + " are needed";
		case NO_LEFT_EDGE -> "its left edge shows in " + found + " rows, " + expected + " are needed";
		case TOO_FEW_ROWS -> "its edges show in " + found + " rows, " + expected + " are needed";
		case WIDTH -> "it is " + found + " pixel wide, " + expected + " pixel expected";
		case PLACE -> "its middle lies at column " + found + ", " + expected + " expected";
		case VIGNETTED -> "one end has " + found + " of the light of the other, at least " + expected + " expected";
		case UNEXPECTED_LIGHT -> "it shows " + found + " adu, at most " + expected
				+ " adu expected since its arm is not used";
		};
	}

	private static String number(double value, int decimals) {
		return String.format(Locale.ROOT, "%." + decimals + "f", value);
	}
}
