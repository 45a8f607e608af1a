package org.armillary.workflow;

import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.SourceText;
import org.armillary.workflow.text.YamlFields;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Nearest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.armillary.actor.Payload;
import org.armillary.workflow.Positions.Part;
import org.armillary.workflow.text.YamlFields.Entry;
import org.armillary.workflow.message.WorkflowMessage;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Makes the model from the YAML tree, with the place of each part and all problems of structure. */
final class ModelReader {

	private static final Pattern WHOLE_NUMBER = Pattern.compile("[1-9]\\d{0,8}");
	private static final List<String> PAYLOADS = Stream.of(Payload.values())
			.map(payload -> payload.name().toLowerCase(Locale.ROOT)).toList();

	private final Problems problems;
	private final YamlFields yaml;
	private final Positions positions;
	private final ConnectionReader connections;

	ModelReader(SourceText source, Problems problems) {
		this.problems = problems;
		yaml = new YamlFields(source, problems);
		positions = new Positions(source);
		connections = new ConnectionReader(yaml, problems, positions);
	}

	Positions positions() {
		return positions;
	}

	/** Reads the whole; what has problems is left out. */
	Workflow read(Node root) throws DocumentException {
		int before = problems.size();
		var fields = yaml.fields(root, "a workflow file", Keys.WORKFLOW);
		boolean understood = problems.size() == before;
		checkVersion(fields);
		fields.forEach((key, entry) -> positions.put(Part.SECTION, key, entry.position()));
		Optional<String> name = YamlFields.field(fields, Keys.NAME)
				.flatMap(node -> yaml.word(node, Keys.NAME, "the name of the workflow"));
		if (understood && !fields.containsKey(Keys.NAME)) {
			problems.error(fields.isEmpty() ? new Position(1, 1) : fields.firstEntry().getValue().position(),
					WorkflowMessage.MISSING_KEY, "the workflow", Keys.NAME,
					"a name for people");
		}
		return new Workflow(name.orElse("?"), text(fields, Keys.DESCRIPTION),
				YamlFields.field(fields, Keys.RULES)
						.flatMap(node -> yaml.word(node, Keys.RULES, "the name of the rules")),
				inputs(fields), parameters(fields), nodes(fields),
				YamlFields.field(fields, Keys.CONNECTIONS).map(connections::read).orElse(List.of()), outputs(fields));
	}

	private void checkVersion(SequencedMap<String, Entry> fields) throws DocumentException {
		Entry version = fields.get(Keys.VERSION);
		if (version == null) {
			problems.error(new Position(1, 1), WorkflowMessage.VERSION, "no version",
					"Write it as the first line, if this is a workflow file.");
			return;
		}
		String number = yaml.scalar(version.value(), Keys.VERSION, "the version number 1").orElse("");
		if (!number.equals(Workflow.VERSION)) {
			problems.error(version.position(), WorkflowMessage.VERSION, "version ‘" + number + "’",
					"Use a version of Armillary that knows this version of the format, or correct the number.");
			throw new DocumentException(problems.sorted());
		}
		if (!fields.firstEntry().getKey().equals(Keys.VERSION)) {
			problems.error(version.position(), WorkflowMessage.VERSION,
					"it in line " + version.position().line() + ", after other keys",
					"Move the line to the beginning.");
		}
	}

	private List<WorkflowInput> inputs(SequencedMap<String, Entry> fields) {
		var inputs = new ArrayList<WorkflowInput>();
		section(fields, Keys.INPUTS, "input", Part.INPUT).forEach((name, entry) -> {
			int before = problems.size();
			var input = yaml.fields(entry.value(), "the input " + name, Keys.INPUT);
			boolean understood = problems.size() == before;
			Payload payload = Payload.FILE;
			if (yaml.require(understood, input, Keys.PAYLOAD, "input " + name, entry,
					"one of " + String.join(", ", PAYLOADS))) {
				payload = payload(input.get(Keys.PAYLOAD).value());
			}
			inputs.add(new WorkflowInput(name, payload,
					YamlFields.field(input, Keys.CATEGORY)
							.map(node -> yaml.words(node, Keys.CATEGORY, "a category or a list of them"))
							.orElse(List.of()),
					text(input, Keys.HELP)));
		});
		return inputs;
	}

	private Payload payload(Node node) {
		String text = yaml.word(node, Keys.PAYLOAD, "one of " + String.join(", ", PAYLOADS)).orElse("file");
		int index = PAYLOADS.indexOf(text);
		if (index < 0) {
			problems.error(yaml.position(node), WorkflowMessage.VALUE, "the payload", text,
					Nearest.hint(text, PAYLOADS),
					"one of " + String.join(", ", PAYLOADS));
			return Payload.FILE;
		}
		return Payload.values()[index];
	}

