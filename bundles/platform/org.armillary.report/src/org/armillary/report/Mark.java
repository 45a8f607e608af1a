package org.armillary.report;

import java.util.List;

import org.armillary.engine.quality.QualityState;
import org.armillary.engine.run.JobRecord;
import org.armillary.report.page.Figures;
import org.armillary.report.page.HtmlPage;

/** How states look: a shape, a colour and a word, so that none of them is needed to understand the other two. */
enum Mark {
	/** A job that was executed and made all. */
	DONE("done", "done", "<circle cx=\"8\" cy=\"8\" r=\"6\" />"),
	/** A job whose result was there already. */
	REUSED("reused", "reused",
			"<path d=\"M13 9.5a5.3 5.3 0 1 1-1.4-5.3\" fill=\"none\" stroke-width=\"2.2\" />"
					+ "<path d=\"M9 6.4h6V.4z\" />"),
	/** A job that made a part of it. */
	PARTIAL("partial", "done in part",
			"<circle cx=\"8\" cy=\"8\" r=\"6\" fill=\"none\" stroke-width=\"1.6\" />"
					+ "<path d=\"M8 2a6 6 0 0 0 0 12z\" />"),
	/** A job with nothing to do. */
	NO_WORK("nowork", "nothing to do", "<circle cx=\"8\" cy=\"8\" r=\"5.5\" fill=\"none\" stroke-width=\"1.6\" />"),
	/** A job that failed. */
	FAILED("failed", "failed",
			"<path d=\"M3.2 1 8 5.8 12.8 1 15 3.2 10.2 8l4.8 4.8-2.2 2.2L8 10.2 3.2 15 1 12.8 5.8 8 1 3.2z\" />"),
	/** A job that did not start because of one that failed. */
	SKIPPED("skipped", "skipped",
			"<path d=\"M1.5 13C1 3 11 1 12 8.5\" fill=\"none\" stroke-width=\"2.2\" />"
					+ "<path d=\"M8.2 8h7.6L12 14z\" />"),
	/** A job that was cancelled. */
	CANCELLED("cancelled", "cancelled", "<rect x=\"2.5\" y=\"2.5\" width=\"11\" height=\"11\" />"),
	/** A job without an end. */
	OPEN("open", "not ended",
			"<circle cx=\"8\" cy=\"8\" r=\"5.5\" fill=\"none\" stroke-width=\"1.6\" stroke-dasharray=\"3 2\" />"),
	/** A result that somebody marked. */
	OUT_OF_DATE("outdated", "out of date", "<path d=\"M8 .8 15.8 15H.2z\" />"
			+ "<path d=\"M8 5.4v4.8M8 11.6v1.8\" fill=\"none\" stroke=\"#111111\" stroke-width=\"1.8\" />"),
	/** A value within its goal. */
	GOAL("goal", "goal met",
			"<circle cx=\"8\" cy=\"8\" r=\"7\" /><path d=\"m4.6 8.2 2.4 2.4 4.4-4.8\" "
					+ "fill=\"none\" stroke=\"#ffffff\" stroke-width=\"2\" />"),
	/** A value beyond its goal. */
	REQUIREMENT("requirement", "requirement met", "<path d=\"M8 1l7 7-7 7-7-7z\" />"),
	/** A value beyond its requirement. */
	BEYOND("beyond", "failed",
			"<path d=\"M3.2 1 8 5.8 12.8 1 15 3.2 10.2 8l4.8 4.8-2.2 2.2L8 10.2 3.2 15 1 12.8 5.8 8 1 3.2z\" />"),
	/** A value without a limit. */
	NO_LIMIT("nolimit", "no limit", "<path d=\"M3 7h10v2H3z\" />");

	private final String id;
	private final String word;
	private final String shape;

	Mark(String id, String word, String shape) {
		this.id = id;
		this.word = word;
		this.shape = shape;
	}

	/** The mark of a job. */
	static Mark of(JobRecord job) {
		if (job.reused()) {
			return REUSED;
		}
		return switch (job.state()) {
		case OK -> DONE;
		case PARTIAL -> PARTIAL;
		case NO_WORK -> NO_WORK;
		case FAILED -> FAILED;
		case SKIPPED -> SKIPPED;
		case CANCELLED -> CANCELLED;
		case PENDING, WAITING, RUNNING, INTERRUPTED -> OPEN;
		};
	}

	/** The mark of a quality-control value. */
	static Mark of(QualityState state) {
		return switch (state) {
		case FAILED -> BEYOND;
		case REQUIREMENT_MET -> REQUIREMENT;
		case GOAL_MET -> GOAL;
		case NO_LIMIT -> NO_LIMIT;
		};
	}

	/** Its name among classes and symbols of the page. */
	String id() {
		return id;
	}

	/** The state in words. */
	String word() {
		return word;
	}

	/** All shapes, once for a page. */
	static void symbols(HtmlPage page) {
		page.markup("<svg class=\"symbols\" width=\"0\" height=\"0\" aria-hidden=\"true\">");
		for (Mark mark : values()) {
			page.markup("<symbol id=\"mark-" + mark.id + "\" viewBox=\"0 0 16 16\">" + mark.shape + "</symbol>");
		}
		page.markup("</svg>\n");
	}

	/** The shape, in a line of text. */
	String shape() {
		return "<svg class=\"mark " + id + "\" width=\"14\" height=\"14\" aria-hidden=\"true\"><use href=\"#mark-" + id
				+ "\" /></svg>";
	}

	/** The shape in a drawing. */
	String shape(double x, double y, double size) {
		return "<use href=\"#mark-" + id + "\" class=\"mark " + id + "\" x=\"" + Figures.place(x) + "\" y=\""
				+ Figures.place(y) + "\" width=\"" + Figures.place(size) + "\" height=\"" + Figures.place(size)
				+ "\" />";
	}

	/** That a result is out of date, beside what it is otherwise; nothing where nobody says so. */
	static void outOfDate(HtmlPage page, ReportJob job) {
		job.outOfDate().ifPresent(mark -> page.markup(" ")
				.open("span", List.of("class", "state badge", "title", mark.words()))
				.markup(OUT_OF_DATE.shape() + " " + OUT_OF_DATE.word).end("span"));
	}

	/** Shape and word. */
	void write(HtmlPage page) {
		page.markup("<span class=\"state\">" + shape() + " " + word + "</span>");
	}
}
