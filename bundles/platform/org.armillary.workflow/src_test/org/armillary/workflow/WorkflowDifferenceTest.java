package org.armillary.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class WorkflowDifferenceTest {

	@Test
	void namesWhatDiffers() {
		Workflow before = Workflow.named("x").withNode(WorkflowNode.of("a", "kmos.a").withParameter("p", "1"))
				.withNode(WorkflowNode.of("b", "kmos.b")).withConnection(connection("a.o", "b.i"));
		Workflow after = before.withName("y").withNodeParameter("a", "p", "2").withNodeParameter("a", "q", "3")
				.withNode(WorkflowNode.of("b", "kmos.c")).withNode(WorkflowNode.of("d", "kmos.d"))
				.withConnections(
						List.of(connection("a.o", "b.i").withRetag(Optional.of("T")).withMatch(List.of("A", "B C"))
								.withNearest(Optional.of("MJD-OBS")), connection("a.o", "d.i")));
		assertEquals(List.of("~ workflow name: x -> y", "~ node b: kmos.b -> kmos.c", "+ node d: kmos.d",
				"~ parameter a.p: 1 -> 2", "+ parameter a.q: 3",
				"~ connection a.o -> b.i: (none) -> retag T, match A and B C, nearest MJD-OBS",
				"+ connection a.o -> d.i"), WorkflowDifference.between(before, after).lines());
		assertTrue(WorkflowDifference.between(before, before).isEmpty());
	}

	@Test
	void namesGroups() {
		Workflow one = Workflow.named("x")
				.withNode(WorkflowNode.of("a", "k").withGroup(Optional.of(Grouping.by("OBJECT"))));
		Workflow other = one.withNode(one.nodes().getFirst()
				.withGroup(Optional.of(new Grouping(List.of("A#", "B"), List.of("IFU.#")))));
		assertEquals(List.of("~ node a: k, group OBJECT -> k, group A#, B with extensions IFU.#"),
				WorkflowDifference.between(one, other).lines());
	}

	@Test
	void orderDoesNotCount() {
		Workflow one = Workflow.named("x").withNode(WorkflowNode.of("a", "k")).withNode(WorkflowNode.of("b", "k"));
		assertTrue(WorkflowDifference.between(one, one.withNodes(one.nodes().reversed())).isEmpty());
	}

	private static Connection connection(String from, String to) {
		return Connection.of(port(from), port(to));
	}

	private static PortReference port(String text) {
		return new PortReference(text.substring(0, text.indexOf('.')), text.substring(text.indexOf('.') + 1));
	}
}
