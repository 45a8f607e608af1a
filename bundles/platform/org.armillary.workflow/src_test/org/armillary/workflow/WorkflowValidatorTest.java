package org.armillary.workflow;

import org.armillary.workflow.text.Problem;
import org.armillary.workflow.text.DocumentException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.actor.Payload;
import org.armillary.actor.Presence;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.actor.provider.PortDescriptor.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowValidatorTest {

	private static final Map<String, ActorDescriptor> ACTORS = List.of(
			actor("kmos.dark", 1, List.of(port("raw", Role.TRIGGER, Payload.IMAGE, "DARK", Presence.NONE, 1, 1)),
					List.of(port("master", Role.OUTPUT, Payload.IMAGE, "MASTER_DARK", Presence.REQUIRED, 1, 1),
							port("plain", Role.OUTPUT, Payload.IMAGE, "PLAIN", Presence.NONE, 1, 1))),
			actor("kmos.flat", 2,
					List.of(port("dark", Role.TRIGGER, Payload.IMAGE, "MASTER_DARK", Presence.OPTIONAL, 1, 1),
							port("extra", Role.ASSOCIATED, Payload.FILE, "", Presence.NONE, 0, 2)),
					List.of(port("flat", Role.OUTPUT, Payload.IMAGE, "MASTER_FLAT", Presence.OPTIONAL, 1, 1),
							port("table", Role.OUTPUT, Payload.TABLE, "LOG", Presence.NONE, 1, 1))),
			actor("kmos.weigh", 1,
					List.of(port("image", Role.TRIGGER, Payload.IMAGE, "", Presence.REQUIRED, 1, 1),
							port("static", Role.ASSOCIATED, Payload.TABLE, "", Presence.NONE, 1, 1)),
					List.of(port("image", Role.OUTPUT, Payload.IMAGE, "", Presence.OPTIONAL, 1, 1))))
			.stream().collect(Collectors.toMap(ActorDescriptor::id, actor -> actor));

	private static final String VALID = """
			armillary-workflow: 1
			name: x
			inputs:
			  raw: { payload: image, category: DARK }
			  log: { payload: table }
			parameters:
			  clip: { binds: [dark.clipSigma, flat.kappa], value: 4 }
			nodes:
			  dark:
			    actor: kmos.dark
			    algorithm: 1
			  flat:
			    actor: kmos.flat
			    parameters: { clipSigma: 4 }
			  weigh:
			    actor: kmos.weigh
			connections:
			  - raw -> dark.raw
			  - dark.master -> flat.dark
			  - flat.flat -> weigh.image
			  - log -> weigh.static
			outputs:
			  result: weigh.image
			""";

	private static ActorDescriptor actor(String id, int algorithm, List<PortDescriptor> inputs,
			List<PortDescriptor> outputs) {
		return new ActorDescriptor(id, algorithm, id, "test", "", List.of(),
				List.of(new ParameterDescriptor("clipSigma", Type.NUMBER, false, "Clip", "3.0", "",
						new ValueRange(0, 20, false,
								false),
						List.of(), "", List.of("kappa"), true)),
				inputs, outputs);
	}

	private static PortDescriptor port(String name, Role role, Payload payload, String category, Presence planes,
			int min,
			int max) {
		return new PortDescriptor(name, role, payload, category.isEmpty() ? List.of() : List.of(category), planes,
				Presence.OPTIONAL,
				min, max, false, false, "fits", "");
	}

	/** One of the actors of this test, by its id. */
	static Optional<ActorDescriptor> actor(String id) {
		return Optional.ofNullable(ACTORS.get(id));
	}

	private static List<Problem> validate(String text) throws DocumentException {
		return WorkflowValidator.validate(WorkflowReader.parse(text, "a.flow.yaml"),
				id -> Optional.ofNullable(ACTORS.get(id)),
				ACTORS.keySet());
	}

	private static String words(List<Problem> problems) {
		return problems.stream()
				.map(problem -> (problem.isError() ? "" : "note ") + problem.message().id() + "@" + problem.line()
						+ ":" + problem.column())
				.collect(Collectors.joining(", "));
	}

	@Test
	void validWorkflowHasNoProblems() throws DocumentException {
		assertEquals("", words(validate(VALID)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			actor: kmos.dark            | actor: kmos.drak             | workflow.unknown-actor@10:5
			algorithm: 1                | algorithm: 3                 | workflow.algorithm-newer@10:5
			actor: kmos.flat            | actor: kmos.flat\\n    algorithm: 1 | note workflow.algorithm-older@13:5
			actor: kmos.flat            | actor: kmos.flat\\n    algorithm: 1\\n    when: yes | note workflow.algorithm-older@13:5
			{ clipSigma: 4 }            | { clipSigma: 99 }            | parameter.range@14:19, note workflow.shadowed@14:19
			{ clipSigma: 4 }            | { clipSigma: four }          | parameter.type@14:19, note workflow.shadowed@14:19
			{ clipSigma: 4 }            | { clipsigma: 4 }             | parameter.unknown@14:19
			{ clipSigma: 4 }            | { clipSigma: 4, kappa: 4 }   | parameter.twice@12:3
			{ clipSigma: 4 }            | { clipSigma: 3 }             | note workflow.shadowed@14:19
			value: 4                    | value: 99                    | parameter.range@7:48, parameter.range@7:48, note workflow.shadowed@14:19
			[dark.clipSigma, flat.kappa] | []                          | note workflow.binding-empty@7:3
			[dark.clipSigma, flat.kappa], value: 4 } | [], value: 4 }\\nrules: kmos | ''
			[dark.clipSigma, flat.kappa] | [dark.clip]                 | workflow.binding-unknown@7:3
			[dark.clipSigma, flat.kappa] | [drak.clipSigma]            | workflow.unknown-node@7:3
			[dark.clipSigma, flat.kappa] | [dark.clipSigma, dark.kappa] | workflow.binding-twice@7:3
			- raw -> dark.raw           | - rew -> dark.raw            | note workflow.unused-input@4:3, workflow.unknown-input@18:5
			- raw -> dark.raw           | - raw -> drak.raw            | workflow.not-connected@9:3, workflow.unknown-node@18:5
			- raw -> dark.raw           | - raw -> dark.row            | workflow.unknown-port@18:5
			- raw -> dark.raw           | - raw -> dark.raw\\n  - raw -> dark.raw | workflow.duplicate-connection@19:5, workflow.too-many-connections@19:5
			- dark.master -> flat.dark  | - dark.mister -> flat.dark   | workflow.unknown-port@19:5
			- dark.master -> flat.dark  | - log -> flat.dark           | workflow.type-mismatch@19:5
			- dark.master -> flat.dark  | - dark.plain -> flat.dark    | workflow.category-mismatch@19:5, workflow.plane-missing@20:5
			- dark.master -> flat.dark  | - { from: dark.plain, to: flat.dark, retag: MASTER_DARK } | workflow.plane-missing@20:5
			- dark.master -> flat.dark  | - { from: dark.master, to: flat.dark, retag: X } | workflow.category-mismatch@19:5
			- dark.master -> flat.dark  | - dark.master -> flat.dark\\n  - dark.master -> flat.extra | note workflow.plane-dropped@20:5
			- flat.flat -> weigh.image  | - dark.plain -> weigh.image  | workflow.plane-missing@20:5
			- flat.flat -> weigh.image  | - weigh.image -> weigh.image | workflow.self-loop@20:5
			- raw -> dark.raw           | - flat.flat -> dark.raw      | note workflow.unused-input@4:3, workflow.category-mismatch@18:5, workflow.cycle@18:5
			- log -> weigh.static       | # none                       | note workflow.unused-input@5:3, workflow.not-connected@15:3
			connections:                | rules: kmos\\nconnections:   | ''
			result: weigh.image         | result: weigh.imag           | workflow.unknown-port@23:3
			result: weigh.image         | result: waage.image          | workflow.unknown-node@23:3
			category: DARK              | category: [DARK, FLAT]       | note workflow.category-partial@18:5
			actor: kmos.weigh           | actor: kmos.weigh\\n    when: $clip > 3  | ''
			actor: kmos.weigh           | actor: kmos.weigh\\n    when: $clop > 3  | workflow.condition-parameter@17:11
			actor: kmos.weigh           | actor: kmos.weigh\\n    when: "$clip == 1 or $clop"  | workflow.condition-parameter@17:26
			actor: kmos.weigh           | actor: kmos.weigh\\n    when: $clip >> 3 | workflow.condition@17:18
			actor: kmos.weigh           | actor: kmos.weigh\\n    when: '$clip = 3' | workflow.condition@17:18
			actor: kmos.weigh           | actor: kmos.weigh\\n    when: "\\x24clip = 3" | workflow.condition@17:11
			actor: kmos.weigh           | actor: kmos.weigh\\n    group: OBJECT    | note workflow.group@17:5
			actor: kmos.weigh           | actor: kmos.weigh\\n    group: { by: A#, extensions: "#" } | ''
			[dark.clipSigma, flat.kappa], value: 4 } | [], value: 4 }\\n  keep: { value: yes } | note workflow.binding-empty@7:3, note workflow.binding-empty@8:3
			- log -> weigh.static       | - { from: log, to: weigh.static, match: OBJECT } | ''
			- flat.flat -> weigh.image  | - { from: flat.flat, to: weigh.image, match: OBJECT } | workflow.match-trigger@20:5
			- flat.flat -> weigh.image  | - { from: flat.flat, to: weigh.image, nearest: MJD-OBS } | workflow.match-trigger@20:5
			""")
	void reportsEachProblemWithItsPlace(String old, String replacement, String expected) throws DocumentException {
		String target = old.replace("\\n", "\n");
		assertTrue(VALID.contains(target), target);
		String text = VALID.replace(target, replacement == null ? "" : replacement.replace("\\n", "\n"));
		assertEquals(expected.equals("''") ? "" : expected, words(validate(text)), text);
	}

	@Test
	void everyMessageNamesThePlaceAndARemedy() throws DocumentException {
		for (Problem problem : validate(
				VALID.replace("kmos.dark", "kmos.drak").replace("clipSigma: 4", "clipSigma: 99"))) {
			assertTrue(problem.message().summary()
					.startsWith("a.flow.yaml:" + problem.line() + ":" + problem.column() + ": "));
			assertTrue(!problem.message().remedies().isEmpty());
		}
	}

	@Test
	void nearestActorIsSuggested() throws DocumentException {
		assertTrue(
				validate(VALID.replace("kmos.dark", "kmos.drak")).getFirst().message().summary().contains("kmos.dark"));
	}

	@Test
	void cycleNamesItsNodesInOrder() throws DocumentException {
		String text = VALID.replace("- raw -> dark.raw", "- flat.flat -> dark.raw");
		String summary = validate(text).stream().filter(problem -> problem.message().id().equals("workflow.cycle"))
				.findFirst()
				.orElseThrow().message().summary();
		assertTrue(summary.contains("dark -> flat -> dark"), summary);
		Workflow workflow = WorkflowReader.parse(text, "a").workflow();
		assertThrows(IllegalStateException.class, workflow::order);
	}

	@Test
	void emptyWorkflowIsRefused() throws DocumentException {
		assertEquals("workflow.empty@1:1", words(validate("armillary-workflow: 1\nname: x\n")));
		assertEquals("workflow.empty@3:1", words(validate("armillary-workflow: 1\nname: x\nnodes:\n")));
	}

	@Test
	void rulesChooseAmongTheConnectionsOfAnAssociatedPort() throws DocumentException {
		String twice = VALID.replace("  - log -> weigh.static\n",
				"  - log -> weigh.static\n  - other -> weigh.static\n").replace("  log: { payload: table }\n",
						"  log: { payload: table }\n  other: { payload: table }\n");
		assertEquals("workflow.too-many-connections@23:5", words(validate(twice)));
		assertEquals("", words(validate(twice.replace("inputs:", "rules: kmos\ninputs:"))));
		String unconnected = VALID.replace("  - log -> weigh.static\n", "").replace("  log: { payload: table }\n",
				"");
		assertEquals("workflow.not-connected@15:3",
				words(validate(unconnected.replace("inputs:", "rules: kmos\ninputs:"))));
	}

	@Test
	void conditionalNodesMayShareAPort() throws DocumentException {
		String text = VALID
				.replace("- dark.master -> flat.dark", "- dark.master -> flat.dark\n  - other.master -> flat.dark")
				.replace("connections:", "  other:\n    actor: kmos.dark\n    when: yes\nconnections:")
				.replace("- raw -> dark.raw", "- raw -> dark.raw\n  - raw -> other.raw");
		assertEquals("", words(validate(text)));
		assertEquals("workflow.too-many-connections@23:5", words(validate(text.replace("    when: yes\n", ""))));
	}

	@Test
	void orderIsStable() throws DocumentException {
		Workflow workflow = WorkflowReader.parse(VALID, "a").workflow();
		assertEquals(List.of("dark", "flat", "weigh"), workflow.order().stream().map(WorkflowNode::id).toList());
		Workflow reversed = workflow.withNodes(workflow.nodes().reversed());
		assertEquals(List.of("dark", "flat", "weigh"), reversed.order().stream().map(WorkflowNode::id).toList());
		Workflow free = reversed.withConnections(List.of());
		assertEquals(List.of("weigh", "flat", "dark"), free.order().stream().map(WorkflowNode::id).toList());
	}

	@Test
	void settingByAliasReplacesTheValueOfTheFile() throws DocumentException {
		Workflow workflow = WorkflowReader.parse(VALID, "a").workflow().withSetting("flat.kappa", "7",
				id -> Optional.ofNullable(ACTORS.get(id)));
		assertEquals(Map.of("clipSigma", "7"), workflow.parametersOf("flat"));
		assertEquals(Map.of("clipSigma", "4"), workflow.parametersOf("dark"));
	}

	@Test
	void parameterOfTheWorkflowBoundToAnAliasReplacesTheValueOfTheNode() throws DocumentException {
		Workflow workflow = WorkflowReader.parse(VALID.replace("value: 4", "value: 5"), "a").workflow();
		assertEquals(Map.of("clipSigma", "5"),
				workflow.parametersOf("flat", id -> Optional.ofNullable(ACTORS.get(id))));
		Workflow byAlias = workflow.withNode(
				workflow.node("dark").orElseThrow().withParameters(Map.of("kappa", "6", "unknown", "7")));
		assertEquals(Map.of("clipSigma", "5", "unknown", "7"),
				byAlias.parametersOf("dark", id -> Optional.ofNullable(ACTORS.get(id))));
		assertEquals(Map.of(), workflow.parametersOf("nowhere", id -> Optional.ofNullable(ACTORS.get(id))));
	}
}
