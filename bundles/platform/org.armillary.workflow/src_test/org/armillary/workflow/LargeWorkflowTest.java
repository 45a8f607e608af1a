package org.armillary.workflow;

import org.armillary.workflow.text.DocumentException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.Payload;
import org.junit.jupiter.api.Test;

/** What is done with a workflow takes a time proportional to its size, so that thousands of nodes are no burden. */
class LargeWorkflowTest {

	private static final int NODES = 2000;

	/** Far above what is needed, far below what anything quadratic with a constant worth its name takes. */
	private static final double MOST_SECONDS = 10;

	private static Workflow chain(int length) {
		var nodes = new ArrayList<WorkflowNode>();
		var connections = new ArrayList<Connection>();
		var binds = new ArrayList<ParameterReference>();
		for (int i = 0; i < length; i++) {
			nodes.add(WorkflowNode.of("node" + i, "kmos.dark").withParameter("clipSigma", "3")
					.withWhen(Optional.of("$clip > 2")));
			binds.add(new ParameterReference("node" + i, "clipSigma"));
			connections.add(Connection
					.of(i == 0 ? PortReference.ofInput("raw") : new PortReference("node" + (i - 1), "plain"),
							new PortReference("node" + i, "raw"))
					.withRetag(Optional.of("DARK")));
		}
		return Workflow.named("large").withNodes(nodes).withConnections(connections)
				.withInput(new WorkflowInput("raw", Payload.IMAGE, List.of(), ""))
				.withParameter(new WorkflowParameter("clip", binds, Optional.of("3"), ""));
	}

	@Test
	void thousandsOfNodes() throws DocumentException {
		long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		Workflow workflow = chain(NODES);
		WorkflowDocument document = WorkflowReader.parse(WorkflowWriter.write(workflow), "large");
		assertEquals(workflow, document.workflow());
		assertEquals(List.of(), WorkflowValidator.validate(document, WorkflowValidatorTest::actor));
		WorkflowIndex index = workflow.index();
		assertEquals(NODES, index.order().size());
		for (WorkflowNode node : workflow.nodes()) {
			assertEquals("3", index.parametersOf(node.id(), WorkflowValidatorTest::actor).get("clipSigma"));
			assertEquals(1, index.into(node.id()).size());
		}
		Workflow renamed = workflow.withNodeRenamed("node7", "other");
		assertEquals(renamed, WorkflowReader.parse(document.edited(renamed), "edited").workflow());
		assertEquals(4, WorkflowDifference.between(workflow, workflow.withoutNode("node7")).changes().size());
		var closed = new ArrayList<>(workflow.connections());
		closed.add(Connection.of(new PortReference("node1", "plain"), new PortReference("node0", "raw")));
		assertEquals(List.of(List.of("node0", "node1")), new NodeGraph(workflow.withConnections(closed)).cycles());
		double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
		assertTrue(seconds < MOST_SECONDS, seconds + " s");
	}

	/** The way from a node to the next is looked at a number of times that does not grow with the workflow. */
	@Test
	void cyclesBeforeAndBehindOneAnother() {
		Workflow workflow = chain(NODES);
		var closed = new ArrayList<>(workflow.connections());
		for (int i : new int[] { 1, NODES - 1 }) {
			closed.add(
					Connection.of(new PortReference("node" + i, "plain"), new PortReference("node" + (i - 1), "raw")));
		}
		assertEquals(2, new NodeGraph(workflow.withConnections(closed)).cycles().size());
	}
}
