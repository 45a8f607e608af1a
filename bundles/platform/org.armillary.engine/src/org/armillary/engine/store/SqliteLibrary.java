package org.armillary.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads the machine code of SQLite from its bundle. It has to lie in a file for that; the one that SQLite's own loader
 * leaves in the folder for temporary files, and collects there for processes that were killed, is avoided: ours is gone
 * as soon as it is loaded. The installation may be read-only, and so may be, or not allow programs, the folder for
 * temporary files: then the folder of the index serves.
 */
final class SqliteLibrary {

	private static final String PATH_PROPERTY = "org.sqlite.lib.path";

	private static final String CLEANED_PROPERTY = "org.sqlite.tmpdir";

	/** A folder of this process alone, which others delete where the process is killed; set by the launcher. */
	private static final String PRIVATE_PROPERTY = "armillary.private";

	private final Path lastResort;

	/**
	 * Makes a loader.
	 *
	 * @param lastResort
	 *            a folder that may be used where there is no other
	 */
	SqliteLibrary(Path lastResort) {
		this.lastResort = lastResort;
	}

	/** Loads it, unless it is loaded. */
	void load() throws SQLException {
		// the properties are those of the process, and SQLite reads them once
		synchronized (SQLiteJDBCLoader.class) {
			if (System.getProperty(PATH_PROPERTY) != null) {
				return;
			}
			try {
				Optional<Path> folder = extract();
				try {
					folder.ifPresent(place -> {
						System.setProperty(PATH_PROPERTY, place.toString());
						// looked through for what killed processes left
						System.setProperty(CLEANED_PROPERTY, place.toString());
					});
					SQLiteJDBCLoader.initialize();
				} finally {
					remove(folder);
				}
			} catch (Exception | LinkageError e) {
				// its loader declares no less than Exception
				throw new SQLException("SQLite cannot be loaded", "", SQLiteErrorCode.SQLITE_CANTOPEN.code, e);
			}
		}
	}

	/**
	 * Writes the library into a folder of its own; empty where there is none for this machine, so that SQLite has a
	 * say.
	 */
	private Optional<Path> extract() throws IOException {
		String name = LibraryLoaderUtil.getNativeLibName();
		String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
		try (InputStream content = JDBC.class.getResourceAsStream(resource)) {
			if (content == null) {
				return Optional.empty();
			}
			byte[] bytes = content.readAllBytes();
			IOException problem = new IOException("there is no folder for it");
			String temporary = System.getProperty("java.io.tmpdir");
			for (Path place : List.of(Path.of(System.getProperty(PRIVATE_PROPERTY, temporary)), Path.of(temporary),
					lastResort)) {
				try {
					Optional<Path> written = write(bytes, place, name);
					if (written.isPresent()) {
						return written;
					}
				} catch (IOException e) {
					problem.addSuppressed(e);
				}
			}
			throw problem;
		}
	}

	/** Empty where programs of that file system may not be executed. */
	private static Optional<Path> write(byte[] bytes, Path place, String name) throws IOException {
		Files.createDirectories(place);
		Path folder = Files.createTempDirectory(place, Layout.TEMPORARY);
		Path file = Files.write(folder.resolve(name), bytes);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x------"));
		if (Files.isExecutable(file)) {
			return Optional.of(folder);
		}
		remove(Optional.of(folder));
		return Optional.empty();
	}

	private static void remove(Optional<Path> folder) throws IOException {
		if (folder.isPresent()) {
			var files = new ArrayList<Path>();
			try (var listed = Files.list(folder.orElseThrow())) {
				listed.forEach(files::add);
			}
			for (Path file : files) {
				Files.deleteIfExists(file);
			}
			Files.deleteIfExists(folder.orElseThrow());
		}
	}
}
