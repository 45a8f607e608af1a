package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.engine.RunDatasets.Choice;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunDifference;
import org.armillary.engine.run.RunDifference.DatasetChange;
import org.armillary.engine.run.RunDifference.InputChange;
import org.armillary.engine.run.RunDifference.JobChange;
import org.armillary.engine.run.RunDifference.ProductChange;
import org.armillary.engine.run.RunDifference.QcChange;
import org.armillary.engine.run.RunDifference.SettingChange;
import org.armillary.engine.run.RunDifference.VersionChange;
import org.armillary.engine.run.RunDifference.VersionKind;

/** The difference of two runs as text. */
final class DifferenceText {

	private static final int MOST_BUNDLES = 5;
	private static final int MOST_JOBS = 30;
	/** More than this, in per cent, is better told by the values themselves. */
	private static final double MOST_PERCENT = 10_000;
	private static final double MOST_WHOLE = 1e9;

	private DifferenceText() {
	}

	/** Lines for people, without those of very many jobs. */
	static String text(RunDifference difference) {
		return text(difference, MOST_JOBS);
	}

	/**
	 * Lines for people.
	 *
	 * @param mostJobs
	 *            how many jobs are told of; the others are counted
	 */
	static String text(RunDifference difference, int mostJobs) {
		if (difference.isEmpty()) {
			return "no difference";
		}
		var lines = new ArrayList<String>(List.of(difference.before() + " → " + difference.now()));
		section(lines, "settings", difference.settings().stream().map(DifferenceText::setting).toList());
		difference.workflow().ifPresent(workflow -> section(lines, "workflow", workflow.lines()));
		section(lines, "inputs", difference.inputs().stream().map(DifferenceText::input).toList());
		section(lines, "versions", versions(difference.versions()));
		section(lines, "datasets", difference.datasets().stream().map(DifferenceText::dataset).toList());
		List<JobChange> jobs = difference.jobs();
		section(lines, "jobs", jobs.stream().limit(mostJobs).flatMap(job -> job(job).stream()).toList());
		if (jobs.size() > mostJobs) {
			lines.add("    and " + Amounts.count(jobs.size() - mostJobs, "other job") + "; --all tells of all of them");
		}
		if (lines.stream().anyMatch(line -> line.startsWith("    * "))) {
			lines.add("  (+ only in the second run, - only in the first, * in both, but different)");
		}
		return String.join("\n", lines);
	}

	private static void section(List<String> lines, String title, List<String> members) {
		if (!members.isEmpty()) {
			lines.add("  " + title);
			members.forEach(member -> lines.add("    " + member));
		}
	}

	private static String setting(SettingChange change) {
		String kind = switch (change.kind()) {
		case SETTING -> "";
		case OVERRIDE -> "where ";
		case DECISION -> "decision ";
		};
		return kind + change.name() + " " + word(change.before()) + " → " + word(change.now());
	}

	private static String word(String text) {
		return text.isEmpty() ? "not set" : Quoted.of(text);
	}

	private static String input(InputChange change) {
		return switch (change.kind()) {
		case ADDED -> "+ ";
		case REMOVED -> "- ";
		case CHANGED -> "* ";
		} + change.name();
	}

	/** One line each, but for bundles: another build of the product changes all of them. */
	private static List<String> versions(List<VersionChange> changes) {
		List<VersionChange> bundles = changes.stream().filter(change -> change.kind() == VersionKind.BUNDLE).toList();
		var lines = new ArrayList<String>();
		changes.stream().filter(change -> change.kind() != VersionKind.BUNDLE).map(DifferenceText::version)
				.forEach(lines::add);
		bundles.stream().limit(MOST_BUNDLES).map(DifferenceText::version).forEach(lines::add);
		if (bundles.size() > MOST_BUNDLES) {
			lines.add("and " + Amounts.count(bundles.size() - MOST_BUNDLES, "other bundle")
					+ "; --json lists all of them");
		}
		return lines;
	}

