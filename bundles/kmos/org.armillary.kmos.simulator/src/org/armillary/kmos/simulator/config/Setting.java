package org.armillary.kmos.simulator.config;

/**
 * A number that can be set in a simulated night, mostly the strength of an effect. Names, units, defaults and allowed
 * ranges are told to users by {@code armillary simulate kmos --describe}.
 */
public enum Setting {
	/** Standard deviation of the widths of slitlets between IFUs. */
	WIDTH_SPREAD(Effect.GEOMETRY, "geometry.widthSpread", "pixel", 0.1, 0, 0, 1,
			"Standard deviation of the widths of slitlets between IFUs."),
	/** Standard deviation of the places of slitlets within an IFU. */
	SLITLET_OFFSETS(Effect.GEOMETRY, "geometry.slitletOffsets", "pixel", 0.06, 0, 0, 1,
			"Standard deviation of the places of slitlets within an IFU."),
	/** Alternating offset of slitlets by the two rows of pupil mirrors; some IFUs have four times as much. */
	MIRROR_PATTERN(Effect.GEOMETRY, "geometry.mirrorPattern", "pixel", 0.1, 0, 0, 1,
			"Alternating offset of slitlets by the two rows of pupil mirrors; some IFUs have four times as much."),
	/** Amplitude of the antisymmetric distortion along x. */
	DISTORTION(Effect.GEOMETRY, "geometry.distortion", "pixel", 1, 0, 0, 5,
			"Amplitude of the antisymmetric distortion along x."),
	/** Slope of the outermost traces, columns for each row. */
	TRACE_SLOPE(Effect.GEOMETRY, "geometry.traceSlope", "", 0.0067, 0, 0, 0.02,
			"Slope of the outermost traces, columns for each row."),
	/** How far arc lines of H at the sides of a detector lie from those in its middle. */
	LINE_CURVATURE(Effect.GEOMETRY, "geometry.lineCurvature", "pixel", 30, 0, 0, 80,
			"How far arc lines of H at the sides of a detector lie from those in its middle."),
	/** Standard deviation of the jumps of the wavelength solution between slitlets. */
	WAVELENGTH_JUMPS(Effect.GEOMETRY, "geometry.wavelengthJumps", "pixel", 0.6, 0, 0, 3,
			"Standard deviation of the jumps of the wavelength solution between slitlets."),
	/** Amplitude of irregularities of the optics that no low polynomial follows. */
	RIPPLE(Effect.GEOMETRY, "geometry.ripple", "pixel", 0.008, 0, 0, 0.1,
			"Amplitude of irregularities of the optics that no low polynomial follows."),
	/** Departure of positions in a slitlet from even spacing, as a share of its length. */
	FIELD_DISTORTION(Effect.GEOMETRY, "geometry.fieldDistortion", "", 0.003, 0, 0, 0.05,
			"Departure of positions in a slitlet from even spacing, as a share of its length."),
	/** Largest flexure along the slitlets over a turn of the rotator. */
	FLEXURE_SPATIAL(Effect.FLEXURE, "flexure.spatial", "pixel", 0.9, 0, 0, 3,
			"Largest flexure along the slitlets over a turn of the rotator."),
	/** Largest flexure along the dispersion. */
	FLEXURE_SPECTRAL(Effect.FLEXURE, "flexure.spectral", "pixel", 0.95, 0, 0, 3,
			"Largest flexure along the dispersion."),
	/** Amplitude of the flexure along the slitlets at twice the angle. */
	FLEXURE_HARMONIC(Effect.FLEXURE, "flexure.harmonic", "pixel", 0.03, 0, 0, 0.5,
			"Amplitude of the flexure along the slitlets at twice the angle."),
	/** Standard deviation of the shift along the slitlets when the grating wheel was moved. */
	GRATING_REPEATABILITY(Effect.GRATING, "grating.repeatability", "pixel", 0.2, 0, 0, 2,
			"Standard deviation of the shift along the slitlets when the grating wheel was moved."),
	/** Stretch of the pattern between its outermost edges. */
	TEMPERATURE_STRETCH(Effect.TEMPERATURE, "temperature.stretch", "pixel/K", 0.1, 0, 0, 1,
			"Stretch of the pattern between its outermost edges."),
	/** Standard deviation of the temperature of the optics at the start of a night. */
	TEMPERATURE_SPREAD(Effect.TEMPERATURE, "temperature.spread", "K", 0.4, 0, 0, 4,
			"Standard deviation of the temperature of the optics at the start of a night."),
	/** Radius of the circle on which all IFUs move with the rotator. */
	POINTING_FLEXURE(Effect.POINTING, "pointing.flexure", "arcsec", 0.3, 0, 0, 1,
			"Radius of the circle on which all IFUs move with the rotator."),
	/** Flexure of each arm by itself. */
	ARM_FLEXURE(Effect.POINTING, "pointing.arms", "arcsec", 0.03, 0, 0, 0.5,
			"Flexure of each arm by itself."),
	/** Standard deviation of the places of the arms. */
	PLACEMENT(Effect.POINTING, "pointing.placement", "arcsec", 0.05, 0, 0, 1,
			"Standard deviation of the places of the arms."),
	/** Resolving power over its nominal value. */
	RESOLUTION(Effect.LINE_PROFILE, "profile.resolution", "", 1, 1, 0.3, 1.4,
			"Resolving power over its nominal value."),
	/** Largest departure of the width of the line profile over a detector, as a share. */
	WIDTH_VARIATION(Effect.LINE_PROFILE, "profile.variation", "", 0.1, 0, 0, 0.3,
			"Largest departure of the width of the line profile over a detector, as a share."),
	/** Largest skewness of the line profile. */
	SKEWNESS(Effect.LINE_PROFILE, "profile.skewness", "", 0.1, 0, 0, 0.3,
			"Largest skewness of the line profile."),
	/** Full width at half maximum of the blur along slitlets. */
	BLUR(Effect.LINE_PROFILE, "profile.blur", "pixel", 1.3, Double.NaN, 0.3, 4,
			"Full width at half maximum of the blur along slitlets."),
	/** Throughput over its nominal value. */
	THROUGHPUT(Effect.THROUGHPUT, "throughput.level", "", 1, 1, 0.01, 3,
			"Throughput over its nominal value."),
	/** Standard deviation of the throughput between IFUs. */
	IFU_THROUGHPUT(Effect.THROUGHPUT, "throughput.ifus", "", 0.08, 0, 0, 0.3,
			"Standard deviation of the throughput between IFUs."),
	/** Standard deviation of the throughput between the slitlets of an IFU. */
	SLITLET_THROUGHPUT(Effect.THROUGHPUT, "throughput.slitlets", "", 0.03, 0, 0, 0.2,
			"Standard deviation of the throughput between the slitlets of an IFU."),
	/** Smooth change of the throughput over the field of an IFU. */
	VIGNETTING(Effect.THROUGHPUT, "throughput.vignetting", "", 0.05, 0, 0, 0.5,
			"Smooth change of the throughput over the field of an IFU."),
	/** Signal of the continuum lamp where it is brightest. */
	FLAT_LEVEL(Effect.LAMPS, "lamps.flat", "adu", 27_000, Double.NaN, 10, 100_000,
			"Signal of the continuum lamp where it is brightest."),
	/** Smooth structure of the lamp over the field of an IFU, which the sky does not have. */
	LAMP_STRUCTURE(Effect.LAMPS, "lamps.structure", "", 0.08, 0, 0, 0.5,
			"Smooth structure of the lamp over the field of an IFU, which the sky does not have."),
	/** Standard deviation of the brightness of lamps between exposures. */
	LAMP_DRIFT(Effect.LAMPS, "lamps.drift", "", 0.003, 0, 0, 0.2,
			"Standard deviation of the brightness of lamps between exposures."),
	/** Signal at the peak of the brightest arc line of a band. */
	ARC_LEVEL(Effect.LAMPS, "lamps.arc", "adu", 45_000, Double.NaN, 10, 1_000_000,
			"Signal at the peak of the brightest arc line of a band."),
	/** Brightness of the argon lamp over its usual one beside neon. */
	ARC_RATIO(Effect.LAMPS, "lamps.ratio", "", 1, Double.NaN, 0.01, 100,
			"Brightness of the argon lamp over its usual one beside neon."),
	/** Signal of the twilight sky where it is brightest, in the exposures that are used. */
	TWILIGHT_LEVEL(Effect.LAMPS, "lamps.twilight", "adu", 12_000, Double.NaN, 10, 200_000,
			"Signal of the twilight sky where it is brightest, in the exposures that are used."),
	/** Brightness of the hydroxyl lines over its usual value. */
	OH_LEVEL(Effect.AIRGLOW, "airglow.oh", "", 1, 0, 0, 10,
			"Brightness of the hydroxyl lines over its usual value."),
	/** Standard deviation of the brightness of each vibrational group in time, as a share. */
	OH_GROUPS(Effect.AIRGLOW, "airglow.groups", "", 0.1, 0, 0, 1,
			"Standard deviation of the brightness of each vibrational group in time, as a share."),
	/** Rotational temperature of hydroxyl. */
	OH_KELVIN(Effect.AIRGLOW, "airglow.temperature", "K", 190, Double.NaN, 120, 300,
			"Rotational temperature of hydroxyl."),
	/** Standard deviation of the rotational temperature in time. */
	OH_KELVIN_DRIFT(Effect.AIRGLOW, "airglow.temperatureDrift", "K", 8, 0, 0, 50,
			"Standard deviation of the rotational temperature in time."),
	/** Brightness of the oxygen band at 1.27 um over its usual value. */
	OXYGEN_LEVEL(Effect.AIRGLOW, "airglow.oxygen", "", 1, 0, 0, 10,
			"Brightness of the oxygen band at 1.27 um over its usual value."),
	/** Continuum between the lines in the H band. */
	CONTINUUM_LEVEL(Effect.AIRGLOW, "airglow.continuum", "s-1.m-2.um-1.arcsec-2", 500, 0, 0, 100_000,
			"Continuum between the lines in the H band."),
	/** Standard deviation of the brightness of the sky between arms. */
	SKY_GRADIENT(Effect.AIRGLOW, "airglow.gradient", "", 0.01, 0, 0, 0.5,
			"Standard deviation of the brightness of the sky between arms."),
	/** Emissivity of telescope and warm windows, which glow in K. */
	THERMAL_EMISSIVITY(Effect.THERMAL, "thermal.emissivity", "", 0.15, 0, 0, 1,
			"Emissivity of telescope and warm windows, which glow in K."),
	/** Optical depth of the air over its usual value. */
	TELLURIC_SCALE(Effect.TELLURIC, "telluric.scale", "", 1, 0, 0, 3,
			"Optical depth of the air over its usual value."),
	/** Precipitable water vapour at the start of the night. */
	WATER_VAPOUR(Effect.TELLURIC, "telluric.water", "mm", 2.5, Double.NaN, 0, 20,
			"Precipitable water vapour at the start of the night."),
	/** Standard deviation of the change of water vapour in an hour, as a share. */
	WATER_DRIFT(Effect.TELLURIC, "telluric.waterDrift", "", 0.05, 0, 0, 1,
			"Standard deviation of the change of water vapour in an hour, as a share."),
	/** Standard deviation of the grey extinction by clouds. */
	CLOUD_DEPTH(Effect.CLOUDS, "clouds.depth", "mag", 0.03, 0, 0, 3,
			"Standard deviation of the grey extinction by clouds."),
	/** Seeing at 0.5 um in the zenith. */
	SEEING_FWHM(Effect.SEEING, "seeing.fwhm", "arcsec", 0.8, Double.NaN, 0.2, 3,
			"Seeing at 0.5 um in the zenith."),
	/** Standard deviation of the seeing in time, as a share. */
	SEEING_DRIFT(Effect.SEEING, "seeing.drift", "", 0.1, 0, 0, 0.5,
			"Standard deviation of the seeing in time, as a share."),
	/** Seeing falls with this power of the wavelength. */
	SEEING_POWER(Effect.SEEING, "seeing.power", "", 0.2, 0, 0, 1,
			"Seeing falls with this power of the wavelength."),
	/** Ellipticity of the images of stars, which are longer toward the zenith. */
	ELLIPTICITY(Effect.SEEING, "seeing.ellipticity", "", 0.03, 0, 0, 0.5,
			"Ellipticity of the images of stars, which are longer toward the zenith."),
	/** Exponent of the Moffat profile. */
	MOFFAT_BETA(Effect.SEEING, "seeing.beta", "", 2.8, Double.NaN, 1.5, 10,
			"Exponent of the Moffat profile."),
	/** Dispersion of the atmosphere over its true value. */
	ATMOSPHERIC_DISPERSION(Effect.DISPERSION, "dispersion.scale", "", 1, 0, 0, 5,
			"Dispersion of the atmosphere over its true value."),
	/** Standard deviation of the depths of stellar lines around those of the tables, as a share. */
	STELLAR_DEPTHS(Effect.STARS, "stars.depths", "", 0.1, 0, 0, 1,
			"Standard deviation of the depths of stellar lines around those of the tables, as a share."),
	/** Standard deviation of the response of pixels. */
	RESPONSE(Effect.RESPONSE, "detector.response", "", 0.03, 0, 0, 0.2,
			"Standard deviation of the response of pixels."),
	/** Pixels of each detector that respond with less than a third of the others. */
	DEAD_PIXELS(Effect.RESPONSE, "detector.dead", "", 4000, 0, 0, 200_000,
			"Pixels of each detector that respond with less than a third of the others."),
	/** Dark current of good pixels. */
	DARK_CURRENT(Effect.DARK, "detector.dark", "electron/s", 0.007, 0, 0, 1000,
			"Dark current of good pixels."),
	/** Hot pixels over their usual number, 48000, 18000 and 17000. */
	HOT_PIXELS(Effect.HOT_PIXELS, "detector.hot", "", 1, 0, 0, 4,
			"Hot pixels over their usual number, 48000, 18000 and 17000."),
	/** Pixels of each detector with an offset far below the others. */
	COLD_OFFSETS(Effect.HOT_PIXELS, "detector.cold", "", 40, 0, 0, 10_000,
			"Pixels of each detector with an offset far below the others."),
	/** Read noise of a pair of reads; ramps have less. */
	READ_NOISE(Effect.READ_NOISE, "detector.readNoise", "electron", 10, 0, 0, 1000,
			"Read noise of a pair of reads; ramps have less."),
	/** Noise of electrons: 1, or 0 for none. */
	PHOTON_NOISE(Effect.PHOTON_NOISE, "detector.photonNoise", "", 1, 0, 0, 1,
			"Noise of electrons: 1, or 0 for none."),
	/** Mean offset of the read-out channels. */
	BIAS(Effect.OFFSETS, "detector.bias", "adu", 1000, 0, 0, 20_000,
			"Mean offset of the read-out channels."),
	/** Standard deviation of the offsets of channels; odd and even columns differ by a tenth of it. */
	OFFSET_SPREAD(Effect.OFFSETS, "detector.offsets", "adu", 200, 0, 0, 2000,
			"Standard deviation of the offsets of channels; odd and even columns differ by a tenth of it."),
	/** Standard deviation in time of the offset of each channel. */
	OFFSET_DRIFT(Effect.DRIFT, "detector.drift", "adu", 2, 0, 0, 100,
			"Standard deviation in time of the offset of each channel."),
	/** Signal that is missing at 40000 adu, as a share; above that it is lost steeply. */
	NONLINEARITY(Effect.LINEARITY, "detector.nonlinearity", "", 0.0025, 0, 0, 0.01,
			"Signal that is missing at 40000 adu, as a share; above that it is lost steeply."),
	/** No value in a raw frame is higher than this. */
	SATURATION(Effect.SATURATION, "detector.saturation", "adu", 65_000, 1_000_000, 1000, 1_000_000,
			"No value in a raw frame is higher than this."),
	/** Share of the signal above 40000 adu that is given off again in the first minute after. */
	PERSISTENCE(Effect.PERSISTENCE, "detector.persistence", "", 0.003, 0, 0, 0.2,
			"Share of the signal above 40000 adu that is given off again in the first minute after."),
	/** Cosmic-ray hits on the detector by area and time. */
	COSMIC_RATE(Effect.COSMIC_RAYS, "detector.cosmics", "cm-2.min-1", 2, 0, 0, 1000,
			"Cosmic-ray hits on the detector by area and time."),
	/** Share of the light of a slitlet that is spread over its neighbourhood. */
	CROSSTALK(Effect.CROSSTALK, "detector.crosstalk", "", 0.01, 0, 0, 0.2,
			"Share of the light of a slitlet that is spread over its neighbourhood."),
	/** Share of the signal of a pixel that shows in each of its four neighbours; usual detectors have 0.006. */
	CAPACITANCE(Effect.CAPACITANCE, "detector.capacitance", "", 0, 0, 0, 0.1,
			"Share of the signal of a pixel that shows in each of its four neighbours; usual detectors have 0.006.");

