package org.armillary.kmos.illumination;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.armillary.actor.ActorContext;
import org.armillary.actor.QcValue;
import org.armillary.data.FitsHeader;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.kmos.slitlet.EdgeShift;
import org.armillary.kmos.slitlet.FlatEdges;

/**
 * What is worth knowing about a correction: exposures, angles, shifts of the slitlets, evenness.
 *
 * @param exposures
 *            the exposures
 * @param angles
 *            those used, by angle
 * @param reduced
 *            for each angle its detectors
 * @param calibrated
 *            angles of the calibrations, degrees
 * @param quality
 *            evenness of the correction
 */
record IlluminationReport(Exposures exposures, AngleStack<RawFrame> angles, List<List<DetectorReduction>> reduced,
		double[] calibrated, IlluminationQuality quality) {

	/** Slitlets farther from where the flat has them, pixel, are unusual: flexure makes 1 pixel, gratings 0.5. */
	private static final double FAR_PIXEL = 2.5;
	private static final int IFUS_OF_HALF = Slitlet.IFUS_PER_DETECTOR / 2;
	private static final String PIXEL = "pixel";

	/** Publishes all values. */
	void publish(ActorContext context) {
		context.publish(new QcValue("exposures used", "", exposures.used().size(), ""));
		context.publish(new QcValue("exposures skipped", "", exposures.skipped().size(), ""));
		for (int i = 0; i < exposures.used().size(); i++) {
			for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
				context.publish(new QcValue("exposure level", "exposure " + (i + 1) + ", detector " + detector,
						exposures.levels().get(i)[detector - 1], "adu"));
			}
		}
		for (int i = 0; i < reduced.size(); i++) {
			double angle = angles.groups().get(i).angleDegrees();
			String subject = "angle " + String.format(Locale.ROOT, "%.0f", angle + 0.0);
			context.publish(new QcValue("calibration angle", subject, nearest(angle), "deg"));
			for (DetectorReduction detector : reduced.get(i)) {
				String place = "detector " + detector.detector() + ", " + subject;
				context.publish(new QcValue("rejected samples", place, detector.stack().rejectedPercent(), "%"));
				context.publish(new QcValue("pixels above the linear range", place, detector.stack().nonLinear(), ""));
				for (EdgeShift.Shift shift : shifts(detector)) {
					String half = "half segment " + shift.number() + ", " + subject;
					context.publish(new QcValue("edge shift", half, shift.pixel(), PIXEL));
					context.publish(new QcValue("edge shift error", half, shift.error(), PIXEL));
				}
			}
		}
		quality.publish(context);
	}

	/** Adds caveats on shifts that are unknown or unusual. */
	void addCaveats(KmosIllumination.Inputs inputs, Caveats caveats) {
		for (List<DetectorReduction> detectors : reduced) {
			for (DetectorReduction detector : detectors) {
				for (EdgeShift.Shift shift : shifts(detector)) {
					int last = shift.number() * IFUS_OF_HALF;
					if (!Double.isFinite(shift.pixel())) {
						if (isInUse(detector, last)) {
							caveats.add(IlluminationMessage.EDGES_UNKNOWN.with(last - IFUS_OF_HALF + 1, last,
									inputs.flatEdge().orElseThrow().category()));
						}
					} else if (Math.abs(shift.pixel()) > FAR_PIXEL) {
						caveats.add(IlluminationMessage.EDGES_FAR.with(last - IFUS_OF_HALF + 1, last,
								String.format(Locale.ROOT, "%.2f", shift.pixel()), FAR_PIXEL));
					}
				}
			}
		}
	}

	/** The header of ILLUM_CORR with the values as keywords. */
	FitsHeader addTo(FitsHeader header) {
		return withShifts(quality.addTo(header));
	}

	/** The header of SKYFLAT_EDGE with the values as keywords. */
	FitsHeader addEdgesTo(FitsHeader header) {
		return withShifts(header);
	}

	/** The edges of the slitlets in the twilight. */
	FlatEdges edges() {
		var edges = new ArrayList<FlatEdges.AngleEdges>();
		for (int i = 0; i < reduced.size(); i++) {
			edges.add(new FlatEdges.AngleEdges(angles.groups().get(i).angleDegrees(), reduced.get(i).stream()
					.flatMap(detector -> detector.edges().stream()).map(EdgeShift::moved).toList()));
		}
		return new FlatEdges(edges);
	}

	private FitsHeader withShifts(FitsHeader header) {
		FitsHeader.Builder keywords = header.toBuilder()
				.set("ESO PRO DATANCOM", (long) exposures.used().size(), "Number of frames combined")
				.set("ESO QC EXP SKIPPED", (long) exposures.skipped().size(), "Test exposures left out")
				.set("ESO QC CAL NAANGLE", nearest(angles.groups().getFirst().angleDegrees()),
						"[deg] Angle of the calibrations used");
		for (DetectorReduction detector : reduced.getFirst()) {
			for (EdgeShift.Shift shift : shifts(detector)) {
				if (Double.isFinite(shift.pixel()) && Double.isFinite(shift.error())) {
					keywords.set("ESO QC EDGE SHIFT" + shift.number(), shift.pixel(),
							"[pixel] Shift of a half segment against the flat")
							.set("ESO QC EDGE ERR" + shift.number(), shift.error(), "[pixel] Its standard error");
				}
			}
		}
		return keywords.build();
	}

	private double nearest(double angle) {
		return calibrated[RotatorAngle.nearest(angle, calibrated)];
	}

	private static List<EdgeShift.Shift> shifts(DetectorReduction detector) {
		return detector.edges().map(EdgeShift::halfSegments).orElse(List.of());
	}

	private static boolean isInUse(DetectorReduction detector, int lastIfu) {
		return detector.calibrated().stream().anyMatch(ifu -> ifu <= lastIfu && ifu > lastIfu - IFUS_OF_HALF);
	}
}
