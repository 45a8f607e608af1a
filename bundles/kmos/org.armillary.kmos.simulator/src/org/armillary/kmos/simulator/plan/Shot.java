package org.armillary.kmos.simulator.plan;

import java.util.Optional;

import org.armillary.kmos.simulator.header.ObservingBlock;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.header.Template;

/**
 * An exposure that is asked for.
 *
 * @param rawClass
 *            its class
 * @param type
 *            {@code ESO DPR TYPE}
 * @param dit
 *            time of one integration, s
 * @param ndit
 *            number of integrations, one after the other, that are averaged
 * @param mode
 *            how the detectors are read
 * @param template
 *            its template
 * @param templateNumber
 *            number of the template in the night
 * @param number
 *            number within the template, from 1
 * @param block
 *            its observing block
 * @param dataset
 *            the set of frames that it belongs to
 * @param angle
 *            angle of the rotator, degrees; on the sky it follows from the field instead
 * @param aim
 *            what the telescope points at; empty for calibrations inside
 * @param overhead
 *            from the end of this exposure to the start of the next, s
 */
record Shot(RawClass rawClass, String type, double dit, int ndit, ReadMode mode, Template template, int templateNumber,
		int number, ObservingBlock block, String dataset, double angle, Optional<Aim> aim, double overhead) {

	/** All integrations together, s. */
	double seconds() {
		return dit * ndit;
	}
}
