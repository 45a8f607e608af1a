package org.armillary.kmos.lookup;

import java.util.Arrays;

import org.armillary.kmos.IfuOrientation;
import org.armillary.kmos.ReadoutChannels;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.SlitletTrace;

/**
 * The planes of a detector in XCAL and YCAL, {@code float[ny][nx]} in one array, in the numbers of {@link PlaceCode};
 * NaN where a pixel is bad or no light falls. A pixel belongs to a slitlet if its centre lies between both edges, and
 * its place along the slitlet goes linearly from edge to edge (Davies et al. 2013, section 3.2). The arrays are not to
 * be changed.
 *
 * @param x
 *            plane of XCAL
 * @param y
 *            plane of YCAL
 */
public record PlacePlanes(float[] x, float[] y) {

	/** Rows and columns of reference pixels at each border. */
	private static final int BORDER = ReadoutChannels.REFERENCE;

	/**
	 * The planes for all rows that see light.
	 *
	 * @param traces
	 *            slitlets of a detector
	 * @param ny
	 *            rows
	 * @param nx
	 *            columns
	 * @param good
	 *            {@code [ny][nx]}, 0 where a pixel is bad
	 */
	public static PlacePlanes of(DetectorTraces traces, int ny, int nx, byte[] good) {
		return of(traces, ny, nx, good, 0, ny);
	}

	/**
	 * The planes for some of the rows; the others are NaN.
	 *
	 * @param traces
	 *            slitlets of a detector
	 * @param ny
	 *            rows
	 * @param nx
	 *            columns
	 * @param good
	 *            {@code [ny][nx]}, 0 where a pixel is bad
	 * @param fromRow
	 *            first row, from 0
	 * @param toRow
	 *            row after the last
	 */
	public static PlacePlanes of(DetectorTraces traces, int ny, int nx, byte[] good, int fromRow, int toRow) {
		if (good.length != ny * nx) {
			throw new IllegalArgumentException(good.length + " pixels, expected " + ny + " x " + nx);
		}
		float[] x = new float[ny * nx];
		float[] y = new float[ny * nx];
		Arrays.fill(x, Float.NaN);
		Arrays.fill(y, Float.NaN);
		for (SlitletTrace trace : traces.slitlets()) {
			add(trace, ny, nx, good, Math.max(fromRow, BORDER), Math.min(toRow, ny - BORDER), x, y);
		}
		return new PlacePlanes(x, y);
	}

	private static void add(SlitletTrace trace, int ny, int nx, byte[] good, int fromRow, int toRow, float[] x,
			float[] y) {
		Slitlet slitlet = trace.slitlet();
		int code = (slitlet.ifu() - 1) % Slitlet.IFUS_PER_DETECTOR + 1;
		IfuOrientation orientation = IfuOrientation.of(slitlet.ifu());
		double across = slitlet.acrossMas();
		// one of x and y is the same all along the slitlet
		boolean alongX = orientation.x(1, 0) != 0;
		float acrossCode = PlaceCode.encode(code, alongX ? orientation.y(0, across) : orientation.x(0, across));
		double sign = alongX ? orientation.x(1, 0) : orientation.y(1, 0);
		float[] alongPlane = alongX ? x : y;
		float[] acrossPlane = alongX ? y : x;
		double[] left = trace.left().columns(ny);
		double[] right = trace.right().columns(ny);
		for (int row = fromRow; row < toRow; row++) {
			double width = right[row] - left[row];
			if (!(width > 0)) {
				continue;
			}
			double masPerPixel = 2 * Slitlet.HALF_FIELD_MAS / width;
			int last = (int) Math.min(nx - 1 - BORDER, Math.floor(right[row]));
			for (int column = (int) Math.max(BORDER, Math.ceil(left[row])); column <= last; column++) {
				int pixel = row * nx + column;
				if (good[pixel] != 0) {
					double along = (column - left[row]) * masPerPixel - Slitlet.HALF_FIELD_MAS;
					alongPlane[pixel] = PlaceCode.encode(code, sign * along);
					acrossPlane[pixel] = acrossCode;
				}
			}
		}
	}
}
