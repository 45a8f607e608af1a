package org.armillary.testkit;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.data.Column;
import org.armillary.data.ComplexColumn;
import org.armillary.data.FitsHeader;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;
import org.armillary.data.VariableColumn;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;

/**
 * The essence of a job's results, short enough to be read and kept with the sources: the number of keywords and those that
 * the job added, of each image and each column count, extremes, and mean and scatter of up to 16 parts.
 *
 * <p>Numbers are given to 10⁻⁵ of the noise of their image or column, which is 1.4826 times the median distance of its
 * values from their median; where that is zero or there are fewer than 16 values, and for keywords and published values, to
 * 10⁻¹⁰ of the number.
 */
final class ProductSummary {

	/** Parts of a column shorter than this would hold a few numbers each. */
	private static final int SHORT_COLUMN = 64;
	private static final int PARTS = 16;
	private static final double OF_NOISE = 1e-5;
	private static final double OF_VALUE = 1e-10;
	private static final double MEDIAN_DISTANCE_TO_SIGMA = 1.4826;
	private static final int LONGEST_TEXT = 80;

	/** Keywords that say how a file is laid out; the summary has that in other words. */
	private static final Pattern LAYOUT = Pattern
			.compile("SIMPLE|XTENSION|BITPIX|NAXIS\\d*|PCOUNT|GCOUNT|EXTEND|EXTNAME|TFIELDS|(TTYPE|TFORM|TUNIT)\\d+");

	private final SequencedMap<String, GoldenEntry> entries = new LinkedHashMap<>();
	private final List<FitsHeader> inherited;

	private ProductSummary(List<FitsHeader> inherited) {
		this.inherited = inherited;
	}

	/** The summary of a case: entry by what it is. */
	static SequencedMap<String, GoldenEntry> of(ContractCase contractCase, JobResult result, StagedInputs inputs)
			throws IOException {
		var headers = new java.util.ArrayList<FitsHeader>();
		for (List<ProductFile> products : inputs.products().ports().values()) {
			for (ProductFile product : products) {
				if (ProductFiles.isFits(product.path())) {
					FitsFile.open(product.path()).hdus().forEach(hdu -> headers.add(hdu.header()));
				}
			}
		}
		var summary = new ProductSummary(headers);
		summary.text(contractCase.name() + ": outcome", result.outcome());
		for (var port : result.products().ports().entrySet()) {
			int number = 1;
			for (ProductFile product : port.getValue()) {
				summary.product(contractCase.name() + ": " + port.getKey() + "[" + number++ + "]", product);
			}
		}
		for (QcValue qc : result.published().stream().sorted(java.util.Comparator.comparing(QcValue::subject)
				.thenComparing(QcValue::name)).toList()) {
			String name = contractCase.name() + ": published " + qc.name() + " of ‘" + qc.subject() + "’"
					+ (qc.unit().isEmpty() ? "" : " in " + qc.unit());
			summary.number(name, qc.value(), OF_VALUE * Math.abs(qc.value()));
		}
		return summary.entries;
	}

	/** The summary of a table alone. */
	static SequencedMap<String, GoldenEntry> of(String part, Table table) {
		var summary = new ProductSummary(List.of());
		summary.table(part, table);
		return summary.entries;
	}

	private void product(String name, ProductFile product) throws IOException {
		text(name + " category", product.category());
		if (!ProductFiles.isFits(product.path())) {
			text(name + " SHA-256", ProductFiles.digestOfBytes(product.path()));
			return;
		}
		for (Hdu hdu : FitsFile.open(product.path()).hdus()) {
			String part = name + " HDU " + hdu.index() + " ‘" + hdu.name() + "’";
			keywords(part, hdu.header());
			if (hdu.kind() == HduKind.BINARY_TABLE) {
				table(part, hdu.readTable());
			} else if (hdu.hasImage()) {
				text(part + " size", hdu.dimensions() + " BITPIX " + hdu.bitpix());
				values(part, hdu.readDoubles());
			}
		}
	}

