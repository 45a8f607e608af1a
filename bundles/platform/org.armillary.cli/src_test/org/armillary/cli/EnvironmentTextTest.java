package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobRecord.Attempt;
import org.armillary.engine.run.JobState;
import org.junit.jupiter.api.Test;

/** Where jobs were tried is told where there is something to tell. */
class EnvironmentTextTest {

	private static final RunEnvironment HERE = new RunEnvironment("1.0", List.of(), "VM 25", "Linux", "", 2, 0, "here",
			"me");

	private static JobRecord job(Attempt... attempts) {
		return new JobRecord(new Outline("a#1", "a", "test.a", "", List.of()), JobState.OK, false, Optional.empty(),
				Optional.empty(), List.of(attempts), Optional.empty(), Optional.empty(), Optional.empty());
	}

	private static Attempt attempt(int number, String host, String java, String why) {
		return new Attempt(number, Instant.EPOCH, Optional.of(Instant.EPOCH),
				why.isEmpty() ? Optional.empty() : Optional.of(new Message("x", why, Optional.empty(), List.of())),
				Map.of("host", host, "java", java), new ResourceUse(0, 64L << 20, 2));
	}

	@Test
	void oneAttemptWhereTheRunRanIsNotWorthAWord() {
		assertEquals(List.of(), EnvironmentText.attempts(job(attempt(1, "here", "VM 25", "")), List.of(HERE)));
		assertEquals(List.of(), EnvironmentText.attempts(job(attempt(1, "there", "VM 21", "")), List.of()),
				"of old runs nothing is known");
	}

	@Test
	void anotherMachineOrJavaIsTold() {
		String told = EnvironmentText.attempts(job(attempt(1, "there", "VM 25", "")), List.of(HERE)).getFirst();
		assertTrue(told.contains("there") && !told.contains("VM 25") && told.contains("67 MB"), told);
		String java = EnvironmentText.attempts(job(attempt(1, "here", "VM 21", "")), List.of(HERE)).getFirst();
		assertTrue(java.contains("VM 21") && !java.contains("here"), java);
	}

	@Test
	void whereAResultWasMadeIsOneLine() {
		var result = new JobResult("a#1", JobResult.Status.OK, Map.of(), List.of(), List.of(), Optional.empty(), "",
				Duration.ofSeconds(3), new ResourceUse(0, 64L << 20, 2), Optional.empty());
		var report = new JobReport("r", "test.a", JobKey.of(List.of()), result, Map.of(), Instant.EPOCH,
				Map.of("host", "he\u001bre", "java", "VM 25", "origin", "org.test.a 1.2.3"));
		String told = EnvironmentText.ran(report);
		for (String part : List.of("VM 25", "org.test.a 1.2.3", Amounts.seconds(2), Amounts.bytes(64L << 20))) {
			assertTrue(told.contains(part), told);
		}
		assertFalse(told.contains("\u001b") || told.contains("\n"), told);
		assertEquals("", EnvironmentText.ran(new JobReport("r", "test.a", JobKey.of(List.of()),
				JobResult.notRun("a#1", JobResult.Status.SKIPPED, new Message("x", "", Optional.empty(), List.of())),
				Map.of(), Instant.EPOCH, Map.of())));
	}

	@Test
	void severalAttemptsAreToldWithTheirFailures() {
		List<String> told = EnvironmentText.attempts(
				job(attempt(1, "here", "VM 25", "no\u001b[31m light"), attempt(2, "here", "VM 25", "")), List.of(HERE));
		assertEquals(2, told.size());
		assertTrue(told.getFirst().contains("light"), told.getFirst());
		assertFalse(told.getFirst().contains("\u001b"), told.getFirst());
	}
}
