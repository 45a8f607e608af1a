package org.armillary.kmos.wavecal;

import java.util.Arrays;

import org.armillary.data.FitsHeader;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.PixelFlag;
import org.armillary.kmos.wavecal.solution.DetectorSolution;
import org.armillary.kmos.wavecal.solution.SlitletSolution;

/**
 * The slitlets of a detector on a common grid of wavelengths, side by side (DET_IMG_WAVE): an arc line is one straight
 * horizontal line in it if the wavelengths are right. Each slitlet has 14 columns of 200 mas; values are interpolated
 * linearly along both axes.
 *
 * @param firstMicron
 *            wavelength of the middle of the first plane, µm
 * @param stepMicron
 *            width of a plane, µm
 * @param planes
 *            number of planes
 */
record ResampledArc(double firstMicron, double stepMicron, int planes) {

	/** Columns of the image. */
	static final int COLUMNS = Slitlet.PER_DETECTOR * Slitlet.SLICES;

	/**
	 * The grid of reconstructed cubes.
	 *
	 * @param startMicron
	 *            where spectra begin, µm
	 * @param endMicron
	 *            where they end, µm
	 */
	static ResampledArc between(double startMicron, double endMicron, int planes) {
		double step = (endMicron - startMicron) / planes;
		return new ResampledArc(startMicron, step, planes);
	}

	/** The header of a raw image with the grid as second axis. */
	FitsHeader header(FitsHeader raw) {
		return raw.toBuilder().set("CTYPE1", "SLITLET", "Place along the slitlets, 14 for each")
				.set("CRPIX1", 1.0, "Reference pixel").set("CRVAL1", 1.0, "Its place").set("CDELT1", 1.0, "Step")
				.set("CTYPE2", "WAVE", "Wavelength in vacuum").set("CUNIT2", "um", "Unit of axis 2")
				.set("CRPIX2", 1.0, "Reference pixel").set("CRVAL2", firstMicron, "[um] Wavelength there")
				.set("CDELT2", stepMicron, "[um] Step").build();
	}

	/**
	 * Resamples.
	 *
	 * @param arc
	 *            lamps on minus off, adu; pixels without value or with defects are left out
	 * @param checkpoint
	 *            called slitlet by slitlet
	 * @return {@code float[planes][COLUMNS]} in one, adu; NaN where there is nothing
	 */
	float[] image(DetectorFrame arc, DetectorSolution solution, Checkpoint checkpoint) throws InterruptedException {
		float[] image = new float[planes * COLUMNS];
		Arrays.fill(image, Float.NaN);
		double[][] micron = new double[Slitlet.SLICES][arc.ny()];
		float[][] values = new float[Slitlet.SLICES][arc.ny()];
		for (SlitletSolution slitlet : solution.slitlets()) {
			checkpoint.check();
			straighten(arc, slitlet, micron, values);
			int first = slitlet.trace().slitlet().index() * Slitlet.SLICES;
			for (int place = 0; place < Slitlet.SLICES; place++) {
				resample(micron[place], values[place], image, first + place);
			}
		}
		return image;
	}

	/** Wavelengths and values of each row at the 14 places along a slitlet. */
	private static void straighten(DetectorFrame arc, SlitletSolution slitlet, double[][] micron, float[][] values) {
		byte leftOut = (byte) (PixelFlag.BAD.value() | PixelFlag.NO_DATA.value());
		for (int row = 0; row < arc.ny(); row++) {
			double left = slitlet.trace().left().at(row);
			double right = slitlet.trace().right().at(row);
			double middle = slitlet.micronAt(row, 0);
			double low = slitlet.micronAt(row, -1);
			double high = slitlet.micronAt(row, 1);
			double slope = 0.5 * (high - low);
			double bend = 0.5 * (high + low) - middle;
			for (int place = 0; place < Slitlet.SLICES; place++) {
				double t = (2 * place + 1.0) / Slitlet.SLICES - 1;
				micron[place][row] = middle + t * (slope + t * bend);
				double x = left + 0.5 * (t + 1) * (right - left);
				int column = (int) Math.floor(x);
				double share = x - column;
				double sum = 0;
				double weights = 0;
				for (int next = 0; next <= 1; next++) {
					int at = column + next;
					int pixel = row * arc.nx() + at;
					if (at >= 0 && at < arc.nx() && (arc.flags()[pixel] & leftOut) == 0
							&& Float.isFinite(arc.value()[pixel])) {
						double weight = next == 0 ? 1 - share : share;
						sum += weight * arc.value()[pixel];
						weights += weight;
					}
				}
				values[place][row] = weights > 0.25 ? (float) (sum / weights) : Float.NaN;
			}
		}
	}

	private void resample(double[] micron, float[] values, float[] image, int column) {
		int row = 0;
		for (int plane = 0; plane < planes; plane++) {
			double wanted = firstMicron + plane * stepMicron;
			while (row < micron.length - 1 && micron[row + 1] <= wanted) {
				row++;
			}
			if (row < micron.length - 1 && micron[row] <= wanted) {
				double share = (wanted - micron[row]) / (micron[row + 1] - micron[row]);
				float below = values[row];
				float above = values[row + 1];
				double both = below + share * (above - below);
				double value = Float.isNaN(below) ? above : Float.isNaN(above) ? below : both;
				image[plane * COLUMNS + column] = (float) value;
			}
		}
	}
}
