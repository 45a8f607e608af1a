package org.armillary.kmos.simulator.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a magnetic dipole band between the ground state X³Σ⁻g of O₂ and one of its two low singlet states. Terms
 * of the ground state follow Schlapp 1937 (Phys. Rev. 51, 342); strengths are those of a transition that changes Ω by
 * one. Only odd rotational levels of the ground state exist, for ¹⁶O has no spin.
 *
 * @param origin
 *            wavenumber of the band, cm⁻¹
 * @param upperRotation
 *            rotational constant of the upper state, cm⁻¹
 * @param upperDistortion
 *            its centrifugal distortion, cm⁻¹
 * @param delta
 *            whether the upper state is a¹Δg; b¹Σ⁺g otherwise
 * @param lowerRotation
 *            rotational constant of the lower state, cm⁻¹
 */
record OxygenBand(double origin, double upperRotation, double upperDistortion, boolean delta, double lowerRotation) {

	/**
	 * Infrared atmospheric band 0-0 at 1.27 µm; constants as in HITRAN (Yu et al. 2014, J. Chem. Phys. 141, 174302).
	 */
	static final OxygenBand INFRARED = new OxygenBand(7882.425, 1.41784, 5.10e-6, true, 1.437678);
	/** Infrared atmospheric band 1-0 at 1.07 µm. */
	static final OxygenBand INFRARED_OVERTONE = new OxygenBand(9365.88, 1.40190, 5.1e-6, true, 1.437678);
	/** Atmospheric band 0-1 at 0.865 µm. */
	static final OxygenBand ATMOSPHERIC = new OxygenBand(11564.52, 1.391250, 5.36e-6, false, 1.42198);

	private static final double LOWER_DISTORTION = 4.841e-6;
	private static final double SPIN_SPIN = 1.984751;
	private static final double SPIN_ROTATION = -0.008426;
	private static final int LAST_LEVEL = 39;

	/**
	 * A line.
	 *
	 * @param wavenumber
	 *            cm⁻¹ in vacuum
	 * @param strength
	 *            its rotational factor
	 * @param lowerEnergy
	 *            rotational energy of the lower level, cm⁻¹
	 * @param upperEnergy
	 *            rotational energy of the upper level, cm⁻¹
	 */
	record Line(double wavenumber, double strength, double lowerEnergy, double upperEnergy) {
	}

	/** All its lines. */
	List<Line> lines() {
		var lines = new ArrayList<Line>();
		for (int n = 1; n <= LAST_LEVEL; n += 2) {
			for (int j = n - 1; j <= n + 1; j++) {
				double lower = lowerTerm(n, j);
				for (int upperJ = Math.max(j - 1, delta ? 2 : 0); upperJ <= j + 1; upperJ++) {
					double strength = mixture(n, j) * rotational(j, upperJ);
					if (strength > 0 && (delta || upperJ % 2 == 0)) {
						double square = upperJ * (upperJ + 1.0);
						double upper = upperRotation * square - upperDistortion * square * square;
						lines.add(new Line(origin + upper - lower, strength, lower, upper));
					}
				}
			}
		}
		return lines;
	}

	/**
	 * Share of the component of the lower level with |Ω| = 1, which spin-spin coupling changes from that of Hund's
	 * case b.
	 */
	private double mixture(int n, int j) {
		if (j == n) {
			return 1;
		}
		double half = lowerRotation - SPIN_SPIN;
		double share = half
				/ StrictMath.sqrt(half * half + 4 * lowerRotation * lowerRotation * j * (j + 1.0));
		return (j > n ? 1 + share : 1 - share) / 2;
	}

	private double rotational(int j, int upperJ) {
		if (j == 0) {
			return 0;
		}
		int omega = delta ? 1 : -1;
		return switch (upperJ - j) {
		case 1 -> (j + omega + 1) * (j + omega + 2) / (2.0 * j + 2);
		case 0 -> (2 * j + 1) * (j - omega) * (j + omega + 1) / (2.0 * j * (j + 1));
		default -> (j - omega) * (j - omega - 1) / (2.0 * j);
		};
	}

	private double lowerTerm(int n, int j) {
		double square = n * (n + 1.0);
		double term = lowerRotation * square - LOWER_DISTORTION * square * square;
		if (j == n) {
			return term;
		}
		double step = j > n ? 2 * n + 3.0 : 2 * n - 1.0;
		double root = StrictMath.sqrt(step * step * lowerRotation * lowerRotation + SPIN_SPIN * SPIN_SPIN
				- 2 * SPIN_SPIN * lowerRotation);
		return j > n ? term + step * lowerRotation - SPIN_SPIN - root + SPIN_ROTATION * (n + 1)
				: term - step * lowerRotation - SPIN_SPIN + root - SPIN_ROTATION * n;
	}
}
