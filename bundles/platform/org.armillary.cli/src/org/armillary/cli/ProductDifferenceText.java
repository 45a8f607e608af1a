package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import org.armillary.provenance.difference.FileDifference;
import org.armillary.provenance.difference.FileDifference.Bytes;
import org.armillary.provenance.difference.FileDifference.ColumnChange;
import org.armillary.provenance.difference.FileDifference.KeywordChange;
import org.armillary.provenance.difference.FileDifference.Missing;
import org.armillary.provenance.difference.FileDifference.Part;
import org.armillary.provenance.difference.FileDifference.Pixels;
import org.armillary.provenance.difference.FileDifference.Rows;
import org.armillary.provenance.difference.FileDifference.Same;
import org.armillary.provenance.difference.FileDifference.Size;
import org.armillary.provenance.difference.FileDifference.Unlike;
import org.armillary.provenance.difference.ProductDifference;

/**
 * In what products of two runs differ, as text: a table of extensions, and in a sentence how that compares with the noise.
 */
final class ProductDifferenceText {

	private static final int MOST_KEYWORDS = 12;
	private static final int MOST_COLUMNS = 12;
	private static final String MEASURED = "ESO QC ";
	/** Limits of which a sentence is made, in units of the noise. */
	private static final double[] SIGMAS = { 0.001, 0.01, 0.1, 0.5, 1, 3, 5, 10 };
	private static final String INDENT = "      ";

	private ProductDifferenceText() {
	}

	/**
	 * Lines for people; none without products.
	 *
	 * @param products
	 *            the products that differ
	 */
	static String text(List<ProductDifference> products) {
		if (products.isEmpty()) {
			return "";
		}
		var lines = new ArrayList<String>(List.of("  products"));
		List<ProductDifference> looked = products.stream()
				.filter(product -> product.difference().isPresent() || product.problem().isPresent()).toList();
		looked.forEach(product -> lines.addAll(product(product)));
		if (looked.size() < products.size()) {
			String thing = looked.isEmpty() ? "product" : "other product";
			lines.add("    not compared: " + Amounts.count(products.size() - looked.size(), thing)
					+ " with another content; --all compares all of them");
		}
		return String.join("\n", lines);
	}

	private static List<String> product(ProductDifference product) {
		String category = product.category().isEmpty() ? product.port() : product.category();
		var lines = new ArrayList<String>(List.of(Shown.of("    " + product.node() + ", "
				+ (product.name().isEmpty() ? category : product.name()))));
		product.problem().ifPresent(problem -> lines.add(INDENT + Shown.of(problem.summary())));
		product.difference().ifPresent(difference -> lines.addAll(file(difference)));
		return lines;
	}

	private static List<String> file(FileDifference difference) {
		var lines = new ArrayList<String>();
		if (difference.isEmpty()) {
			return List.of(INDENT + "no value differs; the files only store them in another form");
		}
		pixels(difference.parts()).ifPresent(lines::add);
		difference.parts().forEach(part -> lines.addAll(part(part)));
		sentence(difference.mostSigmas()).ifPresent(text -> lines.add(INDENT + text));
		return lines;
	}

	/** A table of the extensions whose pixels differ. */
	private static Optional<String> pixels(List<Part> parts) {
		var table = new TextTable("extension", "pixels", "", "median", "rms", "maximum", "at", "unit");
		boolean any = false;
		for (Part part : parts) {
			if (part.data() instanceof Pixels pixels) {
				Size size = pixels.size();
				table.add(Shown.of(part.name()), Long.toString(pixels.different()), share(pixels),
						number(size.median()), number(size.rms()), number(size.maximum()), position(size),
						Shown.of(pixels.unit()));
				pixels.inNoise().ifPresent(noise -> table.add("", Long.toString(noise.pixels()), "",
						number(noise.median()), number(noise.rms()), number(noise.maximum()), position(noise), "σ"));
				any = true;
			}
		}
		return any ? Optional.of(table.text(INDENT)) : Optional.empty();
	}

	private static String share(Pixels pixels) {
		double percent = pixels.percent();
		return pixels.different() == pixels.pixels() ? "all"
				: percent < 0.01 ? "<0.01 %" : String.format(Locale.ROOT, percent < 1 ? "%.2f %%" : "%.1f %%", percent);
	}

	private static String number(double value) {
		return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3g", value);
	}

	private static String position(Size size) {
		return size.position().isEmpty() ? ""
				: size.position().stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
	}

