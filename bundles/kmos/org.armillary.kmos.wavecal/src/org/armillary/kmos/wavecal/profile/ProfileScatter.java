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
	private final double[][] weights = new double[2][CELLS * CELLS];
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
			sums[which][cell] += weight * changes[which] * rest;
			weights[which][cell] += weight * changes[which] * changes[which];
		}
		pixels++;
	}

	@Override
	public void end() {
		lines[cell] += pixels > 0 ? 1 : 0;
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
		double[] squares = new double[lines.length];
		int count = 0;
		double noise = 0;
		for (int i = 0; i < lines.length; i++) {
			if (lines[i] >= FEWEST_LINES && weights[which][i] > 0) {
				double mean = sums[which][i] / weights[which][i];
				squares[count++] = mean * mean;
				noise += 1 / weights[which][i];
			}
		}
		if (count < FEWEST_CELLS) {
			return Double.NaN;
		}
		double sum = Arrays.stream(squares, 0, count).sum();
		return Math.sqrt(Math.max(0, sum - noise) / Math.max(FEWEST_CELLS / 2.0, count - FITTED));
	}
}
