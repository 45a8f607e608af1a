package org.armillary.engine.job;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobDescriptor.Input;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunEvent;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;

/** Makes job folders of the test actor. */
abstract class JobFixture {

	@TempDir
	Path temporary;

	final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
	private int jobs;

	/** A description of a job that does what {@code act} says. */
	JobDescriptor descriptor(String act, String argument, Input... inputs) {
		return descriptor(act, argument, 0, Optional.empty(), inputs);
	}

	JobDescriptor descriptor(String act, String argument, long memoryBytes, Optional<Path> scratch, Input... inputs) {
		var parameters = new LinkedHashMap<>(Map.of("act", act, "argument", argument));
		var ports = new LinkedHashMap<String, List<Input>>();
		ports.put("in", List.of(inputs));
		return new JobDescriptor("run-1", "node#2", "node", 1, key(act, argument, 3), ActingActor.ID, parameters, ports,
				Map.of("reject", "3,4"), memoryBytes, scratch);
	}

	static JobKey key(String act, String argument, int algorithm) {
		return JobKey.of(List.of(new KeyPart(KeyPart.Kind.ACTOR, "", ActingActor.ID),
				new KeyPart(KeyPart.Kind.ALGORITHM, "", String.valueOf(algorithm)),
				new KeyPart(KeyPart.Kind.PARAMETER, "act", act),
				new KeyPart(KeyPart.Kind.PARAMETER, "argument", argument),
				new KeyPart(KeyPart.Kind.INPUT, "in", ""),
				new KeyPart(KeyPart.Kind.ENVIRONMENT, "program", "7")));
	}

	JobFolder folder(JobDescriptor descriptor) throws IOException {
		jobs++;
		return JobFolder.create(temporary.resolve("jobs").resolve(String.valueOf(jobs)), descriptor);
	}

	JobFolder folder(String act, String argument, Input... inputs) throws IOException {
		return folder(descriptor(act, argument, inputs));
	}

	/** Runs a job on this thread. */
	JobReport run(JobFolder folder) throws IOException, InterruptedException {
		return new JobRunner(ActingActor.catalog()).run(folder, events::add);
	}

	JobReport run(String act, String argument, Input... inputs) throws IOException, InterruptedException {
		return run(folder(act, argument, inputs));
	}

	static MadeProduct product(JobReport report, String port) {
		return report.products().get(port).getFirst();
	}

	static String text(JobReport report) throws IOException {
		return Files.readString(product(report, "text").path());
	}

	static Message message(JobReport report) {
		return report.result().messages().getFirst();
	}

	/** Asserts that a job failed so. */
	static void assertFailed(ActorException.Kind kind, String id, JobReport report) {
		Assertions.assertEquals(Status.FAILED, report.result().status(), () -> report.toString());
		Assertions.assertEquals(id, message(report).id(), () -> message(report).text());
		Assertions.assertEquals(Optional.of(kind), report.result().failure());
	}

	/** Waits until something is so, at most for some seconds. */
	static void await(double seconds, BooleanSupplier condition) throws InterruptedException {
		long end = System.nanoTime() + (long) (seconds * 1e9);
		while (!condition.getAsBoolean() && System.nanoTime() < end) {
			Thread.sleep(5);
		}
		assertTrue(condition.getAsBoolean(), "not within " + seconds + " s");
	}

	/** The number of the process that a program printed. */
	long printed() throws InterruptedException {
		await(10, () -> logged().stream().anyMatch(line -> line.matches("\\d+")));
		return Long.parseLong(logged().stream().filter(line -> line.matches("\\d+")).findFirst().orElseThrow());
	}

	/** Whether a process is there and not merely waiting to be reaped. */
	static boolean isAlive(long pid) {
		try (Stream<String> status = Files.lines(Path.of("/proc/" + pid + "/status"))) {
			return status.noneMatch(line -> line.startsWith("State:") && line.contains("Z"));
		} catch (IOException | UncheckedIOException _) {
			return false;
		}
	}

	List<String> logged() {
		synchronized (events) {
			return events.stream().map(event -> event instanceof RunEvent.Logged(var _, var _, var line) ? line : "")
					.toList();
		}
	}
}
