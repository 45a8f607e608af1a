package org.armillary.data;

/** What images, cubes and spectra share. */
final class Samples {

	private Samples() {
	}

	/** Checks the number of samples of one part. */
	static void check(String part, long expected, int found) {
		if (found != expected) {
			throw new IllegalArgumentException(part + " has " + found + " samples, the dimensions say " + expected);
		}
	}

	/** Squares in double precision: fluxes of 1e-20 would vanish in single precision. */
	static Pixels squares(Pixels samples) {
		double[] squares = new double[samples.length()];
		for (int i = 0; i < squares.length; i++) {
			squares[i] = samples.at(i) * samples.at(i);
		}
		return Pixels.of(squares);
	}
}
