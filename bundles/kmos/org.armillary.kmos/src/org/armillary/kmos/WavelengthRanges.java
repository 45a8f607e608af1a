package org.armillary.kmos;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Ranges of wavelength, µm in vacuum, such as {@code 1.05,1.28;1.30,1.35}; empty means all wavelengths. Immutable.
 *
 * @param ranges
 *            the ranges, in the order given
 */
public record WavelengthRanges(List<Range> ranges) {

	/** All wavelengths. */
	public static final WavelengthRanges ALL = new WavelengthRanges(List.of());

	private static final Pattern BETWEEN = Pattern.compile("\\s*;\\s*");
	private static final Pattern WITHIN = Pattern.compile("\\s*,\\s*");

	/**
	 * A range, both ends included.
	 *
	 * @param from
	 *            first wavelength, µm
	 * @param to
	 *            last wavelength, µm
	 */
	public record Range(double from, double to) {

		/** Refuses ranges that are empty or not positive. */
		public Range {
			if (!(from > 0) || !(to > from) || Double.isInfinite(to)) {
				throw new IllegalArgumentException(
						"the wavelength range " + from + "," + to + " is not two rising numbers in µm above 0");
			}
		}

		/** Whether the wavelength lies within. */
		public boolean contains(double micron) {
			return from <= micron && micron <= to;
		}
	}

	/** Copies the list. */
	public WavelengthRanges {
		ranges = List.copyOf(ranges);
	}

	/**
	 * Reads ranges.
	 *
	 * @param text
	 *            {@code from,to} in µm; several are separated by semicolons; blank for all wavelengths
	 * @throws IllegalArgumentException
	 *             if it is malformed; the message is for users
	 */
	public static WavelengthRanges parse(String text) {
		if (text.isBlank()) {
			return ALL;
		}
		var ranges = new ArrayList<Range>();
		for (String part : BETWEEN.split(text.strip(), -1)) {
			String[] ends = WITHIN.split(part, -1);
			if (ends.length != 2) {
				throw new IllegalArgumentException("the wavelength range ‘" + part
						+ "’ has not the form from,to in µm; write several as 1.05,1.28;1.30,1.35");
			}
			ranges.add(new Range(number(ends[0], part), number(ends[1], part)));
		}
		return new WavelengthRanges(ranges);
	}

	/** Whether the wavelength lies in one of the ranges, or there are none. */
	public boolean contains(double micron) {
		return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(micron));
	}

	/**
	 * Which pixels of a wavelength axis lie in the ranges.
	 *
	 * @param micron
	 *            wavelength of each pixel, µm
	 * @return true for each pixel whose centre does
	 */
	public boolean[] select(double[] micron) {
		boolean[] selected = new boolean[micron.length];
		for (int i = 0; i < selected.length; i++) {
			selected[i] = contains(micron[i]);
		}
		return selected;
	}

	private static double number(String text, String part) {
		try {
			return Double.parseDouble(text.strip());
		} catch (NumberFormatException e) {
			throw new IllegalArgumentException(
					"‘" + text + "’ in the wavelength range ‘" + part + "’ is not a number in µm", e);
		}
	}

	/**
	 * Whether a range begins or ends outside an axis by more than half a pixel.
	 *
	 * @param micron
	 *            wavelength of each pixel, ascending or descending, µm
	 */
	public boolean reachBeyond(double[] micron) {
		int last = micron.length - 1;
		double half = last == 0 ? 0 : Math.abs(micron[last] - micron[0]) / last / 2;
		double lowest = Math.min(micron[0], micron[last]) - half;
		double highest = Math.max(micron[0], micron[last]) + half;
		return ranges.stream().anyMatch(range -> range.from() < lowest || range.to() > highest);
	}

	/** The ranges as {@link #parse} reads them; empty for all wavelengths. */
	public String text() {
		return ranges.stream().map(range -> range.from() + "," + range.to()).collect(Collectors.joining(";"));
	}
}
