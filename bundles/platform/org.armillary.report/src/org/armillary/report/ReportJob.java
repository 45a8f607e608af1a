package org.armillary.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunMessage;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobRecord.Attempt;

/**
 * A job of the run with all that is known of it.
 *
 * @param anchor
 *            its id in the page
 * @param job
 *            what the journal tells
 * @param report
 *            its result in the store, as long as that is there
 * @param outOfDate
 *            who marked its result as out of date and why; empty where nobody did
 * @param names
 *            what products are called
 */
record ReportJob(String anchor, JobRecord job, Optional<JobReport> report,
		Optional<org.armillary.engine.store.Mark> outOfDate, ObjectNames names) {

	/** What quality control said when the run was judged; a report judges anew, perhaps by other limits. */
	private static final Set<String> JUDGEMENTS = Set.of(RunMessage.QUALITY_FAILED.id(), RunMessage.QUALITY_UNIT.id());

	/** Id of the job. */
	String id() {
		return job.id();
	}

	/** Id of its node. */
	String node() {
		return job.outline().node();
	}

	/** Id of its actor. */
	String actor() {
		return job.outline().actor();
	}

	/** Its state. */
	Mark mark() {
		return Mark.of(job);
	}

	/** Its result, where it ended. */
	Optional<JobResult> result() {
		return job.result();
	}

	/** Whether it made what the run was for. */
	boolean isFinished() {
		return job.state().isFinished();
	}

	/** What it said, without what quality control said of it. */
	List<Message> messages() {
		return job.result().map(JobResult::messages).orElse(List.of()).stream()
				.filter(message -> !JUDGEMENTS.contains(message.id())).map(names::in).toList();
	}

	/** Why its last attempt that failed did so. */
	Optional<Message> failure() {
		return job.attempts().reversed().stream().map(Attempt::failure).flatMap(Optional::stream).findFirst()
				.map(names::in);
	}

	/** Where in the program it failed; empty where it did not. */
	String trace() {
		return job.result().map(JobResult::trace).map(names::in).orElse("");
	}

	/** What it worked with, where that is known; of one that failed, what its last attempt worked with. */
	JobFacts facts() {
		return report.map(JobReport::facts).or(() -> job.attempts().reversed().stream().map(Attempt::facts)
				.flatMap(Optional::stream).findFirst()).orElse(JobFacts.UNKNOWN);
	}

	/** What it works on, in words; empty for nothing. */
	String subject() {
		List<String> datasets = job.outline().datasets();
		return switch (datasets.size()) {
		case 0 -> job.outline().subject();
		case 1 -> datasets.getFirst();
		default -> datasets.getFirst() + " and " + (datasets.size() - 1) + " more";
		};
	}
}
