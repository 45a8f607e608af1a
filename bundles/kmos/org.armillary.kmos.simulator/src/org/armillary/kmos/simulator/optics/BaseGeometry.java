package org.armillary.kmos.simulator.optics;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;

/**
 * The slitlets of a detector before anything shifts them, in a band and at a temperature, on nodes along the rows:
 * {@code double[112][137]} each, the quantities of {@link SlitletGeometry}.
 */
record BaseGeometry(double[][] left, double[][] right, double[][] row, double[][] tilt, double[][] curvature,
		double[][] widthFactor, double[][] skewness) {

	/** Stretch along the dispersion over that along the slitlets. */
	private static final double DISPERSION_STRETCH = 0.3;

	/** Computes all nodes of a detector, 0 to 2. */
	static BaseGeometry of(RandomStreams streams, Settings settings, int detector, Band band, double opticsKelvin) {
		SlitletComb comb = SlitletComb.of(streams, settings, detector, band);
		var traces = new Traces(streams, settings, detector, band);
		var arcs = new ArcLines(streams, settings, detector, band, comb);
		var focus = new Focus(streams, settings, detector, band);
		double warmer = opticsKelvin - InstrumentState.NOMINAL_KELVIN;
		double stretch = settings.get(Setting.TEMPERATURE_STRETCH) * warmer / SlitletComb.PATTERN_WIDTH;
		BaseGeometry base = empty();
		for (int slitlet = 0; slitlet < SlitletGeometry.PER_DETECTOR; slitlet++) {
			double leftPlace = comb.left()[slitlet];
			double rightPlace = comb.right()[slitlet];
			double middlePlace = (leftPlace + rightPlace) / 2;
			double shift = warmer * comb.thermal()[slitlet];
			double s = middlePlace / SlitletComb.HALF_WIDTH;
			for (int node = 0; node < RowInterpolation.NODES; node++) {
				double v = (RowInterpolation.row(node) - Band.MIDDLE_ROW) / (1 + DISPERSION_STRETCH * stretch);
				base.left[slitlet][node] = Band.MIDDLE_ROW + traces.column(leftPlace * (1 + stretch) + shift, v);
				base.right[slitlet][node] = Band.MIDDLE_ROW + traces.column(rightPlace * (1 + stretch) + shift, v);
				double atLeft = arcs.canonicalRow(leftPlace, v);
				double atMiddle = arcs.canonicalRow(middlePlace, v);
				double atRight = arcs.canonicalRow(rightPlace, v);
				base.row[slitlet][node] = atMiddle + comb.rows()[slitlet] + comb.dispersion()[slitlet] * v;
				base.tilt[slitlet][node] = atRight - atLeft + comb.tilt()[slitlet];
				base.curvature[slitlet][node] = 2 * (atLeft + atRight) - 4 * atMiddle;
				base.widthFactor[slitlet][node] = focus.widthFactor(s, v / Band.MIDDLE_ROW);
				base.skewness[slitlet][node] = focus.skewness(s, v / Band.MIDDLE_ROW);
			}
		}
		return base;
	}

	/** A slitlet in each row of the detector, shifted. */
	SlitletGeometry shifted(int detector, int slitlet, Shift shift, RowInterpolation rows) {
		double[] leftEdge = rows.values(left[slitlet]);
		double[] rightEdge = rows.values(right[slitlet]);
		for (int y = 0; y < leftEdge.length; y++) {
			leftEdge[y] += shift.columns();
			rightEdge[y] += shift.columns();
		}
		int ifu = detector * SlitletGeometry.IFUS_PER_DETECTOR + slitlet / SlitletGeometry.SLICES + 1;
		return new SlitletGeometry(ifu, slitlet % SlitletGeometry.SLICES, leftEdge, rightEdge,
				rows.values(row[slitlet]), rows.values(tilt[slitlet]), rows.values(curvature[slitlet]),
				rows.derivatives(row[slitlet]), rows.values(widthFactor[slitlet]), rows.values(skewness[slitlet]));
	}

	private static BaseGeometry empty() {
		return new BaseGeometry(table(), table(), table(), table(), table(), table(), table());
	}

	private static double[][] table() {
		return new double[SlitletGeometry.PER_DETECTOR][RowInterpolation.NODES];
	}
}
