package org.armillary.kmos.flat;

import org.armillary.kmos.detector.Checkpoint;

/**
 * The spectrum of the lamp as the detector shows it, as one smooth function for all its slitlets. So what makes slitlets
 * differ (throughput, structure of the light along them) stays in a flat from which it is divided out.
 *
 * <p>The function is not one of the row, since spectral lines are curved, but of the row plus a {@linkplain RowShifts
 * shift}, which runs with wavelength. The shifts come from the features of the spectrum; {@link LampFit} finds both.
 */
final class LampSpectrum {

	private final SlitletRows rows;
	private final CubicSplineFit spline;
	private final RowShifts shifts;

	private LampSpectrum(SlitletRows rows, LampFit fit) {
		this.rows = rows;
		spline = fit.spline();
		shifts = fit.shifts();
	}

	/** Finds the spectrum; 1 everywhere if no slitlet has light. */
	static LampSpectrum of(SlitletLight light, Checkpoint checkpoint) throws InterruptedException {
		return new LampSpectrum(light.rows(), LampFit.of(light, checkpoint));
	}

	/**
	 * Sets the spectrum in a row of a slitlet: light of the lamp, in the unit of the levels, for some columns.
	 *
	 * @param target
	 *            takes the values of columns {@code from} to {@code to}, beginning at 0
	 */
	void fill(int slitlet, int row, int from, int to, double[] target) {
		double u = reduced(row);
		double middle = 0.5 * (rows.left()[slitlet][row] + rows.right()[slitlet][row]);
		double at = row + shifts.at(slitlet, u);
		double value = StrictMath.exp(spline.at(at));
		double slope = spline.derivativeAt(at);
		double curvature = 0.5 * (slope * slope + spline.secondDerivativeAt(at));
		double shiftPerColumn = shifts.slope(slitlet, u) * 2 / rows.nx();
		for (int column = from; column <= to; column++) {
			double change = shiftPerColumn * (column - middle);
			target[column - from] = value * (1 + change * (slope + change * curvature));
		}
	}

	/** The shift of a slitlet in a row, rows. */
	double shift(int slitlet, int row) {
		return shifts.at(slitlet, reduced(row));
	}

	private double reduced(double row) {
		return (2 * row - (rows.ny() - 1)) / rows.ny();
	}
}
