package org.armillary.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.armillary.actor.message.Message;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Need;
import org.armillary.workflow.text.Nearest;

import com.google.gson.JsonObject;

/** Finds what a user asks about: files, datasets, needs. */
final class OrganiseQuestion {

	private static final int MOST_NAMED = 5;

	private final Organised organised;

	OrganiseQuestion(Organised organised) {
		this.organised = organised;
	}

	/**
	 * The file that a user means: by its name, its last part, its path, or a pattern or beginning that only one has.
	 *
	 * @throws CliException
	 *             where several fit
	 */
	Optional<HeaderFile> file(String typed) throws CliException {
		List<HeaderFile> files = organised.scanned().files();
		Optional<Path> path = absolute(typed);
		Optional<HeaderFile> exact = files.stream().filter(
				file -> file.name().equals(typed) || path.isPresent() && file.path().equals(path)).findFirst();
		if (exact.isPresent()) {
			return exact;
		}
		List<HeaderFile> fitting = files.stream().filter(file -> last(file).equals(typed)).toList();
		if (fitting.isEmpty()) {
			Pattern pattern = pattern(typed);
			fitting = files.stream().filter(file -> pattern.matcher(last(file)).matches()
					|| pattern.matcher(file.name()).matches()).toList();
		}
		if (fitting.size() > 1) {
			String some = String.join(", ",
					fitting.stream().limit(MOST_NAMED).map(HeaderFile::name).map(Shown::of).toList());
			throw new CliException(CliMessage.SEVERAL_FIT.with(Shown.of(typed), fitting.size(),
					fitting.size() > MOST_NAMED ? some + ", …" : some));
		}
		return fitting.stream().findFirst();
	}

	/**
	 * A file that was not organised.
	 *
	 * @param name
	 *            its name
	 * @param kind
	 *            one word
	 * @param reason
	 *            why, as the end of a sentence, and what can be done: harmless text
	 */
	record Absent(String name, String kind, String reason) {

		String text() {
			return Shown.of(name) + " " + reason;
		}

		JsonObject json() {
			var leftOut = new JsonObject();
			leftOut.addProperty("kind", kind);
			leftOut.addProperty("reason", reason);
			var json = new JsonObject();
			json.addProperty("name", name);
			json.add("leftOut", leftOut);
			return json;
		}
	}

	/** The file of this name that is there but was not organised: it is being written, cannot be read, or is none to take. */
	Optional<Absent> absent(String typed) throws CliException {
		Optional<String> unfinished = organised.scanned().unfinished().stream()
				.filter(name -> name.equals(typed) || name.endsWith("/" + typed)).findFirst();
		if (unfinished.isPresent()) {
			return Optional.of(new Absent(unfinished.get(), "unfinished",
					"is still being written: it is shorter than its headers promise; it is organised when it is complete"));
		}
		for (Message problem : organised.scanned().problems()) {
			String summary = problem.summary();
			int end = summary.indexOf(": ");
			if (end > 0
					&& (summary.substring(0, end).equals(typed) || summary.substring(0, end).endsWith("/" + typed))) {
				String reason = Stream.of(Stream.of(summary.substring(end + 2)), problem.detail().stream(),
						problem.remedies().stream()).flatMap(part -> part).map(Shown::of)
						.collect(Collectors.joining(". "));
				return Optional.of(new Absent(summary.substring(0, end), "unreadable",
						"cannot be organised: " + reason));
			}
		}
		return lying(typed);
	}

	/** A file on the disk that the scan did not take. */
	private Optional<Absent> lying(String typed) throws CliException {
		if (typed.isEmpty() || typed.indexOf('*') >= 0) {
			return Optional.empty();
		}
		var places = new ArrayList<Path>(List.of(RunOptions.absolute(Invocation.path(typed))));
		for (String place : organised.places()) {
			places.add(RunOptions.absolute(Invocation.path(place)).resolve(typed));
		}
		return places.stream().filter(Files::isRegularFile).findFirst().map(path -> {
			boolean within = organised.places().stream()
					.anyMatch(place -> path.startsWith(Path.of(place).toAbsolutePath()));
			return within
					? new Absent(path.toString(), "not-taken", "was not looked at: only files called "
							+ "*.fits, *.fit or *.fts, also with .gz or .fz, are taken, and none that is hidden")
					: new Absent(path.toString(), "elsewhere",
							"was not looked at: it lies in none of the places that were organised");
		});
	}

	/** The datasets that a user means by the one word that could also have been a file. */
	List<Dataset> datasets(String typed) throws CliException {
		List<Dataset> all = organised.organisation().datasets();
		if (all.stream().noneMatch(dataset -> pattern(typed).matcher(dataset.name()).matches())) {
			throw unknown(typed);
		}
		return DatasetNames.named(List.of(typed), organised.organisation());
	}

	private CliException unknown(String typed) {
		var names = new ArrayList<String>();
		organised.scanned().files().forEach(file -> names.add(last(file)));
		organised.organisation().datasets().forEach(dataset -> names.add(dataset.name()));
		return new CliException(
				CliMessage.UNKNOWN_FILE.with(Shown.of(typed), Shown.of(Nearest.hint(typed, names))));
	}

	/** Refuses a need that datasets of a kind do not have. */
	static CliException unknownNeed(DatasetRule rule, String typed) {
		List<String> names = rule.needs().stream().map(Need::name).toList();
		return new CliException(CliMessage.UNKNOWN_NEED.with(Shown.of(rule.type()), Shown.of(typed),
				Shown.of(Nearest.hint(typed, names)), Shown.of(Nearest.list(names))));
	}

	/** The text with {@code *} for any characters and {@code ?} for one; the beginning of a name where it has neither. */
	private static Pattern pattern(String typed) {
		boolean glob = typed.indexOf('*') >= 0 || typed.indexOf('?') >= 0;
		var text = new StringBuilder();
		typed.codePoints().forEach(c -> text.append(switch (c) {
		case '*' -> ".*";
		case '?' -> ".";
		default -> Pattern.quote(Character.toString(c));
		}));
		return Pattern.compile(glob ? text.toString() : text + ".*", Pattern.DOTALL);
	}

	private static String last(HeaderFile file) {
		return file.name().substring(file.name().lastIndexOf('/') + 1);
	}

	private static Optional<Path> absolute(String typed) throws CliException {
		return typed.indexOf('*') >= 0 || typed.isEmpty() ? Optional.empty()
				: Optional.of(RunOptions.absolute(Invocation.path(typed)));
	}
}
