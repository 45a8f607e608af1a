package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.armillary.engine.JobKey;
import org.armillary.engine.KeyPart;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobState;
import org.junit.jupiter.api.Test;

class RunsAtWorkTest {

	private static final String BAD = "ab".repeat(32);
	private static final String OTHER = "cd".repeat(32);

	private static JobRecord job(JobState state, String input) {
		return new JobRecord(new Outline("dark#1", "dark", "kmos.dark", "", List.of()), state, false, Optional.empty(),
				Optional.of(key(input, state)), List.of(),
				Optional.empty(), Optional.empty(), Optional.empty());
	}

	private static JobKey key(String input, JobState state) {
		return JobKey.of(List.of(new KeyPart(KeyPart.Kind.PARAMETER, "state", state.name()),
				new KeyPart(KeyPart.Kind.INPUT, "raw", input)));
	}

	@Test
	void jobsAtWorkOnTheFileAreKnownBeforeTheirResults() {
		var atWork = new RunsAtWork(List.of("run-1"), List.of(job(JobState.RUNNING, BAD + " DARK"),
				job(JobState.RUNNING, OTHER), job(JobState.OK, BAD), job(JobState.FAILED, BAD)));
		assertEquals(Set.of(key(BAD + " DARK", JobState.RUNNING).hash()),
				atWork.users(Set.of(BAD)));
		assertEquals(List.of("run-1"), atWork.runs());
	}
}
