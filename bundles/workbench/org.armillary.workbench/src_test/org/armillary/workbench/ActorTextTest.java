package org.armillary.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog.Entry;
import org.armillary.actor.provider.DescriptorJson;
import org.armillary.workbench.ActorText.Line;
import org.junit.jupiter.api.Test;

/** The explanation of an actor, the groups of the list and the search. */
class ActorTextTest {

	private static final String JSON = """
			{"id": "sample.smooth", "algorithm": 2, "title": "Smooth", "category": "samples/cubes",
			 "help": "First.\\n\\nSecond.",
			 "parameters": [{"name": "width", "type": "number", "default": "1.5", "unit": "um", "min": 0, "max": 9,
			                 "help": "A width.", "aliases": ["old_width"]}],
			 "inputs": [{"name": "cube", "role": "trigger", "payload": "cube", "max": 1, "help": "The cube."}],
			 "outputs": [{"name": "smooth", "role": "output", "payload": "cube", "max": 1,
			              "categories": ["SMOOTH"], "help": "It."}]}
			""";

	@Test
	void explainsPortsAndParameters() throws Exception {
		List<String> text = ActorText.of(actor()).stream().map(Line::text).toList();
		assertEquals("Smooth", text.getFirst());
		assertTrue(text.contains("First.") && text.contains("Second."), text::toString);
		assertTrue(text.contains("cube   cube, exactly 1, each starts a job"), text::toString);
		assertTrue(text.contains("smooth   cube, exactly 1, SMOOTH"), text::toString);
		assertTrue(text.contains("width   default 1.5 um; a number from 0 to 9 (um); also called old_width"),
				text::toString);
	}

	@Test
	void explainsWhatIsBroken() {
		List<String> text = ActorText.of(broken()).stream().map(Line::text).toList();
		assertTrue(
				text.contains("half.jar is damaged") && text.contains("Copy it again.")
						&& text.contains("message plugin.not-a-jar"),
				text::toString);
	}

	@Test
	void groupsByCategoryWithBrokenOnesLast() throws Exception {
		assertEquals(List.of("samples/cubes", ActorGroup.BROKEN),
				ActorGroup.of(List.of(actor(), broken())).stream().map(ActorGroup::name).toList());
	}

	@Test
	void searchFindsAllWordsInAnyOrderAndCase() throws Exception {
		assertTrue(ActorGroup.matches(actor(), "SECOND smo"));
		assertFalse(ActorGroup.matches(actor(), "smooth flat"));
		assertTrue(ActorGroup.matches(broken(), "damaged"));
	}

	private static Entry actor() throws Exception {
		return new Entry.Available(DescriptorJson.read(JSON), "sample 1.0.0");
	}

	private static Entry broken() {
		return new Entry.Broken("half.jar", "/plugins/half.jar",
				new Message("plugin.not-a-jar", "half.jar is damaged", Optional.empty(), List.of("Copy it again.")));
	}
}
