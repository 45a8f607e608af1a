package org.armillary.kmos.simulator.exposure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.armillary.data.FitsException;
import org.armillary.kmos.simulator.detector.Detector;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.Spectrograph;
import org.armillary.kmos.simulator.plan.NightSettings;
import org.armillary.kmos.simulator.source.Conditions;
import org.armillary.kmos.simulator.source.Target;
import org.armillary.kmos.simulator.source.Target.CubeFile;
import org.armillary.kmos.simulator.source.Throughput;

/**
 * The instrument of a night, whose parts are made when they are first asked for and then kept. May be used by several
 * threads.
 */
public final class NightInstrument {

	private final NightSettings night;
	private final int exposures;
	private final List<Spectrograph> spectrographs = new ArrayList<>();
	private final Map<Integer, Detector> detectors = new HashMap<>();
	private final Map<Band, BandLight> bands = new EnumMap<>(Band.class);

	/**
	 * The instrument of a night.
	 *
	 * @param night
	 *            what was asked for
	 * @param exposures
	 *            number of exposures of the night
	 */
	public NightInstrument(NightSettings night, int exposures) {
		this.night = night;
		this.exposures = exposures;
		for (int detector = 0; detector < Spectrograph.DETECTORS; detector++) {
			spectrographs.add(Spectrograph.of(night.seed(), night.strengths(), detector));
		}
	}

	/** What was asked for. */
	public NightSettings night() {
		return night;
	}

	/** The spectrograph of a detector, from 0. */
	public Spectrograph spectrograph(int detector) {
		return spectrographs.get(detector);
	}

	/** Throughput of telescope and instrument. */
	public Throughput throughput() {
		return new Throughput(night.seed(), night.strengths());
	}

	/** A detector, from 0. */
	public Detector detector(int number) {
		synchronized (detectors) {
			return detectors.computeIfAbsent(number, absent -> Detector.of(night.seed(), night.strengths(), absent,
					night.gains().get(absent), exposures));
		}
	}

	/**
	 * Reads the cubes of targets, which are kept, so that what is wrong with them is known before anything is made.
	 *
	 * @throws FitsException
	 *             if one cannot be read or is no cube that can be shown
	 */
	public void readCubes() throws FitsException {
		for (Target target : night.targets().values()) {
			if (target instanceof CubeFile cube) {
				BandLight light = band(night.bands().getFirst());
				light.targets().view(Conditions.usual(), new double[light.grid().size()]).photons(cube);
			}
		}
	}

	/** What shines in a band. */
	public BandLight band(Band band) {
		synchronized (bands) {
			return bands.computeIfAbsent(band, absent -> BandLight.of(night, absent));
		}
	}
}
