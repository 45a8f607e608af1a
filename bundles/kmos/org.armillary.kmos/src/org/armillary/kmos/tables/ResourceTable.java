package org.armillary.kmos.tables;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the tables that stand beside the classes of this package: cells between tabs, lines with {@code #} are remarks. */
final class ResourceTable {

	private ResourceTable() {
	}

	/**
	 * All rows.
	 *
	 * @param name
	 *            file name of the resource
	 * @param columns
	 *            number of columns that each row has
	 */
	static List<String[]> read(String name, int columns) {
		var rows = new ArrayList<String[]>();
		try (InputStream in = ResourceTable.class.getResourceAsStream(name)) {
			if (in == null) {
				throw new IllegalStateException("the resource " + name + " is missing from the bundle");
			}
			try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
				for (String line = reader.readLine(); line != null; line = reader.readLine()) {
					if (!line.startsWith("#")) {
						rows.add(cells(name, line, columns));
					}
				}
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return rows;
	}

	private static String[] cells(String name, String line, int columns) {
		String[] cells = line.split("\t", -1);
		if (cells.length != columns) {
			throw new IllegalStateException(
					"the resource " + name + " has a row of " + cells.length + " cells: " + line);
		}
		return cells;
	}
}
