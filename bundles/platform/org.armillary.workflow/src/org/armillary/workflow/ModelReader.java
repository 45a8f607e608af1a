package org.armillary.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.armillary.actor.Payload;
import org.armillary.workflow.Positions.Part;
import org.armillary.workflow.YamlFields.Entry;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Makes the model from the YAML tree, with the place of each part and all problems of structure. */
final class ModelReader {

	private static final Pattern ARROW = Pattern.compile("\\s*(\\S+?)\\s*->\\s*(\\S+)\\s*");
	private static final Pattern WHOLE_NUMBER = Pattern.compile("[1-9]\\d{0,8}");
	private static final List<String> PAYLOADS = Stream.of(Payload.values())
			.map(payload -> payload.name().toLowerCase(Locale.ROOT)).toList();
	private static final String CONNECTION_WORDS = "‘node.port -> node.port’, ‘input -> node.port’ or "
			+ "‘{ from: node.port, to: node.port, retag: CATEGORY }’";

	private final Problems problems;
	private final YamlFields yaml;
	private final Positions positions = new Positions();

	ModelReader(SourceText source, Problems problems) {
		this.problems = problems;
		yaml = new YamlFields(source, problems);
	}

	Positions positions() {
		return positions;
	}

	/** Reads the whole; what has problems is left out. */
	Workflow read(Node root) throws WorkflowException {
		int before = problems.size();
		var fields = yaml.fields(root, "a workflow file", Keys.WORKFLOW);
		boolean understood = problems.size() == before;
		checkVersion(fields);
		fields.forEach((key, entry) -> positions.put(Part.SECTION, key, entry.position()));
		Optional<String> name = field(fields, Keys.NAME)
				.flatMap(node -> yaml.word(node, Keys.NAME, "the name of the workflow"));
		if (understood && !fields.containsKey(Keys.NAME)) {
			problems.error(fields.isEmpty() ? new Position(1, 1) : fields.firstEntry().getValue().position(),
					WorkflowMessage.MISSING_KEY, "the workflow", Keys.NAME,
					"a name for people");
		}
		return new Workflow(name.orElse("?"), text(fields, Keys.DESCRIPTION),
				field(fields, Keys.RULES).flatMap(node -> yaml.word(node, Keys.RULES, "the name of the rules")),
				inputs(fields), parameters(fields), nodes(fields), connections(fields), outputs(fields));
	}

	private void checkVersion(SequencedMap<String, Entry> fields) throws WorkflowException {
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
			throw new WorkflowException(problems.sorted());
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
			if (require(understood, input, Keys.PAYLOAD, "input " + name, entry,
					"one of " + String.join(", ", PAYLOADS))) {
				payload = payload(input.get(Keys.PAYLOAD).value());
			}
			inputs.add(new WorkflowInput(name, payload,
					field(input, Keys.CATEGORY)
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
			int before = problems.size();
			var parameter = yaml.fields(entry.value(), "the workflow parameter " + name, Keys.PARAMETER);
			boolean understood = problems.size() == before;
			var binds = new ArrayList<ParameterReference>();
			if (require(understood, parameter, Keys.BINDS, "workflow parameter " + name, entry,
					"a list such as [node.parameter]")) {
				Node node = parameter.get(Keys.BINDS).value();
				for (Node element : node instanceof SequenceNode list ? list.getValue() : List.of(node)) {
					yaml.word(element, Keys.BINDS, "node.parameter")
							.flatMap(text -> binding(text, yaml.position(element)))
							.ifPresent(binds::add);
				}
			}
			Optional<String> value = field(parameter, Keys.VALUE).flatMap(node -> value(node, Keys.VALUE));
			positions.put(Part.PARAMETER_VALUE, name,
					parameter.containsKey(Keys.VALUE) ? parameter.get(Keys.VALUE).position() : entry.position());
			parameters.add(new WorkflowParameter(name, binds, value, text(parameter, Keys.HELP)));
		});
		return parameters;
	}

	private Optional<ParameterReference> binding(String text, Position at) {
		int dot = text.indexOf('.');
		if (dot < 0 || !Names.isId(text.substring(0, dot)) || !Names.isPort(text.substring(dot + 1))) {
			problems.error(at, WorkflowMessage.REFERENCE, "the bound parameter", text, "‘node.parameter’",
					"Write the id of a node, a dot, and the name of one of its parameters.");
			return Optional.empty();
		}
		return Optional.of(new ParameterReference(text.substring(0, dot), text.substring(dot + 1)));
	}

