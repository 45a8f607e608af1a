package org.armillary.kmos.slitlet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.RealColumn;
import org.armillary.data.Table;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.RotatorAngle;
import org.armillary.kmos.Slitlet;
import org.armillary.numerics.fitting.Covariance;
import org.armillary.numerics.fitting.Polynomial;
import org.armillary.numerics.fitting.PolynomialBasis;

/**
 * The edges of the slitlets of an IFU as a table: two rows for each slitlet, left edge first, none for slitlets that
 * were not traced. {@code A0} to {@code A6} are the coefficients of the column by powers of the row, both as FITS
 * counts them; {@code ROWLOW} and {@code ROWHIGH} the rows between which the edge was measured, {@code POINTS} the
 * number of measurements, {@code RMS} their scatter and {@code ERROR} the mean standard error of the edge between
 * those rows, pixel. The same polynomial stands in {@code LEGENDRE} by Legendre polynomials of
 * {@code (2 row - LOWER - UPPER) / (UPPER - LOWER)}, of order {@code ORDER} and less, in columns from 0, with the
 * covariance matrix of these coefficients, in pixel².
 */
final class EdgeTable {

	private static final int TERMS = EdgeSettings.HIGHEST_ORDER + 1;
	private static final Pattern NAME = Pattern.compile("IFU\\.\\d{1,2}\\.EDGES");
	private static final String LEFT = "L";
	private static final String RIGHT = "R";
	private static final String PIXEL = "pixel";
	/** Rows at which the error is taken for its mean. */
	private static final int ERROR_ROWS = 65;

	private EdgeTable() {
	}

	/** Name of the table of an IFU. */
	static String name(int ifu) {
		return "IFU." + ifu + ".EDGES";
	}

	/** Whether a table has such a name. */
	static boolean isName(String name) {
		return NAME.matcher(name).matches();
	}

	/** The table of an IFU. */
	static Table of(int ifu, double angle, List<SlitletTrace> traces) {
		int count = 2 * traces.size();
		long[] slitlet = new long[count];
		String[] side = new String[count];
		EdgeTrace[] edges = new EdgeTrace[count];
		for (int i = 0; i < count; i++) {
			SlitletTrace trace = traces.get(i / 2);
			slitlet[i] = trace.slitlet().slice();
			side[i] = i % 2 == 0 ? LEFT : RIGHT;
			edges[i] = i % 2 == 0 ? trace.left() : trace.right();
		}
		double[][] powers = new double[count][];
		double[] legendre = new double[count * TERMS];
		double[] covariance = new double[count * TERMS * TERMS];
		long[] orders = new long[count];
		for (int i = 0; i < count; i++) {
			Polynomial polynomial = edges[i].polynomial();
			int terms = polynomial.coefficients().length;
			powers[i] = PowerSeries.of(polynomial, TERMS);
			orders[i] = terms - 1;
			System.arraycopy(polynomial.coefficients(), 0, legendre, i * TERMS, terms);
			for (int k = 0; k < terms; k++) {
				System.arraycopy(edges[i].covariance().elements(), k * terms, covariance, (i * TERMS + k) * TERMS,
						terms);
			}
		}
		Table.Builder table = Table.builder(name(ifu)).integers("SLITLET", "", slitlet).texts("SIDE", side);
		for (int k = 0; k < TERMS; k++) {
			int power = k;
			table.reals("A" + k, power == 0 ? PIXEL : "", Arrays.stream(powers).mapToDouble(each -> each[power])
					.toArray());
		}
		return table.reals("ROWLOW", PIXEL, Arrays.stream(edges).mapToDouble(edge -> edge.firstRow() + 1).toArray())
				.reals("ROWHIGH", PIXEL, Arrays.stream(edges).mapToDouble(edge -> edge.lastRow() + 1).toArray())
				.integers("POINTS", "", Arrays.stream(edges).mapToLong(EdgeTrace::points).toArray())
				.reals("RMS", PIXEL, Arrays.stream(edges).mapToDouble(EdgeTrace::rms).toArray())
				.reals("ERROR", PIXEL, Arrays.stream(edges).mapToDouble(EdgeTable::meanError).toArray())
				.integers("ORDER", "", orders)
				.reals("LOWER", PIXEL,
						Arrays.stream(edges).mapToDouble(edge -> edge.polynomial().lower() + 1).toArray())
				.reals("UPPER", PIXEL,
						Arrays.stream(edges).mapToDouble(edge -> edge.polynomial().upper() + 1).toArray())
				.add(new RealColumn("LEGENDRE", PIXEL, TERMS, legendre, RealColumn.Storage.DOUBLE))
				.add(new RealColumn("COVARIANCE", "pixel2", TERMS * TERMS, covariance, RealColumn.Storage.DOUBLE))
				.header(FitsHeader.builder().set(RotatorAngle.PRODUCT_KEYWORD, angle, "[deg] angle of the rotator")
						.set("ESO PRO IFUNR", (long) ifu, "Number of the IFU").build())
				.build();
	}

