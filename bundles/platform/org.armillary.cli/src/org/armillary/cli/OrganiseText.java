package org.armillary.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.armillary.organiser.Association;
import org.armillary.organiser.Choice;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.DatasetState;
import org.armillary.organiser.DatasetStatus;
import org.armillary.organiser.Frame;
import org.armillary.organiser.Member;

/** Datasets as text for people: what there is, night by night, in which state, and what each lacks. */
final class OrganiseText {

	private static final String INDENT = "  ";
	private static final String DEEPER = "      ";
	private static final String INCOMPLETE = "✗";
	private static final String CORRECTED = "*";

	private final Organised organised;
	private final List<Dataset> datasets;
	private final boolean withFiles;
	private final boolean selected;
	private final int width;
	private final DatasetWords words;
	private final List<Frame> corrected = new ArrayList<>();

	/**
	 * Makes it.
	 *
	 * @param datasets
	 *            those that are told
	 * @param withFiles
	 *            whether each file is told
	 * @param width
	 *            of the terminal, characters
	 */
	OrganiseText(Organised organised, List<Dataset> datasets, boolean withFiles, int width) {
		this(organised, datasets, withFiles, false, width);
	}

	private OrganiseText(Organised organised, List<Dataset> datasets, boolean withFiles, boolean selected,
			int width) {
		this.organised = organised;
		this.datasets = datasets;
		this.withFiles = withFiles;
		this.selected = selected;
		this.width = width;
		this.words = organised.words();
	}

	/** Some datasets that the user asked for, each with its files and with what was chosen for it by name. */
	static OrganiseText selected(Organised organised, List<Dataset> datasets, int width) {
		return new OrganiseText(organised, datasets, true, true, width);
	}

	/** The text, without a line break at its end. */
	String text() {
		var blocks = new ArrayList<String>();
		blocks.add(head() + "\n" + counts());
		nights().forEach((night, ofNight) -> blocks.add("night " + night + "\n" + table(ofNight)));
		String alone = withFiles && !selected ? alone() : "";
		if (!alone.isEmpty()) {
			blocks.add(alone);
		}
		Set<Frame> acted = new LinkedHashSet<>(corrected);
		if (datasets.size() == organised.organisation().datasets().size()) {
			organised.organisation().frames().stream().filter(frame -> !frame.corrections().isEmpty())
					.forEach(acted::add);
		}
		if (!acted.isEmpty()) {
			blocks.add(CORRECTED + " corrected\n" + String.join("\n", OrganiseCorrections.lines(List.copyOf(acted))
					.stream().map(line -> INDENT + Lines.wrapped(line, DEEPER, width)).toList()));
		}
		if (!organised.scanned().unfinished().isEmpty()) {
			blocks.add("still being written: " + String.join(", ",
					organised.scanned().unfinished().stream().map(Shown::of).toList()));
		}
		levels().ifPresent(blocks::add);
		remedy().ifPresent(blocks::add);
		return String.join("\n\n", blocks);
	}

	/** {@code 412 files · 38 datasets, 3 of them incomplete · rules kmos 1 · 400 headers remembered}. */
	String head() {
		var parts = new ArrayList<String>();
		parts.add(Amounts.count(organised.scanned().files().size(), "file"));
		int all = organised.organisation().datasets().size();
		long incomplete = organised.organisation().datasets().stream().filter(dataset -> !dataset.complete()).count();
		parts.add(Amounts.count(all, "dataset") + (all == 0 ? ""
				: incomplete == 0 ? ", all complete"
						: ", " + (all - incomplete) + " complete, " + incomplete + " not"));
		parts.add("rules " + Shown.of(organised.organisation().rules().name()) + " "
				+ organised.organisation().rules().version());
		if (organised.scanned().remembered() > 0) {
			parts.add(Amounts.count(organised.scanned().remembered(), "header") + " remembered");
		}
		return Lines.filled(parts, " ·", INDENT, width);
	}

