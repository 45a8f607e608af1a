package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.cli.LimitFiles.Published;
import org.armillary.engine.quality.Measurement;
import org.armillary.engine.quality.QualityHistory;
import org.armillary.engine.quality.QualityHistory.Selection;
import org.armillary.engine.quality.QualitySeries;
import org.armillary.engine.store.Store;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how quality-control values were over time, and what they are by their limits. */
@Command(name = "qc", description = "Lists and plots quality-control values of all results of a store: the latest, how they were and change, and what they are by their limits.", sortOptions = false)
final class QcCommand extends Verb {

	@Option(names = "--param", paramLabel = "NAME", description = "Only values of this name, such as ‘dark current’ or ‘dark*’; may be given several times.")
	private List<String> names = new ArrayList<>();

	@Option(names = "--actor", paramLabel = "ID", description = "Only values of this actor, such as kmos.dark or ‘kmos.*’.")
	private @Nullable String actor;

	@Option(names = "--subject", paramLabel = "NAME", description = "Only values of this subject, such as ‘detector 1’ or ‘*1’.")
	private @Nullable String subject;

	@Option(names = "--since", paramLabel = "DATE|Nd", description = "Only what was observed (or made, where that is not known) from this date, month or year on, UTC, or in the last N days.")
	private @Nullable String since;

	@Option(names = "--until", paramLabel = "DATE|Nd", description = "Only what was observed (or made) until the end of this date, month or year, UTC.")
	private @Nullable String until;

	@Option(names = "--all", description = "List each measurement with its time, run and products, also those that do not count as a later result of the same files has them.")
	private boolean all;

	@Mixin
	private LimitOptions limitOptions = new LimitOptions();

	@Option(names = "--plot", paramLabel = "FILE.svg", description = "Write a picture too: a panel for each value, with its limits. An earlier one is replaced, nothing else.")
	private @Nullable String plot;

	@Option(names = "--csv", paramLabel = "FILE", description = "Write all measurements that count too, as comma-separated values; with --all the others, too. An earlier file of these is replaced, nothing else.")
	private @Nullable String csv;

	@Mixin
	private StoreOption storeOption = new StoreOption();

	QcCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		Selection selection = selection(Instant.now());
		checkEnding(plot);
		Optional<WrittenFile> plotFile = WrittenFile.of("--plot", plot, WrittenFile.Kind.PICTURE);
		Optional<WrittenFile> csvFile = WrittenFile.of("--csv", csv, WrittenFile.Kind.MEASUREMENTS);
		LimitFiles limits = limitOptions.files(invocation);
		List<Measurement> found = new ArrayList<>();
		var notes = new ArrayList<Message>(limits.notes());
		notes.addAll(look(selection, limits, found));
		List<QcSeries> series = judged(found.stream().filter(Measurement::counts).toList(), limits);
		List<QcSeries> told = all ? judged(found, limits) : series;
		series.stream().map(QcSeries::unitNote).flatMap(Optional::stream).distinct().forEach(notes::add);
		if (series.isEmpty()) {
			throw new CliException(ExitCode.NOTHING_SELECTED,
					List.of(CliMessage.QC_NONE.with(storeOption.folder(), asked())), null);
		}
		if (plotFile.isPresent()) {
			plotFile.get().write(QcPlot.document(series));
		}
		if (csvFile.isPresent()) {
			csvFile.get().write(QcCsv.of(told));
		}
		if (invocation.format().json()) {
			invocation.terminal().print(Json.text(QcJson.of(told, all, notes)));
		} else {
			var text = new QcText(told, isUnicode(System.getenv()));
			invocation.terminal().print(all ? text.measurements() : text.summary());
			String leftOut = QcText.leftOut(found);
			if (!all && !leftOut.isEmpty()) {
				invocation.terminal().print("\n" + leftOut);
			}
			notes.forEach(note -> invocation.terminal().tell("note", note));
		}
		return ExitCode.OK;
	}

	/** Refuses what looks like a picture of another format; what is no file is written to as it is. */
	private static void checkEnding(@Nullable String typed) throws CliException {
		if (typed == null || typed.toLowerCase(Locale.ROOT).endsWith(".svg")) {
			return;
		}
		Path file = Invocation.path(typed);
		if (!Files.exists(file) || Files.isRegularFile(file)) {
			throw new CliException(CliMessage.QC_PLOT.with(file));
		}
	}

	private static List<QcSeries> judged(List<Measurement> measurements, LimitFiles limits) {
		return QualitySeries.of(measurements).stream().map(one -> QcSeries.of(one, limits.limits())).toList();
	}

	/** Finds what is selected; returns what limits of the user meet no value of the store, selected or not. */
	private List<Message> look(Selection selection, LimitFiles limits, List<Measurement> found) throws CliException {
		Path folder = storeOption.existing();
		try (Store store = StoreOption.open(folder)) {
			var history = new QualityHistory(store);
			found.addAll(history.all(selection));
			return limits.named().isEmpty() ? List.of()
					: limits.unmet(history.all(Selection.ALL).stream().map(one -> new Published(one.actor(),
							one.value().name(), one.value().subject())).collect(Collectors.toSet()));
		} catch (IOException e) {
			throw new CliException(ExitCode.FAILED, List.of(CliMessage.STORE_UNREADABLE.with(folder, Reason.of(e))), e);
		}
	}

	private Selection selection(Instant now) throws CliException {
		return new Selection(names, actor == null ? "*" : actor, subject == null ? "*" : subject,
				since == null ? OptionalDouble.empty() : OptionalDouble.of(QcDates.since("--since", since, now)),
				until == null ? OptionalDouble.empty() : OptionalDouble.of(QcDates.until("--until", until, now)));
	}

	/** The selection as it was typed. */
	private String asked() {
		var parts = new ArrayList<String>();
		names.forEach(name -> parts.add("--param " + Quoted.of(name)));
		add(parts, "--actor", actor);
		add(parts, "--subject", subject);
		add(parts, "--since", since);
		add(parts, "--until", until);
		return parts.isEmpty() ? "there" : "of " + String.join(" ", parts);
	}

	private static void add(List<String> parts, String option, @Nullable String value) {
		if (value != null) {
			parts.add(option + " " + Quoted.of(value));
		}
	}

	/** Whether the language of the terminal is written in Unicode. */
	static boolean isUnicode(Map<String, String> environment) {
		for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
			String value = environment.getOrDefault(name, "");
			if (!value.isEmpty()) {
				return value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
			}
		}
		return false;
	}
}