	private static double meanError(EdgeTrace edge) {
		double sum = 0;
		for (int i = 0; i < ERROR_ROWS; i++) {
			sum += edge.errorAt(edge.firstRow() + (edge.lastRow() - edge.firstRow()) * i / (ERROR_ROWS - 1));
		}
		return sum / ERROR_ROWS;
	}

	/**
	 * The traces of a table.
	 *
	 * @param label
	 *            file and extension, for messages
	 */
	static List<SlitletTrace> traces(int ifu, String label, Table table) throws FitsException, ActorException {
		List<SlitletTrace> traces = new ArrayList<>();
		for (int row = 0; row + 1 < table.rows(); row += 2) {
			long slice = table.integers("SLITLET").at(row);
			boolean pair = slice >= 1 && slice <= Slitlet.SLICES && table.integers("SLITLET").at(row + 1) == slice
					&& table.texts("SIDE").at(row).strip().equals(LEFT)
					&& table.texts("SIDE").at(row + 1).strip().equals(RIGHT);
			if (!pair) {
				throw new ActorException(Kind.DATA, KmosMessage.EDGE_ROW.with(label, row + 1, "slitlet " + slice + " "
						+ table.texts("SIDE").at(row), "left and right edge of a slitlet 1 to " + Slitlet.SLICES));
			}
			traces.add(new SlitletTrace(new Slitlet(ifu, (int) slice), edge(label, table, row),
					edge(label, table, row + 1)));
		}
		return traces;
	}

	private static EdgeTrace edge(String label, Table table, int row) throws FitsException, ActorException {
		long order = table.integers("ORDER").at(row);
		RealColumn legendre = table.reals("LEGENDRE");
		RealColumn covariance = table.reals("COVARIANCE");
		int width = legendre.width();
		double lower = table.reals("LOWER").at(row) - 1;
		double upper = table.reals("UPPER").at(row) - 1;
		if (order < 0 || order >= width || covariance.width() != width * width || !(lower < upper)) {
			throw new ActorException(Kind.DATA, KmosMessage.EDGE_ROW.with(label, row + 1,
					"order " + order + " from row " + (lower + 1) + " to " + (upper + 1),
					"an order of 0 to " + (width - 1) + " between rising rows"));
		}
		int terms = (int) order + 1;
		double[] coefficients = new double[terms];
		double[] elements = new double[terms * terms];
		for (int k = 0; k < terms; k++) {
			coefficients[k] = legendre.at(row, k);
			for (int l = 0; l < terms; l++) {
				elements[k * terms + l] = covariance.at(row, k * width + l);
			}
		}
		return new EdgeTrace(new Polynomial(PolynomialBasis.LEGENDRE, lower, upper, coefficients),
				new Covariance(terms, elements), table.reals("ROWLOW").at(row) - 1, table.reals("ROWHIGH").at(row) - 1,
				(int) table.integers("POINTS").at(row), table.reals("RMS").at(row));
	}
}
