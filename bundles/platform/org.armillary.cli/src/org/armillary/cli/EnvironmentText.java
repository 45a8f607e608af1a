package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobReport;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobRecord.Attempt;
import org.armillary.engine.run.RunRecord;

/** With what a run was executed, and where its jobs were tried, as text. */
final class EnvironmentText {

	private EnvironmentText() {
	}

	/** Version, machine and Java of a run; a line for each time that it was taken up with something else. */
	static List<String> of(RunRecord run) {
		return run.environments().stream().map(EnvironmentText::of).distinct().map(line -> "  ran with  " + line)
				.toList();
	}

	private static String of(RunEnvironment environment) {
		var parts = new ArrayList<String>();
		parts.add((environment.version().isEmpty() ? "armillary" : "armillary " + environment.version()) + " on "
				+ Shown.of(environment.host()));
		parts.add(Amounts.count(environment.cores(), "core")
				+ (environment.processor().isEmpty() ? "" : " of " + Shown.of(environment.processor())));
		if (environment.memoryBytes() > 0) {
			parts.add(Amounts.bytes(environment.memoryBytes()));
		}
		parts.add(environment.java());
		parts.add(environment.system());
		return String.join(", ", parts);
	}

	/**
	 * The attempts at a job where there is something to tell: several, or one on another machine or Java than those of the
	 * run.
	 */
	static List<String> attempts(JobRecord job, List<RunEnvironment> environments) {
		var lines = new ArrayList<String>();
		boolean several = job.attempts().size() > 1;
		for (Attempt attempt : job.attempts()) {
			String elsewhere = elsewhere(attempt.circumstances(), environments);
			if (several || !elsewhere.isEmpty()) {
				lines.add("    attempt " + attempt.number() + elsewhere + use(attempt.use())
						+ attempt.failure().map(Message::summary).map(Shown::of).map(why -> ": " + why).orElse(""));
			}
		}
		return lines;
	}

	/** Host and Java of an attempt where they are not those of the run. */
	private static String elsewhere(Map<String, String> circumstances, List<RunEnvironment> environments) {
		Optional<String> host = Optional.ofNullable(circumstances.get("host"))
				.filter(name -> environments.stream().noneMatch(environment -> environment.host().equals(name)));
		Optional<String> java = Optional.ofNullable(circumstances.get("java"))
				.filter(name -> environments.stream().noneMatch(environment -> environment.java().equals(name)));
		return environments.isEmpty() ? ""
				: host.map(name -> " on " + Shown.of(name)).orElse("")
						+ java.map(name -> " with " + Shown.of(name)).orElse("");
	}

	/** Where a result was made, with what, and what that took; empty where nothing of it is known. */
	static String ran(JobReport report) {
		var parts = new ArrayList<String>();
		for (String name : List.of("host", "java", "origin", "software")) {
			Optional.ofNullable(report.circumstances().get(name)).filter(text -> !text.isBlank()).map(Shown::of)
					.ifPresent(parts::add);
		}
		String use = use(report.result().use());
		return parts.isEmpty() && use.isEmpty() ? "" : String.join(", ", parts) + use;
	}

	private static String use(ResourceUse use) {
		String cpu = use.cpuSeconds() > 0 ? ", " + Amounts.seconds(use.cpuSeconds()) + " of processor time" : "";
		return cpu + (use.peakMemoryBytes() > 0 ? ", " + Amounts.bytes(use.peakMemoryBytes()) : "");
	}
}
