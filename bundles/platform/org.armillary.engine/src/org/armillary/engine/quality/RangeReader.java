package org.armillary.engine.quality;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.engine.RunMessage;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.YamlFields;
import org.armillary.workflow.text.YamlFields.Entry;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads ranges of limits files: {@code <= 0.1}, {@code >= 3}, {@code 0.8 .. 1.2} or a map with min and max. */
final class RangeReader {

	private static final String MIN = "min";
	private static final String MAX = "max";
	private static final String NUMBER = "[-+]?(?:\\d{1,30}(?:\\.\\d{1,30})?|\\.\\d{1,30})(?:[eE][-+]?\\d{1,3})?";
	private static final Pattern PLAIN = Pattern.compile(NUMBER);
	private static final Pattern ONE_SIDED = Pattern.compile("(<=|>=|≤|≥|<|>)\\s*(" + NUMBER + ")");
	private static final Pattern TWO_SIDED = Pattern.compile("(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")");

	private final YamlFields yaml;
	private final Problems problems;

	RangeReader(YamlFields yaml, Problems problems) {
		this.yaml = yaml;
		this.problems = problems;
	}

	/**
	 * Reads a range; empty, with a problem, where it is none.
	 *
	 * @param what
	 *            what the range is of, for messages
	 */
	Optional<Interval> read(Node node, String key, String what) {
		if (node instanceof MappingNode) {
			return ofMap(node, what);
		}
		return yaml.word(node, key, "a range such as ‘<= 0.1’").map(String::strip)
				.flatMap(text -> ofText(node, text, what));
	}

	private Optional<Interval> ofMap(Node node, String what) {
		int before = problems.size();
		SequencedMap<String, Entry> ends = yaml.fields(node, what, List.of(MIN, MAX));
		double lowest = end(ends, MIN, what, Double.NEGATIVE_INFINITY);
		double highest = end(ends, MAX, what, Double.POSITIVE_INFINITY);
		if (problems.size() > before) {
			return Optional.empty();
		}
		if (ends.isEmpty()) {
			return refuse(node, "{ }", what, "it has neither min nor max");
		}
		return interval(node, lowest, highest, "{ min: " + lowest + ", max: " + highest + " }", what);
	}

	private double end(SequencedMap<String, Entry> ends, String key, String what, double none) {
		Entry entry = ends.get(key);
		if (entry == null) {
			return none;
		}
		Optional<String> text = yaml.word(entry.value(), key, "a number");
		if (text.isEmpty()) {
			return none;
		}
		if (!PLAIN.matcher(text.get().strip()).matches()) {
			refuse(entry.value(), text.get(), "‘" + key + "’ of " + what, "it is no number");
			return none;
		}
		return finite(entry.value(), text.get().strip(), what).orElse(none);
	}

	private Optional<Interval> ofText(Node node, String text, String what) {
		Matcher oneSided = ONE_SIDED.matcher(text);
		if (oneSided.matches()) {
			String sign = oneSided.group(1);
			if (sign.equals("<") || sign.equals(">")) {
				return refuse(node, text, what, "the end of a range belongs to it, ‘" + sign + "=’");
			}
			boolean most = sign.equals("<=") || sign.equals("≤");
			return finite(node, oneSided.group(2), what).map(end -> most ? new Interval(Double.NEGATIVE_INFINITY, end)
					: new Interval(end, Double.POSITIVE_INFINITY));
		}
		Matcher twoSided = TWO_SIDED.matcher(text);
		if (twoSided.matches()) {
			Optional<Double> lowest = finite(node, twoSided.group(1), what);
			Optional<Double> highest = finite(node, twoSided.group(2), what);
			return lowest.isPresent() && highest.isPresent()
					? interval(node, lowest.get(), highest.get(), text, what)
					: Optional.empty();
		}
		return refuse(node, text, what, "it cannot be understood");
	}

	private Optional<Double> finite(Node node, String number, String what) {
		double value = Double.parseDouble(number);
		if (Double.isFinite(value)) {
			return Optional.of(value == 0 ? 0.0 : value);
		}
		refuse(node, number, what, "the number is too large");
		return Optional.empty();
	}

	private Optional<Interval> interval(Node node, double lowest, double highest, String text, String what) {
		return lowest > highest ? refuse(node, text, what, "its smallest value is larger than its largest")
				: Optional.of(new Interval(lowest, highest));
	}

	private Optional<Interval> refuse(Node node, String text, String what, String why) {
		problems.error(yaml.position(node), RunMessage.QUALITY_RANGE, what, text, why);
		return Optional.empty();
	}
}
