package org.armillary.kmos.flat;

import java.util.List;

import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.SlitletProblem;

/**
 * What was made of one detector at one angle, without its pixels of floating point.
 *
 * @param angle
 *            place of the angle, from 0
 * @param detector
 *            1 to 3
 * @param ny
 *            rows
 * @param nx
 *            columns
 * @param traces
 *            edges of the slitlets
 * @param problems
 *            what is odd about slitlets
 * @param bad
 *            which pixels are good
 * @param quality
 *            how good the flat is
 */
record UnitResult(int angle, int detector, int ny, int nx, DetectorTraces traces, List<SlitletProblem> problems,
		ColdPixels bad, FlatQuality quality) {
}
