package org.armillary.kmos.wavecal.lines;

import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.wavecal.profile.LineProfile;
import org.armillary.kmos.wavecal.profile.LineShape;
import org.armillary.kmos.wavecal.profile.ProfileSink;

/**
 * Gives the pixels of bright lines that stand alone to the fit of the line profile. What faint neighbours add is taken
 * off. For one thread.
 */
public final class ProfileSampler {

	private static final double BRIGHTEST_NEIGHBOUR = 0.15;
	private static final double NEGLIGIBLE = 0.001;
	private static final double STRENGTH_DOUBT = 3;
	private static final double NEAREST_NEIGHBOUR = 4.5;
	private static final double FAINTEST = 40;
	private static final double PIXEL_SCATTER = 0.03;
	private static final double PROFILE_SCATTER = 0.001;
	private static final double OUTLIER = 5;
	private static final int FEWEST_COLUMNS = 3;

	private final DetectorFrame frame;
	private final LineMeasurements lines;
	private final LineShape shape = new LineShape();
	private final double[] scratch = new double[LineProfile.scratchLength()];
	private final int[] near = new int[16];
	private int neighbours;

	/** For a frame and its measured lines. */
	public ProfileSampler(DetectorFrame frame, LineMeasurements lines) {
		this.frame = frame;
		this.lines = lines;
	}

	/**
	 * Adds the lines of the slitlet that was measured last.
	 *
	 * @param measurer
	 *            knows the light under the lines
	 * @param profile
	 *            profile with which the lines were measured
	 * @param tolerance
	 *            pixels that differ by more from that profile are left out, share of the light of the line
	 * @param farthest
	 *            lines that lie farther from where they should be are left out, pixel
	 */
	public void sample(LineMeasurer measurer, SlitletColumns columns, int slitlet, LineProfile profile, double[] light,
			double tolerance, double farthest, ProfileSink fit) {
		for (int line = 0; line < lines.lines(); line++) {
			if (lines.status(slitlet, line) == LineStatus.MEASURED && alone(slitlet, line, light)) {
				int middle = (int) Math.rint(lines.predicted(slitlet, line));
				double offset = offset(columns, slitlet, line, middle);
				if (!(Math.abs(offset) <= farthest)) {
					continue;
				}
				double x = columns.reducedColumn(middle);
				double y = 2.0 * middle / (frame.ny() - 1) - 1;
				profile.shapeAt(x, y, shape, scratch);
				findNeighbours(slitlet, line);
				fit.begin(x, y, shape);
				for (int i = 0; i < LineMeasurements.COLUMNS; i++) {
					if (!Double.isNaN(lines.row(slitlet, line, i))
							&& lines.flux(slitlet, line, i) > FAINTEST * noise(columns, line, slitlet, i, middle)) {
						column(measurer, columns, slitlet, line, i, offset, light, tolerance, fit);
					}
				}
				fit.end();
			}
		}
	}

	private double noise(SlitletColumns columns, int line, int slitlet, int i, int middle) {
		int column = lines.firstColumn(slitlet, line) + i;
		int row = Math.min(frame.ny() - 1, middle + (int) LineShape.REACH);
		double variance = frame.variance()[row * frame.nx() + Math.min(column, columns.columns() - 1)];
		return variance > 0 ? Math.sqrt(variance) : Double.POSITIVE_INFINITY;
	}

	/** Whether no neighbour spoils the profile. */
	private boolean alone(int slitlet, int line, double[] light) {
		double row = lines.predicted(slitlet, line);
		for (int side = -1; side <= 1; side += 2) {
			for (int other = line + side; other >= 0 && other < lines.lines(); other += side) {
				double distance = Math.abs(lines.predicted(slitlet, other) - row);
				if (!(distance < 2 * LineShape.REACH)) {
					break;
				}
				double ratio = light[other] / light[line];
				boolean known = lines.status(slitlet, other) == LineStatus.MEASURED;
				if (ratio * (known ? 1 : STRENGTH_DOUBT) > NEGLIGIBLE
						&& !(known && distance > NEAREST_NEIGHBOUR && ratio < BRIGHTEST_NEIGHBOUR)) {
					return false;
				}
			}
		}
		return true;
	}

	/** Mean distance of a line from where it should be, pixel; NaN if too few columns tell. */
	private double offset(SlitletColumns columns, int slitlet, int line, int middle) {
		double sum = 0;
		double weights = 0;
		int count = 0;
		for (int i = 0; i < LineMeasurements.COLUMNS; i++) {
			double row = lines.row(slitlet, line, i);
			if (!Double.isNaN(row)) {
				double error = lines.error(slitlet, line, i);
				double place = columns.place(lines.firstColumn(slitlet, line) + i, middle);
				double weight = 1 / (error * error + 1e-4);
				sum += weight * (row - lines.predicted(slitlet, line, place));
				weights += weight;
				count++;
			}
		}
		return count < FEWEST_COLUMNS ? Double.NaN : sum / weights;
	}

	private void column(LineMeasurer measurer, SlitletColumns columns, int slitlet, int line, int i, double offset,
			double[] light, double tolerance, ProfileSink fit) {
		int column = lines.firstColumn(slitlet, line) + i;
		double flux = lines.flux(slitlet, line, i);
		int middle = (int) Math.rint(lines.predicted(slitlet, line));
		double place = columns.place(column, middle);
		double centre = lines.predicted(slitlet, line, place) + offset;
		int from = Math.max(0, (int) Math.ceil(centre - LineShape.REACH));
		int to = Math.min(frame.ny() - 1, (int) Math.floor(centre + LineShape.REACH));
		for (int row = from; row <= to; row++) {
			int pixel = row * frame.nx() + column;
			double variance = frame.variance()[pixel];
			if (frame.flags()[pixel] != 0 || !(variance > 0)) {
				continue;
			}
			double share = (frame.value()[pixel] - measurer.continuumAt(row)
					- neighbours(slitlet, line, row, place, offset, light, flux)) / flux;
			double model = shape.value(row - centre);
			double scatter = PIXEL_SCATTER * model;
			double total = variance / (flux * flux) + scatter * scatter + PROFILE_SCATTER * PROFILE_SCATTER;
			double deviation = Math.abs(share - model);
			if (deviation < Math.max(tolerance, OUTLIER * Math.sqrt(total))
					&& deviation < 2 * tolerance + OUTLIER * scatter) {
				fit.add(row - centre, share, 1 / total);
			}
		}
	}

	/** Finds the lines that reach into the profile of a line. */
	private void findNeighbours(int slitlet, int line) {
		neighbours = 0;
		double row = lines.predicted(slitlet, line);
		for (int side = -1; side <= 1; side += 2) {
			for (int other = line + side; other >= 0 && other < lines.lines(); other += side) {
				if (!(Math.abs(lines.predicted(slitlet, other) - row) < 3 * LineShape.REACH)) {
					break;
				}
				if (lines.status(slitlet, other) == LineStatus.MEASURED && neighbours < near.length) {
					near[neighbours++] = other;
				}
			}
		}
	}

	private double neighbours(int slitlet, int line, int row, double place, double offset, double[] light,
			double flux) {
		double sum = 0;
		for (int i = 0; i < neighbours; i++) {
			double distance = row - lines.predicted(slitlet, near[i], place) - offset;
			sum += light[near[i]] / light[line] * flux * shape.value(distance);
		}
		return sum;
	}
}
