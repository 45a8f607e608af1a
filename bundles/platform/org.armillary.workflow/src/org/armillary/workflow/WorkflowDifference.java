package org.armillary.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What differs between two workflows, whatever their files look like: comments, formatting and the order of entries do not
 * count.
 *
 * @param changes
 *            the differences: the workflow itself, inputs, parameters, nodes with their parameters, connections, outputs
 */
public record WorkflowDifference(List<Change> changes) {

	/** Kinds of changes. */
	public enum Kind {
		/** Only in the second workflow. */
		ADDED("+"),
		/** Only in the first workflow. */
		REMOVED("-"),
		/** In both, with different values. */
		CHANGED("~");

		private final String sign;

		Kind(String sign) {
			this.sign = sign;
		}

		/** {@code +}, {@code -} or {@code ~}. */
		public String sign() {
			return sign;
		}
	}

	/** What changed. */
	public enum Part {
		/** Name, description or rules of the workflow. */
		WORKFLOW("workflow"),
		/** An input of the workflow. */
		INPUT("input"),
		/** A parameter of the workflow. */
		PARAMETER("workflow parameter"),
		/** A node: its actor, sub-workflow, algorithm, groups or condition. */
		NODE("node"),
		/** A parameter of a node that is in both workflows. */
		NODE_PARAMETER("parameter"),
		/** A connection. */
		CONNECTION("connection"),
		/** An output of the workflow. */
		OUTPUT("output");

		private final String words;

		Part(String words) {
			this.words = words;
		}

		/** The part in a user's words. */
		public String words() {
			return words;
		}
	}

	/**
	 * One difference.
	 *
	 * @param kind
	 *            kind of change
	 * @param part
	 *            what changed
	 * @param subject
	 *            its name, such as {@code statistics.clipSigma}
	 * @param before
	 *            value in the first workflow; empty where added
	 * @param after
	 *            value in the second workflow; empty where removed
	 */
	public record Change(Kind kind, Part part, String subject, String before, String after) {

		/** In one line: {@code ~ parameter statistics.clipSigma: 3.0 -> 4.0}. */
		public String line() {
			String value = switch (kind) {
			case ADDED -> after;
			case REMOVED -> before;
			case CHANGED -> shown(before) + " -> " + shown(after);
			};
			return kind.sign + " " + part.words + " " + subject
					+ (value.isEmpty() ? "" : ": " + value.replace("\n", "\\n"));
		}

		private static String shown(String value) {
			return value.isEmpty() ? "(none)" : value;
		}
	}

	/** Copies the list. */
	public WorkflowDifference {
		changes = List.copyOf(changes);
	}

	/** What differs from {@code before} to {@code after}. */
	public static WorkflowDifference between(Workflow before, Workflow after) {
		var changes = new ArrayList<Change>();
		compare(changes, Part.WORKFLOW, settings(before), settings(after));
		compare(changes, Part.INPUT, map(before.inputs(), WorkflowInput::name, WorkflowDifference::value),
				map(after.inputs(), WorkflowInput::name, WorkflowDifference::value));
		compare(changes, Part.PARAMETER, map(before.parameters(), WorkflowParameter::name, WorkflowDifference::value),
				map(after.parameters(), WorkflowParameter::name, WorkflowDifference::value));
		compare(changes, Part.NODE, map(before.nodes(), WorkflowNode::id, WorkflowDifference::value),
				map(after.nodes(), WorkflowNode::id, WorkflowDifference::value));
		WorkflowIndex now = after.index();
		for (WorkflowNode node : before.nodes()) {
			now.node(node.id()).ifPresent(other -> compare(changes, Part.NODE_PARAMETER,
					prefixed(node.id(), node.parameters()), prefixed(node.id(), other.parameters())));
		}
		compare(changes, Part.CONNECTION,
				map(before.connections(), Connection::text, WorkflowDifference::value),
				map(after.connections(), Connection::text, WorkflowDifference::value));
		compare(changes, Part.OUTPUT, map(before.outputs(), WorkflowOutput::name, output -> output.from().text()),
				map(after.outputs(), WorkflowOutput::name, output -> output.from().text()));
		return new WorkflowDifference(changes);
	}

	/** Whether there is no difference. */
	public boolean isEmpty() {
		return changes.isEmpty();
	}

	/** One line for each difference. */
	public List<String> lines() {
		return changes.stream().map(Change::line).toList();
	}

	private static void compare(List<Change> changes, Part part, Map<String, String> before,
			Map<String, String> after) {
		var subjects = Stream.concat(before.keySet().stream(), after.keySet().stream()).distinct().toList();
		for (String subject : subjects) {
			String old = before.get(subject);
			String now = after.get(subject);
			if (!Objects.equals(old, now)) {
				Kind kind = old == null ? Kind.ADDED : now == null ? Kind.REMOVED : Kind.CHANGED;
				changes.add(new Change(kind, part, subject, Objects.requireNonNullElse(old, ""),
						Objects.requireNonNullElse(now, "")));
			}
		}
	}

	private static <T> Map<String, String> map(List<T> things, Function<T, String> name, Function<T, String> value) {
		var map = new LinkedHashMap<String, String>();
		things.forEach(thing -> map.merge(name.apply(thing), value.apply(thing), (one, other) -> one + ", " + other));
		return map;
	}

	private static Map<String, String> settings(Workflow workflow) {
		var settings = new LinkedHashMap<String, String>();
		settings.put(Keys.NAME, workflow.name());
		settings.put(Keys.DESCRIPTION, workflow.description());
		settings.put(Keys.RULES, workflow.rules().orElse(""));
		settings.values().removeIf(String::isEmpty);
		return settings;
	}

	private static Map<String, String> prefixed(String node, Map<String, String> parameters) {
		var prefixed = new LinkedHashMap<String, String>();
		parameters.forEach((name, value) -> prefixed.put(node + "." + name, value));
		return prefixed;
	}

	private static String value(WorkflowInput input) {
		return words(input.payload().name().toLowerCase(Locale.ROOT),
				String.join(" or ", new TreeSet<>(input.categories())),
				input.help());
	}

	private static String value(WorkflowParameter parameter) {
		return words(parameter.value().map(value -> "value " + value).orElse(""), parameter.binds().isEmpty() ? ""
				: "binds " + parameter.binds().stream().map(ParameterReference::text).sorted()
						.collect(Collectors.joining(" and ")),
				parameter.help());
	}

	private static String value(WorkflowNode node) {
		return words(node.subject(),
				node.algorithm().isPresent() ? "algorithm " + node.algorithm().getAsInt() : "",
				node.group().map(group -> "group " + group.text()).orElse(""),
				node.when().map(condition -> "when " + condition).orElse(""));
	}

	private static String value(Connection connection) {
		return words(connection.retag().map(category -> "retag " + category).orElse(""),
				connection.match().isEmpty() ? "" : "match " + String.join(" and ", connection.match()),
				connection.nearest().map(keyword -> "nearest " + keyword).orElse(""));
	}

	private static String words(String... words) {
		return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
	}
}
