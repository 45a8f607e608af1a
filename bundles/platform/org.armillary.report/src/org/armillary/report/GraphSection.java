package org.armillary.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.engine.JobResult;
import org.armillary.report.GraphLayout.Box;
import org.armillary.report.GraphLayout.Path;
import org.armillary.report.GraphLayout.Sizes;
import org.armillary.report.page.Figures;
import org.armillary.report.page.HtmlPage;
import org.armillary.report.page.PagedTable;
import org.armillary.report.page.PagedTable.Column;
import org.armillary.workflow.Connection;
import org.armillary.workflow.Workflow;

/** The workflow as a graph with the states of its jobs, and the same as a table. */
final class GraphSection {

	private static final Sizes SIZES = new Sizes(206, 74, 58, 18, 16);
	private static final int ROWS = 60;
	/** How many characters fit into a node, of the name and of what stands below it. */
	private static final int NAME_LENGTH = 24;
	private static final int ACTOR_LENGTH = 29;
	private static final String INPUT = "\u0000input ";

	private final ReportRun run;

	GraphSection(ReportRun run) {
		this.run = run;
	}

	/** Writes it. */
	void write(HtmlPage page) {
		page.open("section", List.of("id", "workflow", "aria-labelledby", "workflow-title"));
		page.open("h2", List.of("id", "workflow-title")).text("Workflow").close("h2");
		page.open("ul", List.of("class", "counts"));
		counts(run.counts(), page);
		page.close("ul");
		run.workflow().filter(flow -> !flow.nodes().isEmpty()).ifPresent(flow -> graph(flow, page));
		table(page);
		page.close("section");
	}

	private static void counts(Map<Mark, Integer> counts, HtmlPage page) {
		counts.forEach((mark, count) -> page.open("li").markup(mark.shape()).text(" " + count + " " + mark.word())
				.close("li"));
	}

	private void graph(Workflow flow, HtmlPage page) {
		var ids = new ArrayList<String>();
		var edges = new ArrayList<List<String>>();
		for (Connection connection : flow.connections()) {
			String from = connection.from().ofWorkflow() ? INPUT + connection.from().port() : connection.from().node();
			if (connection.from().ofWorkflow() && !ids.contains(from)) {
				ids.add(from);
			}
			edges.add(List.of(from, connection.to().node()));
		}
		Map<String, List<ReportJob>> byNode = run.byNode();
		ids.addAll(byNode.keySet());
		GraphLayout layout = GraphLayout.of(ids, edges, SIZES);
		page.open("div", List.of("class", "scroll drawing", "role", "region", "tabindex", "0", "aria-label",
				"Graph of the workflow; the table below tells the same"));
		page.markup("<svg role=\"group\" width=\"" + Figures.place(layout.width()) + "\" height=\""
				+ Figures.place(layout.height()) + "\" viewBox=\"0 0 " + Figures.place(layout.width()) + " "
				+ Figures.place(layout.height()) + "\"><title>" + HtmlPage.escaped("Graph of " + flow.name())
				+ "</title>");
		layout.paths().forEach(path -> edge(path, page));
		layout.boxes().forEach((id, box) -> {
			if (id.startsWith(INPUT)) {
				input(id.substring(INPUT.length()), box, page);
			} else {
				node(id, box, byNode.get(id), page);
			}
		});
		page.markup("</svg>\n").close("div");
	}

	private static void edge(Path path, HtmlPage page) {
		var line = new StringBuilder();
		double[] last = path.points().getFirst();
		line.append('M').append(point(last));
		for (double[] next : path.points().subList(1, path.points().size())) {
			if (next[1] == last[1]) {
				line.append('L').append(point(next));
			} else {
				double middle = (last[0] + next[0]) / 2;
				line.append('C').append(point(middle, last[1])).append(' ').append(point(middle, next[1])).append(' ')
						.append(point(next));
			}
			last = next;
		}
		page.markup("<path class=\"g-edge\" d=\"" + line + "\" />");
		page.markup("<path class=\"g-arrow\" d=\"M" + point(last) + "l-8 -4v8z\" />");
	}

	private static String point(double... place) {
		return Figures.place(place[0]) + " " + Figures.place(place[1]);
	}

