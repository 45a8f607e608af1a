package org.armillary.kmos.illumination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.numerics.RobustStatistics;

/**
 * The illumination correction: what evenly spread light of the sky, divided by the master flat, shows in place of even
 * images. One normalisation for each detector, so that the ratio between its IFUs stays.
 *
 * @param field
 *            the correction of all slitlets
 * @param images
 *            the same as images with their noise, by IFU, 1 to 24; holds the lit IFUs alone
 */
record Illumination(FieldLight field, Map<Integer, IfuImage> images) {

	private static final int SLITLETS = Slitlet.IFUS * Slitlet.SLICES;
	private static final double PERCENT = 100;
	/** Spaxels noisier than this, relative, are worth a caveat: the correction shall be good to 0.5 %. */
	private static final double NOISY = 0.005;
	/** An IFU fainter than this, over the median of those of its detector, is worth a caveat. */
	private static final double FAINT = 0.7;
	/** A lamp whose light differs by more from that in the flat, relative, is worth a caveat. */
	private static final double LAMP_CHANGE = 0.01;

	/** The three detectors at one angle as one field. */
	private record Angle(FieldLight flattened, boolean[] lit, Set<Integer> calibrated) {

		static Angle of(List<DetectorReduction> detectors, int places, Set<Integer> used, String angle, String file,
				Caveats caveats) {
			FieldLight field = together(detectors, false, places);
			boolean[] lit = new boolean[SLITLETS];
			var calibrated = new TreeSet<Integer>();
			for (DetectorReduction detector : detectors) {
				calibrated.addAll(detector.calibrated());
				double usual = field.usual(first(detector.detector()));
				for (int ifu : used) {
					int slitlet = (ifu - 1) * Slitlet.SLICES;
					if (Slitlet.detectorOf(ifu) == detector.detector() && !Double.isNaN(usual)) {
						double level = field.mean(slitlet, slitlet + Slitlet.SLICES);
						if (level > CommonSpectrum.LIT_SHARE * usual) {
							Arrays.fill(lit, slitlet, slitlet + Slitlet.SLICES, true);
							if (level < FAINT * usual) {
								caveats.add(IlluminationMessage.IFU_FAINT.with(ifu, detector.detector(),
										Math.round(PERCENT * level / usual), Math.round(PERCENT * FAINT), angle, file));
							}
						} else if (detector.calibrated().contains(ifu)) {
							caveats.add(IlluminationMessage.IFU_DARK.with(ifu, detector.detector(),
									Double.isNaN(level) ? "under " + Math.round(PERCENT * CommonSpectrum.LIT_SHARE)
											: Math.round(PERCENT * level / usual),
									Math.round(PERCENT * CommonSpectrum.LIT_SHARE), angle, file));
						}
					}
				}
			}
			return new Angle(field.normalised(lit), lit, calibrated);
		}

		private static int first(int detector) {
			return (detector - 1) * Slitlet.PER_DETECTOR;
		}
	}

	/**
	 * Puts detectors and angles together.
	 *
	 * @param angles
	 *            for each angle its detectors
	 * @param frames
	 *            exposures of each angle
	 * @param places
	 *            number of spaxels along a side of an IFU
	 * @param used
	 *            IFUs whose arms were used
	 * @param table
	 *            category of the look-up table, for messages
	 * @param lampShare
	 *            share of the structure in lamp light that is the lamp's, where lamp light is given
	 * @throws ActorException
	 *             if nothing is lit
	 */
	static Illumination of(List<List<DetectorReduction>> angles, AngleStack<RawFrame> frames, int places,
			Set<Integer> used, String table,
			double lampShare, Caveats caveats) throws ActorException {
		var fields = new ArrayList<FieldLight>();
		var calibrated = new TreeSet<Integer>();
		boolean hasLamp = angles.stream().flatMap(List::stream).allMatch(detector -> detector.lamp().isPresent());
		for (int i = 0; i < angles.size(); i++) {
			List<DetectorReduction> detectors = angles.get(i);
			AngleStack.Group<RawFrame> group = frames.groups().get(i);
			Angle angle = Angle.of(detectors, places, used, Calibrations.degrees(group.angleDegrees()),
					group.frames().getFirst().setup().file(), caveats);
			calibrated.addAll(angle.calibrated());
			fields.add(hasLamp ? withoutLamp(angle, together(detectors, true, places), lampShare, caveats)
					: withChange(angle.flattened(), detectors));
		}
		FieldLight field = mean(fields);
		for (int ifu : used) {
			if (!calibrated.contains(ifu)) {
				caveats.add(IlluminationMessage.IFU_NOT_CALIBRATED.with(ifu, table));
			}
		}
		var images = new TreeMap<Integer, IfuImage>();
		for (int ifu = 1; ifu <= Slitlet.IFUS; ifu++) {
			int first = (ifu - 1) * Slitlet.SLICES;
			if (!Double.isNaN(field.mean(first, first + Slitlet.SLICES))) {
				images.put(ifu, IfuImage.of(ifu, field));
				addCaveats(ifu, field, hasLamp, caveats);
			}
		}
		if (images.isEmpty()) {
			throw new ActorException(Kind.DATA, IlluminationMessage.NO_LIGHT.with());
		}
		return new Illumination(field, images);
	}

