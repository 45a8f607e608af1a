package org.armillary.workflow;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.workflow.condition.Condition;

/**
 * Which products that arrive at the trigger port of a node make one job together: those with the same values of some
 * keywords.
 *
 * <p>One of the keywords may hold {@code #}, which stands for a number, as in {@code ESO OCS ARM# NAME}: it then has many
 * values in one header, one for each arm. A product belongs to the group of each distinct value, and there the job receives
 * of it only the primary header and those extensions whose number has that value.
 *
 * @param by
 *            names of the keywords, at least one; at most one of them with {@code #}
 * @param extensions
 *            which extension belongs to which number, as patterns of EXTNAME in which {@code #} is the number and
 *            {@code *} any text, as in {@code IFU.#.*}; only with a keyword that holds {@code #}
 */
public record Grouping(List<String> by, List<String> extensions) {

	private static final char NUMBER = '#';
	private static final String DIGITS = "([0-9]{1,9})";

	/** Checks the keywords and patterns and copies the lists. */
	public Grouping {
		by = List.copyOf(by);
		extensions = List.copyOf(extensions);
		Optional<String> problem = problem(by, extensions);
		if (problem.isPresent()) {
			throw new IllegalArgumentException(problem.get());
		}
	}

	/** Groups by keywords that have one value each. */
	public static Grouping by(String... keywords) {
		return new Grouping(List.of(keywords), List.of());
	}

	/** What is wrong with keywords and patterns, in words that go on after the node. */
	static Optional<String> problem(List<String> by, List<String> extensions) {
		long many = by.stream().filter(keyword -> keyword.indexOf(NUMBER) >= 0).count();
		Optional<String> noKeyword = by.stream().filter(keyword -> !isKeyword(keyword)).findFirst();
		Optional<String> noPattern = extensions.stream()
				.filter(pattern -> pattern.isBlank() || pattern.chars().filter(c -> c == NUMBER).count() != 1)
				.findFirst();
		if (by.isEmpty()) {
			return Optional.of("‘group’ names no keyword; expected at least one");
		}
		if (noKeyword.isPresent()) {
			return Optional
					.of("‘" + noKeyword.get() + "’ in ‘group’ cannot be a keyword of a header; expected capitals as in "
							+ "ESO INS GRAT1 NAME, with at most one ‘#’");
		}
		if (new HashSet<>(by).size() < by.size()) {
			return Optional.of("a keyword stands twice in ‘group’; expected each once");
		}
		if (many > 1) {
			return Optional.of(many + " keywords of ‘group’ hold ‘#’; expected at most one");
		}
		if (many == 0 && !extensions.isEmpty()) {
			return Optional
					.of("‘extensions’ stands beside keywords without ‘#’; expected one such as ESO OCS ARM# NAME");
		}
		if (many == 1 && extensions.isEmpty()) {
			return Optional
					.of("‘group’ has a keyword with ‘#’ and no ‘extensions’; expected patterns such as [IFU.#.*]");
		}
		return noPattern.map(pattern -> "‘" + pattern
				+ "’ is no pattern of extensions; expected one ‘#’ for the number, as in IFU.#.*");
	}

	private static boolean isKeyword(String keyword) {
		int first = keyword.indexOf(NUMBER);
		return first == keyword.lastIndexOf(NUMBER) && Condition.isKeyword(keyword.replace(NUMBER, '1'));
	}

	/** The keyword that holds {@code #}. */
	public Optional<String> manyValued() {
		return by.stream().filter(keyword -> keyword.indexOf(NUMBER) >= 0).findFirst();
	}

	/** The keywords that have one value in a header, in order. */
	public List<String> single() {
		return by.stream().filter(keyword -> keyword.indexOf(NUMBER) < 0).toList();
	}

	/**
	 * The many-valued keyword with a number.
	 *
	 * @throws IllegalStateException
	 *             where there is none
	 */
	public String keyword(int number) {
		return manyValued().orElseThrow(() -> new IllegalStateException("no keyword with " + NUMBER))
				.replace(Character.toString(NUMBER), Integer.toString(number));
	}

	/** The number in a keyword of a header that the many-valued one stands for: 7 for {@code ESO OCS ARM7 NAME}. */
	public OptionalInt number(String keyword) {
		return manyValued().map(pattern -> number(pattern, keyword)).orElseGet(OptionalInt::empty);
	}

	/** The number of an extension: 7 for {@code IFU.7.DATA}; empty where no pattern fits, so that no job receives it. */
	public OptionalInt numberOfExtension(String extname) {
		return extensions.stream().map(pattern -> number(pattern, extname)).filter(OptionalInt::isPresent).findFirst()
				.orElseGet(OptionalInt::empty);
	}

	private static OptionalInt number(String pattern, String text) {
		Matcher matcher = regex(pattern).matcher(text);
		return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
	}

	private static Pattern regex(String pattern) {
		return Pattern.compile(pattern.chars().mapToObj(c -> switch (c) {
		case NUMBER -> DIGITS;
		case '*' -> ".*";
		default -> Pattern.quote(Character.toString(c));
		}).collect(Collectors.joining()));
	}

	/** In one line, for people: {@code ESO OCS ARM# NAME with extensions IFU.#.*}. */
	public String text() {
		return String.join(", ", by) + (extensions.isEmpty() ? ""
				: " with extensions " + String.join(", ", extensions));
	}
}
