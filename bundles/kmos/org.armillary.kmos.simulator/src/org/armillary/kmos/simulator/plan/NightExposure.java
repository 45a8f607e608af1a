package org.armillary.kmos.simulator.plan;

import java.util.List;
import java.util.Map;

import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.optics.InstrumentState;
import org.armillary.kmos.simulator.source.Conditions;

/**
 * One exposure of a night, ready to be made.
 *
 * @param number
 *            its number in order of time, from 0
 * @param fileName
 *            name of the raw file
 * @param rawClass
 *            its class
 * @param dataset
 *            the set of frames that it belongs to
 * @param secondsOfNight
 *            its start, seconds after that of the first exposure
 * @param dit
 *            time of one integration, s
 * @param ndit
 *            number of integrations that are averaged
 * @param readMode
 *            name of the read-out mode, {@code Double} or {@code Nondest}
 * @param readNoise
 *            read noise of one integration in that mode, electrons
 * @param state
 *            state of the instrument
 * @param conditions
 *            air and sky
 * @param lampFactor
 *            brightness of the lamps over its usual one
 * @param arms
 *            24 arms
 * @param keywords
 *            keywords of the primary header, as {@code RawKeywords} names them
 */
public record NightExposure(int number, String fileName, RawClass rawClass, String dataset, double secondsOfNight,
		double dit, int ndit, String readMode, double readNoise, InstrumentState state, Conditions conditions,
		double lampFactor, List<ArmView> arms, Map<String, Object> keywords) {

	/** Copies the list; the map keeps its order. */
	public NightExposure {
		arms = List.copyOf(arms);
	}
}
