package org.armillary.numerics.fitting;

import org.jspecify.annotations.Nullable;

/**
 * An elliptical source on a background. Parameters: centre x, centre y, the three widths p, q, s, amplitude, level at
 * the reference, then the slopes in x and y if the background is linear, then beta if the shape has one.
 *
 * <p>Half of the maximum is reached on the ellipse {@code (dx / p)^2 + ((dy - q dx / p) / s)^2 = 1}. Other than two
 * axes and an angle, these widths are unambiguous, and well behaved for round sources too.
 *
 * @param shape
 *            shape of the source
 * @param background
 *            kind of background
 * @param nx
 *            columns of the image
 * @param ny
 *            rows of the image
 * @param referenceX
 *            column of the reference position
 * @param referenceY
 *            row of the reference position
 */
record SourceModel(ProfileShape shape, Background background, int nx, int ny, double referenceX, double referenceY)
		implements
		LeastSquaresModel {

	static final int X = 0;
	static final int Y = 1;
	static final int P = 2;
	static final int Q = 3;
	static final int S = 4;
	static final int AMPLITUDE = 5;
	static final int LEVEL = 6;
	static final int SLOPE_X = 7;
	static final int SLOPE_Y = 8;

	@Override
	public int points() {
		return nx * ny;
	}

	@Override
	public int parameters() {
		return parameters(shape, background);
	}

	static int parameters(ProfileShape shape, Background background) {
		return 7 + (background == Background.LINEAR ? 2 : 0) + (shape.hasBeta() ? 1 : 0);
	}

	@Override
	public void evaluate(double[] p, double[] values, double @Nullable [] jacobian) {
		boolean linear = background == Background.LINEAR;
		double beta = shape.hasBeta() ? p[p.length - 1] : Double.NaN;
		int n = nx * ny;
		for (int y = 0; y < ny; y++) {
			for (int x = 0; x < nx; x++) {
				int i = y * nx + x;
				double u = (x - p[X]) / p[P];
				double v = (y - p[Y] - p[Q] * u) / p[S];
				double q = u * u + v * v;
				double height = shape.height(q, beta);
				double ground = p[LEVEL]
						+ (linear ? p[SLOPE_X] * (x - referenceX) + p[SLOPE_Y] * (y - referenceY) : 0);
				values[i] = ground + p[AMPLITUDE] * height;
				if (jacobian != null) {
					double twice = 2 * p[AMPLITUDE] * shape.byDistance(q, beta, height);
					double byU = twice * (u - v * p[Q] / p[S]);
					jacobian[i] = -byU / p[P];
					jacobian[n + i] = -twice * v / p[S];
					jacobian[P * n + i] = -byU * u / p[P];
					jacobian[Q * n + i] = -twice * v * u / p[S];
					jacobian[S * n + i] = -twice * v * v / p[S];
					jacobian[AMPLITUDE * n + i] = height;
					jacobian[LEVEL * n + i] = 1;
					if (linear) {
						jacobian[SLOPE_X * n + i] = x - referenceX;
						jacobian[SLOPE_Y * n + i] = y - referenceY;
					}
					if (shape.hasBeta()) {
						jacobian[(p.length - 1) * n + i] = p[AMPLITUDE] * shape.byBeta(q, beta, height);
					}
				}
			}
		}
	}
}
