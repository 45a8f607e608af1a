package org.armillary.kmos.lookup;

import java.util.Arrays;

import org.armillary.kmos.Slitlet;
import org.armillary.numerics.RobustStatistics;

/**
 * How far the images of both half segments of a detector lie along x at each calibrated angle of the rotator, measured
 * from the tables: between any two of them a half segment only moves as a whole (Davies et al. 2013, section 5.1).
 * Immutable.
 */
final class HalfSegmentShifts {

	/** Half segments on a detector. */
	static final int HALVES = 2;

	/** Fewer pixels than this do not tell the shift of a slitlet. */
	private static final int LEAST_PIXELS = 10;

	private final double[][] shifts;
	private final FlexureFit[] fits;
	private final double[] masPerPixel;

	private HalfSegmentShifts(double[][] shifts, FlexureFit[] fits, double[] masPerPixel) {
		this.shifts = shifts;
		this.fits = fits;
		this.masPerPixel = masPerPixel;
	}

	/**
	 * Measures.
	 *
	 * @param planes
	 *            the same rows of the tables at each angle
	 * @param angles
	 *            in the same order; normalised they rise, degrees
	 */
	static HalfSegmentShifts measure(SlitletPlane[] planes, double[] angles) {
		double[] scale = scale(planes);
		double[][] shifts = new double[HALVES][];
		FlexureFit[] fits = new FlexureFit[HALVES];
		for (int half = 0; half < HALVES; half++) {
			shifts[half] = shifts(planes, half, scale);
			fits[half] = FlexureFit.of(angles, shifts[half]);
		}
		return new HalfSegmentShifts(shifts, fits, scale);
	}

	/** Shift of a half (0 or 1) at a calibrated angle from that at a common one, pixel; NaN if it is not lit. */
	double at(int half, int angle) {
		return shifts[half][angle];
	}

	/** The sine through the shifts of a half, 0 or 1. */
	FlexureFit fit(int half) {
		return fits[half];
	}

	/** Place along a slitlet (1 to 112) that a pixel covers, mas; NaN where the slitlet is lit nowhere. */
	double masPerPixel(int slitlet) {
		return masPerPixel[slitlet];
	}

	/** Mean of each slitlet over all angles and rows, from its first to its last lit pixel. */
	private static double[] scale(SlitletPlane... planes) {
		double[] mas = new double[Slitlet.PER_DETECTOR + 1];
		double[] columns = new double[Slitlet.PER_DETECTOR + 1];
		for (SlitletPlane plane : planes) {
			for (int row = 0; row < plane.slitlet().length; row += plane.nx()) {
				int first = row;
				for (int i = row; i < row + plane.nx(); i++) {
					int slitlet = plane.slitlet()[i];
					if (slitlet == 0) {
						continue;
					}
					if (plane.slitlet()[first] != slitlet) {
						first = i;
					}
					boolean last = i + 1 == row + plane.nx() || nextSlitlet(plane, i, row) != slitlet;
					if (last && i > first) {
						mas[slitlet] += plane.along()[i] - plane.along()[first];
						columns[slitlet] += i - first;
					}
				}
			}
		}
		for (int i = 0; i < mas.length; i++) {
			mas[i] /= columns[i];
		}
		return mas;
	}

	private static int nextSlitlet(SlitletPlane plane, int pixel, int row) {
		int next = pixel + 1;
		while (next < row + plane.nx() && plane.slitlet()[next] == 0) {
			next++;
		}
		return next < row + plane.nx() ? plane.slitlet()[next] : 0;
	}

	private static double[] shifts(SlitletPlane[] planes, int half, double[] scale) {
		int reference = reference(planes, half);
		double[] shifts = new double[planes.length];
		for (int i = 0; i < planes.length; i++) {
			shifts[i] = shift(planes[i], planes[reference], half, scale);
		}
		return shifts;
	}

	/** The angle at which most pixels of the half are lit; the first of several. */
	private static int reference(SlitletPlane[] planes, int half) {
		int reference = 0;
		int most = -1;
		for (int i = 0; i < planes.length; i++) {
			int lit = 0;
			for (byte slitlet : planes[i].slitlet()) {
				lit += slitlet != 0 && SlitletPlane.half(slitlet) == half ? 1 : 0;
			}
			if (lit > most) {
				most = lit;
				reference = i;
			}
		}
		return reference;
	}

	/** Median of the slitlets of the half that are lit in both planes, pixel; NaN if there are none. */
	private static double shift(SlitletPlane plane, SlitletPlane reference, int half, double[] scale) {
		double[] sums = new double[Slitlet.PER_DETECTOR + 1];
		int[] counts = new int[Slitlet.PER_DETECTOR + 1];
		for (int i = 0; i < plane.slitlet().length; i++) {
			int slitlet = plane.slitlet()[i];
			if (slitlet != 0 && slitlet == reference.slitlet()[i] && SlitletPlane.half(slitlet) == half) {
				sums[slitlet] += plane.along()[i] - reference.along()[i];
				counts[slitlet]++;
			}
		}
		double[] shifts = new double[Slitlet.PER_DETECTOR];
		int found = 0;
		for (int slitlet = 1; slitlet <= Slitlet.PER_DETECTOR; slitlet++) {
			if (counts[slitlet] >= LEAST_PIXELS && scale[slitlet] != 0 && !Double.isNaN(scale[slitlet])) {
				// where the image moves to the right, a pixel sees what was left of it
				shifts[found++] = -sums[slitlet] / counts[slitlet] / scale[slitlet];
			}
		}
		return found == 0 ? Double.NaN : RobustStatistics.median(Arrays.copyOf(shifts, found));
	}
}
