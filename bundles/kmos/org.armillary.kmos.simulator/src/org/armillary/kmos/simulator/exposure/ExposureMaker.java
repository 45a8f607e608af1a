package org.armillary.kmos.simulator.exposure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.data.FitsException;
import org.armillary.kmos.simulator.detector.DetectorExposure;
import org.armillary.kmos.simulator.detector.Persistence;
import org.armillary.kmos.simulator.detector.PixelValues;
import org.armillary.kmos.simulator.light.FrameRenderer;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.light.Spectra;
import org.armillary.kmos.simulator.optics.SlitletGeometry;
import org.armillary.kmos.simulator.plan.ArmView;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.source.TargetView;

/**
 * Makes the frames of exposures, from what shines to the light on a detector and the raw values. Frames follow from the
 * exposure alone, whatever else was made before. May be used by several threads.
 *
 * @param instrument
 *            the instrument
 */
public record ExposureMaker(NightInstrument instrument) {

	/** What shines in an exposure; empty where the filter blocks all light. */
	public Shining shining(NightExposure exposure) throws FitsException {
		var lights = new ArrayList<Light>();
		List<ArmView> used = exposure.arms().stream().filter(ArmView::used).toList();
		List<Integer> ifus = used.stream().map(ArmView::arm).toList();
		BandLight band = instrument.band(exposure.state().band());
		var spectra = new Spectra(band.kernels());
		switch (exposure.rawClass()) {
		case DARK, FLAT_OFF, ARC_OFF -> {
			return new Shining(List.of(), Map.of(), spectra);
		}
		case FLAT_ON -> lights.addAll(
				band.lamps().flat(ifus, exposure.state().angleDegrees(), exposure.lampFactor()));
		case ARC_ON -> lights.addAll(
				band.lamps().arc(ifus, exposure.state().angleDegrees(), exposure.lampFactor()));
		case FLAT_SKY -> {
			double[] transmission = band.telluric().transmission(exposure.conditions());
			lights.addAll(band.lamps().twilight(ifus, transmission, exposure.conditions().twilightFactor(),
					exposure.number()));
			lights.addAll(sky(band, exposure, used, transmission));
		}
		case STD, SCIENCE, ACQ -> {
			double[] transmission = band.telluric().transmission(exposure.conditions());
			lights.addAll(sky(band, exposure, used, transmission));
			TargetView targets = band.targets().view(exposure.conditions(), transmission);
			for (ArmView arm : used) {
				if (arm.target().isPresent()) {
					lights.addAll(
							targets.lights(arm.arm(), arm.xArcsec(), arm.yArcsec(), arm.target().orElseThrow()));
				}
			}
		}
		}
		var factors = new HashMap<Integer, double[]>();
		ifus.forEach(ifu -> factors.put(ifu, instrument.throughput().slitlets(ifu)));
		return new Shining(lights, factors, spectra);
	}

	/**
	 * Light that reaches a detector, without noise.
	 *
	 * @param detector
	 *            from 0
	 * @return electrons/s, {@code [y][x]} in one array
	 */
	public float[] light(NightExposure exposure, Shining shining, int detector) {
		List<Light> lights = onDetector(shining, detector);
		if (lights.isEmpty()) {
			return new float[instrument.detector(detector).format().pixels()];
		}
		return renderer(exposure, detector).render(lights, shining.factors(), shining.spectra());
	}

	/** As {@link #light}, each kind of light in an image of its own. */
	public Map<Component, float[]> components(NightExposure exposure, Shining shining, int detector) {
		List<Light> lights = onDetector(shining, detector);
		return lights.isEmpty() ? new LinkedHashMap<>()
				: renderer(exposure, detector).renderComponents(lights, shining.factors(), shining.spectra());
	}

	/** What an exposure leaves in a detector for later ones. */
	public Persistence.Source left(NightExposure exposure, int detector, float[] light) {
		return instrument.detector(detector).left(detectorExposure(exposure), light);
	}

	/**
	 * The raw frame of a detector.
	 *
	 * @param light
	 *            what {@link #light} made
	 * @param earlier
	 *            what earlier exposures left in the detector, in order of time
	 * @return adu, {@code [y][x]} in one array
	 */
	public float[] frame(NightExposure exposure, int detector, float[] light, List<Persistence.Source> earlier) {
		return frame(exposure, detector, light, persistence(exposure, earlier));
	}

	/** As {@link #frame(NightExposure, int, float[], List)}, with what {@link #persistence} made. */
	public float[] frame(NightExposure exposure, int detector, float[] light, PixelValues persistence) {
		return instrument.detector(detector).expose(detectorExposure(exposure), light, persistence);
	}

	/**
	 * What earlier exposures left in a detector and gives charge in this one, electrons/s.
	 *
	 * @param earlier
	 *            what they left, in order of time
	 */
	public static PixelValues persistence(NightExposure exposure, List<Persistence.Source> earlier) {
		return Persistence.rates(earlier, detectorExposure(exposure));
	}

	/** An exposure as a detector knows it. */
	public static DetectorExposure detectorExposure(NightExposure exposure) {
		return new DetectorExposure(exposure.number(), exposure.secondsOfNight(), exposure.dit(), exposure.ndit(),
				exposure.readNoise());
	}

	private FrameRenderer renderer(NightExposure exposure, int detector) {
		return FrameRenderer.of(instrument.spectrograph(detector).geometry(exposure.state()),
				instrument.band(exposure.state().band()).kernels());
	}

	private static List<Light> sky(BandLight band, NightExposure exposure, List<ArmView> used,
			double[] transmission) {
		var factors = new LinkedHashMap<Integer, Double>();
		used.forEach(arm -> factors.put(arm.arm(), arm.skyFactor()));
		return band.sky().lights(exposure.conditions(), transmission, factors);
	}

	private static List<Light> onDetector(Shining shining, int detector) {
		int first = detector * SlitletGeometry.IFUS_PER_DETECTOR;
		return shining.lights().stream()
				.filter(light -> light.ifu() > first && light.ifu() <= first + SlitletGeometry.IFUS_PER_DETECTOR)
				.toList();
	}
}
