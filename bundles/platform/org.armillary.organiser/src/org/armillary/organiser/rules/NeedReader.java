package org.armillary.organiser.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;

import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.rules.Need.Preference;
import org.armillary.organiser.rules.Need.Source;
import org.armillary.organiser.rules.RuleNames.Kind;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.text.Nearest;
import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.YamlFields;
import org.armillary.workflow.text.YamlFields.Entry;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what datasets need of others, and the ladders that several needs share. */
final class NeedReader {

	private static final String LADDER = "a list of levels, or the name of a ladder";

	private final RuleFields rules;
	private final YamlFields yaml;
	private final SequencedMap<String, RuleParameter> parameters;
	private final Map<String, List<Level>> ladders = new HashMap<>();

	NeedReader(RuleFields rules, SequencedMap<String, RuleParameter> parameters) {
		this.rules = rules;
		yaml = rules.yaml();
		this.parameters = parameters;
	}

	/** Reads the ladders that have names, which needs can name from then on. */
	void readLadders(SequencedMap<String, Entry> file) {
		var entries = rules.section(file, RuleKeys.LADDERS, "ladder", RuleFields.NAME, RuleFields.NAME_WORDS);
		entries.forEach((name, entry) -> rules.names().announce(Kind.LADDER, name, entry.position()));
		entries.forEach((name, entry) -> {
			ladders.put(name, levels(entry, "the ladder " + name));
			rules.names().add(Kind.LADDER, name, false);
		});
	}

	List<Need> read(SequencedMap<String, Entry> dataset, String type) {
		var needs = new ArrayList<Need>();
		rules.section(dataset, RuleKeys.NEEDS, "need", RuleFields.NAME, RuleFields.NAME_WORDS)
				.forEach((name, entry) -> needs.add(need(name, entry, "the need " + name + " of the dataset " + type)));
		return needs;
	}

	private Need need(String name, Entry entry, String what) {
		int before = rules.problems().size();
		var fields = yaml.fields(entry.value(), what, RuleKeys.NEED);
		boolean understood = rules.problems().size() == before;
		List<Source> sources = List.of();
		if (yaml.require(understood, fields, RuleKeys.FROM, what, entry, "the datasets that can serve")) {
			sources = sources(fields.get(RuleKeys.FROM).value(), what);
		}
		List<Level> levels = List.of();
		if (yaml.require(understood, fields, RuleKeys.LEVELS, what, entry, LADDER)) {
			levels = ladder(fields.get(RuleKeys.LEVELS), what);
		}
		OptionalInt fewest = rules.whole(fields, RuleKeys.MIN, what, 0);
		OptionalInt most = rules.whole(fields, RuleKeys.MAX, what, 1);
		int min = fewest.orElse(1);
		int max = most.orElse(Math.max(1, min));
		if (min > max) {
			rules.error(fields.get(RuleKeys.MAX).position(), OrganiserMessage.RULES_TOGETHER, what,
					"min is " + min + " and max " + max, "Make max at least " + min + ".");
		}
		Optional<String> prefer = YamlFields.field(fields, RuleKeys.PREFER)
				.flatMap(node -> yaml.word(node, RuleKeys.PREFER, "one of " + String.join(", ", Preference.words())));
		Optional<String> parameter = prefer.filter(word -> word.startsWith("$")).map(word -> word.substring(1));
		Preference preference = Preference.CLOSEST;
		if (parameter.isPresent()) {
			checkChoices(parameter.get(), fields.get(RuleKeys.PREFER), what);
		} else if (prefer.isPresent()) {
			preference = preference(prefer.get(), fields.get(RuleKeys.PREFER).value(), what);
		}
		return new Need(name, sources, preference, parameter, min, max, rules.condition(fields, RuleKeys.WHEN, what),
				rules.condition(fields, RuleKeys.ONLY, what), rules.condition(fields, RuleKeys.NEVER, what),
				matches(fields, what), levels, rules.line(entry.position()));
	}

	private Preference preference(String word, Node node, String what) {
		return Preference.of(word).orElseGet(() -> {
			rules.value(node, RuleKeys.PREFER, what, word, Nearest.hint(word, Preference.words()),
					"one of " + String.join(", ", Preference.words()) + " or $parameter");
			return Preference.CLOSEST;
		});
	}

