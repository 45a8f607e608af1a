package org.armillary.organiser.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.rules.RuleNames.Kind;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.condition.ConditionException;
import org.armillary.workflow.text.Nearest;
import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.SourceText;
import org.armillary.workflow.text.YamlFields;
import org.armillary.workflow.text.YamlFields.Entry;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the values of which rules are made; whatever is not as it should be becomes a problem. */
final class RuleFields {

	/** Names of parameters and quantities. */
	static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
	static final String WORD_WORDS = "a letter, then letters, digits and ‘_’";
	/** Names of datasets, needs, checks and categories. */
	static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
	static final String NAME_WORDS = "a letter, then letters, digits, ‘_’ and ‘-’";

	private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
	private static final Pattern DECIMAL = Pattern
			.compile("-?(\\d{1,15}(\\.\\d{0,15})?|\\.\\d{1,15})([eE][+-]?\\d{1,2})?");
	private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{0,9})?|\\.\\d{1,9}) *(d|h|min|s)");
	private static final List<String> YES = List.of("yes", "true");
	private static final List<String> NO = List.of("no", "false");

	private final SourceText source;
	private final Problems problems;
	private final YamlFields yaml;
	private final RuleNames names;

	RuleFields(SourceText source, Problems problems) {
		this.source = source;
		this.problems = problems;
		yaml = new YamlFields(source, problems);
		names = new RuleNames(problems);
	}

	YamlFields yaml() {
		return yaml;
	}

	RuleNames names() {
		return names;
	}

	Problems problems() {
		return problems;
	}

	RuleLine line(Position position) {
		return new RuleLine(source.name(), position.line());
	}

	Place place(Position position) {
		return new Place(source, position);
	}

	void error(Position position, MessageTemplate message, Object... values) {
		problems.error(position, message, values);
	}

	/** Checks the first line of a file. */
	boolean version(SequencedMap<String, Entry> fields, String key, MessageTemplate message) {
		Entry version = fields.get(key);
		if (version == null) {
			error(new Position(1, 1), message, "no version", "Write it as the first line, if this is such a file.");
			return true;
		}
		String number = yaml.scalar(version.value(), key, "the version number 1").orElse("");
		if (!number.equals("1")) {
			error(version.position(), message, "version ‘" + number + "’",
					"Use a version of Armillary that knows this version of the format, or correct the number.");
			return false;
		}
		if (!fields.firstEntry().getKey().equals(key)) {
			error(version.position(), message, "it in line " + version.position().line() + ", after other keys",
					"Move the line to the beginning.");
		}
		return true;
	}

	/** The entries of a section, without those whose names cannot be. */
	SequencedMap<String, Entry> section(SequencedMap<String, Entry> fields, String key, String what, Pattern pattern,
			String words) {
		var entries = new LinkedHashMap<String, Entry>();
		YamlFields.field(fields, key).ifPresent(
				node -> yaml.named(node, "‘" + key + "’", "the " + what).forEach((name, entry) -> {
					if (pattern.matcher(name).matches()) {
						entries.put(name, entry);
					} else {
						error(entry.position(), OrganiserMessage.RULES_NAME, name, "a " + what, words);
					}
				}));
		return entries;
	}

	/** A text for people of any number of lines; empty where there is none. */
	String text(SequencedMap<String, Entry> fields, String key) {
		return YamlFields.field(fields, key).flatMap(node -> yaml.scalar(node, key, "text")).map(String::strip)
				.orElse("");
	}

	/** A text for people that must be there. */
	String required(boolean understood, SequencedMap<String, Entry> fields, String key, String what, Entry whole,
			String expected) {
		if (!yaml.require(understood, fields, key, what, whole, expected)) {
			return "";
		}
		Node node = fields.get(key).value();
		if (node instanceof ScalarNode scalar && scalar.getValue().isBlank()) {
			yaml.word(node, key, expected);
			return "";
		}
		return text(fields, key);
	}

	/** A condition; empty where there is none, or none that can be understood. */
	Optional<Condition> condition(SequencedMap<String, Entry> fields, String key, String what) {
		return YamlFields.field(fields, key).flatMap(node -> condition(node, key, what));
	}

	Optional<Condition> condition(Node node, String key, String what) {
		Optional<Condition> parsed = parsed(node, key);
		parsed.ifPresent(condition -> condition.parameters().forEach(
				name -> names.checkReference(name, inside(node, "$" + name), "the condition of " + what, false)));
		return parsed;
	}

	/** A condition whose names are not looked at. */
	Optional<Condition> parsed(Node node, String key) {
		Optional<String> text = yaml.word(node, key, "a condition, in quotes where it begins with a bracket");
		if (text.isEmpty()) {
			return Optional.empty();
		}
		try {
			return Optional.of(Condition.parse(text.get()));
		} catch (ConditionException e) {
			problems.condition(yaml.place(node), e);
			return Optional.empty();
		}
	}

	/** The place of a word in a text, or that of the text. */
	Place inside(Node node, String word) {
		String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
		Matcher found = Pattern.compile(Pattern.quote(word) + "(?![A-Za-z0-9_])").matcher(text);
		int column = found.find() ? text.codePointCount(0, found.start()) + 1 : 1;
		return yaml.place(node).inside(text, column);
	}

	/** One name, or a list of them, each once. */
	List<Node> elements(Node node) {
		return YamlFields.isEmpty(node) ? List.of()
				: node instanceof SequenceNode list ? list.getValue() : List.of(node);
	}

	/** Names of quantities that are known; each once. */
	List<String> quantities(SequencedMap<String, Entry> fields, String key, String what) {
		var found = new ArrayList<String>();
		for (Node element : YamlFields.field(fields, key).map(this::elements).orElse(List.of())) {
			Optional<String> name = yaml.word(element, key, "the name of a quantity");
			if (name.isEmpty() || !names.check(Kind.QUANTITY, name.get(), yaml.place(element), what)) {
				continue;
			}
			if (found.contains(name.get())) {
				error(yaml.position(element), OrganiserMessage.RULES_TOGETHER, what,
						"‘" + name.get() + "’ is there twice", "Remove one of the two.");
			} else {
				found.add(name.get());
			}
		}
		return found;
	}

	/** The name of a quantity with one value. */
	Optional<String> quantity(SequencedMap<String, Entry> fields, String key, String what) {
		return YamlFields.field(fields, key).flatMap(node -> yaml.word(node, key, "the name of a quantity")
				.filter(name -> names.checkSingle(name, yaml.place(node), what)));
	}

	/** A whole number of at least {@code least}. */
	OptionalInt whole(SequencedMap<String, Entry> fields, String key, String what, int least) {
		Entry entry = fields.get(key);
		if (entry == null) {
			return OptionalInt.empty();
		}
		String expected = least == Integer.MIN_VALUE ? "a whole number" : "a whole number from " + least;
		Optional<String> text = yaml.word(entry.value(), key, expected);
		if (text.isEmpty()) {
			return OptionalInt.empty();
		}
		if (!WHOLE.matcher(text.get()).matches() || Integer.parseInt(text.get()) < least) {
			value(entry.value(), key, what, text.get(), "", expected);
			return OptionalInt.empty();
		}
		return OptionalInt.of(Integer.parseInt(text.get()));
	}

	/** A number. */
	OptionalDouble number(SequencedMap<String, Entry> fields, String key, String what, boolean zeroAllowed) {
		Entry entry = fields.get(key);
		if (entry == null) {
			return OptionalDouble.empty();
		}
		String expected = "a number " + (zeroAllowed ? "from 0" : "above 0") + " in the unit of the quantity";
		Optional<String> text = yaml.word(entry.value(), key, expected);
		if (text.isEmpty()) {
			return OptionalDouble.empty();
		}
		double number = DECIMAL.matcher(text.get()).matches() ? Double.parseDouble(text.get()) : -1;
		if (!(zeroAllowed ? number >= 0 : number > 0)) {
			value(entry.value(), key, what, text.get(), "", expected);
			return OptionalDouble.empty();
		}
		return OptionalDouble.of(number);
	}

	/** A duration, days. */
	OptionalDouble days(SequencedMap<String, Entry> fields, String key, String what) {
		Entry entry = fields.get(key);
		if (entry == null) {
			return OptionalDouble.empty();
		}
		String expected = "a number and its unit d, h, min or s, such as 1.5 h";
		Optional<String> text = yaml.word(entry.value(), key, expected);
		if (text.isEmpty()) {
			return OptionalDouble.empty();
		}
		Matcher duration = DURATION.matcher(text.get().strip());
		if (!duration.matches()) {
			value(entry.value(), key, what, text.get(), "", expected);
			return OptionalDouble.empty();
		}
		double number = Double.parseDouble(duration.group(1));
		return OptionalDouble.of(switch (duration.group(2)) {
		case "h" -> number / 24;
		case "min" -> number / 1440;
		case "s" -> number / 86_400;
		default -> number;
		});
	}

	/** Yes or no; no where it is not there. */
	boolean yes(SequencedMap<String, Entry> fields, String key, String what) {
		Entry entry = fields.get(key);
		if (entry == null) {
			return false;
		}
		String text = yaml.word(entry.value(), key, "yes or no").orElse("no");
		if (!YES.contains(text) && !NO.contains(text)) {
			value(entry.value(), key, what, text, Nearest.hint(text, List.of("yes", "no")), "yes or no");
		}
		return YES.contains(text);
	}

	/** Tells that a value cannot be. */
	void value(Node node, String key, String what, String found, String hint, String expected) {
		error(yaml.position(node), OrganiserMessage.RULES_VALUE, "‘" + key + "’ of " + what, found, hint, expected);
	}
}
