package org.armillary.kmos.simulator.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A cube as a sum of a few products of a spectrum and an image, found by Gram and Schmidt's method, the spaxel with the
 * largest rest first (Golub &amp; Van Loan 1996, Matrix Computations, 5.4.1: column pivoting). After at most
 * {@value #MOST_PARTS} products, or when no spaxel lacks more than a ten-thousandth of the brightest one, the rest of all
 * spaxels is added with the image of all light, so that the spectrum of the whole is kept. Immutable by convention.
 */
final class SourceCube {

	/** A product. */
	record Part(double[] spectrum, double[] image) {
	}

	private static final int MOST_PARTS = 64;
	private static final double SMALLEST_REST = 1e-4;

	private final CubeGrid grid;
	private final List<Part> parts;
	private final double[] sum;

	/**
	 * Takes a cube apart.
	 *
	 * @param spectra
	 *            by spaxel, x fastest; changed
	 */
	SourceCube(CubeGrid grid, double[][] spectra) {
		this.grid = grid;
		sum = added(spectra);
		var brightness = new double[spectra.length];
		for (int spaxel = 0; spaxel < spectra.length; spaxel++) {
			brightness[spaxel] = Arrays.stream(spectra[spaxel]).sum();
		}
		var found = new ArrayList<Part>();
		double limit = SMALLEST_REST * largest(spectra).norm();
		Largest largest = largest(spectra);
		while (found.size() < MOST_PARTS && largest.norm() > limit) {
			double[] direction = spectra[largest.spaxel()].clone();
			for (int i = 0; i < direction.length; i++) {
				direction[i] /= largest.norm();
			}
			var image = new double[spectra.length];
			for (int spaxel = 0; spaxel < spectra.length; spaxel++) {
				image[spaxel] = removed(spectra[spaxel], direction);
			}
			found.add(new Part(direction, image));
			largest = largest(spectra);
		}
		double all = Arrays.stream(brightness).sum();
		if (all > 0) {
			found.add(new Part(added(spectra), Arrays.stream(brightness).map(light -> light / all).toArray()));
		}
		parts = List.copyOf(found);
	}

	/** Its wavelengths and places. */
	CubeGrid grid() {
		return grid;
	}

	/** Spectra, by plane of the cube, and images, by spaxel, whose products add up to the cube. */
	List<Part> parts() {
		return parts;
	}

	/** The spectrum of all spaxels together, by plane of the cube. */
	double[] sum() {
		return sum.clone();
	}

	private record Largest(int spaxel, double norm) {
	}

	private static Largest largest(double[][] spectra) {
		int best = 0;
		double most = 0;
		for (int spaxel = 0; spaxel < spectra.length; spaxel++) {
			double squared = dot(spectra[spaxel], spectra[spaxel]);
			if (squared > most) {
				most = squared;
				best = spaxel;
			}
		}
		return new Largest(best, StrictMath.sqrt(most));
	}

	/** Takes a direction out of a spectrum and returns how much of it was there. */
	private static double removed(double[] spectrum, double[] direction) {
		double amount = dot(spectrum, direction);
		for (int i = 0; i < spectrum.length; i++) {
			spectrum[i] -= amount * direction[i];
		}
		return amount;
	}

	private static double dot(double[] first, double[] second) {
		double sum = 0;
		for (int i = 0; i < first.length; i++) {
			sum += first[i] * second[i];
		}
		return sum;
	}

	private static double[] added(double[][] spectra) {
		var sum = new double[spectra[0].length];
		for (double[] spectrum : spectra) {
			for (int i = 0; i < sum.length; i++) {
				sum[i] += spectrum[i];
			}
		}
		return sum;
	}
}
