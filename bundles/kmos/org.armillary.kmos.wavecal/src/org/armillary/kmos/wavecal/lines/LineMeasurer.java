package org.armillary.kmos.wavecal.lines;

import java.util.List;

import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.PixelFlag;
import org.armillary.kmos.wavecal.profile.LineProfile;
import org.armillary.kmos.wavecal.profile.LineShape;
import org.armillary.numerics.Selection;

/**
 * Measures lines column by column. Each line is fitted together with its neighbours, whose light is free and whose
 * distances are those of the list; a line that cannot be told from a neighbour, or that is lost beside a brighter one,
 * is left out. Pixels with flags are left out, and so are cosmic rays. For one thread.
 */
public final class LineMeasurer {

	/** Rows at either end of the detector that see no light. */
	private static final int REFERENCE_ROWS = 4;
	/** The window reaches so far to either side of the line, pixel. */
	private static final int WINDOW = 3;
	/** A neighbour needs so many rows beyond it in the window. */
	private static final int NEIGHBOUR_ROWS = 1;
	/** Neighbours that are farther away do not reach into the window, pixel. */
	private static final double NEIGHBOURHOOD = 7.5;
	/** Closer than this fraction of the full width at half maximum, two lines are one. */
	private static final double RESOLVABLE = 0.8;
	/** Strengths of lists may be wrong by this factor. */
	private static final double STRENGTH_DOUBT = 3;
	/** How far an unresolved neighbour may pull a line, pixel. */
	private static final double PULL = 0.015;
	/** Fainter neighbours do not count, of the line's light. */
	private static final double NEGLIGIBLE = 0.002;
	/** A line is lost beside a neighbour so many times brighter within {@link #CLOSE} pixels. */
	private static final double UNEQUAL = 8;
	private static final double CLOSE = 4;
	/** A line is lost beside a neighbour so many times brighter in the neighbourhood. */
	private static final double OUTSHONE = 60;
	/** Flagged pixels nearer than this lose a column, pixel. */
	private static final double CORE = 1.4;
	private static final double FAINTEST_COLUMN = 3;
	private static final double FAINTEST_LINE = 5;
	/** Fewer of the columns do not make a line. */
	private static final double FEWEST_SHARE = 0.4;
	/** Lines with less light than this many standard deviations of a pixel are not looked for. */
	private static final double HOPELESS = 2;
	private static final int MOST_HITS = 2;
	/** Lines with less light than this many standard deviations of a pixel do not spoil the continuum. */
	private static final double CONTINUUM_LINES = 2;
	private static final byte TOO_BRIGHT = (byte) (PixelFlag.NON_LINEAR.value() | PixelFlag.SATURATED.value());

	private final DetectorFrame frame;
	private final List<SlitletColumns> slitlets;
	private final LineMeasurements lines;
	private final Continuum continuum;
	private final ColumnFit fit = new ColumnFit();
	private final LineShape shape = new LineShape();
	private final double[] scratch = new double[LineProfile.scratchLength()];
	private final double[] ratios = new double[LineMeasurements.COLUMNS];
	private final int[] neighbours = new int[ColumnFit.LINES];
	private int saturatedColumns;
	private int columnStep = 1;
	private double worstChiSquare;
	private final double[] chiSquares = new double[LineMeasurements.COLUMNS];
	private double unresolved;

	/** For a frame, its slitlets and the lines that {@code lines} has predictions of. */
	public LineMeasurer(DetectorFrame frame, List<SlitletColumns> slitlets, LineMeasurements lines) {
		this.frame = frame;
		this.slitlets = slitlets;
		this.lines = lines;
		this.continuum = new Continuum(frame.ny(), slitlets.size());
	}

	/**
	 * Measures all lines of a slitlet.
	 *
	 * @param light
	 *            expected light of each line of the list in a column, adu
	 * @param farthest
	 *            how far lines may be from where they should be, pixel
	 * @param step
	 *            1 for all columns, 2 for every other, …
	 * @param worstFit
	 *            lines whose columns deviate by a greater median of chi² per degree of freedom must be blended with
	 *            lines that are not in the list
	 * @param newContinuum
	 *            whether to measure the light under the lines, or to take what it was before
	 */
	public void measure(int slitlet, LineProfile profile, double[] light, double farthest, int step,
			double worstFit, boolean newContinuum) {
		SlitletColumns columns = slitlets.get(slitlet);
		double noise = pixelNoise(columns);
		if (newContinuum) {
			continuum.measure(frame, columns, lines, slitlet, light, CONTINUUM_LINES * noise);
		} else {
			continuum.recall(slitlet);
		}
		int centre = frame.ny() / 2;
		profile.shapeAt(columns.reducedColumn(centre), 0, shape, scratch);
		unresolved = RESOLVABLE * shape.fwhm();
		columnStep = step;
		worstChiSquare = worstFit;
		for (int line = 0; line < lines.lines(); line++) {
			double row = lines.predicted(slitlet, line);
			if (!(row >= REFERENCE_ROWS + WINDOW - 1 && row <= frame.ny() - REFERENCE_ROWS - WINDOW)) {
				lines.begin(slitlet, line, 0);
				lines.status(slitlet, line, LineStatus.OUTSIDE);
				continue;
			}
			int middle = (int) Math.rint(row);
			if (light[line] < HOPELESS * noise) {
				lines.begin(slitlet, line, columns.first(middle));
				lines.status(slitlet, line, LineStatus.UNSEEN);
				continue;
			}
			profile.shapeAt(columns.reducedColumn(middle), 2 * row / (frame.ny() - 1) - 1, shape, scratch);
			lines.begin(slitlet, line, columns.first(middle));
			lines.status(slitlet, line, choose(slitlet, line, light) ? columns(slitlet, line, middle, farthest)
					: LineStatus.BLENDED);
		}
	}

