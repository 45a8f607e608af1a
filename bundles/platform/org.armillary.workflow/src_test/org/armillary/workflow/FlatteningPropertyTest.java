package org.armillary.workflow;

import org.armillary.workflow.text.DocumentException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.armillary.actor.Payload;
import org.junit.jupiter.api.Test;

/** Products take the same ways in a flat workflow as through the sub-workflows, followed here one step at a time. */
class FlatteningPropertyTest {

	private static final int SEEDS = 300;
	private static final int FILES = 5;

	/** Workflows by name; each uses later ones only. */
	private final Map<String, Workflow> files = new HashMap<>();

	/** What of a connection adds up along the way of a product. */
	private record Way(String from, String to, Optional<String> retag, Set<String> match) {

		@Override
		public String toString() {
			return from + " -> " + to + " " + retag + " " + match;
		}
	}

	@Test
	void waysOfProductsStay() throws DocumentException {
		int ways = 0;
		for (int seed = 0; seed < SEEDS; seed++) {
			var test = new FlatteningPropertyTest();
			var random = new Random(seed);
			for (int i = FILES - 1; i >= 0; i--) {
				test.files.put("f" + i, test.random(random, i));
			}
			WorkflowDocument flat = SubWorkflows.flatten(WorkflowDocument.of(test.files.get("f0"), "f0"),
					(_, path) -> WorkflowDocument.of(test.files.get(path), path));
			Set<String> expected = new TreeSet<>();
			test.walkAll("f0", "", expected);
			Set<String> found = flat.workflow().connections().stream()
					.map(wire -> new Way(wire.from().text(), wire.to().text(), wire.retag(),
							new TreeSet<>(wire.match()))
							.toString())
					.collect(Collectors.toCollection(TreeSet::new));
			assertEquals(expected, found, "seed " + seed);
			assertTrue(flat.workflow().nodes().stream().allMatch(node -> node.uses().isEmpty()));
			assertEquals(flat.workflow(), WorkflowReader.parse(flat.source(), "flat").workflow());
			ways += expected.size();
		}
		assertTrue(ways > 10 * SEEDS, ways + " ways");
	}

	private Workflow random(Random random, int number) {
		var nodes = new ArrayList<WorkflowNode>();
		nodes.add(WorkflowNode.of("a0", "k"));
		for (int i = 1 + random.nextInt(3); i > 0; i--) {
			nodes.add(number + 1 < FILES && random.nextBoolean()
					? WorkflowNode.ofSubWorkflow("s" + i, "f" + (number + 1 + random.nextInt(FILES - number - 1)))
					: WorkflowNode.of("a" + i, "k"));
		}
		List<WorkflowInput> inputs = Stream.of("x", "y")
				.map(name -> new WorkflowInput(name, Payload.FILE, List.of(), ""))
				.toList();
		var connections = new HashMap<String, Connection>();
		for (int i = 4 + random.nextInt(6); i > 0; i--) {
			PortReference from = random.nextInt(3) == 0 ? PortReference.ofInput(random.nextBoolean() ? "x" : "y")
					: port(nodes.get(random.nextInt(nodes.size())), random, "p", "q", List.of("o"));
			PortReference to = port(nodes.get(random.nextInt(nodes.size())), random, "i", "j", List.of("x", "y"));
			var connection = new Connection(from, to,
					random.nextInt(3) == 0 ? Optional.of("T" + random.nextInt(9)) : Optional.empty(),
					random.nextInt(3) == 0 ? List.of("K" + random.nextInt(9), "L" + random.nextInt(9)) : List.of(),
					Optional.empty());
			connections.put(connection.text(), connection);
		}
		var output = new WorkflowOutput("o",
				port(nodes.get(random.nextInt(nodes.size())), random, "p", "q", List.of("o")));
		return Workflow.named("f" + number).withInputs(inputs).withNodes(nodes)
				.withConnections(List.copyOf(connections.values())).withOutput(output);
	}

	private static PortReference port(WorkflowNode node, Random random, String one, String other, List<String> ofUse) {
		return new PortReference(node.id(), node.uses().isPresent() ? ofUse.get(random.nextInt(ofUse.size()))
				: random.nextBoolean() ? one : other);
	}

	/** Follows what every actor makes, and what comes in from outside of all. */
	private void walkAll(String file, String prefix, Set<String> ways) {
		Workflow workflow = files.get(file);
		if (prefix.isEmpty()) {
			for (WorkflowInput input : workflow.inputs()) {
				walk(List.of(file), List.of(), PortReference.ofInput(input.name()), input.name(), Optional.empty(),
						Set.of(),
						ways);
			}
		}
		walkInside(List.of(file), List.of(), ways);
	}

	private void walkInside(List<String> chain, List<String> path, Set<String> ways) {
		for (WorkflowNode node : files.get(chain.getLast()).nodes()) {
			if (node.uses().isPresent()) {
				walkInside(append(chain, node.uses().get()), append(path, node.id()), ways);
			} else {
				for (String port : List.of("p", "q")) {
					walk(chain, path, new PortReference(node.id(), port), name(path, node.id()) + "." + port,
							Optional.empty(),
							Set.of(), ways);
				}
			}
		}
	}

	/** A product stands at a source in the workflow at the end of the chain; it goes along each connection from there. */
	private void walk(List<String> chain, List<String> path, PortReference at, String from, Optional<String> retag,
			Set<String> match, Set<String> ways) {
		Workflow workflow = files.get(chain.getLast());
		for (Connection connection : workflow.connectionsFrom(at.node())) {
			if (!connection.from().equals(at)) {
				continue;
			}
			Optional<String> tag = connection.retag().isPresent() ? connection.retag() : retag;
			Set<String> all = new TreeSet<>(match);
			all.addAll(connection.match());
			WorkflowNode target = workflow.node(connection.to().node()).orElseThrow();
			if (target.uses().isPresent()) {
				walk(append(chain, target.uses().get()), append(path, target.id()),
						PortReference.ofInput(connection.to().port()), from, tag, all, ways);
			} else {
				ways.add(new Way(from, name(path, target.id()) + "." + connection.to().port(), tag, all).toString());
			}
		}
		if (!at.ofWorkflow() && !path.isEmpty()) {
			for (WorkflowOutput output : workflow.outputs()) {
				if (output.from().equals(at)) {
					walk(chain.subList(0, chain.size() - 1), path.subList(0, path.size() - 1),
							new PortReference(path.getLast(), output.name()), from, retag, match, ways);
				}
			}
		}
	}

	private static List<String> append(List<String> list, String last) {
		return Stream.concat(list.stream(), Stream.of(last)).toList();
	}

	private static String name(List<String> path, String node) {
		return String.join("/", append(path, node));
	}
}
