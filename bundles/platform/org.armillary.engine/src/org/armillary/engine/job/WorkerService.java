package org.armillary.engine.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.JobReport;
import org.armillary.engine.job.WorkerProtocol.Answer;
import org.armillary.engine.job.WorkerProtocol.Command;
import org.armillary.engine.json.JobJson;
import org.armillary.engine.json.JsonFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The worker's side of {@link WorkerExecutor}: executes one job after the other as it is told on its standard input. It
 * ends when that closes, at once and with all that the job has started: then the process that wanted the result is
 * gone.
 */
public final class WorkerService {

	private static final int ABANDONED = 3;
	private static final Path PEAK_RESET = Path.of("/proc/self/clear_refs");

	private final JobRunner runner;
	private final OutputStream out;
	private final ExecutorService thread = Executors
			.newSingleThreadExecutor(work -> Thread.ofPlatform().daemon().name("job").unstarted(work));
	private @Nullable JobThread current;

	private WorkerService(ActorCatalog catalog, OutputStream out) {
		this.runner = JobRunner.ofWholeProcess(catalog);
		this.out = out;
	}

	/**
	 * Serves until it is told to quit. Standard output of the process is redirected to its standard error, and standard
	 * input is empty, so that actors cannot disturb the conversation.
	 *
	 * @param in
	 *            commands, standard input as it was when the process began
	 * @param out
	 *            answers, standard output as it was when the process began
	 * @return exit code for the process
	 */
	public static int serve(ActorCatalog catalog, InputStream in, OutputStream out) {
		System.setOut(System.err);
		System.setIn(InputStream.nullInputStream());
		var service = new WorkerService(catalog, out);
		Runtime.getRuntime().addShutdownHook(new Thread(service::tellExit, "tells that the process ends"));
		try {
			service.answer(new Answer.Ready(ProcessHandle.current().pid()));
			service.serve(in);
		} catch (IOException e) {
			logger().log(System.Logger.Level.DEBUG, "nobody listens any more", e);
		}
		service.endIfAtWork();
		return 0;
	}

	private void serve(InputStream in) throws IOException {
		var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			switch (command(line)) {
			case Command.Run(var folder) -> run(new JobFolder(Path.of(folder)));
			case Command.Cancel() -> cancel();
			case Command.Quit() -> {
				return;
			}
			}
		}
	}

	private static Command command(String line) throws JsonFormatException {
		return WorkerProtocol.command(line);
	}

	private void run(JobFolder folder) throws IOException {
		answer(new Answer.Started());
		resetPeak();
		var job = new JobThread(runner, folder, event -> tell(new Answer.Event(event)));
		synchronized (this) {
			current = job;
		}
		thread.execute(() -> {
			job.run();
			Answer answer = answer(job, folder);
			synchronized (this) {
				current = null;
			}
			System.err.println(WorkerProtocol.END_OF_OUTPUT);
			System.err.flush();
			tell(answer);
			// before the next job is measured; what this one needed goes back to the system
			System.gc();
		});
	}

	private static Answer answer(JobThread job, JobFolder folder) {
		try {
			JobReport report = job.outcome();
			return new Answer.Done(JobJson.of(report, folder.path()));
		} catch (InterruptedException _) {
			// this thread is about to be used again; nothing but the job was interrupted
			return new Answer.Cancelled();
		} catch (IOException e) {
			return new Answer.Unreadable(String.valueOf(e.getMessage()));
		} catch (RuntimeException | Error e) {
			// whatever it is, somebody waits for an answer
			logger().log(System.Logger.Level.ERROR, "the job could not be reported", e);
			return new Answer.Unreadable(e.toString());
		}
	}

	private synchronized void cancel() {
		if (current != null) {
			current.giveUp();
		}
	}

	/** Lets the system measure the memory of the process afresh, where it can. */
	private static void resetPeak() {
		try {
			Files.writeString(PEAK_RESET, "5");
		} catch (IOException e) {
			logger().log(System.Logger.Level.DEBUG, "the peak of earlier jobs counts too", e);
		}
	}

	private synchronized boolean isAtWork() {
		return current != null;
	}

	/** Ends the process with all that the job has started: an actor cannot be stopped from outside in another way. */
	private void endIfAtWork() {
		if (isAtWork()) {
			ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
			Runtime.getRuntime().halt(ABANDONED);
		}
	}

	private void tellExit() {
		if (isAtWork()) {
			tell(new Answer.Exit());
		}
	}

	private void tell(Answer answer) {
		try {
			answer(answer);
		} catch (IOException e) {
			// the end of input ends the process in a moment
			logger().log(System.Logger.Level.DEBUG, "nobody listens any more", e);
		}
	}

	/** Writes a line of its own, whatever native code may have printed before. */
	private void answer(Answer answer) throws IOException {
		byte[] line = ("\n" + WorkerProtocol.line(answer) + "\n").getBytes(StandardCharsets.UTF_8);
		synchronized (out) {
			out.write(line);
			out.flush();
		}
	}

	private static System.Logger logger() {
		return System.getLogger(WorkerService.class.getName());
	}
}
