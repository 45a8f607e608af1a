package org.armillary.report;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.RunRecord;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowNode;

/**
 * A run with the results of its jobs, as all parts of a report see it.
 *
 * @param record
 *            what the run's folder tells
 * @param jobs
 *            its jobs in the order of the plan
 * @param names
 *            what products are called
 * @param workflow
 *            what was run; empty where that is damaged
 * @param catalog
 *            the installed actors
 * @param options
 *            how the report is written
 */
record ReportRun(RunRecord record, List<ReportJob> jobs, ObjectNames names, Optional<Workflow> workflow,
		ActorCatalog catalog, ReportOptions options) {

	/** Copies the list. */
	ReportRun {
		jobs = List.copyOf(jobs);
	}

	/** Gathers the results. */
	static ReportRun of(RunRecord record, ReportSource source, ActorCatalog catalog, ReportOptions options)
			throws IOException {
		var jobs = new ArrayList<ReportJob>();
		var names = new ObjectNames(record.summary().outputFolder());
		for (JobRecord job : record.jobs()) {
			Optional<String> key = job.key().filter(_ -> job.state().isFinished()).map(JobKey::hash);
			Optional<JobReport> report = key.isPresent() ? source.report(key.get()) : Optional.empty();
			report.ifPresent(made -> names.add(job, made));
			jobs.add(new ReportJob("job-" + (jobs.size() + 1), job, report,
					key.isPresent() ? source.outOfDate(key.get()) : Optional.empty(), names));
		}
		return new ReportRun(record, jobs, names, record.request().map(request -> request.workflow().workflow()),
				catalog,
				options);
	}

	/** Why the run ended as it did, where that is more than what its jobs say. */
	List<Message> messages() {
		return record.messages().stream().map(names::in).toList();
	}

	/** What was told of the files before the run began. */
	List<Message> told() {
		return record.request().map(RunRequest::notes).orElse(List.of());
	}

	/** The jobs whose results are out of date. */
	List<ReportJob> outOfDate() {
		return jobs.stream().filter(job -> job.outOfDate().isPresent()).toList();
	}

	/** When the run ended; of one that still goes on, when the report is written. */
	Instant end() {
		Instant latest = record.summary().latest().orElse(options.written());
		return record.summary().state().isActive() && options.written().isAfter(latest) ? options.written() : latest;
	}

	/** What was asked for. */
	Optional<RunRequest> request() {
		return record.request();
	}

	/** How many jobs are in each state; states without jobs are left out. */
	Map<Mark, Integer> counts() {
		return counts(jobs);
	}

	/** How many of some jobs are in each state; states without jobs are left out. */
	static Map<Mark, Integer> counts(List<ReportJob> some) {
		var counts = new EnumMap<Mark, Integer>(Mark.class);
		some.forEach(job -> counts.merge(job.mark(), 1, Integer::sum));
		return counts;
	}

	/** Ids of all nodes, each after those that it needs where that is known. */
	List<String> nodes() {
		var nodes = new LinkedHashSet<String>();
		workflow.ifPresent(flow -> nodes.addAll(order(flow)));
		jobs.forEach(job -> nodes.add(job.node()));
		return List.copyOf(nodes);
	}

	private static List<String> order(Workflow workflow) {
		try {
			return workflow.order().stream().map(WorkflowNode::id).toList();
		} catch (IllegalStateException e) {
			System.getLogger(ReportRun.class.getName()).log(System.Logger.Level.DEBUG, "nodes in a circle", e);
			return workflow.nodes().stream().map(WorkflowNode::id).toList();
		}
	}

	/** The jobs of each node, in the order of {@link #nodes}. */
	Map<String, List<ReportJob>> byNode() {
		var byNode = new LinkedHashMap<String, List<ReportJob>>();
		nodes().forEach(node -> byNode.put(node, new ArrayList<>()));
		jobs.forEach(job -> byNode.get(job.node()).add(job));
		return byNode;
	}

	/** Id of the actor of a node; empty where nobody knows. */
	String actor(String node) {
		return workflow.flatMap(flow -> flow.node(node)).map(WorkflowNode::subject)
				.or(() -> jobs.stream().filter(job -> job.node().equals(node)).map(ReportJob::actor).findFirst())
				.orElse("");
	}

	/** Nodes whose products are what the workflow is for: its outputs, or those from which nothing goes on. */
	Set<String> finalNodes() {
		var last = new LinkedHashSet<String>();
		workflow.ifPresent(flow -> {
			flow.outputs().forEach(output -> last.add(output.from().node()));
			if (last.isEmpty()) {
				flow.nodes().stream().map(WorkflowNode::id).filter(node -> flow.connectionsFrom(node).isEmpty())
						.forEach(last::add);
			}
		});
		return last;
	}
}
