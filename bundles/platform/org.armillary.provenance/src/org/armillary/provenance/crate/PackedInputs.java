package org.armillary.provenance.crate;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.InputFiles;
import org.armillary.provenance.ProvenanceMessage;
import org.armillary.provenance.crate.CrateRun.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * The files that a run was given, as they are in a crate. Those of an archive are unpacked to {@code FOLDER/DIGITS/NAME}, by
 * their digest, so that no two contents ever have the same place; nothing that is there already is changed.
 */
public final class PackedInputs implements Closeable {

	private static final int DIGITS = 12;
	private static final int CHUNK = 1 << 18;
	private static final int MOST_NAMES = 1000;
	private static final Pattern HARMLESS = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._+=@ -]*");

	private final CrateReader reader;
	private final InputFiles files;
	private final Path folder;
	/** What was made, the latest first. */
	private final Deque<Path> made = new ArrayDeque<>();
	private final Map<Integer, Message> damaged = new LinkedHashMap<>();
	private boolean kept;

	/**
	 * The files of a crate.
	 *
	 * @param files
	 *            reads what is unpacked
	 * @param folder
	 *            where files of an archive go; is made where it is needed
	 */
	public PackedInputs(CrateReader reader, InputFiles files, Path folder) {
		this.reader = reader;
		this.files = files;
		this.folder = folder;
	}

	/** What is wrong with files that are in the crate and cannot be used, by number. */
	public Map<Integer, Message> damaged() {
		return Map.copyOf(damaged);
	}

	/**
	 * Files of the crate by number; those that are not in it or are damaged are left out.
	 *
	 * @param numbers
	 *            which of the files of the run are wanted
	 * @throws CrateException
	 *             where the crate leads elsewhere or holds more than it states
	 */
	public Map<Integer, Path> find(Collection<Integer> numbers) throws IOException {
		checkSpace(numbers);
		var found = new LinkedHashMap<Integer, Path>();
		for (int number : numbers) {
			InputFile input = reader.run().files().get(number);
			if (input.place().isEmpty()) {
				continue;
			}
			try {
				Path file = reader.isArchive() ? unpacked(input, number) : reader.inside(input.place(), input.place());
				if (reader.isArchive() || isRight(file, input)) {
					found.put(number, file);
				}
			} catch (DamageException e) {
				damaged.put(number, e.explanation());
			} catch (CrateException e) {
				if (!e.explanation().id().equals(ProvenanceMessage.NO_CRATE.id())) {
					throw e;
				}
				damaged.put(number, ProvenanceMessage.CRATE_DAMAGED_FILE.with(input.place(), "it is missing"));
			}
		}
		return found;
	}

	private void checkSpace(Collection<Integer> numbers) throws IOException {
		if (!reader.isArchive()) {
			return;
		}
		Path there = folder.toAbsolutePath();
		while (!Files.exists(there)) {
			there = there.getParent();
		}
		long left = Files.getFileStore(there).getUsableSpace();
		for (int number : numbers) {
			InputFile input = reader.run().files().get(number);
			left -= input.place().isEmpty() ? 0 : input.bytes();
			if (left < 0) {
				throw reader.refused(input.place(), "what the crate states to hold does not fit on the disk of "
						+ folder);
			}
		}
	}

	private boolean isRight(Path file, InputFile input) throws DamageException {
		String digest;
		try {
			digest = files.digest(file, ExtensionSelection.ALL);
		} catch (IOException e) {
			throw new DamageException(input, Reason.of(e), e);
		}
		if (!digest.equals(input.digest())) {
			throw new DamageException(input, "its digest is " + digest + ", expected " + input.digest(), null);
		}
		return true;
	}

	private Path unpacked(InputFile input, int number) throws IOException {
		String name = input.place().substring(input.place().lastIndexOf('/') + 1);
		// the name is that of the crate only where it is harmless
		String harmless = HARMLESS.matcher(name).matches() ? name : "input-" + number + ".fits";
		Path own = folder.resolve(input.digest().substring(0, DIGITS));
		make(own);
		for (int i = 1; i < MOST_NAMES; i++) {
			Path place = own.resolve(i == 1 ? harmless : i + "-" + harmless);
			if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
				return unpacked(input, place);
			}
			if (holds(place, input)) {
				return place;
			}
		}
		throw reader.refused(input.place(), "there are " + MOST_NAMES + " other files of this name in " + own);
	}

	private boolean holds(Path place, InputFile input) {
		try {
			return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) && isRight(place, input);
		} catch (DamageException e) {
			System.getLogger(PackedInputs.class.getName()).log(System.Logger.Level.DEBUG, "another file", e);
			return false;
		}
	}

	private Path unpacked(InputFile input, Path place) throws IOException {
		Path temporary = place.resolveSibling(".armillary-" + UUID.randomUUID() + ".fits");
		made.push(temporary);
		try {
			try (InputStream in = reader.open(input.place(), input.place());
					OutputStream out = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW,
							StandardOpenOption.WRITE)) {
				copy(in, out, input);
			}
			isRight(temporary, input);
			// fails where something is there by now
			Files.move(temporary, place);
			made.push(place);
			return place;
		} finally {
			Files.deleteIfExists(temporary);
		}
	}

	private void copy(InputStream in, OutputStream out, InputFile input) throws IOException {
		byte[] chunk = new byte[CHUNK];
		long left = input.bytes();
		for (int length = read(in, chunk, input); length >= 0; length = read(in, chunk, input)) {
			left -= length;
			if (left < 0) {
				String why = "it holds more than the " + input.bytes() + " bytes that it states";
				// where the archive itself states no more, it was damaged on the way
				throw reader.bytes(input.place()) > input.bytes() ? reader.refused(input.place(), why)
						: new DamageException(input, why, null);
			}
			out.write(chunk, 0, length);
		}
	}

	private static int read(InputStream in, byte[] chunk, InputFile input) throws IOException {
		try {
			return in.read(chunk);
		} catch (ZipException | EOFException e) {
			throw new DamageException(input, Reason.of(e), e);
		}
	}

	private void make(Path wanted) throws IOException {
		var missing = new ArrayDeque<Path>();
		for (Path place = wanted; place != null && !Files.exists(place); place = place.getParent()) {
			missing.push(place);
		}
		for (Path place : missing) {
			Files.createDirectory(place);
			made.push(place);
		}
	}

	/** Says whether what was unpacked stays where it is. */
	public void keep(boolean wanted) {
		kept = wanted;
	}

	/** Takes away what was unpacked, unless it is to be kept. */
	@Override
	public void close() throws IOException {
		while (!kept && !made.isEmpty()) {
			Path place = made.pop();
			if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) && !isEmpty(place)) {
				continue;
			}
			Files.deleteIfExists(place);
		}
	}

	private static boolean isEmpty(Path place) throws IOException {
		try (var content = Files.list(place)) {
			return content.findAny().isEmpty();
		}
	}

	/** A file of a crate whose content is not what the crate says. */
	private static final class DamageException extends IOException {

		private static final long serialVersionUID = 1L;

		private final transient Message message;

		DamageException(InputFile input, String why, @Nullable Throwable cause) {
			super(why, cause);
			message = ProvenanceMessage.CRATE_DAMAGED_FILE.with(input.place(), why);
		}

		Message explanation() {
			return message;
		}
	}
}
