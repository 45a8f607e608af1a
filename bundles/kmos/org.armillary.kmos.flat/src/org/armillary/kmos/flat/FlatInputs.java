package org.armillary.kmos.flat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ProductFile;
import org.armillary.data.FitsException;
import org.armillary.kmos.Band;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.FrameNumber;
import org.armillary.kmos.FrameOrder;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.OpticsTemperature;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.detector.BadPixelMask;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.FrameStack;
import org.armillary.kmos.detector.StackSettings;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.numerics.combination.CombineSettings;

/**
 * The frames of a job, checked and in order of time; those that are not what they should be are left out.
 *
 * @param off
 *            frames with the lamp off
 * @param on
 *            frames with the lamp on, by angle
 * @param badPixels
 *            bad pixels of the detectors
 */
record FlatInputs(List<RawFrame> off, AngleStack<RawFrame> on, Optional<BadPixelMask> badPixels) {

	/** What frames with the lamp off are. */
	static final String LAMP_OFF = "frames with the lamp off";

	private static final String FILTER = "ESO INS FILT%d ID";
	private static final String GRATING = "ESO INS GRAT%d ID";
	/** A frame is as bright as its pixel at this share: a few lit slitlets are enough, hot pixels are not. */
	private static final double BRIGHT_QUANTILE = 0.97;
	/** A frame is lit if it reaches this share of the brightest one … */
	private static final double LIT_SHARE = 0.05;
	/** … and this level, adu. */
	private static final double LIT_ADU = 20;
	/** A frame with the lamp off may show this share of what a frame with the lamp on must show. */
	private static final double OFF_SHARE = 0.1;
	private static final int USUAL_FRAMES = 3;

	/** Opens and checks the files. */
	static FlatInputs open(List<ProductFile> on, List<ProductFile> off, Optional<ProductFile> mask, Caveats caveats,
			Checkpoint checkpoint) throws ActorException, IOException, InterruptedException {
		List<RawFrame> lit = open(on);
		List<RawFrame> dark = open(off);
		var all = new ArrayList<>(lit);
		all.addAll(dark);
		RawFrame.checkAlike(lit);
		RawFrame.checkAlike(dark);
		RawFrame.checkSameDetectors(all);
		for (RawFrame frame : all) {
			checkBand(frame.setup().file(), frame.primary().values(), lit.getFirst().setup().file(),
					lit.getFirst().primary().values(), lit.contains(frame));
		}
		tellDifferences(lit, dark, caveats);
		OpticsTemperature.caveatOf(all).ifPresent(caveats::add);
		if (mask.isEmpty()) {
			caveats.add(FlatMessage.NO_BAD_PIXELS.with());
		}
		Optional<BadPixelMask> badPixels = mask.isEmpty() ? Optional.empty()
				: Optional.of(BadPixelMask.open(mask.get().path()));
		double[] onLight = brightness(lit, checkpoint);
		double[] offLight = brightness(dark, checkpoint);
		double limit = Math.max(LIT_ADU, LIT_SHARE * Arrays.stream(onLight).max().orElse(0));
		List<RawFrame> used = litFrames(lit, onLight, limit, caveats);
		List<RawFrame> usedOff = darkFrames(dark, offLight, Math.max(LIT_ADU, OFF_SHARE * limit), caveats);
		AngleStack<RawFrame> angles = AngleStack.ofFrames(used);
		for (AngleStack.Group<RawFrame> group : AngleStack.ofFrames(lit).groups()) {
			if (group.frames().stream().noneMatch(used::contains)) {
				caveats.add(FlatMessage.ANGLE_DARK.with(text(group.angleDegrees()), names(group.frames())));
			}
		}
		tellFew(usedOff, angles, caveats);
		return new FlatInputs(usedOff, angles, badPixels);
	}

