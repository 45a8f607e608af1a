package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.workflow.RunFileReader;
import org.junit.jupiter.api.Test;

class ExclusionsTest {

	@Test
	void whatLeavesOutNoFileIsTold() throws Exception {
		var exclusions = new Exclusions(RunFileReader.parse("""
				armillary-run: 1
				workflow: night.flow.yaml
				exclude: [a.fits, "b*.fits", "c*.fits"]
				""", "x.run.yaml").runFile());
		assertFalse(exclusions.test(Path.of("/data/a.fits")));
		assertFalse(exclusions.test(Path.of("/data/b1.fits")));
		assertTrue(exclusions.test(Path.of("/data/d.fits")));
		List<Message> notes = exclusions.notes();
		assertEquals(List.of(CliMessage.EXCLUDE_UNMET.id()), notes.stream().map(Message::id).toList());
		assertTrue(notes.getFirst().summary().contains("c*.fits"));
	}
}
