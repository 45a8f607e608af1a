package org.armillary.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of any number of rows: the first stand in the page, all others as an inert part of it, from which the script of the
 * page takes them when they are asked for. Without the script the first rows are there, and a note.
 */
public final class PagedTable {

	/**
	 * A column.
	 *
	 * @param title
	 *            its head
	 * @param number
	 *            whether it holds numbers
	 */
	public record Column(String title, boolean number) {

		/** A column of words. */
		public static Column words(String title) {
			return new Column(title, false);
		}

		/** A column of numbers. */
		public static Column numbers(String title) {
			return new Column(title, true);
		}
	}

	private final String id;
	private final String caption;
	private final String things;
	private final List<Column> columns;
	private final List<String> filters;
	private final int rowsAtOnce;
	private final List<Row> rows = new ArrayList<>();

	/** A row: attributes of its element, names and values in turn, and the markup of its cells. */
	private record Row(List<String> attributes, CharSequence cells) {
	}

	/**
	 * Makes a table without rows.
	 *
	 * @param id
	 *            its id in the page
	 * @param caption
	 *            what it shows
	 * @param things
	 *            what its rows are, in the plural
	 * @param columns
	 *            its columns
	 * @param filters
	 *            names of the attributes of rows, without {@code data-}, by whose values rows can be chosen
	 * @param rowsAtOnce
	 *            most rows that are shown at once
	 */
	public PagedTable(String id, String caption, String things, List<Column> columns, List<String> filters,
			int rowsAtOnce) {
		this.id = id;
		this.caption = caption;
		this.things = things;
		this.columns = List.copyOf(columns);
		this.filters = List.copyOf(filters);
		this.rowsAtOnce = rowsAtOnce;
	}

	/**
	 * Adds a row.
	 *
	 * @param attributes
	 *            attributes of the row, names and values in turn
	 * @param cells
	 *            its cells, as many as there are columns
	 */
	public PagedTable row(List<String> attributes, HtmlPage cells) {
		rows.add(new Row(List.copyOf(attributes), cells.content()));
		return this;
	}

	/** Number of rows. */
	public int size() {
		return rows.size();
	}

	/** Writes it. */
	public void write(HtmlPage page) {
		page.open("div", List.of("class", "table", "id", id, "data-page", Integer.toString(rowsAtOnce), "data-things",
				things, "data-filters", String.join(" ", filters)));
		page.open("div", List.of("class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption));
		page.open("table").element("caption", caption).open("thead").open("tr");
		for (Column column : columns) {
			page.open("th", List.of("scope", "col", "class", column.number() ? "number" : "words"))
					.text(column.title()).end("th");
		}
		page.close("tr").close("thead").open("tbody");
		rows.stream().limit(rowsAtOnce).forEach(row -> write(row, page));
		page.close("tbody").close("table").close("div");
		if (rows.size() > rowsAtOnce) {
			page.open("template");
			rows.stream().skip(rowsAtOnce).forEach(row -> write(row, page));
			page.close("template").open("noscript").element("p", "note", "The first " + rowsAtOnce + " of "
					+ rows.size() + " " + things + "; for the others this page needs its script.").close("noscript");
		}
		page.close("div");
	}

	private static void write(Row row, HtmlPage page) {
		page.open("tr", row.attributes()).markup(row.cells()).close("tr");
	}
}
