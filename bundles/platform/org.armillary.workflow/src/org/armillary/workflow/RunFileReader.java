package org.armillary.workflow;

import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.SourceText;
import org.armillary.workflow.text.TextFile;
import org.armillary.workflow.text.YamlFields;
import org.armillary.workflow.text.YamlText;
import org.armillary.workflow.text.DocumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

import org.armillary.workflow.text.YamlFields.Entry;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.condition.ConditionException;
import org.armillary.workflow.message.WorkflowMessage;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads run files, {@code *.run.yaml}. Every problem is reported with line and column, and all that can be found at once are. */
public final class RunFileReader {

	private static final String KIND = "*.run.yaml";

	private static final String VERSION_LINE = "Write it as the first line, if this is a run file.";
	private static final String PARAMETER_WORDS = "‘node.parameter’";

	private final Problems problems;
	private final YamlFields yaml;
	private final Map<String, Position> positions = new HashMap<>();

	private RunFileReader(SourceText source, Problems problems) {
		this.problems = problems;
		yaml = new YamlFields(source, problems);
	}

	/**
	 * Reads a file.
	 *
	 * @throws DocumentException
	 *             with all problems, where the file cannot be read or is not a run file
	 */
	public static RunFileDocument read(Path file) throws DocumentException {
		return parse(TextFile.read(file, KIND), file.toString());
	}

	/**
	 * Reads a text.
	 *
	 * @param source
	 *            the text
	 * @param name
	 *            what messages call it, usually a path
	 * @throws DocumentException
	 *             with all problems, where the text is not a run file
	 */
	public static RunFileDocument parse(String source, String name) throws DocumentException {
		TextFile.checkSize(source, name, KIND);
		var text = new SourceText(source, name);
		var problems = new Problems(text);
		Optional<Node> root = YamlText.parse(text, problems);
		if (root.isEmpty()) {
			problems.error(new Position(1, 1), WorkflowMessage.RUN_VERSION, "an empty file", VERSION_LINE);
			throw new DocumentException(problems.sorted());
		}
		var reader = new RunFileReader(text, problems);
		RunFile runFile = reader.read(root.get());
		problems.throwIfAny();
		return new RunFileDocument(runFile, text, reader.positions);
	}

	private RunFile read(Node root) throws DocumentException {
		int before = problems.size();
		var fields = yaml.fields(root, "a run file", Keys.RUN);
		boolean understood = problems.size() == before;
		checkVersion(fields);
		Optional<String> workflow = Optional.empty();
		Entry whole = fields.isEmpty() ? new Entry(new Position(1, 1), root) : fields.firstEntry().getValue();
		String words = "the path of a workflow file, or the name of a shipped workflow";
		if (yaml.require(understood, fields, Keys.RUN_WORKFLOW, "the run file", whole, words)) {
			Entry entry = fields.get(Keys.RUN_WORKFLOW);
			positions.put(Keys.RUN_WORKFLOW, entry.position());
			workflow = yaml.word(entry.value(), Keys.RUN_WORKFLOW, words);
		}
		var inputs = new LinkedHashMap<String, List<String>>();
		named(fields, Keys.INPUTS, "the input").forEach((name, entry) -> {
			if (Names.isId(name)) {
				inputs.put(name, yaml.words(entry.value(), name, "a file or a list of them"));
			} else {
				problems.error(entry.position(), WorkflowMessage.NAME, name, "the name of an input", Names.ID_WORDS);
			}
		});
		return new RunFile(workflow.orElse("?"), words(fields, Keys.DATA, "a folder or file, or a list of them"),
				words(fields, Keys.OVERLAYS, "an overlay file, or a list of them"),
				words(fields, Keys.DATASETS, "a name or pattern of datasets, or a list of them"), inputs,
				YamlFields.field(fields, Keys.OUT).flatMap(node -> yaml.word(node, Keys.OUT, "a folder")),
				settings(named(fields, Keys.SETTINGS, "the setting"), Keys.SETTINGS, false), overrides(fields),
				words(fields, Keys.EXCLUDE, "a file or a pattern, or a list of them"), decisions(fields));
	}

	private void checkVersion(SequencedMap<String, Entry> fields) throws DocumentException {
		Entry version = fields.get(Keys.RUN_VERSION);
		if (version == null) {
			problems.error(new Position(1, 1), WorkflowMessage.RUN_VERSION, "no version", VERSION_LINE);
			return;
		}
		String number = yaml.scalar(version.value(), Keys.RUN_VERSION, "the version number 1").orElse("");
		if (!number.equals(RunFile.VERSION)) {
			problems.error(version.position(), WorkflowMessage.RUN_VERSION, "version ‘" + number + "’",
					"Use a version of Armillary that knows this version of the format, or correct the number.");
			throw new DocumentException(problems.sorted());
		}
		if (!fields.firstEntry().getKey().equals(Keys.RUN_VERSION)) {
			problems.error(version.position(), WorkflowMessage.RUN_VERSION,
					"it in line " + version.position().line() + ", after other keys",
					"Move the line to the beginning.");
		}
	}