	private void checkChoices(String name, Entry entry, String what) {
		RuleParameter parameter = parameters.get(name);
		if (parameter == null) {
			rules.names().check(Kind.PARAMETER, name, yaml.place(entry.value()), what);
			return;
		}
		List<String> wrong = parameter.choices().stream().filter(word -> Preference.of(word).isEmpty()).toList();
		if (parameter.choices().isEmpty() || !wrong.isEmpty()) {
			rules.error(entry.position(), OrganiserMessage.RULES_PREFER, what, name,
					wrong.isEmpty() ? "which may have any value" : "which may be " + String.join(", ", wrong),
					String.join(", ", Preference.words()));
		}
	}

	private List<Source> sources(Node from, String what) {
		var sources = new ArrayList<Source>();
		var seen = new HashSet<String>();
		List<Node> elements = rules.elements(from);
		if (elements.isEmpty()) {
			rules.error(yaml.position(from), OrganiserMessage.RULES_TOGETHER, what, "‘from’ names no dataset",
					"Name a dataset that stands above.");
		}
		for (Node element : elements) {
			Optional<Condition> when = Optional.empty();
			Node type = element;
			if (element instanceof MappingNode) {
				int before = rules.problems().size();
				var fields = yaml.fields(element, "a source of " + what, RuleKeys.SOURCE);
				when = rules.condition(fields, RuleKeys.WHEN, what);
				if (!yaml.require(rules.problems().size() == before, fields, RuleKeys.TYPE, "a source of " + what,
						new Entry(yaml.position(element), element), "the name of a dataset")) {
					continue;
				}
				type = fields.get(RuleKeys.TYPE).value();
			}
			Optional<String> name = yaml.word(type, RuleKeys.FROM, "the name of a dataset");
			if (name.isEmpty() || !rules.names().check(Kind.DATASET, name.get(), yaml.place(type), what)) {
				continue;
			}
			if (!seen.add(name.get())) {
				rules.error(yaml.position(type), OrganiserMessage.RULES_TOGETHER, what,
						"the dataset ‘" + name.get() + "’ is there twice",
						"Remove one of the two, or join their conditions by ‘or’.");
			}
			sources.add(new Source(name.get(), when));
		}
		return sources;
	}

	private List<Match> matches(SequencedMap<String, Entry> fields, String what) {
		var matches = new ArrayList<Match>();
		for (Node element : YamlFields.field(fields, RuleKeys.MATCH).map(rules::elements).orElse(List.of())) {
			match(element, what).ifPresent(match -> {
				if (matches.stream().anyMatch(other -> other.quantity().equals(match.quantity()))) {
					rules.error(yaml.position(element), OrganiserMessage.RULES_TOGETHER, what,
							"‘match’ names ‘" + match.quantity() + "’ twice", "Remove one of the two.");
				}
				matches.add(match);
			});
		}
		return matches;
	}

	private Optional<Match> match(Node element, String what) {
		RuleLine line = rules.line(yaml.position(element));
		if (!(element instanceof MappingNode)) {
			return yaml.word(element, RuleKeys.MATCH, "the name of a quantity")
					.filter(name -> rules.names().check(Kind.QUANTITY, name, yaml.place(element), what))
					.map(name -> new Match(name, OptionalDouble.empty(), OptionalDouble.empty(), line));
		}
		int before = rules.problems().size();
		var fields = yaml.fields(element, "a match of " + what, RuleKeys.MATCH_KEYS);
		if (!yaml.require(rules.problems().size() == before, fields, RuleKeys.QUANTITY_NAME, "a match of " + what,
				new Entry(yaml.position(element), element), "the name of a quantity")) {
			return Optional.empty();
		}
		OptionalDouble within = rules.number(fields, RuleKeys.WITHIN, what, true);
		OptionalDouble period = rules.number(fields, RuleKeys.PERIOD, what, false);
		if (fields.containsKey(RuleKeys.PERIOD) && !fields.containsKey(RuleKeys.WITHIN)) {
			rules.error(fields.get(RuleKeys.PERIOD).position(), OrganiserMessage.RULES_TOGETHER, what,
					"‘period’ is there without ‘within’", "Add ‘within’, the greatest difference.");
		} else if (within.isPresent() && period.isPresent() && within.getAsDouble() >= period.getAsDouble() / 2) {
			rules.error(fields.get(RuleKeys.WITHIN).position(), OrganiserMessage.RULES_TOGETHER, what,
					"‘within’ is half of ‘period’ or more, so that any two numbers agree",
					"Make it smaller, or remove the match.");
		}
		boolean raw = rules.yes(fields, RuleKeys.RAW, "a match of " + what);
		Node quantity = fields.get(RuleKeys.QUANTITY_NAME).value();
		return yaml.word(quantity, RuleKeys.QUANTITY_NAME, "the name of a quantity")
				.filter(name -> rules.names().check(Kind.QUANTITY, name, yaml.place(quantity), what))
				.map(name -> new Match(name, within, period, raw, line));
	}