	private static List<String> part(Part part) {
		var lines = new ArrayList<String>();
		String name = Shown.of(part.name());
		switch (part.data()) {
		case Pixels pixels -> {
			if (pixels.appeared() + pixels.vanished() > 0) {
				lines.add(INDENT + name + ": " + Amounts.count(pixels.appeared(), "pixel")
						+ " without a value in the first run alone, " + pixels.vanished() + " in the second alone");
			}
		}
		case Same _ -> {
			// keywords alone
		}
		case Missing missing -> lines.add(INDENT + (missing.inBefore() ? "- " : "+ ") + name);
		case Unlike unlike -> lines.add(INDENT + name + ": " + unlike.before() + " → " + unlike.now());
		case Bytes bytes -> lines.add(INDENT + (name.isEmpty() ? "" : name + ": ")
				+ Amounts.count(bytes.different(), "byte")
				+ (bytes.first() > 0 ? " differ, the first is number " + bytes.first() : " differ")
				+ (bytes.bytesBefore() == bytes.bytesNow() ? ""
						: "; " + bytes.bytesBefore() + " → " + bytes.bytesNow() + " bytes"));
		case Rows rows -> lines.addAll(rows(name, rows));
		}
		lines.addAll(keywords(name, part.keywords()));
		return lines;
	}

	/** Keywords that differ, but for measured values, which stand with the jobs already. */
	private static List<String> keywords(String name, List<KeywordChange> changes) {
		var lines = new ArrayList<String>();
		List<KeywordChange> others = changes.stream().filter(change -> !change.keyword().startsWith(MEASURED)).toList();
		others.stream().limit(MOST_KEYWORDS).map(change -> INDENT + name + ", " + keyword(change)).forEach(lines::add);
		if (others.size() > MOST_KEYWORDS) {
			lines.add(INDENT + name + ": and " + Amounts.count(others.size() - MOST_KEYWORDS, "other keyword")
					+ "; --json lists all of them");
		}
		if (others.size() < changes.size()) {
			lines.add(INDENT + name + ": " + Amounts.count(changes.size() - others.size(), "keyword")
					+ " with measured values (ESO QC)");
		}
		return lines;
	}

	private static String keyword(KeywordChange change) {
		return Shown.of(change.keyword()) + ": " + value(change.before()) + " → " + value(change.now());
	}

	private static String value(Optional<String> value) {
		return value.map(text -> Quoted.of(Shown.of(text))).orElse("not there");
	}

	private static List<String> rows(String name, Rows rows) {
		var lines = new ArrayList<String>();
		lines.add(INDENT + name + ": " + rows.different() + " of " + Math.min(rows.rowsBefore(), rows.rowsNow())
				+ " rows differ" + (rows.rowsBefore() == rows.rowsNow() ? ""
						: "; there were " + rows.rowsBefore() + " rows and are " + rows.rowsNow())
				+ (rows.byCell() ? "" : " (too large to be compared by columns)"));
		rows.removed().forEach(column -> lines.add(INDENT + "  - " + Shown.of(column)));
		rows.added().forEach(column -> lines.add(INDENT + "  + " + Shown.of(column)));
		if (!rows.columns().isEmpty()) {
			var table = new TextTable("column", "rows", "first", "maximum", "in row", "unit");
			for (ColumnChange column : rows.columns().subList(0, Math.min(MOST_COLUMNS, rows.columns().size()))) {
				OptionalDouble most = column.maximum();
				table.add(Shown.of(column.name()), Long.toString(column.rows()), Long.toString(column.first()),
						most.isPresent() ? number(most.getAsDouble()) : "",
						most.isPresent() ? Long.toString(column.row()) : "", Shown.of(column.unit()));
			}
			lines.add(table.text(INDENT + "  "));
		}
		if (rows.columns().size() > MOST_COLUMNS) {
			lines.add(INDENT + "  and " + (rows.columns().size() - MOST_COLUMNS)
					+ " other columns; --json lists all of them");
		}
		return lines;
	}

	/** {@code all differences of pixels are below 0.1 σ of the noise}. */
	private static Optional<String> sentence(OptionalDouble most) {
		if (most.isEmpty() || most.getAsDouble() == 0) {
			return Optional.empty();
		}
		for (double sigma : SIGMAS) {
			if (most.getAsDouble() < sigma) {
				return Optional.of("all differences of pixels are below "
						+ String.format(Locale.ROOT, sigma < 1 ? "%s" : "%.0f", sigma) + " σ of the noise");
			}
		}
		return Optional.of("the largest difference of a pixel is " + number(most.getAsDouble()) + " σ of the noise");
	}
}
