package org.armillary.report.preview;

import java.util.Locale;
import java.util.regex.Pattern;

/** What an extension that goes with values says of their uncertainty; its name tells. */
enum Uncertainty {
	/** The standard deviation, in the unit of the values. */
	STANDARD_DEVIATION,
	/** The variance, in that unit squared. */
	VARIANCE,
	/** One over the variance; 0 where nothing is known. */
	INVERSE_VARIANCE;

	private static final Pattern VARIANCES = Pattern.compile(".*(STAT|VAR|VARIANCE)\\d*");
	private static final Pattern INVERSE_VARIANCES = Pattern.compile(".*IVAR\\d*");

	/** What an extension of that name holds. */
	static Uncertainty of(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		return INVERSE_VARIANCES.matcher(upper).matches() ? INVERSE_VARIANCE
				: VARIANCES.matcher(upper).matches() ? VARIANCE : STANDARD_DEVIATION;
	}

	/** The standard deviation that a number stands for; NaN where it stands for none. */
	double standardDeviation(double number) {
		return switch (this) {
		case STANDARD_DEVIATION -> number;
		case VARIANCE -> Math.sqrt(number);
		case INVERSE_VARIANCE -> number > 0 ? 1 / Math.sqrt(number) : Double.NaN;
		};
	}
}
