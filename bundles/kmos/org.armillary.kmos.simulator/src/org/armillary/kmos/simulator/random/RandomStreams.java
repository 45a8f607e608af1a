package org.armillary.kmos.simulator.random;

import java.util.SplittableRandom;

/**
 * Random numbers for each part of a simulation on its own, so that a part has the same numbers whatever the order of
 * work and whichever other parts there are. The state of a generator is made from seed, purpose and place by the
 * finaliser of Steele, Lea &amp; Flood 2014 (OOPSLA, 453).
 *
 * @param seed
 *            seed of the whole simulation
 */
public record RandomStreams(long seed) {

	private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

	/** What random numbers are drawn for. */
	public enum Purpose {
		/** Smooth dark current. */
		DARK_CURRENT,
		/** Read noise and constant offsets of channels. */
		CHANNELS,
		/** Offsets of channels in time. */
		DRIFT,
		/** Places and strengths of hot and cold pixels. */
		DEFECTS,
		/** Cosmic rays. */
		COSMIC_RAYS,
		/** Electrons and read noise of pixels. */
		PIXELS,
		/** Start times of exposures. */
		TIMES,
		/** What is observed in a night, and how. */
		NIGHT,
		/** What goes wrong in a night. */
		FAULTS,
		/** Places of slitlets and arc lines. */
		GEOMETRY,
		/** Flexure of instrument and arms. */
		FLEXURE,
		/** Moves of the grating wheel. */
		GRATING,
		/** Line profile. */
		PROFILE,
		/** Throughput of IFUs and slitlets. */
		THROUGHPUT,
		/** Structure of lamps. */
		LAMPS,
		/** Lines of the sky and of the air. */
		SKY,
		/** Lines of stars. */
		STARS,
		/** Places and targets of arms. */
		ARMS,
		/** Air and sky in time. */
		CONDITIONS,
		/** Response of pixels. */
		RESPONSE,
		/** Persistence. */
		PERSISTENCE
	}

	/**
	 * A generator.
	 *
	 * @param purpose
	 *            what it is for
	 * @param place
	 *            numbers that tell it from others of the purpose, such as detector, exposure and row
	 */
	public SplittableRandom generator(Purpose purpose, int... place) {
		long state = mixed(mixed(seed) + GOLDEN_GAMMA * (purpose.ordinal() + 1));
		for (int number : place) {
			state = mixed(state + GOLDEN_GAMMA * (number + 1L));
		}
		return new SplittableRandom(state);
	}

	private static long mixed(long bits) {
		long first = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
		long second = (first ^ first >>> 27) * 0x94D049BB133111EBL;
		return second ^ second >>> 31;
	}
}
