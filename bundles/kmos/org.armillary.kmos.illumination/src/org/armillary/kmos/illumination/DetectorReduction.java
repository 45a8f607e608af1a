package org.armillary.kmos.illumination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.FrameStack;
import org.armillary.kmos.detector.StackSettings;
import org.armillary.kmos.detector.StackedFrame;
import org.armillary.kmos.lookup.DetectorLookup;
import org.armillary.kmos.lookup.XcalInterpolation;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.EdgeSettings;
import org.armillary.kmos.slitlet.EdgeShift;

/**
 * One detector at one angle: exposures combined by their ratio, dark subtracted, slitlets found again, flat divided out,
 * collapsed over wavelength.
 *
 * @param detector
 *            1 to 3
 * @param flattened
 *            light over that of the master flat; slitlets of this detector
 * @param lamp
 *            light as it is, where a lamp made it
 * @param calibrated
 *            IFUs, 1 to 24, of which the look-up table has pixels
 * @param edges
 *            how far slitlets have moved, where that was measured
 * @param stack
 *            brightness of each exposure over that of the first, and numbers of flagged and rejected pixels
 * @param change
 *            how much single exposures light the fields otherwise than their mean; unknown for lamps, whose own
 *            structure is known far less well
 */
record DetectorReduction(int detector, FieldLight flattened, Optional<FieldLight> lamp, List<Integer> calibrated,
		Optional<EdgeShift> edges, StackQuality stack, ExposureChange change) {

	/** A response below this share of the usual one divides noise by nothing. */
	private static final float LEAST_FLAT = 0.05f;
	/** So many rows tell the lamp's light, which leaves errors of a per cent, and the smooth structure of a flat. */
	private static final int ROWS_OF_STRUCTURE = 512;
	/** So many rows tell the profile of the ends of slitlets in the flat. */
	private static final int ROWS_OF_ENDS = 1024;
	/** Edges are measured in bins of so many rows; one shift is all that is asked of them. */
	private static final EdgeSettings EDGES = new EdgeSettings(EdgeSettings.MOST_ROWS, EdgeSettings.AUTOMATIC);

	/**
	 * What the combination tells of the exposures.
	 *
	 * @param factors
	 *            brightness of each exposure over that of the first
	 * @param rejectedPercent
	 *            share of the samples that were rejected as outliers, per cent
	 * @param nonLinear
	 *            number of pixels beyond the linear range
	 */
	record StackQuality(double[] factors, double rejectedPercent, long nonLinear) {
	}

	/**
	 * How detectors are reduced.
	 *
	 * @param stack
	 *            how exposures are combined
	 * @param interpolation
	 *            how places between calibrated angles are found where the edges are not measured again
	 * @param axes
	 *            wavelengths of the detectors
	 * @param places
	 *            number of places along a slitlet
	 * @param lit
	 *            whether each detector has light
	 * @param keepsLamp
	 *            whether the light is wanted without flat, too
	 * @param skipped
	 *            test exposures, which tell how twilight changes
	 */
	record Settings(StackSettings stack, XcalInterpolation interpolation, List<WavelengthAxis> axes, int places,
			boolean[] lit, boolean keepsLamp, List<RawFrame> skipped) {
	}

	/** Reduces a detector, 1 to 3, in exposures of one angle. */
	static DetectorReduction of(List<RawFrame> frames, double angle, int detector, Calibrations calibrations,
			Settings settings, Checkpoint checkpoint) throws ActorException, FitsException, InterruptedException {
		StackedFrame stacked = FrameStack.of(frames, detector, settings.stack).combine(checkpoint);
		DetectorFrame frame = stacked.frame();
		discardFlagged(frame);
		if (!settings.lit[detector - 1]) {
			Arrays.fill(frame.value(), Float.NaN);
		}
		checkpoint.check();
		double seconds = frames.stream().mapToDouble(raw -> raw.setup().ditSeconds()).average().orElseThrow();
		Optional<float[][]> dark = calibrations.dark(detector, seconds);
		if (dark.isPresent()) {
			subtract(frame, dark.get());
		}
		checkpoint.check();
		Optional<DetectorTraces> traces = calibrations.traces(detector, angle);
		Optional<EdgeShift> edges = edges(frame, traces);
		checkpoint.check();
		SlitletShifts shifts = SlitletShifts.of(edges, traces, frame.ny());
		DetectorLookup lookup = calibrations.tables().detector(detector, angle,
				shifts.isMeasured() ? XcalInterpolation.NONE : settings.interpolation);
		checkpoint.check();
		WavelengthAxis axis = settings.axes.get(detector - 1);
		double unknownEnds = settings.keepsLamp ? SlitletPixels.LAMP_PIXEL : SlitletPixels.PROFILE_PIXEL;
		SlitletPixels pixels = SlitletPixels.of(lookup, shifts, axis,
				shifts.isMeasured() ? SlitletPixels.FLAT_PIXEL : unknownEnds,
				settings.keepsLamp ? rowStep(frame, ROWS_OF_STRUCTURE) : 1);
		List<Integer> calibrated = calibrated(lookup);
		checkpoint.check();
		EdgeProfiles unknown = EdgeProfiles.unknown(shifts);
		Optional<FieldLight> lamp = settings.keepsLamp ? Optional.of(FieldLight.collapse(pixels, unknown,
				unknownEnds, frame.value(), frame.variance(), axis, settings.places, CommonSpectrum.DIM_SHARE))
				: Optional.empty();
		checkpoint.check();
		ExposureChange change = settings.keepsLamp ? ExposureChange.UNKNOWN
				: ExposureChange.of(frames.size(), withSkipped(frames, angle, settings.skipped), frame, detector,
						dark.map(all -> rate(all[0], (float) seconds)), pixels);
		checkpoint.check();
		float[][] flat = calibrations.flat(detector, angle);
		divide(frame, flat);
		checkpoint.check();
		FieldLight flattened = shifts.isMeasured() ? collapse(frame, flat, pixels, shifts, axis, settings, checkpoint)
				: FieldLight.collapse(pixels, unknown, unknownEnds, frame.value(), frame.variance(),
						axis, settings.places, CommonSpectrum.LIT_SHARE);
		return new DetectorReduction(detector, flattened, lamp, calibrated, edges,
				new StackQuality(stacked.factors(),
						100.0 * stacked.rejected() / ((double) frames.size() * frame.value().length),
						stacked.counts().nonLinear()),
				change);
	}

	/** The frames and the test exposures at their angle. */
	private static List<RawFrame> withSkipped(List<RawFrame> frames, double angle, List<RawFrame> skipped)
			throws ActorException {
		var all = new ArrayList<>(frames);
		for (RawFrame frame : skipped) {
			double other = RotatorAngle.of(frame.setup().file(), frame.primary().values());
			if (RotatorAngle.distance(angle, other) <= RotatorAngle.SAME_DEGREES) {
				all.add(frame);
			}
		}
		return all;
	}

	/** The same for each second; the array is used again. */
	private static float[] rate(float[] dark, float seconds) {
		for (int i = 0; i < dark.length; i++) {
			dark[i] /= seconds;
		}
		return dark;
	}

	/** Whether the shift of both half segments was measured, or of the one that has slitlets. */
	boolean hasFoundSlitlets() {
		return edges.isPresent()
				&& edges.get().halfSegments().stream().anyMatch(shift -> Double.isFinite(shift.pixel()));
	}

	/** Pixels that cannot be trusted become NaN. */
	private static void discardFlagged(DetectorFrame frame) {
		for (int i = 0; i < frame.flags().length; i++) {
			if (frame.flags()[i] != 0) {
				frame.value()[i] = Float.NaN;
			}
		}
	}

	private static void subtract(DetectorFrame frame, float[][] dark) {
		for (int i = 0; i < frame.value().length; i++) {
			frame.value()[i] -= dark[0][i];
			frame.variance()[i] += dark[1][i];
		}
	}

	/** Divides by the flat; variances of both add up, relative to the values. */
	private static void divide(DetectorFrame frame, float[][] flat) {
		float[] value = frame.value();
		float[] variance = frame.variance();
		for (int i = 0; i < value.length; i++) {
			float response = flat[0][i];
			if (response > LEAST_FLAT) {
				value[i] /= response;
				float noise = value[i] * flat[1][i];
				variance[i] = (variance[i] + noise * noise) / (response * response);
			} else {
				value[i] = Float.NaN;
			}
		}
	}

	private static Optional<EdgeShift> edges(DetectorFrame frame, Optional<DetectorTraces> reference) {
		return reference.filter(traces -> !traces.slitlets().isEmpty())
				.map(traces -> EdgeShift.measure(frame, traces, EDGES));
	}

	/** Collapses light over flat where slitlets are known to have moved. */
	private static FieldLight collapse(DetectorFrame frame, float[][] flat, SlitletPixels pixels, SlitletShifts shifts,
			WavelengthAxis axis, Settings settings, Checkpoint checkpoint) throws InterruptedException {
		SlitletPixels inFlat = pixels.thinned(frame.nx(), rowStep(frame, ROWS_OF_ENDS)).inFlat(shifts);
		SlitletPixels fewInFlat = pixels.thinned(frame.nx(), rowStep(frame, ROWS_OF_STRUCTURE)).inFlat(shifts);
		var structure = FlatStructure.of(FieldLight.profiles(fewInFlat, EdgeProfiles.unknown(shifts.unmoved()),
				SlitletPixels.FLAT_PIXEL, flat[0], flat[1], axis, FlatStructure.PLACES, CommonSpectrum.LIT_SHARE));
		checkpoint.check();
		EdgeProfiles ends = EdgeProfiles.of(inFlat, flat[0], structure, shifts);
		checkpoint.check();
		return FieldLight.collapse(pixels, ends, SlitletPixels.EDGE_PIXEL, frame.value(), frame.variance(), axis,
				settings.places, CommonSpectrum.LIT_SHARE);
	}

	/** Of how many rows one is used so that about so many are. */
	private static int rowStep(DetectorFrame frame, int rows) {
		return Math.max(1, frame.ny() / rows);
	}

	private static List<Integer> calibrated(DetectorLookup lookup) {
		boolean[] found = new boolean[Slitlet.IFUS + 1];
		for (byte ifu : lookup.ifu()) {
			found[ifu] = true;
		}
		var calibrated = new ArrayList<Integer>();
		for (int ifu = 1; ifu <= Slitlet.IFUS; ifu++) {
			if (found[ifu]) {
				calibrated.add(ifu);
			}
		}
		return calibrated;
	}
}
