package org.armillary.kmos.flat;

import java.util.Arrays;

import org.armillary.kmos.detector.Checkpoint;

/**
 * Finds the spectrum of the lamp and the shifts of the slitlets from the levels of all slitlets: roughly ({@link LampStart}), then
 * all at once ({@link JointFit}), and the spectrum at last from every row.
 *
 * @param spline
 *            logarithm of the spectrum by shifted row
 * @param shifts
 *            shifts of the slitlets
 */
record LampFit(CubicSplineFit spline, RowShifts shifts) {

	/** Distance of the breaks of the spline where the spectrum is smooth, rows. */
	private static final double BREAKS = 28;
	/** Distance while shifts are found: one too long would turn structure that it does not follow into shifts. */
	private static final double JOINT_BREAKS = 14;
	/** Rows for each degree of the polynomial that stands for throughput to begin with. */
	private static final int ROWS_PER_DEGREE = 180;
	private static final int HIGHEST_DEGREE = 11;
	/** Rows that are one sample while shifts are sought. */
	private static final int COARSE_ROWS = 4;

	/** Finds both; the spectrum is 1 everywhere if no slitlet has light. */
	static LampFit of(SlitletLight light, Checkpoint checkpoint) throws InterruptedException {
		SlitletRows rows = light.rows();
		double[] places = new double[rows.count()];
		Arrays.setAll(places, rows::place);
		var shifts = new RowShifts(places);
		LevelSamples coarse = LevelSamples.of(light, COARSE_ROWS);
		LevelSamples fine = LevelSamples.of(light, 1);
		if (coarse.isEmpty() || fine.isEmpty()) {
			var flat = SpectrumBreaks.even(rows.ny(), BREAKS);
			flat.add(0, 0, 1);
			flat.solve();
			return new LampFit(flat, shifts);
		}
		int startDegree = Math.clamp((rows.endRow() - rows.firstRow()) / ROWS_PER_DEGREE, 1, HIGHEST_DEGREE);
		int degree = Math.max(startDegree, JointFit.degree(rows));
		var model = new LampModel(rows, coarse, shifts, degree, SpectrumBreaks.even(rows.ny(), BREAKS));
		LampStart.find(model, startDegree, BREAKS, checkpoint);
		checkpoint.check();
		SpectrumBreaks.follow(model, JOINT_BREAKS);
		JointFit.improve(model, checkpoint);
		checkpoint.check();
		var spectrum = new LampModel(rows, fine, shifts, degree, model.spline);
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			if (model.isUsed(slitlet)) {
				System.arraycopy(model.polynomial[slitlet], 0, spectrum.polynomial[slitlet], 0, degree + 1);
			}
		}
		SpectrumBreaks.follow(spectrum, BREAKS);
		checkpoint.check();
		spectrum.leaveOutOdd(JointFit.SETTLED);
		spectrum.fitSpline();
		return new LampFit(spectrum.spline, shifts);
	}
}
