package org.armillary.kmos.simulator.truth;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.armillary.kmos.simulator.exposure.BandLight;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.header.Arm;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.SlitletGeometry;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.source.Throughput;

/**
 * Light of an exposure that fills the fields of the IFUs: lamps, twilight, sky and warm glow. It is read off the lights that
 * are painted, whose electrons are turned back into what shines: so this and the frames cannot differ.
 *
 * @param instrument
 *            the instrument
 * @param exposure
 *            the exposure
 * @param lights
 *            what shines in it
 */
record FieldLight(NightInstrument instrument, NightExposure exposure, List<Light> lights) {

	/** Unit of the spectra of lamps, for the whole field of an IFU of mean throughput. */
	static final String LAMP_DENSITY = "electron.s-1.um-1";

	/** Area of the field of an IFU, arcsec². */
	private static final double FIELD_ARCSEC2 = 7.84;
	private static final Set<Component> LAMPS = Set.of(Component.LAMP, Component.ARC, Component.TWILIGHT);

	/** How the light is spread over the fields of the IFUs, see {@link InstrumentTruth#put}; NaN in those without light. */
	double[] field() {
		var cube = new double[Arm.COUNT * SlitletGeometry.SLICES * SlitletProfile.BINS];
		Arrays.fill(cube, Double.NaN);
		var done = new HashSet<Integer>();
		for (Light light : lights) {
			if (light.component() != Component.OBJECT && done.add(light.ifu())) {
				InstrumentTruth.put(cube, light.ifu(), light.slitlets());
			}
		}
		return cube;
	}

	/** Transmission of the air without clouds, by sample of the fine grid. */
	double[] transmission() {
		return band().telluric().transmission(exposure.conditions());
	}

	/** Spectrum of lamp or twilight in {@link #LAMP_DENSITY}, by sample of the fine grid; without lines of arc lamps. */
	double[] lamp() {
		var spectrum = new double[band().grid().size()];
		Optional<Light> lamp = lights.stream().filter(light -> LAMPS.contains(light.component())).findFirst();
		if (lamp.isPresent()) {
			double[] microns = band().grid().microns();
			double[] widths = band().grid().widths();
			double[] electrons = lamp.get().emission().continuum();
			IfuLine ifu = ifu(lamp.get().ifu(), microns);
			for (int i = 0; i < spectrum.length; i++) {
				spectrum[i] = electrons[i] * lamp.get().scale() / (ifu.at(microns[i]) * widths[i]);
			}
		}
		return spectrum;
	}

	/** Brightness of the sky between its lines, photons s⁻¹ m⁻² µm⁻¹ arcsec⁻² below the air, by sample of the fine grid. */
	double[] sky() {
		var spectrum = new double[band().grid().size()];
		Optional<Light> sky = find(Component.SKY);
		if (sky.isPresent()) {
			double[] microns = band().grid().microns();
			double[] widths = band().grid().widths();
			double[] electrons = sky.get().emission().continuum();
			IfuLine ifu = ifu(sky.get().ifu(), microns);
			for (int i = 0; i < spectrum.length; i++) {
				spectrum[i] = electrons[i] * sky.get().scale() / (perPhoton(sky.get(), ifu, microns[i]) * widths[i]);
			}
		}
		return spectrum;
	}

	/** Brightness of the warm glow in the same unit. */
	double[] thermal() {
		double[] photons = band().sky().thermalPhotons(exposure.conditions(), transmission());
		double[] widths = band().grid().widths();
		for (int i = 0; i < photons.length; i++) {
			photons[i] /= widths[i];
		}
		return photons;
	}

	/** Wavelengths of the lines of sky or arc lamps, µm. */
	double[] lineMicrons() {
		Band grating = exposure.state().band();
		return lined().map(light -> Arrays.stream(light.emission().lineRows()).map(grating::micron).toArray())
				.orElse(new double[0]);
	}

	/**
	 * Their strengths: photons s⁻¹ m⁻² arcsec⁻² of the sky below the air, electrons/s of arc lamps in the whole field of an
	 * IFU of mean throughput.
	 */
	double[] lineRates() {
		Optional<Light> found = lined();
		if (found.isEmpty()) {
			return new double[0];
		}
		Light light = found.get();
		double[] microns = lineMicrons();
		double[] rates = light.emission().lineRates();
		IfuLine ifu = ifu(light.ifu(), band().grid().microns());
		var strengths = new double[rates.length];
		for (int i = 0; i < rates.length; i++) {
			double electrons = light.component() == Component.SKY ? perPhoton(light, ifu, microns[i])
					: ifu.at(microns[i]);
			strengths[i] = rates[i] * light.scale() / electrons;
		}
		return strengths;
	}

	private Optional<Light> lined() {
		return find(Component.SKY).or(() -> find(Component.ARC));
	}

	private Optional<Light> find(Component component) {
		return lights.stream().filter(light -> light.component() == component).findFirst();
	}

	/** Electrons of the field of an IFU for each photon m⁻² arcsec⁻² of the sky of the field. */
	private double perPhoton(Light light, IfuLine ifu, double micron) {
		return instrument.throughput().efficiency(exposure.state().band(), micron) * Throughput.AREA_M2 * FIELD_ARCSEC2
				* ifu.at(micron) * exposure.arms().get(light.ifu() - 1).skyFactor();
	}

	/** Throughput of an IFU, which is linear in wavelength. */
	private record IfuLine(double firstMicron, double first, double slope) {
		double at(double micron) {
			return first + slope * (micron - firstMicron);
		}
	}

	private IfuLine ifu(int number, double[] microns) {
		double firstMicron = microns[0];
		double lastMicron = microns[microns.length - 1];
		Throughput throughput = instrument.throughput();
		double first = throughput.ifu(exposure.state().band(), number, firstMicron);
		double last = throughput.ifu(exposure.state().band(), number, lastMicron);
		return new IfuLine(firstMicron, first, (last - first) / (lastMicron - firstMicron));
	}

	private BandLight band() {
		return instrument.band(exposure.state().band());
	}
}
