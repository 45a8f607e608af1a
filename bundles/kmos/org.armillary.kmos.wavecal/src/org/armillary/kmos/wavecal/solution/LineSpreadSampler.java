package org.armillary.kmos.wavecal.solution;

import java.util.List;

import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.lookup.LineSpreadMap;
import org.armillary.kmos.wavecal.profile.LineProfile;
import org.armillary.kmos.wavecal.profile.LineShape;
import org.armillary.kmos.wavecal.profile.ProfileScatter;

/** Samples a line profile along slitlets into a map. For one thread. */
final class LineSpreadSampler {

	private static final int FIRST_ROW = 8;
	private static final int STEP = 16;
	private static final int NODES = 5;
	/**
	 * Faint lines that no list has may leave so much of a line's light in one wing of the profile, and a third moment
	 * feels it with the cube of its distance, pixel.
	 */
	private static final double WING_LIGHT = 6e-5;
	private static final double WING_DISTANCE = 4.6;
	private static final double WING_MOMENT = WING_LIGHT * WING_DISTANCE * WING_DISTANCE * WING_DISTANCE;

	private final LineProfile profile;
	private final int rows;
	private final int columns;
	private final Checkpoint checkpoint;
	private final double widthScatter;
	private final double skewnessScatter;

	/** Of a profile; errors are those of noise and of what the lines differ from it. */
	LineSpreadSampler(LineProfile profile, ProfileScatter scatter, int rows, int columns, Checkpoint checkpoint) {
		this.profile = profile;
		this.rows = rows;
		this.columns = columns;
		this.checkpoint = checkpoint;
		widthScatter = known(scatter.width());
		skewnessScatter = known(scatter.skewness());
	}

	private static double known(double scatter) {
		return Double.isNaN(scatter) ? 0 : scatter;
	}

	/** The map of all slitlets; those without solution stay NaN. */
	LineSpreadMap map(int detector, double angleDegrees, List<SlitletSolution> slitlets) throws InterruptedException {
		int count = Math.max(2, (rows - FIRST_ROW + STEP - 1) / STEP);
		LineSpreadMap map = LineSpreadMap.empty(detector, angleDegrees, FIRST_ROW, STEP, count);
		double[][][] errors = errors(profile, checkpoint);
		LineShape shape = new LineShape();
		double[] scratch = new double[LineProfile.scratchLength()];
		for (SlitletSolution slitlet : slitlets) {
			checkpoint.check();
			for (int i = 0; i < count; i++) {
				double row = FIRST_ROW + (double) STEP * i;
				double middle = (slitlet.trace().left().at(row) + slitlet.trace().right().at(row)) / 2;
				double x = 2 * middle / (columns - 1) - 1;
				double y = 2 * row / (rows - 1) - 1;
				profile.shapeAt(x, y, shape, scratch);
				int place = map.index(slitlet.trace().slitlet(), i);
				double cube = shape.deviation() * shape.deviation() * shape.deviation();
				map.micron()[place] = (float) slitlet.micronAt(row, 0);
				map.fwhm()[place] = (float) shape.fwhm();
				map.fwhmError()[place] = (float) StrictMath.hypot(between(errors, 0, x, y),
						widthScatter * shape.fwhm());
				map.thirdMoment()[place] = (float) shape.thirdMoment();
				double skewnessError = StrictMath.hypot(between(errors, 1, x, y), skewnessScatter);
				map.thirdMomentError()[place] = (float) StrictMath.hypot(cube * skewnessError, WING_MOMENT);
				map.skewness()[place] = (float) shape.skewness();
			}
		}
		return map;
	}

	/** Errors of width and skewness on a coarse grid: they change slowly and cost much. */
	private static double[][][] errors(LineProfile profile, Checkpoint checkpoint) throws InterruptedException {
		double[][][] errors = new double[NODES][NODES][];
		for (int j = 0; j < NODES; j++) {
			checkpoint.check();
			for (int i = 0; i < NODES; i++) {
				errors[j][i] = profile.errorsAt(node(i), node(j));
			}
		}
		return errors;
	}

	private static double node(int i) {
		return 2.0 * i / (NODES - 1) - 1;
	}

	private static double between(double[][][] errors, int which, double x, double y) {
		double column = Math.clamp((x + 1) / 2 * (NODES - 1), 0, NODES - 1.0);
		double row = Math.clamp((y + 1) / 2 * (NODES - 1), 0, NODES - 1.0);
		int i = Math.min((int) column, NODES - 2);
		int j = Math.min((int) row, NODES - 2);
		double a = column - i;
		double b = row - j;
		return (1 - b) * ((1 - a) * errors[j][i][which] + a * errors[j][i + 1][which])
				+ b * ((1 - a) * errors[j + 1][i][which] + a * errors[j + 1][i + 1][which]);
	}
}
