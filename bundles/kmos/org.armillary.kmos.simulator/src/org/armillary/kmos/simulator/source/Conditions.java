package org.armillary.kmos.simulator.source;

import java.util.List;

/**
 * Air and sky during an exposure, in the middle of it.
 *
 * @param airmassStart
 *            air mass at the start
 * @param airmassEnd
 *            air mass at the end
 * @param zenithDegrees
 *            distance from the zenith
 * @param parallacticDegrees
 *            parallactic angle: position angle of the zenith, from north over east
 * @param pressureHectopascal
 *            at the ground
 * @param celsius
 *            at the ground
 * @param humidityPercent
 *            at the ground
 * @param seeingArcsec
 *            at 0.5 µm in the zenith, full width at half maximum
 * @param waterVapourMillimetre
 *            precipitable, in the zenith
 * @param cloudTransmission
 *            grey, 1 where there are none
 * @param groupFactors
 *            brightness of hydroxyl lines of upper vibrational levels 0 to 10 over their usual one
 * @param rotationalKelvin
 *            rotational temperature of hydroxyl
 * @param oxygenFactor
 *            brightness of O₂ over its usual one
 * @param twilightFactor
 *            brightness of the twilight sky over its nominal one; 0 at night
 * @param kmPerSecond
 *            velocity by which what stands still in the barycentre of the solar system recedes from the telescope in the
 *            direction of the field
 */
public record Conditions(double airmassStart, double airmassEnd, double zenithDegrees, double parallacticDegrees,
		double pressureHectopascal, double celsius, double humidityPercent, double seeingArcsec,
		double waterVapourMillimetre, double cloudTransmission, List<Double> groupFactors, double rotationalKelvin,
		double oxygenFactor, double twilightFactor, double kmPerSecond) {

	/** Copies the list. */
	public Conditions {
		groupFactors = List.copyOf(groupFactors);
	}

	/** Mean of the air masses. */
	public double airmass() {
		return (airmassStart + airmassEnd) / 2;
	}

	/** Air at Paranal on a usual night: for tests, and for lamps. */
	public static Conditions usual() {
		return new Conditions(1.2, 1.2, 33.6, 30, 743, 12, 15, 0.8, 2.5, 1,
				List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), 190, 1, 0, 0);
	}
}
