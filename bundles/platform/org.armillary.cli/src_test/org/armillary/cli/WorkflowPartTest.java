package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.RunRequest.JobSettings;
import org.armillary.workflow.Connection;
import org.armillary.workflow.SubWorkflows;
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
		return WorkflowPart.of(whole, node, List.of()).orElseThrow().workflow();
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
				nodes(WorkflowPart.of(flat, "night", List.of()).orElseThrow().workflow()));
	}

	@Test
	void anUnknownNodeHasNoPart() {
		assertEquals(Optional.empty(), WorkflowPart.of(whole, "drak", List.of()));
	}

	@Test
	void settingsOfOtherNodesDoNotBelong() {
		WorkflowPart part = WorkflowPart.of(whole, "dark", List.of()).orElseThrow();
		assertTrue(part.hasSetting("dark.sigma"));
		assertTrue(part.hasSetting("clip"));
		assertFalse(part.hasSetting("flat.sigma"));
		assertFalse(part.hasSetting("size"));
		assertEquals(new JobSettings("x == 1", Map.of("dark.sigma", "3")),
				part.restricted(new JobSettings("x == 1", Map.of("dark.sigma", "3", "flat.sigma", "4"))));
	}

	/** clip → night.clip → dark.positiveKappa, over three levels. */
	private static Workflow nested(String clip) throws Exception {
		Map<String, String> files = Map.of("night", """
				armillary-workflow: 1
				name: night
				parameters:
				  clip:
				    value: "3"
				    binds: [deep.clip]
				nodes:
				  deep: {uses: deep}
				""", "deep", """
				armillary-workflow: 1
				name: deep
				parameters:
				  clip:
				    value: "2"
				    binds: [dark.positiveKappa, flat.kappa]
				nodes:
				  dark: {actor: x.dark, when: $clip > 1}
				  flat: {actor: x.flat}
				""");
		return SubWorkflows.flatten(WorkflowReader.parse("""
				armillary-workflow: 1
				name: outer
				parameters:
				  clip:
				%s    binds: [night.clip, other.sigma]
				  night-only:
				    value: "B"
				nodes:
				  night: {uses: night}
				  other: {actor: x.other}
				""".formatted(clip), "outer"), (_, path) -> WorkflowReader.parse(files.get(path), path)).workflow();
	}

	@Test
	void nodesOfSubWorkflowsKeepTheirEffectiveValues() throws Exception {
		for (String clip : List.of("", "    value: \"4.75\"\n")) {
			Workflow all = nested(clip);
			for (String set : List.of("", "clip", "night.clip", "night/deep.clip", "night/deep/dark.positiveKappa",
					"other.sigma")) {
				WorkflowPart part = WorkflowPart.of(all, "night/deep/dark", List.of()).orElseThrow();
				assertEquals(!set.equals("other.sigma") && !set.isEmpty(), part.hasSetting(set), set);
				Workflow expected = set.isEmpty() ? all : all.withSetting(set, "5.5", _ -> Optional.empty());
				Workflow found = part.hasSetting(set) ? part.workflow().withSetting(set, "5.5", _ -> Optional.empty())
						: part.workflow();
				assertEquals(expected.parametersOf("night/deep/dark"), found.parametersOf("night/deep/dark"),
						clip + set);
				assertEquals(expected.index().parameterValue("night/deep/clip"),
						found.index().parameterValue("night/deep/clip"), clip + set);
			}
		}
		assertEquals(Map.of("positiveKappa", "4.75"),
				nested("    value: \"4.75\"\n").parametersOf("night/deep/dark"));
	}

	@Test
	void whatTheConditionOfAnOverrideAsksForStays() throws Exception {
		Workflow all = nested("");
		var override = new JobSettings("$night-only == 'B'", Map.of("night/deep/dark.a", "1"));
		assertEquals(Optional.of("B"), WorkflowPart.of(all, "night", List.of(override)).orElseThrow().workflow().index()
				.parameterValue("night-only"));
		assertEquals(Optional.empty(), WorkflowPart.of(all, "other", List.of(override)).orElseThrow().workflow()
				.parameter("night-only"));
	}
}
