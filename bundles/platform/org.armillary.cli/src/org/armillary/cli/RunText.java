package org.armillary.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.armillary.actor.QcValue;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RunResult;
import org.armillary.engine.quality.QualityState;
import org.jspecify.annotations.Nullable;

/** A finished run as text: for each job its state, what it measured and what it made. */
final class RunText {

	/** With more subjects than this the subjects become rows, so that the table stays narrow. */
	private static final int MOST_COLUMNS = 4;
	/** More subjects are told together where a job is one of many. */
	private static final int MOST_SUBJECTS = 12;
	/** Wider tables are turned or folded; with the indent they stay below 100 columns. */
	private static final int MOST_WIDTH = 95;
	private static final int MOST_DECIMALS = 12;
	/** The value of a name is the error of what the name says before this. */
	private static final String ERROR = " error";

	private RunText() {
	}

	/** The whole run: job by job, or node by node where there are many. */
	static String text(RunResult result, RunCourse course) {
		var lines = new ArrayList<String>(List.of(result.workflow()));
		if (result.results().size() > RunReporter.MANY) {
			lines.add(NodeSummary.of(result.results(), course).text("  "));
			result.results().stream().filter(job -> job.status().isFailure())
					.forEach(job -> lines.add("  " + course.label(job.job()) + "  " + words(job.status())));
			return String.join("\n", lines);
		}
		int width = result.results().stream().mapToInt(job -> Lines.width(course.label(job.job()))).max().orElse(0);
		for (JobResult job : result.results()) {
			lines.add("  " + Lines.padded(course.label(job.job()), width) + "  " + words(job.status()) + seconds(job));
			lines.addAll(details(job, course.reason(job.job())));
		}
		return String.join("\n", lines);
	}

	/** What stands below the line of a job: why it ran, what it measured, what it made. */
	static List<String> details(JobResult job, @Nullable JobReason reason) {
		return details(job, reason, _ -> QualityState.NO_LIMIT);
	}

	/**
	 * The same with states of what was measured.
	 *
	 * @param states
	 *            what each value is by the limits of the run
	 */
	static List<String> details(JobResult job, @Nullable JobReason reason, Function<QcValue, QualityState> states) {
		var lines = new ArrayList<String>();
		if (reason != null && reason.kind() != JobReason.Kind.NEW && job.status() != Status.CANCELLED) {
			lines.add("    " + reason.text());
		}
		if (!job.qc().isEmpty()) {
			lines.add("");
			lines.add(table(job.qc(), states, Integer.MAX_VALUE).text("    "));
			legend(job.qc().stream().map(states)).ifPresent(lines::add);
			lines.add("");
		}
		job.products().forEach((port, products) -> products
				.forEach(product -> lines.add("    " + product.category() + "  " + product.path())));
		return lines;
	}

	/** Time that a job took; nothing where its result was there already. */
	static String seconds(JobResult job) {
		return job.duration().isZero() || job.reusedFrom().isPresent() ? ""
				: String.format(Locale.ROOT, "  %.2f s", job.duration().toMillis() / 1000.0);
	}

	/** A state in words. */
	static String words(Status status) {
		return switch (status) {
		case OK -> "done";
		case PARTIAL -> "done in part";
		case NO_WORK -> "nothing to do";
		case FAILED -> "FAILED";
		case SKIPPED -> "SKIPPED";
		case CANCELLED -> "CANCELLED";
		};
	}

	/** What the shapes behind values mean; empty where there are none. */
	private static Optional<String> legend(Stream<QualityState> states) {
		String legend = states.filter(state -> state != QualityState.NO_LIMIT).distinct().sorted().map(QcMark::text)
				.collect(Collectors.joining("   "));
		return legend.isEmpty() ? Optional.empty() : Optional.of("    " + legend);
	}

	/** Quality-control values by name and subject, without states, many subjects folded. */
	static TextTable table(List<QcValue> values) {
		return table(values, _ -> QualityState.NO_LIMIT, MOST_SUBJECTS);
	}

