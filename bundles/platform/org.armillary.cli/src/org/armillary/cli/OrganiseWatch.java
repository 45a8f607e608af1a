package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.organiser.scan.FolderWatch;
import org.armillary.organiser.scan.ScannedFiles;

/**
 * Follows a folder that fills up. While a person watches, the latest datasets are shown anew at each change, on a screen of
 * their own; at the end the terminal is as it was, with the last of these screens below. Otherwise what has changed is told
 * line by line, or as one JSON document a line.
 */
final class OrganiseWatch {

	private final Invocation invocation;
	private final OrganiseSource source;
	private final Map<String, String> told = new HashMap<>();
	private List<String> toldUnfinished = List.of();
	private List<Message> toldProblems = List.of();
	private List<String> frame = List.of();
	private Optional<Organised> latest = Optional.empty();

	OrganiseWatch(Invocation invocation, OrganiseSource source) {
		this.invocation = invocation;
		this.source = source;
	}

	/**
	 * Watches.
	 *
	 * @param longest
	 *            how long; empty until interrupted
	 * @return the exit code
	 * @throws InterruptedException
	 *             if it was interrupted
	 */
	int watch(Optional<Duration> longest) throws CliException, InterruptedException {
		Terminal terminal = invocation.terminal();
		var folder = new FolderWatch(source.scan(new ScanProgress(terminal)), source.places(),
				FolderWatch.USUAL_PAUSE, longest);
		if (invocation.format().json() || !terminal.interactive()) {
			follow(folder);
			end();
			return exitCode();
		}
		terminal.enterScreen();
		try {
			follow(folder);
		} finally {
			terminal.leaveScreen();
			if (!frame.isEmpty()) {
				terminal.print(String.join("\n", frame).replace(OrganiseScreen.ENDS, ""));
			}
		}
		return exitCode();
	}

	/** As without watching: whether there is something in the end, and all of it complete. */
	private int exitCode() {
		return latest.map(Organised::isComplete).orElse(false) ? ExitCode.OK : ExitCode.NOTHING_SELECTED;
	}

	/** What there is in the end. */
	private void end() {
		if (!invocation.format().json()) {
			latest.ifPresent(organised -> invocation.terminal().print(timed("ends: " + new OrganiseText(organised,
					organised.organisation().datasets(), false, Integer.MAX_VALUE).head())));
		}
	}

	private static String timed(String line) {
		return Amounts.moment(Instant.now()) + "  " + line;
	}

	private void follow(FolderWatch folder) throws CliException, InterruptedException {
		try {
			for (Optional<ScannedFiles> files = folder.next(); files.isPresent(); files = folder.next()) {
				show(files.get());
			}
		} catch (IOException e) {
			throw OrganiseSource.refusal(source.places(), e);
		}
	}

	private void show(ScannedFiles files) throws CliException {
		if (files.files().isEmpty() && told.isEmpty() && !invocation.format().json()) {
			waiting("waiting for files in " + String.join(", ", source.places().stream().map(Path::toString).toList()),
					files.problems());
			return;
		}
		Organised organised;
		try {
			organised = source.organise(files);
		} catch (CliException e) {
			if (e.exitCode() != ExitCode.NOTHING_SELECTED) {
				throw e;
			}
			// no rules are for what is there so far
			if (!invocation.format().json()) {
				waiting("waiting for files that rules are for: " + e.messages().getFirst().summary(),
						files.problems());
			}
			return;
		}
		latest = Optional.of(organised);
		if (invocation.format().json()) {
			invocation.terminal()
					.print(Json.line(OrganiseJson.of(organised, organised.organisation().datasets())));
		} else if (invocation.terminal().interactive()) {
			draw(new OrganiseScreen(invocation.terminal().size()).lines(organised, Instant.now()));
		} else {
			lines(organised).forEach(line -> invocation.terminal().print(timed(line)));
			tellNew(organised.problems().stream()
					.filter(problem -> !problem.id().equals(OrganiseCommand.INCOMPLETE)).toList());
		}
	}

	private void waiting(String why, List<Message> problems) {
		if (invocation.terminal().interactive()) {
			draw(new OrganiseScreen(invocation.terminal().size()).waiting(why, problems, Instant.now()));
		} else {
			invocation.terminal().note(why);
			tellNew(problems);
		}
	}

	private void draw(List<String> lines) {
		frame = lines;
		invocation.terminal().draw(lines);
	}

	private void tellNew(List<Message> problems) {
		problems.stream().filter(problem -> !toldProblems.contains(problem))
				.forEach(problem -> invocation.terminal().tell("note", problem));
		toldProblems = problems;
	}

	/** What has changed since the last time, a line for each dataset and file. */
	List<String> lines(Organised organised) {
		var lines = new ArrayList<String>();
		DatasetWords words = organised.words();
		var now = new HashMap<String, String>();
		for (OrganiseRow row : OrganiseRow.of(organised.organisation().datasets(), organised, words, false)) {
			String line = row.progress(words);
			now.put(row.dataset().name(), line);
			if (!line.equals(told.get(row.dataset().name()))) {
				lines.add(line);
			}
		}
		told.keySet().stream().filter(name -> !now.containsKey(name)).sorted()
				.forEach(name -> lines.add("- " + Shown.of(name) + " is gone"));
		told.clear();
		told.putAll(now);
		organised.scanned().unfinished().stream().filter(name -> !toldUnfinished.contains(name))
				.forEach(name -> lines.add(OrganiseScreen.unfinished(name)));
		toldUnfinished = organised.scanned().unfinished();
		return lines;
	}
}
