package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder with the file of the index. A damaged file is never mended or replaced, because other processes may use
 * it, and SQLite finds its write-ahead log by name: a new one with a higher number takes its place, and the others
 * follow when they find theirs gone. A file gets its name when it is complete.
 */
final class IndexFolder {

	private static final Pattern NAME = Pattern.compile("index(?:-(\\d{1,9}))?\\.sqlite");
	private static final int ROWS_TOGETHER = 500;

	/** The byte of the store's lock file that says that somebody makes an index. */
	static final long REBUILDING = 1;

	private final Layout layout;
	private final Path folder;
	private final LockFile lock;
	private final Results results;
	private final SqliteLibrary library;

	IndexFolder(Layout layout, Path folder, LockFile lock, Results results) {
		this.layout = layout;
		this.folder = folder;
		this.lock = lock;
		this.results = results;
		this.library = new SqliteLibrary(folder);
	}

	/**
	 * An open file.
	 *
	 * @param file
	 *            the file
	 * @param number
	 *            its number
	 * @param path
	 *            its place
	 * @param identity
	 *            device and inode
	 */
	record Opened(IndexFile file, int number, Path path, List<Long> identity) {

		/** Whether it is still the one with the highest number. */
		boolean isCurrent(IndexFolder folder) {
			try {
				return folder.newest() == number && identity(path).equals(identity);
			} catch (IOException e) {
				Log.note(IndexFolder.class, "the file of the index is gone", e);
				return false;
			}
		}

		private static List<Long> identity(Path path) throws IOException {
			FileIdentity identity = FileIdentity.of(path);
			return List.of(identity.device(), identity.inode());
		}

		/**
		 * Closes it. Where another file has taken its name it is left to the end of the process: SQLite removes
		 * write-ahead logs by name, and that one would be of the other file.
		 */
		void close() {
			try {
				if (!Files.exists(path) || identity(path).equals(identity)) {
					file.close();
				}
			} catch (SQLException | IOException e) {
				Log.note(IndexFolder.class, "the index could not be closed", e);
			}
		}
	}

	/** The highest number of a file; 0 for none. */
	int newest() {
		if (!Files.isDirectory(folder)) {
			return 0;
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.mapToInt(IndexFolder::number).max().orElse(0);
		} catch (IOException e) {
			Log.note(IndexFolder.class, "the folder of the index cannot be listed", e);
			return 0;
		}
	}

	/** The number of a file of an index; 0 for other files. */
	private static int number(Path file) {
		Matcher matcher = NAME.matcher(file.getFileName().toString());
		return !matcher.matches() ? 0 : matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
	}

	private Path path(int number) {
		return folder.resolve(number == 1 ? "index.sqlite" : "index-" + number + ".sqlite");
	}

	/** Opens the newest file, if there is one. */
	Optional<Opened> open() throws SQLException {
		int number = newest();
		return number == 0 ? Optional.empty() : Optional.of(open(number));
	}

	private Opened open(int number) throws SQLException {
		library.load();
		Path path = path(number);
		try {
			List<Long> identity = Opened.identity(path);
			return new Opened(IndexFile.open(path), number, path, identity);
		} catch (IOException e) {
			throw new SQLException("the file of the index is gone", IndexFile.DAMAGED_ROW, e);
		}
	}

	/**
	 * Makes a new file from the results, unless another process has done it or is doing it.
	 *
	 * @param least
	 *            least number that it must have
	 * @return empty while another process makes it
	 */
	Optional<Opened> rebuild(int least) throws SQLException, IOException {
		Optional<LockFile.Held> held = lock.tryExclusive(REBUILDING);
		if (held.isEmpty()) {
			return Optional.empty();
		}
		try (LockFile.Held _ = held.orElseThrow()) {
			int number = newest();
			if (number < least) {
				number = least;
				make(path(number));
				removeOlder(number);
			}
			return Optional.of(open(number));
		}
	}

	private void make(Path target) throws SQLException, IOException {
		library.load();
		layout.makeFolder(folder);
		Path temporary = layout.temporary(folder);
		try {
			// SQLite gives its further files the same rights
			layout.share(Files.createFile(temporary));
			try (IndexFile file = IndexFile.open(temporary)) {
				fill(file);
			}
			Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
		} finally {
			for (String part : List.of("", "-wal", "-shm")) {
				Files.deleteIfExists(temporary.resolveSibling(temporary.getFileName() + part));
			}
		}
	}

	private void fill(IndexFile file) throws SQLException, IOException {
		var batch = new IndexRows();
		try (Stream<Path> files = results.files()) {
			for (Path path : (Iterable<Path>) files::iterator) {
				results.read(path).ifPresent(
						report -> batch.results.add(IndexRows.Result.of(report, List.of(), layout.root())));
				if (batch.results.size() >= ROWS_TOGETHER) {
					file.write(batch);
					batch.results.clear();
				}
			}
		}
		file.write(batch);
	}

	/** Removes the files that another has replaced; who still has one open does not notice. */
	private void removeOlder(int number) throws IOException {
		List<Path> old;
		try (Stream<Path> files = Files.list(folder)) {
			old = files.filter(file -> {
				int found = number(Path.of(file.getFileName().toString().replaceFirst("-(wal|shm)$", "")));
				return found > 0 && found < number;
			}).sorted(Comparator.reverseOrder()).toList();
		}
		for (Path file : old) {
			Files.deleteIfExists(file);
		}
	}

	@Override
	public String toString() {
		return folder.toString();
	}
}