	private String counts() {
		var parts = DatasetWords.countWords(organised.organisation());
		int left = organised.scanned().files().size() - organised.organisation().frames().size();
		if (left > 0) {
			parts.add("left out " + left);
		}
		return Lines.filled(parts, " ·", "", width);
	}

	private Map<String, List<Dataset>> nights() {
		var nights = new LinkedHashMap<String, List<Dataset>>();
		datasets.forEach(dataset -> nights.computeIfAbsent(words.night(dataset), _ -> new ArrayList<>()).add(dataset));
		return nights;
	}

	/** The datasets, one below the other. */
	String table(List<Dataset> ofNight) {
		List<OrganiseRow> rows = OrganiseRow.of(ofNight, organised, words, !withFiles);
		var header = List.of("DATASET", "FILES", "STATE", "CHOSEN: LEVEL");
		int[] widths = new int[header.size()];
		for (int column = 0; column < widths.length; column++) {
			int index = column;
			widths[column] = rows.stream().mapToInt(row -> Lines.width(row.cells().get(index))).max().orElse(0);
		}
		boolean anyChosen = widths[3] > 0;
		for (int column = 0; column < (anyChosen ? 4 : 3); column++) {
			widths[column] = Math.max(widths[column], header.get(column).length());
		}
		// wide enough: one line each; else what it holds goes below its name
		boolean wide = 2 + widths[0] + 2 + widths[1] + 2 + widths[2] + 2 + widths[3] <= width;
		var lines = new ArrayList<String>();
		if (wide) {
			lines.add(line(INDENT, anyChosen ? header : List.of("DATASET", "FILES", "STATE", ""), widths));
		}
		for (OrganiseRow row : rows) {
			String mark = !row.dataset().complete() ? INCOMPLETE + " "
					: words.checks().words(row.dataset()).isEmpty() ? INDENT : DatasetChecks.MARK + " ";
			List<String> cells = row.cells();
			if (wide) {
				lines.add(line(mark, cells, widths));
			} else {
				lines.add((mark + Lines.padded(cells.get(0), widths[0]) + INDENT + cells.get(2)).stripTrailing());
				lines.add(DEEPER + Lines.filled(
						cells.get(3).isEmpty() ? List.of(cells.get(1)) : List.of(cells.get(1), cells.get(3)), " ·",
						DEEPER, width));
			}
			lines.addAll(below(row.dataset()));
		}
		return String.join("\n", lines);
	}

	private static String line(String mark, List<String> cells, int[] widths) {
		var line = new StringBuilder(mark);
		for (int column = 0; column < widths.length; column++) {
			if (widths[column] > 0) {
				line.append(Lines.padded(cells.get(column), widths[column])).append(INDENT);
			}
		}
		return line.toString().stripTrailing();
	}

	/** What stands below a dataset: what it lacks, why it is out of date, its files. */
	private List<String> below(Dataset dataset) {
		var lines = new ArrayList<String>();
		List<String> lacks = words.lacks(dataset);
		if (!lacks.isEmpty()) {
			lines.add(DEEPER + Lines.wrapped("lacks: " + String.join("; ", lacks), DEEPER, width - DEEPER.length()));
		}
		List<String> below = words.belowPlan(dataset);
		if (!below.isEmpty()) {
			lines.add(DEEPER + Lines.wrapped(String.join("; ", below), DEEPER, width - DEEPER.length()));
		}
		List<String> checks = selected ? words.checks().explained(dataset) : words.checks().words(dataset);
		checks.forEach(check -> lines.add(DEEPER
				+ Lines.wrapped(DatasetChecks.MARK + " " + check, DEEPER + INDENT, width - DEEPER.length())));
		DatasetStatus status = organised.states().of(dataset);
		if (status.state() == DatasetState.OUT_OF_DATE && !status.reason().isEmpty()) {
			lines.add(DEEPER + Lines.wrapped("out of date: " + Shown.of(status.reason()), DEEPER,
					width - DEEPER.length()));
		}
		dataset.members().stream().map(Member::frame).filter(frame -> !frame.corrections().isEmpty())
				.forEach(corrected::add);
		if (selected) {
			lines.addAll(chosen(dataset));
		}
		if (withFiles) {
			lines.addAll(files(dataset));
		}
		return lines;
	}

