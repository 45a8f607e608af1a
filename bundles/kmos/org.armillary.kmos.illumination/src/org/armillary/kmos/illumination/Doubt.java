package org.armillary.kmos.illumination;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the profile of a slitlet may be wrong beyond the noise of its pixels, as the pixels themselves tell: by how much parts of
 * the band disagree, how rough the light along it is, what a quartic adds to its cubic, and how well light near the ends
 * is foretold by the light farther in. One slitlet tells little; those of an IFU are taken together. All relative to the
 * level of the slitlet. Arrays are not to be changed.
 *
 * @param scatter
 *            variance of each place by the differences between parts of the band, less that of noise; NaN where a place
 *            has no mean of its own
 * @param roughness
 *            variance of places with means of their own around the cubic, less that of noise
 * @param quartic
 *            square of the Legendre polynomial of the fourth order that the cubic leaves out
 * @param end
 *            square of what the outermost places deviate from the cubic through the others
 * @param quarticShare
 *            factor of {@code quartic} at each place: 0 where it has a mean of its own
 * @param endShare
 *            factor of {@code end} at each place: 0 away from the ends
 */
record Doubt(double[] scatter, double roughness, double quartic, double end, double[] quarticShare,
		double[] endShare) {

	/** The place next to the outermost one feels the edges half as much. */
	private static final double HALF = 0.5;

	/**
	 * Doubt of places of which some have means of their own.
	 *
	 * @param first
	 *            first place with a mean of its own
	 * @param last
	 *            last one
	 * @param from
	 *            where pixels begin, -1 to 1
	 * @param to
	 *            where they end
	 * @param leverage
	 *            by how much the cubic changes at each place if the light at the first, or at the last place with a mean of
	 *            its own changes by 1; {@code [2][place]}
	 */
	static Doubt of(double[] scatter, double roughness, double quartic, double end, int first, int last, double from,
			double to, double[][] leverage) {
		double[] quarticShare = new double[scatter.length];
		double[] endShare = new double[scatter.length];
		for (int place = 0; place < scatter.length; place++) {
			if (Double.isNaN(scatter[place])) {
				double beyond = quartic(place(place, scatter.length), from, to);
				quarticShare[place] = beyond * beyond;
				endShare[place] = leverage[0][place] * leverage[0][place] + leverage[1][place] * leverage[1][place];
			}
		}
		for (int next = 1; next >= 0; next--) {
			endShare[Math.min(first + next, last)] = next == 0 ? 1 : HALF * HALF;
			endShare[Math.max(last - next, first)] = next == 0 ? 1 : HALF * HALF;
		}
		return new Doubt(scatter, roughness, quartic, end, quarticShare, endShare);
	}

	/** Whether a place has a mean of its own. */
	boolean isKnown(int place) {
		return !Double.isNaN(scatter[place]);
	}

	/** Number of places with a mean of their own. */
	int known() {
		int known = 0;
		for (int place = 0; place < scatter.length; place++) {
			known += isKnown(place) ? 1 : 0;
		}
		return known;
	}

	/** Middle of a place, -1 to 1. */
	static double place(int place, int places) {
		return 2 * (place + 0.5) / places - 1;
	}

	/** What a cubic through points between two places leaves of a Legendre polynomial of the fourth order. */
	static double quartic(double place, double from, double to) {
		double half = (to - from) / 2;
		double x = (place - (from + to) / 2) / half;
		double square = x * x;
		return half * half * half * half * ((35 * square - 30) * square + 3) / 8;
	}

	/** The mean of several slitlets; nothing of it is negative. */
	static Doubt pooled(List<Doubt> slitlets) {
		int places = slitlets.getFirst().scatter.length;
		double[] scatter = new double[places];
		for (int place = 0; place < places; place++) {
			int at = place;
			scatter[place] = mean(slitlets, doubt -> doubt.scatter[at]);
		}
		return new Doubt(scatter, mean(slitlets, Doubt::roughness), mean(slitlets, Doubt::quartic),
				mean(slitlets, Doubt::end), new double[places], new double[places]);
	}

	/** The same, but with what is doubted of the ends by more slitlets: it takes many to tell. */
	Doubt withEndsOf(Doubt more) {
		return new Doubt(scatter, roughness, more.quartic, more.end, quarticShare, endShare);
	}

	/** Variance at a place of this slitlet, relative, where its IFU has this doubt. */
	double variance(Doubt ofIfu, int place) {
		double own = isKnown(place) ? ofIfu.scatter[place] : greatest(ofIfu.scatter);
		return Math.max(own, ofIfu.roughness) + ofIfu.quartic * quarticShare[place] + ofIfu.end * endShare[place];
	}

	private static double greatest(double[] values) {
		double greatest = 0;
		for (double value : values) {
			greatest = Math.max(greatest, value);
		}
		return greatest;
	}

	private static double mean(List<Doubt> slitlets, ToDoubleFunction<Doubt> value) {
		return Math.max(0, slitlets.stream().mapToDouble(value).filter(Double::isFinite).average().orElse(0));
	}
}
