package org.armillary.data;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A keyword of the world coordinates that belongs to an axis, taken apart (Greisen and Calabretta 2002, A&amp;A 395,
 * 1061, table 2).
 *
 * @param stem
 *            such as {@code CRPIX} or {@code CD}
 * @param axis
 *            its axis, from 1; of {@code PCi_j} and {@code CDi_j} the world axis
 * @param second
 *            what stands behind the underscore: the pixel axis of {@code PCi_j} and {@code CDi_j}, the number of the
 *            parameter of {@code PVi_m} and {@code PSi_m}; -1 without
 * @param version
 *            letter of an alternate description; empty for the main one
 */
record WcsKeyword(String stem, int axis, int second, String version) {

	private static final Pattern OF_AXIS = Pattern
			.compile("(CTYPE|CUNIT|CRPIX|CRVAL|CDELT|CNAME|CRDER|CSYER|CZPHS|CPERI|CROTA)([1-9]\\d?)([A-Z]?)");
	private static final Pattern OF_PAIR = Pattern.compile("(PC|CD|PV|PS)([1-9]\\d?)_(0|[1-9]\\d?)([A-Z]?)");

	private static final int LONGEST = 8;

	static Optional<WcsKeyword> parse(String keyword) {
		if (keyword.length() > LONGEST || !keyword.startsWith("C") && !keyword.startsWith("P")) {
			return Optional.empty();
		}
		Matcher single = OF_AXIS.matcher(keyword);
		if (single.matches()) {
			return Optional
					.of(new WcsKeyword(single.group(1), Integer.parseInt(single.group(2)), -1, single.group(3)));
		}
		Matcher pair = OF_PAIR.matcher(keyword);
		if (pair.matches()) {
			var parsed = new WcsKeyword(pair.group(1), Integer.parseInt(pair.group(2)),
					Integer.parseInt(pair.group(3)), pair.group(4));
			return parsed.isMatrix() && parsed.second() == 0 ? Optional.empty() : Optional.of(parsed);
		}
		return Optional.empty();
	}

	/** Whether it is an element of the matrix from pixels to coordinates. */
	boolean isMatrix() {
		return stem.equals("PC") || stem.equals("CD");
	}

	/** Whether it says something about that world or pixel axis. */
	boolean concerns(int number) {
		return axis == number || isMatrix() && second == number;
	}

	/** The same keyword with its axes renumbered. */
	String renumbered(int newAxis, int newSecond) {
		return stem + newAxis + (second < 0 ? "" : "_" + newSecond) + version;
	}
}
