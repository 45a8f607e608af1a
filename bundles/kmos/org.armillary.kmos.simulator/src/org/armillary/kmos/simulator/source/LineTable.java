package org.armillary.kmos.simulator.source;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads tables of lines that lie beside the classes: cells between tabs, and comments from {@code #} on. */
final class LineTable {

	private LineTable() {
	}

	/**
	 * The cells of a table by row, without comments and empty rows. All rows have the same number of cells.
	 *
	 * @param resource
	 *            file name in this package
	 */
	static List<String[]> read(String resource) {
		var rows = new ArrayList<String[]>();
		try (InputStream stream = LineTable.class.getResourceAsStream(resource)) {
			if (stream == null) {
				throw new FileNotFoundException("No table " + resource + " beside " + LineTable.class.getName());
			}
			var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (!line.isBlank() && !line.startsWith("#")) {
					rows.add(line.split("\t", -1));
				}
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		if (rows.stream().anyMatch(cells -> cells.length != rows.getFirst().length)) {
			throw new IllegalStateException("Rows of " + resource + " differ in their number of cells");
		}
		return rows;
	}
}
