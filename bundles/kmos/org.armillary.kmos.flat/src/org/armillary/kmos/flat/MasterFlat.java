package org.armillary.kmos.flat;

import java.util.Arrays;

import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.numerics.RobustStatistics;

/**
 * One detector of the master flat: light of the lamp over its spectrum, with a median of 1; {@code [ny][nx]} in one array
 * each, NaN where a pixel is bad or unlit.
 *
 * @param value
 *            the flat
 * @param noise
 *            its standard deviation
 */
record MasterFlat(float[] value, float[] noise) {

	/** The median comes from each so manyth good pixel. */
	private static final int MEDIAN_STEP = 11;

	/**
	 * Divides the spectrum out.
	 *
	 * @param frame
	 *            light of the lamp; the flat takes its arrays, which many detectors would else fill the memory with
	 */
	static MasterFlat replace(DetectorFrame frame, SlitletRows rows, LampSpectrum spectrum, byte[] good,
			Checkpoint checkpoint) throws InterruptedException {
		float[] value = frame.value();
		float[] noise = frame.variance();
		float[] some = new float[value.length / MEDIAN_STEP + 1];
		double[] light = new double[rows.nx()];
		float[] values = new float[rows.nx()];
		float[] noises = new float[rows.nx()];
		int found = 0;
		for (int row = 0; row < rows.ny(); row++) {
			checkpoint.check();
			Arrays.fill(values, Float.NaN);
			Arrays.fill(noises, Float.NaN);
			boolean lit = row >= rows.firstRow() && row < rows.endRow();
			for (int slitlet = 0; slitlet < rows.count() && lit; slitlet++) {
				int first = rows.firstColumn(slitlet, row, 0);
				int last = rows.lastColumn(slitlet, row, 0);
				if (first > last) {
					continue;
				}
				spectrum.fill(slitlet, row, first, last, light);
				for (int column = first; column <= last; column++) {
					int pixel = row * rows.nx() + column;
					if (good[pixel] != 0) {
						double inverse = 1 / light[column - first];
						values[column] = (float) (value[pixel] * inverse);
						noises[column] = (float) (Math.sqrt(noise[pixel]) * inverse);
						if (found++ % MEDIAN_STEP == 0) {
							some[found / MEDIAN_STEP] = values[column];
						}
					}
				}
			}
			System.arraycopy(values, 0, value, row * rows.nx(), rows.nx());
			System.arraycopy(noises, 0, noise, row * rows.nx(), rows.nx());
		}
		double median = found == 0 ? Double.NaN
				: RobustStatistics.median(Arrays.copyOf(some, (found + MEDIAN_STEP - 1) / MEDIAN_STEP));
		if (median > 0) {
			float factor = (float) (1 / median);
			for (int pixel = 0; pixel < value.length; pixel++) {
				value[pixel] *= factor;
				noise[pixel] *= factor;
			}
		}
		return new MasterFlat(value, noise);
	}
}
