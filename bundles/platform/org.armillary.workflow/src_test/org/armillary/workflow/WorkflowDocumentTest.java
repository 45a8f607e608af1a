package org.armillary.workflow;

import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.DocumentException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

import org.armillary.actor.Payload;
import org.junit.jupiter.api.Test;

/** What an edit does to the lines of a file. */
class WorkflowDocumentTest {

	private static final String SOURCE = """
			# Night reduction
			armillary-workflow: 1
			name: "Reduction"   # a name

			nodes:
			  # the dark
			  dark:
			    actor: kmos.dark
			    parameters:
			      clipSigma: 3.0  # agreed on Monday
			      method: 'median'

			  # the flat
			  # of every night
			  flat:
			    actor: kmos.flat
			    # needs a dark

			# who gives what
			connections:
			- dark.masterDark -> flat.dark   # always
			- dark.badPixels -> flat.badPixels
			""";

	private static void edit(UnaryOperator<Workflow> change, String old, String replacement) throws DocumentException {
		WorkflowDocument document = WorkflowReader.parse(SOURCE, "a.flow.yaml");
		assertEquals(SOURCE.replace(old, replacement), document.edited(change.apply(document.workflow())));
	}

	@Test
	void parameterChangesOneLine() throws DocumentException {
		edit(workflow -> workflow.withNodeParameter("dark", "clipSigma", "4.5"), "3.0  # agreed", "4.5  # agreed");
		edit(workflow -> workflow.withNodeParameter("dark", "method", "mean"), "'median'", "\"mean\"");
	}

	@Test
	void nameKeepsItsComment() throws DocumentException {
		edit(workflow -> workflow.withName("Other"), "\"Reduction\"", "\"Other\"");
	}

	@Test
	void parameterIsAddedAndRemoved() throws DocumentException {
		edit(workflow -> workflow.withNodeParameter("dark", "a", "1"), "'median'\n", "'median'\n      a: 1\n");
		edit(workflow -> workflow.withoutNodeParameter("dark", "clipSigma"),
				"      clipSigma: 3.0  # agreed on Monday\n", "");
		edit(workflow -> workflow.withNodeParameter("flat", "a", "1"), "kmos.flat\n    # needs a dark\n",
				"kmos.flat\n    parameters:\n      a: 1\n    # needs a dark\n");
		edit(workflow -> workflow.withNode(workflow.node("dark").orElseThrow().withParameters(Map.of())),
				"    parameters:\n      clipSigma: 3.0  # agreed on Monday\n      method: 'median'\n", "");
	}

	@Test
	void nodeIsAppended() throws DocumentException {
		edit(workflow -> workflow.withNode(WorkflowNode.of("arc", "kmos.wave").withAlgorithm(OptionalInt.of(2))),
				"    # needs a dark\n", "    # needs a dark\n\n  arc:\n    actor: kmos.wave\n    algorithm: 2\n");
	}

	@Test
	void nodeIsRemovedWithItsComment() throws DocumentException {
		edit(workflow -> workflow.withNodes(workflow.nodes().subList(0, 1)),
				"\n  # the flat\n  # of every night\n  flat:\n    actor: kmos.flat\n    # needs a dark\n", "");
		edit(workflow -> workflow.withNodes(workflow.nodes().subList(1, 2)),
				SOURCE.substring(SOURCE.indexOf("  # the dark"),
						SOURCE.indexOf("  # the flat")),
				"");
	}

	@Test
	void nodeIsRenamedInPlace() throws DocumentException {
		WorkflowDocument document = WorkflowReader.parse(SOURCE, "a.flow.yaml");
		assertEquals(
				SOURCE.replace("  dark:", "  masterDark:").replace("dark.masterDark", "masterDark.masterDark")
						.replace("dark.badPixels", "masterDark.badPixels"),
				document.edited(document.workflow().withNodeRenamed("dark", "masterDark")));
	}

	@Test
	void connectionsAreEditedLineByLine() throws DocumentException {
		PortReference badPixels = new PortReference("dark", "badPixels");
		edit(workflow -> workflow.withoutConnection(badPixels, new PortReference("flat", "badPixels")),
				"- dark.badPixels -> flat.badPixels\n", "");
		edit(workflow -> workflow.withConnection(Connection.of(badPixels, new PortReference("flat", "x"))),
				"flat.badPixels\n", "flat.badPixels\n- dark.badPixels -> flat.x\n");
		edit(workflow -> workflow.withConnection(workflow.connections().getFirst().withRetag(Optional.of("DARK"))),
				"dark.masterDark -> flat.dark ", "{ from: dark.masterDark, to: flat.dark, retag: DARK } ");
		edit(workflow -> workflow.withConnections(List.of()), SOURCE.substring(SOURCE.indexOf("- dark.master")), "");
	}

