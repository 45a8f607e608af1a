package org.armillary.report.preview;

/** How numbers become colours. Both maps go from dark to bright, and equal steps of numbers look equally far apart. */
enum ColourMap {

	/** From black to white: frames as they come from the detector. */
	GREY,
	/**
	 * From dark blue over grey to yellow: a straight line in the space OKLab (Ottosson 2020), like cividis (Nuñez et
	 * al. 2018, PLoS ONE 13, e0199239). People who do not tell red from green see the same.
	 */
	BLUE_YELLOW;

	/** No data in a grey picture: vermillion. */
	private static final int GREY_MISSING = 0xffd55e00;
	/** No data in a coloured picture: reddish purple, which is bluish to those who do not tell red from green. */
	private static final int COLOURED_MISSING = 0xffcc79a7;
	private static final int OPAQUE = 0xff000000;
	private static final double[] DARK = lab(0x00, 0x20, 0x4d);
	private static final double[] BRIGHT = lab(0xff, 0xea, 0x46);

	/** Name of the colours, as a description of a picture says it. */
	String words() {
		return this == GREY ? "black to white" : "blue to yellow";
	}

	/** The colour where there is no data, {@code 0xAARRGGBB}. */
	int missing() {
		return this == GREY ? GREY_MISSING : COLOURED_MISSING;
	}

	/** Name of that colour. */
	String missingWords() {
		return this == GREY ? "orange" : "pink";
	}

	/** The colour at {@code share} of the way from the smallest to the largest number, {@code 0xAARRGGBB}. */
	int colour(double share) {
		if (this == GREY) {
			int level = (int) Math.round(255 * share);
			return OPAQUE | level << 16 | level << 8 | level;
		}
		double[] place = new double[3];
		for (int i = 0; i < 3; i++) {
			place[i] = DARK[i] + share * (BRIGHT[i] - DARK[i]);
		}
		return rgb(place);
	}

	private static double[] lab(int red, int green, int blue) {
		double r = linear(red / 255.0);
		double g = linear(green / 255.0);
		double b = linear(blue / 255.0);
		double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
		double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
		double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
		return new double[] { 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
				1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
				0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
	}

	private static int rgb(double[] lab) {
		double l = cube(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]);
		double m = cube(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]);
		double s = cube(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]);
		return OPAQUE | level(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) << 16
				| level(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) << 8
				| level(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
	}

	private static double cube(double value) {
		return value * value * value;
	}

	/** Light from the number of an sRGB file (IEC 61966-2-1). */
	private static double linear(double number) {
		return number <= 0.04045 ? number / 12.92 : Math.pow((number + 0.055) / 1.055, 2.4);
	}

	private static int level(double light) {
		double bounded = Math.clamp(light, 0, 1);
		double number = bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * Math.pow(bounded, 1 / 2.4) - 0.055;
		return (int) Math.round(255 * number);
	}
}
