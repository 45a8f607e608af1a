package org.armillary.accidents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunResult;
import org.armillary.engine.job.LocalExecutor;
import org.armillary.engine.job.WorkerService;
import org.armillary.engine.run.Engine;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.store.Store;
import org.armillary.engine.store.StoreException;
import org.armillary.engine.store.SyncedFiles;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.WorkflowReader;

/**
 * The program that the tests start and kill: {@code start STORE IN OUT [NODE.PARAMETER=VALUE]…}, {@code resume STORE RUN},
 * {@code submit STORE IN OUT SECONDS SEED}, {@code worker}.
 */
final class Runner {

	/** Light and heavy jobs, one by one and together, with an external program among them. */
	static final String FLOW = """
			armillary-workflow: 1
			name: accidents
			inputs:
			  text: {payload: file, help: Texts.}
			nodes:
			  first: {actor: fast.step}
			  program: {actor: fast.program}
			  image: {actor: fast.image}
			  all: {actor: fast.collect}
			  heavy: {actor: fast.heavy}
			  last: {actor: fast.step}
			connections:
			  - text -> first.in
			  - first.out -> program.in
			  - program.out -> image.in
			  - image.out -> all.in
			  - all.out -> heavy.in
			  - image.out -> last.in
			  - heavy.out -> last.calibration
			""";

	private static final int SUBMITTED_VERSIONS = 40;

	/** Names the environment variable with the file in which syncs are noted, if they are. */
	static final String SYNCED = "ARMILLARY_ACCIDENTS_SYNCED";

	static final int DONE = 0;
	static final int FAILED = 1;
	static final int REFUSED = 2;

	private Runner() {
	}

	/** Does what the words say; the exit code tells how it ended. */
	public static void main(String[] words) throws Exception {
		ActorCatalog catalog = FastActors.catalog();
		if (words[0].equals("worker")) {
			System.exit(WorkerService.serve(catalog, System.in, System.out));
		}
		int code = DONE;
		try (Store store = open(Path.of(words[1]))) {
			RunResult result = switch (words[0]) {
			case "start" -> start(catalog, store, words);
			case "resume" -> execute(catalog, store, RunFolder.open(store.runs().resolve(words[2])));
			case "submit" -> submit(catalog, store, words);
			default -> throw new IllegalArgumentException(words[0]);
			};
			result.results().stream().filter(job -> !job.status().isFinished())
					.forEach(job -> System.err.println(job.job() + " " + job.status() + " " + job.messages()));
			result.messages().forEach(message -> System.err.println(message.text()));
			code = result.failed() || result.cancelled() ? FAILED : DONE;
		} catch (RefusedException e) {
			e.messages().forEach(message -> System.err.println(message.text()));
			code = REFUSED;
		} catch (IOException e) {
			System.err.println(e instanceof HasMessage explained ? explained.explanation().text() : e.toString());
			code = REFUSED;
		}
		System.exit(code);
	}

	private static Store open(Path folder) throws StoreException {
		String note = System.getenv(SYNCED);
		return note == null ? Store.open(folder) : SyncedFiles.open(folder, Path.of(note));
	}

	private static RunResult start(ActorCatalog catalog, Store store, String[] words)
			throws IOException, RefusedException {
		return execute(catalog, store, RunFolder.create(store, request(Path.of(words[2]), Path.of(words[3]),
				settings(Stream.of(words).skip(4).toList())), options()));
	}

	static RunRequest request(Path in, Path out, Map<String, String> settings) throws IOException {
		try (var files = Files.list(in)) {
			return new RunRequest(flow(FLOW), settings, Map.of("text", files.sorted().toList()), out, Layout.BY_NODE);
		}
	}

	static ExecutionOptions options() {
		return ExecutionOptions.of(1L << 30).withWorkers(2).withHeavy(FastActors.HEAVY_BYTES);
	}

	/** Runs one overlapping request after another until the time is over or one fails. */
	private static RunResult submit(ActorCatalog catalog, Store store, String[] words)
			throws IOException, RefusedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(words[4]));
		var random = new Random(Long.parseLong(words[5]));
		Path out = Path.of(words[3]);
		RunResult result;
		do {
			RunRequest all = request(Path.of(words[2]), out, Map.of());
			var some = new ArrayList<>(all.inputs().get("text"));
			Collections.shuffle(some, random);
			Map<String, String> settings = Map.of("image.text", "version " + random.nextInt(SUBMITTED_VERSIONS));
			result = execute(catalog, store, RunFolder.create(store,
					new RunRequest(all.workflow(), settings,
							Map.of("text", some.subList(0, 1 + random.nextInt(some.size()))), out, Layout.BY_NODE),
					options()));
		} while (System.nanoTime() < deadline && !result.failed());
		return result;
	}

	private static RunResult execute(ActorCatalog catalog, Store store, RunFolder folder)
			throws IOException, RefusedException {
		try (var executor = new LocalExecutor(catalog, heap -> new ProcessBuilder(command("worker")), options())) {
			return new Engine(catalog, store, executor).execute(folder, RunListener.NONE);
		}
	}

	private static Map<String, String> settings(List<String> words) {
		return words.stream().map(word -> word.split("=", 2))
				.collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
	}

	static WorkflowDocument flow(String text) {
		try {
			return WorkflowReader.parse(text, "accidents.flow.yaml");
		} catch (DocumentException e) {
			throw new IllegalStateException(e.explanation().text(), e);
		}
	}

	/** The command line that runs this class with the given words. */
	static List<String> command(String... words) {
		return Stream.concat(
				Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
						System.getProperty("java.class.path"), Runner.class.getName()),
				Stream.of(words)).toList();
	}

	/** Starts this class in a process of its own; what it says goes to a file. */
	static Process start(Path log, Path told, String... words) throws IOException {
		return start(log, told, Map.of(), words);
	}

	/** The same with further variables of the environment. */
	static Process start(Path log, Path told, Map<String, String> environment, String... words) throws IOException {
		var builder = new ProcessBuilder(command(words)).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(told.toFile()));
		builder.environment().putAll(environment);
		builder.environment().put(FastActors.LOG, log.toString());
		return builder.start();
	}

	/** The only run of a store. */
	static Optional<String> run(Path store) throws IOException {
		Path runs = store.resolve("runs");
		if (!Files.isDirectory(runs)) {
			return Optional.empty();
		}
		try (var folders = Files.list(runs)) {
			return folders.map(folder -> folder.getFileName().toString()).filter(name -> !name.startsWith("."))
					.findFirst();
		}
	}
}