	private static String version(VersionChange change) {
		String kind = switch (change.kind()) {
		case PRODUCT -> "Armillary";
		case JAVA -> "Java:";
		case SYSTEM -> "system:";
		case RULES -> "rules";
		case BUNDLE -> "bundle";
		case ACTOR -> "actor";
		};
		return kind + (change.name().isEmpty() ? "" : " " + change.name()) + " "
				+ (change.before().isEmpty() ? "none" : change.before()) + " → "
				+ (change.now().isEmpty() ? "none" : change.now());
	}

	private static String dataset(DatasetChange change) {
		return switch (change.kind()) {
		case ADDED -> "+ " + change.dataset();
		case REMOVED -> "- " + change.dataset();
		case FILES -> "* " + change.dataset() + ": other files";
		case CHOICE -> "* " + change.dataset() + ", " + change.need() + ": " + choices(change.before()) + " → "
				+ choices(change.now());
		};
	}

	private static String choices(List<Choice> choices) {
		return choices.isEmpty() ? "nothing"
				: choices.stream().map(choice -> choice.dataset() + " (level "
						+ choice.level() + ", " + String.format(Locale.ROOT, "%.1f", Math.abs(choice.days())) + " days "
						+ (choice.days() < 0 ? "earlier" : "later") + ")").collect(Collectors.joining(", "));
	}

	private static List<String> job(JobChange change) {
		String name = (change.jobNow().isEmpty() ? change.jobBefore() : change.jobNow())
				+ (change.subject().isEmpty() ? "" : " (" + change.subject() + ")");
		if (change.jobBefore().isEmpty()) {
			return List.of("+ " + name);
		}
		if (change.jobNow().isEmpty()) {
			return List.of("- " + name);
		}
		var lines = new ArrayList<String>(List.of("* " + name));
		if (!change.stateBefore().equals(change.stateNow())) {
			lines.add("    " + state(change.stateBefore()) + " → " + state(change.stateNow()));
		}
		change.key().forEach(difference -> lines.add("    " + difference.text()));
		if (!change.qc().isEmpty()) {
			lines.addAll(qc(change.qc()).lines().map(line -> "    " + line).toList());
		}
		change.products().forEach(product -> lines.add("    " + product(product)));
		return lines;
	}

	private static String state(Optional<JobState> state) {
		return state.map(JobState::words).orElse("none");
	}

	/** A table of measured values: before, now, and by how much they changed. */
	private static String qc(List<QcChange> changes) {
		var table = new TextTable("measured", "before", "now", "change", "", "unit");
		for (QcChange change : changes) {
			table.add(Shown.of(change.name() + (change.subject().isEmpty() ? "" : " of " + change.subject())),
					number(change.before()), number(change.now()),
					change.change().isPresent() ? signed(change.change().getAsDouble()) : "",
					change.relative().isPresent() ? percent(change.relative().getAsDouble()) : "",
					Shown.of(change.unit()));
		}
		return table.text("");
	}

	private static String number(Optional<Double> value) {
		return value.map(RunText::number).orElse("none");
	}

	private static String signed(double value) {
		return value == Math.rint(value) && Math.abs(value) < MOST_WHOLE ? String.format(Locale.ROOT, "%+.0f", value)
				: String.format(Locale.ROOT, "%+.3g", value);
	}

	private static String percent(double relative) {
		double percent = 100 * relative;
		return Math.abs(percent) > MOST_PERCENT ? ""
				: String.format(Locale.ROOT, Math.abs(percent) < 1 ? "%+.1g %%" : "%+.1f %%", percent);
	}

	private static String product(ProductChange change) {
		String name = (change.category().isEmpty() ? change.port() : change.category())
				+ (change.index() == 0 ? "" : " number " + (change.index() + 1));
		if (change.before().isEmpty()) {
			return name + " is new";
		}
		return name + (change.now().isEmpty() ? " is gone" : " has another content");
	}
}
