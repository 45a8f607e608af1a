package org.armillary.kmos.noisemap;

import java.util.OptionalDouble;
import java.util.OptionalLong;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.kmos.DetectorNoise;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.KmosFile;
import org.armillary.kmos.KmosMessage;

/** What the headers of a raw frame say about the noise of a detector; parameters may take their place. */
final class DetectorKeywords {

	static final String READ_NOISE = "ESO DET CHIP RON";

	private static final String GAIN = "ESO DET CHIP GAIN";
	private static final String INTEGRATIONS = "ESO DET NDIT";
	private static final String NUMBER = "ESO DET CHIP INDEX";

	private DetectorKeywords() {
	}

	/**
	 * The noise of a detector.
	 *
	 * @param file
	 *            the frame
	 * @param extension
	 *            the detector's extension
	 * @param parameters
	 *            what the user says instead
	 */
	static DetectorNoise noise(KmosFile file, KmosExtension extension, NoiseMap.Parameters parameters)
			throws ActorException, FitsException {
		double readNoise = parameters.readNoise() > 0 ? parameters.readNoise() : readNoise(file, extension);
		double gain = parameters.gain() > 0 ? parameters.gain() : gain(extension);
		return new DetectorNoise(readNoise, gain, integrations(file));
	}

	/** Refuses an extension whose header says that it is that of another detector. */
	static void checkNumber(KmosExtension extension, int detector) throws ActorException, FitsException {
		OptionalLong number = extension.header().findInteger(NUMBER);
		if (number.isPresent() && number.getAsLong() != detector) {
			throw data(KmosMessage.CONTRADICTION.with(extension.data().label(), NUMBER, number.getAsLong(),
					"its place in the file", detector));
		}
	}

	/** Refuses a read noise that cannot be; {@code label} names the header in which it stands. */
	static double checkedReadNoise(String label, double electrons) throws ActorException {
		if (electrons == 0) {
			throw data(NoiseMapMessage.READ_NOISE_ZERO.with(label, READ_NOISE));
		}
		return positive(label, READ_NOISE, electrons, "the read noise in electrons, above 0", "readNoise");
	}

	private static double readNoise(KmosFile file, KmosExtension extension) throws ActorException, FitsException {
		OptionalDouble common = file.primary().findReal(READ_NOISE);
		OptionalDouble own = extension.data().index() == 0 ? OptionalDouble.empty()
				: extension.header().findReal(READ_NOISE);
		if (common.isPresent()) {
			double electrons = checkedReadNoise(label(file), common.getAsDouble());
			if (own.isPresent() && own.getAsDouble() != electrons) {
				throw data(NoiseMapMessage.READ_NOISE_DIFFERS.with(file.path().getFileName(), electrons,
						extension.name(), own.getAsDouble()));
			}
			return electrons;
		}
		return checkedReadNoise(extension.data().label(), own.orElseThrow(
				() -> missing(label(file), READ_NOISE, "the read noise in electrons", "readNoise")));
	}

	private static double gain(KmosExtension extension) throws ActorException, FitsException {
		FitsHeader header = extension.header();
		String expected = "the gain in electrons per ADU, above 0";
		double gain = header.findReal(GAIN)
				.orElseThrow(() -> missing(extension.data().label(), GAIN, expected, "gain"));
		return positive(extension.data().label(), GAIN, gain, expected, "gain");
	}

	private static long integrations(KmosFile file) throws ActorException, FitsException {
		long integrations = file.primary().findInteger(INTEGRATIONS).orElse(1);
		if (integrations < 1) {
			throw data(KmosMessage.KEYWORD_VALUE.with(label(file), INTEGRATIONS, integrations,
					"the number of integrations that were averaged, at least 1"));
		}
		return integrations;
	}

	private static double positive(String label, String keyword, double value, String expected, String parameter)
			throws ActorException {
		if (!(value > 0) || Double.isInfinite(value)) {
			throw data(NoiseMapMessage.KEYWORD_VALUE.with(label, keyword, value, expected, parameter));
		}
		return value;
	}

	private static ActorException missing(String label, String keyword, String expected, String parameter) {
		return data(NoiseMapMessage.KEYWORD_MISSING.with(label, keyword, expected, parameter));
	}

	private static String label(KmosFile file) {
		return file.path().getFileName() + ", primary header";
	}

	private static ActorException data(Message message) {
		return new ActorException(Kind.DATA, message);
	}
}
