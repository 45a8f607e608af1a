package org.armillary.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A whole command, as a user types it: a new process each time, in an empty folder of its own that is removed again. The
 * clock runs from just before the start of the process to its end.
 */
final class Command implements Contestant {

	private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);
	private static final double MILLIS = 1e3;

	private final Workplace place;
	private final String label;
	private final Path parent;
	private final List<String> words;
	private final Map<String, String> environment;
	private Duration limit = USUAL_LIMIT;
	private boolean capped;
	private boolean wasCapped;
	private Step before = folder -> {
	};
	private Step after;
	private Optional<MemoryWatch.WorkProcess> worker = Optional.empty();
	private double peakResident;
	private double peakAnonymous;

	/** Something done in the folder of the command, outside of its time. */
	@FunctionalInterface
	interface Step {
		/**
		 * Does it.
		 *
		 * @param folder
		 *            the folder that the command works in; {@code out} in it stands for OUT, {@code log} is what it printed
		 */
		void in(Path folder) throws IOException, BenchException;
	}

	/**
	 * Describes one.
	 *
	 * @param parent
	 *            where its folder is made, so where its output goes
	 * @param words
	 *            program and arguments; {@code OUT} in them stands for a folder that is there and empty
	 * @param environment
	 *            variables set beside those of this process
	 */
	Command(Workplace place, String label, Path parent, List<String> words, Map<String, String> environment) {
		this.place = place;
		this.label = label;
		this.parent = parent;
		this.words = words;
		this.environment = environment;
		after = this::checkThatFitsWasWritten;
	}

	/** With another limit of time than a minute, after which it is ended and counts as failed. */
	Command within(Duration time) {
		limit = time;
		return this;
	}

	/**
	 * With a limit of time after which it is ended and counts as if it had ended then; it is not tried a second time. See
	 * {@link #wasCapped}.
	 */
	Command cappedAt(Duration time) {
		limit = time;
		capped = true;
		return this;
	}

	/** With something to make before it starts. */
	Command before(Step step) {
		before = step;
		return this;
	}

	/** With a look at what it did; without this, where it has an OUT a FITS file must be there. */
	Command after(Step step) {
		after = step;
		return this;
	}

	/** With a process that it may hand its work to, whose memory counts then. */
	Command handsWorkTo(MemoryWatch.WorkProcess process) {
		worker = Optional.of(process);
		return this;
	}

	/** Whether it was ended at its limit. */
	boolean wasCapped() {
		return wasCapped;
	}

	@Override
	public String label() {
		return label;
	}

	@Override
	public Outcome run() throws BenchException {
		if (wasCapped) {
			return new Outcome(limit.toMillis() / MILLIS, Double.NaN);
		}
		try {
			Path folder = Files.createTempDirectory(parent, "command");
			try {
				return new Outcome(run(folder), Double.NaN);
			} finally {
				Workplace.delete(folder);
			}
		} catch (IOException e) {
			throw new BenchException(label + " could not be run: " + e.getMessage(), e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new BenchException(label + " was interrupted", e);
		}
	}

	/** Largest memory in use at any time of any run so far, with mapped files (VmHWM), in bytes. */
	double peakResident() {
		return peakResident;
	}

	/** The same without mapped files (RssAnon), as seen every few milliseconds, in bytes. */
	double peakAnonymous() {
		return peakAnonymous;
	}

	private double run(Path folder) throws IOException, InterruptedException, BenchException {
		Path out = Files.createDirectory(folder.resolve("out"));
		Path log = folder.resolve("log");
		var builder = new ProcessBuilder(words.stream().map(word -> word.replace("OUT", out.toString())).toList())
				.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(environment);
		before.in(folder);
		long start = System.nanoTime();
		Process process = builder.start();
		place.endsWithUs(process);
		var memory = new MemoryWatch(process, worker);
		boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
		double seconds = Race.since(start);
		if (!ended) {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly().waitFor();
		}
		memory.end();
		peakResident = Math.max(peakResident, memory.peakResident());
		peakAnonymous = Math.max(peakAnonymous, memory.peakAnonymous());
		if (!ended && capped) {
			wasCapped = true;
			return seconds;
		}
		if (!ended) {
			throw new BenchException(label + " did not end within " + limit.toSeconds() + " s");
		}
		if (process.exitValue() != 0) {
			throw new BenchException(label + " ended with code " + process.exitValue() + reason(log));
		}
		after.in(folder);
		return seconds;
	}

	private void checkThatFitsWasWritten(Path folder) throws IOException, BenchException {
		if (words.stream().anyMatch(word -> word.contains("OUT")) && Frames.in(folder.resolve("out")).isEmpty()) {
			throw new BenchException(label + " wrote no FITS file");
		}
	}

	/**
	 * What a log gives as the reason of a failure, to be put behind a sentence: the head of Java's stack trace, or the last
	 * line that is not blank.
	 */
	static String reason(Path log) {
		try {
			List<String> lines = Files.readString(log, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank())
					.toList();
			return lines.stream().filter(line -> line.startsWith("Exception in thread")).findFirst()
					.or(() -> lines.stream().reduce((_, next) -> next)).map(line -> ": " + line.strip()).orElse("");
		} catch (NoSuchFileException _) {
			return "";
		} catch (IOException e) {
			return " (its output could not be read: " + e.getMessage() + ")";
		}
	}

	@Override
	public void close() {
		// nothing stays between the runs
	}
}