	/**
	 * Refuses frames of another band: each detector has its grating, and its filter unless that is closed.
	 *
	 * @param open
	 *            whether the filter must be that of the first frame
	 */
	static void checkBand(String file, Map<String, Object> keywords, String firstFile, Map<String, Object> first,
			boolean open) throws ActorException {
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			if (Band.of(file, keywords, detector) != Band.of(firstFile, first, detector)) {
				throw differs(GRATING.formatted(detector), file, keywords, firstFile, first);
			}
			String filter = FILTER.formatted(detector);
			boolean known = keywords.containsKey(filter) && first.containsKey(filter);
			if (open && known && !keywords.get(filter).equals(first.get(filter))) {
				throw differs(filter, file, keywords, firstFile, first);
			}
		}
	}

	/** Refuses too few frames for min-max rejection. */
	void checkNumbers(CombineSettings combination) throws ActorException {
		for (AngleStack.Group<RawFrame> group : on.groups()) {
			FrameNumber.check(combination, group.frames().size(), kind(group.angleDegrees()));
		}
		FrameNumber.check(combination, off.size(), LAMP_OFF);
	}

	/** What the frames of an angle are. */
	static String kind(double degrees) {
		return "frames with the lamp on at " + text(degrees) + " deg";
	}

	/** An angle as messages show it. */
	static String text(double degrees) {
		return String.format(Locale.ROOT, "%.0f", degrees + 0.0);
	}

	private static ActorException differs(String keyword, String file, Map<String, Object> keywords, String firstFile,
			Map<String, Object> first) {
		return new ActorException(Kind.DATA, FlatMessage.BANDS_DIFFER.with(file, keyword, keywords.get(keyword),
				firstFile, first.get(keyword)));
	}

	private static List<RawFrame> open(List<ProductFile> files) throws ActorException, FitsException {
		var frames = new ArrayList<RawFrame>();
		for (ProductFile file : files) {
			frames.add(RawFrame.open(file.path()));
		}
		return FrameOrder.sorted(frames);
	}

	private static void tellDifferences(List<RawFrame> lit, List<RawFrame> dark, Caveats caveats) {
		for (List<RawFrame> frames : List.of(lit, dark)) {
			for (FrameOrder.Repeated same : FrameOrder.repeated(frames)) {
				caveats.add(KmosMessage.SAME_FRAME.with(same.first().setup().file(), same.second().setup().file(),
						same.archiveName()));
			}
		}
		RawFrame on = lit.getFirst();
		RawFrame off = dark.getFirst();
		if (Math.abs(on.setup().ditSeconds() - off.setup().ditSeconds()) > 1e-3 * on.setup().ditSeconds()) {
			caveats.add(FlatMessage.DIT_DIFFERS.with(on.setup().file(), on.setup().ditSeconds(), off.setup().file(),
					off.setup().ditSeconds()));
		}
	}

	/** How bright each frame is on its brightest detector, adu. */
	private static double[] brightness(List<RawFrame> frames, Checkpoint checkpoint)
			throws ActorException, FitsException, InterruptedException {
		double[] brightest = new double[frames.size()];
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			checkpoint.check();
			double[] light = FrameStack.of(frames, detector, StackSettings.dark()).brightness(BRIGHT_QUANTILE);
			for (int i = 0; i < light.length; i++) {
				// a detector without a single number tells nothing
				brightest[i] = light[i] > brightest[i] ? light[i] : brightest[i];
			}
		}
		return brightest;
	}

	private static List<RawFrame> litFrames(List<RawFrame> frames, double[] light, double limit, Caveats caveats)
			throws ActorException {
		var used = new ArrayList<RawFrame>();
		for (int i = 0; i < light.length; i++) {
			if (light[i] >= limit) {
				used.add(frames.get(i));
			} else {
				caveats.add(FlatMessage.LAMP_FAILED.with(frames.get(i).setup().file(), number(light[i]),
						number(limit)));
			}
		}
		if (used.isEmpty()) {
			throw new ActorException(Kind.DATA, FlatMessage.NO_LIGHT.with(frames.size(),
					frames.getFirst().setup().file(), number(light[0])));
		}
		return used;
	}

	private static List<RawFrame> darkFrames(List<RawFrame> frames, double[] light, double limit, Caveats caveats)
			throws ActorException {
		var used = new ArrayList<RawFrame>();
		for (int i = 0; i < light.length; i++) {
			if (light[i] < limit) {
				used.add(frames.get(i));
			} else {
				caveats.add(FlatMessage.OFF_LIT.with(frames.get(i).setup().file(), number(light[i]), number(limit)));
			}
		}
		if (used.isEmpty()) {
			throw new ActorException(Kind.DATA, FlatMessage.NO_DARKNESS.with(frames.size(),
					frames.getFirst().setup().file(), number(light[0])));
		}
		return used;
	}

	private static void tellFew(List<RawFrame> off, AngleStack<RawFrame> angles, Caveats caveats) {
		if (off.size() < USUAL_FRAMES) {
			caveats.add(FlatMessage.FEW_FRAMES.with(off.size(), "off"));
		}
		for (AngleStack.Group<RawFrame> group : angles.groups()) {
			if (group.frames().size() < USUAL_FRAMES) {
				caveats.add(FlatMessage.FEW_FRAMES.with(group.frames().size(),
						"on at " + text(group.angleDegrees()) + " deg"));
			}
		}
	}

	private static String names(List<RawFrame> frames) {
		return frames.stream().map(frame -> frame.setup().file()).collect(Collectors.joining(", "));
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%.0f", value);
	}
}
