package org.armillary.report.plot;

/** Shapes that mark values, so that series differ without their colours. */
enum Marker {
	CIRCLE, SQUARE, TRIANGLE, DIAMOND, CROSS, NABLA, PLUS;

	/** The shape of a series. */
	static Marker of(int series) {
		return values()[series % values().length];
	}

	/** The outline around a place as data of a path. */
	String path(double x, double y, double radius) {
		return switch (this) {
		case CIRCLE -> at(x - radius, y) + arc(radius, 2 * radius) + arc(radius, -2 * radius) + "z";
		case SQUARE -> at(x - 0.9 * radius, y - 0.9 * radius) + "h" + Svg.number(1.8 * radius) + "v"
				+ Svg.number(1.8 * radius) + "h" + Svg.number(-1.8 * radius) + "z";
		case TRIANGLE -> at(x, y - 1.15 * radius) + step(radius * 1.1, 1.9 * radius) + step(-2.2 * radius, 0) + "z";
		case DIAMOND -> at(x, y - 1.25 * radius) + step(1.25 * radius, 1.25 * radius)
				+ step(-1.25 * radius, 1.25 * radius) + step(-1.25 * radius, -1.25 * radius) + "z";
		case CROSS -> at(x - radius, y - radius) + step(2 * radius, 2 * radius) + at(x - radius, y + radius)
				+ step(2 * radius, -2 * radius);
		case NABLA -> at(x, y + 1.15 * radius) + step(radius * 1.1, -1.9 * radius) + step(-2.2 * radius, 0) + "z";
		case PLUS -> at(x - 1.2 * radius, y) + step(2.4 * radius, 0) + at(x, y - 1.2 * radius)
				+ step(0, 2.4 * radius);
		};
	}

	private static String at(double x, double y) {
		return "M" + Svg.number(x) + " " + Svg.number(y);
	}

	private static String step(double x, double y) {
		return "l" + Svg.number(x) + " " + Svg.number(y);
	}

	private static String arc(double radius, double across) {
		return "a" + Svg.number(radius) + " " + Svg.number(radius) + " 0 1 0 " + Svg.number(across) + " 0";
	}
}
