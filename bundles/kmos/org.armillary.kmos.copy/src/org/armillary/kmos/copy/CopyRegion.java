package org.armillary.kmos.copy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.Wcs;
import org.armillary.kmos.SampleGrid;
import org.armillary.kmos.WavelengthRanges;

/**
 * What is to be cut out: a range of pixels along each axis. For a spectrum the first axis is that of wavelengths, for a
 * cube the third.
 *
 * @param pixels
 *            range along x, y and z
 * @param wavelengths
 *            range of wavelengths, µm; or none
 */
record CopyRegion(List<PixelRange> pixels, WavelengthRanges wavelengths) {

	private static final List<String> NAMES = List.of("x", "y", "z");
	private static final int CUBE_AXES = 3;

	/**
	 * Pixels of an axis, counted from 1.
	 *
	 * @param first
	 *            first pixel; 0 for that of the data
	 * @param last
	 *            last pixel; 0 for that of the data
	 */
	record PixelRange(int first, int last) {

		boolean isWhole() {
			return first == 0 && last == 0;
		}

		/** Whether one pixel was asked for, whatever the length of the axis. */
		boolean isOnePixel() {
			return first > 0 && first == last;
		}
	}

	/**
	 * Cuts the region out. An axis along which one pixel was asked for goes, but one of the two axes of the sky goes
	 * only with the other, since alone it would mean nothing, and one axis always stays.
	 *
	 * @param label
	 *            file and extension, for messages
	 */
	SampleGrid cut(SampleGrid grid, String label) throws ActorException, FitsException {
		checkAxes(grid, label);
		SampleGrid result = grid;
		for (int axis = 1; axis <= grid.axes(); axis++) {
			PixelRange range = pixels.get(axis - 1);
			int length = grid.length(axis);
			int first = Math.max(1, range.first());
			int last = range.last() == 0 ? length : range.last();
			if (last > length || first > last) {
				throw new ActorException(Kind.USER,
						CopyMessage.REGION_OUTSIDE.with(label, NAMES.get(axis - 1), first, last, length));
			}
			result = result.cut(axis, first, last - first + 1);
		}
		return wavelengths.ranges().isEmpty() ? result : cutWavelengths(result, label);
	}

	/** Leaves out the axes along which one pixel was asked for. */
	SampleGrid drop(SampleGrid grid) throws FitsException {
		var single = new ArrayList<Integer>();
		int sky = 0;
		int singleSky = 0;
		for (int axis = 1; axis <= grid.axes(); axis++) {
			boolean one = pixels.get(axis - 1).isOnePixel();
			if (one) {
				single.add(axis);
			}
			if (grid.isSky(axis)) {
				sky++;
				singleSky += one ? 1 : 0;
			}
		}
		if (singleSky < sky) {
			for (int axis = 1; axis <= grid.axes(); axis++) {
				if (grid.isSky(axis)) {
					single.remove(Integer.valueOf(axis));
				}
			}
		}
		if (single.size() == grid.axes()) {
			// one sample has to keep an axis; of a lone place on the sky, both
			boolean cube = grid.axes() == CUBE_AXES;
			single.removeIf(axis -> !cube || axis == CUBE_AXES);
		}
		return grid.withoutAxes(single);
	}

	/** Leaves out the borders that hold no finite value; empty where there is no finite value at all. */
	static Optional<SampleGrid> crop(SampleGrid grid) throws FitsException {
		int[] first = new int[grid.axes()];
		int[] last = new int[grid.axes()];
		Arrays.fill(first, Integer.MAX_VALUE);
		int[] place = new int[grid.axes()];
		for (int i = 0; i < grid.values().length(); i++) {
			if (Double.isFinite(grid.values().at(i))) {
				for (int axis = 0; axis < place.length; axis++) {
					first[axis] = Math.min(first[axis], place[axis]);
					last[axis] = Math.max(last[axis], place[axis]);
				}
			}
			for (int axis = 0; axis < place.length && ++place[axis] == grid.length(axis + 1); axis++) {
				place[axis] = 0;
			}
		}
		if (first[0] == Integer.MAX_VALUE) {
			return Optional.empty();
		}
		SampleGrid result = grid;
		for (int axis = 0; axis < place.length; axis++) {
			result = result.cut(axis + 1, first[axis] + 1, last[axis] - first[axis] + 1);
		}
		return Optional.of(result);
	}

	private void checkAxes(SampleGrid grid, String label) throws ActorException {
		for (int axis = grid.axes() + 1; axis <= CUBE_AXES; axis++) {
			if (!pixels.get(axis - 1).isWhole()) {
				throw new ActorException(Kind.USER,
						CopyMessage.AXIS_MISSING.with(label, NAMES.get(axis - 1), grid.axes()));
			}
		}
		if (grid.axes() == 2 && !wavelengths.ranges().isEmpty()) {
			throw new ActorException(Kind.USER, CopyMessage.AXIS_MISSING.with(label, "range", grid.axes()));
		}
	}

	private SampleGrid cutWavelengths(SampleGrid grid, String label) throws ActorException, FitsException {
		int axis = grid.axes();
		double[] micron = Wcs.wavelengthsMicron(grid.header(), axis, grid.length(axis));
		boolean[] selected = wavelengths.select(micron);
		int first = -1;
		int last = -1;
		for (int i = 0; i < selected.length; i++) {
			if (selected[i]) {
				first = first < 0 ? i : first;
				last = i;
			}
		}
		if (first < 0) {
			var range = wavelengths.ranges().getFirst();
			throw new ActorException(Kind.USER, CopyMessage.WAVELENGTH_OUTSIDE.with(label,
					range.from() + " to " + range.to(), Math.min(micron[0], micron[micron.length - 1]),
					Math.max(micron[0], micron[micron.length - 1])));
		}
		return grid.cut(axis, first + 1, last - first + 1);
	}
}