	@Test
	void groupsAndMatchRulesChangeTheirLines() throws DocumentException {
		Grouping object = Grouping.by("OBJECT");
		Grouping arms = new Grouping(List.of("ESO OCS ARM# NAME"), List.of("IFU.#.*"));
		edit(workflow -> workflow.withNode(workflow.node("flat").orElseThrow().withGroup(Optional.of(object))),
				"kmos.flat\n    # needs a dark\n", "kmos.flat\n    group: OBJECT\n    # needs a dark\n");
		edit(workflow -> workflow.withConnection(workflow.connections().getFirst().withMatch(List.of("MJD-OBS"))),
				"dark.masterDark -> flat.dark ", "{ from: dark.masterDark, to: flat.dark, match: [MJD-OBS] } ");
		String text = "armillary-workflow: 1\nname: x\nnodes:\n  a:\n    actor: k\n    group: [OBJECT] # one\n    when: $x\n";
		WorkflowDocument document = WorkflowReader.parse(text, "a");
		WorkflowNode node = document.workflow().nodes().getFirst();
		String many = text.replace("    group: [OBJECT] # one\n",
				"    # one\n    group:\n      by: ESO OCS ARM# NAME\n      extensions: [\"IFU.#.*\"]\n");
		assertEquals(many, document.edited(document.workflow().withNode(node.withGroup(Optional.of(arms)))));
		document = WorkflowReader.parse(many, "a");
		assertEquals(text.replace("[OBJECT] # one", "OBJECT").replace("    group", "    # one\n    group"),
				document.edited(document.workflow().withNode(node)));
		assertEquals(many.replace("    # one\n", "").replaceFirst("    group(.|\n)*]\n", ""),
				document.edited(document.workflow().withNode(node.withGroup(Optional.empty()))));
	}

	@Test
	void sectionIsAddedInItsPlace() throws DocumentException {
		edit(workflow -> workflow.withDescription("More."), "# a name\n", "# a name\ndescription: More.\n");
		edit(workflow -> workflow.withOutput(new WorkflowOutput("flat", new PortReference("flat", "masterFlat"))),
				"flat.badPixels\n", "flat.badPixels\n\noutputs:\n  flat: flat.masterFlat\n");
		edit(workflow -> workflow.withInput(new WorkflowInput("raw", Payload.IMAGE, List.of("DARK"), "")),
				"\nnodes:\n", "\ninputs:\n  raw:\n    payload: image\n    category: DARK\n\nnodes:\n");
	}

	@Test
	void flowStyleThatCannotBeEditedKeepsItsComments() throws DocumentException {
		WorkflowDocument document = WorkflowReader.parse("{ armillary-workflow: 1, # one\n name: x } # two\n", "a");
		assertEquals("# one\n# two\narmillary-workflow: 1\nname: y\n",
				document.edited(document.workflow().withName("y")));
	}

	@Test
	void documentOfAModelHasPositions() {
		WorkflowDocument document = WorkflowDocument.of(Workflow.named("x").withNode(WorkflowNode.of("a", "b")), "new");
		assertEquals(new Position(5, 3), document.nodePosition("a"));
		assertEquals(Position.NONE, document.nodePosition("b"));
	}

	@Test
	void settingWinsOverTheFile() throws DocumentException {
		Workflow workflow = WorkflowReader.parse(SOURCE, "a").workflow().withParameter(new WorkflowParameter("clip",
				List.of(new ParameterReference("dark", "clipSigma")), Optional.of("9"), ""));
		assertEquals("9", workflow.parametersOf("dark").get("clipSigma"));
		assertEquals("5",
				workflow.withSetting("clip", "5", _ -> Optional.empty()).parametersOf("dark").get("clipSigma"));
		assertEquals("6",
				workflow.withSetting("dark.clipSigma", "6", _ -> Optional.empty()).parametersOf("dark")
						.get("clipSigma"));
		for (List<String> order : List.of(List.of("clip", "dark.clipSigma"), List.of("dark.clipSigma", "clip"))) {
			Workflow changed = workflow;
			for (String target : order) {
				changed = changed.withSetting(target, target.equals("clip") ? "5" : "6", _ -> Optional.empty());
			}
			assertEquals("6", changed.parametersOf("dark").get("clipSigma"));
			assertEquals(List.of("clip"), changed.parameters().stream().map(WorkflowParameter::name).toList());
		}
		for (String unknown : List.of("clop", "drak.clipSigma", "dark", "dark.")) {
			DocumentException e = assertThrows(DocumentException.class,
					() -> workflow.withSetting(unknown, "1", _ -> Optional.empty()));
			assertEquals("workflow.unknown-setting", e.explanation().id());
		}
	}
}
