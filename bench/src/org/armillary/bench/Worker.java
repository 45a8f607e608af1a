package org.armillary.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that stays alive and does its work each time it is told to, so that it is as warm as it will ever be.
 *
 * <p>
 * It first prints {@code ready} and words about itself, such as its version. For each line {@code run} on its standard
 * input it prints the seconds that the work took, by its own clock, and a number made of the result. At the end of its
 * input it ends.
 */
final class Worker implements Contestant {

	private static final int LIMIT_SECONDS = 60;

	private final String label;
	private final Process process;
	private final Path errors;
	private final BufferedReader answers;
	private final BufferedWriter orders;
	private final String about;

	private Worker(String label, Process process, Path errors) throws BenchException {
		this.label = label;
		this.process = process;
		this.errors = errors;
		answers = process.inputReader();
		orders = process.outputWriter();
		String first = answer();
		if (!first.startsWith("ready")) {
			close();
			throw new BenchException(label + " answered \"" + first + "\" instead of \"ready\"");
		}
		about = first.substring("ready".length()).strip();
	}

	/**
	 * Starts one and waits until it is ready.
	 *
	 * @param label
	 *            what the table calls it
	 * @param command
	 *            program and arguments
	 */
	static Worker start(Workplace place, String label, List<String> command) throws BenchException {
		try {
			Path errors = Files.createTempFile(place.disk(), "worker", ".log");
			Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
			place.endsWithUs(process);
			return new Worker(label, process, errors);
		} catch (IOException e) {
			throw new BenchException(label + " could not be started: " + e.getMessage(), e);
		}
	}

	/** What it said about itself when it was ready. */
	String about() {
		return about;
	}

	/** Largest memory in use at any time so far, with mapped files (VmHWM), in bytes; 0 where this system does not tell. */
	double peakResident() {
		return MemoryWatch.peakResident(process.pid());
	}

	@Override
	public String label() {
		return label;
	}

	@Override
	public Outcome run() throws BenchException {
		try {
			orders.write("run\n");
			orders.flush();
		} catch (IOException e) {
			throw failure("ended before its work was done", e);
		}
		String answer = answer();
		String[] words = answer.split(" ");
		try {
			return new Outcome(Double.parseDouble(words[0]),
					words.length > 1 ? Double.parseDouble(words[1]) : Double.NaN);
		} catch (NumberFormatException e) {
			throw failure("answered \"" + answer + "\" instead of seconds", e);
		}
	}

	private String answer() throws BenchException {
		var line = CompletableFuture.supplyAsync(() -> {
			try {
				return String.valueOf(answers.readLine());
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}, task -> Thread.ofVirtual().start(task));
		try {
			String text = line.get(LIMIT_SECONDS, TimeUnit.SECONDS);
			if (text.equals("null")) {
				throw failure("ended before its work was done", null);
			}
			return text;
		} catch (TimeoutException e) {
			throw failure("did not answer within " + LIMIT_SECONDS + " s", e);
		} catch (ExecutionException e) {
			throw failure("could not be read: " + e.getCause().getMessage(), e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw failure("was not waited for", e);
		}
	}

	private BenchException failure(String what, Throwable cause) {
		process.destroyForcibly();
		return new BenchException(label + " " + what + Command.reason(errors), cause);
	}

	@Override
	public void close() {
		process.destroyForcibly();
		process.onExit().join();
	}
}
