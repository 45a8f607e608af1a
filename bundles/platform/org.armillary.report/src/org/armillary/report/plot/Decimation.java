package org.armillary.report.plot;

import java.util.Arrays;

/**
 * Leaves out values that could not be seen. Of those that follow one another in the same column of pixels the first,
 * the smallest, the largest and the last stay, in their order: what is drawn is the same, and no extreme is lost.
 */
final class Decimation {

	/** So many values are drawn one by one. */
	private static final int MOST = 2000;

	private final Series series;
	private final Frame frame;
	private int[] kept = new int[256];
	private int count;

	private Decimation(Series series, Frame frame) {
		this.series = series;
		this.frame = frame;
	}

	/**
	 * Values of a line that are drawn one by one for each pixel of its width: with more they would cover each other.
	 */
	private static final int MOST_PER_PIXEL = 2;

	/** Whether there are more values than can be seen. */
	static boolean isNeeded(Series series, Frame frame) {
		return series.length() > (series.form() == Series.Form.LINE ? Math.min(MOST, MOST_PER_PIXEL * frame.width())
				: MOST);
	}

	/** The column of pixels of a place; those beyond the frame are in the one next to it. */
	static int column(Frame frame, double x) {
		return (int) Math.floor(Math.clamp(frame.across(x), frame.left() - 1, frame.right() + 1));
	}

	/** The indices of the values that stay, ascending; with those that interrupt a line. */
	static int[] of(Series series, Frame frame) {
		if (!isNeeded(series, frame)) {
			int[] all = new int[series.length()];
			Arrays.setAll(all, i -> i);
			return all;
		}
		return new Decimation(series, frame).indices();
	}

	private int[] indices() {
		int column = Integer.MIN_VALUE;
		int first = -1;
		int last = -1;
		int smallest = -1;
		int largest = -1;
		int interruption = -1;
		for (int i = 0; i < series.length(); i++) {
			double value = series.yAt(i);
			if (Double.isNaN(value) || Double.isNaN(series.xAt(i))) {
				interruption = interruption < 0 && first >= 0 ? i : interruption;
				continue;
			}
			int own = column(frame, series.xAt(i));
			if (own != column) {
				keep(first, smallest, largest, last);
				if (interruption >= 0) {
					keep(interruption);
				}
				column = own;
				first = i;
				smallest = i;
				largest = i;
			}
			interruption = -1;
			smallest = value < series.yAt(smallest) ? i : smallest;
			largest = value > series.yAt(largest) ? i : largest;
			last = i;
		}
		keep(first, smallest, largest, last);
		return Arrays.copyOf(kept, count);
	}

	private void keep(int... indices) {
		Arrays.sort(indices);
		for (int index : indices) {
			if (index >= 0 && (count == 0 || kept[count - 1] != index)) {
				if (count == kept.length) {
					kept = Arrays.copyOf(kept, 2 * count);
				}
				kept[count++] = index;
			}
		}
	}
}
