package org.armillary.kmos.simulator.optics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * One of the three spectrographs with its detector: where the light of its eight IFUs falls in any state of the
 * instrument. The optics of a band at a temperature are computed once and kept for a while; flexure and moves of the
 * grating shift their image without changing it. May be used by any number of threads.
 */
public final class Spectrograph {

	/** Number of detectors. */
	public static final int DETECTORS = 3;
	/** Half segments of a detector. */
	public static final int HALVES = 2;

	/** Far outside what a user waits for: five bands at a few temperatures. */
	private static final int KEPT = 12;
	private static final double GRATING_LIMIT = 4;

	private final RandomStreams streams;
	private final Settings settings;
	private final int detector;
	private final List<Flexure> flexures;
	private final LinkedHashMap<Optics, BaseGeometry> bases = new LinkedHashMap<>();

	/** What decides a base geometry. */
	private record Optics(Band band, double kelvin) {
	}

	private Spectrograph(RandomStreams streams, Settings settings, int detector) {
		this.streams = streams;
		this.settings = settings;
		this.detector = detector;
		flexures = Stream.of(0, 1).map(half -> new Flexure(streams, settings, detector, half)).toList();
	}

	/**
	 * The spectrograph of a detector.
	 *
	 * @param seed
	 *            seed of the simulation
	 * @param settings
	 *            strengths of the irregularities
	 * @param detector
	 *            from 0 to 2
	 */
	public static Spectrograph of(long seed, Settings settings, int detector) {
		if (detector < 0 || detector >= DETECTORS) {
			throw new IllegalArgumentException("detector is " + detector + "; expected 0 to " + (DETECTORS - 1));
		}
		return new Spectrograph(new RandomStreams(seed), settings, detector);
	}

	/** Where the slitlets lie in a state of the instrument; 15 MB of arrays that the caller may keep. */
	public DetectorGeometry geometry(InstrumentState state) {
		BaseGeometry base = base(new Optics(state.band(), state.opticsKelvin()));
		List<Shift> shifts = shifts(state);
		var slitlets = new ArrayList<SlitletGeometry>(SlitletGeometry.PER_DETECTOR);
		int perHalf = SlitletGeometry.PER_DETECTOR / HALVES;
		for (int half = 0; half < HALVES; half++) {
			Shift shift = shifts.get(half);
			var rows = new RowInterpolation(shift.rows());
			for (int slitlet = half * perHalf; slitlet < (half + 1) * perHalf; slitlet++) {
				slitlets.add(base.shifted(detector, slitlet, shift, rows));
			}
		}
		return new DetectorGeometry(detector, state, slitlets, shifts);
	}

	/**
	 * Shifts of the two half segments, that of the lower IFU numbers first, by flexure and by the last move of the
	 * grating.
	 */
	public List<Shift> shifts(InstrumentState state) {
		double move = gratingShift(state.gratingMove());
		return flexure(state.angleDegrees()).stream().map(shift -> new Shift(shift.columns() + move, shift.rows()))
				.toList();
	}

	/** Shifts of the two half segments by flexure alone at an angle of the rotator. */
	public List<Shift> flexure(double angleDegrees) {
		return flexures.stream().map(flexure -> flexure.at(angleDegrees)).toList();
	}

	/** Shift along the slitlets that a move of the grating wheel left behind, pixels; the same for all slitlets. */
	public double gratingShift(int move) {
		SplittableRandom random = streams.generator(Purpose.GRATING, move, detector);
		return settings.get(Setting.GRATING_REPEATABILITY) * Draws.normal(random, GRATING_LIMIT);
	}

	private synchronized BaseGeometry base(Optics optics) {
		BaseGeometry known = bases.get(optics);
		if (known != null) {
			return known;
		}
		if (bases.size() == KEPT) {
			bases.remove(bases.firstEntry().getKey());
		}
		BaseGeometry made = BaseGeometry.of(streams, settings, detector, optics.band(), optics.kelvin());
		bases.put(optics, made);
		return made;
	}
}
