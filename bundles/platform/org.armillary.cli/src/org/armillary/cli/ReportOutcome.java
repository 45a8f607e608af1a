package org.armillary.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Message;

/**
 * What became of the report of a run.
 *
 * @param file
 *            where it is; empty where there is none
 * @param notes
 *            what is to be known of the limits that it judges by
 * @param problems
 *            why it could not be written; none where it could, or where nobody asked for one
 */
record ReportOutcome(Optional<Path> file, List<Message> notes, List<Message> problems) {

	/** Nobody asked for a report. */
	static final ReportOutcome NONE = new ReportOutcome(Optional.empty(), List.of(), List.of());

	/** Copies the lists. */
	ReportOutcome {
		notes = List.copyOf(notes);
		problems = List.copyOf(problems);
	}

	/** The exit code of a run with this report: what the run itself says, but a report that is missing is a failure, too. */
	int exitCode(int ofRun) {
		return ofRun == ExitCode.OK && !problems.isEmpty() ? ExitCode.FAILED : ofRun;
	}
}
