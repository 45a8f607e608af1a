package org.armillary.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

import org.armillary.report.TimeScale.Tick;
import org.armillary.report.Timeline.Bar;
import org.armillary.report.Timeline.Memory;
import org.armillary.report.page.Figures;
import org.armillary.report.page.HtmlPage;

/** When jobs were at work, as bars in lanes, and their memory below. */
final class TimelineSection {

	private static final double WIDTH = 980;
	private static final double LEFT = 62;
	private static final double RIGHT = 16;
	private static final double LANE = 22;
	private static final double LOW_LANE = 9;
	private static final int MOST_HIGH_LANES = 24;
	private static final double MEMORY_HEIGHT = 96;
	private static final double AXIS = 26;
	private static final int TICKS = 10;
	private static final double LETTER_WIDTH = 13;
	private static final double CHARACTER_WIDTH = 7;
	private static final String LETTERS = "ABCDEF";

	private final ReportRun run;
	private final Timeline timeline;

	TimelineSection(ReportRun run) {
		this.run = run;
		this.timeline = Timeline.of(run.jobs(), run.end());
	}

	/** Writes it. */
	void write(HtmlPage page) {
		page.open("section", List.of("id", "time", "aria-labelledby", "time-title"));
		page.open("h2", List.of("id", "time-title")).text("Time and memory").close("h2");
		int reused = run.counts().getOrDefault(Mark.REUSED, 0);
		if (reused > 0) {
			double saved = run.jobs().stream().filter(job -> job.job().reused())
					.mapToDouble(job -> job.result().map(result -> result.duration().toMillis() / 1000.0).orElse(0.0))
					.sum();
			page.open("p").markup(Mark.REUSED.shape()).text(" " + Figures.count(reused, "job")
					+ " reused from earlier runs: no time in this one, " + Figures.seconds(saved)
					+ " of work when they were made.").close("p");
		}
		if (timeline.bars().isEmpty()) {
			page.element("p", "soft", "No job was at work in this run.").close("section");
			return;
		}
		Map<String, String> letters = letters();
		legend(letters, page);
		drawing(letters, page);
		page.close("section");
	}

	/** The nodes that took most time have a colour and a letter each. */
	private Map<String, String> letters() {
		var times = new HashMap<String, Double>();
		timeline.bars().forEach(bar -> times.merge(bar.job().node(), bar.to() - bar.from(), Double::sum));
		var letters = new LinkedHashMap<String, String>();
		times.entrySet().stream()
				.sorted(Map.Entry.<String, Double>comparingByValue().reversed()
						.thenComparing(Map.Entry.comparingByKey()))
				.limit(LETTERS.length())
				.forEach(entry -> letters.put(entry.getKey(), LETTERS.substring(letters.size(), letters.size() + 1)));
		return letters;
	}

	private void legend(Map<String, String> letters, HtmlPage page) {
		page.open("ul", List.of("class", "counts"));
		letters.forEach((node, letter) -> {
			double time = timeline.bars().stream().filter(bar -> bar.job().node().equals(node))
					.mapToDouble(bar -> bar.to() - bar.from()).sum();
			page.open("li").markup("<svg class=\"key\" width=\"18\" height=\"16\" aria-hidden=\"true\"><rect class=\"t-"
					+ style(letter) + "\" width=\"18\" height=\"16\" rx=\"2\" /><text class=\"t-letter t-on-"
					+ style(letter) + "\" x=\"9\" y=\"12\" text-anchor=\"middle\">" + letter + "</text></svg>")
					.text(node + " ").open("span", List.of("class", "soft")).text(Figures.seconds(time)).end("span")
					.close("li");
		});
		long others = timeline.bars().stream().map(bar -> bar.job().node()).distinct().count() - letters.size();
		if (others > 0) {
			page.open("li").markup("<svg class=\"key\" width=\"18\" height=\"16\" aria-hidden=\"true\">"
					+ "<rect class=\"t-other\" width=\"18\" height=\"16\" rx=\"2\" /></svg>")
					.text(Figures.count(others, "other node")).close("li");
		}
		if (timeline.bars().stream().anyMatch(Bar::failed)) {
			page.open("li").markup(Mark.FAILED.shape()).text(" failed or cut off").close("li");
		}
		if (timeline.bars().stream().anyMatch(bar -> bar.end() == Timeline.End.RUNNING)) {
			page.open("li").markup(Mark.OPEN.shape()).text(" still at work when this was written").close("li");
		}
		page.close("ul");
	}

