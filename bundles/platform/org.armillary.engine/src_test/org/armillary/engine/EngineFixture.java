package org.armillary.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.WorkflowException;
import org.armillary.workflow.WorkflowReader;
import org.junit.jupiter.api.io.TempDir;

/** Runs small workflows of test actors in a folder of the test. */
abstract class EngineFixture {

	static final Message WHY = new Message("test.why", "because", Optional.empty(), List.of("do not"));

	/** A folder of the test: {@code in} holds inputs, {@code out} products. */
	@TempDir
	Path folder;

	/** What the run told. */
	final List<RunEvent> events = new ArrayList<>();

	static WorkflowDocument flow(String text) {
		try {
			return WorkflowReader.parse("armillary-workflow: 1\nname: test\n" + text, "test.flow.yaml");
		} catch (WorkflowException e) {
			throw new AssertionError(e.explanation().text(), e);
		}
	}

	Path file(String name, String text) throws IOException {
		return Files.writeString(Files.createDirectories(folder.resolve("in")).resolve(name), text);
	}

	RunRequest request(WorkflowDocument flow, Map<String, List<Path>> inputs, Map<String, String> settings) {
		return new RunRequest(flow, settings, inputs, folder.resolve("out"), Layout.BY_NODE, Map.of());
	}

	RunResult run(String flow, Map<String, List<Path>> inputs, TestActor... actors) throws RefusedException {
		return new Engine(ActorCatalog.of(actors)).run(request(flow(flow), inputs, Map.of()), events::add);
	}

	static List<Status> statuses(RunResult result) {
		return result.results().stream().map(JobResult::status).toList();
	}

	/** Text of all files below the output folder by relative path. */
	Map<String, String> products() throws IOException {
		var products = new TreeMap<String, String>();
		Path out = folder.resolve("out");
		if (Files.exists(out)) {
			try (var files = Files.walk(out)) {
				for (Path file : files.filter(Files::isRegularFile).toList()) {
					products.put(out.relativize(file).toString(), Files.readString(file).strip().replace('\n', ' '));
				}
			}
		}
		return products;
	}

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
}
