package org.armillary.kmos.wavecal.lines;

import java.util.Arrays;

/**
 * Where the lines of a list should be and where they are in the slitlets of a detector. Rows count from 0. For one
 * thread.
 */
public final class LineMeasurements {

	/** Most columns of a slitlet that are measured. */
	public static final int COLUMNS = 20;

	private static final int PLACES = 3;

	private final int lines;
	private final double[] predicted;
	private final double[] row;
	private final double[] error;
	private final double[] flux;
	private final int[] firstColumn;
	private final LineStatus[] status;

	/** For so many slitlets and lines; nothing is known yet. */
	public LineMeasurements(int slitlets, int lines) {
		this.lines = lines;
		int pairs = slitlets * lines;
		predicted = new double[pairs * PLACES];
		row = new double[pairs * COLUMNS];
		error = new double[pairs * COLUMNS];
		flux = new double[pairs * COLUMNS];
		firstColumn = new int[pairs];
		status = new LineStatus[pairs];
		Arrays.fill(predicted, Double.NaN);
		Arrays.fill(row, Double.NaN);
		Arrays.fill(status, LineStatus.OUTSIDE);
	}

	/** Number of lines. */
	public int lines() {
		return lines;
	}

	/** Says where a line should be: its rows on the left edge, in the middle, and on the right edge. */
	public void predict(int slitlet, int line, double left, double middle, double right) {
		int start = (slitlet * lines + line) * PLACES;
		predicted[start] = left;
		predicted[start + 1] = middle;
		predicted[start + 2] = right;
	}

	/** The row where a line should be in the middle of a slitlet; NaN if unknown. */
	public double predicted(int slitlet, int line) {
		return predicted[(slitlet * lines + line) * PLACES + 1];
	}

	/** The row where a line should be at a place from −1 to 1 along a slitlet. */
	public double predicted(int slitlet, int line, double place) {
		int start = (slitlet * lines + line) * PLACES;
		double middle = predicted[start + 1];
		double slope = (predicted[start + 2] - predicted[start]) / 2;
		double bend = (predicted[start + 2] + predicted[start]) / 2 - middle;
		return middle + place * (slope + place * bend);
	}

	/** What became of a line. */
	public LineStatus status(int slitlet, int line) {
		return status[slitlet * lines + line];
	}

	/** Says what became of a line. */
	public void status(int slitlet, int line, LineStatus value) {
		status[slitlet * lines + line] = value;
	}

	/** The first column of a line; its {@link #COLUMNS} follow. */
	public int firstColumn(int slitlet, int line) {
		return firstColumn[slitlet * lines + line];
	}

	/** The row of a line in its column of that number, from 0; NaN where it was not measured. */
	public double row(int slitlet, int line, int column) {
		return row[(slitlet * lines + line) * COLUMNS + column];
	}

	/** Standard error of the row, pixel. */
	public double error(int slitlet, int line, int column) {
		return error[(slitlet * lines + line) * COLUMNS + column];
	}

	/** The light of a line in a column, adu. */
	public double flux(int slitlet, int line, int column) {
		return flux[(slitlet * lines + line) * COLUMNS + column];
	}

	/** Forgets what was measured of a line. */
	void begin(int slitlet, int line, int first) {
		int start = (slitlet * lines + line) * COLUMNS;
		Arrays.fill(row, start, start + COLUMNS, Double.NaN);
		firstColumn[slitlet * lines + line] = first;
	}

	/** Records what was measured in a column. */
	void measured(int slitlet, int line, int column, double foundRow, double rowError, double foundFlux) {
		int place = (slitlet * lines + line) * COLUMNS + column;
		row[place] = foundRow;
		error[place] = rowError;
		flux[place] = foundFlux;
	}
}
