package org.armillary.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.armillary.actor.message.Reason;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.quality.QualityHistory;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.Provenance;
import org.armillary.report.page.Figures;
import org.armillary.report.page.HtmlPage;
import org.armillary.report.plot.PlotStyle;

/**
 * The report of a run: one file that a browser shows without network and without Armillary, whatever names and texts the run
 * has to do with. First what needs attention, then graph, time, quality control, products, parameters, inputs, methods.
 *
 * <p><b>Threads.</b> Not safe for use by several threads.
 */
public final class RunReport {

	/** How reports call what wrote them; by it a file is known to be one. */
	private static final String GENERATOR = "Armillary run report";
	private static final String MARK = "<meta name=\"generator\" content=\"" + GENERATOR;
	/** How files are called that become reports. */
	private static final String TEMPORARY = ".armillary-report-";
	/** A report says within so many bytes that it is one. */
	private static final int HEAD = 4096;

	private final RunRecord record;
	private final ReportSource source;
	private final ActorCatalog catalog;
	private final ReportOptions options;

	/**
	 * The report of a run.
	 *
	 * @param run
	 *            the run; may still go on
	 * @param provenance
	 *            the results of its jobs
	 * @param history
	 *            what was measured earlier
	 * @param catalog
	 *            the installed actors
	 * @param options
	 *            how it is written
	 */
	public RunReport(RunRecord run, Provenance provenance, QualityHistory history, ActorCatalog catalog,
			ReportOptions options) {
		this(run, new StoreSource(provenance, history, catalog), catalog, options);
	}

	RunReport(RunRecord record, ReportSource source, ActorCatalog catalog, ReportOptions options) {
		this.record = record;
		this.source = source;
		this.catalog = catalog;
		this.options = options;
	}

	/** A part of the page that the navigation leads to. */
	private record Part(String id, String title, int number) {
	}

	/**
	 * The page.
	 *
	 * @throws IOException
	 *             where the store cannot be read
	 */
	public String page() throws IOException {
		ReportRun run = ReportRun.of(record, source, catalog, options);
		Quality quality = Quality.of(run, options.limits(), source);
		var head = new HeadSection(run, quality);
		var body = new HtmlPage();
		body.open("a", List.of("class", "skip", "href", "#content")).text("Skip to the content").close("a");
		Mark.symbols(body);
		body.open("div", List.of("class", "frame"));
		head.write(body);
		body.open("div", List.of("class", "columns"));
		var products = new ProductsSection(run, source);
		var content = new HtmlPage();
		new ProblemsSection(run, quality).write(content);
		new GraphSection(run).write(content);
		new TimelineSection(run).write(content);
		new QualitySection(quality).write(content);
		products.write(content);
		new ParametersSection(run).write(content);
		new InputsSection(run).write(content);
		new JobsSection(run).write(content);
		new MethodsSection(run, source.methods(record)).write(content);
		navigation(body, content, run, quality, products);
		body.open("main", List.of("id", "content", "tabindex", "-1")).markup(content.content()).close("main");
		body.close("div").open("footer").element("p", "Written by Armillary " + options.version() + " at "
				+ Figures.moment(options.written()) + " UTC. Times are UTC; pixel positions count from 1, as in FITS.")
				.close("footer").close("div");
		return body.page(head.title(), resource("report.css") + PlotStyle.CSS, resource("report.js"),
				GENERATOR + " " + options.version());
	}

	private static void navigation(HtmlPage body, HtmlPage content, ReportRun run, Quality quality,
			ProductsSection products) {
		var parts = new ArrayList<Part>();
		parts.add(new Part("attention", "Attention", 0));
		parts.add(new Part("workflow", "Workflow", 0));
		parts.add(new Part("time", "Time and memory", 0));
		parts.add(new Part("quality", "Quality control", quality.values().size()));
		parts.add(new Part("products", "Products", products.size()));
		parts.add(new Part("parameters", "Parameters", 0));
		parts.add(new Part("inputs", "Inputs", 0));
		parts.add(new Part("jobs", "Jobs", run.jobs().size()));
		parts.add(new Part("methods", "Methods", 0));
		parts.add(new Part("environment", "Environment", 0));
		String written = content.content().toString();
		body.open("nav", List.of("aria-label", "Parts of the report")).open("ul");
		for (Part part : parts) {
			if (written.contains("<section id=\"" + part.id() + "\"")) {
				body.open("li").open("a", List.of("href", "#" + part.id())).text(part.title()).end("a");
				if (part.number() > 0) {
					body.open("span", List.of("class", "number")).text(Integer.toString(part.number())).end("span");
				}
				body.close("li");
			}
		}
		body.close("ul").close("nav");
	}

	/**
	 * Writes the report; the file is there as a whole or not at all.
	 *
	 * @param file
	 *            where; an earlier report there is replaced, nothing else
	 * @throws ReportException
	 *             where another file is there, or it cannot be written
	 */
	public void write(Path file) throws IOException {
		checkPlace(file);
		String page = page();
		Path whole = file.toAbsolutePath().normalize();
		Path temporary = whole.resolveSibling(TEMPORARY + UUID.randomUUID());
		try {
			Files.createDirectories(folder(whole));
			try {
				Files.writeString(temporary, page);
				Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE);
			} finally {
				Files.deleteIfExists(temporary);
			}
		} catch (IOException e) {
			throw new ReportException(ReportMessage.UNWRITABLE.with(file, Reason.of(e)), e);
		}
	}

	/**
	 * Checks that a report may be written to a place, before any work is done.
	 *
	 * @throws ReportException
	 *             where something is there that is no report, or nothing can be written there
	 */
	public static void checkPlace(Path file) throws ReportException {
		if (file.toString().isEmpty()) {
			throw new ReportException(ReportMessage.NO_NAME.with());
		}
		Path whole = file.toAbsolutePath().normalize();
		if (whole.getFileName() == null || Files.exists(whole, LinkOption.NOFOLLOW_LINKS)) {
			checkReport(file, whole);
		}
		try {
			Path there = folder(whole);
			while (!Files.exists(there) && there.getParent() != null) {
				there = there.getParent();
			}
			Files.delete(Files.createTempFile(there, TEMPORARY, ""));
		} catch (IOException e) {
			throw new ReportException(ReportMessage.UNWRITABLE.with(file, Reason.of(e)), e);
		}
	}

	private static void checkReport(Path file, Path whole) throws ReportException {
		if (!Files.isRegularFile(whole)) {
			throw new ReportException(ReportMessage.NOT_OURS.with(file));
		}
		boolean ours;
		try (InputStream stream = Files.newInputStream(whole)) {
			ours = new String(stream.readNBytes(HEAD), StandardCharsets.UTF_8).contains(MARK);
		} catch (IOException e) {
			throw new ReportException(ReportMessage.UNWRITABLE.with(file, Reason.of(e)), e);
		}
		if (!ours) {
			throw new ReportException(ReportMessage.NOT_OURS.with(file));
		}
	}

	private static Path folder(Path file) {
		return Objects.requireNonNull(file.getParent(), "a file is in a folder");
	}

	private static String resource(String name) throws IOException {
		try (InputStream stream = RunReport.class.getResourceAsStream(name)) {
			if (stream == null) {
				throw new IllegalStateException("the bundle has lost " + name);
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}
}
