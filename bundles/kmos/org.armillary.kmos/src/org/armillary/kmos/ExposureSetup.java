package org.armillary.kmos;

import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * How long and in which mode an exposure was read, as its primary header says. A raw frame is the mean of
 * {@code integrations} integrations of {@code ditSeconds} each.
 *
 * @param file
 *            name of the file, for messages
 * @param ditSeconds
 *            detector integration time (DET SEQ1 DIT), s
 * @param integrations
 *            number of integrations averaged (DET NDIT)
 * @param readMode
 *            read-out mode (DET READ CURNAME); empty if the header does not say
 * @param samples
 *            reads along the ramp (DET NDSAMPLES); 0 if the header does not say
 */
public record ExposureSetup(String file, double ditSeconds, long integrations, String readMode, long samples) {

	private static final String DIT = "ESO DET SEQ1 DIT";
	private static final String NDIT = "ESO DET NDIT";
	private static final String READ_MODE = "ESO DET READ CURNAME";
	private static final String SAMPLES = "ESO DET NDSAMPLES";
	/** Times closer than this are the same; headers round to milliseconds. */
	private static final double SAME_SECONDS = 0.002;

	/**
	 * Reads the keywords.
	 *
	 * @param file
	 *            name of the file, for messages
	 * @param keywords
	 *            keywords of the primary header with their values
	 * @throws ActorException
	 *             if one is missing, has an impossible value or contradicts another
	 */
	public static ExposureSetup of(String file, Map<String, Object> keywords) throws ActorException {
		Object instrument = keywords.get("INSTRUME");
		if (instrument != null && !"KMOS".equals(instrument)) {
			throw new ActorException(Kind.DATA, KmosMessage.KEYWORD_VALUE.with(file, "INSTRUME", instrument, "KMOS"));
		}
		double dit = number(file, keywords, DIT, "the integration time in s, above 0");
		double ndit = number(file, keywords, NDIT, "the number of integrations, 1 or more");
		if (!(dit > 0) || Double.isInfinite(dit)) {
			throw value(file, DIT, dit, "a time in s above 0");
		}
		if (!(ndit >= 1) || ndit != Math.rint(ndit) || ndit > Integer.MAX_VALUE) {
			throw value(file, NDIT, ndit, "a whole number, 1 or more");
		}
		Object exposure = keywords.get("EXPTIME");
		if (exposure != null && !(exposure instanceof Number)) {
			throw value(file, "EXPTIME", "'" + exposure + "'", "the exposure time in s");
		}
		if (exposure instanceof Number seconds && !same(seconds.doubleValue(), dit)
				&& Math.abs(seconds.doubleValue() - dit * ndit) > ndit * SAME_SECONDS) {
			throw new ActorException(Kind.DATA, KmosMessage.CONTRADICTION.with(file, "EXPTIME", exposure + " s",
					DIT + " = " + dit + " s with " + NDIT + " = " + (long) ndit,
					dit + " s" + (ndit > 1 ? " or " + dit * ndit + " s" : "")));
		}
		Object mode = keywords.get(READ_MODE);
		Object samples = keywords.get(SAMPLES);
		return new ExposureSetup(file, dit, (long) ndit, mode == null ? "" : mode.toString().strip(),
				samples instanceof Number count ? count.longValue() : 0);
	}

	/**
	 * Checks that exposures were taken alike, so that they may be combined.
	 *
	 * @throws ActorException
	 *             if one differs from the first
	 */
	public static void checkAlike(List<ExposureSetup> setups) throws ActorException {
		for (ExposureSetup setup : setups) {
			ExposureSetup first = setups.getFirst();
			if (!same(setup.ditSeconds, first.ditSeconds)) {
				throw differs(setup, DIT, setup.ditSeconds + " s", first, first.ditSeconds + " s");
			}
			if (setup.integrations != first.integrations) {
				throw differs(setup, NDIT, setup.integrations, first, first.integrations);
			}
			if (!setup.readMode.equals(first.readMode)) {
				throw differs(setup, READ_MODE, setup.readMode, first, first.readMode);
			}
			if (setup.samples != first.samples) {
				throw differs(setup, SAMPLES, setup.samples, first, first.samples);
			}
		}
	}

	private static ActorException differs(ExposureSetup setup, String keyword, Object value, ExposureSetup first,
			Object firstValue) {
		return new ActorException(Kind.DATA,
				KmosMessage.SETUPS_DIFFER.with(setup.file, keyword, value, first.file, firstValue));
	}

	private static boolean same(double seconds, double otherSeconds) {
		return Math.abs(seconds - otherSeconds) < SAME_SECONDS;
	}

	private static double number(String file, Map<String, Object> keywords, String keyword, String expected)
			throws ActorException {
		@Nullable
		Object value = keywords.get(keyword);
		if (value == null) {
			throw new ActorException(Kind.DATA, KmosMessage.KEYWORD_MISSING.with(file, keyword, expected));
		}
		if (value instanceof Number number) {
			return number.doubleValue();
		}
		throw value(file, keyword, "'" + value + "'", expected);
	}

	private static ActorException value(String file, String keyword, Object found, String expected) {
		return new ActorException(Kind.DATA, KmosMessage.KEYWORD_VALUE.with(file, keyword, found, expected));
	}
}
