package org.armillary.actor.provider;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of an actor, and the one place where its values are read from text and written as text.
 *
 * @param name
 *            name in workflow files and on the command line, as in {@code clipSigma}
 * @param type
 *            type of its value, or of each element of a list
 * @param list
 *            whether the value is a list, written with commas; elements of a list of texts hold no commas
 * @param label
 *            name in dialogs
 * @param defaultText
 *            the default, as text
 * @param unit
 *            unit in the notation of the FITS standard; empty for a pure number
 * @param range
 *            allowed numbers
 * @param choices
 *            allowed words of a choice, in order; capitals do not matter. Empty for other types
 * @param help
 *            what it means
 * @param aliases
 *            further names that are accepted
 * @param inKey
 *            whether it can change a result and so belongs to the cache key
 */
public record ParameterDescriptor(String name, Type type, boolean list, String label, String defaultText, String unit,
		ValueRange range, List<String> choices, String help, List<String> aliases, boolean inKey) {

	private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
	private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

	/** Types of values. */
	public enum Type {
		/** {@code true} or {@code false}; a {@link Boolean}. */
		BOOLEAN("true or false"),
		/** A whole number; a {@link Long}. */
		INTEGER("a whole number"),
		/** A finite number; a {@link Double}. */
		NUMBER("a number"),
		/** Any text; a {@link String}. */
		TEXT("text"),
		/** One of {@link ParameterDescriptor#choices()}; a {@link String}. */
		CHOICE("a choice");

		private final String words;

		Type(String words) {
			this.words = words;
		}

		/** The type in a user's words. */
		public String words() {
			return words;
		}
	}

	/**
	 * The numbers that a parameter may have.
	 *
	 * @param min
	 *            smallest, or negative infinity
	 * @param max
	 *            largest, or positive infinity
	 * @param minExcluded
	 *            whether {@code min} itself is not allowed
	 * @param maxExcluded
	 *            whether {@code max} itself is not allowed
	 */
	public record ValueRange(double min, double max, boolean minExcluded, boolean maxExcluded) {

		/** Every number. */
		public static final ValueRange ALL = new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false,
				false);

		/** Whether the number is allowed. */
		public boolean contains(double value) {
			return (minExcluded ? value > min : value >= min) && (maxExcluded ? value < max : value <= max);
		}

		/** The part of this range that lies within other bounds, ends included. */
		ValueRange within(double lowest, double highest) {
			return new ValueRange(Math.max(min, lowest), Math.min(max, highest), minExcluded && min >= lowest,
					maxExcluded && max <= highest);
		}

		/**
		 * The range in words: {@code 0 to 512}, {@code greater than 0}; empty where every number is allowed. The limits of
		 * 32-bit whole numbers are not worth a word.
		 */
		public String words() {
			boolean low = min > Double.NEGATIVE_INFINITY && min != Integer.MIN_VALUE;
			boolean high = max < Double.POSITIVE_INFINITY && max != Integer.MAX_VALUE;
			if (low && high && !minExcluded && !maxExcluded) {
				return number(min) + " to " + number(max);
			}
			String lowWords = low ? (minExcluded ? "greater than " : "at least ") + number(min) : "";
			String highWords = high ? (maxExcluded ? "less than " : "at most ") + number(max) : "";
			return low && high ? lowWords + " and " + highWords : lowWords + highWords;
		}

		private static String number(double value) {
			return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
					: Double.toString(value);
		}
	}

	/** Copies the lists. */
	public ParameterDescriptor {
		choices = List.copyOf(choices);
		aliases = List.copyOf(aliases);
	}

	/**
	 * Reads a value.
	 *
	 * @param text
	 *            as typed by a user or stored in a workflow; white space around it is ignored except for a single text
	 * @return a {@link Boolean}, {@link Long}, {@link Double}, {@link String}, or a list of one of these
	 * @throws ActorException
	 *             of kind USER, naming parameter, value, allowed values and unit
	 */
	public Object parse(String text) throws ActorException {
		if (!list) {
			return element(type == Type.TEXT ? text : text.strip(), text);
		}
		if (text.isBlank()) {
			return List.of();
		}
		var values = new java.util.ArrayList<Object>();
		for (String part : text.split(",", -1)) {
			values.add(element(part.strip(), text));
		}
		return List.copyOf(values);
	}

	/** Writes a value that {@link #parse} returned in the one form that enters cache keys and workflow files. */
	public String format(Object value) {
		if (value instanceof List<?> values) {
			return values.stream().map(Object::toString).collect(Collectors.joining(","));
		}
		return value.toString();
	}

	/** What values are allowed, with unit, in words: {@code a number from 0 to 20 (sigma)}. */
	public String allowed() {
		String one = type == Type.CHOICE ? "one of " + String.join(", ", choices) : type.words();
		String words = list ? one + ", or several separated by commas" : one;
		String rangeWords = range.words();
		if (!rangeWords.isEmpty()) {
			words += Character.isDigit(rangeWords.charAt(0)) || rangeWords.charAt(0) == '-' ? " from " + rangeWords
					: " " + rangeWords;
		}
		return unit.isEmpty() ? words : words + " (" + unit + ")";
	}

	private Object element(String text, String whole) throws ActorException {
		@Nullable
		Object value = switch (type) {
		case BOOLEAN -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
		case INTEGER -> INTEGER.matcher(text).matches() ? Long.valueOf(text) : null;
		case NUMBER -> number(text);
		case TEXT -> text;
		case CHOICE -> choice(text);
		};
		if (value == null) {
			throw refused(ActorMessage.PARAMETER_TYPE, whole);
		}
		if (value instanceof Number number && !range.contains(number.doubleValue())) {
			throw refused(ActorMessage.PARAMETER_RANGE, whole);
		}
		return value;
	}

	/** The choice that is meant, in capitals or small letters; none where two choices differ in that alone. */
	private @Nullable String choice(String text) {
		if (choices.contains(text)) {
			return text;
		}
		List<String> alike = choices.stream().filter(text::equalsIgnoreCase).toList();
		return alike.size() == 1 ? alike.getFirst() : null;
	}

	private static @Nullable Double number(String text) {
		if (!NUMBER.matcher(text).matches()) {
			return null;
		}
		double value = Double.parseDouble(text);
		return Double.isFinite(value) ? value + 0.0 : null; // + 0.0 makes -0 and 0 the same text
	}

	private ActorException refused(ActorMessage message, String text) {
		return new ActorException(Kind.USER, message.with(name, text, allowed(),
				defaultText.isEmpty() ? "" : ", ‘" + defaultText + "’"));
	}
}
