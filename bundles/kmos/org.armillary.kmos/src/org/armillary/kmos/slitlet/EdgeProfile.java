package org.armillary.kmos.slitlet;

/**
 * How evenly spread light of level 1 rises from an edge inward, as pixels see it: 0 far outside, 1/2 at the edge, 1
 * far inside. The distance from the edge is positive inside, pixel. Tabulated, with its integral, which is the image
 * of light that grows linearly from the edge on. Immutable.
 */
final class EdgeProfile {

	/** Distance beyond which the profile is 0 or 1, pixel. */
	static final double REACH = 5;

	/** Below this width a pixel counts as a point. */
	private static final double LEAST_PIXEL = 1e-3;
	private static final int PER_PIXEL = 64;
	private static final int LAST = (int) (2 * REACH * PER_PIXEL);
	private static final double FWHM_OVER_SIGMA = 2.354820045030949;

	private final double[] value;
	private final double[] ramp = new double[LAST + 1];

	private final double sigma;
	private final double wing;
	private final double pixel;

	private EdgeProfile(double[] value, double sigma, double wing, double pixel) {
		this.value = value;
		this.sigma = sigma;
		this.wing = wing;
		this.pixel = pixel;
		for (int i = 1; i <= LAST; i++) {
			ramp[i] = ramp[i - 1] + (value[i - 1] + value[i]) / (2 * PER_PIXEL);
		}
	}

	/**
	 * The profile of a Gaussian blur, integrated over pixels, with wings: each pixel gives some of its light to its
	 * neighbours, as scattered light, diffusion of charge and cross-talk do.
	 *
	 * @param sigma
	 *            standard deviation of the blur, pixel
	 * @param wing
	 *            part of the light that goes to each of both neighbours
	 * @param pixel
	 *            width over which pixels take in light, pixel: 0 to 1
	 */
	static EdgeProfile of(double sigma, double wing, double pixel) {
		// the Gaussian is added up on the fine grid: no error function is needed
		double half = PER_PIXEL * Math.max(pixel, LEAST_PIXEL) / 2;
		int margin = PER_PIXEL / 2 + PER_PIXEL;
		double[] point = new double[LAST + 1 + 2 * margin];
		double sum = 0;
		for (int i = 0; i < point.length; i++) {
			double u = (i - margin) / (double) PER_PIXEL - REACH;
			double density = StrictMath.exp(-u * u / (2 * sigma * sigma));
			point[i] = sum + density / 2;
			sum += density;
		}
		double[] integral = new double[point.length];
		for (int i = 1; i < point.length; i++) {
			integral[i] = integral[i - 1] + (point[i - 1] + point[i]) / 2;
		}
		double scale = 1 / (2 * half * sum);
		double[] value = new double[LAST + 1];
		for (int i = 0; i <= LAST; i++) {
			double core = pixel(point, integral, i + margin, half);
			double outer = pixel(point, integral, i + margin - PER_PIXEL, half);
			double inner = pixel(point, integral, i + margin + PER_PIXEL, half);
			value[i] = scale * (core + wing * (outer + inner - 2 * core));
		}
		return new EdgeProfile(value, sigma, wing, pixel);
	}

	/** Integral over a pixel by the trapezoidal rule. */
	private static double pixel(double[] point, double[] integral, int middle, double half) {
		return integral(point, integral, middle + half) - integral(point, integral, middle - half);
	}

	private static double integral(double[] point, double[] integral, double place) {
		int i = Math.clamp((int) place, 0, point.length - 2);
		double part = Math.clamp(place - i, 0, 1);
		return integral[i] + part * (point[i] + part * (point[i + 1] - point[i]) / 2);
	}

	/** Standard deviation of the Gaussian, pixel. */
	double sigma() {
		return sigma;
	}

	/** Part of the light that goes to each neighbour. */
	double wing() {
		return wing;
	}

	/** Width over which pixels take in light, pixel. */
	double pixel() {
		return pixel;
	}

	/** Variance of all that blurs: with the width of pixels and the wings, pixel². */
	double variance() {
		return sigma * sigma + pixel * pixel / 12 + 2 * wing;
	}

	/** The value at a distance from the edge. */
	double at(double distance) {
		return interpolated(value, distance, 0, 1);
	}

	/** The derivative with the distance, 1/pixel. */
	double slope(double distance) {
		int i = (int) ((distance + REACH) * PER_PIXEL);
		return i < 1 || i >= LAST ? 0 : (value[i + 1] - value[i]) * PER_PIXEL;
	}

	/** The image of light that is 0 at the edge and grows by 1 a pixel inward. */
	double ramp(double distance) {
		return distance >= REACH ? ramp[LAST] + distance - REACH : interpolated(ramp, distance, 0, 0);
	}

	/** Full width at half maximum of the blur without wings and width of pixels, pixel. */
	double blur() {
		return sigma * FWHM_OVER_SIGMA;
	}

	/** Standard deviation of the blur with the width of pixels, pixel. */
	double spread() {
		return Math.sqrt(sigma * sigma + pixel * pixel / 12);
	}

	private static double interpolated(double[] table, double distance, double below, double above) {
		double place = (distance + REACH) * PER_PIXEL;
		if (!(place >= 0)) {
			return below;
		}
		if (place >= LAST) {
			return above;
		}
		int i = (int) place;
		return table[i] + (table[i + 1] - table[i]) * (place - i);
	}
}