	private void keywords(String part, FitsHeader header) {
		text(part + " keywords",
				Long.toString(header.values().keySet().stream().filter(name -> !ContentDigest.VOLATILE.contains(name))
						.count()));
		header.values().forEach((keyword, value) -> {
			boolean known = inherited.stream().anyMatch(input -> Objects.equals(input.values().get(keyword), value));
			if (!known && !ContentDigest.VOLATILE.contains(keyword) && !LAYOUT.matcher(keyword).matches()) {
				String name = part + " " + keyword;
				if (value instanceof Double number) {
					number(name, number, OF_VALUE * Math.abs(number));
				} else {
					text(name, value.toString());
				}
			}
		});
	}

	private void table(String part, Table table) {
		for (Column column : table.columns()) {
			column(part + " column " + column.name() + (column.unit().isEmpty() ? "" : " in " + column.unit()), column);
		}
	}

	private void column(String name, Column column) {
		int count = column.rows() * column.width();
		switch (column) {
		case RealColumn reals -> values(name,
				IntStream.range(0, count).mapToDouble(i -> reals.at(i / reals.width(), i % reals.width())).toArray(),
				count < SHORT_COLUMN ? 1 : PARTS);
		case ComplexColumn complex -> values(name, complex.values());
		case IntegerColumn integers -> text(name, Arrays.toString(
				IntStream.range(0, count).mapToLong(i -> integers.at(i / integers.width(), i % integers.width()))
						.toArray()));
		case LogicalColumn logicals -> text(name, IntStream.range(0, count)
				.mapToObj(i -> logicals.at(i / logicals.width(), i % logicals.width())).toList().toString());
		case TextColumn texts -> text(name,
				IntStream.range(0, count).mapToObj(i -> texts.at(i / texts.width(), i % texts.width())).toList()
						.toString());
		case VariableColumn rows -> {
			text(name + " row starts", Arrays.toString(rows.starts()));
			column(name, rows.elements());
		}
		}
	}

	private void values(String name, double[] values) {
		values(name, values, PARTS);
	}

	private void values(String name, double[] values, int parts) {
		double[] finite = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
		text(name + " values", finite.length + " of " + values.length + " finite");
		if (finite.length == 0) {
			return;
		}
		double step = step(finite);
		if (values.length <= PARTS) {
			for (int i = 0; i < values.length; i++) {
				number(name + " value " + i, values[i], values.length < PARTS ? OF_VALUE * Math.abs(values[i]) : step);
			}
			return;
		}
		number(name + " minimum", finite[0], step);
		number(name + " maximum", finite[finite.length - 1], step);
		for (int part = 0; part < parts; part++) {
			int from = (int) ((long) values.length * part / parts);
			int to = (int) ((long) values.length * (part + 1) / parts);
			double[] some = Arrays.stream(values, from, to).filter(Double::isFinite).toArray();
			double mean = Arrays.stream(some).sum() / some.length;
			double scatter = Math
					.sqrt(Arrays.stream(some).map(value -> (value - mean) * (value - mean)).sum() / some.length);
			text(name + " part " + part + " count", Integer.toString(some.length));
			number(name + " part " + part + " mean", mean, step);
			number(name + " part " + part + " scatter", scatter, step);
		}
	}

	private static double step(double[] sorted) {
		double median = sorted[sorted.length / 2];
		double[] distances = Arrays.stream(sorted).map(value -> Math.abs(value - median)).sorted().toArray();
		double noise = MEDIAN_DISTANCE_TO_SIGMA * distances[distances.length / 2];
		return noise > 0 ? OF_NOISE * noise
				: OF_VALUE * Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
	}

	private void number(String name, double value, double step) {
		put(name, GoldenEntry.of(value, step));
	}

	private void text(String name, String value) {
		String line = value.replaceAll("\\R", " ");
		put(name, new GoldenEntry.Text(line.length() <= LONGEST_TEXT ? line
				: line.substring(0, LONGEST_TEXT) + "… " + line.length() + " characters, hash " + line.hashCode()));
	}

	/** Adds an entry; entries of one name, such as two published values, are numbered. */
	private void put(String name, GoldenEntry entry) {
		String key = name.replace(" = ", " _ ").replaceAll("\\R", " ");
		String unique = key;
		for (int number = 2; entries.containsKey(unique); number++) {
			unique = key + " #" + number;
		}
		entries.put(unique, entry);
	}
}
