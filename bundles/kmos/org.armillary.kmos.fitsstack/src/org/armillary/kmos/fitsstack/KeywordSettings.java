package org.armillary.kmos.fitsstack;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;

/**
 * Keywords that a user sets, in ESO's form {@code keyword;type;value;keyword;type;value}. Immutable.
 *
 * @param values
 *            value by keyword: {@link String}, {@link Long}, {@link Double} or {@link Boolean}
 */
record KeywordSettings(Map<String, Object> values) {

	private static final String TYPES = "string, int, float, double or bool";
	private static final Map<String, Boolean> TRUTH = Map.of("true", true, "t", true, "1", true, "false", false, "f",
			false, "0", false);
	private static final Set<String> STRUCTURE = Set.of("SIMPLE", "XTENSION", "BITPIX", "NAXIS", "NAXIS1", "NAXIS2",
			"NAXIS3", "EXTEND", "PCOUNT", "GCOUNT", "EXTNAME", "EXTVER", "BSCALE", "BZERO", "BLANK", "CHECKSUM",
			"DATASUM", "END", "ESO PRO CATG");

	/** Reads the form; the message of the exception is for users. */
	static KeywordSettings parse(String parameter, String text) {
		var values = new LinkedHashMap<String, Object>();
		if (text.isBlank()) {
			return new KeywordSettings(values);
		}
		String[] parts = text.split(";", -1);
		if (parts.length % 3 != 0) {
			throw new IllegalArgumentException("the parameter " + parameter + " has " + parts.length
					+ " parts, expected keyword;type;value once or several times");
		}
		for (int i = 0; i < parts.length; i += 3) {
			String keyword = parts[i].strip().toUpperCase(Locale.ROOT).replaceFirst("^HIERARCH +", "");
			if (STRUCTURE.contains(keyword)) {
				throw new IllegalArgumentException("the parameter " + parameter + " sets " + keyword
						+ ", which says how the file is made and follows from its content");
			}
			Object value = value(keyword, parts[i + 1].strip().toLowerCase(Locale.ROOT), parts[i + 2].strip());
			FitsCard.of(keyword, value, "");
			values.put(keyword, value);
		}
		return new KeywordSettings(values);
	}

	/** The header with these keywords set. */
	FitsHeader apply(FitsHeader header) {
		FitsHeader.Builder result = header.toBuilder();
		values.forEach(result::set);
		return result.build();
	}

	private static Object value(String keyword, String type, String text) {
		Optional<Object> value = switch (type) {
		case "string" -> Optional.of(text);
		case "int" -> number(text, Long::valueOf);
		case "float", "double" -> number(text, Double::valueOf).filter(number -> Double.isFinite((Double) number));
		case "bool" -> Optional.ofNullable(TRUTH.get(text.toLowerCase(Locale.ROOT)));
		default -> throw new IllegalArgumentException(
				"the type of keyword " + keyword + " is ‘" + type + "’, expected " + TYPES);
		};
		return value.orElseThrow(() -> new IllegalArgumentException(
				"the value of keyword " + keyword + " is ‘" + text + "’, expected one of type " + type));
	}

	private static Optional<Object> number(String text, Function<String, Object> parser) {
		try {
			return Optional.of(parser.apply(text));
		} catch (NumberFormatException _) {
			return Optional.empty();
		}
	}
}
