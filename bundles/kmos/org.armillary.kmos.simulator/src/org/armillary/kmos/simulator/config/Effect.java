package org.armillary.kmos.simulator.config;

import java.util.Arrays;
import java.util.Optional;

/** An effect that can be switched off by its name; its strength is in its {@link Setting}s. */
public enum Effect {
	/** Irregularities of slitlets, traces and arc lines. */
	GEOMETRY("geometry"),
	/** Flexure on the detectors. */
	FLEXURE("flexure"),
	/** Shifts when the grating wheel was moved. */
	GRATING("grating"),
	/** Stretch with the temperature of the optics. */
	TEMPERATURE("temperature"),
	/** Where the arms point. */
	POINTING("pointing"),
	/** Changes of the line profile. */
	LINE_PROFILE("lineProfile"),
	/** Differences of throughput. */
	THROUGHPUT("throughput"),
	/** Structure and drift of lamps. */
	LAMPS("lamps"),
	/** Light of the night sky. */
	AIRGLOW("airglow"),
	/** Warm glow of telescope and windows. */
	THERMAL("thermal"),
	/** Absorption by the air. */
	TELLURIC("telluric"),
	/** Clouds. */
	CLOUDS("clouds"),
	/** Changes of the seeing with wavelength and time. */
	SEEING("seeing"),
	/** Dispersion of the atmosphere. */
	DISPERSION("dispersion"),
	/** Lines of stars other than those of the tables. */
	STARS("stars"),
	/** Differences of the response of pixels. */
	RESPONSE("response"),
	/** Dark current. */
	DARK("dark"),
	/** Hot pixels and cold offsets. */
	HOT_PIXELS("hotPixels"),
	/** Noise of reading. */
	READ_NOISE("readNoise"),
	/** Noise of electrons. */
	PHOTON_NOISE("photonNoise"),
	/** Offsets of read-out channels. */
	OFFSETS("offsets"),
	/** Drift of the offsets. */
	DRIFT("drift"),
	/** Loss of linearity. */
	LINEARITY("linearity"),
	/** Saturation. */
	SATURATION("saturation"),
	/** Persistence. */
	PERSISTENCE("persistence"),
	/** Cosmic rays. */
	COSMIC_RAYS("cosmicRays"),
	/** Cross-talk into the gaps. */
	CROSSTALK("crosstalk"),
	/** Capacitance between pixels. */
	CAPACITANCE("capacitance");

	private final String text;

	Effect(String text) {
		this.text = text;
	}

	/** Its name as users write it, such as {@code cosmicRays}. */
	public String text() {
		return text;
	}

	/** The effect of a name. */
	public static Optional<Effect> of(String text) {
		return Arrays.stream(values()).filter(effect -> effect.text.equals(text)).findFirst();
	}
}
