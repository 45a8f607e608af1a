package org.armillary.report;

import java.util.List;

import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEnvironment.BundleVersion;
import org.armillary.provenance.methods.Methods;
import org.armillary.provenance.methods.Reference;
import org.armillary.report.page.Figures;
import org.armillary.report.page.HtmlPage;
import org.armillary.report.page.PagedTable;
import org.armillary.report.page.PagedTable.Column;

/** The run in words for a paper, and with what it was executed. */
final class MethodsSection {

	private static final int ROWS = 50;

	private final ReportRun run;
	private final Methods methods;

	MethodsSection(ReportRun run, Methods methods) {
		this.run = run;
		this.methods = methods;
	}

	/** Writes it. */
	void write(HtmlPage page) {
		methods(page);
		environment(page);
	}

	private void methods(HtmlPage page) {
		page.open("section", List.of("id", "methods", "aria-labelledby", "methods-title"));
		page.open("h2", List.of("id", "methods-title")).text("Methods paragraph").close("h2");
		page.element("p", "methods", methods.paragraph());
		if (!methods.gaps().isEmpty()) {
			page.open("ul", List.of("class", "note"));
			methods.gaps().forEach(gap -> page.element("li", gap));
			page.close("ul");
		}
		if (!methods.references().isEmpty()) {
			page.element("h3", "References").open("ol");
			for (Reference reference : methods.references()) {
				page.element("li", reference.text());
			}
			page.close("ol").open("details").element("summary", "BibTeX");
			page.open("pre").lines(methods.bibtex()).close("pre").close("details");
		}
		page.close("section");
	}

	private void environment(HtmlPage page) {
		List<RunEnvironment> environments = run.record().environments();
		page.open("section", List.of("id", "environment", "aria-labelledby", "environment-title"));
		page.open("h2", List.of("id", "environment-title")).text("Environment").close("h2");
		if (environments.isEmpty()) {
			page.element("p", "soft", "The journal of this run does not tell with what it was executed.");
		}
		run.record().summary().outputFolder().ifPresent(place -> page.open("dl").open("div")
				.element("dt", "Output folder").element("dd", place.toString()).close("div").close("dl"));
		for (RunEnvironment environment : environments.stream().distinct().toList()) {
			page.open("dl", List.of("class", "facts"));
			fact(page, "Armillary", environment.version());
			fact(page, "Java", environment.java());
			fact(page, "System", environment.system());
			fact(page, "Machine", environment.host() + ", " + environment.processor());
			fact(page, "Cores and memory", environment.cores() + " cores"
					+ (environment.memoryBytes() > 0 ? ", " + Figures.bytes(environment.memoryBytes()) : ""));
			fact(page, "User", environment.user());
			page.close("dl");
		}
		if (!environments.isEmpty()) {
			List<BundleVersion> bundles = environments.getLast().bundles();
			page.open("details").element("summary", "All bundles with their versions (" + bundles.size() + ")");
			var table = new PagedTable("bundle-table", "Bundles of the product and its plug-ins", "bundles",
					List.of(Column.words("bundle"), Column.words("version")), List.of(), ROWS);
			bundles.forEach(bundle -> table.row(List.of(), new HtmlPage().open("th", List.of("scope", "row"))
					.text(bundle.name()).end("th").element("td", bundle.version())));
			table.write(page);
			page.close("details");
		}
		page.close("section");
	}

	private static void fact(HtmlPage page, String name, String value) {
		page.open("div").element("dt", name).element("dd", value).close("div");
	}
}
