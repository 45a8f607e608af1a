package org.armillary.kmos.fitprofile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What part of the data is fitted, as the user wrote it.
 *
 * @param text
 *            as written
 * @param intervals
 *            intervals with both ends; none for everything
 */
record FitRange(String text, List<Interval> intervals) {

	private static final Pattern BETWEEN = Pattern.compile("\\s*;\\s*");
	private static final Pattern WITHIN = Pattern.compile("\\s*,\\s*");

	/** From one coordinate to another, both included. */
	record Interval(double from, double to) {

		boolean contains(double coordinate) {
			return from <= coordinate && coordinate <= to;
		}
	}

	/**
	 * Reads {@code from,to}, several separated by semicolons.
	 *
	 * @throws IllegalArgumentException
	 *             if it is malformed; the message is for users
	 */
	static FitRange parse(String text) {
		var intervals = new ArrayList<Interval>();
		for (String part : text.isBlank() ? new String[0] : BETWEEN.split(text.strip())) {
			String[] ends = WITHIN.split(part.strip(), -1);
			if (ends.length != 2) {
				throw new IllegalArgumentException("the range ‘" + part
						+ "’ has not the form from,to; write 1.2945,1.2995 for a spectrum, 3,12;4,11 for an image");
			}
			double from = number(ends[0], part);
			double to = number(ends[1], part);
			if (!(from > 0) || !(to > from) || Double.isInfinite(to)) {
				throw new IllegalArgumentException("the range ‘" + part + "’ is not two rising numbers above 0");
			}
			intervals.add(new Interval(from, to));
		}
		return new FitRange(text.strip(), List.copyOf(intervals));
	}

	private static double number(String text, String part) {
		try {
			return Double.parseDouble(text);
		} catch (NumberFormatException e) {
			throw new IllegalArgumentException("‘" + text + "’ in the range ‘" + part + "’ is not a number", e);
		}
	}

	/** Whether a coordinate of a spectrum is in the range. */
	boolean contains(double coordinate) {
		return intervals.isEmpty() || intervals.stream().anyMatch(interval -> interval.contains(coordinate));
	}

	/** Whether this can be a range of an image: nothing, or an interval for each axis. */
	boolean isForImage() {
		return intervals.isEmpty() || intervals.size() == 2;
	}

	/** Whether a pixel of an axis of an image, counted from 1, is in the range. */
	boolean containsPixel(int axis, int pixel) {
		return intervals.isEmpty() || intervals.get(axis - 1).contains(pixel);
	}
}
