package org.armillary.nights;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random expressions and conditions over the keywords of {@link RandomHeaders}. */
final class RandomText {

	private static final List<String> KEYWORDS = List.of("TYPE", "CATG", "ESO PRO CATG", "ESO INS GRAT1 ID",
			"ESO INS GRAT2 ID", "ANGLE", "DIT", "TEMP", "ESO TPL START", "EXPNO", "LAMP", "DATE-OBS", "MJD-OBS",
			"OBJECT");
	private static final List<String> NUMBERS = List.of("0", "1", "2", "-60", "300", "0.5", "360", "1e3", "1e300");
	private static final List<String> TEXTS = List.of("'H'", "'K '", "' '", "'DARK'", "'10'", "'1.5'",
			"'2026-03-01T12:00:00'");
	private static final List<String> TESTED = List.of("DARK", "FLAT", "H", "K", "HK", "1", "10", "0", "60", "300", "A",
			"'Gal 1'", "'FLAT,SKY'", "true", "2.5");
	private static final List<String> PATTERNS = List.of("'H*'", "'*K'", "'FLAT*'", "'?'", "'*'", "'1*'", "'*1'",
			"'A?'",
			"'2026-*'");

	private final Random random;

	RandomText(Random random) {
		this.random = random;
	}

	<T> T one(List<T> of) {
		return of.get(random.nextInt(of.size()));
	}

	boolean chance(double probability) {
		return random.nextDouble() < probability;
	}

	/**
	 * An expression.
	 *
	 * @param names
	 *            quantities and parameters that it may name
	 */
	String expression(int depth, List<String> names) {
		if (depth == 0 || chance(0.15)) {
			return chance(0.12) ? one(TEXTS) : operand(names);
		}
		return switch (random.nextInt(9)) {
		case 0, 1 -> call("first", depth, names, 1 + random.nextInt(3));
		case 2, 3 -> call("join", depth, names, 1 + random.nextInt(3));
		case 4 -> call(one(List.of("text", "upper", "number")), depth, names, 1);
		case 5 -> "mjd(" + expression(depth - 1, names) + ")";
		case 6 -> "night(" + number(depth - 1, names) + ", " + one(List.of("-70.4", "0", "[ANGLE]")) + ")";
		default -> number(depth, names);
		};
	}

	/** An expression that may be a number. */
	private String number(int depth, List<String> names) {
		if (depth == 0 || chance(0.15)) {
			return operand(names);
		}
		String one = number(depth - 1, names);
		return switch (random.nextInt(9)) {
		case 0, 1 -> "(" + one + one(List.of(" + ", " - ", " * ", " / ")) + number(depth - 1, names) + ")";
		case 2 -> "mod(" + one + ", " + number(depth - 1, names) + ")";
		case 3 -> "round(" + one + ", " + one(List.of("1", "0.1", "0.5", "30", "[DIT]", "1e-3")) + ")";
		case 4 -> one(List.of("floor", "abs", "number")) + "(" + one + ")";
		case 5 -> "count(" + expression(depth - 1, names) + ")";
		case 6 -> "any(" + expression(depth - 1, names) + ", " + expression(depth - 1, names).replace("#", "3") + ")";
		case 7 -> "first(" + one + ", " + number(depth - 1, names) + ")";
		default -> "mjd([DATE-OBS])";
		};
	}

	private String operand(List<String> names) {
		double what = random.nextDouble();
		return what < 0.6 ? "[" + one(KEYWORDS) + "]"
				: what < 0.68 ? "[ESO OCS ARM# NAME]"
						: what < 0.72 ? "[ESO OCS ARM# OFFSET]"
								: what < 0.75 ? chosen(1)
										: what < 0.85 || names.isEmpty() ? one(NUMBERS) : "$" + one(names);
	}

	/** Values that are chosen by others with the same number. */
	private String chosen(int depth) {
		String from = depth > 0 && chance(0.4) ? chosen(depth - 1)
				: one(List.of("[ESO OCS ARM# NAME]", "[ESO OCS ARM# OFFSET]"));
		String by = depth > 0 && chance(0.2) ? chosen(depth - 1)
				: one(List.of("[ESO OCS ARM# TYPE]", "[ESO OCS ARM# OFFSET]"));
		return chance(0.4) ? "without(" + from + ", " + by + ")"
				: "where(" + from + ", " + by + ", "
						+ one(List.of("'O'", "'S'", "'O', 'R'", "0", "[DIT]", "60, 'O'")) + ")";
	}

	private String call(String function, int depth, List<String> names, int arguments) {
		var texts = new ArrayList<String>();
		for (int i = 0; i < arguments; i++) {
			texts.add(expression(depth - 1, names));
		}
		return function + "(" + String.join(", ", texts) + ")";
	}

	/** A condition. */
	String condition(int depth, List<String> names) {
		if (depth == 0 || chance(0.3)) {
			String subject = chance(0.5) && !names.isEmpty() ? "$" + one(names) : "[" + one(KEYWORDS) + "]";
			return switch (random.nextInt(7)) {
			case 0, 1 -> subject + one(List.of(" == ", " != ")) + one(TESTED);
			case 2 -> subject + one(List.of(" < ", " <= ", " > ", " >= ")) + one(TESTED);
			case 3 -> subject + " in (" + one(TESTED) + ", " + one(TESTED) + ")";
			case 4 -> "exists " + subject;
			case 5 -> subject + " like " + one(PATTERNS);
			default -> subject;
			};
		}
		return switch (random.nextInt(3)) {
		case 0 -> "not (" + condition(depth - 1, names) + ")";
		case 1 -> "(" + condition(depth - 1, names) + " and " + condition(depth - 1, names) + ")";
		default -> "(" + condition(depth - 1, names) + " or " + condition(depth - 1, names) + ")";
		};
	}
}