	private List<WorkflowParameter> parameters(SequencedMap<String, Entry> fields) {
		var parameters = new ArrayList<WorkflowParameter>();
		section(fields, Keys.PARAMETERS, "parameter", Part.PARAMETER).forEach((name, entry) -> {
			var parameter = yaml.fields(entry.value(), "the workflow parameter " + name, Keys.PARAMETER);
			var binds = new ArrayList<ParameterReference>();
			if (parameter.containsKey(Keys.BINDS)) {
				Node node = parameter.get(Keys.BINDS).value();
				for (Node element : node instanceof SequenceNode list ? list.getValue() : List.of(node)) {
					yaml.word(element, Keys.BINDS, "node.parameter")
							.flatMap(text -> binding(text, yaml.position(element)))
							.ifPresent(binds::add);
				}
			}
			Optional<String> value = YamlFields.field(parameter, Keys.VALUE)
					.flatMap(node -> yaml.value(node, Keys.VALUE));
			positions.put(Part.PARAMETER_VALUE, name,
					parameter.containsKey(Keys.VALUE) ? parameter.get(Keys.VALUE).position() : entry.position());
			parameters.add(new WorkflowParameter(name, binds, value, text(parameter, Keys.HELP)));
		});
		return parameters;
	}

	private Optional<ParameterReference> binding(String text, Position at) {
		int dot = text.indexOf('.');
		if (dot < 0 || !Names.isPath(text.substring(0, dot)) || !Names.isPort(text.substring(dot + 1))) {
			problems.error(at, WorkflowMessage.REFERENCE, "the bound parameter", text, "‘node.parameter’",
					"Write the id of a node, a dot, and the name of one of its parameters.");
			return Optional.empty();
		}
		return Optional.of(new ParameterReference(text.substring(0, dot), text.substring(dot + 1)));
	}

	private List<WorkflowNode> nodes(SequencedMap<String, Entry> fields) {
		var nodes = new ArrayList<WorkflowNode>();
		section(fields, Keys.NODES, "node", Part.NODE).forEach((id, entry) -> node(id, entry).ifPresent(nodes::add));
		if (nodes.stream().anyMatch(node -> node.uses().isPresent())) {
			nodes.stream().map(WorkflowNode::id).forEach(id -> refuseSlash(id, Part.NODE, "node"));
		}
		return nodes;
	}

	/** A slash stands between a node and what came from its sub-workflow, so both kinds of ids would be mixed up. */
	private void refuseSlash(String name, Part part, String what) {
		if (!Names.isId(name)) {
			problems.error(positions.get(part, name), WorkflowMessage.NAME, name,
					"the name of a " + what + " in a workflow with sub-workflows", Names.ID_WORDS);
		}
	}

	private Optional<WorkflowNode> node(String id, Entry entry) {
		int before = problems.size();
		var fields = yaml.fields(entry.value(), "the node " + id, Keys.NODE);
		boolean understood = problems.size() == before;
		Optional<String> actor = YamlFields.field(fields, Keys.ACTOR)
				.flatMap(node -> yaml.word(node, Keys.ACTOR, "the id of an actor"));
		Optional<String> uses = YamlFields.field(fields, Keys.USES)
				.flatMap(node -> yaml.word(node, Keys.USES, "the path of a workflow file"));
		positions.put(Part.NODE_ACTOR, id, fields.containsKey(Keys.ACTOR) ? fields.get(Keys.ACTOR).position()
				: fields.containsKey(Keys.USES) ? fields.get(Keys.USES).position() : entry.position());
		// a mistyped key has been told already; it may be the one that would be missed here
		if (understood && !fields.containsKey(Keys.ACTOR) && !fields.containsKey(Keys.USES)) {
			problems.error(entry.position(), WorkflowMessage.MISSING_KEY, "node " + id, Keys.ACTOR,
					"the id of an actor, or ‘uses: path.flow.yaml’ for a sub-workflow");
		}
		if (actor.isPresent() && uses.isPresent()) {
			problems.error(fields.get(Keys.USES).position(), WorkflowMessage.DUPLICATE,
					"node " + id + " has an actor, so", Keys.USES, fields.get(Keys.ACTOR).position().line());
		}
		boolean subWorkflow = actor.isEmpty() && uses.isPresent();
		Optional<String> number = YamlFields.field(fields, Keys.ALGORITHM)
				.flatMap(node -> yaml.word(node, Keys.ALGORITHM, "a whole number from 1"));
		if (number.isPresent() && (!WHOLE_NUMBER.matcher(number.get()).matches() || subWorkflow)) {
			problems.error(fields.get(Keys.ALGORITHM).position(), WorkflowMessage.VALUE, "the algorithm of node " + id,
					number.get(), "",
					subWorkflow ? "none, since a sub-workflow has none" : "a whole number from 1");
			number = Optional.empty();
		}
		Optional<String> when = YamlFields.field(fields, Keys.WHEN)
				.flatMap(node -> yaml.word(node, Keys.WHEN, "a condition, in quotes where it begins with a bracket"));
		YamlFields.field(fields, Keys.WHEN)
				.ifPresent(node -> positions.put(Part.NODE_WHEN, id, yaml.position(node)));
		Optional<Grouping> group = Optional.ofNullable(fields.get(Keys.GROUP))
				.flatMap(found -> group(id, found, subWorkflow));
		var parameters = new LinkedHashMap<String, String>();
		YamlFields.field(fields, Keys.PARAMETERS).ifPresent(node -> nodeParameters(id, node, parameters));
		if (actor.isEmpty() && uses.isEmpty()) {
			return Optional.empty();
		}
		OptionalInt algorithm = number.isPresent() ? OptionalInt.of(Integer.parseInt(number.get()))
				: OptionalInt.empty();
		return Optional.of(
				new WorkflowNode(id, actor, subWorkflow ? uses : Optional.empty(), algorithm, parameters, group, when));
	}

