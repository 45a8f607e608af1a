package org.armillary.kmos;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A physical unit as a product of powers of symbols, to say which unit a product or quotient has. It knows no unit by
 * meaning: {@code nm} and {@code um} stay apart. Only spellings are made one: {@code ADU} is {@code adu}, {@code sec}
 * is {@code s}. Reads and writes the notation of the FITS standard (version 4.0, section 4.3). Immutable.
 *
 * @param powers
 *            power of each symbol, none of them 0; {@code 10} is a symbol too, for scales such as {@code 10**-20}
 */
public record PhysicalUnit(SequencedMap<String, Double> powers) {

	/** The unit of a pure number. */
	public static final PhysicalUnit NONE = new PhysicalUnit(new LinkedHashMap<>());

	private static final Pattern FACTOR = Pattern.compile(
			"(10(?=\\*\\*|\\^)|[A-Za-z%]+)(?:(?:\\*\\*|\\^)?([-+]?\\d{1,4})"
					+ "|(?:\\*\\*|\\^)\\(([-+]?\\d{1,4}(?:\\.\\d{1,9})?)(?:/([1-9]\\d{0,3}))?\\))?");
	private static final Pattern ONE = Pattern.compile("1(?=[ .*/]|$)");
	private static final int LONGEST = 200;
	private static final Map<String, String> SPELLINGS = Map.of("ADU", "adu", "sec", "s");

	/** Copies the map and leaves out powers of 0. */
	public PhysicalUnit {
		var copy = new LinkedHashMap<String, Double>();
		powers.forEach((symbol, power) -> {
			if (power != 0) {
				copy.put(symbol, power);
			}
		});
		powers = Collections.unmodifiableSequencedMap(copy);
	}

	/**
	 * Reads a unit such as {@code erg/s/cm**2}, {@code erg s-1 cm-2} or {@code adu/(s um)}.
	 *
	 * @return the unit; empty if the text is not a unit in this notation
	 */
	public static Optional<PhysicalUnit> parse(String text) {
		var powers = new LinkedHashMap<String, Double>();
		return text.length() <= LONGEST && add(text.strip(), 1, powers) ? Optional.of(new PhysicalUnit(powers))
				: Optional.empty();
	}

	/** The unit of a product. */
	public PhysicalUnit times(PhysicalUnit other) {
		return combined(other, 1);
	}

	/** The unit of a quotient. */
	public PhysicalUnit dividedBy(PhysicalUnit other) {
		return combined(other, -1);
	}

	/** The unit of a power. */
	public PhysicalUnit toThe(double exponent) {
		var result = new LinkedHashMap<String, Double>();
		powers.forEach((symbol, power) -> result.put(symbol, power * exponent));
		return new PhysicalUnit(result);
	}

	/** The unit as FITS writes it: {@code adu/s} with one divisor, {@code erg s**-1 cm**-2} with several. */
	public String text() {
		long divisors = powers.values().stream().filter(power -> power < 0).count();
		boolean slash = divisors == 1 && powers.size() > 1;
		var dividends = new StringJoiner(" ");
		String divisor = "";
		for (Map.Entry<String, Double> factor : powers.entrySet()) {
			double power = factor.getValue();
			if (slash && power < 0) {
				divisor = "/" + factor(factor.getKey(), -power);
			} else {
				dividends.add(factor(factor.getKey(), power));
			}
		}
		return dividends + divisor;
	}

	private PhysicalUnit combined(PhysicalUnit other, int sign) {
		var result = new LinkedHashMap<>(powers);
		other.powers.forEach((symbol, power) -> result.merge(symbol, sign * power, Double::sum));
		return new PhysicalUnit(result);
	}

	private static String factor(String symbol, double power) {
		if (power == 1) {
			return symbol;
		}
		return symbol + "**" + (power == Math.rint(power) ? Long.toString((long) power) : "(" + power + ")");
	}

	/** Adds the factors of a text; false if it is malformed. */
	private static boolean add(String text, int sign, Map<String, Double> powers) {
		int at = 0;
		int direction = sign;
		boolean operator = true;
		while (at < text.length()) {
			char letter = text.charAt(at);
			if (letter == ' ' || letter == '.' || letter == '*' || letter == '/') {
				if (letter != ' ') {
					if (operator && (at > 0 || letter != '/')) {
						return false;
					}
					operator = true;
					direction = letter == '/' ? -sign : sign;
				} else if (!operator) {
					direction = sign;
				}
				at++;
				continue;
			}
			int end;
			if (letter == '(') {
				end = closing(text, at);
				if (end < 0 || !add(text.substring(at + 1, end).strip(), direction, powers)) {
					return false;
				}
				end++;
			} else {
				end = addFactor(text, at, direction, powers);
			}
			if (end < 0) {
				return false;
			}
			at = end;
			operator = false;
		}
		return text.isEmpty() || !operator;
	}

	/** Adds one factor; where it ends, or -1 if there is none. */
	private static int addFactor(String text, int at, int direction, Map<String, Double> powers) {
		if (ONE.matcher(text).region(at, text.length()).lookingAt()) {
			return at + 1;
		}
		Matcher factor = FACTOR.matcher(text).region(at, text.length());
		boolean function = factor.lookingAt() && factor.end() < text.length() && text.charAt(factor.end()) == '(';
		if (!factor.lookingAt() || function) {
			return -1;
		}
		double power = 1;
		if (factor.group(2) != null) {
			power = Integer.parseInt(factor.group(2));
		} else if (factor.group(3) != null) {
			power = Double.parseDouble(factor.group(3))
					/ (factor.group(4) == null ? 1 : Double.parseDouble(factor.group(4)));
		}
		powers.merge(SPELLINGS.getOrDefault(factor.group(1), factor.group(1)), direction * power, Double::sum);
		return factor.end();
	}

	private static int closing(String text, int open) {
		int depth = 0;
		for (int i = open; i < text.length(); i++) {
			depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
			if (depth == 0) {
				return i;
			}
		}
		return -1;
	}
}
