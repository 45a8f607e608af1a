package org.armillary.kmos.illumination;

import org.armillary.kmos.IfuOrientation;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.lookup.DetectorLookup;

/**
 * The pixels of a detector that tell how a field is lit, slitlet by slitlet: those in the wanted wavelengths and not too
 * near to the ends of their slitlet in the flat. There the edges in the flat and in the light of the sky lie some tenths
 * of a pixel apart, so that their ratio says nothing about the light. Immutable.
 */
final class SlitletPixels {

	/** Pixels closer to an edge than this feel its profile, which is blurred by 1.3 pixel and has wings, pixel. */
	static final double PROFILE_PIXEL = 2.5;
	/** The same for the light of a lamp, whose structure steepens toward the ends: its errors are larger than the wings. */
	static final double LAMP_PIXEL = 2;
	/** Pixels closer to an edge than this cannot be used even if its profile is known, pixel. */
	static final double EDGE_PIXEL = 1.5;
	/** So much nearer to the edges the profile is measured, pixel. */
	private static final double SPARE_PIXEL = 0.25;
	/** The structure of the flat is measured up to here, pixel: with it the profile of the edges divides out. */
	static final double FLAT_PIXEL = EDGE_PIXEL - SPARE_PIXEL;

	private static final short NONE = -1;

	private final int[] start;
	private final int[] pixel;
	private final float[] place;
	private final float[] position;

	private SlitletPixels(int[] start, int[] pixel, float[] place, float[] position) {
		this.start = start;
		this.pixel = pixel;
		this.place = place;
		this.position = position;
	}

	/**
	 * Sorts the pixels by slitlet.
	 *
	 * @param lookup
	 *            where the pixels lie on the sky
	 * @param shifts
	 *            how far the slitlets lie to the right of what the look-up table says
	 * @param marginPixel
	 *            pixels nearer than this to an edge are left out
	 * @param rowStep
	 *            of how many rows one is used
	 */
	static SlitletPixels of(DetectorLookup lookup, SlitletShifts shifts, WavelengthAxis axis, double marginPixel,
			int rowStep) {
		int rows = (lookup.ny() - rowStep / 2 + rowStep - 1) / rowStep;
		short[] slitlet = new short[rows * lookup.nx()];
		float[] along = new float[slitlet.length];
		int[] start = new int[Slitlet.PER_DETECTOR + 1];
		var places = new Places(lookup, shifts, marginPixel);
		for (int row = 0; row < rows; row++) {
			places.find((row * rowStep + rowStep / 2) * lookup.nx(), row * lookup.nx(), axis, slitlet, along);
		}
		for (short each : slitlet) {
			if (each != NONE) {
				start[each + 1]++;
			}
		}
		for (int k = 0; k < Slitlet.PER_DETECTOR; k++) {
			start[k + 1] += start[k];
		}
		int[] next = start.clone();
		int count = start[Slitlet.PER_DETECTOR];
		var pixels = new SlitletPixels(start, new int[count], new float[count], new float[count]);
		for (int row = 0; row < rows; row++) {
			int first = (row * rowStep + rowStep / 2) * lookup.nx();
			for (int x = 0; x < lookup.nx(); x++) {
				int at = row * lookup.nx() + x;
				if (slitlet[at] != NONE) {
					int entry = next[slitlet[at]]++;
					pixels.pixel[entry] = first + x;
					pixels.place[entry] = along[at];
					pixels.position[entry] = axis.position(lookup.micron()[first + x]);
				}
			}
		}
		return pixels;
	}

	/**
	 * One of so many rows of these pixels.
	 *
	 * @param nx
	 *            columns of the detector
	 */
	SlitletPixels thinned(int nx, int step) {
		int[] fewer = new int[start.length];
		int[] from = new int[pixel.length];
		int count = 0;
		for (int k = 0; k < Slitlet.PER_DETECTOR; k++) {
			for (int entry = from(k); entry < to(k); entry++) {
				if (pixel[entry] / nx % step == step / 2) {
					from[count++] = entry;
				}
			}
			fewer[k + 1] = count;
		}
		var thin = new SlitletPixels(fewer, new int[count], new float[count], new float[count]);
		for (int i = 0; i < count; i++) {
			thin.pixel[i] = pixel[from[i]];
			thin.place[i] = place[from[i]];
			thin.position[i] = position[from[i]];
		}
		return thin;
	}

