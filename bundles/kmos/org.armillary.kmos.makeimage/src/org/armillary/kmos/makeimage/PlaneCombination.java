package org.armillary.kmos.makeimage;

import java.util.Arrays;
import java.util.Optional;

import org.armillary.data.Cube;
import org.armillary.data.Image;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.numerics.RobustStatistics;
import org.armillary.numerics.combination.CombineSettings;
import org.armillary.numerics.combination.CombinedStrip;
import org.armillary.numerics.combination.FrameCombiner;
import org.armillary.numerics.combination.FrameStrip;
import org.armillary.numerics.combination.FrameVariance;

/** Combines planes of a cube, spaxel by spaxel. */
final class PlaneCombination {

	private static final long TYPICAL_SAMPLES = 10_000;

	private PlaneCombination() {
	}

	/**
	 * Combines planes.
	 *
	 * @param cube
	 *            the cube
	 * @param planes
	 *            numbers of the planes, from 0
	 * @param settings
	 *            how
	 * @param minimumCoverage
	 *            least share of the planes on which a spaxel must have data
	 * @return the image, with variance if the cube has it, and the header of the cube
	 */
	static Image combine(Cube cube, int[] planes, CombineSettings settings, double minimumCoverage) {
		int spaxels = cube.ny() * cube.nx();
		// fluxes of 1e-19 have variances beyond the range of float: powers of two bring them near 1 without rounding
		int exponent = Math.getExponent(typical(cube, planes));
		float[][] values = new float[planes.length][spaxels];
		float[][] variances = new float[planes.length][cube.variance().isPresent() ? spaxels : 0];
		for (int i = 0; i < planes.length; i++) {
			for (int spaxel = 0; spaxel < spaxels; spaxel++) {
				int voxel = planes[i] * spaxels + spaxel;
				values[i][spaxel] = isGood(cube.mask(), voxel)
						? (float) Math.scalb(cube.values().at(voxel), -exponent)
						: Float.NaN;
				if (cube.variance().isPresent()) {
					variances[i][spaxel] = (float) Math.scalb(cube.variance().get().at(voxel), -2 * exponent);
				}
			}
		}
		FrameVariance variance = cube.variance().isPresent() ? new FrameVariance.PerPixel(variances)
				: new FrameVariance.None();
		var result = CombinedStrip.ofLength(spaxels);
		new FrameCombiner(settings, planes.length).combine(FrameStrip.of(values, variance, spaxels), 0, spaxels,
				result);
		float[] image = new float[spaxels];
		double[] imageVariance = new double[spaxels];
		for (int i = 0; i < spaxels; i++) {
			int valid = result.used()[i] + result.rejected()[i];
			if (valid < minimumCoverage * planes.length) {
				image[i] = Float.NaN;
				imageVariance[i] = Double.NaN;
				continue;
			}
			image[i] = Math.scalb(result.value()[i], exponent);
			imageVariance[i] = Math.scalb((double) result.variance()[i], 2 * exponent);
		}
		return new Image(cube.ny(), cube.nx(), Pixels.of(image),
				cube.variance().isPresent() ? Optional.of(Pixels.of(imageVariance)) : Optional.empty(),
				Optional.empty(), cube.unit(), cube.header());
	}

	/** Whether some pixel has a value. */
	static boolean hasData(Image image) {
		for (int i = 0; i < image.values().length(); i++) {
			if (Double.isFinite(image.values().at(i))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isGood(Optional<Mask> mask, int voxel) {
		return mask.isEmpty() || mask.get().isGood(voxel);
	}

	/** The median of some absolute values, evenly spread, that are neither 0 nor infinite; 1 if there are none. */
	private static double typical(Cube cube, int[] planes) {
		int spaxels = cube.ny() * cube.nx();
		long voxels = (long) planes.length * spaxels;
		long step = voxels / TYPICAL_SAMPLES | 1;
		double[] some = new double[(int) ((voxels + step - 1) / step)];
		int count = 0;
		for (long i = 0; i < voxels; i += step) {
			double value = Math.abs(cube.values().at(planes[(int) (i / spaxels)] * spaxels + (int) (i % spaxels)));
			if (value > 0 && value < Double.POSITIVE_INFINITY) {
				some[count++] = value;
			}
		}
		return count == 0 ? 1 : RobustStatistics.median(Arrays.copyOf(some, count));
	}
}
