package org.armillary.kmos.simulator.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of the first overtone of ¹²C¹⁶O in stars, Δv = 2, whose heads lie at 2.2935, 2.3227, 2.3525 and 2.3830 µm. Energies
 * follow from the constants of Huber &amp; Herzberg 1979 (Constants of Diatomic Molecules), strengths from the degeneracy of the
 * levels, their thermal population and the harmonic oscillator.
 */
final class CarbonMonoxide {

	private static final int BANDS = 6;
	private static final int LAST_LEVEL = 120;
	private static final double LIMIT = 0.02;
	/** Second radiation constant, cm K. */
	private static final double SECOND_CONSTANT = 1.438_777;

	/**
	 * A line.
	 *
	 * @param band
	 *            lower vibrational level
	 * @param micron
	 *            wavelength in vacuum, µm
	 * @param strength
	 *            equivalent width over that of the strongest line of the lowest band
	 */
	record Line(int band, double micron, double strength) {
	}

	private CarbonMonoxide() {
	}

	/** All lines of some strength at a temperature, K. */
	static List<Line> lines(double kelvin) {
		double strongest = 0;
		for (int level = 0; level < LAST_LEVEL; level++) {
			strongest = StrictMath.max(strongest, strength(0, level, level + 1, kelvin));
		}
		var lines = new ArrayList<Line>();
		for (int band = 0; band < BANDS; band++) {
			for (int level = 0; level < LAST_LEVEL; level++) {
				for (int upper = StrictMath.abs(level - 1); upper <= level + 1; upper += 2) {
					double strength = strength(band, level, upper, kelvin) / strongest;
					if (strength > LIMIT) {
						lines.add(new Line(band, micron(band, level, upper), strength));
					}
				}
			}
		}
		return lines;
	}

	/** Wavelength of the line from a level of {@code band} to one of {@code band + 2} by their rotational quantum numbers, µm. */
	static double micron(int band, int lower, int upper) {
		return 1e4 / (energy(band + 2, upper) - energy(band, lower));
	}

	private static double strength(int band, int lower, int upper, double kelvin) {
		double share = StrictMath.exp(-SECOND_CONSTANT * (energy(band, lower) - energy(0, 0)) / kelvin);
		return StrictMath.max(lower, upper) * share * (band + 1) * (band + 2) / 2;
	}

	/** Energy of a level, cm⁻¹. */
	private static double energy(int vibration, int rotation) {
		double v = vibration + 0.5;
		double j = rotation * (rotation + 1.0);
		return v * (2169.813_58 - v * (13.288_31 - v * 0.010_511))
				+ j * (1.931_280_87 - v * (0.017_504_41 - v * 5.487e-7)) - j * j * (6.121_47e-6 - v * 1.153e-9);
	}
}
