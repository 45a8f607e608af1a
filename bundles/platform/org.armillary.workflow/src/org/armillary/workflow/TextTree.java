package org.armillary.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** A workflow as the tree that its file shows: what is written and in which order, without any formatting. */
sealed interface TextTree {

	/** A text. */
	record Text(String value) implements TextTree {
	}

	/** A few words, {@code [A, B]}; one alone without brackets where {@code bare}. */
	record Words(List<String> values, boolean bare) implements TextTree {
	}

	/** A connection. */
	record Link(Connection connection) implements TextTree {
	}

	/** A list with one element in each line. */
	record Items(List<Link> links) implements TextTree {
	}

	/** An entry of a block. */
	record Entry(String key, TextTree value) {
	}

	/** Entries, one under the other; {@code ordered} where their order means something. */
	record Block(List<Entry> entries, boolean ordered) implements TextTree {

		/** The values by key. */
		Map<String, TextTree> byKey() {
			return entries.stream().collect(Collectors.toMap(Entry::key, Entry::value));
		}

		Optional<TextTree> get(String key) {
			return entries.stream().filter(entry -> entry.key.equals(key)).map(Entry::value).findFirst();
		}

		Block without(Set<String> keys) {
			return new Block(entries.stream().filter(entry -> !keys.contains(entry.key)).toList(), ordered);
		}
	}

	/** Whether two trees mean the same. */
	static boolean same(TextTree a, TextTree b) {
		if (a instanceof Block one && b instanceof Block other && one.entries.size() == other.entries.size()) {
			for (int i = 0; i < one.entries.size(); i++) {
				Entry entry = one.entries.get(i);
				Entry beside = other.entries.get(i);
				Optional<TextTree> match = beside.key.equals(entry.key) ? Optional.of(beside.value)
						: one.ordered ? Optional.empty() : other.get(entry.key);
				if (match.isEmpty() || !same(entry.value, match.get())) {
					return false;
				}
			}
			return true;
		}
		return a.equals(b);
	}

	/** The tree of a workflow. */
	static Block of(Workflow workflow) {
		var top = new ArrayList<Entry>();
		text(top, Keys.VERSION, Optional.of(Workflow.VERSION));
		text(top, Keys.NAME, Optional.of(workflow.name()));
		text(top, Keys.DESCRIPTION, nonEmpty(workflow.description()));
		text(top, Keys.RULES, workflow.rules());
		block(top, Keys.INPUTS, true, workflow.inputs().stream().map(TextTree::input).toList());
		block(top, Keys.PARAMETERS, true, workflow.parameters().stream().map(TextTree::parameter).toList());
		block(top, Keys.NODES, true, workflow.nodes().stream().map(TextTree::node).toList());
		if (!workflow.connections().isEmpty()) {
			top.add(new Entry(Keys.CONNECTIONS, new Items(workflow.connections().stream().map(Link::new).toList())));
		}
		block(top, Keys.OUTPUTS, true, workflow.outputs().stream()
				.map(output -> new Entry(output.name(), new Text(output.from().text()))).toList());
		return new Block(top, false);
	}

	private static Entry input(WorkflowInput input) {
		var fields = new ArrayList<Entry>();
		text(fields, Keys.PAYLOAD, Optional.of(input.payload().name().toLowerCase(Locale.ROOT)));
		if (!input.categories().isEmpty()) {
			fields.add(new Entry(Keys.CATEGORY, new Words(input.categories(), true)));
		}
		text(fields, Keys.HELP, nonEmpty(input.help()));
		return new Entry(input.name(), new Block(fields, false));
	}

	private static Entry parameter(WorkflowParameter parameter) {
		var fields = new ArrayList<Entry>();
		if (!parameter.binds().isEmpty()) {
			fields.add(new Entry(Keys.BINDS,
					new Words(parameter.binds().stream().map(ParameterReference::text).toList(), false)));
		}
		text(fields, Keys.VALUE, parameter.value());
		text(fields, Keys.HELP, nonEmpty(parameter.help()));
		return new Entry(parameter.name(), new Block(fields, false));
	}

	private static Entry node(WorkflowNode node) {
		var fields = new ArrayList<Entry>();
		text(fields, Keys.ACTOR, node.actor());
		text(fields, Keys.USES, node.uses());
		if (node.algorithm().isPresent()) {
			text(fields, Keys.ALGORITHM, Optional.of(Integer.toString(node.algorithm().getAsInt())));
		}
		block(fields, Keys.PARAMETERS, false, texts(node.parameters()));
		node.group().ifPresent(group -> fields.add(new Entry(Keys.GROUP, grouping(group))));
		text(fields, Keys.WHEN, node.when());
		return new Entry(node.id(), new Block(fields, false));
	}

	private static TextTree grouping(Grouping group) {
		if (group.extensions().isEmpty()) {
			return new Words(group.by(), true);
		}
		return new Block(List.of(new Entry(Keys.BY, new Words(group.by(), true)),
				new Entry(Keys.EXTENSIONS, new Words(group.extensions(), false))), false);
	}

	private static List<Entry> texts(SequencedMap<String, String> texts) {
		return texts.entrySet().stream().map(text -> new Entry(text.getKey(), new Text(text.getValue())))
				.collect(Collectors.toList());
	}

	private static void text(List<Entry> entries, String key, Optional<String> text) {
		text.ifPresent(value -> entries.add(new Entry(key, new Text(value))));
	}

	private static void block(List<Entry> entries, String key, boolean ordered, List<Entry> content) {
		if (!content.isEmpty()) {
			entries.add(new Entry(key, new Block(content, ordered)));
		}
	}

	private static Optional<String> nonEmpty(String text) {
		return Optional.of(text).filter(value -> !value.isEmpty());
	}
}
