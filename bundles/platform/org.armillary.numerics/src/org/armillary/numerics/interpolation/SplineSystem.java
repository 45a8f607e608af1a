package org.armillary.numerics.interpolation;

import java.util.Arrays;

/**
 * The equations for the second derivatives of an interpolating cubic spline on fixed knots, decomposed once. Immutable.
 *
 * <p>With steps {@code h} and {@code d[i] = (y[i+1] - y[i]) / h[i]}, the inner knots give
 * {@code h[i-1] m[i-1] + 2 (h[i-1] + h[i]) m[i] + h[i] m[i+1] = 6 (d[i] - d[i-1])} (de Boor, A Practical Guide to
 * Splines, chapter IV). The ends are eliminated first, so that the system stays tridiagonal with not-a-knot ends too;
 * it is diagonally dominant and needs no pivoting.
 */
final class SplineSystem {

	private final double[] step;
	private final SplineEnds ends;
	/** Factors of the elimination for the inner knots, index 0 for knot 1. */
	private final double[] lower;
	private final double[] inverseDiagonal;
	private final double[] upper;

	SplineSystem(double[] knots, SplineEnds ends) {
		this.ends = ends;
		int n = knots.length;
		step = new double[Math.max(0, n - 1)];
		for (int i = 0; i < step.length; i++) {
			step[i] = knots[i + 1] - knots[i];
			if (!(step[i] > 0) || Double.isInfinite(step[i])) {
				throw new IllegalArgumentException(
						"knots do not ascend: " + knots[i] + " is followed by " + knots[i + 1]);
			}
		}
		int inner = Math.max(0, n - 2);
		lower = new double[inner];
		inverseDiagonal = new double[inner];
		upper = new double[inner];
		for (int j = 0; j < inner; j++) {
			double before = step[j];
			double after = step[j + 1];
			double left = before;
			double diagonal = 2 * (before + after);
			double right = after;
			if (ends == SplineEnds.NOT_A_KNOT && inner > 1) {
				if (j == 0) {
					// m[0] = m[1] + (m[1] - m[2]) before / after
					diagonal += before + before * before / after;
					right -= before * before / after;
				}
				if (j == inner - 1) {
					diagonal += after + after * after / before;
					left -= after * after / before;
				}
			} else if (ends == SplineEnds.NOT_A_KNOT) {
				// three knots: m is the same everywhere
				diagonal += before + after;
			}
			lower[j] = j == 0 ? 0 : left;
			if (j > 0) {
				diagonal -= lower[j] * upper[j - 1];
			}
			inverseDiagonal[j] = 1 / diagonal;
			upper[j] = j == inner - 1 ? 0 : right * inverseDiagonal[j];
		}
	}

	int knots() {
		return step.length + 1;
	}

	double step(int interval) {
		return step[interval];
	}

	/**
	 * The second derivatives at the knots, for many splines at once: all vectors have {@code width} neighbours for
	 * each knot, {@code [knot * width + spline]}. Each spline's numbers depend on its own alone.
	 */
	void secondDerivatives(double[] values, int width, double[] second) {
		int n = knots();
		if (n < 3) {
			Arrays.fill(second, 0, n * width, 0);
			return;
		}
		int inner = n - 2;
		for (int j = 0; j < inner; j++) {
			double before = 1 / step[j];
			double after = 1 / step[j + 1];
			double low = lower[j];
			double inverse = inverseDiagonal[j];
			int at = (j + 1) * width;
			for (int s = 0; s < width; s++) {
				double right = 6 * ((values[at + width + s] - values[at + s]) * after
						- (values[at + s] - values[at - width + s]) * before);
				double previous = j == 0 ? 0 : second[at - width + s];
				second[at + s] = (right - low * previous) * inverse;
			}
		}
		for (int j = inner - 2; j >= 0; j--) {
			int at = (j + 1) * width;
			double up = upper[j];
			for (int s = 0; s < width; s++) {
				second[at + s] -= up * second[at + width + s];
			}
		}
		double first = inner > 1 ? step[0] / step[1] : 0;
		double last = inner > 1 ? step[n - 2] / step[n - 3] : 0;
		int end = (n - 1) * width;
		for (int s = 0; s < width; s++) {
			if (ends == SplineEnds.NATURAL) {
				second[s] = 0;
				second[end + s] = 0;
			} else {
				int further = inner > 1 ? 2 : 1;
				second[s] = second[width + s] + (second[width + s] - second[further * width + s]) * first;
				second[end + s] = second[end - width + s]
						+ (second[end - width + s] - second[end - further * width + s]) * last;
			}
		}
	}
}
