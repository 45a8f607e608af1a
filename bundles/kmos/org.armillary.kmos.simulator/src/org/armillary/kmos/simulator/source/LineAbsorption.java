package org.armillary.kmos.simulator.source;

import java.util.Arrays;

/** Transmission through absorption lines at given wavelengths; lines are added one by one, their transmissions multiply. */
final class LineAbsorption {

	private static final double WIDTH_PER_SIGMA = 2 * StrictMath.sqrt(2 * StrictMath.log(2));
	private static final double GAUSSIAN_REACH = 5;
	/** Area of a {@linkplain #broad broad} line of depth 1 over its full width at half depth. */
	static final double BROAD_AREA = 1 / (2.5 * StrictMath.sin(StrictMath.PI / 2.5) / StrictMath.PI);

	private final double[] microns;
	private final double[] transmission;

	/** No absorption at wavelengths in ascending order, µm. */
	LineAbsorption(double[] microns) {
		this.microns = microns;
		transmission = new double[microns.length];
		Arrays.fill(transmission, 1);
	}

	/**
	 * Adds a Gaussian line.
	 *
	 * @param depth
	 *            share that is missing in the middle
	 * @param width
	 *            full width at half depth, µm
	 */
	void narrow(double micron, double depth, double width) {
		double sigma = width / WIDTH_PER_SIGMA;
		int last = after(micron + GAUSSIAN_REACH * sigma);
		for (int i = after(micron - GAUSSIAN_REACH * sigma); i < last; i++) {
			double distance = (microns[i] - micron) / sigma;
			transmission[i] *= 1 - depth * StrictMath.exp(-0.5 * distance * distance);
		}
	}

	/**
	 * Adds a line whose wings fall with the power 2.5 of the distance, as those of hydrogen that the fields of passing ions
	 * broaden (Holtsmark).
	 *
	 * @param depth
	 *            share that is missing in the middle
	 * @param width
	 *            full width at half depth, µm
	 * @param reach
	 *            distance at which the wing ends, µm
	 */
	void broad(double micron, double depth, double width, double reach) {
		int last = after(micron + reach);
		for (int i = after(micron - reach); i < last; i++) {
			double distance = 2 * StrictMath.abs(microns[i] - micron) / width;
			transmission[i] *= 1 - depth / (1 + distance * distance * StrictMath.sqrt(distance));
		}
	}

	/** The transmissions, 0 to 1; not a copy. */
	double[] transmission() {
		return transmission;
	}

	/** Index of the first wavelength that is not smaller. */
	private int after(double micron) {
		int place = Arrays.binarySearch(microns, micron);
		return place < 0 ? -place - 1 : place;
	}
}
