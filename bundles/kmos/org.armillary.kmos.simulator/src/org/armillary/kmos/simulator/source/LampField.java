package org.armillary.kmos.simulator.source;

import java.util.List;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.optics.IfuField;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * How lamps light the field of an IFU: smoothly, not evenly, and differently from IFU to IFU. Arc lamps do it much like the
 * continuum lamp. The rotator changes it a little. The mean over the field is 1.
 */
final class LampField {

	/** Share of the structure by which arc lamps depart from the continuum lamp. */
	private static final double ARC_DEPARTURE = 0.25;
	/** Share of the structure that turns with the rotator; 0.2 per cent of the light at the usual strength. */
	private static final double TURNING = 0.025;

	private final IfuField field;
	private final FieldVignetting vignetting;
	private final double strength;
	private final FieldShape lamp;
	private final FieldShape arc;
	private final FieldShape turning;
	private final double phase;

	LampField(long seed, Settings settings, int ifu) {
		field = IfuField.of(seed, settings, ifu);
		vignetting = FieldVignetting.of(seed, settings, ifu);
		strength = settings.get(Setting.LAMP_STRUCTURE);
		var streams = new RandomStreams(seed);
		lamp = new FieldShape(streams.generator(Purpose.LAMPS, 1, ifu));
		arc = new FieldShape(streams.generator(Purpose.LAMPS, 2, ifu));
		turning = new FieldShape(streams.generator(Purpose.LAMPS, 3, ifu));
		phase = 2 * StrictMath.PI * streams.generator(Purpose.LAMPS, 4, ifu).nextDouble();
	}

	/** Profiles of the continuum lamp at an angle of the rotator, degrees. */
	List<SlitletProfile> flat(double angleDegrees) {
		double turn = TURNING * strength * StrictMath.sin(StrictMath.toRadians(angleDegrees) + phase);
		return FilledField.profiles(field, vignetting,
				(along, across) -> 1 + strength * lamp.at(along, across) + turn * turning.at(along, across));
	}

	/** Profiles of arc lamps at an angle of the rotator, degrees. */
	List<SlitletProfile> arc(double angleDegrees) {
		double turn = TURNING * strength * StrictMath.sin(StrictMath.toRadians(angleDegrees) + phase);
		return FilledField.profiles(field, vignetting, (along, across) -> 1 + strength * lamp.at(along, across)
				+ ARC_DEPARTURE * strength * arc.at(along, across) + turn * turning.at(along, across));
	}

	/**
	 * Profiles of light that fills the field with a slope.
	 *
	 * @param slopeX
	 *            change of the brightness from the middle of the field to its edge along x of the reconstructed image
	 * @param slopeY
	 *            the same along y
	 */
	List<SlitletProfile> sloping(double slopeX, double slopeY) {
		return FilledField.profiles(field, vignetting,
				(along, across) -> 1 + (slopeX * field.orientation().x(along, across)
						+ slopeY * field.orientation().y(along, across)) / IfuField.HALF_FIELD_MAS);
	}
}
