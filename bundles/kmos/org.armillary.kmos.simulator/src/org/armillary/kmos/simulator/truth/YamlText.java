package org.armillary.kmos.simulator.truth;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Values as YAML 1.2 (and 1.1) reads them: texts in double quotes, numbers so that they stay numbers, maps and lists on one
 * line.
 */
final class YamlText {

	private YamlText() {
	}

	/**
	 * A value.
	 *
	 * @param value
	 *            a text, number, truth value, list or map of these, in which keys are texts
	 */
	static String of(Object value) {
		return switch (value) {
		case Double number -> number(number);
		case Long number -> number.toString();
		case Integer number -> number.toString();
		case Boolean truth -> truth.toString();
		case List<?> list -> list.stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
		case Map<?, ?> map -> map.entrySet().stream()
				.map(entry -> key(entry.getKey().toString()) + ": " + of(entry.getValue()))
				.collect(Collectors.joining(", ", "{", "}"));
		default -> text(value.toString());
		};
	}

	/** A text, in quotes always: what would otherwise be read as a number, a date or a truth value stays a text. */
	static String text(String value) {
		var quoted = new StringBuilder("\"");
		for (int i = 0; i < value.length(); i++) {
			char letter = value.charAt(i);
			switch (letter) {
			case '"' -> quoted.append("\\\"");
			case '\\' -> quoted.append("\\\\");
			case '\n' -> quoted.append("\\n");
			case '\t' -> quoted.append("\\t");
			default -> {
				// also what YAML takes for a line's end or does not allow; surrogates stand for one letter together
				if (letter < ' ' || letter >= 0x7f && letter < 0xa0 || letter == 0x2028 || letter == 0x2029
						|| letter == 0xfeff || letter >= 0xfffe) {
					quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
				} else {
					quoted.append(letter);
				}
			}
			}
		}
		return quoted.append('"').toString();
	}

	/** A number with its last digit; what YAML 1.1 would not take for one gets the sign of its exponent. */
	static String number(double value) {
		if (Double.isNaN(value)) {
			return ".nan";
		}
		if (Double.isInfinite(value)) {
			return value > 0 ? ".inf" : "-.inf";
		}
		String text = Double.toString(value);
		int exponent = text.indexOf('E');
		return exponent < 0 ? text
				: text.substring(0, exponent) + "e" + (text.charAt(exponent + 1) == '-' ? "" : "+")
						+ text.substring(exponent + 1);
	}

	/** Names of parameters and our own keys need no quotes. */
	static String key(String key) {
		return key.matches("[a-zA-Z][a-zA-Z0-9.]*") && !key.matches("(?i)y|n|yes|no|on|off|true|false|null") ? key
				: text(key);
	}
}
