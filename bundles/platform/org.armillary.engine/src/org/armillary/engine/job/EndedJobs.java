package org.armillary.engine.job;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunMessage;

/** Reports on jobs that could not report themselves, because they were ended. */
final class EndedJobs {

	private static final double MILLISECONDS = 1e3;

	private EndedJobs() {
	}

	/** Reports a job that took too long. */
	static JobReport timedOut(JobFolder folder, Duration limit, Duration elapsed) throws IOException {
		return failed(folder, Kind.RESOURCE, RunMessage.TIMEOUT.with(folder.descriptor().id(), seconds(limit),
				seconds(elapsed)), List.of(), elapsed, 0);
	}

	/** Reports a job that failed without a result, and puts the report into its folder if that can be written. */
	static JobReport failed(JobFolder folder, Kind kind, Message why, List<QcValue> qc, Duration elapsed,
			long peakMemoryBytes) throws IOException {
		JobDescriptor job = folder.descriptor();
		var result = new JobResult(job.id(), Status.FAILED, Map.of(), qc, List.of(why), Optional.of(kind), "", elapsed,
				new ResourceUse(job.memoryBytes(), peakMemoryBytes, 0), Optional.empty());
		var report = new JobReport(job.run(), job.actor(), job.key(), result, Map.of(), Instant.now(),
				JobRunner.circumstances());
		try {
			folder.write(report);
		} catch (IOException e) {
			System.getLogger(EndedJobs.class.getName()).log(System.Logger.Level.WARNING,
					"the failure cannot be recorded in " + folder, e);
		}
		return report;
	}

	private static double seconds(Duration duration) {
		return Math.round(duration.toNanos() / 1e6) / MILLISECONDS;
	}
}
