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

	/** Divides the spectrum out. */
	static MasterFlat of(DetectorFrame frame, SlitletRows rows, LampSpectrum spectrum, byte[] good,
			Checkpoint checkpoint) throws InterruptedException {
		float[] value = new float[frame.value().length];
		float[] noise = new float[value.length];
		Arrays.fill(value, Float.NaN);
		Arrays.fill(noise, Float.NaN);
		float[] some = new float[value.length / MEDIAN_STEP + 1];
		double[] light = new double[rows.nx()];
		int found = 0;
		for (int row = rows.firstRow(); row < rows.endRow(); row++) {
			checkpoint.check();
			for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
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
						value[pixel] = (float) (frame.value()[pixel] * inverse);
						noise[pixel] = (float) (Math.sqrt(frame.variance()[pixel]) * inverse);
						if (found++ % MEDIAN_STEP == 0) {
							some[found / MEDIAN_STEP] = value[pixel];
						}
					}
				}
			}
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
