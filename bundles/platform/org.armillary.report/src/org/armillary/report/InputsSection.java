package org.armillary.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.DatasetRecord;
import org.armillary.report.page.Figures;
import org.armillary.report.page.HtmlPage;
import org.armillary.report.page.PagedTable;
import org.armillary.report.page.PagedTable.Column;

/** The files that came from outside, by category, and the datasets that they make. */
final class InputsSection {

	private static final int ROWS = 50;

	private final ReportRun run;

	/** A file from outside: what is known of it, and how many jobs used it. */
	private static final class File {
		private final String name;
		private final Path place;
		private final String digest;
		private final String identity;
		private final long bytes;
		private final Set<String> categories = new LinkedHashSet<>();
		private final Set<HeaderCorrection> corrections = new LinkedHashSet<>();
		private final Set<String> jobs = new LinkedHashSet<>();

		File(String name, Path place, String digest, String identity, long bytes) {
			this.name = name;
			this.place = place;
			this.digest = digest;
			this.identity = identity;
			this.bytes = bytes;
		}
	}

	InputsSection(ReportRun run) {
		this.run = run;
	}

	/** Writes it; nothing where no file came from outside. */
	void write(HtmlPage page) {
		List<File> files = files();
		List<DatasetRecord> datasets = run.record().datasets();
		if (files.isEmpty() && datasets.isEmpty()) {
			return;
		}
		page.open("section", List.of("id", "inputs", "aria-labelledby", "inputs-title"));
		page.open("h2", List.of("id", "inputs-title")).text("Inputs").close("h2");
		var categories = new TreeMap<String, Integer>();
		files.forEach(file -> categories.merge(String.join(", ", file.categories), 1, Integer::sum));
		page.open("ul", List.of("class", "counts"));
		categories.forEach((category, count) -> page.element("li",
				count + " " + (category.isEmpty() ? "of unknown category" : category)));
		page.close("ul");
		if (!datasets.isEmpty()) {
			datasets(datasets, page);
		}
		if (!files.isEmpty()) {
			page.open("details").element("summary", "All files from outside (" + files.size() + ")");
			table(files, page);
			page.close("details");
		}
		page.close("section");
	}

	private List<File> files() {
		var files = new LinkedHashMap<String, File>();
		for (ReportJob job : run.jobs()) {
			for (UsedInput input : job.facts().inputs()) {
				if (input.origin().maker().isEmpty()) {
					String key = input.origin().digest().isEmpty() ? input.path().toString() : input.origin().digest();
					File file = files.computeIfAbsent(key, _ -> new File(name(input), input.path(),
							input.origin().digest(), input.origin().identity(), input.origin().bytes()));
					file.categories.add(input.category());
					file.corrections.addAll(input.corrections());
					file.jobs.add(job.id());
				}
			}
		}
		if (files.isEmpty()) {
			run.request().ifPresent(request -> asked(request, files));
		}
		return new ArrayList<>(files.values());
	}

	private static String name(UsedInput input) {
		return input.origin().name().isEmpty() ? String.valueOf(input.path().getFileName()) : input.origin().name();
	}

	/** The files that were asked for, where results do not tell what they were made of. */
	private static void asked(RunRequest request, Map<String, File> files) {
		request.inputs().values().stream().flatMap(List::stream).distinct().forEach(place -> files
				.put(place.toString(), new File(String.valueOf(place.getFileName()), place, "", "", 0)));
		request.datasets().ifPresent(datasets -> datasets.files().forEach((place, known) -> {
			File file = files.computeIfAbsent(place.toString(),
					_ -> new File(String.valueOf(place.getFileName()), place, "", "", 0));
			file.categories.add(known.category());
			file.corrections.addAll(known.corrections());
		}));
	}

	private static void table(List<File> files, HtmlPage page) {
		var table = new PagedTable("input-table", "Files that no job of this run made", "files",
				List.of(Column.words("file"), Column.words("category"), Column.words("in the archive"),
						Column.numbers("size"), Column.numbers("jobs"), Column.words("content (SHA-256)"),
						Column.words("corrected in its header")),
				List.of("category"), ROWS);
		for (File file : files) {
			var cells = new HtmlPage();
			cells.open("th", List.of("scope", "row", "class", "name", "title", file.place.toString())).text(file.name)
					.end("th");
			cells.element("td", String.join(", ", file.categories)).element("td", file.identity);
			cells.element("td", "number", file.bytes == 0 ? "–" : Figures.bytes(file.bytes));
			cells.element("td", "number", file.jobs.isEmpty() ? "–" : Integer.toString(file.jobs.size()));
			cells.open("td");
			if (!file.digest.isEmpty()) {
				ProductsSection.digest(cells, file.digest);
			}
			cells.end("td").open("td", List.of("class", "long"));
			file.corrections.forEach(correction -> cells.element("div", words(correction)));
			cells.end("td");
			table.row(List.of("data-category", String.join(", ", file.categories)), cells);
		}
		table.write(page);
	}

	private static String words(HeaderCorrection correction) {
		return correction.words() + (correction.reason().isEmpty() ? "" : ", because " + correction.reason());
	}

	private void datasets(List<DatasetRecord> datasets, HtmlPage page) {
		var table = new PagedTable("dataset-table", "Datasets, and what calibrates them", "datasets",
				List.of(Column.words("state"), Column.words("dataset"), Column.words("kind"), Column.numbers("files"),
						Column.numbers("jobs done"), Column.words("calibrated by")),
				List.of("state", "kind"), ROWS);
		for (DatasetRecord record : datasets) {
			Mark mark = mark(record);
			String state = words(mark);
			var cells = new HtmlPage();
			cells.open("td", List.of("class", "tight")).markup(mark.shape()).text(" " + state).end("td");
			cells.open("th", List.of("scope", "row", "class", "name")).text(record.dataset().name()).end("th");
			cells.element("td", record.dataset().type());
			cells.element("td", "number", Integer.toString(record.dataset().files().size()));
			cells.element("td", "number", record.ended() + " of " + record.jobs());
			cells.open("td", List.of("class", "long"));
			record.dataset().choices().forEach((need, choices) -> choices.forEach(choice -> cells.element("div",
					need + ": " + choice.dataset() + ", level " + choice.level())));
			cells.end("td");
			table.row(List.of("data-state", state, "data-kind", record.dataset().type()), cells);
		}
		table.write(page);
	}

	/** How far a dataset came, as a mark. */
	private Mark mark(DatasetRecord record) {
		boolean failed = run.jobs().stream().anyMatch(job -> job.mark() == Mark.FAILED
				&& job.job().outline().datasets().contains(record.dataset().name()));
		if (failed) {
			return Mark.FAILED;
		}
		return record.ended() == 0 ? Mark.OPEN : record.ended() == record.jobs() ? Mark.DONE : Mark.PARTIAL;
	}

	private static String words(Mark mark) {
		return switch (mark) {
		case DONE -> "reduced";
		case PARTIAL -> "partly reduced";
		case FAILED -> "failed";
		default -> "not reduced";
		};
	}
}
