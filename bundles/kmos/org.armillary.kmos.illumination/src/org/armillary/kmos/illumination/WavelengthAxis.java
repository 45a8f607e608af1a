package org.armillary.kmos.illumination;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.kmos.Band;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.WavelengthRanges;
import org.armillary.kmos.WavelengthRanges.Range;
import org.armillary.kmos.tables.WaveBands;

/**
 * Intervals of wavelength, about half a detector row each, on which the spectrum that all slitlets share is measured.
 *
 * @param firstMicron
 *            centre of the first interval, µm
 * @param stepMicron
 *            width of an interval, µm
 * @param wanted
 *            for each interval whether its light is used
 */
record WavelengthAxis(double firstMicron, double stepMicron, boolean[] wanted) {

	/** Share of the useful band that is left out at each end: its light is not on the detector in all slitlets. */
	private static final double MARGIN = 0.05;
	private static final int PER_ROW = 2;

	/** Place of wavelengths that are not used. */
	static final float OUTSIDE = -1;

	/**
	 * The axis of a band.
	 *
	 * @param used
	 *            wavelengths to use
	 * @param rows
	 *            rows of the detector
	 */
	static WavelengthAxis of(Band band, WavelengthRanges used, int rows) {
		double step = (band.usefulLastMicron() - band.usefulFirstMicron()) / rows / PER_ROW;
		double first = used.ranges().stream().mapToDouble(Range::from).min().orElseThrow() + step / 2;
		double last = used.ranges().stream().mapToDouble(Range::to).max().orElseThrow();
		boolean[] wanted = new boolean[Math.max(1, (int) Math.ceil((last - first) / step))];
		for (int i = 0; i < wanted.length; i++) {
			wanted[i] = used.contains(first + i * step);
		}
		return new WavelengthAxis(first, step, wanted);
	}

	/**
	 * The axes of the detectors, whose gratings may differ.
	 *
	 * @param frame
	 *            a raw frame
	 * @param ranges
	 *            wavelengths to use; all for the useful band without its ends
	 * @param waveBand
	 *            a file with limits of the bands, if there is one
	 * @throws ActorException
	 *             if the frame tells no band, or the file cannot be read
	 */
	static List<WavelengthAxis> ofDetectors(RawFrame frame, WavelengthRanges ranges, Optional<Path> waveBand)
			throws ActorException, FitsException {
		Optional<WaveBands> limits = Optional.empty();
		if (waveBand.isPresent()) {
			limits = Optional.of(WaveBands.read(waveBand.get()));
		}
		var axes = new ArrayList<WavelengthAxis>();
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			Band band = Band.of(frame.setup().file(), frame.primary().values(), detector);
			axes.add(of(band, ranges.ranges().isEmpty() ? usual(band, limits) : ranges, frame.channels().ny()));
		}
		return List.copyOf(axes);
	}

	/** The useful part of the band, as far as the limits reach, without its ends. */
	private static WavelengthRanges usual(Band band, Optional<WaveBands> limits) {
		double first = Math.max(band.usefulFirstMicron(), limits.map(all -> all.of(band).firstMicron()).orElse(0.0));
		double last = Math.min(band.usefulLastMicron(),
				limits.map(all -> all.of(band).lastMicron()).orElse(Double.POSITIVE_INFINITY));
		double margin = MARGIN * (last - first);
		return margin > 0 ? new WavelengthRanges(List.of(new Range(first + margin, last - margin)))
				: usual(band, Optional.empty());
	}

	/** Number of intervals. */
	int bins() {
		return wanted.length;
	}

	/** Place of a wavelength in intervals, 0 in the centre of the first; not within the axis where it is negative. */
	float position(float micron) {
		double position = (micron - firstMicron) / stepMicron;
		// comparisons are false for NaN, too
		return position > -0.5 && position < wanted.length - 0.5 && wanted[(int) (position + 0.5)] ? (float) position
				: OUTSIDE;
	}

	/** The interval of a place. */
	int bin(float position) {
		return Math.clamp(Math.round(position), 0, wanted.length - 1);
	}
}
