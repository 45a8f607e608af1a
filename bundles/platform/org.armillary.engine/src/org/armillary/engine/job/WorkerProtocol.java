package org.armillary.engine.job;

import java.util.Optional;

import org.armillary.engine.JobReport;
import org.armillary.engine.RunEvent;
import org.armillary.engine.json.JobJson;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.json.RunEventJson;

import com.google.gson.JsonObject;

/**
 * What a process and its workers say to each other: one JSON object a line.
 *
 * <pre>
 * to the worker    {"command":"run","folder":"/…"}   {"command":"cancel"}   {"command":"quit"}
 * from the worker  {"worker":"ready","pid":4711}     when it can take a job
 *                  {"worker":"started"}              it has taken one
 *                  {"worker":"done","report":{…}}    the job ended; paths are relative to its folder
 *                  {"worker":"cancelled"}            the job was cancelled
 *                  {"worker":"unreadable","why":"…"} the folder holds no job
 *                  {"worker":"exit"}                 the process is being ended from inside, a job is at work
 *                  {"event":…}                       an event of the job, see RunEventJson
 * </pre>
 */
final class WorkerProtocol {

	/** Ends what a worker prints on its standard error for a job; no line end before it is needed. */
	static final String END_OF_OUTPUT = "\u0003 armillary-worker: end of output";

	private static final String COMMAND = "command";
	private static final String WORKER = "worker";

	private WorkerProtocol() {
	}

	/** What a worker is told to do. */
	sealed interface Command {

		/** Execute the job in a folder. */
		record Run(String folder) implements Command {
		}

		/** Cancel the job. */
		record Cancel() implements Command {
		}

		/** End. */
		record Quit() implements Command {
		}
	}

	/** What a worker says. */
	sealed interface Answer {

		/** It can take a job. */
		record Ready(long pid) implements Answer {
		}

		/** It has taken a job. */
		record Started() implements Answer {
		}

		/** The job ended. */
		record Done(JsonObject report) implements Answer {

			/** The report, with paths below the folder of the job. */
			JobReport in(JobFolder folder) throws JsonFormatException {
				return JsonText.read(JsonText.of(report), "the result of a job",
						tree -> JobJson.report(tree, folder.path()));
			}
		}

		/** The job was cancelled. */
		record Cancelled() implements Answer {
		}

		/** The folder holds no job. */
		record Unreadable(String why) implements Answer {
		}

		/** The process is being ended from inside while a job is at work. */
		record Exit() implements Answer {
		}

		/** Something happened in the job. */
		record Event(RunEvent event) implements Answer {
		}
	}

	static String line(Command command) {
		var object = new JsonObject();
		switch (command) {
		case Command.Run(var folder) -> {
			object.addProperty(COMMAND, "run");
			object.addProperty("folder", folder);
		}
		case Command.Cancel() -> object.addProperty(COMMAND, "cancel");
		case Command.Quit() -> object.addProperty(COMMAND, "quit");
		}
		return JsonText.of(object);
	}

	static String line(Answer answer) {
		var object = new JsonObject();
		switch (answer) {
		case Answer.Ready(var pid) -> {
			object.addProperty(WORKER, "ready");
			object.addProperty("pid", pid);
		}
		case Answer.Started() -> object.addProperty(WORKER, "started");
		case Answer.Done(var report) -> {
			object.addProperty(WORKER, "done");
			object.add("report", report);
		}
		case Answer.Cancelled() -> object.addProperty(WORKER, "cancelled");
		case Answer.Unreadable(var why) -> {
			object.addProperty(WORKER, "unreadable");
			object.addProperty("why", why);
		}
		case Answer.Exit() -> object.addProperty(WORKER, "exit");
		case Answer.Event(var event) -> {
			return JsonText.of(RunEventJson.of(event));
		}
		}
		return JsonText.of(object);
	}

	/** Reads a command. */
	static Command command(String line) throws JsonFormatException {
		return JsonText.read(line, "a command to a worker", tree -> switch (tree.get(COMMAND).getAsString()) {
		case "run" -> new Command.Run(tree.get("folder").getAsString());
		case "cancel" -> new Command.Cancel();
		case "quit" -> new Command.Quit();
		default -> throw new IllegalArgumentException("an unknown command");
		});
	}

	/** Reads an answer; empty for a line that is none, which an actor's native code may have printed. */
	static Optional<Answer> answer(String line) {
		try {
			return Optional.of(JsonText.read(line, "an answer of a worker", WorkerProtocol::answer));
		} catch (JsonFormatException e) {
			System.getLogger(WorkerProtocol.class.getName()).log(System.Logger.Level.DEBUG, "output of a job", e);
			return Optional.empty();
		}
	}

	private static Answer answer(JsonObject tree) {
		if (!tree.has(WORKER)) {
			return new Answer.Event(RunEventJson.event(tree));
		}
		return switch (tree.get(WORKER).getAsString()) {
		case "ready" -> new Answer.Ready(tree.get("pid").getAsLong());
		case "started" -> new Answer.Started();
		case "done" -> new Answer.Done(tree.getAsJsonObject("report"));
		case "cancelled" -> new Answer.Cancelled();
		case "unreadable" -> new Answer.Unreadable(tree.get("why").getAsString());
		case "exit" -> new Answer.Exit();
		default -> throw new IllegalArgumentException("an unknown answer");
		};
	}
}
