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
	 */
	static SlitletPixels of(DetectorLookup lookup, SlitletShifts shifts, WavelengthAxis axis) {
		int pixels = lookup.ny() * lookup.nx();
		short[] slitlet = new short[pixels];
		int[] start = new int[Slitlet.PER_DETECTOR + 1];
		var places = new Places(lookup, shifts);
		for (int i = 0; i < pixels; i++) {
			slitlet[i] = NONE;
			if (lookup.ifu()[i] != 0 && axis.position(lookup.micron()[i]) != WavelengthAxis.OUTSIDE
					&& places.isInside(i)) {
				slitlet[i] = places.slitlet(i);
				start[slitlet[i] + 1]++;
			}
		}
		for (int k = 0; k < Slitlet.PER_DETECTOR; k++) {
			start[k + 1] += start[k];
		}
		int[] next = start.clone();
		int[] pixel = new int[start[Slitlet.PER_DETECTOR]];
		float[] place = new float[pixel.length];
		float[] position = new float[pixel.length];
		for (int i = 0; i < pixels; i++) {
			if (slitlet[i] != NONE) {
				int at = next[slitlet[i]]++;
				pixel[at] = i;
				place[at] = places.along(i);
				position[at] = axis.position(lookup.micron()[i]);
			}
		}
		return new SlitletPixels(start, pixel, place, position);
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
		private final IfuOrientation[] orientations = new IfuOrientation[Slitlet.IFUS_PER_DETECTOR];

		Places(DetectorLookup lookup, SlitletShifts shifts) {
			this.lookup = lookup;
			firstIfu = (lookup.detector() - 1) * Slitlet.IFUS_PER_DETECTOR + 1;
			for (int i = 0; i < orientations.length; i++) {
				orientations[i] = IfuOrientation.of(firstIfu + i);
			}
			double margin = shifts.isMeasured() ? FLAT_PIXEL : PROFILE_PIXEL;
			for (int k = 0; k < shift.length; k++) {
				shift[k] = (float) shifts.parts(k);
				// away from the edges in the flat, whose profile is measured
				first[k] = (float) (shifts.parts(k, margin) - 1) - shift[k];
				last[k] = (float) (1 - shifts.parts(k, margin)) - shift[k];
			}
		}

		/** Whether a pixel is far enough from the edges. */
		boolean isInside(int pixel) {
			int slitlet = slitlet(pixel);
			float along = along(pixel);
			return along >= first[slitlet] && along <= last[slitlet];
		}

		/** Place along the slitlet, half a slitlet being 1. */
		float along(int pixel) {
			double along = orientations[lookup.ifu()[pixel] - firstIfu].along(lookup.xMas()[pixel],
					lookup.yMas()[pixel]);
			return (float) (along / Slitlet.HALF_FIELD_MAS) - shift[slitlet(pixel)];
		}

		/** Number of the slitlet on the detector, from 0. */
		short slitlet(int pixel) {
			int ifu = lookup.ifu()[pixel] - firstIfu;
			double across = orientations[ifu].across(lookup.xMas()[pixel], lookup.yMas()[pixel]);
			int slice = (int) (across / Slitlet.SLICE_MAS + Slitlet.SLICES / 2.0);
			return (short) (ifu * Slitlet.SLICES + Math.clamp(slice, 0, Slitlet.SLICES - 1));
		}
	}
}