	/** First entry of a slitlet, 0 to 111; that of the next one is behind its last. */
	int from(int slitlet) {
		return start[slitlet];
	}

	/** Behind the last entry of a slitlet, 0 to 111. */
	int to(int slitlet) {
		return start[slitlet + 1];
	}

	/** The same pixels at their places in the flat, from which slitlets have moved. */
	SlitletPixels inFlat(SlitletShifts shifts) {
		float[] moved = place.clone();
		for (int k = 0; k < Slitlet.PER_DETECTOR; k++) {
			float shift = (float) shifts.parts(k);
			for (int entry = from(k); entry < to(k); entry++) {
				moved[entry] += shift;
			}
		}
		return new SlitletPixels(start, pixel, moved, position);
	}

	/** The pixel of an entry, its index in {@code [ny][nx]}. */
	int pixel(int entry) {
		return pixel[entry];
	}

	/** Place of an entry along the slitlet, -1 at the left end to 1 at the right one. */
	float place(int entry) {
		return place[entry];
	}

	/** Wavelength of an entry in intervals of the axis. */
	float position(int entry) {
		return position[entry];
	}

	/** Slitlet and place along it from the look-up table. */
	private static final class Places {

		private final DetectorLookup lookup;
		private final int firstIfu;
		private final float[] shift = new float[Slitlet.PER_DETECTOR];
		private final float[] first = new float[Slitlet.PER_DETECTOR];
		private final float[] last = new float[Slitlet.PER_DETECTOR];
		/** Place along the slitlets, half a slitlet being 1, and slice by IFU, for each mas of x and y. */
		private final float[] alongX = new float[Slitlet.IFUS_PER_DETECTOR];
		private final float[] alongY = new float[Slitlet.IFUS_PER_DETECTOR];
		private final float[] acrossX = new float[Slitlet.IFUS_PER_DETECTOR];
		private final float[] acrossY = new float[Slitlet.IFUS_PER_DETECTOR];

		Places(DetectorLookup lookup, SlitletShifts shifts, double marginPixel) {
			this.lookup = lookup;
			firstIfu = (lookup.detector() - 1) * Slitlet.IFUS_PER_DETECTOR + 1;
			for (int i = 0; i < alongX.length; i++) {
				IfuOrientation orientation = IfuOrientation.of(firstIfu + i);
				alongX[i] = (float) (orientation.along(1, 0) / Slitlet.HALF_FIELD_MAS);
				alongY[i] = (float) (orientation.along(0, 1) / Slitlet.HALF_FIELD_MAS);
				acrossX[i] = (float) (orientation.across(1, 0) / Slitlet.SLICE_MAS);
				acrossY[i] = (float) (orientation.across(0, 1) / Slitlet.SLICE_MAS);
			}
			for (int k = 0; k < shift.length; k++) {
				shift[k] = (float) shifts.parts(k);
				// away from the edges in the flat, whose profile is measured
				first[k] = (float) (shifts.parts(k, marginPixel) - 1) - shift[k];
				last[k] = (float) (1 - shifts.parts(k, marginPixel)) - shift[k];
			}
		}

		/**
		 * Slitlets, from 0, of the pixels of a row that are far enough from the edges, and places along them.
		 *
		 * @param from
		 *            first pixel of the row
		 * @param to
		 *            where the results of the row begin
		 */
		void find(int from, int to, WavelengthAxis axis, short[] slitlets, float[] along) {
			for (int x = 0; x < lookup.nx(); x++) {
				int pixel = from + x;
				slitlets[to + x] = NONE;
				if (lookup.ifu()[pixel] != 0 && axis.position(lookup.micron()[pixel]) != WavelengthAxis.OUTSIDE) {
					int ifu = lookup.ifu()[pixel] - firstIfu;
					float xMas = lookup.xMas()[pixel];
					float yMas = lookup.yMas()[pixel];
					int slice = (int) (acrossX[ifu] * xMas + acrossY[ifu] * yMas + Slitlet.SLICES / 2f);
					int slitlet = ifu * Slitlet.SLICES + Math.clamp(slice, 0, Slitlet.SLICES - 1);
					float place = alongX[ifu] * xMas + alongY[ifu] * yMas - shift[slitlet];
					if (place >= first[slitlet] && place <= last[slitlet]) {
						slitlets[to + x] = (short) slitlet;
						along[to + x] = place;
					}
				}
			}
		}
	}
}
