package org.armillary.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

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
import org.armillary.engine.store.Store;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.WorkflowReader;
import org.armillary.workflow.text.DocumentException;
import org.jspecify.annotations.Nullable;

/**
 * Random results and runs in a store, and what is true of them because they were made so. Each family of runs begins with one
 * of random jobs; each further run repeats an earlier one, with some jobs replaced by others that make the same or something
 * else. Contents are text files.
 */
final class RandomRuns {

	private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

	final List<Run> runs = new ArrayList<>();
	final List<Result> results = new ArrayList<>();
	/** Whether contents may have several makers, results lack facts or are gone; then rules alone tell the truth. */
	final boolean messy;

	/** How many results were replaced. */
	int redone;
	/** What was found out of the sources of inputs. */
	final Map<@Nullable Run, Map<Result, List<Optional<Result>>>> sources = new HashMap<>();

	private final Random random;
	private final Store store;
	private final Path folder;
	private final WorkflowDocument flow;
	/** Contents by digest. */
	private final Map<String, String> contents = new HashMap<>();
	private final Map<String, Integer> makers = new HashMap<>();
	private int number;
	private int reports;

	/** A result. */
	static final class Result {
		String key = "";
		String job = "";
		@Nullable
		Run run;
		final List<In> inputs = new ArrayList<>();
		final List<String> outputs = new ArrayList<>();
		boolean facts = true;
		boolean gone;
		Instant ended = BEGIN;
		JobKey jobKey = JobKey.of(List.of());
		List<UsedInput> used = List.of();

		boolean uses(String digest) {
			return inputs.stream().anyMatch(input -> known(input).equals(digest));
		}

		/** The digest by which an input can be found. */
		String known(In input) {
			return facts ? input.digest : input.received;
		}

		@Override
		public String toString() {
			return job + "/" + key.substring(0, Math.min(6, key.length()));
		}
	}

	/** An input; {@code maker} is what the facts name. */
	record In(String digest, String received, @Nullable Result maker, int index) {
	}

	/** A run: its jobs in order, and which result each input of each of them came from. */
	static final class Run {
		String id = "";
		final List<Result> jobs = new ArrayList<>();
		final Map<Result, List<Optional<Result>>> truth = new HashMap<>();

		int place(Result result) {
			return jobs.indexOf(result);
		}
	}

