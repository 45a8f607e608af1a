package org.armillary.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

import org.armillary.actor.Payload;

/** Makes workflows, and changes of them, at random from a seed; names are unique within one instance. */
final class RandomWorkflows {

	private static final List<String> TEXTS = List.of("3.0", "no", "on", "2024-01-01", "0x1F", "~", "null", "a: b",
			"# not a comment",
			"x # y", "- dash", "-3.5", "", " padded ", "tab\there", "line one\nline two\n",
			"line one\n\n  indented\nend",
			"\nleading", "trailing\n\n", "quote \" and ' and \\", "[1, 2]", "{a}", "&a", "*a", "!t", "@x", "`x`", "%x",
			"?", "? x",
			":", "end:", "µm Ångström λ", "\u0085\u2028", "😀", "1,2,3", "a, b", "---", "a -> b", "carriage\rreturn",
			"|", ">",
			"'single'", "\u00a0nbsp", "x ", "=", "<<", "\uFEFFbom", "a\n#b\n");

	private static final List<List<String>> KEYWORDS = List.of(List.of("MJD-OBS"), List.of("ESO DET SEQ1 DIT"),
			List.of("ESO INS GRAT1 NAME", "-X-"), List.of("A B C", "0", "1"));
	private static final List<Grouping> GROUPS = List.of(Grouping.by("OBJECT"),
			Grouping.by("ESO INS GRAT1 NAME", "ESO OCS ROT NAANGLE"),
			new Grouping(List.of("ESO OCS ARM# NAME"), List.of("IFU.#.*")),
			new Grouping(List.of("OBJECT", "#X"), List.of("#", "a, #]", "* #*")));

	private final Random random;
	private int counter;

	RandomWorkflows(long seed) {
		random = new Random(seed);
	}

	Random random() {
		return random;
	}

	Workflow next() {
		Workflow workflow = Workflow.named(notBlank()).withDescription(text());
		if (random.nextInt(3) == 0) {
			workflow = workflow.withRules(Optional.of(notBlank()));
		}
		for (int i = random.nextInt(4); i > 0; i--) {
			workflow = workflow.withInput(input(name("in")));
		}
		for (int i = random.nextInt(6); i > 0; i--) {
			workflow = workflow.withNode(node(name("node")));
		}
		for (int i = random.nextInt(3); i > 0; i--) {
			workflow = workflow.withParameter(parameter(name("p"), workflow));
		}
		for (int i = random.nextInt(7); i > 0; i--) {
			workflow = connected(workflow);
		}
		if (!workflow.nodes().isEmpty() && random.nextBoolean()) {
			workflow = workflow.withOutput(new WorkflowOutput(name("out"), port(workflow)));
		}
		return workflow;
	}

	/** One random change. */
	Workflow changed(Workflow workflow) {
		boolean nodes = !workflow.nodes().isEmpty();
		String node = nodes ? pick(workflow.nodes()).id() : "";
		return switch (random.nextInt(24)) {
		case 0 -> workflow.withName(notBlank());
		case 1 -> workflow.withDescription(text());
		case 2 -> workflow.withRules(random.nextBoolean() ? Optional.empty() : Optional.of(notBlank()));
		case 3 -> workflow.withInput(input(name("in")));
		case 4 -> workflow.inputs().isEmpty() ? workflow : workflow.withInput(input(pick(workflow.inputs()).name()));
		case 5 -> workflow.inputs().isEmpty() ? workflow : workflow.withoutInput(pick(workflow.inputs()).name());
		case 6 -> workflow.withNode(node(name("node")));
		case 7 -> nodes ? workflow.withNode(node(node)) : workflow;
		case 8 -> nodes ? workflow.withoutNode(node) : workflow;
		case 9 -> nodes ? workflow.withNodeRenamed(node, name("renamed")) : workflow;
		case 10, 11 ->
			nodes ? workflow.withNodeParameter(node, pick(List.of("a", "b", "clipSigma")), text()) : workflow;
		case 12 -> nodes ? workflow.withoutNodeParameter(node, pick(List.of("a", "b", "clipSigma"))) : workflow;
		case 13, 14 -> connected(workflow);
		case 15 -> workflow.connections().isEmpty() ? workflow
				: workflow.withConnections(
						workflow.connections().subList(1, workflow.connections().size()));
		case 16 -> workflow.withParameter(parameter(name("p"), workflow));
		case 17 -> workflow.parameters().isEmpty() ? workflow
				: workflow.withParameter(pick(workflow.parameters()).withValue(Optional.of(text())));
		case 18 ->
			workflow.parameters().isEmpty() ? workflow : workflow.withoutParameter(pick(workflow.parameters()).name());
		case 19 -> nodes ? workflow.withOutput(new WorkflowOutput(name("out"), port(workflow))) : workflow;
		case 20 -> workflow.outputs().isEmpty() ? workflow : workflow.withoutOutput(pick(workflow.outputs()).name());
		case 21 -> workflow.connections().isEmpty() ? workflow
				: workflow.withConnection(pick(workflow.connections()).withMatch(pick(KEYWORDS)));
		case 22 -> nodes && workflow.node(node).orElseThrow().actor().isPresent()
				? workflow.withNode(workflow.node(node).orElseThrow()
						.withGroup(random.nextInt(4) == 0 ? Optional.empty() : Optional.of(pick(GROUPS))))
				: workflow;
		default -> {
			var shuffled = new ArrayList<>(workflow.nodes());
			Collections.shuffle(shuffled, random);
			yield workflow.withNodes(shuffled);
		}
		};
	}

