package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunResult;
import org.armillary.plugins.rules.RuleCatalog;
import org.armillary.report.ReportMessage;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** A run is told together with its report, and ends as it ended. */
class ReportOutcomeTest {

	private static final ReportOutcome LOST = new ReportOutcome(Optional.empty(), List.of(),
			List.of(ReportMessage.UNWRITABLE.with("r.html", "the disk is full")));
	private static final ReportOutcome WRITTEN = new ReportOutcome(Optional.of(Path.of("r.html")), List.of(),
			List.of());

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private int tell(Outcome outcome, ReportOutcome report, boolean json) {
		out.reset();
		err.reset();
		var terminal = new Terminal(new PrintStream(out, false, StandardCharsets.UTF_8),
				new PrintStream(err, false, StandardCharsets.UTF_8), false);
		var format = new Invocation.Format();
		format.json(json);
		var course = new RunCourse();
		course.report(() -> report);
		int exitCode = new RunTold(
				new Invocation(terminal, ActorCatalog.of(), RuleCatalog.NONE, Path.of("/nowhere"), format), course)
				.tell(new RunResult("run-1", "flow", outcome, List.of(), List.of(), List.of()));
		return exitCode;
	}

	@Test
	void aReportThatIsMissingIsAFailureOfARunThatHadNone() {
		assertEquals(ExitCode.FAILED, tell(Outcome.DONE, LOST, false));
		assertTrue(err.toString(StandardCharsets.UTF_8).contains("report.unwritable"), err.toString());
		assertEquals(ExitCode.FAILED, tell(Outcome.FAILED, LOST, false));
		assertEquals(ExitCode.CANCELLED, tell(Outcome.CANCELLED, LOST, false), "the end of the run counts");
		assertEquals(ExitCode.OK, tell(Outcome.DONE, WRITTEN, false));
		assertTrue(out.toString(StandardCharsets.UTF_8).contains("report  r.html"), out.toString());
		assertEquals(ExitCode.OK, tell(Outcome.DONE, ReportOutcome.NONE, false));
		assertFalse(out.toString(StandardCharsets.UTF_8).contains("report"), out.toString());
	}

	@Test
	void jsonIsOneDocument() {
		assertEquals(ExitCode.FAILED, tell(Outcome.DONE, LOST, true));
		JsonObject json = JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
		assertEquals(ExitCode.FAILED, json.get("exitCode").getAsInt());
		assertEquals("report.unwritable",
				json.getAsJsonArray("messages").get(0).getAsJsonObject().get("id").getAsString());
		assertFalse(json.has("report"));
		tell(Outcome.DONE, WRITTEN, true);
		json = JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
		assertEquals(Path.of("r.html").toAbsolutePath().toString(), json.get("report").getAsString());
	}
}