	RandomRuns(Store store, Path folder, long seed, boolean messy) {
		this.store = store;
		this.folder = folder;
		this.random = new Random(seed);
		this.messy = messy;
		try {
			flow = WorkflowReader.parse("""
					armillary-workflow: 1
					name: random
					nodes:
					  a: {actor: test.a}
					""", "random.flow.yaml");
		} catch (DocumentException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Makes a family of runs. */
	void family() throws IOException {
		Run first = new Run();
		begin(first);
		int jobs = 2 + random.nextInt(9);
		for (int i = 0; i < jobs; i++) {
			execute(first, inputs(first));
		}
		end(first);
		Run last = first;
		int more = random.nextInt(4);
		for (int i = 0; i < more; i++) {
			last = again(last);
			if (messy && random.nextInt(3) == 0) {
				doneAgain(last.jobs.get(random.nextInt(last.jobs.size())));
			}
		}
	}

	/** A job is done again with the same inputs, as after a mark, and makes something else, as after a repair. */
	private void doneAgain(Result result) throws IOException {
		var run = new Run();
		begin(run);
		for (In input : result.inputs) {
			if (input.maker() != null && !run.jobs.contains(input.maker())) {
				run.jobs.add(input.maker());
			}
		}
		run.jobs.add(result);
		result.run = run;
		result.outputs.replaceAll(_ -> digest("content " + ++number));
		report(result);
		redone++;
		end(run);
	}

	/** Inputs of a new job: raw files, products of the run, products of other runs that were given as files. */
	private List<Choice> inputs(Run run) {
		var choices = new ArrayList<Choice>();
		int count = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(4);
		for (int i = 0; i < count; i++) {
			double way = random.nextDouble();
			if (way < 0.55 && !run.jobs.isEmpty()) {
				Result maker = run.jobs.get(random.nextInt(run.jobs.size()));
				if (!maker.outputs.isEmpty()) {
					choices.add(new Choice(Optional.of(maker), random.nextInt(maker.outputs.size()), true));
				}
			} else if (way < 0.7 && !results.isEmpty()) {
				Result maker = results.get(random.nextInt(results.size()));
				if (maker.run != run && !maker.outputs.isEmpty()) {
					int index = random.nextInt(maker.outputs.size());
					if (messy || makers.get(maker.outputs.get(index)) == 1) {
						choices.add(new Choice(Optional.of(maker), index, false));
					}
				}
			} else {
				choices.add(new Choice(Optional.empty(), random.nextInt(12), false));
			}
		}
		return choices;
	}

	/** What an input is to be; without a maker a raw file of that number. */
	private record Choice(Optional<Result> maker, int index, boolean isOfRun) {
	}

	/** A job that is executed: what it makes has mostly not been made before. */
	private Result execute(Run run, List<Choice> choices, String... contents) throws IOException {
		var result = new Result();
		result.run = run;
		result.job = "n" + random.nextInt(4) + "#" + ++number;
		result.facts = !messy || random.nextInt(8) > 0;
		var truth = new ArrayList<Optional<Result>>();
		for (Choice choice : choices) {
			String digest = choice.maker().map(maker -> maker.outputs.get(choice.index()))
					.orElseGet(() -> digest("raw " + choice.index()));
			String received = random.nextInt(5) == 0 ? digest("part of " + digest) : digest;
			result.inputs.add(new In(digest, received, choice.isOfRun() ? choice.maker().orElseThrow() : null,
					choice.index()));
			truth.add(choice.maker());
		}
		if (contents.length > 0) {
			result.outputs.addAll(List.of(contents));
		} else {
			int count = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(3);
			for (int i = 0; i < count; i++) {
				result.outputs.add(messy && random.nextInt(6) == 0 ? anyContent() : digest("content " + ++number));
			}
		}
		adopt(result);
		run.jobs.add(result);
		run.truth.put(result, truth);
		return result;
	}

	private String anyContent() {
		List<String> known = contents.keySet().stream().sorted().toList();
		return known.isEmpty() ? digest("content " + ++number) : known.get(random.nextInt(known.size()));
	}

	private String digest(String content) {
		String digest = Digests.sha256(content);
		contents.put(digest, content);
		return digest;
	}

	/** Puts a result into the store, as the engine does. */
	private void adopt(Result result) throws IOException {
		var parts = new ArrayList<KeyPart>();
		parts.add(new KeyPart(Kind.ACTOR, "", "test.actor"));
		parts.add(new KeyPart(Kind.ALGORITHM, "", "1"));
		parts.add(new KeyPart(Kind.PARAMETER, "nonce", String.valueOf(++number)));
		var used = new ArrayList<UsedInput>();
		for (In input : result.inputs) {
			parts.add(new KeyPart(Kind.INPUT, "in", input.received() + " CAT", contents.get(input.digest())));
			Optional<Maker> maker = Optional.ofNullable(input.maker())
					.map(made -> new Maker(made.key, "out", input.index()));
			used.add(new UsedInput("in", "CAT", folder.resolve("in"), input.received(),
					input.received().equals(input.digest()) ? ExtensionSelection.ALL
							: new ExtensionSelection(List.of("DET.1.*")),
					List.of(), new InputOrigin(contents.get(input.digest()), input.digest(), 10, "", maker)));
		}
		var key = JobKey.of(parts);
		result.key = key.hash();
		result.jobKey = key;
		result.used = used;
		report(result);
		results.add(result);
	}

	private void report(Result result) throws IOException {
		result.ended = BEGIN.plusSeconds(10L * ++reports);
		var job = new JobResult(result.job, Status.OK, Map.of(), List.of(), List.of(), Optional.empty(), "",
				Duration.ofSeconds(1), new ResourceUse(1000, 2000, 1.25), Optional.empty());
		var facts = new JobFacts(List.of(), result.used, Map.of());
		store.adopt(new JobReport(String.valueOf(result.run == null ? "" : result.run.id), "test.actor",
				result.jobKey, job,
				products(result), result.ended, Map.of("host", "here"), result.facts ? facts : JobFacts.UNKNOWN));
		result.outputs.stream().distinct().forEach(digest -> makers.merge(digest, 1, Integer::sum));
	}

	private Map<String, List<MadeProduct>> products(Result result) throws IOException {
		var products = new ArrayList<MadeProduct>();
		for (String digest : result.outputs) {
			Path file = Files.writeString(folder.resolve("product-" + ++number + ".txt"), contents.get(digest));
			products.add(new MadeProduct(file, digest, Files.size(file), new ProductDescription("CAT", Keywords.NONE)));
		}
		return products.isEmpty() ? Map.of() : Map.of("out", products);
	}

	/** Repeats a run: what is not replaced and gets the same is reused. */
	private Run again(Run earlier) throws IOException {
		var run = new Run();
		begin(run);
		var now = new HashMap<Result, Result>();
		for (Result old : earlier.jobs) {
			var choices = new ArrayList<Choice>();
			boolean same = true;
			List<Optional<Result>> before = earlier.truth.get(old);
			for (int i = 0; i < old.inputs.size(); i++) {
				In input = old.inputs.get(i);
				Optional<Result> was = before.get(i);
				Optional<Result> is = was.map(maker -> now.getOrDefault(maker, maker));
				boolean isOfRun = is.isPresent() && run.jobs.contains(is.orElseThrow());
				int index = is.map(maker -> maker.outputs.indexOf(input.digest())).orElse(0);
				same &= index >= 0;
				choices.add(new Choice(is, index >= 0 ? index : 0, isOfRun));
			}
			// one whose maker is replaced by another that makes the same is reused, too: early cut-off
			boolean drops = choices.stream()
					.anyMatch(choice -> choice.maker().isPresent() && choice.maker().orElseThrow().outputs.isEmpty());
			double way = random.nextDouble();
			if (drops) {
				continue;
			}
			if (same && way < 0.6) {
				if (!run.jobs.contains(old)) {
					run.jobs.add(old);
				}
				run.truth.put(old, choices.stream().map(Choice::maker).toList());
				now.put(old, old);
			} else {
				var raw = new ArrayList<Choice>();
				for (int i = 0; i < choices.size(); i++) {
					raw.add(choices.get(i).maker().isPresent() ? choices.get(i)
							: new Choice(Optional.empty(), random.nextInt(12), false));
				}
				Result other = way < 0.8 && !old.outputs.isEmpty()
						? execute(run, raw, old.outputs.toArray(String[]::new))
						: execute(run, raw);
				now.put(old, other);
			}
		}
		end(run);
		return run;
	}

	private void begin(Run run) throws IOException {
		RunFolder made = RunFolder.create(store, new RunRequest(flow, Map.of(), Map.of(), folder.resolve("out"),
				Layout.BY_NODE), ExecutionOptions.of(1L << 30));
		run.id = made.id();
		runs.add(run);
	}

	private void end(Run run) throws IOException {
		var outlines = new ArrayList<Outline>();
		for (Result result : run.jobs) {
			outlines.add(new Outline(result.job, node(result), "test.actor", ""));
		}
		try (Journal journal = RunFolder.open(store.runs().resolve(run.id)).journal(store.commits())) {
			journal.on(new RunEvent.Started(run.id, "random", outlines, List.of(), List.of()));
			for (Result result : run.jobs) {
				boolean reused = result.run != run;
				var reason = new JobReason(reused ? JobReason.Kind.REUSED : JobReason.Kind.NEW, "", List.of(),
						List.of());
				var files = new ArrayList<ProductFile>();
				for (int i = 0; i < result.outputs.size(); i++) {
					files.add(new ProductFile(folder.resolve("out").resolve(result.job + "-" + i + ".txt"),
							new ProductDescription("CAT", Keywords.NONE)));
				}
				var job = new JobResult(result.job, Status.OK, Map.of("out", files), List.of(), List.of(),
						Optional.empty(), "", Duration.ofSeconds(1), ResourceUse.UNKNOWN,
						reused && result.run != null ? Optional.of(result.run.id) : Optional.empty());
				journal.on(new RunEvent.JobEnded(job, key(result), reason));
			}
			journal.on(new RunEvent.Ended(Outcome.DONE, List.of()));
		}
	}

	private JobKey key(Result result) throws IOException {
		return store.report(result.key).orElseThrow().key();
	}

	static String node(Result result) {
		return result.job.substring(0, result.job.indexOf('#'));
	}

	/** Takes the files of some results away, as cleaning does. */
	void lose() throws IOException {
		for (Result result : results) {
			if (random.nextInt(15) == 0) {
				result.gone = true;
				Files.delete(store.folder().resolve("results").resolve(result.key.substring(0, 2))
						.resolve(result.key + ".json"));
			}
		}
	}
}