	private void input(String name, Box box, HtmlPage page) {
		int files = run.request().map(request -> request.inputs().getOrDefault(name, List.of()).size()).orElse(0);
		double height = 46;
		double top = box.y() + (box.height() - height) / 2;
		page.markup("<g><title>" + HtmlPage.escaped("input " + name) + "</title><rect class=\"g-input\" rx=\"23\" "
				+ rectangle(box.x(), top, box.width(), height) + " />");
		text(page, "g-name", box.x() + 20, top + 20, cut(name, NAME_LENGTH - 2));
		text(page, "g-actor", box.x() + 20, top + 36, files == 0 ? "input" : "input · " + Figures.count(files, "file"));
		page.markup("</g>");
	}

	private void node(String id, Box box, List<ReportJob> jobs, HtmlPage page) {
		Map<Mark, Integer> counts = ReportRun.counts(jobs);
		String words = counts.isEmpty() ? "no job"
				: counts.entrySet().stream()
						.map(entry -> entry.getValue() + " " + entry.getKey().word()).collect(Collectors.joining(", "));
		boolean bad = counts.keySet().stream().anyMatch(mark -> mark == Mark.FAILED);
		page.open("a", List.of("href", "#jobs", "data-node", id, "aria-label", id + ": " + words));
		page.markup("<title>" + HtmlPage.escaped(id + " · " + run.actor(id) + " · " + words) + "</title>");
		page.markup("<rect class=\"g-node" + (bad ? " bad" : counts.isEmpty() ? " idle" : "") + "\" rx=\"7\" "
				+ rectangle(box.x(), box.y(), box.width(), box.height()) + " />");
		text(page, "g-name", box.x() + 12, box.y() + 22, cut(id, NAME_LENGTH));
		text(page, "g-actor", box.x() + 12, box.y() + 39, cut(run.actor(id), ACTOR_LENGTH));
		double x = box.x() + 12;
		double y = box.y() + 61;
		if (counts.isEmpty()) {
			text(page, "g-count", x, y, "no job");
		}
		boolean several = counts.size() > 2;
		for (Map.Entry<Mark, Integer> entry : counts.entrySet()) {
			page.markup(entry.getKey().shape(x, y - 11, 12));
			String label = entry.getValue() + (several ? "" : " " + entry.getKey().word());
			text(page, "g-count", x + 17, y, label);
			x += 17 + 6.8 * label.length() + 10;
		}
		page.end("a");
	}

	private static String rectangle(double x, double y, double width, double height) {
		return "x=\"" + Figures.place(x) + "\" y=\"" + Figures.place(y) + "\" width=\"" + Figures.place(width)
				+ "\" height=\"" + Figures.place(height) + "\"";
	}

	private static void text(HtmlPage page, String style, double x, double y, String text) {
		page.markup("<text class=\"" + style + "\" x=\"" + Figures.place(x) + "\" y=\"" + Figures.place(y) + "\">")
				.text(text).markup("</text>");
	}

	/** The end of a long path of nodes tells more than its begin. */
	private static String cut(String text, int length) {
		int count = text.codePointCount(0, text.length());
		return count <= length ? text : "…" + text.substring(text.offsetByCodePoints(0, count - length + 1));
	}

	private void table(HtmlPage page) {
		var table = new PagedTable("node-table", "Nodes in the order of the work", "nodes",
				List.of(Column.words("node"), Column.words("actor"), Column.words("jobs"), Column.numbers("work"),
						Column.numbers("longest job")),
				List.of(), ROWS);
		run.byNode().forEach((node, jobs) -> {
			var cells = new HtmlPage();
			cells.open("th", List.of("scope", "row", "class", "name"))
					.open("a", List.of("href", "#jobs", "data-node", node)).text(node).end("a").end("th");
			cells.element("td", run.actor(node)).open("td").open("ul", List.of("class", "counts"));
			if (jobs.isEmpty()) {
				cells.element("li", "none");
			}
			counts(ReportRun.counts(jobs), cells);
			cells.end("ul").end("td");
			List<Duration> times = jobs.stream().filter(job -> !job.job().reused()).map(ReportJob::result)
					.flatMap(Optional::stream).map(JobResult::duration).filter(time -> !time.isZero()).toList();
			cells.element("td", "number", times.isEmpty() ? "–"
					: Figures.time(times.stream().reduce(Duration.ZERO, Duration::plus)));
			cells.element("td", "number",
					times.stream().max(Duration::compareTo).map(Figures::time).orElse("–"));
			table.row(List.of(), cells);
		});
		page.open("details").element("summary", "Nodes as a table");
		table.write(page);
		page.close("details");
	}
}
