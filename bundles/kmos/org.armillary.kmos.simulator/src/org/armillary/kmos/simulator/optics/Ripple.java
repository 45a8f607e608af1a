package org.armillary.kmos.simulator.optics;

import java.util.SplittableRandom;

/**
 * Irregularities of mirrors and lenses: two waves over the detector, shorter than what a polynomial of the usual orders
 * follows along a column, long enough to be alike at both edges of a slitlet.
 */
final class Ripple {

	private static final double FIRST_SHARE = 0.65;
	private static final double SECOND_SHARE = 0.5;

	private final double amplitude;
	private final double[] rowFrequencies;
	private final double[] columnFrequencies;
	private final double[] phases;

	/**
	 * A ripple of random phases.
	 *
	 * @param amplitude
	 *            pixels
	 * @param longPeriod
	 *            period of the longer wave along the columns, rows; the shorter has about 0.65 of it
	 */
	Ripple(double amplitude, double longPeriod, SplittableRandom random) {
		this.amplitude = amplitude;
		double first = longPeriod * random.nextDouble(0.9, 1.1);
		double second = 0.65 * longPeriod * random.nextDouble(0.9, 1.1);
		rowFrequencies = new double[] { 2 * StrictMath.PI / first, 2 * StrictMath.PI / second };
		columnFrequencies = new double[] { 2 * StrictMath.PI / random.nextDouble(1800, 3000),
				-2 * StrictMath.PI / random.nextDouble(1200, 2000) };
		phases = new double[] { Draws.phase(random), Draws.phase(random) };
	}

	/** The departure at a place {@code u} columns and {@code v} rows from the middle, pixels. */
	double at(double u, double v) {
		return amplitude * (FIRST_SHARE * wave(0, u, v) + SECOND_SHARE * wave(1, u, v));
	}

	private double wave(int which, double u, double v) {
		return StrictMath.sin(rowFrequencies[which] * v + columnFrequencies[which] * u + phases[which]);
	}
}
