package org.armillary.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A whole command, as a user types it: a new process each time, in an empty folder of its own that is removed again. The
 * clock runs from just before the start of the process to its end.
 */
final class Command implements Contestant {

	private static final int LIMIT_SECONDS = 60;
	private static final int LOOK_MILLIS = 5;
	private static final double BYTES_PER_KIBIBYTE = 1024;

	private final Workplace place;
	private final String label;
	private final Path parent;
	private final List<String> words;
	private final Map<String, String> environment;
	private double peakResident;
	private double peakAnonymous;

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
	}

	@Override
	public String label() {
		return label;
	}

	@Override
	public Outcome run() throws BenchException {
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
		long start = System.nanoTime();
		Process process = builder.start();
		place.endsWithUs(process);
		var looks = Thread.ofPlatform().daemon().start(() -> look(process));
		boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
		double seconds = Race.since(start);
		looks.join();
		if (!ended) {
			process.destroyForcibly();
			throw new BenchException(label + " did not end within " + LIMIT_SECONDS + " s");
		}
		if (process.exitValue() != 0) {
			throw new BenchException(label + " ended with code " + process.exitValue() + reason(log));
		}
		if (words.stream().anyMatch(word -> word.contains("OUT")) && Frames.in(out).isEmpty()) {
			throw new BenchException(label + " wrote no FITS file");
		}
		return seconds;
	}

	// the kernel gives the peak only while the process lives, so what came in its last milliseconds may be missed
	private void look(Process process) {
		Path status = Path.of("/proc", Long.toString(process.pid()), "status");
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
		try {
			while (process.isAlive() && System.nanoTime() < end) {
				for (String line : Files.readAllLines(status)) {
					if (line.startsWith("VmHWM:")) {
						peakResident = Math.max(peakResident, bytes(line));
					} else if (line.startsWith("RssAnon:")) {
						peakAnonymous = Math.max(peakAnonymous, bytes(line));
					}
				}
				Thread.sleep(LOOK_MILLIS);
			}
		} catch (IOException _) {
			// the process has just ended, or this system has no /proc: then the peak stays zero and is not shown
			return;
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private static double bytes(String line) {
		return Double.parseDouble(line.replaceAll("[^0-9]", "")) * BYTES_PER_KIBIBYTE;
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
