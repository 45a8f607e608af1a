package org.armillary.workflow.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.workflow.message.WorkflowMessage;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value of a file that gives values by name and nothing else, as text in the form that parameters have on the command line.
 *
 * <p>
 * Maps within the file are groups of names: {@code spatial: 0.5} below {@code flexure:} is the same as
 * {@code flexure.spatial: 0.5}. A list is several elements, in text separated by commas. A map that is an element of a list
 * becomes one text of {@code key=value} separated by blanks.
 *
 * @param name
 *            the name, with those of the groups around it, separated by points
 * @param place
 *            where the last part of the name stands
 * @param isList
 *            whether it is written as a list
 * @param elements
 *            the elements of a list, otherwise the one value
 */
public record NamedValue(String name, Place place, boolean isList, List<Element> elements) {

	private static final String ANY = "a value, a list of values, or a map of further names";
	private static final Pattern WORD = Pattern.compile("[^\\s,=]+");
	private static final Pattern PART = Pattern.compile("[^\\s,]*");

	/**
	 * An element of a list, or a single value.
	 *
	 * @param text
	 *            what is written there
	 * @param place
	 *            where
	 */
	public record Element(String text, Place place) {
	}

	/** Copies the list. */
	public NamedValue {
		elements = List.copyOf(elements);
	}

	/** The whole value: the elements separated by commas. */
	public String text() {
		return elements.stream().map(Element::text).collect(Collectors.joining(","));
	}

	/**
	 * Reads the values of a text in their order; whatever is not as it should be becomes a problem, and the rest is read.
	 *
	 * @param what
	 *            what the whole text is, for messages: {@code the file}
	 * @throws DocumentException
	 *             where the text is not YAML
	 */
	public static List<NamedValue> read(SourceText source, String what, Problems problems) throws DocumentException {
		Optional<Node> root = YamlText.parse(source, problems);
		var reader = new Reader(source, new YamlFields(source, problems), problems, new LinkedHashMap<>());
		root.ifPresent(node -> reader.group(node, "", what));
		return List.copyOf(reader.values.values());
	}

	private record Reader(SourceText source, YamlFields fields, Problems problems, Map<String, NamedValue> values) {

		void group(Node node, String prefix, String what) {
			SequencedMap<String, YamlFields.Entry> entries = fields.named(node, what, "the name");
			entries.forEach((key, entry) -> {
				String name = prefix + key;
				if (entry.value() instanceof MappingNode) {
					group(entry.value(), name + ".", "‘" + name + "’");
				} else {
					Place place = new Place(source, entry.position());
					elements(entry.value(), name).ifPresent(elements -> add(
							new NamedValue(name, place, entry.value() instanceof SequenceNode, elements)));
				}
			});
		}

		private void add(NamedValue value) {
			NamedValue earlier = values.putIfAbsent(value.name, value);
			if (earlier != null) {
				problems.error(value.place, WorkflowMessage.DUPLICATE, "the name", value.name,
						earlier.place.position().line());
			}
		}

		private Optional<List<Element>> elements(Node node, String name) {
			if (!(node instanceof SequenceNode list)) {
				return fields.line(node, name, ANY).map(text -> List.of(new Element(text, fields.place(node))));
			}
			var elements = new ArrayList<Element>();
			for (Node child : list.getValue()) {
				element(child, name).ifPresent(text -> elements.add(new Element(text, fields.place(child))));
			}
			return elements.size() == list.getValue().size() ? Optional.of(elements) : Optional.empty();
		}

		private Optional<String> element(Node node, String name) {
			if (!(node instanceof MappingNode)) {
				return fields.line(node, name, "a value or a map")
						.filter(text -> !text.contains(",") || refused(node, "an element of ‘" + name + "’", text,
								"an element without a comma"));
			}
			var parts = new ArrayList<String>();
			int before = problems.size();
			SequencedMap<String, YamlFields.Entry> entries = fields.named(node, "an element of ‘" + name + "’",
					"the key");
			boolean good = true;
			for (var entry : entries.entrySet()) {
				Node value = entry.getValue().value();
				Optional<String> text = fields.line(value, entry.getKey(), "a value");
				good &= text.isPresent()
						&& (WORD.matcher(entry.getKey()).matches() || refused(node, "a key of ‘" + name + "’",
								entry.getKey(), "a key without blanks, commas and equals signs"))
						&& (PART.matcher(text.get()).matches() || refused(value, "‘" + entry.getKey() + "’",
								text.get(), "a value without blanks and commas"));
				parts.add(entry.getKey() + "=" + text.orElse(""));
			}
			if (parts.isEmpty() && problems.size() == before) {
				problems.error(fields.place(node), WorkflowMessage.NO_VALUE, name, "keys with values");
			}
			return good && !parts.isEmpty() ? Optional.of(String.join(" ", parts)) : Optional.empty();
		}

		/** Always false. */
		private boolean refused(Node node, String what, String found, String expected) {
			problems.error(fields.place(node), WorkflowMessage.VALUE, what, found, "", expected);
			return false;
		}
	}
}
