package org.armillary.kmos.simulator.light;

import java.util.List;

/**
 * Light of one kind in one IFU: one spectrum for all of it, spread over the slitlets. What differs in spectrum from
 * place to place, such as a rotating disc, is a list of these.
 *
 * @param component
 *            its kind
 * @param ifu
 *            IFU, from 1 to 24
 * @param emission
 *            electrons/s of the whole source
 * @param slitlets
 *            14 profiles, in order of the slitlets; their shares need not add up to 1, for a source may lie beside
 *            the IFU
 * @param scale
 *            factor by which the emission is multiplied; lights that differ by it only, such as the sky of several
 *            IFUs, share one emission, whose spectrum is then prepared once
 */
public record Light(Component component, int ifu, Emission emission, List<SlitletProfile> slitlets, double scale) {

	/** Kinds of light, each an image of its own where the truth is asked for. */
	public enum Component {
		/** Continuum lamp. */
		LAMP,
		/** Arc lamps. */
		ARC,
		/** Twilight. */
		TWILIGHT,
		/** Lines of the night sky, and the continuum between them. */
		SKY,
		/** Warm glow. */
		THERMAL,
		/** Stars, discs and all that is pointed at. */
		OBJECT
	}

	/** Copies the list. */
	public Light {
		slitlets = List.copyOf(slitlets);
	}

	/** Light as bright as its emission says. */
	public Light(Component component, int ifu, Emission emission, List<SlitletProfile> slitlets) {
		this(component, ifu, emission, slitlets, 1);
	}
}
