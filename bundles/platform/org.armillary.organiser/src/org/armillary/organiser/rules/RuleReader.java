package org.armillary.organiser.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.rules.RuleNames.Kind;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.SourceText;
import org.armillary.workflow.text.TextFile;
import org.armillary.workflow.text.YamlFields;
import org.armillary.workflow.text.YamlFields.Entry;
import org.armillary.workflow.text.YamlText;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads rule files, {@code *.rules.yaml}, whose language docs/rules.md describes. Every problem is told with line and column,
 * and all that can be found at once are.
 */
public final class RuleReader {

	private static final String KIND = "*.rules.yaml";

	private final RuleFields rules;
	private final YamlFields yaml;
	private final String file;

	private RuleReader(SourceText source, Problems problems) {
		rules = new RuleFields(source, problems);
		yaml = rules.yaml();
		file = source.name();
	}

	/**
	 * Reads a file.
	 *
	 * @throws DocumentException
	 *             with all problems, where the file cannot be read or is not a rule file
	 */
	public static RuleSet read(Path file) throws DocumentException {
		return parse(TextFile.read(file, KIND), file.toString());
	}

	/**
	 * Reads a text.
	 *
	 * @param text
	 *            the text
	 * @param name
	 *            what messages call it, usually a path
	 * @throws DocumentException
	 *             with all problems, where the text is not a rule file
	 */
	public static RuleSet parse(String text, String name) throws DocumentException {
		TextFile.checkSize(text, name, KIND);
		var source = new SourceText(text, name);
		var problems = new Problems(source);
		Optional<Node> root = YamlText.parse(source, problems);
		if (root.isEmpty()) {
			problems.error(new Position(1, 1), OrganiserMessage.RULES_VERSION, "an empty file",
					"Write it; docs/rules.md shows a complete file.");
			throw new DocumentException(problems.sorted());
		}
		RuleSet rules = new RuleReader(source, problems).read(root.get());
		problems.throwIfAny();
		return RuleSettings.resolved(rules);
	}

	private RuleSet read(Node root) throws DocumentException {
		int before = rules.problems().size();
		var fields = yaml.fields(root, "a rule file", RuleKeys.RULES);
		boolean understood = rules.problems().size() == before;
		if (!rules.version(fields, RuleKeys.RULES_VERSION, OrganiserMessage.RULES_VERSION)) {
			throw new DocumentException(rules.problems().sorted());
		}
		var whole = new Entry(fields.isEmpty() ? new Position(1, 1) : fields.firstEntry().getValue().position(), root);
		String name = word(understood, fields, RuleKeys.NAME, whole, "a short name, such as that of the instrument");
		int version = 1;
		if (yaml.require(understood, fields, RuleKeys.VERSION, "the rule file", whole,
				"a whole number from 1, raised when datasets of the same files change")) {
			version = rules.whole(fields, RuleKeys.VERSION, "the rule file", 1).orElse(1);
		}
		var quantityReader = new QuantityReader(rules);
		SequencedMap<String, RuleParameter> parameters = quantityReader.parameters(fields);
		SequencedMap<String, Quantity> quantities = quantityReader.quantities(fields);
		Optional<Condition> applies = rules.condition(fields, RuleKeys.APPLIES, "‘applies’");
		yaml.require(understood, fields, RuleKeys.TIME, "the rule file", whole,
				"the name of the quantity that is the time of a file");
		String time = rules.quantity(fields, RuleKeys.TIME, "‘time’").orElse("");
		Optional<String> frame = rules.quantity(fields, RuleKeys.FRAME, "‘frame’");
		var sequence = sequence(fields);
		List<CheckRule> checks = checks(fields);
		yaml.require(understood, fields, RuleKeys.CLASSES, "the rule file", whole, "the categories of files");
		List<ClassRule> classes = classes(fields);
		var needs = new NeedReader(rules, parameters);
		needs.readLadders(fields);
		List<DatasetRule> datasets = new DatasetReader(rules, needs).read(fields);
		return new RuleSet(name, version, rules.text(fields, RuleKeys.DESCRIPTION), file, applies, parameters,
				quantities, time, frame, sequence.number(), sequence.of(), sequence.total(), checks, classes, datasets);
	}

