package org.armillary.kmos.wavecal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.ProductFile;
import org.armillary.data.FitsException;
import org.armillary.kmos.Band;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.FrameSelection;
import org.armillary.kmos.Lamps;
import org.armillary.kmos.OpticsTemperature;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.UsedArms;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.FrameStack;
import org.armillary.kmos.detector.LampLight;
import org.armillary.kmos.detector.StackSettings;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.kmos.tables.Gas;
import org.jspecify.annotations.Nullable;

/** The arcs of a job by angle, and their frames with the lamps off. For use by several threads. */
final class ArcSet {

	/** More light than this share of that of the arcs does not come from the sky or the instrument. */
	private static final double DARK_SHARE = 0.05;
	/** Less is lost in the noise, adu. */
	private static final double DARK_ADU = 10;

	private final AngleStack<RawFrame> angles;
	private final List<RawFrame> off;
	private final RawFrame first;
	private final List<Object> locks = List.of(new Object(), new Object(), new Object());
	private final @Nullable DetectorFrame[] backgrounds = new DetectorFrame[RawFrame.DETECTORS];

	private ArcSet(List<RawFrame> on, List<RawFrame> off) throws ActorException, FitsException {
		angles = AngleStack.ofFrames(on);
		this.off = off;
		first = on.getFirst();
	}

	/**
	 * Opens the frames and checks that they belong together.
	 *
	 * @throws ActorException
	 *             if set-ups, detectors or bands differ, or if no frame is dark that should be
	 */
	static ArcSet open(List<ProductFile> arcs, List<ProductFile> off, Caveats caveats, Checkpoint checkpoint)
			throws ActorException, IOException, InterruptedException {
		FrameSelection lit = FrameSelection.open(arcs).checkBands();
		FrameSelection dark = FrameSelection.open(off);
		lit.and(dark).checkSetups().tellRepeated(caveats);
		for (RawFrame frame : lit.frames()) {
			if (!Lamps.of(frame).arc()) {
				caveats.add(WaveCalMessage.LAMP_STATES.with(frame.setup().file(), Lamps.of(frame)));
			}
		}
		LampLight light = LampLight.measure(lit, checkpoint);
		FrameSelection usedDark = LampLight.measure(dark, checkpoint).dark(light, DARK_SHARE, DARK_ADU, caveats);
		var set = new ArcSet(lit.frames(), usedDark.frames());
		for (AngleStack.Group<RawFrame> group : set.angles.groups()) {
			if (group.frames().size() > 1) {
				WaveCalMessage message = byLamps(group).size() > 1 ? WaveCalMessage.LAMPS_APART
						: WaveCalMessage.ANGLE_TWICE;
				caveats.add(message.with(files(group), ArcCalibrations.text(group.angleDegrees())));
			}
		}
		return set;
	}

	/** The first arc in time. */
	RawFrame first() {
		return first;
	}

	/** All arcs with lamps on. */
	List<RawFrame> arcs() {
		return angles.groups().stream().flatMap(group -> group.frames().stream()).toList();
	}

	/** The angles in their order, with the arcs of each. */
	List<AngleStack.Group<RawFrame>> groups() {
		return angles.groups();
	}

	/** A caveat where the optics were warmer or colder than during the flat. */
	void checkTemperature(ArcCalibrations calibrations, Caveats caveats) {
		var temperatures = new ArrayList<OpticsTemperature>();
		for (RawFrame frame : arcs()) {
			OpticsTemperature.of(frame).ifPresent(temperatures::add);
		}
		OpticsTemperature.of(KmosWaveCal.XCAL, calibrations.xcal().primary().values())
				.ifPresent(temperatures::add);
		OpticsTemperature.caveat(temperatures).ifPresent(caveats::add);
	}

	/** Names of the files of an angle. */
	static String files(AngleStack.Group<RawFrame> group) {
		return group.frames().stream().map(frame -> frame.setup().file()).collect(Collectors.joining(", "));
	}

	/** Lamps that are on in one or another arc of an angle, as the headers say. */
	static Lamps lamps(AngleStack.Group<RawFrame> group) throws ActorException {
		var on = new TreeSet<Integer>();
		for (RawFrame frame : group.frames()) {
			on.addAll(Lamps.of(frame).on());
		}
		return new Lamps(on);
	}

	/** IFUs of a detector (1 to 3) whose arms are used in one or another arc of an angle. */
	static SortedSet<Integer> used(AngleStack.Group<RawFrame> group, int detector) {
		var used = new TreeSet<Integer>();
		for (RawFrame frame : group.frames()) {
			used.addAll(UsedArms.of(frame).usedOn(detector));
		}
		return used;
	}

	/** The arcs of an angle by the lamps that are on. */
	private static List<List<RawFrame>> byLamps(AngleStack.Group<RawFrame> group) throws ActorException {
		Map<Lamps, List<RawFrame>> frames = new LinkedHashMap<>();
		for (RawFrame frame : group.frames()) {
			frames.computeIfAbsent(Lamps.of(frame), _ -> new ArrayList<>()).add(frame);
		}
		return List.copyOf(frames.values());
	}

	/** Gases whose lamps are on. */
	static Set<Gas> gases(Lamps lamps) {
		Set<Gas> gases = EnumSet.noneOf(Gas.class);
		for (Gas gas : Gas.values()) {
			if (lamps.isOn(gas.lamp())) {
				gases.add(gas);
			}
		}
		return gases;
	}

	/** Band of a detector (1 to 3). */
	Band band(int detector) throws ActorException {
		return Band.of(first.setup().file(), first.primary().values(), detector);
	}

	/**
	 * The arcs of an angle minus the frames with lamps off, of a detector (1 to 3): the mean of those of the same
	 * lamps, the sum of those of others.
	 */
	DetectorFrame arc(AngleStack.Group<RawFrame> group, int detector, Checkpoint checkpoint)
			throws ActorException, IOException, InterruptedException {
		DetectorFrame background = background(detector, checkpoint);
		DetectorFrame sum = null;
		int parts = 0;
		for (List<RawFrame> frames : byLamps(group)) {
			StackSettings settings = frames.size() == 1 ? StackSettings.dark() : StackSettings.light();
			DetectorFrame lit = FrameStack.of(frames, detector, settings).combine(checkpoint).frame();
			checkpoint.check();
			sum = sum == null ? lit : add(sum, lit, 1);
			parts++;
		}
		return add(Objects.requireNonNull(sum), background, -parts);
	}

	/** Adds so many times another frame, in place. */
	private static DetectorFrame add(DetectorFrame sum, DetectorFrame other, int times) {
		float[] value = sum.value();
		float[] variance = sum.variance();
		byte[] flags = sum.flags();
		for (int i = 0; i < value.length; i++) {
			value[i] += times * other.value()[i];
			variance[i] += times * times * other.variance()[i];
			flags[i] |= other.flags()[i];
		}
		return sum;
	}

	private DetectorFrame background(int detector, Checkpoint checkpoint)
			throws ActorException, IOException, InterruptedException {
		synchronized (locks.get(detector - 1)) {
			DetectorFrame background = backgrounds[detector - 1];
			if (background == null) {
				background = FrameStack.of(off, detector, StackSettings.dark()).combine(checkpoint).frame();
				backgrounds[detector - 1] = background;
			}
			return background;
		}
	}
}
