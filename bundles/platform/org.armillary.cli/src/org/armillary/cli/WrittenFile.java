package org.armillary.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.armillary.actor.message.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A file that a verb writes beside what it tells. It replaces what the verb wrote there earlier and nothing else, and appears
 * when it is complete. What is no file, such as {@code /dev/stdout} or a pipe, is written to.
 *
 * @param option
 *            the option that names it
 * @param file
 *            where it is
 * @param kind
 *            what it is
 */
record WrittenFile(String option, Path file, Kind kind) {

	/** What is written. */
	enum Kind {
		/** Values over time as SVG. */
		PICTURE("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\""),
		/** Values over time as table. */
		MEASUREMENTS(QcCsv.BEGINNING),
		/** The paragraph of a paper. */
		PARAGRAPH("The data were reduced with Armillary"),
		/** References of a paper. */
		REFERENCES("% References of the methods section, written by Armillary\n");

		private final String beginning;

		Kind(String beginning) {
			this.beginning = beginning;
		}

		/** How its text begins. */
		String beginning() {
			return beginning;
		}
	}

	/**
	 * The file of an option, before any work is done.
	 *
	 * @param typed
	 *            the value of the option; null for none
	 * @throws CliException
	 *             where another file is there
	 */
	static Optional<WrittenFile> of(String option, @Nullable String typed, Kind kind) throws CliException {
		return typed == null ? Optional.empty() : Optional.of(of(option, Invocation.path(typed), kind));
	}

	/** The file of an option, before any work is done. */
	static WrittenFile of(String option, Path file, Kind kind) throws CliException {
		var written = new WrittenFile(option, file, kind);
		try {
			written.check();
		} catch (IOException e) {
			throw written.unwritable(e);
		}
		return written;
	}

	private void check() throws IOException, CliException {
		if (Files.isDirectory(file) || Files.isRegularFile(file) && !isOurs()) {
			throw new CliException(CliMessage.FILE_THERE.with(option, file));
		}
	}

	private boolean isOurs() throws IOException {
		byte[] expected = kind.beginning().getBytes(StandardCharsets.UTF_8);
		try (InputStream stream = Files.newInputStream(file)) {
			byte[] found = stream.readNBytes(expected.length);
			return found.length == 0 || new String(found, StandardCharsets.UTF_8).equals(kind.beginning());
		}
	}

	/** Writes it. */
	void write(String text) throws CliException {
		try {
			check();
			if (Files.exists(file) && !Files.isRegularFile(file)) {
				Files.writeString(file, text);
			} else {
				replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize(), text);
			}
		} catch (IOException e) {
			throw unwritable(e);
		}
	}

	private static void replace(Path place, String text) throws IOException {
		Path temporary = place.resolveSibling(".armillary-" + UUID.randomUUID());
		try {
			Files.writeString(temporary, text);
			Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
		} finally {
			Files.deleteIfExists(temporary);
		}
	}

	private CliException unwritable(IOException problem) {
		return new CliException(ExitCode.REFUSED,
				List.of(CliMessage.FILE_UNWRITABLE.with(option + " " + file, Reason.of(problem))), problem);
	}
}
