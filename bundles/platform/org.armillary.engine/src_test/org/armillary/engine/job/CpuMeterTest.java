package org.armillary.engine.job;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.armillary.engine.JobReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The processor time of a job is that of all its threads, and of no other job's. */
class CpuMeterTest extends JobFixture {

	private static final double LEAST = 0.8;
	/** Besides that time there are compilers, and the thread of the job; s. */
	private static final double MOST_ABOVE = 0.15;

	private final InProcessExecutor executor = new InProcessExecutor(ActingActor.catalog());

	@AfterEach
	void close() {
		executor.close();
	}

	private JobReport execute(JobFolder folder) throws Exception {
		return executor.execute(folder, Optional.empty(), events::add);
	}

	private static double truth(JobReport report) throws Exception {
		return Long.parseLong(text(report)) / 1e9;
	}

	private static double measured(JobReport report) {
		return report.result().use().cpuSeconds();
	}

	@Test
	void aJobAloneHasTheTimeOfItsPool() throws Exception {
		execute(folder("burn", "0.01"));
		JobReport report = execute(folder("burn", "0.1"));
		assertTrue(measured(report) >= LEAST * truth(report), () -> report.result().use().toString());
	}

	@Test
	void eachOfTwoJobsHasTheTimeOfItsOwnPool() throws Exception {
		var jobs = new ArrayList<Callable<JobReport>>();
		for (String seconds : List.of("0.6", "0.4", "0.5")) {
			JobFolder folder = folder("burn", seconds);
			jobs.add(() -> execute(folder));
		}
		try (ExecutorService callers = Executors.newFixedThreadPool(3)) {
			for (Future<JobReport> job : callers.invokeAll(jobs)) {
				JobReport report = job.get();
				assertTrue(measured(report) >= LEAST * truth(report), () -> report.result().use().toString());
				assertTrue(measured(report) <= truth(report) + MOST_ABOVE, () -> report.result().use().toString());
			}
		}
	}

	/** Such as {@code exec-job} does it. */
	@Test
	void aJobOnTheThreadOfItsCallerHasTheTimeOfItsPoolToo() throws Exception {
		JobReport report = run("burn", "0.4");
		assertTrue(measured(report) >= LEAST * truth(report), () -> report.result().use().toString());
	}

	/** Two at once, so that what the virtual machine does for itself counts for neither. */
	@Test
	void aJobThatSleepsUsesNothing() throws Exception {
		var jobs = new ArrayList<Callable<JobReport>>();
		for (int number = 0; number < 2; number++) {
			JobFolder folder = folder("sleep", "0.4");
			jobs.add(() -> execute(folder));
		}
		try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
			for (Future<JobReport> job : callers.invokeAll(jobs)) {
				JobReport report = job.get();
				assertTrue(measured(report) < MOST_ABOVE, () -> report.result().use().toString());
			}
		}
	}
}