	/** Mean of each IFU that is lit. */
	Map<Integer, Double> means() {
		var means = new TreeMap<Integer, Double>();
		images.forEach((ifu, image) -> means.put(ifu, image.mean()));
		return means;
	}

	/** The slitlets of all detectors. */
	private static FieldLight together(List<DetectorReduction> detectors, boolean lamp, int places) {
		FieldLight field = FieldLight.dark(SLITLETS, places);
		for (DetectorReduction detector : detectors) {
			FieldLight part = lamp ? detector.lamp().orElseThrow() : detector.flattened();
			int first = (detector.detector() - 1) * Slitlet.PER_DETECTOR;
			System.arraycopy(part.light(), 0, field.light(), first, Slitlet.PER_DETECTOR);
			System.arraycopy(part.variance(), 0, field.variance(), first, Slitlet.PER_DETECTOR);
		}
		return field;
	}

	/**
	 * Lamp light says what the lamp's own structure has put into the flat. The flattened light, which is even if the lamp
	 * is the one of the flat, tells how the lamp has changed since.
	 */
	private static FieldLight withoutLamp(Angle angle, FieldLight light, double lampShare, Caveats caveats) {
		LampStructure lamp = LampStructure.of(light, lampShare);
		lamp.messages().forEach(caveats::add);
		FieldLight field = FieldLight.dark(SLITLETS, light.places());
		for (int k = 0; k < SLITLETS; k++) {
			if (angle.lit[k] && angle.flattened.isLit(k) && !Double.isNaN(lamp.correction()[k][0])) {
				for (int place = 0; place < light.places(); place++) {
					double flattened = angle.flattened.light()[k][place];
					double correction = lamp.correction()[k][place];
					field.light()[k][place] = flattened * correction;
					double relative = angle.flattened.variance()[k][place] / (flattened * flattened)
							+ lamp.variance()[k][place];
					field.variance()[k][place] = relative * field.light()[k][place] * field.light()[k][place];
				}
			}
		}
		for (int ifu = 1; ifu <= Slitlet.IFUS; ifu++) {
			double change = angle.flattened.mean((ifu - 1) * Slitlet.SLICES, ifu * Slitlet.SLICES) - 1;
			if (Math.abs(change) > LAMP_CHANGE) {
				caveats.add(IlluminationMessage.LAMP_CHANGED.with(ifu, percent(change), percent(LAMP_CHANGE)));
			}
		}
		return field.normalised(angle.lit);
	}

	/** The variance by what single exposures light the fields otherwise than their mean, added. */
	private static FieldLight withChange(FieldLight field, List<DetectorReduction> detectors) {
		ExposureChange change = detectors.stream().map(DetectorReduction::change).reduce(ExposureChange.UNKNOWN,
				ExposureChange::plus);
		for (int k = 0; k < SLITLETS; k++) {
			double across = Doubt.place(k % Slitlet.SLICES, Slitlet.SLICES);
			for (int place = 0; place < field.places(); place++) {
				double along = Doubt.place(place, field.places());
				double relative = change.levelVariance()
						+ change.slopeVariance() * (along * along + across * across);
				field.variance()[k][place] += relative * field.light()[k][place] * field.light()[k][place];
			}
		}
		return field;
	}

	/** Mean of several angles; their variances add up as those of independent values. */
	private static FieldLight mean(List<FieldLight> fields) {
		if (fields.size() == 1) {
			return fields.getFirst();
		}
		int places = fields.getFirst().places();
		FieldLight mean = FieldLight.dark(SLITLETS, places);
		boolean[] lit = new boolean[SLITLETS];
		for (int k = 0; k < SLITLETS; k++) {
			for (int place = 0; place < places; place++) {
				double sum = 0;
				double variance = 0;
				int count = 0;
				for (FieldLight field : fields) {
					if (field.isLit(k)) {
						sum += field.light()[k][place];
						variance += field.variance()[k][place];
						count++;
					}
				}
				lit[k] = count > 0;
				mean.light()[k][place] = sum / count;
				mean.variance()[k][place] = variance / count / count;
			}
		}
		return mean.normalised(lit);
	}

	private static void addCaveats(int ifu, FieldLight field, boolean hasLamp, Caveats caveats) {
		var noise = new ArrayList<Double>();
		for (int slice = 0; slice < Slitlet.SLICES; slice++) {
			int k = (ifu - 1) * Slitlet.SLICES + slice;
			if (field.isLit(k)) {
				int middle = field.places() / 2;
				noise.add(Math.sqrt(field.variance()[k][middle]) / field.light()[k][middle]);
			} else {
				caveats.add(IlluminationMessage.SLITLET_MISSING.with(ifu, slice + 1));
			}
		}
		double usual = RobustStatistics.median(noise.stream().mapToDouble(Double::doubleValue).toArray());
		// what lamp light cannot tell is larger than any noise
		if (usual > NOISY && !hasLamp) {
			caveats.add(IlluminationMessage.NOISY.with(ifu, percent(usual), percent(NOISY)));
		}
	}

	private static String percent(double share) {
		return String.format(Locale.ROOT, "%.1f", PERCENT * share);
	}
}