	private static String style(String letter) {
		return letter.toLowerCase(Locale.ROOT);
	}

	private double lane() {
		return timeline.lanes() > MOST_HIGH_LANES ? LOW_LANE : LANE;
	}

	private void drawing(Map<String, String> letters, HtmlPage page) {
		var scale = new TimeScale(timeline.seconds(), timeline.pauses(), LEFT, WIDTH - LEFT - RIGHT);
		double lanes = 8 + timeline.lanes() * lane();
		boolean memory = timeline.mostDeclared() > 0 || timeline.mostMeasured() > 0;
		double axis = lanes + 6;
		double height = axis + AXIS + (memory ? MEMORY_HEIGHT + 30 : 0);
		page.open("div", List.of("class", "scroll drawing", "role", "region", "tabindex", "0", "aria-label",
				"Jobs over time"));
		page.markup("<svg role=\"img\" width=\"" + Figures.place(WIDTH) + "\" height=\"" + Figures.place(height)
				+ "\" viewBox=\"0 0 " + Figures.place(WIDTH) + " " + Figures.place(height) + "\"><title>"
				+ HtmlPage.escaped(Figures.count(timeline.bars().size(), "attempt") + " at jobs in "
						+ Figures.seconds(timeline.seconds()) + ", at most " + timeline.lanes() + " at the same time")
				+ "</title>");
		List<Tick> ticks = scale.ticks(TICKS);
		for (Tick tick : ticks) {
			line(page, "t-grid", tick.x(), 6, tick.x(), axis);
			text(page, "middle", tick.x(), axis + 16, Figures.seconds(tick.seconds()).replace("0.00 s", "0"));
		}
		timeline.pauses().forEach(pause -> {
			double from = scale.x(pause.from());
			page.markup("<g><title>" + HtmlPage.escaped("pause of " + Figures.seconds(pause.to() - pause.from()))
					+ "</title><rect class=\"t-pause\" x=\"" + Figures.place(from + 2) + "\" y=\"4\" width=\""
					+ Figures.place(scale.x(pause.to()) - from - 4) + "\" height=\"" + Figures.place(axis - 4)
					+ "\" /></g>");
			text(page, "middle", (from + scale.x(pause.to())) / 2, axis / 2 + 4, "⋯");
		});
		text(page, "end", LEFT - 8, 22, "jobs");
		timeline.bars().forEach(bar -> bar(bar, scale, letters, page));
		line(page, "t-axis", LEFT, axis, WIDTH - RIGHT, axis);
		if (memory) {
			memory(page, scale, ticks, axis + AXIS + 8);
		}
		page.markup("</svg>\n").close("div");
		page.element("p", "note", "Time since the first job began, at " + timeline.bars().stream().findFirst()
				.flatMap(bar -> bar.job().job().attempts().stream().findFirst())
				.map(attempt -> Figures.moment(attempt.started()) + " UTC").orElse("")
				+ (timeline.pauses().isEmpty() ? "" : "; ⋯ marks a pause, which is drawn short") + "."
				+ (memory ? memoryWords() : ""));
	}

	private void bar(Bar bar, TimeScale scale, Map<String, String> letters, HtmlPage page) {
		double x = scale.x(bar.from());
		double width = Math.max(0.8, scale.x(bar.to()) - x);
		double y = 8 + bar.lane() * lane();
		double height = lane() - (lane() > LOW_LANE ? 3 : 1);
		String letter = letters.getOrDefault(bar.job().node(), "");
		String style = letter.isEmpty() ? "other" : style(letter);
		String words = bar.job().id() + (bar.job().subject().isEmpty() ? "" : " " + bar.job().subject()) + ", "
				+ bar.word() + ", " + Figures.seconds(bar.to() - bar.from())
				+ (bar.attempt() > 1 ? ", attempt " + bar.attempt() : "");
		page.markup("<g class=\"t-job\"><title>" + HtmlPage.escaped(words) + "</title><rect class=\"t-bar t-" + style
				+ (bar.failed() ? " t-failed" : "") + "\" x=\"" + Figures.place(x) + "\" y=\"" + Figures.place(y)
				+ "\" width=\"" + Figures.place(width) + "\" height=\"" + Figures.place(height) + "\" rx=\"2\" />");
		boolean high = lane() > LOW_LANE;
		if (high && width > LETTER_WIDTH && !letter.isEmpty()) {
			String label = letter + " " + bar.job().id();
			page.markup("<text class=\"t-letter t-on-" + style + "\" x=\"" + Figures.place(x + 4) + "\" y=\""
					+ Figures.place(y + 14) + "\">");
			page.text(label.length() * CHARACTER_WIDTH + 8 < width ? label : letter).markup("</text>");
		}
		if (bar.failed()) {
			page.markup(Mark.FAILED.shape(x + width - (width > 20 ? 15 : width / 2 + 6), y + (high ? 4 : -2), 11));
		}
		if (bar.end() == Timeline.End.RUNNING) {
			page.markup(Mark.OPEN.shape(x + width - (width > 20 ? 15 : width / 2 + 6), y + (high ? 4 : -2), 11));
		}
		page.markup("</g>");
	}