	/**
	 * Quality-control values by name and subject with their states; names are rows unless there are many subjects.
	 *
	 * @param mostSubjects
	 *            more subjects are folded, as are those of a table that is too wide
	 */
	private static TextTable table(List<QcValue> values, Function<QcValue, QualityState> states, int mostSubjects) {
		boolean judged = values.stream().map(states).anyMatch(state -> state != QualityState.NO_LIMIT);
		var byName = new LinkedHashMap<String, LinkedHashMap<String, QcValue>>();
		var subjects = new LinkedHashSet<String>();
		for (QcValue value : values) {
			byName.computeIfAbsent(title(value), name -> new LinkedHashMap<>()).put(value.subject(), value);
			subjects.add(value.subject());
		}
		var errors = new HashMap<String, Double>();
		values.stream().filter(value -> value.name().endsWith(ERROR)).forEach(error -> errors.put(
				error.name().substring(0, error.name().length() - ERROR.length()) + "@" + error.subject(),
				error.value()));
		var byRow = new TextTable(Stream.concat(Stream.of(""), subjects.stream()).toList());
		byName.forEach((name, bySubject) -> {
			var row = new ArrayList<String>(List.of(name));
			subjects.forEach(subject -> row.add(cell(bySubject.get(subject), errors, judged, states)));
			byRow.add(row);
		});
		if (subjects.size() <= MOST_COLUMNS) {
			return byRow;
		}
		if (subjects.size() > mostSubjects) {
			return QcFold.table(byName, judged, states, value -> number(value, errors));
		}
		var bySubjects = new TextTable(Stream.concat(Stream.of(""), byName.keySet().stream()).toList());
		for (String subject : subjects) {
			var row = new ArrayList<String>(List.of(subject));
			byName.values().forEach(bySubject -> row.add(cell(bySubject.get(subject), errors, judged, states)));
			bySubjects.add(row);
		}
		return Stream.of(bySubjects, byRow).filter(table -> table.width() <= MOST_WIDTH).findFirst()
				.orElseGet(() -> QcFold.table(byName, judged, states, value -> number(value, errors)));
	}

	private static String cell(@Nullable QcValue value, Map<String, Double> errors, boolean judged,
			Function<QcValue, QualityState> states) {
		String number = number(value, errors);
		return judged ? number + " " + QcMark.shape(value == null ? QualityState.NO_LIMIT : states.apply(value))
				: number;
	}

	private static String title(QcValue value) {
		return value.unit().isEmpty() ? value.name() : value.name() + " [" + value.unit() + "]";
	}

	/** The number of a value, with as many digits as its error is worth, if it has one. */
	private static String number(@Nullable QcValue value, Map<String, Double> errors) {
		double error = value == null ? 0 : errors.getOrDefault(value.name() + "@" + value.subject(), 0.0);
		String plain = number(value);
		if (value == null || !(error > 0) || !Double.isFinite(value.value()) || plain.indexOf('e') >= 0) {
			return plain;
		}
		int decimals = Math.min(MOST_DECIMALS, 1 - (int) Math.floor(Math.log10(error)));
		int shown = plain.indexOf('.') < 0 ? 0 : plain.length() - plain.indexOf('.') - 1;
		return decimals > shown ? String.format(Locale.ROOT, "%." + decimals + "f", value.value()) : plain;
	}

	/** Six significant digits; whole numbers in full; a dash where there is no value. */
	static String number(@Nullable QcValue value) {
		return value == null ? "–" : number(value.value());
	}

	/** Six significant digits; whole numbers in full; a dash for no number. */
	static String number(double number) {
		if (Double.isNaN(number)) {
			return "–";
		}
		if (number == Math.rint(number) && Math.abs(number) < 1e12) {
			return Long.toString((long) number);
		}
		double size = Math.abs(number);
		return size >= 1e-4 && size < 1e7 ? plain(number, size) : String.format(Locale.ROOT, "%.5e", number);
	}

	private static String plain(double number, double size) {
		int decimals = Math.max(0, 5 - (int) Math.floor(Math.log10(size)));
		return String.format(Locale.ROOT, "%." + decimals + "f", number);
	}
}