	/** The light under the lines of the slitlet that was measured last, adu. */
	double continuumAt(int row) {
		return continuum.at(row);
	}

	private double pixelNoise(SlitletColumns columns) {
		int row = frame.ny() / 2;
		int column = Math.clamp((int) columns.middle()[row], 0, frame.nx() - 1);
		float variance = frame.variance()[row * frame.nx() + column];
		return variance > 0 ? Math.sqrt(variance) : 1;
	}

	/** Chooses the lines to be fitted together; false if the line cannot be measured beside its neighbours. */
	private boolean choose(int slitlet, int line, double[] light) {
		neighbours[0] = line;
		fit.lines = 1;
		double row = lines.predicted(slitlet, line);
		double pull = 0;
		for (int side = -1; side <= 1; side += 2) {
			for (int other = line + side; other >= 0 && other < lines.lines(); other += side) {
				double distance = lines.predicted(slitlet, other) - row;
				if (!(Math.abs(distance) < NEIGHBOURHOOD)) {
					break;
				}
				double ratio = light[other] / light[line];
				if (Math.abs(distance) < unresolved) {
					double share = STRENGTH_DOUBT * ratio;
					pull += share / (1 + share) * Math.abs(distance);
				} else if (ratio > (Math.abs(distance) < CLOSE ? UNEQUAL : OUTSHONE)) {
					return false;
				} else if (STRENGTH_DOUBT * ratio > NEGLIGIBLE && Math.abs(distance) < reach(ratio)) {
					if (fit.lines == ColumnFit.LINES) {
						return false;
					}
					neighbours[fit.lines++] = other;
				}
			}
		}
		return pull < PULL;
	}

	/** Distance from which a neighbour's wing can be felt in the core of the window. */
	private static double reach(double ratio) {
		return ratio > 0.05 ? NEIGHBOURHOOD : WINDOW + 2.0;
	}

	private LineStatus columns(int slitlet, int line, int middle, double farthest) {
		SlitletColumns columns = slitlets.get(slitlet);
		int first = columns.first(middle);
		int count = Math.min(columns.last(middle) - first + 1, LineMeasurements.COLUMNS);
		int good = 0;
		saturatedColumns = 0;
		int tried = 0;
		for (int i = 0; i < count; i += columnStep) {
			tried++;
			if (column(slitlet, line, first + i, columns.place(first + i, middle), farthest)) {
				chiSquares[good] = fit.chiSquare();
				ratios[good++] = fit.light() / fit.lightError();
				double row = lines.predicted(slitlet, line, columns.place(first + i, middle)) + fit.shift();
				lines.measured(slitlet, line, i, row, fit.shiftError(), fit.light());
			}
		}
		if (2 * saturatedColumns > tried) {
			lines.begin(slitlet, line, first);
			return LineStatus.SATURATED;
		}
		if (good < FEWEST_SHARE * tried || good == 0
				|| Selection.select(ratios, good, good / 2) < FAINTEST_LINE) {
			lines.begin(slitlet, line, first);
			return LineStatus.UNSEEN;
		}
		if (Selection.select(chiSquares, good, good / 2) > worstChiSquare) {
			lines.begin(slitlet, line, first);
			return LineStatus.BLENDED;
		}
		return LineStatus.MEASURED;
	}

	private boolean column(int slitlet, int line, int column, double place, double farthest) {
		double row = lines.predicted(slitlet, line, place);
		double low = row - WINDOW;
		double high = row + WINDOW;
		for (int k = 1; k < fit.lines; k++) {
			double other = lines.predicted(slitlet, neighbours[k], place);
			low = Math.min(low, other - NEIGHBOUR_ROWS);
			high = Math.max(high, other + NEIGHBOUR_ROWS);
		}
		int from = Math.max(REFERENCE_ROWS, (int) Math.rint(low));
		int to = Math.min(frame.ny() - REFERENCE_ROWS - 1, (int) Math.rint(high));
		fit.rows = Math.min(ColumnFit.ROWS, to - from + 1);
		for (int k = 0; k < fit.lines; k++) {
			fit.place[k] = lines.predicted(slitlet, neighbours[k], place) - from;
		}
		byte lost = 0;
		boolean core = false;
		for (int r = 0; r < fit.rows; r++) {
			int pixel = (from + r) * frame.nx() + column;
			byte flags = frame.flags()[pixel];
			float variance = frame.variance()[pixel];
			boolean usable = flags == 0 && variance > 0;
			fit.value[r] = usable ? frame.value()[pixel] - continuum.at(from + r) : Double.NaN;
			fit.variance[r] = variance;
			if (Double.isNaN(fit.value[r]) && Math.abs(r - fit.place[0]) < CORE) {
				core = true;
				lost |= flags;
			}
		}
		if (core) {
			saturatedColumns += (lost & TOO_BRIGHT) == 0 ? 0 : 1;
			return false;
		}
		for (int hits = 0; hits <= MOST_HITS; hits++) {
			if (!fit.fit(shape, farthest) || fit.light() < FAINTEST_COLUMN * fit.lightError()) {
				return false;
			}
			int hit = fit.worstRow();
			if (hit < 0) {
				return true;
			}
			if (Math.abs(hit - fit.place[0] - fit.shift()) < CORE) {
				return false;
			}
			fit.value[hit] = Double.NaN;
		}
		return false;
	}
}
