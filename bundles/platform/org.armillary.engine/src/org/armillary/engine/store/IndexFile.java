package org.armillary.engine.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/**
 * A connection to the index as an SQLite file. What a row says is checked; a {@link SQLException} with
 * {@link #DAMAGED_ROW} tells of one that contradicts its checksum. Not for several threads.
 *
 * <p>The journal is a write-ahead log, so that many processes read while one writes. Nothing is forced to the disk: the
 * index is derived from files, and rows are written only after these are safe. The file is never mapped into memory,
 * because somebody may truncate it meanwhile.
 */
final class IndexFile implements AutoCloseable {

	/** State of an exception that tells of a row with a wrong checksum. */
	static final String DAMAGED_ROW = "ARM01";

	/** State of an exception that tells of an index that another version of the program made. */
	static final String OTHER_VERSION = "ARM02";

	/** Says whose file it is: “ArmI”. */
	private static final int APPLICATION = 0x41726d49;
	private static final int VERSION = 2;

	private static final List<String> TABLES = List.of(
			"CREATE TABLE IF NOT EXISTS results(id INTEGER PRIMARY KEY, actor INTEGER, inputs INTEGER,"
					+ " settings INTEGER, label INTEGER, ended INTEGER, body BLOB)",
			"CREATE INDEX IF NOT EXISTS results_actor ON results(actor, ended)",
			"CREATE INDEX IF NOT EXISTS results_inputs ON results(inputs, ended)",
			"CREATE INDEX IF NOT EXISTS results_settings ON results(settings, ended)",
			"CREATE INDEX IF NOT EXISTS results_label ON results(label, ended)",
			"CREATE TABLE IF NOT EXISTS digests(id INTEGER PRIMARY KEY, body BLOB)",
			"CREATE TABLE IF NOT EXISTS facts(id INTEGER PRIMARY KEY, body BLOB)");

	private final Connection connection;
	private final Map<String, PreparedStatement> prepared = new HashMap<>();

	private IndexFile(Connection connection) {
		this.connection = connection;
	}

	/** Opens a file; a new one becomes an index without rows. */
	static IndexFile open(Path file) throws SQLException {
		// as an encoded URI, because a question mark in the name of a folder would begin options
		String uri = "file:" + file.toUri().getRawPath();
		var index = new IndexFile(JDBC.createConnection("jdbc:sqlite:" + uri, new Properties()));
		try {
			index.prepare();
			return index;
		} catch (SQLException e) {
			index.close();
			throw e;
		}
	}