	private Optional<Grouping> group(String id, Entry entry, boolean subWorkflow) {
		positions.put(Part.NODE_GROUP, id, entry.position());
		if (subWorkflow) {
			problems.error(entry.position(), WorkflowMessage.GROUP, id,
					"‘group’ belongs to an actor, not to a sub-workflow",
					"Write it at a node of the sub-workflow.");
			return Optional.empty();
		}
		int before = problems.size();
		List<String> by;
		List<String> extensions = List.of();
		if (entry.value() instanceof MappingNode) {
			var fields = yaml.fields(entry.value(), "the group of node " + id, Keys.GROUPING);
			if (!yaml.require(problems.size() == before, fields, Keys.BY, "the group of node " + id, entry,
					"a keyword or a list of them")) {
				return Optional.empty();
			}
			by = yaml.keywordPatterns(fields.get(Keys.BY).value(), Keys.BY);
			extensions = YamlFields.field(fields, Keys.EXTENSIONS)
					.map(node -> yaml.words(node, Keys.EXTENSIONS, "a pattern such as IFU.#.*")).orElse(List.of());
		} else {
			by = yaml.keywordPatterns(entry.value(), Keys.GROUP);
		}
		Optional<String> problem = problems.size() > before ? Optional.empty() : Grouping.problem(by, extensions);
		problem.ifPresent(words -> problems.error(entry.position(), WorkflowMessage.GROUP, id, words,
				"Write ‘group: [KEYWORD]’ or ‘group: { by: KEYWORD#, extensions: [IFU.#.*] }’; docs/workflow-file.md explains both."));
		return problems.size() > before ? Optional.empty() : Optional.of(new Grouping(by, extensions));
	}

	private void nodeParameters(String id, Node node, SequencedMap<String, String> parameters) {
		yaml.named(node, "the parameters of node " + id, "the parameter").forEach((name, entry) -> {
			positions.put(Part.NODE_PARAMETER, id + "." + name, entry.position());
			if (!Names.isPort(name)) {
				problems.error(entry.position(), WorkflowMessage.NAME, name, "the name of a parameter",
						Names.ID_WORDS + " and ‘.’");
				return;
			}
			yaml.value(entry.value(), name).ifPresent(text -> parameters.put(name, text));
		});
	}

	private List<WorkflowOutput> outputs(SequencedMap<String, Entry> fields) {
		var outputs = new ArrayList<WorkflowOutput>();
		section(fields, Keys.OUTPUTS, "output", Part.OUTPUT)
				.forEach((name, entry) -> yaml.word(entry.value(), name, "node.port")
						.flatMap(text -> connections.port(text, false, yaml.position(entry.value())))
						.ifPresent(port -> outputs.add(new WorkflowOutput(name, port))));
		return outputs;
	}

	/** The entries of a section whose names are allowed. */
	private SequencedMap<String, Entry> section(SequencedMap<String, Entry> fields, String key, String what,
			Part part) {
		var entries = new LinkedHashMap<String, Entry>();
		YamlFields.field(fields, key)
				.ifPresent(node -> yaml.named(node, "‘" + key + "’", "the " + what).forEach((name, entry) -> {
					positions.put(part, name, entry.position());
					boolean path = part == Part.NODE || part == Part.PARAMETER;
					if (path ? Names.isPath(name) : Names.isId(name)) {
						entries.put(name, entry);
					} else {
						problems.error(entry.position(), WorkflowMessage.NAME, name, "the name of a " + what,
								Names.ID_WORDS);
					}
				}));
		return entries;
	}

	private String text(SequencedMap<String, Entry> fields, String key) {
		return YamlFields.field(fields, key).flatMap(node -> yaml.scalar(node, key, "text")).orElse("");
	}
}
