package org.armillary.kmos.extractspec;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.armillary.data.Cube;

/**
 * The flux of a region, plane by plane.
 *
 * @param flux
 *            flux of each plane; NaN where too little of the region has data
 * @param variance
 *            its variance, without any correlation between spaxels; empty if the cube has none
 * @param covered
 *            share of the region, within the field, that has data in each plane
 */
record SpectrumSum(double[] flux, double[] variance, double[] covered) {

	/**
	 * Adds up the spaxels of a region. Spaxels without data are taken to be as bright as the others of their plane.
	 *
	 * @param cube
	 *            the cube
	 * @param region
	 *            weights of the spaxels
	 * @param minimumCoverage
	 *            least share of the region that must have data, above 0 to 1
	 * @param mean
	 *            whether to divide by the area, so that the flux is one per spaxel
	 */
	static SpectrumSum of(Cube cube, Region region, double minimumCoverage, boolean mean) {
		int nz = cube.nz();
		var sums = new Sums(cube, new double[nz], new double[cube.variance().isPresent() ? nz : 0], new double[nz]);
		double area = region.area();
		int[] spaxels = spaxels(region);
		for (int z = 0; z < nz; z++) {
			double[] sum = sums.plane(z, spaxels, region.weights());
			double share = sum[2] / area;
			sums.covered[z] = share;
			boolean enough = share >= minimumCoverage && share > 0;
			double scale = enough ? 1 / share / (mean ? area : 1) : Double.NaN;
			sums.flux[z] = sum[0] * scale;
			if (sums.variance.length > 0) {
				sums.variance[z] = sum[1] * scale * scale;
			}
		}
		return new SpectrumSum(sums.flux, sums.variance, sums.covered);
	}

	/**
	 * Extracts with weights that follow a profile (Horne 1986, PASP 98, 609, equations 8 and 9): the flux of the whole
	 * source for the least variance. A constant background is fitted in each plane along with the flux, by weighted least
	 * squares of {@code flux * profile + background}.
	 *
	 * @param cube
	 *            the cube
	 * @param profile
	 *            share of the source's flux on each spaxel, at most 1 in sum over the field
	 * @param minimumCoverage
	 *            least share of the profile within the field that must have data, above 0 to 1
	 */
	static SpectrumSum optimal(Cube cube, Region profile, double minimumCoverage) {
		int nz = cube.nz();
		var sums = new Sums(cube, new double[nz], new double[cube.variance().isPresent() ? nz : 0], new double[nz]);
		double area = profile.area();
		for (int z = 0; z < nz; z++) {
			Equations equations = sums.equations(z, profile.weights());
			double determinant = equations.profileSquares * equations.ones - equations.profiles * equations.profiles;
			sums.covered[z] = equations.covered / area;
			boolean enough = sums.covered[z] >= minimumCoverage
					&& determinant > 1e-12 * equations.profileSquares * equations.ones;
			sums.flux[z] = enough
					? (equations.ones * equations.profileValues - equations.profiles * equations.values) / determinant
					: Double.NaN;
			if (sums.variance.length > 0) {
				sums.variance[z] = enough ? equations.ones / determinant : Double.NaN;
			}
		}
		return new SpectrumSum(sums.flux, sums.variance, sums.covered);
	}

	/** Number of planes without enough data. */
	int lost() {
		return (int) Arrays.stream(flux).filter(Double::isNaN).count();
	}

	private static int[] spaxels(Region region) {
		return IntStream.range(0, region.weights().length)
				.filter(spaxel -> region.weights()[spaxel] > 0).toArray();
	}

	/** Sums over the spaxels of a plane, each divided by the variance, except the share covered. */
	private static final class Equations {
		private double profileSquares;
		private double profiles;
		private double ones;
		private double profileValues;
		private double values;
		private double covered;
	}

	/** The arrays that are filled. */
	private record Sums(Cube cube, double[] flux, double[] variance, double[] covered) {

		/** Sum of the flux, of its variance and of the weights of one plane. */
		double[] plane(int z, int[] spaxels, double[] weights) {
			int first = z * cube.ny() * cube.nx();
			double[] sum = new double[3];
			for (int spaxel : spaxels) {
				if (isGood(first + spaxel)) {
					double weight = weights[spaxel];
					sum[0] += weight * cube.values().at(first + spaxel);
					sum[1] += weight * weight * varianceAt(first + spaxel);
					sum[2] += weight;
				}
			}
			return sum;
		}

		/** The normal equations of profile and background in one plane. */
		Equations equations(int z, double[] profile) {
			int first = z * cube.ny() * cube.nx();
			var sum = new Equations();
			for (int spaxel = 0; spaxel < profile.length; spaxel++) {
				if (isGood(first + spaxel) && varianceAt(first + spaxel) > 0) {
					double weight = 1 / varianceAt(first + spaxel);
					double value = cube.values().at(first + spaxel);
					sum.profileSquares += profile[spaxel] * profile[spaxel] * weight;
					sum.profiles += profile[spaxel] * weight;
					sum.ones += weight;
					sum.profileValues += profile[spaxel] * value * weight;
					sum.values += value * weight;
					sum.covered += profile[spaxel];
				}
			}
			return sum;
		}

		private boolean isGood(int voxel) {
			return Double.isFinite(cube.values().at(voxel)) && Double.isFinite(varianceAt(voxel))
					&& (cube.mask().isEmpty() || cube.mask().get().isGood(voxel));
		}

		/** The variance of a voxel; 1 for all where the cube has none. */
		private double varianceAt(int voxel) {
			return cube.variance().isPresent() ? cube.variance().get().at(voxel) : 1;
		}
	}
}
