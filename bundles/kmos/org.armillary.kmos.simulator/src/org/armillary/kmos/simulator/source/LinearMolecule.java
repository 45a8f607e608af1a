package org.armillary.kmos.simulator.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A parallel band of a linear molecule without spin: lines of the P and R branches from {@code ν = ν₀ + B'J'(J'+1) −
 * D'J'²(J'+1)² − B''J''(J''+1) + D''J''²(J''+1)²}.
 *
 * @param origin
 *            wavenumber of the band, cm⁻¹
 * @param upperRotation
 *            rotational constant B' of the upper state, cm⁻¹
 * @param upperDistortion
 *            centrifugal distortion D' of the upper state, cm⁻¹
 * @param lowerRotation
 *            rotational constant B'' of the lower state, cm⁻¹
 * @param lowerDistortion
 *            centrifugal distortion D'' of the lower state, cm⁻¹
 * @param levelStep
 *            2 where only even levels exist, else 1
 * @param strength
 *            sum of the strengths of the lines, cm per molecule
 */
record LinearMolecule(double origin, double upperRotation, double upperDistortion, double lowerRotation,
		double lowerDistortion, int levelStep, double strength) {

	private static final int LAST_LEVEL = 70;

	/**
	 * A line.
	 *
	 * @param wavenumber
	 *            cm⁻¹ in vacuum
	 * @param strength
	 *            cm per molecule
	 */
	record Line(double wavenumber, double strength) {
	}

	/** A band of ¹²C¹⁶O₂ from its ground state. */
	static LinearMolecule carbonDioxide(double origin, double upperRotation, double upperDistortion, double strength) {
		return new LinearMolecule(origin, upperRotation, upperDistortion, 0.390219, 1.333e-7, 2, strength);
	}

	/** Its lines at a temperature, K. */
	List<Line> lines(double kelvin) {
		var lines = new ArrayList<Line>();
		double sum = 0;
		for (int j = 0; j <= LAST_LEVEL; j += levelStep) {
			double lower = term(lowerRotation, lowerDistortion, j);
			double population = StrictMath.exp(-lower / (OhLines.BOLTZMANN * kelvin));
			for (int upperJ = Math.max(j - 1, j == 0 ? 1 : 0); upperJ <= j + 1; upperJ += 2) {
				double wavenumber = origin + term(upperRotation, upperDistortion, upperJ) - lower;
				double weight = wavenumber * Math.max(j, upperJ) * population;
				sum += weight;
				lines.add(new Line(wavenumber, weight));
			}
		}
		double scale = strength / sum;
		return lines.stream().map(line -> new Line(line.wavenumber, scale * line.strength)).toList();
	}

	private static double term(double rotation, double distortion, int j) {
		double square = j * (j + 1.0);
		return rotation * square - distortion * square * square;
	}
}
