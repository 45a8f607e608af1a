package org.armillary.kmos.slitlet;

import java.util.Arrays;

/**
 * How the light next to an edge departs from what is expected: from the parabola through the light inside the slitlet
 * by a level and a growth inward, and over the gap, alike in all rows. Found from what fits of the edge leave, at the
 * same time as the shift that a wrong level causes, and as what the profile of all edges lacks.
 */
final class EdgeLight {

	/** Terms of the profile that all edges share, after those of an edge. */
	static final int SHARED = 3;

	private static final int OWN = 4;
	private static final int SHIFT = 3;
	private static final int TERMS = OWN + SHARED;
	/** Departures that are expected: of the level, of the growth for each pixel, of the light over the gap. */
	private static final double[] USUAL = { 0.02, 0.01, 0.01 };
	/** Light over the gap that may be wrong as long as the profile is not known. */
	private static final double UNKNOWN_DARK = 0.1;

	private final double[] normal = new double[TERMS * TERMS];
	private final double[] right = new double[TERMS];
	private final double[] found = new double[SHIFT];
	private double variance;

	/** Departure of the level at the edge, relative to it. */
	double level() {
		return found[0];
	}

	/** Departure of the growth inward, relative to the level, 1/pixel. */
	double growth() {
		return found[1];
	}

	/** Departure of the light over the gap, relative to the level. */
	double dark() {
		return found[2];
	}

	/** Variance that all places of the edge share because the light near it is not known better, pixel². */
	double variance() {
		return variance;
	}

	/**
	 * Adds what a fit leaves in a pixel, relative to the level.
	 *
	 * @param weight
	 *            inverse variance
	 * @param off
	 *            what it leaves
	 * @param term
	 *            profile of the edge there, image of light that grows inward, light over the gap, derivative of the
	 *            profile, then the terms that all edges share
	 */
	void add(double weight, double off, double[] term) {
		for (int k = 0; k < TERMS; k++) {
			double product = weight * term[k];
			right[k] += product * off;
			for (int l = 0; l <= k; l++) {
				normal[k * TERMS + l] += product * term[l];
			}
		}
	}

	/** Takes in what was added, and forgets it. */
	void improve() {
		double[] matrix = own();
		double[] side = Arrays.copyOf(right, OWN);
		double alone = matrix[SHIFT * OWN + SHIFT];
		for (int k = 0; k < SHIFT; k++) {
			// expected departures are those in all, not those that remain
			matrix[k * OWN + k] += 1 / (USUAL[k] * USUAL[k]);
			side[k] -= found[k] / (USUAL[k] * USUAL[k]);
		}
		double[] inverse = SmallSystem.inverse(matrix, OWN);
		if (inverse != null) {
			for (int k = 0; k < SHIFT; k++) {
				for (int l = 0; l < OWN; l++) {
					found[k] += inverse[k * OWN + l] * side[l];
				}
			}
			variance = Math.max(0, inverse[SHIFT * OWN + SHIFT] - 1 / alone);
		}
		forget();
	}

	/**
	 * Adds the equations of the terms that all edges share, after those of this edge are eliminated, and forgets what
	 * was added.
	 */
	void share(double[] sharedNormal, double[] sharedRight) {
		double[] matrix = own();
		matrix[0] += 1 / (USUAL[0] * USUAL[0]);
		matrix[OWN + 1] += 1 / (USUAL[1] * USUAL[1]);
		matrix[2 * OWN + 2] += 1 / (UNKNOWN_DARK * UNKNOWN_DARK);
		double[] inverse = SmallSystem.inverse(matrix, OWN);
		for (int k = 0; inverse != null && k < SHARED; k++) {
			for (int i = 0; i < OWN; i++) {
				double product = 0;
				for (int j = 0; j < OWN; j++) {
					product += normal[(OWN + k) * TERMS + j] * inverse[j * OWN + i];
				}
				sharedRight[k] -= product * right[i];
				for (int l = 0; l < SHARED; l++) {
					sharedNormal[k * SHARED + l] -= product * normal[(OWN + l) * TERMS + i];
				}
			}
			sharedRight[k] += right[OWN + k];
			for (int l = 0; l < SHARED; l++) {
				int row = OWN + Math.max(k, l);
				sharedNormal[k * SHARED + l] += normal[row * TERMS + OWN + Math.min(k, l)];
			}
		}
		forget();
	}

	private double[] own() {
		double[] matrix = new double[OWN * OWN];
		for (int k = 0; k < OWN; k++) {
			for (int l = 0; l < OWN; l++) {
				matrix[k * OWN + l] = normal[Math.max(k, l) * TERMS + Math.min(k, l)];
			}
		}
		return matrix;
	}

	/** Forgets what was added. */
	void forget() {
		Arrays.fill(normal, 0);
		Arrays.fill(right, 0);
	}
}
