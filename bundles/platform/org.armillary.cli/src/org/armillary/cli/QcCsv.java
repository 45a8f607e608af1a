package org.armillary.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.armillary.engine.MadeProduct;
import org.armillary.engine.quality.Measurement;

/** Quality-control values of a store as comma-separated values (RFC 4180), one measurement in a line. */
final class QcCsv {

	private static final String END = "\r\n";
	/** What formulas begin with. */
	private static final String FORMULA = "=+-@\t\r\n";
	private static final List<String> HEADER = List.of("actor", "name", "subject", "value", "unit", "state", "counted",
			"mjd", "observed", "made", "run", "job", "key", "products");
	/** How each such file begins. */
	static final String BEGINNING = String.join(",", HEADER) + END;

	private QcCsv() {
	}

	/**
	 * The file; numbers that are not finite are empty fields, times are UTC. An apostrophe stands before texts that a
	 * spreadsheet would take for formulas.
	 */
	static String of(List<QcSeries> all) {
		var text = new StringBuilder(BEGINNING);
		for (QcSeries one : all) {
			for (int i = 0; i < one.verdicts().size(); i++) {
				Measurement measurement = one.series().measurements().get(i);
				List<String> fields = List.of(text(measurement.actor()), text(measurement.value().name()),
						text(measurement.value().subject()), number(measurement.value().value()),
						text(measurement.value().unit()),
						one.verdicts().get(i).state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
						measurement.counts() ? "yes" : "no", Double.toString(measurement.time()),
						measurement.isObserved() ? "yes" : "no",
						measurement.ended().toString(), text(measurement.run()), text(measurement.job()),
						measurement.key(),
						measurement.products().stream().map(MadeProduct::digest).collect(Collectors.joining(" ")));
				text.append(fields.stream().map(QcCsv::field).collect(Collectors.joining(","))).append(END);
			}
		}
		return text.toString();
	}

	private static String number(double number) {
		return Double.isFinite(number) ? Double.toString(number) : "";
	}

	/** A text that no spreadsheet takes for a formula. */
	private static String text(String text) {
		return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
	}

	private static String field(String text) {
		return text.matches("[^\",\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
	}
}
