package org.armillary.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.KeyPart;
import org.armillary.engine.KeyPart.Kind;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.run.Journal;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Store;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.WorkflowReader;
import org.armillary.workflow.text.DocumentException;

/** A store with results of one text file each, made one by one. */
final class SmallStore implements AutoCloseable {

	private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
	private static final ProductDescription CATEGORY = new ProductDescription("CAT", Keywords.NONE);

	final Store store;
	final Path folder;
	private int reports;

	SmallStore(Path folder) throws IOException {
		this.folder = folder;
		store = Store.open(folder.resolve("store"));
	}

	/** An input: the whole of a content from outside. */
	static UsedInput raw(String content) {
		return input(content, Digests.sha256(content), Optional.empty());
	}

	/** An input: a part of a content from outside. */
	static UsedInput part(String content) {
		return input(content, Digests.sha256("part of " + content), Optional.empty());
	}

	/** An input: what a result made. */
	static UsedInput from(JobReport maker, String content) {
		return input(content, Digests.sha256(content), Optional.of(new Maker(maker.key().hash(), "out", 0)));
	}

	private static UsedInput input(String content, String received, Optional<Maker> maker) {
		return new UsedInput("in", "CAT", Path.of("/in"), received, ExtensionSelection.ALL, List.of(),
				new InputOrigin("in", Digests.sha256(content), 1, "", maker));
	}

	/** Makes a result; again with other content where there is one of the same actor and inputs. */
	JobReport make(String actor, String content, UsedInput... inputs) throws IOException {
		return make(actor, content, Digests.sha256(content), true, inputs);
	}

	/** Makes a result with a digest of its own, or without facts. */
	JobReport make(String actor, String content, String digest, boolean hasFacts, UsedInput... inputs)
			throws IOException {
		var parts = new ArrayList<KeyPart>();
		parts.add(new KeyPart(Kind.ACTOR, "", actor));
		for (UsedInput input : inputs) {
			parts.add(new KeyPart(Kind.INPUT, "in", input.received() + " CAT", "in"));
		}
		Path file = Files.writeString(folder.resolve("made-" + ++reports + ".txt"), content);
		var result = new JobResult(actor + "#1", Status.OK, Map.of(), List.of(), List.of(), Optional.empty(), "",
				Duration.ofSeconds(1), ResourceUse.UNKNOWN, Optional.empty());
		return store.adopt(new JobReport("", actor, JobKey.of(parts), result,
				Map.of("out", List.of(new MadeProduct(file, digest, Files.size(file), CATEGORY))),
				BEGIN.plusSeconds(reports), Map.of(),
				hasFacts ? new JobFacts(List.of(), List.of(inputs), Map.of()) : JobFacts.UNKNOWN));
	}

	/** A run of some results; each puts its product to {@code out/ACTOR.txt}. */
	RunRecord run(JobReport... reports) throws IOException {
		Path out = folder.resolve("out");
		RunFolder run = RunFolder.create(store, new RunRequest(flow(), Map.of(), Map.of(), out, Layout.BY_NODE),
				ExecutionOptions.of(1L << 30));
		try (Journal journal = run.journal(store.commits())) {
			journal.on(new RunEvent.Started(run.id(), "small", List.of(reports).stream()
					.map(report -> new Outline(report.result().job(), report.actor(), report.actor(), "")).toList(),
					List.of(), List.of()));
			for (JobReport report : reports) {
				journal.on(new RunEvent.JobEnded(
						report.result()
								.withProducts(Map.of("out", List.of(new ProductFile(published(report), CATEGORY)))),
						report.key(), new JobReason(JobReason.Kind.NEW, "", List.of(), List.of())));
			}
			journal.on(new RunEvent.Ended(Outcome.DONE, List.of()));
		}
		return new Runs(store).read(run);
	}

	/** Where runs put the product of a result. */
	Path published(JobReport report) {
		return folder.resolve("out").resolve(report.actor() + ".txt");
	}

	/** Removes a result as cleaning does. */
	void forget(JobReport report) throws IOException {
		String key = report.key().hash();
		Files.delete(store.folder().resolve("results").resolve(key.substring(0, 2)).resolve(key + ".json"));
	}

	private static WorkflowDocument flow() {
		try {
			return WorkflowReader.parse("""
					armillary-workflow: 1
					name: small
					nodes:
					  a: {actor: test.a}
					""", "small.flow.yaml");
		} catch (DocumentException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public void close() {
		store.close();
	}
}
