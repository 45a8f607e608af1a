package org.armillary.kmos.wavecal;

import java.util.Arrays;

import org.armillary.data.FitsHeader;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.PixelFlag;
import org.armillary.kmos.wavecal.lines.SlitletColumns;
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

	/** Most columns of a slitlet on the detector. */
	private static final int MOST_COLUMNS = 24;
	/** Of two neighbouring columns so much must be known. */
	private static final double LEAST_WEIGHT = 0.25;

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
			resample(micron, values, image, slitlet.trace().slitlet().index() * Slitlet.SLICES);
		}
		return image;
	}

	/** Wavelengths and values of each row at the 14 places along a slitlet. */
	private static void straighten(DetectorFrame arc, SlitletSolution slitlet, double[][] micron, float[][] values) {
		byte leftOut = (byte) (PixelFlag.BAD.value() | PixelFlag.NO_DATA.value());
		SlitletColumns edges = SlitletColumns.of(slitlet.trace(), arc.ny(), arc.nx());
		double[] terms = new double[SlitletSolution.TERMS];
		float[] known = new float[MOST_COLUMNS + 1];
		boolean[] isKnown = new boolean[MOST_COLUMNS + 1];
		for (int row = 0; row < arc.ny(); row++) {
			slitlet.terms(row, terms);
			int first = (int) Math.floor(edges.middle()[row] - edges.half()[row]);
			for (int i = 0; i <= MOST_COLUMNS; i++) {
				int at = first + i;
				int pixel = row * arc.nx() + at;
				isKnown[i] = at >= 0 && at < arc.nx() && (arc.flags()[pixel] & leftOut) == 0
						&& Float.isFinite(arc.value()[pixel]);
				known[i] = isKnown[i] ? arc.value()[pixel] : 0;
			}
			for (int place = 0; place < Slitlet.SLICES; place++) {
				double t = (2 * place + 1.0) / Slitlet.SLICES - 1;
				micron[place][row] = terms[0] + t * (terms[1] + t * terms[2]);
				double x = edges.middle()[row] + t * edges.half()[row] - first;
				int column = Math.clamp((int) Math.floor(x), 0, MOST_COLUMNS - 1);
				double share = x - column;
				double left = isKnown[column] ? 1 - share : 0;
				double right = isKnown[column + 1] ? share : 0;
				double weights = left + right;
				values[place][row] = weights > LEAST_WEIGHT
						? (float) ((left * known[column] + right * known[column + 1]) / weights)
						: Float.NaN;
			}
		}
	}

	/** Plane by plane, since the columns of a slitlet stand side by side in the image. */
	private void resample(double[][] micron, float[][] values, float[] image, int column) {
		int[] rows = new int[micron.length];
		for (int plane = 0; plane < planes; plane++) {
			double wanted = firstMicron + plane * stepMicron;
			for (int place = 0; place < rows.length; place++) {
				double[] own = micron[place];
				int row = rows[place];
				while (row < own.length - 1 && own[row + 1] <= wanted) {
					row++;
				}
				rows[place] = row;
				if (row < own.length - 1 && own[row] <= wanted) {
					double share = (wanted - own[row]) / (own[row + 1] - own[row]);
					float below = values[place][row];
					float above = values[place][row + 1];
					double both = below + share * (above - below);
					double value = Float.isNaN(below) ? above : Float.isNaN(above) ? below : both;
					image[plane * COLUMNS + column + place] = (float) value;
				}
			}
		}
	}
}
