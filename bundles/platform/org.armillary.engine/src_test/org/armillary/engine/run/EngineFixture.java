package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunResult;
import org.armillary.engine.job.InProcessExecutor;
import org.armillary.engine.job.JobExecutor;
import org.armillary.engine.store.Store;
import org.armillary.engine.store.StoreException;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.WorkflowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs small workflows of test actors in a folder of the test, on a store of the test. */
abstract class EngineFixture {

	static final Message WHY = new Message("test.why", "because", Optional.empty(), List.of("do not"));

	static final String CHAIN = """
			nodes:
			  b: {actor: test.step}
			  a: {actor: test.source}
			connections:
			  - a.out -> b.in
			""";

	/** One step on each file of the input {@code text}. */
	static final String STEP = """
			inputs:
			  text: {payload: file, help: texts}
			nodes:
			  a: {actor: test.step}
			connections:
			  - text -> a.in
			""";

	/** A folder of the test: {@code in} holds inputs, {@code out} products, {@code store} the store. */
	@TempDir
	Path folder;

	/** What the runs told. */
	final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

	private Optional<Store> store = Optional.empty();

	/** The store of the test, opened when it is first needed. */
	Store store() {
		if (store.isEmpty()) {
			try {
				store = Optional.of(Store.open(folder.resolve("store")));
			} catch (StoreException e) {
				throw new AssertionError(e.explanation().text(), e);
			}
		}
		return store.get();
	}

	/** Closes the store; the next that needs it opens it again. */
	@AfterEach
	void closeStore() {
		store.ifPresent(Store::close);
		store = Optional.empty();
	}

	static ExecutionOptions options() {
		return ExecutionOptions.of(4L << 30).withWorkers(2)
				.withRetryDelays(List.of(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(30)));
	}

	static WorkflowDocument flow(String text) {
		try {
			return WorkflowReader.parse("armillary-workflow: 1\nname: test\n" + text, "test.flow.yaml");
		} catch (DocumentException e) {
			throw new AssertionError(e.explanation().text(), e);
		}
	}

	Path file(String name, String text) throws IOException {
		Path file = folder.resolve("in").resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, text);
	}

	RunRequest request(WorkflowDocument flow, Map<String, List<Path>> inputs, Map<String, String> settings) {
		return new RunRequest(flow, settings, inputs, folder.resolve("out"), Layout.BY_NODE);
	}

	Engine engine(ActorCatalog catalog) {
		return new Engine(catalog, store(), new InProcessExecutor(catalog));
	}

	Engine engine(TestActor... actors) {
		return engine(ActorCatalog.of(actors));
	}

	Engine engine(ActorCatalog catalog, JobExecutor executor) {
		return new Engine(catalog, store(), executor);
	}

	RunResult run(String flow, Map<String, List<Path>> inputs, TestActor... actors) throws RefusedException {
		return run(request(flow(flow), inputs, Map.of()), actors);
	}

	RunResult run(RunRequest request, TestActor... actors) throws RefusedException {
		return engine(actors).run(request, options(), events::add);
	}

	static List<Status> statuses(RunResult result) {
		return result.results().stream().map(JobResult::status).toList();
	}

	static JobResult job(RunResult result, String id) {
		return result.results().stream().filter(job -> job.job().equals(id)).findFirst()
				.orElseThrow(() -> new AssertionError("no job " + id + " among " + result.results()));
	}

	/** Ids of jobs that were executed, in the order of their first start. */
	List<String> executed() {
		return of(RunEvent.JobStarted.class).map(RunEvent.JobStarted::job).distinct().toList();
	}

	/** Why each job ran or was reused. */
	Map<String, JobReason> reasons() {
		var reasons = new TreeMap<String, JobReason>();
		of(RunEvent.JobEnded.class).forEach(ended -> {
			JobReason reason = ended.reason();
			if (reason != null) {
				reasons.put(ended.result().job(), reason);
			}
		});
		return reasons;
	}

	/** The events of a kind, in their order. */
	<T extends RunEvent> Stream<T> of(Class<T> kind) {
		return List.copyOf(events).stream().filter(kind::isInstance).map(kind::cast);
	}

	/** Text of all files below the output folder by relative path. */
	Map<String, String> products() throws IOException {
		return texts(folder.resolve("out"));
	}

	/** Text of all files below a folder by relative path. */
	static Map<String, String> texts(Path place) throws IOException {
		var products = new TreeMap<String, String>();
		if (Files.exists(place)) {
			try (var files = Files.walk(place)) {
				for (Path file : files.filter(Files::isRegularFile).toList()) {
					products.put(place.relativize(file).toString(), Files.readString(file).strip().replace('\n', ' '));
				}
			}
		}
		return products;
	}

	/** All files below the folders of jobs. */
	List<Path> jobFolders() throws IOException {
		try (var files = Files.walk(store().runs(), 3)) {
			return files.filter(file -> file.getParent().getFileName().toString().equals("jobs")).toList();
		}
	}
}