	private void prepare() throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA busy_timeout=30000");
			long application = number(statement, "PRAGMA application_id");
			if (application == 0 && number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
				statement.execute("PRAGMA journal_mode=WAL");
				connection.setAutoCommit(false);
				for (String table : TABLES) {
					statement.execute(table);
				}
				statement.execute("PRAGMA application_id=" + APPLICATION);
				statement.execute("PRAGMA user_version=" + VERSION);
				connection.commit();
				connection.setAutoCommit(true);
			} else if (application != APPLICATION) {
				throw new SQLException("the file is no index", DAMAGED_ROW);
			} else if (number(statement, "PRAGMA user_version") != VERSION) {
				throw new SQLException("the index has another version", OTHER_VERSION);
			}
			statement.execute("PRAGMA synchronous=NORMAL");
			statement.execute("PRAGMA trusted_schema=OFF");
			statement.execute("PRAGMA cell_size_check=ON");
		}
	}

	private static long number(Statement statement, String query) throws SQLException {
		try (ResultSet rows = statement.executeQuery(query)) {
			return rows.next() ? rows.getLong(1) : 0;
		}
	}

	private PreparedStatement statement(String text) throws SQLException {
		PreparedStatement known = prepared.get(text);
		if (known == null) {
			known = connection.prepareStatement(text);
			prepared.put(text, known);
		}
		return known;
	}

	/** A result, packed; it may be that of another key. */
	Optional<byte[]> result(String key) throws SQLException {
		return body("SELECT body FROM results WHERE id=?", Hashes.ofKey(key));
	}

	/**
	 * Results with a value in a column, packed, the latest first.
	 *
	 * @param column
	 *            actor, inputs, settings or label
	 */
	List<byte[]> latest(String column, long value, int limit) throws SQLException {
		PreparedStatement query = statement(
				"SELECT body FROM results WHERE " + column + "=? ORDER BY ended DESC LIMIT ?");
		query.setLong(1, value);
		query.setInt(2, limit);
		var found = new ArrayList<byte[]>();
		try (ResultSet rows = query.executeQuery()) {
			while (rows.next()) {
				found.add(sound(rows.getBytes(1)));
			}
		}
		return found;
	}

	/** Results in the order of their ids, packed: the first with a greater id than one that is known. */
	List<byte[]> page(long after, int limit) throws SQLException {
		PreparedStatement query = statement("SELECT body FROM results WHERE id>? ORDER BY id LIMIT ?");
		query.setLong(1, after);
		query.setInt(2, limit);
		var found = new ArrayList<byte[]>();
		try (ResultSet rows = query.executeQuery()) {
			while (rows.next()) {
				found.add(sound(rows.getBytes(1)));
			}
		}
		return found;
	}

	/** The digest of a file, packed; it may be that of another one. */
	Optional<byte[]> digest(FileIdentity file, long selection) throws SQLException {
		return body("SELECT body FROM digests WHERE id=?", Hashes.of(file, selection));
	}

	/** The facts of a file, packed; they may be those of another one. */
	Optional<byte[]> facts(FileIdentity file) throws SQLException {
		return body("SELECT body FROM facts WHERE id=?", Hashes.of(file, 0));
	}

	private Optional<byte[]> body(String text, long id) throws SQLException {
		PreparedStatement query = statement(text);
		query.setLong(1, id);
		try (ResultSet rows = query.executeQuery()) {
			return rows.next() ? Optional.of(sound(rows.getBytes(1))) : Optional.empty();
		}
	}

	/** Writes some rows in one transaction. */
	void write(IndexRows batch) throws SQLException {
		connection.setAutoCommit(false);
		try {
			writeRows(batch);
			connection.commit();
		} finally {
			// ends a transaction that failed, too
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	private void writeRows(IndexRows batch) throws SQLException {
		for (String key : batch.removed) {
			PreparedStatement delete = statement("DELETE FROM results WHERE id=?");
			delete.setLong(1, Hashes.ofKey(key));
			delete.executeUpdate();
		}
		for (IndexRows.Result row : batch.results) {
			PreparedStatement insert = statement("INSERT OR REPLACE INTO results VALUES(?, ?, ?, ?, ?, ?, ?)");
			insert.setLong(1, Hashes.ofKey(row.key()));
			insert.setLong(2, row.actor());
			insert.setLong(3, row.inputs());
			insert.setLong(4, row.settings());
			insert.setLong(5, row.label());
			insert.setLong(6, row.ended());
			insert.setBytes(7, row.body());
			insert.executeUpdate();
		}
		writeFiles("INSERT OR REPLACE INTO digests VALUES(?, ?)", batch.digests);
		writeFiles("INSERT OR REPLACE INTO facts VALUES(?, ?)", batch.facts);
	}

	private void writeFiles(String text, List<IndexRows.File> rows) throws SQLException {
		for (IndexRows.File row : rows) {
			PreparedStatement insert = statement(text);
			insert.setLong(1, row.id());
			insert.setBytes(2, row.body());
			insert.executeUpdate();
		}
	}

	/** A value that must be there and right. */
	private static byte[] sound(byte @Nullable [] body) throws SQLException {
		if (body == null || !Packer.isSound(body)) {
			throw new SQLException("a row of the index contradicts its checksum", DAMAGED_ROW);
		}
		return body;
	}

	@Override
	public void close() throws SQLException {
		connection.close();
	}
}
