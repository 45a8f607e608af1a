package org.armillary.kmos;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.armillary.actor.message.Message;

/**
 * Temperature of the cold optics (INS TEMP7 VAL, that of spectrograph 1), on which the places of slitlets and lines
 * depend: 0.1 pixel/K over a detector (Davies et al. 2013, section 5).
 *
 * @param file
 *            name of the file
 * @param kelvin
 *            temperature, K
 */
public record OpticsTemperature(String file, double kelvin) {

	/** Keyword of the primary header. */
	public static final String KEYWORD = "ESO INS TEMP7 VAL";
	/** Frames further apart do not fit together, K. */
	public static final double FAR_KELVIN = 1;

	/**
	 * Reads the keyword; nothing where it is missing or no temperature.
	 *
	 * @param file
	 *            name of the file, for messages
	 * @param keywords
	 *            keywords of the primary header with their values
	 */
	public static Optional<OpticsTemperature> of(String file, Map<String, Object> keywords) {
		return keywords.get(KEYWORD) instanceof Number number && number.doubleValue() > 0
				&& Double.isFinite(number.doubleValue())
						? Optional.of(new OpticsTemperature(file, number.doubleValue()))
						: Optional.empty();
	}

	/** The temperature of a frame. */
	public static Optional<OpticsTemperature> of(RawFrame frame) {
		return of(frame.setup().file(), frame.primary().values());
	}

	/** Mean of the temperatures, K; nothing where there is none. */
	public static OptionalDouble mean(Collection<OpticsTemperature> temperatures) {
		return temperatures.stream().mapToDouble(OpticsTemperature::kelvin).average();
	}

	/**
	 * A caveat where the coldest and the warmest are more than 1 K apart.
	 *
	 * @param temperatures
	 *            those that are known, in any order
	 */
	public static Optional<Message> caveat(Collection<OpticsTemperature> temperatures) {
		if (temperatures.isEmpty()) {
			return Optional.empty();
		}
		OpticsTemperature coldest = temperatures.iterator().next();
		OpticsTemperature warmest = coldest;
		for (OpticsTemperature temperature : temperatures) {
			coldest = temperature.kelvin < coldest.kelvin ? temperature : coldest;
			warmest = temperature.kelvin > warmest.kelvin ? temperature : warmest;
		}
		return warmest.kelvin - coldest.kelvin > FAR_KELVIN
				? Optional.of(KmosMessage.TEMPERATURES_DIFFER.with(warmest.file, warmest.kelvin, coldest.file,
						coldest.kelvin, FAR_KELVIN))
				: Optional.empty();
	}

	/** A caveat where the frames have temperatures more than 1 K apart. */
	public static Optional<Message> caveatOf(Collection<RawFrame> frames) {
		return caveat(frames.stream().flatMap(frame -> of(frame).stream()).toList());
	}
}
