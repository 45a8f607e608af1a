package org.armillary.kmos.wavecal.identification;

import java.util.Arrays;
import java.util.Locale;

/**
 * Whether the agreement of a law with a spectrum can be chance. What chance brings is counted with the spectrum
 * shifted by various numbers of rows, so that crowded lists are judged more strictly.
 *
 * @param peaks
 *            number of the highest peaks that were judged
 * @param explained
 *            how many of them lie on a line
 * @param chance
 *            how many would by chance
 * @param lines
 *            number of the brightest lines on the detector that were judged
 * @param seen
 *            how many of them have a peak
 * @param scatter
 *            root mean square of the distances of lines and peaks, rows
 * @param merit
 *            brightness of all lines that have a peak, with which laws are compared; it has no scale of its own
 */
public record MatchQuality(int peaks, int explained, double chance, int lines, int seen, double scatter,
		double merit) {

	private static final int PEAKS = 30;
	private static final int LINES = 30;
	private static final double TOLERANCE = 0.8;
	private static final int[] SHIFTS = { -97, -79, -67, -53, -41, -31, -23, -17, -11, -7, 7, 11, 17, 23, 31, 41, 53,
			67, 79, 97 };
	private static final int FEWEST = 6;
	/** Share of the highest peaks that must lie on lines. */
	private static final double LEAST_SHARE = 0.55;
	/** The best of all laws of a blind search reaches 8 on peaks at random. */
	private static final double BLIND_SIGMA = 9;
	/** Of few peaks nearly all must lie on lines; fewer lines than this can be those of many places. */
	public static final int FEW = 8;
	private static final double FEW_SHARE = 0.9;
	private static final double FEW_SIGMA = 7;
	/** Near a law that is certain there is less to choose from. */
	private static final double NEAR_SIGMA = 6;
	/** Distances at random within the tolerance would scatter by 0.46 rows. */
	private static final double MOST_SCATTER = 0.36;

	/** Judges a law. */
	static MatchQuality of(LinePattern pattern, RowLaw law, LinePeaks all) {
		LinePeaks peaks = all.highest(PEAKS);
		double[] rows = new double[pattern.count()];
		int known = 0;
		for (int i = 0; i < rows.length; i++) {
			if (pattern.weight()[i] > 0) {
				rows[known++] = law.rowAt(pattern.u()[i]);
			}
		}
		rows = Arrays.copyOf(rows, known);
		int explained = explained(rows, peaks, 0);
		double chance = 0;
		for (int shift : SHIFTS) {
			chance += explained(rows, peaks, shift);
		}
		int last = pattern.nominal().rows() - 1;
		int lines = 0;
		int seen = 0;
		for (int line : pattern.brightest(pattern.count())) {
			double row = law.rowAt(pattern.u()[line]);
			if (lines < LINES && row > 4 && row < last - 4) {
				lines++;
				seen += nearest(all.rows(), row) <= TOLERANCE ? 1 : 0;
			}
		}
		LineMatch match = LineMatch.of(pattern, law, peaks, TOLERANCE, 0.05);
		double squares = 0;
		for (double distance : match.distances()) {
			squares += distance * distance;
		}
		return new MatchQuality(peaks.count(), explained, chance / SHIFTS.length, lines, seen,
				match.count() == 0 ? Double.NaN : Math.sqrt(squares / match.count()), merit(pattern, law, all));
	}

	/** Brightness of the lines that have a peak, less where the two are apart. */
	private static double merit(LinePattern pattern, RowLaw law, LinePeaks peaks) {
		LineMatch match = LineMatch.of(pattern, law, peaks, TOLERANCE, 0.05);
		double merit = 0;
		for (int pair = 0; pair < match.count(); pair++) {
			double distance = match.distances()[pair] / TOLERANCE;
			double height = StrictMath.log1p(peaks.signalToNoise()[match.peaks()[pair]]);
			merit += Math.sqrt(pattern.weight()[match.lines()[pair]] * height) * (1 - distance * distance);
		}
		return merit;
	}

	/** Excess over chance, in standard deviations of chance. */
	public double sigma() {
		double share = peaks == 0 ? 0 : chance / peaks;
		return (explained - chance) / Math.sqrt(Math.max(chance * (1 - share), 1));
	}

	/** Whether it is the true one beyond doubt, of all that a blind search may find. */
	public boolean isCertain() {
		boolean all = explained >= FEW && explained >= FEW_SHARE * peaks && sigma() >= FEW_SIGMA;
		return isGood() && (all || sigma() >= BLIND_SIGMA);
	}

	/** Whether it is the true one, if a neighbour has led to it. */
	public boolean isConfirmed() {
		return isGood() && sigma() >= NEAR_SIGMA;
	}

	private boolean isGood() {
		return explained >= FEWEST && explained >= LEAST_SHARE * peaks && scatter <= MOST_SCATTER;
	}

	private static int explained(double[] rows, LinePeaks peaks, double shift) {
		int count = 0;
		for (double row : peaks.rows()) {
			count += nearest(rows, row + shift) <= TOLERANCE ? 1 : 0;
		}
		return count;
	}

	/** Distance to the nearest of rising values. */
	private static double nearest(double[] rising, double value) {
		int at = Arrays.binarySearch(rising, value);
		if (at >= 0) {
			return 0;
		}
		int above = -at - 1;
		double distance = above < rising.length ? rising[above] - value : Double.POSITIVE_INFINITY;
		return above > 0 ? Math.min(distance, value - rising[above - 1]) : distance;
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%d of %d peaks (chance %.1f), %d of %d lines, scatter %.2f, %.1f sigma",
				explained, peaks, chance, seen, lines, scatter, sigma());
	}
}
