package org.armillary.engine.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.armillary.engine.JobReport;
import org.armillary.engine.json.JsonFormatException;

/** The files of the results, one for each cache key: the truth of the cache. They appear by rename. */
final class Results {

	private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.json");
	private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}");

	private final Layout layout;
	private final Disk disk;

	Results(Layout layout, Disk disk) {
		this.layout = layout;
		this.disk = disk;
	}

	/** Whether there is a file of a result. */
	boolean exists(String key) {
		return Files.exists(layout.result(key));
	}

	/** The result of a key. */
	Optional<JobReport> find(String key) throws IOException {
		return read(layout.result(key));
	}

	/**
	 * Reads a file of a result; empty where there is none, and where it does not say what it should: after a loss of
	 * power, files that were written shortly before may be torn.
	 */
	Optional<JobReport> read(Path file) throws IOException {
		try {
			JobReport report = ReportBytes.report(Files.readAllBytes(file), layout.root());
			if (file.getFileName().toString().equals(report.key().hash() + ".json")) {
				return Optional.of(report);
			}
			Log.warn(Results.class, file + ": the result is that of another key; it is ignored");
		} catch (NoSuchFileException | NotDirectoryException e) {
			Log.note(Results.class, "no result", e);
		} catch (JsonFormatException e) {
			Log.warn(Results.class, file + ": the result cannot be understood; it is ignored", e);
		}
		return Optional.empty();
	}

	/**
	 * Writes a result.
	 *
	 * @return its file
	 */
	Path write(JobReport report, byte[] text) throws IOException {
		Path file = layout.result(report.key().hash());
		Path temporary = layout.temporary(file.getParent());
		try {
			try {
				disk.write(temporary, text);
			} catch (NoSuchFileException e) {
				Log.note(Results.class, "the first result in this folder", e);
				layout.makeFolder(file.getParent());
				disk.write(temporary, text);
			}
			layout.share(temporary);
			disk.move(temporary, file);
			return file;
		} catch (IOException e) {
			removeQuietly(temporary, e);
			throw e;
		}
	}

	private static void removeQuietly(Path file, IOException problem) {
		try {
			Files.deleteIfExists(file);
		} catch (IOException e) {
			problem.addSuppressed(e);
		}
	}

	/** Forgets a result. */
	void remove(String key) throws IOException {
		Files.deleteIfExists(layout.result(key));
	}

	/** The files of all results, in no order. */
	Stream<Path> files() throws IOException {
		return Files.list(layout.results()).filter(folder -> FOLDER.matcher(folder.getFileName().toString()).matches())
				.flatMap(Results::listed).filter(file -> NAME.matcher(file.getFileName().toString()).matches());
	}

	private static Stream<Path> listed(Path folder) {
		try {
			return Files.list(folder);
		} catch (NoSuchFileException | NotDirectoryException e) {
			Log.note(Results.class, "not a folder with results", e);
			return Stream.empty();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
