package org.armillary.report;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What reports can say that is wrong. */
public enum ReportMessage implements MessageTemplate {
	/** There is another file in the place of the report: the file. */
	NOT_OURS("report.not-ours", "{0} exists and is no report of a run, so it is not overwritten",
			"Name another file for the report."),
	/** The report cannot be written: the file, the reason. */
	UNWRITABLE("report.unwritable", "{0}: the report cannot be written, {1}",
			"Name a file in a folder that you may write to."),
	/** The report has no name. */
	NO_NAME("report.no-name", "the name of the report is empty", "Name a file for the report."),
	/** The folder for the report is not there any more: the folder. */
	FOLDER_GONE("report.folder-gone", "{0}: the output folder of the run is no longer there",
			"Name a file for the report with --out."),
	/** A job failed and left no word: its id. */
	NO_REASON("report.no-reason", "{0} failed, and its journal does not say why",
			"Look at the log of the run.");

	private final MessageText text;

	ReportMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
