package org.armillary.numerics.fitting;

import org.jspecify.annotations.Nullable;

/**
 * A line on a background. Parameters: centre, full width at half maximum, amplitude, level at abscissa 0, then slope if
 * the background is linear, then beta if the shape has one.
 *
 * @param shape
 *            shape of the line
 * @param background
 *            kind of background
 * @param abscissae
 *            where the points are
 */
record LineModel(ProfileShape shape, Background background, double[] abscissae) implements LeastSquaresModel {

	static final int CENTRE = 0;
	static final int FWHM = 1;
	static final int AMPLITUDE = 2;
	static final int LEVEL = 3;
	static final int SLOPE = 4;

	@Override
	public int points() {
		return abscissae.length;
	}

	@Override
	public int parameters() {
		return parameters(shape, background);
	}

	static int parameters(ProfileShape shape, Background background) {
		return 4 + (background == Background.LINEAR ? 1 : 0) + (shape.hasBeta() ? 1 : 0);
	}

	@Override
	public void evaluate(double[] p, double[] values, double @Nullable [] jacobian) {
		int n = abscissae.length;
		int last = p.length - 1;
		double slope = background == Background.LINEAR ? p[SLOPE] : 0;
		double beta = shape.hasBeta() ? p[last] : Double.NaN;
		double half = p[FWHM] / 2;
		for (int i = 0; i < n; i++) {
			double distance = (abscissae[i] - p[CENTRE]) / half;
			double q = distance * distance;
			double height = shape.height(q, beta);
			values[i] = p[LEVEL] + slope * abscissae[i] + p[AMPLITUDE] * height;
			if (jacobian != null) {
				double byDistance = p[AMPLITUDE] * shape.byDistance(q, beta, height);
				jacobian[i] = -2 * byDistance * distance / half;
				jacobian[n + i] = -2 * byDistance * q / p[FWHM];
				jacobian[2 * n + i] = height;
				jacobian[3 * n + i] = 1;
				if (background == Background.LINEAR) {
					jacobian[SLOPE * n + i] = abscissae[i];
				}
				if (shape.hasBeta()) {
					jacobian[last * n + i] = p[AMPLITUDE] * shape.byBeta(q, beta, height);
				}
			}
		}
	}
}
