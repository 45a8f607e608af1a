package org.armillary.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.engine.JobResult;
import org.armillary.engine.run.JobRecord;

/** Many jobs in a few lines: how many of each node ended how, and how long they worked. */
final class NodeSummary {

	private final Map<String, Counts> nodes = new LinkedHashMap<>();
	private final Set<String> states = new LinkedHashSet<>();

	/** What is counted of a node. */
	private static final class Counts {
		private final Map<String, Integer> byState = new LinkedHashMap<>();
		private int all;
		private int reused;
		private double seconds;
	}

	private NodeSummary() {
	}

	/** Counts jobs that ended. */
	static NodeSummary of(List<JobResult> jobs, RunCourse course) {
		var summary = new NodeSummary();
		jobs.forEach(job -> summary.add(course.node(job.job()), RunText.words(job.status()),
				job.reusedFrom().isPresent(), job.duration().toNanos() / 1e9));
		return summary;
	}

	/** Counts jobs, ended or not. */
	static NodeSummary of(List<JobRecord> jobs) {
		var summary = new NodeSummary();
		jobs.forEach(job -> summary.add(job.outline().node(), job.result().map(JobResult::status).map(RunText::words)
				.orElse(job.state().words()), job.reused(),
				job.result().map(result -> result.duration().toNanos() / 1e9).orElse(0.0)));
		return summary;
	}

	private void add(String node, String state, boolean reused, double seconds) {
		Counts counts = nodes.computeIfAbsent(node, name -> new Counts());
		counts.byState.merge(state, 1, Integer::sum);
		counts.all++;
		counts.reused += reused ? 1 : 0;
		counts.seconds += reused ? 0 : seconds;
		states.add(state);
	}

	/** A table with a row for each node; a state in which no job is has no column. */
	String text(String indent) {
		var header = new ArrayList<String>(List.of("node", "jobs", "reused"));
		header.addAll(states);
		header.add("work");
		var table = new TextTable(header);
		nodes.forEach((node, counts) -> {
			var row = new ArrayList<String>(
					List.of(node, Integer.toString(counts.all), Integer.toString(counts.reused)));
			states.forEach(state -> row.add(Integer.toString(counts.byState.getOrDefault(state, 0))));
			row.add(counts.seconds > 0 ? Amounts.seconds(counts.seconds) : "");
			table.add(row);
		});
		return table.text(indent);
	}
}
