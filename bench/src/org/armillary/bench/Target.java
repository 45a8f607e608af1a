package org.armillary.bench;

/**
 * What a figure must reach.
 *
 * @param atMost
 *            whether the figure must not exceed the limit, rather than not fall below it
 * @param limit
 *            in the unit of the figure
 */
record Target(boolean atMost, double limit) {

	static Target atMost(double limit) {
		return new Target(true, limit);
	}

	static Target atLeast(double limit) {
		return new Target(false, limit);
	}

	boolean isMet(double figure) {
		return atMost ? figure <= limit : figure >= limit;
	}

	String text() {
		String number = limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
		return (atMost ? "≤ " : "≥ ") + number;
	}
}