	/** The levels of a need, or those of the ladder that it names. */
	private List<Level> ladder(Entry entry, String what) {
		if (!(entry.value() instanceof ScalarNode) || YamlFields.isEmpty(entry.value())) {
			return levels(entry, what);
		}
		return yaml.word(entry.value(), RuleKeys.LEVELS, LADDER)
				.filter(name -> rules.names().check(Kind.LADDER, name, yaml.place(entry.value()), what))
				.map(ladders::get).orElse(List.of());
	}

	private List<Level> levels(Entry entry, String what) {
		var levels = new ArrayList<Level>();
		List<Node> elements = yaml.list(entry.value(), "‘levels’ of " + what, "a list of levels");
		if (elements.isEmpty() && (YamlFields.isEmpty(entry.value()) || !(entry.value() instanceof MappingNode))) {
			rules.error(entry.position(), OrganiserMessage.RULES_TOGETHER, what, "it has no levels",
					"Write at least one: ‘- { level: 0 }’ takes whatever matches, however old.");
		}
		for (Node element : elements) {
			int before = rules.problems().size();
			Optional<Level> read = level(element, what);
			if (read.isPresent() && rules.problems().size() == before) {
				Position position = yaml.position(element);
				Ladder.covering(read.get(), levels).ifPresent(earlier -> rules.error(position,
						OrganiserMessage.RULES_UNREACHABLE, "level " + read.get().number() + " of " + what,
						earlier.line().line()));
				levels.add(read.get());
			}
		}
		return levels;
	}

	private Optional<Level> level(Node element, String need) {
		int before = rules.problems().size();
		var fields = yaml.fields(element, "a level of " + need, RuleKeys.LEVEL_KEYS);
		var whole = new Entry(yaml.position(element), element);
		if (!yaml.require(rules.problems().size() == before, fields, RuleKeys.LEVEL, "a level of " + need, whole,
				"a whole number: below 0 better than the plan, 0 the plan, 1 good, 2 probably acceptable, 3 risky")) {
			return Optional.empty();
		}
		OptionalInt number = rules.whole(fields, RuleKeys.LEVEL, "a level of " + need, Integer.MIN_VALUE);
		String what = "level " + (number.isPresent() ? number.getAsInt() : "?") + " of " + need;
		OptionalDouble within = rules.days(fields, RuleKeys.WITHIN, what);
		OptionalDouble earlier = rules.days(fields, RuleKeys.BEFORE, what);
		OptionalDouble later = rules.days(fields, RuleKeys.AFTER, what);
		if (fields.containsKey(RuleKeys.WITHIN)
				&& (fields.containsKey(RuleKeys.BEFORE) || fields.containsKey(RuleKeys.AFTER))) {
			rules.error(fields.get(RuleKeys.WITHIN).position(), OrganiserMessage.RULES_TOGETHER, what,
					"‘within’ stands beside ‘before’ or ‘after’",
					"Write ‘within’ for both directions, or ‘before’ and ‘after’.");
		}
		return Optional.of(new Level(number.orElse(0), within.isPresent() ? within : earlier,
				within.isPresent() ? within : later, matches(fields, what), rules.line(whole.position())));
	}
}
