package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.RunState;
import org.armillary.engine.run.RunSummary;
import org.armillary.workflow.WorkflowReader;
import org.junit.jupiter.api.Test;

/** Notes of a run: those told before it, later on, and those of its jobs at its end. */
class RunNotesTest {

	private static Message note(String id, String summary, String... remedies) {
		return new Message(id, summary, Optional.empty(), List.of(remedies));
	}

	@Test
	void whatToDoIsToldOnceOfAKind() {
		List<Message> told = RunTold.withoutRepeating(List.of(note("a.b", "first", "look at 1"),
				note("c.d", "other", "look"), note("a.b", "second", "look at 2")));
		assertEquals(List.of("first", "other", "second"), told.stream().map(Message::summary).toList());
		assertEquals(List.of(List.of("look at 1"), List.of("look"), List.of()),
				told.stream().map(Message::remedies).toList());
	}

	@Test
	void showTellsWhatWasToldBefore() throws Exception {
		String shown = shown(List.of(note("a.b", "x.fits: left out\u202e")));
		assertTrue(shown.contains("\n  note      x.fits: left out"), shown);
		assertFalse(shown.contains("\u202e"), "nothing that turns the direction of writing");
		assertFalse(shown(List.of()).contains("note"), "nothing where nothing was told");
		String many = shown(Collections.nCopies(RunReporter.MANY + 2, note("a.b", "left out")));
		assertTrue(many.contains("and 2 more"), many);
	}

	private static String shown(List<Message> notes) throws Exception {
		var flow = WorkflowReader.parse("armillary-workflow: 1\nname: night\nnodes:\n  a: {actor: test.a}\n",
				"night.flow.yaml");
		var request = new RunRequest(flow, Map.of(), Map.of(), Path.of("/out"), Layout.BY_NODE).withNotes(notes);
		return ShowText.text(new RunRecord(
				new RunSummary("night-1", RunState.DONE, "night", Instant.EPOCH, Optional.empty(), Optional.empty(), 0,
						Optional.empty(), Optional.empty()),
				Optional.of(request), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
				Duration.ZERO, 0));
	}
}