	private String word(boolean understood, SequencedMap<String, Entry> fields, String key, Entry whole,
			String expected) {
		if (!yaml.require(understood, fields, key, "the rule file", whole, expected)) {
			return "";
		}
		Entry entry = fields.get(key);
		Optional<String> word = yaml.word(entry.value(), key, expected);
		if (word.isPresent() && !RuleFields.NAME.matcher(word.get()).matches()) {
			rules.error(entry.position(), OrganiserMessage.RULES_NAME, word.get(), "rules", RuleFields.NAME_WORDS);
		}
		return word.orElse("");
	}

	/** The quantities of {@code sequence}. */
	private record Sequence(Optional<String> number, Optional<String> of, Optional<String> total) {
	}

	private Sequence sequence(SequencedMap<String, Entry> fields) {
		Entry entry = fields.get(RuleKeys.SEQUENCE);
		if (entry == null) {
			return new Sequence(Optional.empty(), Optional.empty(), Optional.empty());
		}
		int before = rules.problems().size();
		var keys = yaml.fields(entry.value(), "‘sequence’", RuleKeys.SEQUENCE_KEYS);
		boolean understood = rules.problems().size() == before;
		yaml.require(understood, keys, RuleKeys.NUMBER, "‘sequence’", entry,
				"the quantity that is the number of an exposure");
		yaml.require(understood, keys, RuleKeys.OF, "‘sequence’", entry,
				"the quantity that exposures of one sequence share");
		return new Sequence(rules.quantity(keys, RuleKeys.NUMBER, "‘sequence’"),
				rules.quantity(keys, RuleKeys.OF, "‘sequence’"), rules.quantity(keys, RuleKeys.TOTAL, "‘sequence’"));
	}

	private List<CheckRule> checks(SequencedMap<String, Entry> fields) {
		var checks = new ArrayList<CheckRule>();
		rules.section(fields, RuleKeys.CHECKS, "check", RuleFields.NAME, RuleFields.NAME_WORDS)
				.forEach((name, entry) -> {
					String what = "the check " + name;
					int before = rules.problems().size();
					var keys = yaml.fields(entry.value(), what, RuleKeys.CHECK);
					boolean understood = rules.problems().size() == before;
					yaml.require(understood, keys, RuleKeys.REQUIRE, what, entry, "the condition that must hold");
					Optional<Condition> when = rules.condition(keys, RuleKeys.WHEN, what);
					Optional<Condition> require = rules.condition(keys, RuleKeys.REQUIRE, what);
					String says = rules.required(understood, keys, RuleKeys.SAYS, what, entry,
							"what is told where it does not hold");
					String remedy = rules.required(understood, keys, RuleKeys.REMEDY, what, entry,
							"what people can do about it");
					require.ifPresent(condition -> checks
							.add(new CheckRule(name, when, condition, says, remedy, rules.line(entry.position()))));
				});
		return checks;
	}

	private List<ClassRule> classes(SequencedMap<String, Entry> fields) {
		var classes = new ArrayList<ClassRule>();
		rules.section(fields, RuleKeys.CLASSES, "category", RuleFields.NAME, RuleFields.NAME_WORDS)
				.forEach((category, entry) -> {
					rules.names().announce(Kind.CATEGORY, category, entry.position());
					rules.names().add(Kind.CATEGORY, category, false);
					String what = "the category " + category;
					Optional<Condition> when = Optional.empty();
					String help = "";
					if (entry.value() instanceof MappingNode) {
						int before = rules.problems().size();
						var keys = yaml.fields(entry.value(), what, RuleKeys.CLASS);
						if (yaml.require(rules.problems().size() == before, keys, RuleKeys.WHEN, what, entry,
								"a condition on the header")) {
							when = rules.condition(keys, RuleKeys.WHEN, what);
						}
						help = rules.text(keys, RuleKeys.HELP);
					} else {
						when = rules.condition(entry.value(), category, what);
					}
					if (when.isPresent()) {
						classes.add(new ClassRule(category, when.get(), help, rules.line(entry.position())));
					}
				});
		return classes;
	}
}
