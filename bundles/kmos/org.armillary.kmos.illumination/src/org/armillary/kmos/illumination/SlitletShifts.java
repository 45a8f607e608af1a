package org.armillary.kmos.illumination;

import java.util.Arrays;
import java.util.Optional;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.EdgeShift;
import org.armillary.kmos.slitlet.SlitletTrace;

/**
 * How far the slitlets of a detector lie to the right of where the flat has them. Arrays are not to be changed.
 *
 * @param isMeasured
 *            whether that was measured; otherwise it is taken for 0
 * @param pixel
 *            shift of each slitlet, pixel
 * @param width
 *            width of each slitlet, pixel
 */
record SlitletShifts(boolean isMeasured, double[] pixel, double[] width) {

	/** Nothing is known but the usual width. */
	static SlitletShifts unknown() {
		double[] width = new double[Slitlet.PER_DETECTOR];
		Arrays.fill(width, Slitlet.WIDTH_PIXEL);
		return new SlitletShifts(false, new double[Slitlet.PER_DETECTOR], width);
	}

	/** The shift that was measured in each half segment; unknown if none was. */
	static SlitletShifts of(Optional<EdgeShift> measured, Optional<DetectorTraces> traces, int rows) {
		SlitletShifts shifts = unknown();
		if (measured.isEmpty() || traces.isEmpty()) {
			return shifts;
		}
		boolean any = false;
		for (EdgeShift.Shift shift : measured.get().halfSegments()) {
			for (int k = 0; k < Slitlet.PER_DETECTOR; k++) {
				int ifu = Slitlet.at(traces.get().detector(), k).ifu();
				if (Slitlet.halfSegment(ifu) == shift.number() && Double.isFinite(shift.pixel())) {
					shifts.pixel[k] = shift.pixel();
					any = true;
				}
			}
		}
		for (SlitletTrace trace : traces.get().slitlets()) {
			double middle = rows / 2.0;
			shifts.width[trace.slitlet().index()] = trace.right().at(middle) - trace.left().at(middle);
		}
		return any ? new SlitletShifts(true, shifts.pixel, shifts.width) : unknown();
	}

	/** The same slitlets where the flat has them. */
	SlitletShifts unmoved() {
		return new SlitletShifts(isMeasured, new double[pixel.length], width);
	}

	/** A length along a slitlet, pixel, as a part of half its length. */
	double parts(int slitlet, double lengthPixel) {
		return 2 * lengthPixel / width[slitlet];
	}

	/** The shift of a slitlet as a part of half its length. */
	double parts(int slitlet) {
		return parts(slitlet, pixel[slitlet]);
	}

	/** Places, -1 to 1, of a slitlet that are so far away from the edges, those in the light and those in the flat. */
	Range away(int slitlet, double marginPixel) {
		double left = marginPixel - Math.min(0, pixel[slitlet]);
		double right = marginPixel + Math.max(0, pixel[slitlet]);
		return new Range((float) (parts(slitlet, left) - 1), (float) (1 - parts(slitlet, right)));
	}

	/**
	 * A part of a slitlet.
	 *
	 * @param from
	 *            first place, -1 to 1
	 * @param to
	 *            last place
	 */
	record Range(float from, float to) {
	}
}
