package org.armillary.cli;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/** The order of names in which people look for them: numbers within by their size, so that K-2 comes before K-10. */
final class NaturalOrder implements Comparator<String> {

	private static final Pattern BORDER = Pattern.compile("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])");

	@Override
	public int compare(String one, String other) {
		String[] ones = BORDER.split(one);
		String[] others = BORDER.split(other);
		for (int i = 0; i < Math.min(ones.length, others.length); i++) {
			int order = part(ones[i], others[i]);
			if (order != 0) {
				return order;
			}
		}
		return ones.length == others.length ? one.compareTo(other) : Integer.compare(ones.length, others.length);
	}

	private static int part(String one, String other) {
		return isNumber(one) && isNumber(other) ? new BigInteger(one).compareTo(new BigInteger(other))
				: one.compareTo(other);
	}

	private static boolean isNumber(String part) {
		return !part.isEmpty() && part.charAt(0) >= '0' && part.charAt(0) <= '9';
	}
}
