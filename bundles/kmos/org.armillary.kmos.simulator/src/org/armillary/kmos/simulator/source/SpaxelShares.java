package org.armillary.kmos.simulator.source;

import java.util.ArrayList;
import java.util.List;

/** How the light of each spaxel of a cube is shared among the spaxels of a {@link TargetCube}. Immutable by convention. */
final class SpaxelShares {

	private static final double PART_ARCSEC = 0.0025;
	private static final double HALF = TargetCube.SIDE / 2.0;

	private final List<Share> shares = new ArrayList<>();

	private record Share(int from, int to, double share) {
	}

	/**
	 * The light of each spaxel lies evenly in it.
	 *
	 * @param xArcsec
	 *            where the middle of the cube is
	 * @param yArcsec
	 *            likewise
	 */
	SpaxelShares(CubeGrid grid, double xArcsec, double yArcsec) {
		double[] steps = grid.steps();
		double reach = HALF + (StrictMath.abs(steps[0]) + StrictMath.abs(steps[1]) + StrictMath.abs(steps[2])
				+ StrictMath.abs(steps[3])) / TargetCube.SPAXEL_ARCSEC;
		double size = StrictMath.sqrt(StrictMath.abs(steps[0] * steps[3] - steps[1] * steps[2]));
		// an even number, so that none lies half-way between two spaxels where these are aligned
		int parts = 2 * (int) StrictMath.ceil(size / (2 * PART_ARCSEC));
		for (int spaxel = 0; spaxel < grid.width() * grid.height(); spaxel++) {
			double i = spaxel % grid.width() - (grid.width() - 1) / 2.0;
			double j = spaxel / grid.width() - (grid.height() - 1) / 2.0;
			double x = (xArcsec + steps[0] * i + steps[1] * j) / TargetCube.SPAXEL_ARCSEC;
			double y = (yArcsec + steps[2] * i + steps[3] * j) / TargetCube.SPAXEL_ARCSEC;
			if (StrictMath.abs(x) < reach && StrictMath.abs(y) < reach) {
				add(spaxel, x, y, steps, parts);
			}
		}
	}

	/** An image of the cube, x fastest, in the spaxels of the {@link TargetCube}. */
	double[] of(double[] image) {
		var sum = new double[TargetCube.SIDE * TargetCube.SIDE];
		shares.forEach(share -> sum[share.to()] += share.share() * image[share.from()]);
		return sum;
	}

	private void add(int spaxel, double x, double y, double[] steps, int parts) {
		var counts = new int[TargetCube.SIDE * TargetCube.SIDE];
		for (int part = 0; part < parts * parts; part++) {
			double i = ((part % parts + 0.5) / parts - 0.5) / TargetCube.SPAXEL_ARCSEC;
			double j = ((part / parts + 0.5) / parts - 0.5) / TargetCube.SPAXEL_ARCSEC;
			double column = x + steps[0] * i + steps[1] * j + HALF;
			double row = y + steps[2] * i + steps[3] * j + HALF;
			if (column >= 0 && column < TargetCube.SIDE && row >= 0 && row < TargetCube.SIDE) {
				counts[(int) row * TargetCube.SIDE + (int) column]++;
			}
		}
		for (int to = 0; to < counts.length; to++) {
			if (counts[to] > 0) {
				shares.add(new Share(spaxel, to, counts[to] / ((double) parts * parts)));
			}
		}
	}
}
