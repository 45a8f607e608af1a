package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.armillary.data.FitsException;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.FileFacts;
import org.armillary.engine.InputFiles;
import org.armillary.engine.RunMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads files once and remembers what they say for as long as device, inode, size and times stay the same: in this
 * process, and in the index beyond it. What was read within two seconds of the last change of a file counts for just
 * these two seconds and in this process only, because a second change in the same tick of the clock would not show;
 * then it is read once more.
 */
final class MemoFiles implements InputFiles {

	private static final int ATTEMPTS = 3;

	private final InputFiles reader;
	private final Index index;
	private final InputBytes sizes;
	private final InstantSource clock;
	private final Map<FileIdentity, Read<FileFacts>> facts = new ConcurrentHashMap<>();
	private final Map<Selected, Read<String>> digests = new ConcurrentHashMap<>();

	/** Extensions of a file. */
	private record Selected(FileIdentity file, long selection) {
	}

	/**
	 * Makes a memory.
	 *
	 * @param reader
	 *            reads what is not remembered
	 */
	MemoFiles(InputFiles reader, Index index, InputBytes sizes, InstantSource clock) {
		this.reader = reader;
		this.index = index;
		this.sizes = sizes;
		this.clock = clock;
	}

	@Override
	public FileFacts facts(Path file) throws IOException {
		Optional<FileIdentity> identity = identity(file);
		if (identity.isEmpty()) {
			return reader.facts(file);
		}
		Optional<FileFacts> known = valid(facts.get(identity.orElseThrow()));
		if (known.isPresent()) {
			return known.orElseThrow();
		}
		Optional<FileFacts> stored = index.facts(identity.orElseThrow());
		if (stored.isPresent()) {
			facts.put(identity.orElseThrow(), new Read<>(identity.orElseThrow(), stored.orElseThrow(), true));
			return stored.orElseThrow();
		}
		Read<FileFacts> read = read(file, () -> reader.facts(file));
		facts.put(read.file(), read);
		if (read.isLasting()) {
			index.addFacts(IndexRows.File.facts(read.file(), read.value()));
		}
		return read.value();
	}

	@Override
	public String digest(Path file, ExtensionSelection selection) throws IOException {
		Optional<FileIdentity> identity = identity(file);
		return identity.isEmpty() ? reader.digest(file, selection) : digest(file, identity.orElseThrow(), selection);
	}

	private String digest(Path file, FileIdentity identity, ExtensionSelection selection) throws IOException {
		long hash = hash(selection);
		Optional<String> known = known(identity, hash);
		String digest = known.isPresent() ? known.orElseThrow() : readDigest(file, selection, hash);
		sizes.learn(digest, identity.size());
		return digest;
	}

	private Optional<String> known(FileIdentity identity, long selection) {
		var selected = new Selected(identity, selection);
		Optional<String> known = valid(digests.get(selected));
		if (known.isPresent()) {
			return known;
		}
		Optional<String> stored = index.digest(identity, selection);
		stored.ifPresent(digest -> digests.put(selected, new Read<>(identity, digest, true)));
		return stored;
	}

	private String readDigest(Path file, ExtensionSelection selection, long hash) throws IOException {
		Read<String> read = read(file, () -> reader.digest(file, selection));
		digests.put(new Selected(read.file(), hash), read);
		if (read.isLasting()) {
			index.addDigest(IndexRows.File.digest(read.file(), hash, read.value()));
		}
		return read.value();
	}

	/**
	 * Whether the file of a product, whose identity was just taken, has a digest; it may be unreadable as what it was.
	 */
	boolean says(Path file, FileIdentity identity, String digest) throws IOException {
		Optional<String> known = known(identity, 0);
		return (known.isPresent() ? known.orElseThrow() : digestOfProduct(file)).equals(digest);
	}

	/** Empty where the content is so bad that it has no digest. */
	private String digestOfProduct(Path file) throws IOException {
		try {
			return readDigest(file, ExtensionSelection.ALL, 0);
		} catch (FitsException e) {
			if (e.isResourceFailure()) {
				throw e;
			}
			Log.note(MemoFiles.class, "a damaged product", e);
			return "";
		}
	}

	/** Remembers the digest of a product for this process; the index has it together with the result. */
	void learn(FileIdentity identity, String digest) {
		digests.put(new Selected(identity, 0), new Read<>(identity, digest, true));
	}

	/** 0 for the whole file. */
	private static long hash(ExtensionSelection selection) {
		return selection.isAll() ? 0 : Hashes.of(selection.patterns().stream().distinct().sorted());
	}

	/** Empty where there is no such file; whoever reads it says so properly. */
	private static Optional<FileIdentity> identity(Path file) throws IOException {
		try {
			return Optional.of(FileIdentity.of(file));
		} catch (NoSuchFileException e) {
			Log.note(MemoFiles.class, "no such file", e);
			return Optional.empty();
		}
	}

	/** Reading a file. */
	@FunctionalInterface
	private interface Reading<T> {
		T read() throws IOException;
	}

	/**
	 * What was read.
	 *
	 * @param isLasting
	 *            whether it holds as long as the identity does
	 */
	private record Read<T>(FileIdentity file, T value, boolean isLasting) {
	}

	/** What is remembered; empty where it was read of a young file that is old enough now to be read for good. */
	private <T> Optional<T> valid(@Nullable Read<T> known) {
		return known != null && (known.isLasting() || known.file().isRacy(clock.instant()))
				? Optional.of(known.value())
				: Optional.empty();
	}

	/** Reads a file that does not change meanwhile. */
	private <T> Read<T> read(Path file, Reading<T> reading) throws IOException {
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			Instant began = clock.instant();
			FileIdentity before = FileIdentity.of(file);
			T value = reading.read();
			if (FileIdentity.of(file).equals(before)) {
				return new Read<>(before, value, !before.isRacy(began));
			}
		}
		throw new StoreException(RunMessage.STORE_FILE_CHANGES.with(file), null);
	}
}
