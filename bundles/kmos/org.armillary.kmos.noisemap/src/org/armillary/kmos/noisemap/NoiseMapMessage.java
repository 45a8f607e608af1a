package org.armillary.kmos.noisemap;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum NoiseMapMessage implements MessageTemplate {

	/** File, keyword, category. */
	PRODUCT("noisemap.product", "{0}: {1} = {2}, expected a raw frame, which has no category",
			"Give the raw frame; products of recipes have a noise of their own already."),
	/** File, keyword, what is expected, parameter. */
	KEYWORD_MISSING("noisemap.keyword-missing", "{0}: keyword {1} is missing, expected {2}",
			"Give the value by the parameter {3}.", "Check that this is a raw frame."),
	/** File, keyword, value found, what is expected, parameter. */
	KEYWORD_VALUE("noisemap.keyword-value", "{0}: {1} = {2}, expected {3}",
			"Give the value by the parameter {4}.", "Check that this is a raw frame as the instrument wrote it."),
	/** File, keyword. */
	READ_NOISE_ZERO("noisemap.read-noise-zero",
			"{0}: {1} = 0, expected the read noise in electrons, above 0; headers have 0 where it was not measured for"
					+ " the read mode, and a map made with it would give faint pixels no noise",
			"Give the read noise of this read mode by the parameter readNoise, in electrons."),
	/** File, value of the primary header, extension, its value. */
	READ_NOISE_DIFFERS("noisemap.read-noise-differs",
			"{0}: ESO DET CHIP RON = {1} electrons in the primary header, but {2} has {3} electrons",
			"Find out which is right and give it by the parameter readNoise, in electrons."),
	/** File and extension, unit found. */
	UNIT("noisemap.unit", "{0}: BUNIT = ‘{1}’, expected adu, or none as in raw frames",
			"Give a raw frame: after a division by exposure time, gain or flat field its counts no longer tell the"
					+ " photon noise."),
	/** File and extension. */
	NOISE_REPLACED("noisemap.noise-replaced", "{0}: the extension had noise already; it is replaced",
			"Check that this is a raw frame: the noise of a combination is not that of a single frame.");

	private final MessageText text;

	NoiseMapMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
