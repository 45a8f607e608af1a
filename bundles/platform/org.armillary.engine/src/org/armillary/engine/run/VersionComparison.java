package org.armillary.engine.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.RunDifference.VersionChange;
import org.armillary.engine.run.RunDifference.VersionKind;

/** Compares with what two runs were executed. What one of them does not tell does not differ. */
final class VersionComparison {

	private static final String ORIGIN = "origin";

	/** A thing that has a version. */
	private record Thing(VersionKind kind, String name) {
	}

	private VersionComparison() {
	}

	/** The versions that differ: of the product, its platform, the rules, then bundles and actors by name. */
	static List<VersionChange> between(RunRecord before, RunRecord now,
			Function<JobKey, Optional<JobReport>> reports) {
		Map<Thing, Set<String>> one = versions(before, reports);
		Map<Thing, Set<String>> other = versions(now, reports);
		boolean bundles = !before.environments().isEmpty() && !now.environments().isEmpty();
		var things = new LinkedHashSet<>(one.keySet());
		things.addAll(other.keySet());
		var changes = new ArrayList<VersionChange>();
		for (VersionKind kind : VersionKind.values()) {
			things.stream().filter(thing -> thing.kind() == kind).forEach(thing -> {
				Set<String> old = one.getOrDefault(thing, Set.of());
				Set<String> versions = other.getOrDefault(thing, Set.of());
				boolean known = !old.isEmpty() && !versions.isEmpty() || kind == VersionKind.BUNDLE && bundles;
				if (known && !old.equals(versions)) {
					changes.add(new VersionChange(kind, thing.name(), text(old), text(versions)));
				}
			});
		}
		return changes;
	}

	private static String text(Set<String> versions) {
		return String.join(", ", versions);
	}

	private static Map<Thing, Set<String>> versions(RunRecord run, Function<JobKey, Optional<JobReport>> reports) {
		var versions = new LinkedHashMap<Thing, Set<String>>();
		for (RunEnvironment environment : run.environments()) {
			add(versions, VersionKind.PRODUCT, "", environment.version());
			add(versions, VersionKind.JAVA, "", environment.java());
			add(versions, VersionKind.SYSTEM, "", environment.system());
			environment.bundles()
					.forEach(bundle -> add(versions, VersionKind.BUNDLE, bundle.name(), bundle.version()));
		}
		run.request().flatMap(RunRequest::datasets).map(datasets -> datasets.rules()).ifPresent(
				rules -> add(versions, VersionKind.RULES, rules.name(), Integer.toString(rules.version())));
		Map<String, List<JobRecord>> byActor = run.jobs().stream()
				.collect(Collectors.groupingBy(job -> job.outline().actor(), LinkedHashMap::new, Collectors.toList()));
		byActor.forEach((actor, jobs) -> jobs.stream().filter(job -> job.state().isFinished())
				.map(job -> origin(job, reports)).forEach(origin -> add(versions, VersionKind.ACTOR, actor, origin)));
		return versions;
	}

	/** The bundle of the actor that did a job, here or in the run whose result is used again; empty for unknown. */
	private static String origin(JobRecord job, Function<JobKey, Optional<JobReport>> reports) {
		if (!job.attempts().isEmpty() && job.attempts().getLast().circumstances().containsKey(ORIGIN)) {
			return job.attempts().getLast().circumstances().get(ORIGIN);
		}
		return job.key().flatMap(reports).map(report -> report.circumstances().getOrDefault(ORIGIN, "")).orElse("");
	}

	private static void add(Map<Thing, Set<String>> versions, VersionKind kind, String name, String version) {
		if (!version.isEmpty()) {
			versions.computeIfAbsent(new Thing(kind, name), _ -> new TreeSet<>()).add(version);
		}
	}
}
