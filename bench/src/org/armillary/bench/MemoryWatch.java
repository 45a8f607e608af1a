package org.armillary.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks at the memory of a command while it runs. Where the command hands its work to a process of its own, it is that one
 * that counts.
 */
final class MemoryWatch {

	private static final int LOOK_MILLIS = 5;
	private static final int LOOKS_UNTIL_SEARCH = 20;
	private static final double BYTES_PER_KIBIBYTE = 1024;

	private final Process process;
	private final Optional<WorkProcess> worker;
	private final Thread looks;
	private double peakResident;
	private double peakAnonymous;

	/**
	 * How the process that does the work is found.
	 *
	 * @param verb
	 *            a word of its command line
	 * @param place
	 *            a folder that its command line names, too
	 */
	record WorkProcess(String verb, Path place) {
	}

	/**
	 * Starts to look.
	 *
	 * @param process
	 *            the command
	 * @param worker
	 *            the process that it may hand its work to
	 */
	MemoryWatch(Process process, Optional<WorkProcess> worker) {
		this.process = process;
		this.worker = worker;
		looks = Thread.ofPlatform().daemon().start(this::look);
	}

	/** Waits until the command has ended and the last look is taken. */
	void end() throws InterruptedException {
		looks.join();
	}

	/** Largest memory in use at any time, with mapped files (VmHWM), in bytes; 0 where this system does not tell. */
	double peakResident() {
		return peakResident;
	}

	/** The same without mapped files (RssAnon), as seen every few milliseconds, in bytes. */
	double peakAnonymous() {
		return peakAnonymous;
	}

	/** As {@link #peakResident()}, of a process that lives still. */
	static double peakResident(long pid) {
		try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
			return lines.filter(line -> line.startsWith("VmHWM:")).mapToDouble(MemoryWatch::bytes).findFirst()
					.orElse(0);
		} catch (IOException | UncheckedIOException _) {
			// no /proc: then the peak is not known
			return 0;
		}
	}

	// the kernel gives the peak only while the process lives, so what came in its last milliseconds may be missed
	private void look() {
		long watched = process.pid();
		try {
			for (int number = 1; process.isAlive(); number++) {
				if (worker.isPresent() && watched == process.pid() && number % LOOKS_UNTIL_SEARCH == 0) {
					watched = find(worker.get());
					if (watched != process.pid()) {
						peakResident = 0;
						peakAnonymous = 0;
					}
				}
				read(watched);
				Thread.sleep(LOOK_MILLIS);
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void read(long pid) {
		try {
			for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
				if (line.startsWith("VmHWM:")) {
					peakResident = Math.max(peakResident, bytes(line));
				} else if (line.startsWith("RssAnon:")) {
					peakAnonymous = Math.max(peakAnonymous, bytes(line));
				}
			}
		} catch (IOException _) {
			// the process has just ended, or this system has no /proc: then the peak stays zero and is not shown
			return;
		}
	}

	private long find(WorkProcess wanted) {
		try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
			for (Path candidate : processes) {
				String[] words = commandLine(candidate);
				boolean hasVerb = false;
				boolean hasPlace = false;
				for (String word : words) {
					hasVerb |= word.equals(wanted.verb());
					hasPlace |= word.startsWith(wanted.place().toString());
				}
				// the start script has the same words
				if (hasVerb && hasPlace && words[0].endsWith("java")) {
					return Long.parseLong(candidate.getFileName().toString());
				}
			}
		} catch (IOException | DirectoryIteratorException _) {
			// no /proc
			return process.pid();
		}
		return process.pid();
	}

	private static String[] commandLine(Path candidate) {
		try {
			return Files.readString(candidate.resolve("cmdline")).split("\0");
		} catch (IOException _) {
			// it has just ended, or is not ours
			return new String[0];
		}
	}

	private static double bytes(String line) {
		return Double.parseDouble(line.replaceAll("[^0-9]", "")) * BYTES_PER_KIBIBYTE;
	}
}
