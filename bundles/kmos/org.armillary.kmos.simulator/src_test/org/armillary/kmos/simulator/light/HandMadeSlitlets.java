package org.armillary.kmos.simulator.light;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.DetectorGeometry;
import org.armillary.kmos.simulator.optics.InstrumentState;
import org.armillary.kmos.simulator.optics.SlitletGeometry;

/** Slitlets with shapes that are known in closed form, of any number of rows. */
final class HandMadeSlitlets {

	private final int rows;
	private double firstRow;
	private double step = 1;
	private double slope;
	private double tilt;
	private double curvature;
	private double widthFactor = 1;
	private double skewness;
	private double width = SlitletGeometry.NOMINAL_WIDTH;

	private HandMadeSlitlets(int rows) {
		this.rows = rows;
	}

	static HandMadeSlitlets rows(int rows) {
		return new HandMadeSlitlets(rows);
	}

	/** Canonical row of row 0. */
	HandMadeSlitlets firstRow(double firstCanonicalRow) {
		firstRow = firstCanonicalRow;
		return this;
	}

	/** Canonical rows for each row. */
	HandMadeSlitlets step(double canonicalRows) {
		step = canonicalRows;
		return this;
	}

	/** Columns for each row. */
	HandMadeSlitlets slope(double columnsPerRow) {
		slope = columnsPerRow;
		return this;
	}

	HandMadeSlitlets lines(double lineTilt, double lineCurvature) {
		tilt = lineTilt;
		curvature = lineCurvature;
		return this;
	}

	HandMadeSlitlets profile(double factor, double skew) {
		widthFactor = factor;
		skewness = skew;
		return this;
	}

	HandMadeSlitlets width(double columns) {
		width = columns;
		return this;
	}

	SlitletGeometry slitlet(int ifu, int slice, double left) {
		return new SlitletGeometry(ifu, slice, by(y -> left + slope * y), by(y -> left + slope * y + width),
				by(y -> firstRow + step * y), by(_ -> tilt), by(_ -> curvature), by(_ -> step), by(_ -> widthFactor),
				by(_ -> skewness));
	}

	/** One slitlet on a detector. */
	DetectorGeometry one(Band band, double left) {
		return detector(band, List.of(slitlet(1, 0, left)));
	}

	/** The 14 slitlets of an IFU. */
	List<SlitletGeometry> ifu(int ifu, double left) {
		return IntStream.range(0, SlitletGeometry.SLICES)
				.mapToObj(slice -> slitlet(ifu, slice, left + 18.1 * slice)).toList();
	}

	static DetectorGeometry detector(Band band, List<SlitletGeometry> slitlets) {
		return new DetectorGeometry(0, new InstrumentState(band, 0, 0, InstrumentState.NOMINAL_KELVIN), slitlets,
				List.of());
	}

	private double[] by(DoubleUnaryOperator law) {
		var values = new double[rows];
		for (int y = 0; y < rows; y++) {
			values[y] = law.applyAsDouble(y);
		}
		return values;
	}
}
