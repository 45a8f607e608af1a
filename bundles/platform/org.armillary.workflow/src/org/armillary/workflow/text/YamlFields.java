package org.armillary.workflow.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.message.WorkflowMessage;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads maps, lists and texts from the YAML tree; whatever is not as it should be becomes a problem. */
public final class YamlFields {

	/**
	 * An entry of a map.
	 *
	 * @param position
	 *            where its key stands
	 * @param value
	 *            its value
	 */
	public record Entry(Position position, Node value) {
	}

	private static final String HIERARCH = "HIERARCH ";

	private final SourceText source;
	private final Problems problems;

	/**
	 * Reads parts of a text.
	 *
	 * @param source
	 *            the text
	 * @param problems
	 *            takes what is wrong
	 */
	public YamlFields(SourceText source, Problems problems) {
		this.source = source;
		this.problems = problems;
	}

	/** Where a part of the tree begins. */
	public Position position(Node node) {
		return node.getStartMark().map(source::position).orElse(Position.NONE);
	}

	/** Where a part of the tree begins, with the text in which it is. */
	public Place place(Node node) {
		return new Place(source, position(node));
	}

	/** Whether nothing is written there. */
	public static boolean isEmpty(Node node) {
		return node instanceof ScalarNode scalar && scalar.isPlain() && scalar.getValue().isEmpty();
	}

	/**
	 * The entries of a map with fixed keys, in the order of the text; other keys are problems and left out.
	 *
	 * @param what
	 *            what the map describes, for messages: {@code the node flat}
	 * @param keys
	 *            the keys that it may have
	 */
	public SequencedMap<String, Entry> fields(Node node, String what, List<String> keys) {
		var fields = entries(node, what, "the key", "a map with keys " + String.join(", ", keys));
		fields.entrySet().removeIf(field -> {
			boolean unknown = !keys.contains(field.getKey());
			if (unknown) {
				unknownKey(field.getKey(), field.getValue().position, what, keys);
			}
			return unknown;
		});
		return fields;
	}

	private void unknownKey(String key, Position position, String what, List<String> keys) {
		if (key.equals("<<")) {
			problems.error(position, WorkflowMessage.YAML_FEATURE, "the merge key", key,
					"Write out what it would merge.");
			return;
		}
		problems.error(position, WorkflowMessage.UNKNOWN_KEY, key, what, Nearest.hint(key, keys),
				String.join(", ", keys));
	}

	/**
	 * The entries of a map whose keys are names of the user, in the order of the text.
	 *
	 * @param what
	 *            what the map is, for messages: {@code ‘nodes’}
	 * @param names
	 *            what each key names, for messages: {@code the node}
	 */
	public SequencedMap<String, Entry> named(Node node, String what, String names) {
		return entries(node, what, names, "a map, ‘name: …’ in each line");
	}