	private final Effect effect;
	private final String text;
	private final String unit;
	private final double standard;
	private final double neutral;
	private final double min;
	private final double max;
	private final String help;

	Setting(Effect effect, String text, String unit, double standard, double neutral, double min, double max,
			String help) {
		this.effect = effect;
		this.text = text;
		this.unit = unit;
		this.standard = standard;
		this.neutral = Double.isNaN(neutral) ? standard : neutral;
		this.min = min;
		this.max = max;
		this.help = help;
	}

	/** The effect that it belongs to. */
	public Effect effect() {
		return effect;
	}

	/** Its name as users write it, such as {@code flexure.spatial}. */
	public String text() {
		return text;
	}

	/** Its unit in the notation of the FITS standard; empty for a pure number. */
	public String unit() {
		return unit;
	}

	/** Its value where nobody sets another. */
	public double standard() {
		return standard;
	}

	/** The value at which its effect is off; the usual value for what belongs to no effect that could be off. */
	public double neutral() {
		return neutral;
	}

	/** Whether it is a number of things, and so a whole one. */
	public boolean isCount() {
		return this == DEAD_PIXELS || this == COLD_OFFSETS;
	}

	/** Smallest value allowed. */
	public double min() {
		return min;
	}

	/** Largest value allowed. */
	public double max() {
		return max;
	}

	/** What it means. */
	public String help() {
		return help;
	}
}