	private String memoryWords() {
		var parts = new ArrayList<String>();
		parts.add(" Memory: filled, what the jobs at work declared together, at most "
				+ Figures.bytes(timeline.mostDeclared()));
		if (timeline.mostMeasured() > 0) {
			parts.add("dashed, the sum of their measured peaks, at most " + Figures.bytes(timeline.mostMeasured()));
		}
		run.options().memoryBytes().ifPresent(budget -> parts.add("allowed were " + Figures.bytes(budget)));
		return String.join("; ", parts) + ".";
	}

	private void memory(HtmlPage page, TimeScale scale, List<Tick> ticks, double top) {
		OptionalLong budget = run.options().memoryBytes();
		double most = Math.max(Math.max(timeline.mostDeclared(), timeline.mostMeasured()), 1) * 1.08;
		boolean budgetShown = budget.isPresent() && budget.getAsLong() <= 4 * most;
		double full = budgetShown ? Math.max(most, budget.getAsLong() * 1.04) : most;
		double bottom = top + MEMORY_HEIGHT;
		ticks.forEach(tick -> line(page, "t-grid", tick.x(), top, tick.x(), bottom));
		text(page, "end", LEFT - 8, top + 8, Figures.bytes(Math.round(full)));
		text(page, "end", LEFT - 8, bottom, "0");
		text(page, "end", LEFT - 8, (top + bottom) / 2 + 4, "memory");
		page.markup("<path class=\"t-declared\" d=\""
				+ steps(scale, bottom, MEMORY_HEIGHT / full, true) + "\" />");
		if (timeline.mostMeasured() > 0) {
			page.markup("<path class=\"t-measured\" d=\""
					+ steps(scale, bottom, MEMORY_HEIGHT / full, false) + "\" />");
		}
		if (budgetShown) {
			double y = bottom - budget.getAsLong() * MEMORY_HEIGHT / full;
			line(page, "t-budget", LEFT, y, WIDTH - RIGHT, y);
			text(page, "end", WIDTH - RIGHT, y + 13, "allowed: " + Figures.bytes(budget.getAsLong()));
		}
		line(page, "t-axis", LEFT, bottom, WIDTH - RIGHT, bottom);
	}

	/** The memory as a line of steps; of several changes within a pixel the highest is drawn. */
	private String steps(TimeScale scale, double bottom, double factor, boolean declared) {
		var path = new StringBuilder("M" + Figures.place(LEFT) + " " + Figures.place(bottom));
		double pixel = Double.NEGATIVE_INFINITY;
		long highest = 0;
		for (Memory memory : timeline.memory()) {
			long bytes = declared ? memory.declaredBytes() : memory.peakBytes();
			double x = Math.floor(scale.x(memory.at()) * 2) / 2;
			highest = x == pixel ? Math.max(highest, bytes) : bytes;
			if (x != pixel) {
				path.append('H').append(Figures.place(x));
			}
			path.append('V').append(Figures.place(bottom - highest * factor));
			pixel = x;
		}
		return path.append('V').append(Figures.place(bottom)).toString();
	}

	private static void line(HtmlPage page, String style, double x1, double y1, double x2, double y2) {
		page.markup("<line class=\"" + style + "\" x1=\"" + Figures.place(x1) + "\" y1=\"" + Figures.place(y1)
				+ "\" x2=\"" + Figures.place(x2) + "\" y2=\"" + Figures.place(y2) + "\" />");
	}

	private static void text(HtmlPage page, String anchor, double x, double y, String text) {
		page.markup("<text class=\"g-axis\" text-anchor=\"" + anchor + "\" x=\"" + Figures.place(x) + "\" y=\""
				+ Figures.place(y) + "\">").text(text).markup("</text>");
	}
}