	private WorkflowInput input(String name) {
		var categories = new ArrayList<String>();
		for (int i = random.nextInt(3); i > 0; i--) {
			categories.add(pick(List.of("MASTER_DARK", "SCI RAW", "a,b", "no")));
		}
		return new WorkflowInput(name, pick(List.of(Payload.values())), categories, text());
	}

	private WorkflowParameter parameter(String name, Workflow workflow) {
		var binds = new ArrayList<ParameterReference>();
		for (int i = workflow.nodes().isEmpty() ? 0 : random.nextInt(3); i > 0; i--) {
			binds.add(new ParameterReference(pick(workflow.nodes()).id(), pick(List.of("a", "kmos.b"))));
		}
		return new WorkflowParameter(name, binds, random.nextBoolean() ? Optional.of(text()) : Optional.empty(),
				text());
	}

	private WorkflowNode node(String id) {
		var parameters = new LinkedHashMap<String, String>();
		for (int i = random.nextInt(4); i > 0; i--) {
			parameters.put(pick(List.of("a", "b", "clipSigma", "x_y-z.w")), text());
		}
		Optional<String> when = random.nextInt(4) == 0 ? Optional.of(notBlank()) : Optional.empty();
		Optional<Grouping> group = random.nextInt(3) == 0 ? Optional.of(pick(GROUPS)) : Optional.empty();
		if (random.nextInt(6) == 0) {
			return new WorkflowNode(id, Optional.empty(), Optional.of("sub/" + id + ".flow.yaml"), OptionalInt.empty(),
					parameters, Optional.empty(), when);
		}
		return new WorkflowNode(id, Optional.of(pick(List.of("kmos.stats", "kmos.dark", "odd actor: x"))),
				Optional.empty(),
				random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(9)) : OptionalInt.empty(), parameters, group,
				when);
	}

	private Workflow connected(Workflow workflow) {
		if (workflow.nodes().isEmpty()) {
			return workflow;
		}
		PortReference from = random.nextInt(3) == 0 ? PortReference.ofInput(pick(List.of("cube", "in-2")))
				: port(workflow);
		return workflow.withConnection(new Connection(from, port(workflow),
				random.nextInt(3) == 0 ? Optional.of(pick(List.of("MASTER_DARK", "odd tag", "x,y")))
						: Optional.empty(),
				random.nextInt(3) == 0 ? pick(KEYWORDS) : List.of(),
				random.nextInt(4) == 0 ? Optional.of(pick(pick(KEYWORDS))) : Optional.empty()));
	}

	private PortReference port(Workflow workflow) {
		return new PortReference(pick(workflow.nodes()).id(), pick(List.of("cube", "table", "MASTER_DARK.1")));
	}

	private String text() {
		return pick(TEXTS);
	}

	private String notBlank() {
		String text = text();
		return text.isBlank() ? "text" : text;
	}

	private String name(String stem) {
		return stem + (random.nextBoolean() ? "-" : "_") + counter++;
	}

	<T> T pick(List<T> list) {
		return list.get(random.nextInt(list.size()));
	}
}
