package org.armillary.kmos.simulator.header;

import java.util.List;

/**
 * What the templates of KMOS have in common whoever plans them: integration times and overheads in seconds, such that
 * exposures follow each other as seen in the archive: darks of 60 s 68 s apart, flats 11 s, arcs 64 s, standards 85 s, science
 * of 600 s 618 s.
 */
public final class Cadence {

	/** From the start of a template to its first exposure, s. */
	public static final double SETUP_SECONDS = 25;
	/** To turn the rotator to another angle, s. */
	public static final double ANGLE_SECONDS = 50;
	/** After a dark, s. */
	public static final double DARK_OVERHEAD = 8;
	/** Integration time of a lamp flat, s. */
	public static final double FLAT_DIT = 3;
	/** After a lamp or twilight flat, s. */
	public static final double FLAT_OVERHEAD = 8;
	/** Integration time of an arc, s. */
	public static final double ARC_DIT = 30;
	/** After an arc, s. */
	public static final double ARC_OVERHEAD = 34;
	/** After an exposure of a standard star or an acquisition, s. */
	public static final double STANDARD_OVERHEAD = 65;
	/** After a science exposure, s. */
	public static final double SCIENCE_OVERHEAD = 18;
	/** The arms that see a standard star one after the other, one of each spectrograph. */
	public static final List<Integer> STANDARD_ARMS = List.of(3, 11, 19);
	/** Programme of calibrations. */
	public static final String CALIBRATION_PROGRAM = "60.A-9000(A)";

	private Cadence() {
	}
}
