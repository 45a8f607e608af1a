package org.armillary.kmos.wavecal.profile;

/** Takes the pixels of bright lines that stand alone, line by line. */
public interface ProfileSink {

	/**
	 * Begins a line.
	 *
	 * @param x
	 *            reduced column, -1 to 1
	 * @param y
	 *            reduced row, -1 to 1
	 * @param shape
	 *            profile that is known so far; it changes after {@link #end}
	 */
	void begin(double x, double y, LineShape shape);

	/**
	 * Adds a pixel of the line.
	 *
	 * @param distance
	 *            of its centre from the line, pixel
	 * @param share
	 *            its value over the light of the line in the column
	 * @param weight
	 *            1 / variance of the share
	 */
	void add(double distance, double share, double weight);

	/** Ends the line. */
	void end();
}
