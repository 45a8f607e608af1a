package org.armillary.kmos.wavecal.profile;

import java.util.Arrays;

/**
 * How much the lines of a detector differ from a smooth profile in width and skewness, by more than their noise: what
 * the profile leaves out. Each line gives a relative difference in width and a difference in skewness; the scatter of
 * their means over {@value #CELLS} by {@value #CELLS} parts of the detector, less what noise explains, is the
 * systematic error of the profile. For one thread.
 */
public final class ProfileScatter implements ProfileSink {

	private static final int CELLS = 8;
	private static final int FEWEST_CELLS = 6;
	private static final int FEWEST_LINES = 3;
	/** Terms of the profile over the detector, which take part of the scatter away. */
	private static final int FITTED = LineProfile.TERMS;

	private final double[][] sums = new double[2][CELLS * CELLS];
	private final double[][] squares = new double[2][CELLS * CELLS];
	private final double[][] weights = new double[2][CELLS * CELLS];
	private final double[] lineSum = new double[2];
	private final double[] lineWeight = new double[2];
	private final int[] lines = new int[CELLS * CELLS];
	private LineShape known = new LineShape();
	private double deviation = 1;
	private int cell;
	private int pixels;

	@Override
	public void begin(double x, double y, LineShape shape) {
		known = shape;
		deviation = shape.deviation();
		cell = place(y) * CELLS + place(x);
		pixels = 0;
		Arrays.fill(lineSum, 0);
		Arrays.fill(lineWeight, 0);
	}

	private static int place(double reduced) {
		return Math.clamp((int) Math.floor((reduced + 1) / 2 * CELLS), 0, CELLS - 1);
	}

	@Override
	public void add(double distance, double share, double weight) {
		double value = known.value(distance);
		double rest = share - value;
		double z = distance / deviation;
		double[] changes = { -value - distance * known.slope(distance), value * z * (z * z - 3) / 6 };
		for (int which = 0; which < changes.length; which++) {
			lineSum[which] += weight * changes[which] * rest;
			lineWeight[which] += weight * changes[which] * changes[which];
		}
		pixels++;
	}

	@Override
	public void end() {
		if (pixels == 0) {
			return;
		}
		lines[cell]++;
		for (int which = 0; which < lineSum.length; which++) {
			if (lineWeight[which] > 0) {
				sums[which][cell] += lineSum[which];
				squares[which][cell] += lineSum[which] * lineSum[which] / lineWeight[which];
				weights[which][cell] += lineWeight[which];
			}
		}
	}

	/** Scatter of the width, of the width; NaN of too few lines. */
	public double width() {
		return excess(0);
	}

	/** Scatter of the skewness; NaN of too few lines. */
	public double skewness() {
		return excess(1);
	}

	private double excess(int which) {
		double sum = 0;
		int count = 0;
		for (int i = 0; i < lines.length; i++) {
			if (lines[i] >= FEWEST_LINES && weights[which][i] > 0) {
				double mean = sums[which][i] / weights[which][i];
				// the noise of the mean is what its lines scatter by
				double noise = (squares[which][i] / weights[which][i] - mean * mean) / (lines[i] - 1);
				sum += mean * mean - noise;
				count++;
			}
		}
		if (count < FEWEST_CELLS) {
			return Double.NaN;
		}
		return Math.sqrt(Math.max(0, sum) / Math.max(FEWEST_CELLS / 2.0, count - FITTED));
	}
}