	private List<String> words(SequencedMap<String, Entry> fields, String key, String expected) {
		return YamlFields.field(fields, key).filter(node -> !YamlFields.isEmpty(node))
				.map(node -> yaml.words(node, key, expected)).orElse(List.of());
	}

	private SequencedMap<String, Entry> named(SequencedMap<String, Entry> fields, String key, String what) {
		SequencedMap<String, Entry> entries = YamlFields.field(fields, key)
				.map(node -> yaml.named(node, "‘" + key + "’", what)).orElseGet(LinkedHashMap::new);
		entries.forEach((name, entry) -> positions.put(key + " " + name, entry.position()));
		return entries;
	}

	private SequencedMap<String, String> settings(SequencedMap<String, Entry> entries, String section,
			boolean nodesOnly) {
		var settings = new LinkedHashMap<String, String>();
		entries.forEach((name, entry) -> {
			positions.put(section + " " + name, entry.position());
			int dot = name.indexOf('.');
			boolean ofNode = dot > 0 && Names.isPath(name.substring(0, dot)) && Names.isPort(name.substring(dot + 1));
			if (!ofNode && (nodesOnly || !Names.isPath(name))) {
				problems.error(entry.position(), WorkflowMessage.REFERENCE, "the setting", name,
						nodesOnly ? PARAMETER_WORDS : PARAMETER_WORDS + " or the name of a workflow parameter",
						nodesOnly
								? "Name a node and its parameter; parameters of the workflow are set under ‘settings:’."
								: "Name a node and its parameter, or a parameter of the workflow.");
				return;
			}
			yaml.value(entry.value(), name).ifPresent(value -> settings.put(name, value));
		});
		return settings;
	}

	private List<RunFile.Override> overrides(SequencedMap<String, Entry> fields) {
		var overrides = new ArrayList<RunFile.Override>();
		YamlFields.field(fields, Keys.OVERRIDES).ifPresent(section -> {
			for (Node node : yaml.list(section, "‘overrides’",
					"a list, ‘- { where: CONDITION, settings: { node.parameter: value } }’ in each line")) {
				override(node, overrides.size()).ifPresent(overrides::add);
			}
		});
		return overrides;
	}

	private Optional<RunFile.Override> override(Node node, int index) {
		int before = problems.size();
		var fields = yaml.fields(node, "an override", Keys.OVERRIDE);
		boolean understood = problems.size() == before;
		Entry whole = new Entry(yaml.position(node), node);
		String section = Keys.OVERRIDES + index;
		String words = "a condition such as \"[OBJECT] == 'NGC 1234'\", in quotes";
		Optional<Condition> where = Optional.empty();
		if (yaml.require(understood, fields, Keys.WHERE, "the override", whole, words)) {
			Node text = fields.get(Keys.WHERE).value();
			positions.put(section, yaml.position(text));
			where = yaml.word(text, Keys.WHERE, words).flatMap(condition -> condition(condition, text));
		}
		var settings = new LinkedHashMap<String, String>();
		if (yaml.require(understood, fields, Keys.SETTINGS, "the override", whole, "{ node.parameter: value }")) {
			settings.putAll(
					settings(yaml.named(fields.get(Keys.SETTINGS).value(), "‘settings’", "the setting"), section,
							true));
		}
		return where.map(condition -> new RunFile.Override(condition, settings));
	}

	private Optional<Condition> condition(String text, Node node) {
		try {
			return Optional.of(Condition.parse(text));
		} catch (ConditionException e) {
			problems.condition(yaml.place(node), e);
			return Optional.empty();
		}
	}

	private SequencedMap<String, String> decisions(SequencedMap<String, Entry> fields) {
		var decisions = new LinkedHashMap<String, String>();
		named(fields, Keys.DECISIONS, "the decision").forEach((name, entry) -> {
			int dot = name.indexOf('.');
			if (dot < 1 || dot == name.length() - 1 || !Names.isPath(name.substring(0, dot))) {
				problems.error(entry.position(), WorkflowMessage.REFERENCE, "the decision", name, "‘node.key’",
						"Write the id of a node, a dot, and the key of the decision.");
			} else {
				yaml.scalar(entry.value(), name, "text").ifPresent(text -> decisions.put(name, text));
			}
		});
		return decisions;
	}
}
