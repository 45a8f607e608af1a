package org.armillary.report.preview;

import java.util.ArrayList;
import java.util.List;

import org.armillary.data.fits.Hdu;

/**
 * The axes of an image that are longer than one pixel.
 *
 * @param axes
 *            numbers of these axes as FITS counts them, from 1
 * @param lengths
 *            their lengths, pixels
 */
record Shape(List<Integer> axes, List<Long> lengths) {

	private static final long LONGEST_AXIS = 1 << 24;

	/** The shape of an image; of a single pixel its first axis. */
	static Shape of(Hdu hdu) {
		var axes = new ArrayList<Integer>();
		var lengths = new ArrayList<Long>();
		for (int i = 0; i < hdu.dimensions().size(); i++) {
			if (hdu.dimensions().get(i) > 1) {
				axes.add(i + 1);
				lengths.add(hdu.dimensions().get(i));
			}
		}
		return axes.isEmpty() ? new Shape(List.of(1), List.of(1L)) : new Shape(List.copyOf(axes), List.copyOf(lengths));
	}

	int dimensions() {
		return axes.size();
	}

	/** Length of one of these axes, from 0, of a shape that is modest. */
	int length(int index) {
		return Math.toIntExact(lengths.get(index));
	}

	/** Whether rows, planes and spectra are small enough to be held in memory, whatever the file. */
	boolean isModest() {
		return lengths.stream().allMatch(length -> length <= LONGEST_AXIS)
				&& (dimensions() < 3 || lengths.get(0) * lengths.get(1) <= LONGEST_AXIS);
	}

	/** The lengths as {@code 14 × 14 × 2048}. */
	String words() {
		return String.join(" × ", lengths.stream().map(String::valueOf).toList());
	}
}
