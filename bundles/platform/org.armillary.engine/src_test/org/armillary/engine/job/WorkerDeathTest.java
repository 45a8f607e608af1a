package org.armillary.engine.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.armillary.engine.job.WorkerDeath.Cause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What exit codes of workers mean. */
class WorkerDeathTest {

	@ParameterizedTest
	@CsvSource({ "137, false, '', KILLED",
			"1, false, There is insufficient memory for the Java Runtime Environment, KILLED",
			"129, true, '', ENDED", "130, true, '', ENDED", "143, true, '', ENDED", "134, false, '', CRASHED",
			"139, false, '', CRASHED", "135, true, '', EXIT", "0, true, '', EXIT", "1, false, '', EXIT" })
	void theCauseFollowsFromTheExitCode(int code, boolean exiting, String line, Cause cause) {
		assertEquals(cause, WorkerDeath.of(code, exiting, List.of(line)).cause());
	}
}
