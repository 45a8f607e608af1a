package org.armillary.workflow;

import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.YamlFields;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.workflow.text.YamlFields.Entry;
import org.armillary.workflow.message.WorkflowMessage;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes connections, and other references to ports, from the YAML tree. */
final class ConnectionReader {

	private static final Pattern ARROW = Pattern.compile("\\s*(\\S+?)\\s*->\\s*(\\S+)\\s*");
	private static final String CONNECTION_WORDS = "‘node.port -> node.port’, ‘input -> node.port’ or "
			+ "‘{ from: node.port, to: node.port, retag: CATEGORY }’";

	private final Problems problems;
	private final YamlFields yaml;
	private final Positions positions;

	ConnectionReader(YamlFields yaml, Problems problems, Positions positions) {
		this.yaml = yaml;
		this.problems = problems;
		this.positions = positions;
	}

	/** The connections of a section, with their places. */
	List<Connection> read(Node section) {
		var connections = new ArrayList<Connection>();
		for (Node node : yaml.list(section, "‘connections’", "a list, ‘- node.port -> node.port’ in each line")) {
			connection(node).ifPresent(connection -> {
				connections.add(connection);
				positions.addConnection(yaml.position(node));
			});
		}
		return connections;
	}

	private Optional<Connection> connection(Node node) {
		if (node instanceof MappingNode) {
			return map(node);
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

	private Optional<Connection> map(Node node) {
		int before = problems.size();
		var fields = yaml.fields(node, "a connection", Keys.CONNECTION);
		boolean understood = problems.size() == before;
		Entry whole = new Entry(yaml.position(node), node);
		if (!yaml.require(understood, fields, Keys.FROM, "the connection", whole, "node.port")
				| !yaml.require(understood, fields, Keys.TO, "the connection", whole, "node.port")) {
			return Optional.empty();
		}
		Optional<PortReference> from = yaml.word(fields.get(Keys.FROM).value(), Keys.FROM, "node.port")
				.flatMap(text -> port(text, true, yaml.position(fields.get(Keys.FROM).value())));
		Optional<PortReference> to = yaml.word(fields.get(Keys.TO).value(), Keys.TO, "node.port")
				.flatMap(text -> port(text, false, yaml.position(fields.get(Keys.TO).value())));
		Optional<String> retag = YamlFields.field(fields, Keys.RETAG)
				.flatMap(value -> yaml.word(value, Keys.RETAG, "a category"));
		List<String> match = YamlFields.field(fields, Keys.MATCH).map(value -> yaml.keywords(value, Keys.MATCH))
				.orElse(List.of());
		Optional<String> nearest = YamlFields.field(fields, Keys.NEAREST)
				.flatMap(value -> yaml.keyword(value, Keys.NEAREST));
		return from.flatMap(
				source -> to.map(target -> new Connection(source, target, retag, match, nearest)));
	}

	/** A reference to a port. */
	Optional<PortReference> port(String text, boolean inputAllowed, Position at) {
		int dot = text.indexOf('.');
		if (dot < 0 && inputAllowed && Names.isId(text)) {
			return Optional.of(PortReference.ofInput(text));
		}
		if (dot < 0 || !Names.isPath(text.substring(0, dot)) || !Names.isPort(text.substring(dot + 1))) {
			problems.error(at, WorkflowMessage.REFERENCE, "the port", text,
					inputAllowed ? "‘node.port’ or the name of a workflow input" : "‘node.port’",
					"Write the id of a node, a dot, and the name of one of its ports; outputs of the workflow stand under ‘outputs:’.");
			return Optional.empty();
		}
		return Optional.of(new PortReference(text.substring(0, dot), text.substring(dot + 1)));
	}
}
