package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobResult;
import org.armillary.engine.KeyPart;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.store.Forceable;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.WorkflowReader;

/** Requests, keys, results and events to test with. */
final class RunSamples {

	static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
	static final ExecutionOptions OPTIONS = ExecutionOptions.of(1L << 30);
	static final Message WHY = new Message("test.why", "the dark is bright", Optional.empty(),
			List.of("Take another."));

	/** A journal that nothing forces. */
	static final Journal.Commits NO_COMMITS = new Journal.Commits() {
		@Override
		public void changed() {
			// nothing to do
		}

		@Override
		public void remove(Forceable journal) {
			// nothing to do
		}
	};

	private RunSamples() {
	}

	static WorkflowDocument flow(String name, String sigma) {
		try {
			return WorkflowReader.parse("""
					armillary-workflow: 1
					name: %s

					inputs:
					  raw: {payload: image}

					nodes:
					  dark: {actor: test.dark, parameters: {sigma: %s}}
					  flat: {actor: test.flat}
					  cube: {actor: test.cube}

					connections:
					  - raw -> dark.in
					  - dark.out -> flat.dark
					  - flat.out -> cube.flat
					""".formatted(name, sigma), "/flows/night.flow.yaml");
		} catch (DocumentException e) {
			throw new AssertionError(e.explanation().text(), e);
		}
	}

	static RunRequest request() {
		return request(flow("KMOS night", "3.0"), Map.of("dark.sigma", "5"), List.of(Path.of("/data/a.fits")));
	}

	static RunRequest request(WorkflowDocument flow, Map<String, String> settings, List<Path> files) {
		return new RunRequest(flow, settings, Map.of("raw", files), Path.of("/out"), Layout.BY_NODE);
	}

	/** A key with the given parameter and inputs, each a label and a digest. */
	static JobKey key(String actor, String sigma, String... inputs) {
		var parts = new ArrayList<KeyPart>();
		parts.add(new KeyPart(KeyPart.Kind.ACTOR, "", actor));
		parts.add(new KeyPart(KeyPart.Kind.ALGORITHM, "", "1"));
		parts.add(new KeyPart(KeyPart.Kind.PARAMETER, "sigma", sigma));
		for (int i = 0; i < inputs.length; i += 2) {
			parts.add(new KeyPart(KeyPart.Kind.INPUT, "in", inputs[i + 1] + " RAW", inputs[i]));
		}
		return JobKey.of(parts);
	}

	static Outline outline(String id) {
		int number = id.indexOf('#');
		String node = number < 0 ? id : id.substring(0, number);
		return new Outline(id, node, "test." + node, number < 0 ? "" : "exposure" + id.substring(number + 1));
	}

	static RunEvent.Started started(String... jobs) {
		return new RunEvent.Started("night", "KMOS night", List.of(jobs).stream().map(RunSamples::outline).toList(),
				List.of(), List.of());
	}

	static RunEvent.JobStarted jobStarted(String job, JobKey key) {
		return new RunEvent.JobStarted(job, key, newJob(), 1);
	}

	static JobReason newJob() {
		return new JobReason(JobReason.Kind.NEW, "", List.of(), List.of());
	}

	static JobResult ok(String job, QcValue... qc) {
		var products = new LinkedHashMap<String, List<ProductFile>>();
		products.put("out", List.of(new ProductFile(Path.of("/out/" + job + ".fits"),
				new ProductDescription("MASTER", Keywords.NONE))));
		return new JobResult(job, JobResult.Status.OK, products, List.of(qc), List.of(), Optional.empty(), "",
				Duration.ofMillis(1500), new ResourceUse(100, 80, 1.25), Optional.empty());
	}

	static RunEvent.JobEnded ended(JobResult result, JobKey key) {
		return new RunEvent.JobEnded(result, key, newJob());
	}

	static RunEvent.JobEnded reused(String job, JobKey key, String run) {
		return new RunEvent.JobEnded(ok(job).reusedBy(job, run), key, JobReason.reused(run));
	}

	/** Events of all kinds. */
	static List<RunEvent> allKinds() {
		JobKey key = key("test.dark", "5", "a.fits", "d1");
		return List.of(
				new RunEvent.Started("night", "KMOS night", List.of(outline("dark#1"), outline("flat")), List.of(WHY),
						List.of(WHY)),
				jobStarted("dark#1", key), new RunEvent.Progress("dark#1", 3, 0, "rows"),
				new RunEvent.QcPublished("dark#1", new QcValue("median", "CHIP1", Double.NaN, "adu")),
				new RunEvent.Logged("dark#1", System.Logger.Level.WARNING,
						"line\nof \"two\" \u2028 \u0000 µm \uD83D\uDD2D"),
				new RunEvent.Retried("dark#1", 1, WHY, Duration.ofSeconds(4)), new RunEvent.Waiting("flat"),
				new RunEvent.JobEnded(ok("dark#1", new QcValue("noise", "", 1e-300, "")), key, newJob()),
				new RunEvent.JobEnded(JobResult.notRun("flat", JobResult.Status.SKIPPED, WHY), null, null),
				new RunEvent.Replanned("dark#1", WHY, List.of(outline("flat#2")), List.of("flat")),
				new RunEvent.Resumed("coma", Long.MAX_VALUE),
				new RunEvent.Ended(RunEvent.Outcome.FAILED, List.of(WHY)));
	}

	/** Writes events as a run's journal. */
	static void write(RunFolder run, RunEvent... events) throws IOException {
		try (var journal = new Journal(run.journalFile(), NO_COMMITS, () -> NOON)) {
			List.of(events).forEach(journal::on);
		}
	}
}
