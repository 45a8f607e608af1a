package org.armillary.report.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an axis has its marks, and what stands beside them.
 *
 * @param major
 *            values with a label, ascending
 * @param minor
 *            values between them with a short mark, ascending
 * @param labels
 *            the labels of {@code major}
 * @param contexts
 *            what stands in a second line below a label, as the day below an hour; empty for nothing
 * @param exponent
 *            power of ten that the labels leave out
 */
record Ticks(List<Double> major, List<Double> minor, List<String> labels, List<String> contexts, int exponent) {

	/** From this power of ten on labels leave it out. */
	private static final int LARGE = 5;
	/** From this power of ten downwards labels leave it out. */
	private static final int SMALL = -4;
	/** Share of a step by which a mark may lie outside the range, for rounding. */
	private static final double SLACK = 1e-6;
	private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

	/**
	 * Marks at multiples of 1, 2 or 5 times a power of ten.
	 *
	 * @param lowest
	 *            where the axis begins
	 * @param highest
	 *            where it ends, above
	 * @param most
	 *            largest number of labels, at least 2
	 */
	static Ticks linear(double lowest, double highest, int most) {
		double wanted = highest / most - lowest / most;
		int power = (int) Math.floor(Math.log10(wanted));
		int mantissa = 1;
		while (last(highest, scaled(mantissa, power)) - first(lowest, scaled(mantissa, power)) > most - 1) {
			mantissa = mantissa == 1 ? 2 : mantissa == 2 ? 5 : 1;
			power += mantissa == 1 ? 1 : 0;
		}
		List<Double> major = multiples(lowest, highest, mantissa, power);
		List<Double> minor = new ArrayList<>(mantissa == 2 ? multiples(lowest, highest, 5, power - 1)
				: mantissa == 5 ? multiples(lowest, highest, 1, power) : multiples(lowest, highest, 2, power - 1));
		minor.removeAll(major);
		int magnitude = (int) Math.floor(Math.log10(Math.max(Math.abs(lowest), Math.abs(highest))) + SLACK);
		int exponent = magnitude >= LARGE || magnitude <= SMALL ? magnitude : 0;
		int decimals = Math.max(0, exponent - power);
		var labels = new ArrayList<String>();
		for (double value : major) {
			labels.add(label(value, exponent, decimals));
		}
		return new Ticks(major, minor, labels, major.stream().map(_ -> "").toList(), exponent);
	}

	/** A power of ten as it is written in front of a unit; empty for 1. */
	static String factor(int exponent) {
		if (exponent == 0) {
			return "";
		}
		var digits = new StringBuilder("10").append(exponent < 0 ? "⁻" : "");
		for (char digit : String.valueOf(Math.abs(exponent)).toCharArray()) {
			digits.append(SUPERSCRIPTS.charAt(digit - '0'));
		}
		return digits.toString();
	}

	private static String label(double value, int exponent, int decimals) {
		String text = new BigDecimal(Double.toString(value)).movePointLeft(exponent)
				.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
		return text.startsWith("-") ? "−" + text.substring(1) : text;
	}

	/** {@code mantissa * 10^power}, rounded once. */
	private static double scaled(long mantissa, int power) {
		return BigDecimal.valueOf(mantissa).scaleByPowerOfTen(power).doubleValue();
	}

	/** The first multiple of a step within a range. */
	private static double first(double lowest, double step) {
		return Math.ceil(lowest / step - SLACK);
	}

	/** The last multiple of a step within a range. */
	private static double last(double highest, double step) {
		return Math.floor(highest / step + SLACK);
	}

	private static List<Double> multiples(double lowest, double highest, int mantissa, int power) {
		double step = scaled(mantissa, power);
		var values = new ArrayList<Double>();
		BigDecimal exactStep = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(power);
		double first = first(lowest, step);
		double last = last(highest, step);
		for (int i = 0; i <= last - first; i++) {
			values.add(exactStep.multiply(new BigDecimal(first + i)).doubleValue());
		}
		return values;
	}
}
