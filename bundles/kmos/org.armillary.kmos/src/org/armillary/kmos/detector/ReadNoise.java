package org.armillary.kmos.detector;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.LevelCorrection;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.ReadoutChannels;

/**
 * Read noise by read-out channel. The header tells one number (DET CHIP RON, of one integration); how much a channel
 * differs from it is told by its reference pixels, in all frames together. Where those of a channel scatter by less than
 * half or more than twice that, they are no measure and the header counts alone. Where those of all channels scatter by
 * a tenth less than the header says, they are quieter than others and tell the differences between channels only.
 */
final class ReadNoise {

	private static final String KEYWORD = "ESO DET CHIP RON";
	private static final double MOST_RATIO = 4;
	/** Mean ratio of variances below which reference pixels are quieter than others. */
	private static final double QUIET_RATIO = 0.8;

	private ReadNoise() {
	}

	/**
	 * Variance of each column in each frame, adu², {@code [frame][nx]}.
	 *
	 * @param measured
	 *            levels of the read-out channels of each frame as the reference pixels have them
	 */
	static float[][] variances(List<RawFrame> frames, int detector, List<LevelCorrection> measured)
			throws ActorException, FitsException {
		ReadoutChannels channels = frames.getFirst().channels();
		double[] stated = new double[frames.size()];
		for (int frame = 0; frame < stated.length; frame++) {
			stated[frame] = stated(frames.get(frame), detector);
		}
		double[] ratios = new double[ReadoutChannels.COUNT];
		for (int channel = 0; channel < ratios.length; channel++) {
			ratios[channel] = ratio(channel, measured, stated, frames);
		}
		double mean = Arrays.stream(ratios).average().orElse(1);
		double quiet = stated[0] > 0 && mean < QUIET_RATIO ? 1 / mean : 1;
		float[][] variances = new float[stated.length][channels.nx()];
		for (int frame = 0; frame < stated.length; frame++) {
			double unit = unit(stated[frame], frames.get(frame));
			for (int x = 0; x < channels.nx(); x++) {
				variances[frame][x] = (float) (unit * quiet * ratios[channels.channel(x)]);
			}
		}
		return variances;
	}

	/**
	 * Variance of the reference pixels of a channel over that of the header; absolute, adu², where the header has none.
	 *
	 */
	private static double ratio(int channel, List<LevelCorrection> measured, double[] stated, List<RawFrame> frames) {
		double sum = 0;
		int count = 0;
		for (int frame = 0; frame < stated.length; frame++) {
			LevelCorrection levels = measured.get(frame);
			double samples = levels.channels().width() * ReadoutChannels.REFERENCE;
			for (int level = 2 * channel; level <= 2 * channel + 1; level++) {
				double variance = levels.variances()[level] * samples / unit(stated[frame], frames.get(frame));
				if (Double.isFinite(variance)) {
					sum += variance;
					count++;
				}
			}
		}
		double ratio = count == 0 ? 1 : sum / count;
		boolean plausible = ratio >= 1 / MOST_RATIO && ratio <= MOST_RATIO || stated[0] == 0;
		return plausible ? ratio : 1;
	}

	/** Variance by which the ratios are multiplied, adu². */
	private static double unit(double stated, RawFrame frame) {
		return stated > 0 ? stated : 1.0 / frame.setup().integrations();
	}

	/** Variance of a frame as its header says, adu²; 0 where it does not. */
	private static double stated(RawFrame frame, int detector) throws ActorException, FitsException {
		FitsHeader own = frame.detectors().get(detector - 1).header();
		Object primary = frame.primary().values().get(KEYWORD);
		OptionalDouble noise = primary != null ? number(frame, primary) : own.findReal(KEYWORD);
		if (noise.isEmpty()) {
			return 0;
		}
		if (!(noise.getAsDouble() >= 0) || Double.isInfinite(noise.getAsDouble())) {
			throw value(frame, noise.getAsDouble());
		}
		double adu = noise.getAsDouble() / frame.gain(detector - 1);
		return adu * adu / frame.setup().integrations();
	}

	private static OptionalDouble number(RawFrame frame, Object value) throws ActorException {
		if (value instanceof Number number) {
			return OptionalDouble.of(number.doubleValue());
		}
		throw value(frame, "'" + value + "'");
	}

	private static ActorException value(RawFrame frame, Object found) {
		return new ActorException(Kind.DATA, KmosMessage.KEYWORD_VALUE.with(frame.setup().file(), KEYWORD, found,
				"the read noise in electron, 0 or more"));
	}
}