	private SequencedMap<String, Entry> entries(Node node, String what, String names, String expected) {
		var entries = new LinkedHashMap<String, Entry>();
		if (isEmpty(node)) {
			return entries;
		}
		if (!(node instanceof MappingNode map)) {
			problems.error(position(node), WorkflowMessage.TYPE, what, describe(node), expected);
			return entries;
		}
		for (NodeTuple tuple : map.getValue()) {
			Position at = position(tuple.getKeyNode());
			if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
				problems.error(at, WorkflowMessage.TYPE, "a key of " + what, describe(tuple.getKeyNode()), "a name");
				continue;
			}
			Entry earlier = entries.get(key.getValue());
			if (earlier != null) {
				problems.error(at, WorkflowMessage.DUPLICATE, names, key.getValue(), earlier.position.line());
			} else if (!isFirstInLine(map, key, at)) {
				problems.error(at, WorkflowMessage.YAML_FEATURE, "the mark before the key", key.getValue(),
						"Write ‘key: value’ at the beginning of the line.");
			} else {
				entries.put(key.getValue(), new Entry(at, tuple.getValueNode()));
			}
		}
		return entries;
	}

	/** Whether nothing but spaces and dashes of a list precede the key of a map that is written line by line. */
	private boolean isFirstInLine(MappingNode map, ScalarNode key, Position at) {
		return map.getFlowStyle() == FlowStyle.FLOW || key.getStartMark()
				.map(mark -> source.text().substring(source.start(at.line() - 1), source.offset(mark))
						.chars().allMatch(c -> c == ' ' || c == '-'))
				.orElse(true);
	}

	/**
	 * The elements of a list; none where nothing is written.
	 *
	 * @param what
	 *            what the list is, for messages
	 * @param expected
	 *            what should stand there, for messages
	 */
	public List<Node> list(Node node, String what, String expected) {
		if (isEmpty(node)) {
			return List.of();
		}
		if (node instanceof SequenceNode sequence) {
			return sequence.getValue();
		}
		problems.error(position(node), WorkflowMessage.TYPE, what, describe(node), expected);
		return List.of();
	}

	/**
	 * A text in one line; empty, with a problem, for anything else.
	 *
	 * @param key
	 *            the key before it, for messages
	 * @param expected
	 *            what should stand there, for messages
	 */
	public Optional<String> line(Node node, String key, String expected) {
		Optional<String> text = scalar(node, key, expected);
		if (text.isEmpty()) {
			return text;
		}
		var scalar = (ScalarNode) node;
		if (scalar.isPlain() && spansLines(node)) {
			problems.error(position(node), WorkflowMessage.LINE_BREAK, key, scalar.getValue());
			return Optional.empty();
		}
		if (isEmpty(node)) {
			problems.error(position(node), WorkflowMessage.NO_VALUE, key, expected);
			return Optional.empty();
		}
		return text;
	}

	/** A text in one line that is not blank. */
	public Optional<String> word(Node node, String key, String expected) {
		Optional<String> text = line(node, key, expected);
		if (text.isPresent() && text.get().isBlank()) {
			problems.error(position(node), WorkflowMessage.NO_VALUE, key, expected);
			return Optional.empty();
		}
		return text;
	}

	/** A text of any number of lines, which may be empty. */
	public Optional<String> scalar(Node node, String key, String expected) {
		if (node instanceof ScalarNode scalar) {
			return Optional.of(scalar.getValue());
		}
		problems.error(position(node), WorkflowMessage.TYPE, "‘" + key + "’", describe(node), expected);
		return Optional.empty();
	}

	/** One text, or a list of them. */
	public List<String> words(Node node, String key, String expected) {
		var words = new ArrayList<String>();
		for (Node element : node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node)) {
			word(element, key, expected).ifPresent(words::add);
		}
		return words;
	}

	/** The value of a key; empty where the key is not there. */
	public static Optional<Node> field(SequencedMap<String, Entry> fields, String key) {
		return Optional.ofNullable(fields.get(key)).map(Entry::value);
	}

	/**
	 * Whether a key is there. Where another key could not be understood, that has been told already and may be the one that
	 * would be missed.
	 */
	public boolean require(boolean understood, SequencedMap<String, Entry> fields, String key, String what,
			Entry whole, String expected) {
		if (understood && !fields.containsKey(key)) {
			problems.error(whole.position(), WorkflowMessage.MISSING_KEY, what, key, expected);
		}
		return fields.containsKey(key);
	}

	/** The value of a parameter: text as it is typed, or a list, which becomes text with commas. */
	public Optional<String> value(Node node, String key) {
		if (!(node instanceof SequenceNode list)) {
			return line(node, key, "a value, or a list of values");
		}
		var values = new ArrayList<String>();
		for (Node element : list.getValue()) {
			Optional<String> text = line(element, key, "a value");
			if (text.isEmpty()) {
				return Optional.empty();
			}
			if (text.get().contains(",")) {
				problems.error(position(element), WorkflowMessage.VALUE, "an element of ‘" + key + "’", text.get(),
						"",
						"an element without a comma");
				return Optional.empty();
			}
			values.add(text.get());
		}
		return Optional.of(String.join(",", values));
	}

	/** The name of a keyword of a header, without HIERARCH. */
	public Optional<String> keyword(Node node, String key) {
		return word(node, key, "a keyword").map(YamlFields::plainKeyword).filter(name -> {
			boolean good = Condition.isKeyword(name);
			if (!good) {
				problems.error(position(node), WorkflowMessage.KEYWORD, name, "‘" + key + "’",
						"capitals, digits, ‘-’ and ‘_’");
			}
			return good;
		});
	}

	/** One name of a keyword, or a list of them. */
	public List<String> keywords(Node node, String key) {
		var names = new ArrayList<String>();
		for (Node element : node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node)) {
			keyword(element, key).ifPresent(names::add);
		}
		return names;
	}

	/** One name of a keyword, or a list of them, which may hold marks that stand for numbers. */
	public List<String> keywordPatterns(Node node, String key) {
		return words(node, key, "a keyword or a list of them").stream().map(YamlFields::plainKeyword).toList();
	}

	private static String plainKeyword(String text) {
		String name = text.strip().replaceAll("\\s+", " ");
		return name.startsWith(HIERARCH) ? name.substring(HIERARCH.length()) : name;
	}

	private static boolean spansLines(Node node) {
		return node.getStartMark().isPresent() && node.getEndMark().isPresent()
				&& node.getStartMark().get().getLine() != node.getEndMark().get().getLine();
	}

	private static String describe(Node node) {
		return switch (node) {
		case MappingNode _ -> "a map";
		case SequenceNode _ -> "a list";
		case ScalarNode scalar -> "the text ‘" + scalar.getValue() + "’";
		default -> "something else";
		};
	}
}