	/** What was chosen for each need: {@code dark → dark-60-2026-…, level 1 (good), -2.00 d}. */
	private List<String> chosen(Dataset dataset) {
		var lines = new ArrayList<String>();
		for (Association association : dataset.associations()) {
			String need = Shown.of(association.need().name());
			for (Choice choice : association.choices()) {
				lines.add(DEEPER + Lines.wrapped(need + " → " + OrganiseNeedText.words(choice), DEEPER + INDENT,
						width - DEEPER.length()));
				words.checks().words(choice.dataset()).forEach(check -> lines.add(DEEPER + INDENT
						+ Lines.wrapped(DatasetChecks.MARK + " " + check, DEEPER + INDENT, width - DEEPER.length())));
			}
			if (association.choices().isEmpty()) {
				lines.add(DEEPER + need + " → " + (association.wanted() ? "none" : "not wanted"));
			}
		}
		return lines;
	}

	private List<String> files(Dataset dataset) {
		var cells = dataset.members().stream().map(member -> List.of(name(member.frame()),
				Shown.of(member.frame().category()), words.each(member), Mjd.time(member.frame().mjd()),
				member.skipped() ? "skipped: " + Shown.of(member.rule().skipReason()) : "")).toList();
		int[] widths = IntStream.range(0, 5).map(
				column -> cells.stream().mapToInt(row -> Lines.width(row.get(column))).max().orElse(0)).toArray();
		return cells.stream().map(row -> line(DEEPER, row, widths)).toList();
	}

	/** The files that belong to no dataset. */
	private String alone() {
		var joined = new LinkedHashSet<Frame>();
		organised.organisation().datasets()
				.forEach(dataset -> dataset.members().forEach(member -> joined.add(member.frame())));
		List<String> lines = organised.organisation().frames().stream().filter(frame -> !joined.contains(frame))
				.map(frame -> DEEPER + file(frame)).toList();
		return lines.isEmpty() ? "" : "in no dataset\n" + String.join("\n", lines);
	}

	private static String name(Frame frame) {
		return Shown.of(frame.name()) + (frame.corrections().isEmpty() ? "" : CORRECTED);
	}

	private static String file(Frame frame) {
		return name(frame) + INDENT
				+ (frame.category().isEmpty() ? "without category" : Shown.of(frame.category())) + INDENT
				+ Mjd.time(frame.mjd());
	}

	/** What the numbers of levels mean, of those that are there. */
	private Optional<String> levels() {
		var levels = new TreeMap<Integer, String>();
		datasets.forEach(dataset -> dataset.associations().forEach(association -> association.choices()
				.forEach(choice -> levels.put(choice.level().number(), choice.level().words()))));
		return levels.isEmpty() ? Optional.empty()
				: Optional.of(Lines.wrapped("levels: " + levels.entrySet().stream()
						.map(level -> level.getKey() + " " + level.getValue()).collect(Collectors.joining(", "))
						+ (anyFar() ? "; in brackets the difference in time, where it is half a day or more" : ""),
						INDENT, width));
	}

	private boolean anyFar() {
		return datasets.stream().flatMap(dataset -> dataset.associations().stream())
				.flatMap(association -> association.choices().stream()).anyMatch(DatasetWords::isFar);
	}

	private Optional<String> remedy() {
		return datasets.stream().filter(dataset -> !dataset.complete()).findFirst().map(dataset -> {
			String need = dataset.associations().stream().filter(association -> !association.satisfied()).findFirst()
					.map(association -> " " + association.need().name()).orElse("");
			return Lines.filled(
					List.of("why, for example:", "armillary organise … --why " + Shown.of(dataset.name() + need)), "",
					INDENT, width);
		});
	}
}
