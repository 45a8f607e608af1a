package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** A workflow of one job that does not end before it is let go, and writes a line when it begins. */
final class SlowWorkflow {

	private final Path folder;

	private final Path log;
	private final Path gate;
	private final Map<String, String> environment;
	private int started;

	/** Makes the plug-in and the workflow in a folder. */
	SlowWorkflow(Path folder, String name) throws Exception {
		this.folder = folder;
		log = folder.resolve(name + ".log");
		gate = folder.resolve(name + ".gate");
		Path plugins = Files.createDirectory(folder.resolve(name + "-plugins"));
		PluginJar.write(plugins.resolve("slow.jar"), "test.slow", """
				java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "begun\\n",
						java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
				while (!java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
					context.checkpoint();
					Thread.sleep(5);
				}
				return Outcome.ok(new O(context.write("text",
						file -> java.nio.file.Files.writeString(file, "good"))));
				""".formatted(log, gate));
		Files.writeString(folder.resolve("slow.flow.yaml"),
				"armillary-workflow: 1\nname: slow\nnodes:\n  slow: {actor: test.slow}\n");
		environment = Map.of("ARMILLARY_PLUGINS", plugins.toString());
	}

	/** Runs a command with the plug-in and checks its exit code. */
	Product.Result armillary(int exitCode, String... arguments) throws Exception {
		var result = Product.run(Product.folder(), folder, environment, arguments);
		assertEquals(exitCode, result.exitCode(), String.join(" ", arguments) + "\n" + result);
		return result;
	}

	/** Runs a command for its JSON. */
	JsonObject json(int exitCode, String... arguments) throws Exception {
		return JsonParser.parseString(armillary(exitCode, RunsTest.withJson(arguments)).out()).getAsJsonObject();
	}

	/** Starts a command. */
	Process start(String... arguments) throws IOException {
		var command = new ArrayList<String>(List.of(Product.folder().resolve("armillary").toString()));
		command.addAll(List.of(arguments));
		started++;
		return Product.start(folder, environment, command, folder.resolve("out" + started),
				folder.resolve("err" + started));
	}

	/** All that the started commands have written. */
	String told() throws IOException {
		var text = new StringBuilder();
		for (int number = 1; number <= started; number++) {
			text.append(Files.readString(folder.resolve("out" + number)))
					.append(Files.readString(folder.resolve("err" + number)));
		}
		return text.toString();
	}

	/** Waits until the job is at work. */
	void waitUntilAtWork() throws Exception {
		await("the job", () -> Files.exists(log));
	}

	/** Lets the job end. */
	void letGo() throws IOException {
		Files.writeString(gate, "");
	}

	/** Where a run stands. */
	String state(String run) throws Exception {
		JsonElement state = json(0, "show", run).get("state");
		return state.getAsString();
	}

	/** Waits until a run stands there. */
	void waitForState(String run, String state) throws Exception {
		await(state, () -> state(run).equals(state));
	}

	private void await(String what, Condition condition) throws Exception {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		while (!condition.holds()) {
			assertTrue(System.nanoTime() < deadline, what + " did not come\n" + told());
			Thread.sleep(50);
		}
	}

	/** How often the job was executed. */
	long executions() throws IOException {
		try (var lines = Files.lines(log)) {
			return lines.count();
		}
	}

	/** Something that becomes true. */
	@FunctionalInterface
	private interface Condition {
		boolean holds() throws Exception;
	}
}