	private List<WorkflowNode> nodes(SequencedMap<String, Entry> fields) {
		var nodes = new ArrayList<WorkflowNode>();
		section(fields, Keys.NODES, "node", Part.NODE).forEach((id, entry) -> node(id, entry).ifPresent(nodes::add));
		return nodes;
	}

	private Optional<WorkflowNode> node(String id, Entry entry) {
		int before = problems.size();
		var fields = yaml.fields(entry.value(), "the node " + id, Keys.NODE);
		boolean understood = problems.size() == before;
		Optional<String> actor = field(fields, Keys.ACTOR)
				.flatMap(node -> yaml.word(node, Keys.ACTOR, "the id of an actor"));
		Optional<String> uses = field(fields, Keys.USES)
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
			uses = Optional.empty();
		}
		Optional<String> number = field(fields, Keys.ALGORITHM)
				.flatMap(node -> yaml.word(node, Keys.ALGORITHM, "a whole number from 1"));
		if (number.isPresent() && (!WHOLE_NUMBER.matcher(number.get()).matches() || uses.isPresent())) {
			problems.error(fields.get(Keys.ALGORITHM).position(), WorkflowMessage.VALUE, "the algorithm of node " + id,
					number.get(), "",
					uses.isPresent() ? "none, since a sub-workflow has none" : "a whole number from 1");
			number = Optional.empty();
		}
		Optional<String> when = field(fields, Keys.WHEN).flatMap(node -> yaml.word(node, Keys.WHEN, "a condition"));
		var parameters = new LinkedHashMap<String, String>();
		field(fields, Keys.PARAMETERS).ifPresent(node -> nodeParameters(id, node, parameters));
		if (actor.isEmpty() && uses.isEmpty()) {
			return Optional.empty();
		}
		OptionalInt algorithm = number.isPresent() ? OptionalInt.of(Integer.parseInt(number.get()))
				: OptionalInt.empty();
		return Optional.of(new WorkflowNode(id, actor, uses, algorithm, parameters, when));
	}

	private void nodeParameters(String id, Node node, SequencedMap<String, String> parameters) {
		yaml.named(node, "the parameters of node " + id, "the parameter").forEach((name, entry) -> {
			positions.put(Part.NODE_PARAMETER, id + "." + name, entry.position());
			if (!Names.isPort(name)) {
				problems.error(entry.position(), WorkflowMessage.NAME, name, "the name of a parameter",
						Names.ID_WORDS + " and ‘.’");
				return;
			}
			value(entry.value(), name).ifPresent(text -> parameters.put(name, text));
		});
	}

	/** The value of a parameter: text as it is typed, or a list, which becomes text with commas. */
	private Optional<String> value(Node node, String key) {
		if (!(node instanceof SequenceNode list)) {
			return yaml.line(node, key, "a value, or a list of values");
		}
		var values = new ArrayList<String>();
		for (Node element : list.getValue()) {
			Optional<String> text = yaml.line(element, key, "a value");
			if (text.isEmpty()) {
				return Optional.empty();
			}
			if (text.get().contains(",")) {
				problems.error(yaml.position(element), WorkflowMessage.VALUE, "an element of ‘" + key + "’", text.get(),
						"",
						"an element without a comma");
				return Optional.empty();
			}
			values.add(text.get());
		}
		return Optional.of(String.join(",", values));
	}

	private List<Connection> connections(SequencedMap<String, Entry> fields) {
		var connections = new ArrayList<Connection>();
		field(fields, Keys.CONNECTIONS).ifPresent(section -> {
			for (Node node : yaml.list(section, "‘connections’", "a list, ‘- node.port -> node.port’ in each line")) {
				connection(node).ifPresent(connection -> {
					connections.add(connection);
					positions.addConnection(yaml.position(node));
				});
			}
		});
		return connections;
	}

	private Optional<Connection> connection(Node node) {
		if (node instanceof MappingNode) {
			int before = problems.size();
			var fields = yaml.fields(node, "a connection", Keys.CONNECTION);
			boolean understood = problems.size() == before;
			Entry whole = new Entry(yaml.position(node), node);
			if (!require(understood, fields, Keys.FROM, "the connection", whole, "node.port")
					| !require(understood, fields, Keys.TO, "the connection", whole, "node.port")) {
				return Optional.empty();
			}
			Optional<PortReference> from = yaml.word(fields.get(Keys.FROM).value(), Keys.FROM, "node.port")
					.flatMap(text -> port(text, true, yaml.position(fields.get(Keys.FROM).value())));
			Optional<PortReference> to = yaml.word(fields.get(Keys.TO).value(), Keys.TO, "node.port")
					.flatMap(text -> port(text, false, yaml.position(fields.get(Keys.TO).value())));
			Optional<String> retag = field(fields, Keys.RETAG)
					.flatMap(value -> yaml.word(value, Keys.RETAG, "a category"));
			return from.flatMap(source -> to.map(target -> new Connection(source, target, retag)));
		}
		return yaml.word(node, Keys.CONNECTIONS, CONNECTION_WORDS).flatMap(text -> {
			Matcher arrow = ARROW.matcher(text);
			if (!arrow.matches()) {
				problems.error(yaml.position(node), WorkflowMessage.REFERENCE, "the connection", text, CONNECTION_WORDS,
						"Write it so; names are made of " + Names.ID_WORDS + ".");
				return Optional.empty();
			}
			Optional<PortReference> from = port(arrow.group(1), true, yaml.position(node));
			Optional<PortReference> to = port(arrow.group(2), false, yaml.position(node));
			return from.flatMap(source -> to.map(target -> Connection.of(source, target)));
		});
	}

	private Optional<PortReference> port(String text, boolean inputAllowed, Position at) {
		int dot = text.indexOf('.');
		if (dot < 0 && inputAllowed && Names.isId(text)) {
			return Optional.of(PortReference.ofInput(text));
		}
		if (dot < 0 || !Names.isId(text.substring(0, dot)) || !Names.isPort(text.substring(dot + 1))) {
			problems.error(at, WorkflowMessage.REFERENCE, "the port", text,
					inputAllowed ? "‘node.port’ or the name of a workflow input" : "‘node.port’",
					"Write the id of a node, a dot, and the name of one of its ports; outputs of the workflow stand under ‘outputs:’.");
			return Optional.empty();
		}
		return Optional.of(new PortReference(text.substring(0, dot), text.substring(dot + 1)));
	}

	private List<WorkflowOutput> outputs(SequencedMap<String, Entry> fields) {
		var outputs = new ArrayList<WorkflowOutput>();
		section(fields, Keys.OUTPUTS, "output", Part.OUTPUT)
				.forEach((name, entry) -> yaml.word(entry.value(), name, "node.port")
						.flatMap(text -> port(text, false, yaml.position(entry.value())))
						.ifPresent(port -> outputs.add(new WorkflowOutput(name, port))));
		return outputs;
	}

	/** The entries of a section whose names are allowed. */
	private SequencedMap<String, Entry> section(SequencedMap<String, Entry> fields, String key, String what,
			Part part) {
		var entries = new LinkedHashMap<String, Entry>();
		field(fields, key).ifPresent(node -> yaml.named(node, "‘" + key + "’", "the " + what).forEach((name, entry) -> {
			positions.put(part, name, entry.position());
			if (Names.isId(name)) {
				entries.put(name, entry);
			} else {
				problems.error(entry.position(), WorkflowMessage.NAME, name, "the name of a " + what, Names.ID_WORDS);
			}
		}));
		return entries;
	}

	/**
	 * Whether a key is there. Where another key could not be understood, that has been told already and may be the one that
	 * would be missed.
	 */
	private boolean require(boolean understood, SequencedMap<String, Entry> fields, String key, String what,
			Entry whole, String expected) {
		if (understood && !fields.containsKey(key)) {
			problems.error(whole.position(), WorkflowMessage.MISSING_KEY, what, key, expected);
		}
		return fields.containsKey(key);
	}

	private String text(SequencedMap<String, Entry> fields, String key) {
		return field(fields, key).flatMap(node -> yaml.scalar(node, key, "text")).orElse("");
	}

	private static Optional<Node> field(SequencedMap<String, Entry> fields, String key) {
		return Optional.ofNullable(fields.get(key)).map(Entry::value);
	}
}
