package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunDifference;
import org.armillary.engine.run.RunDifference.InputChange;
import org.armillary.engine.run.RunDifference.JobChange;
import org.armillary.engine.run.RunDifference.ProductChange;
import org.armillary.engine.run.RunDifference.QcChange;
import org.armillary.engine.run.RunDifference.SettingChange;

/** The difference of two runs as text. */
final class DifferenceText {

	private DifferenceText() {
	}

	/** Lines for people. */
	static String text(RunDifference difference) {
		if (difference.isEmpty()) {
			return "no difference";
		}
		var lines = new ArrayList<String>(List.of(difference.before() + " → " + difference.now()));
		section(lines, "settings", difference.settings().stream().map(DifferenceText::setting).toList());
		difference.workflow().ifPresent(workflow -> section(lines, "workflow", workflow.lines()));
		section(lines, "inputs", difference.inputs().stream().map(DifferenceText::input).toList());
		section(lines, "jobs", difference.jobs().stream().flatMap(job -> job(job).stream()).toList());
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
		change.qc().forEach(value -> lines.add("    " + qc(value)));
		change.products().forEach(product -> lines.add("    " + product(product)));
		return lines;
	}

	private static String state(Optional<JobState> state) {
		return state.map(JobState::words).orElse("none");
	}

	private static String qc(QcChange change) {
		return change.name() + (change.subject().isEmpty() ? "" : " of " + change.subject()) + ": "
				+ number(change.before()) + " → " + number(change.now())
				+ (change.unit().isEmpty() ? "" : " " + change.unit());
	}

	private static String number(Optional<Double> value) {
		return value.map(RunText::number).orElse("none");
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
