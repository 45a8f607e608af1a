package org.armillary.kmos;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;

/**
 * The five bands, each a grating with its filter. Limits are those of reconstructed cubes (WAVE_BAND) and of the range
 * that the user manual calls useful, µm in vacuum.
 */
public enum Band {
	/** 0.8 to 1.1 µm. */
	IZ(0.780, 1.090, 0.779, 1.079, 3400, 4),
	/** 1.0 to 1.4 µm. */
	YJ(1.000, 1.359, 1.025, 1.344, 3600, 6),
	/** 1.4 to 1.9 µm. */
	H(1.425, 1.867, 1.456, 1.846, 4000, 6),
	/** 1.9 to 2.5 µm. */
	K(1.925, 2.500, 1.934, 2.460, 4200, 6),
	/** 1.5 to 2.4 µm at half the resolving power. */
	HK(1.456, 2.460, 1.484, 2.442, 2000, 5);

	/** Number of spectral planes of a cube where nothing else is asked for. */
	public static final int PLANES = 2048;

	private static final String GRATING = "ESO INS GRAT%d ID";

	private final double firstMicron;
	private final double lastMicron;
	private final double usefulFirstMicron;
	private final double usefulLastMicron;
	private final double resolvingPower;
	private final int wavelengthOrder;

	Band(double firstMicron, double lastMicron, double usefulFirstMicron, double usefulLastMicron,
			double resolvingPower, int wavelengthOrder) {
		this.firstMicron = firstMicron;
		this.lastMicron = lastMicron;
		this.usefulFirstMicron = usefulFirstMicron;
		this.usefulLastMicron = usefulLastMicron;
		this.resolvingPower = resolvingPower;
		this.wavelengthOrder = wavelengthOrder;
	}

	/** Where reconstructed spectra begin, µm. */
	public double firstMicron() {
		return firstMicron;
	}

	/** Where reconstructed spectra end, µm. */
	public double lastMicron() {
		return lastMicron;
	}

	/** First useful wavelength, µm. */
	public double usefulFirstMicron() {
		return usefulFirstMicron;
	}

	/** Last useful wavelength, µm. */
	public double usefulLastMicron() {
		return usefulLastMicron;
	}

	/** Nominal resolving power in the middle of the band. */
	public double resolvingPower() {
		return resolvingPower;
	}

	/** Order of the wavelength solution that suits the band (automatic order of ESO's recipe). */
	public int wavelengthOrder() {
		return wavelengthOrder;
	}

	/** The band of that name, such as {@code HK}. */
	public static Optional<Band> find(String name) {
		return Arrays.stream(values()).filter(band -> band.name().equals(name.strip())).findFirst();
	}

	/**
	 * Checks that a file is of the same band as another, detector by detector.
	 *
	 * @param file
	 *            name of the file, for messages
	 * @param keywords
	 *            keywords of its primary header with their values
	 * @param otherFile
	 *            name of the other
	 * @param otherKeywords
	 *            keywords of its primary header
	 * @throws ActorException
	 *             if a grating differs or is unknown
	 */
	public static void checkSame(String file, Map<String, Object> keywords, String otherFile,
			Map<String, Object> otherKeywords) throws ActorException {
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			Band band = of(file, keywords, detector);
			Band other = of(otherFile, otherKeywords, detector);
			if (band != other) {
				throw new ActorException(Kind.DATA, KmosMessage.SETUPS_DIFFER.with(file, GRATING.formatted(detector),
						band, otherFile, other));
			}
		}
	}

	/**
	 * The band of a detector: that of its grating. The filter does not tell, since it is {@code Block} with the lamp off.
	 *
	 * @param file
	 *            name of the file, for messages
	 * @param keywords
	 *            keywords of the primary header with their values
	 * @param detector
	 *            1 to 3
	 * @throws ActorException
	 *             if the keyword is missing or names no band
	 */
	public static Band of(String file, Map<String, Object> keywords, int detector) throws ActorException {
		String keyword = GRATING.formatted(detector);
		Object value = keywords.get(keyword);
		String names = Arrays.stream(values()).map(Band::name).collect(Collectors.joining(", "));
		if (value == null) {
			throw new ActorException(Kind.DATA,
					KmosMessage.KEYWORD_MISSING.with(file, keyword, "a grating: one of " + names));
		}
		return find(value.toString()).orElseThrow(() -> new ActorException(Kind.DATA,
				KmosMessage.KEYWORD_VALUE.with(file, keyword, value, "one of " + names)));
	}
}
