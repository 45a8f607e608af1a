package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.RunRequest.JobSettings;
import org.armillary.workflow.Connection;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowInput;
import org.armillary.workflow.WorkflowNode;
import org.armillary.workflow.WorkflowParameter;
import org.armillary.workflow.WorkflowReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkflowPartTest {

	private Workflow whole;

	@BeforeEach
	void read() throws Exception {
		whole = WorkflowReader.parse("""
				armillary-workflow: 1
				name: whole
				inputs:
				  darks: {payload: image}
				  flats: {payload: image}
				parameters:
				  clip:
				    binds: [dark.clip, flat.clip]
				  thorough:
				    value: "yes"
				    binds: [check.depth]
				  size:
				    binds: [check.size]
				nodes:
				  dark: {actor: x.dark}
				  flat: {actor: x.flat, when: $thorough}
				  check: {actor: x.check}
				connections:
				  - darks -> dark.frames
				  - flats -> flat.frames
				  - dark.master -> flat.dark
				  - flat.master -> check.image
				outputs:
				  master: flat.master
				""", "whole.flow.yaml").workflow();
	}

	private Workflow part(String node) {
		return WorkflowPart.of(whole, node).orElseThrow().workflow();
	}

	private static List<String> nodes(Workflow workflow) {
		return workflow.nodes().stream().map(WorkflowNode::id).toList();
	}

	@Test
	void aNodeBringsWhatItNeedsAndNothingElse() {
		Workflow part = part("flat");
		assertEquals(List.of("dark", "flat"), nodes(part));
		assertEquals(List.of("darks -> dark.frames", "flats -> flat.frames", "dark.master -> flat.dark"),
				part.connections().stream().map(Connection::text).toList());
		assertEquals(List.of("darks", "flats"), part.inputs().stream().map(WorkflowInput::name).toList());
		assertEquals(List.of(), part.outputs());
	}

	@Test
	void inputsOfOtherNodesAreNotAskedFor() {
		assertEquals(List.of("darks"), part("dark").inputs().stream().map(WorkflowInput::name).toList());
	}

	@Test
	void parametersStayWhereTheyAreBoundOrAskedFor() {
		assertEquals(List.of("clip", "thorough"),
				part("flat").parameters().stream().map(WorkflowParameter::name).toList());
		assertEquals(1, part("dark").parameters().getFirst().binds().size());
	}

	@Test
	void theNameOfASubWorkflowMeansAllItsNodes() {
		Workflow flat = Workflow.named("flat").withNodes(List.of(WorkflowNode.of("night/dark", "x.dark"),
				WorkflowNode.of("night/flat", "x.flat"), WorkflowNode.of("nightly", "x.flat")));
		assertEquals(List.of("night/dark", "night/flat"),
				nodes(WorkflowPart.of(flat, "night").orElseThrow().workflow()));
	}

	@Test
	void anUnknownNodeHasNoPart() {
		assertEquals(Optional.empty(), WorkflowPart.of(whole, "drak"));
	}

	@Test
	void settingsOfOtherNodesDoNotBelong() {
		WorkflowPart part = WorkflowPart.of(whole, "dark").orElseThrow();
		assertTrue(part.hasSetting("dark.sigma"));
		assertTrue(part.hasSetting("clip"));
		assertFalse(part.hasSetting("flat.sigma"));
		assertFalse(part.hasSetting("size"));
		assertEquals(new JobSettings("x == 1", Map.of("dark.sigma", "3")),
				part.restricted(new JobSettings("x == 1", Map.of("dark.sigma", "3", "flat.sigma", "4"))));
	}
}
