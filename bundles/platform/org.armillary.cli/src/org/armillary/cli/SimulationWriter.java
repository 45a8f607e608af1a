package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.actor.simulation.Simulation;

/** Writes simulated files into a folder, which holds them when all are complete, and shows how far it is. */
final class SimulationWriter {

	private static final long REFRESH_NANOSECONDS = 100_000_000;
	private static final double NANOS = 1e9;
	/** Before, the time left would be a guess. */
	private static final double GUESS_SECONDS = 2;

	private final Terminal terminal;
	private String unit = "";
	private long unitStart;
	private long unitDone;
	private long lastRefresh;

	private SimulationWriter(Terminal terminal) {
		this.terminal = terminal;
	}

	/**
	 * Writes.
	 *
	 * @param folder
	 *            a new or empty folder
	 * @throws InterruptedException
	 *             where the process was told to end; then nothing is left
	 */
	static void write(Simulation simulation, Path folder, Terminal terminal)
			throws CliException, InterruptedException {
		var writer = new SimulationWriter(terminal);
		try (StagedFolder staged = StagedFolder.in(folder)) {
			writer.begin("");
			writer.write(simulation, staged);
			staged.commit();
		} catch (IOException e) {
			throw new CliException(ExitCode.FAILED, List.of(message(folder, e)), e);
		}
	}

	private void write(Simulation simulation, StagedFolder staged) throws IOException, InterruptedException {
		try {
			simulation.write(staged.hidden(), (done, total, next) -> {
				staged.checkpoint();
				progress(done, total, next);
			});
		} catch (IOException e) {
			if (staged.isToldToEnd()) {
				// an interrupt closes files under way, which then look unwritable
				throw (InterruptedException) new InterruptedException("the process is told to end").initCause(e);
			}
			throw e;
		}
	}

	/** What is told of a failure: what it says of itself, if it does, for it need not be that of the disk. */
	private static Message message(Path folder, IOException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof HasMessage explained) {
				Message own = explained.explanation();
				return new Message(own.id(), "--out " + folder + ": nothing was left there: " + own.summary(),
						own.detail(), own.remedies());
			}
		}
		return CliMessage.SIMULATION_UNWRITABLE.with(folder, Reason.of(failure));
	}

	private void begin(String next) {
		unit = next;
		unitStart = System.nanoTime();
		unitDone = 0;
	}

	// files may be written by several threads
	private synchronized void progress(long done, long total, String next) {
		long now = System.nanoTime();
		if (!unit.equals(next)) {
			boolean first = unit.isEmpty();
			long start = unitStart;
			begin(next);
			if (first) {
				unitStart = start;
			} else {
				unitDone = done;
			}
		}
		if (done == total || now - lastRefresh >= REFRESH_NANOSECONDS) {
			lastRefresh = now;
			terminal.progress(line(next, done - unitDone, done, total, (now - unitStart) / NANOS));
		}
	}

	/**
	 * The progress line.
	 *
	 * @param unit
	 *            what is being made
	 * @param made
	 *            how many of these within the time
	 * @param done
	 *            how many in all
	 * @param total
	 *            of how many
	 * @param seconds
	 *            the time
	 */
	static String line(String unit, long made, long done, long total, double seconds) {
		String line = "[" + done + "/" + total + "] " + unit + "s";
		return made > 0 && done < total && seconds >= GUESS_SECONDS
				? line + " · ≈ " + Amounts.about(seconds / made * (total - done)) + " left"
				: line;
	}
}
