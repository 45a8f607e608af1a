package org.armillary.kmos.slitlet;

import java.util.Arrays;

/**
 * Measures edges to a small part of a pixel: in each bin of rows the profile of the edge is fitted to the pixels
 * around it, with the light inside and what lies over the gap outside known from their neighbours, so that neither a
 * slope of the light nor light in the gaps moves the edge. The profile is improved with what the fits leave. Edges are
 * numbered twice the index of the slitlet, one more for right edges. For one thread.
 */
final class EdgeFitter {

	/** Scatter of the response of pixels that is reckoned with. */
	static final double RESPONSE = 0.03;

	private static final double OUTER = 1.6;
	private static final double INNER = 2.0;
	private static final int STEPS = 4;
	/** Pixels that are off by more than this part of the level are doubted. */
	private static final double DOUBTFUL = 0.12;
	/** Least level in standard deviations of the noise. */
	private static final double SIGMA = 5;
	private static final double LARGEST_RESIDUAL = 0.15;
	/** Faintest light relative to the level that tells about the scatter of response. */
	private static final double LEAST_LIGHT = 0.3;
	private static final double LARGEST_MOVE = 1;
	private static final double LARGEST_MOVE_OF_DOUBTED = 1.6;
	/** Pixels that tell about the profile and the light near an edge: how far out and in, or in spreads of the edge. */
	private static final double LOCAL_OUTER = 1.6;
	private static final double LOCAL_INNER = 3.5;
	private static final double LOCAL_SPREADS = 3.2;
	/** Bins of which one is looked at while the profile is improved. */
	private static final int THIN = 4;
	/** The same while it is found how it differs over the detector. */
	private static final int OWN_STEP = 2;
	/** Sum of squares of what a fit leaves, in variances, from which on one of its pixels is suspected. */
	private static final double BAD_FIT = 25;
	/** Part of it that may remain without the suspected pixel. */
	private static final double CURED = 0.25;
	/** Growth of the light along slitlets that is usual, over its median. */
	private static final double USUAL_GROWTH = 2;
	/** Error of the model relative to the level. */
	private static final double MODEL = 0.02;

	private final RowBins bins;
	private final double[][] start;
	private final EdgeSurroundings light;
	private final double[][] places;
	private final double[][] weights;
	private final double[] offset;
	private final double[] offsets;
	private final EdgeProfiles profiles;
	private ProfileFit improvement;
	private final EdgeLight[] local;
	private final double[] term = new double[EdgeLight.SHARED + 4];
	private final double[] tails = new double[16];
	private final int[] suspected;
	private final int[] seen;

	/**
	 * A fitter.
	 *
	 * @param start
	 *            about where each edge lies in each bin; NaN in bins or of edges that shall not be measured
	 * @param profile
	 *            first guess of the profile
	 */
	EdgeFitter(RowBins bins, double[][] start, EdgeProfile profile) {
		this.bins = bins;
		this.start = start;
		this.light = new EdgeSurroundings(bins, start);
		this.places = new double[start.length][bins.count()];
		this.weights = new double[start.length][bins.count()];
		this.offset = new double[start.length];
		this.offsets = new double[bins.count()];
		this.profiles = new EdgeProfiles(start.length, bins.count(), profile);
		this.improvement = new ProfileFit(profile);
		this.local = new EdgeLight[start.length];
		for (int edge = 0; edge < local.length; edge++) {
			local[edge] = new EdgeLight();
		}
		this.suspected = new int[bins.columns()];
		this.seen = new int[bins.columns()];
	}

	/**
	 * Improves the profile, then the light near edges, and measures all edges.
	 *
	 * @param rounds
	 *            how often the profile is improved
	 */
	void run(int rounds) {
		for (int round = 0; round < rounds; round++) {
			light.measure(profiles.common(), THIN);
			measure(THIN, round % THIN);
			for (EdgeLight each : local) {
				improvement.add(each);
			}
			profiles.set(improvement.improved());
			improvement = new ProfileFit(profiles.common());
		}
		light.measure(profiles.common(), THIN);
		place(OWN_STEP, 0);
		for (int section = 0; section < EdgeProfiles.SECTIONS; section++) {
			collect(profiles.firstBin(section), profiles.firstBin(section + 1));
			profiles.add(section, local);
		}
		profiles.improve();
		light.measure(profiles.common(), 1);
		measure(1, 0);
		for (EdgeLight each : local) {
			each.improve();
		}
		measure(1, 0);
	}

	/**
	 * Measures edges in some bins so that single columns that do not fit are left out.
	 *
	 * @return columns that do not fit in most bins
	 */
	boolean[] misfits() {
		Arrays.fill(suspected, 0);
		Arrays.fill(seen, 0);
		for (int edge = 0; edge < start.length; edge++) {
			for (int bin = 0; bin < bins.count(); bin += 2) {
				suspect(edge, bin);
			}
		}
		boolean[] misfits = new boolean[bins.columns()];
		for (int x = 0; x < misfits.length; x++) {
			misfits[x] = suspected[x] > 2 && suspected[x] > 0.4 * seen[x];
		}
		return misfits;
	}

	/** Measures edges in one of so many bins, and collects what the fits leave. */
	private void measure(int step, int first) {
		place(step, first);
		collect(first, bins.count());
	}

	private void place(int step, int first) {
		for (int edge = 0; edge < start.length; edge++) {
			for (int bin = 0; bin < bins.count(); bin++) {
				places[edge][bin] = Double.NaN;
				weights[edge][bin] = 0;
				if (bin % step == first) {
					fit(edge, bin);
				}
			}
			offset[edge] = offset(edge);
		}
	}

	/** Collects what fits leave in measured bins from one to before another. */
	private void collect(int from, int to) {
		for (int edge = 0; edge < start.length; edge++) {
			for (int bin = from; bin < to; bin++) {
				if (weights[edge][bin] > 0) {
					collect(edge, bin, start[edge][bin] + offset[edge]);
				}
			}
		}
	}

	/** How far the places of an edge lie from where they were expected. */
	private double offset(int edge) {
		int found = 0;
		for (int bin = 0; bin < bins.count(); bin++) {
			if (weights[edge][bin] > 0) {
				offsets[found++] = places[edge][bin] - start[edge][bin];
			}
		}
		return found == 0 ? 0 : CombFinder.median(offsets, 0, found - 1);
	}

	/** Column of an edge in each bin; NaN where it was not measured. */
	double[] places(int edge) {
		return places[edge];
	}

	/** Inverse variance of the places, 1/pixel². */
	double[] weights(int edge) {
		return weights[edge];
	}

	/**
	 * Variances that all places of each edge share, pixel². Light that grows along the slitlet adds to them where it
	 * grows more than usual: whether it does so before the optics blur it or after moves what looks like the edge by
	 * the growth times the variance of the blur, and nobody knows which.
	 */
	double[] sharedVariances() {
		int middle = bins.count() / 2;
		double[] growths = new double[start.length];
		double[] seen = new double[start.length];
		int found = 0;
		for (int edge = 0; edge < start.length; edge++) {
			double width = Math.abs(start[edge][middle] - start[edge ^ 1][middle]);
			growths[edge] = Math.abs(light.of(edge / 2).growth(middle, (edge & 1) == 0 ? -1 : 1, width));
			if (Double.isFinite(growths[edge])) {
				seen[found++] = growths[edge];
			}
		}
		double usual = found == 0 ? 0 : USUAL_GROWTH * CombFinder.median(seen, 0, found - 1);
		double[] variances = new double[start.length];
		for (int edge = 0; edge < start.length; edge++) {
			double moved = growths[edge] > usual ? (growths[edge] - usual) * profiles.common().variance() : 0;
			variances[edge] = local[edge].variance() + (Double.isFinite(moved) ? moved * moved : 0);
		}
		return variances;
	}

	/** The light of a slitlet by its index. */
	SlitletLight light(int slitlet) {
		return light.of(slitlet);
	}

	/** The profile as it was found. */
	EdgeProfile profile() {
		return profiles.common();
	}

	/** Full width at half maximum of the blur, pixel. */
	double blur() {
		return profiles.common().blur();
	}

	private void fit(int edge, int bin) {
		if (!measurable(edge, bin)) {
			return;
		}
		double expected = start[edge][bin];
		double place = solve(edge, bin, -1, DOUBTFUL);
		if (Math.abs(place - expected) < LARGEST_MOVE) {
			places[edge][bin] = place;
			weights[edge][bin] = information;
		}
	}

	/** Whether there is light enough. */
	private boolean measurable(int edge, int bin) {
		SlitletLight inside = light.of(edge / 2);
		return inside.level()[bin] - dark(edge, bin) > SIGMA * inside.noise()[bin] && !Double.isNaN(start[edge][bin]);
	}

	private double dark(int edge, int bin) {
		return light.overGap(edge, bin) + local[edge].dark() * light.of(edge / 2).level()[bin];
	}

	/** Light that the edge on the other side of the gap gives to a pixel, adu. */
	private double tail(int edge, int bin, int x) {
		int other = (edge & 1) == 0 ? edge - 1 : edge + 1;
		if (other < 0 || other >= start.length) {
			return 0;
		}
		double bright = light.near(other, bin) - light.overGap(edge, bin);
		double place = start[other][bin] + offset[other];
		double distance = (edge & 1) == 0 ? place - x : x - place;
		return distance > -EdgeProfile.REACH && bright > 0 ? bright * profiles.at(other, bin).at(distance) : 0;
	}

	private double information;
	private double leftOver;

	/**
	 * Fits the place of an edge.
	 *
	 * @param without
	 *            column that does not count
	 * @param doubtful
	 *            pixels that are off by more than this part of the level are doubted
	 */
	private double solve(int edge, int bin, int without, double doubtful) {
		EdgeProfile profile = profiles.at(edge, bin);
		int inward = (edge & 1) == 0 ? 1 : -1;
		SlitletLight inside = light.of(edge / 2);
		double level = inside.level()[bin];
		double dark = dark(edge, bin);
		double expected = start[edge][bin];
		double place = expected;
		double half = Math.abs(place - start[edge ^ 1][bin]) / 2;
		// change of the light for each pixel inward, at the edge
		double growth = level * ((inside.slope()[bin] * inward - 2 * inside.bend()[bin]) / half + local[edge].growth());
		int from = (int) Math.ceil(expected - (inward > 0 ? OUTER : INNER));
		int to = (int) Math.floor(expected + (inward > 0 ? INNER : OUTER));
		for (int x = from; x <= to; x++) {
			tails[x - from] = tail(edge, bin, x);
		}
		for (int step = 0; step < STEPS; step++) {
			double gradient = 0;
			information = 0;
			leftOver = 0;
			double rise = light.plateau(edge, bin, place) * (1 + local[edge].level()) - dark;
			for (int x = from; x <= to; x++) {
				float value = bins.mean(bin, x);
				if (Float.isNaN(value) || x == without) {
					continue;
				}
				double distance = inward * (x - place);
				double share = profile.at(distance);
				double model = dark + tails[x - from] + rise * share + growth * profile.ramp(distance);
				double slope = rise * profile.slope(distance) + growth * share;
				double scatter = RESPONSE * rise * Math.max(share, LEAST_LIGHT);
				double variance = bins.variance(bin, x) + scatter * scatter / bins.rowsPerBin();
				double off = model - value;
				leftOver += off * off / (variance + MODEL * MODEL * rise * rise);
				double doubt = off / (doubtful * rise);
				doubt *= doubt;
				double weight = 1 / (variance * (1 + doubt * doubt));
				gradient += weight * slope * off;
				information += weight * slope * slope;
			}
			if (!(information > 0)) {
				return Double.NaN;
			}
			place += inward * gradient / information;
			if (!(Math.abs(place - expected) < LARGEST_MOVE_OF_DOUBTED)) {
				return Double.NaN;
			}
		}
		return place;
	}

	/** Fits without each of the pixels in turn if the fit is bad. */
	private void suspect(int edge, int bin) {
		if (!measurable(edge, bin)) {
			return;
		}
		double expected = start[edge][bin];
		double place = solve(edge, bin, -1, Double.POSITIVE_INFINITY);
		boolean good = !Double.isNaN(place) && leftOver < BAD_FIT;
		double all = Double.isNaN(place) ? Double.POSITIVE_INFINITY : leftOver;
		double least = Double.POSITIVE_INFINITY;
		int best = -1;
		double cured = place;
		for (int x = (int) Math.ceil(expected - INNER); x <= expected + INNER; x++) {
			if (Float.isNaN(bins.mean(bin, x))) {
				continue;
			}
			seen[x]++;
			if (!good) {
				double without = solve(edge, bin, x, Double.POSITIVE_INFINITY);
				if (!Double.isNaN(without) && leftOver < least) {
					least = leftOver;
					best = x;
					cured = without;
				}
			}
		}
		if (!good && best >= 0 && least < CURED * all) {
			suspected[best]++;
			place = cured;
			places[edge][bin] = place;
			weights[edge][bin] = information;
		}
	}

	/** Adds what the fit leaves to what tells about the profile and the light near the edge. */
	private void collect(int edge, int bin, double place) {
		EdgeProfile profile = profiles.at(edge, bin);
		int inward = (edge & 1) == 0 ? 1 : -1;
		SlitletLight inside = light.of(edge / 2);
		double level = inside.level()[bin];
		double dark = dark(edge, bin);
		double half = Math.abs(start[edge][bin] - start[edge ^ 1][bin]) / 2;
		double growth = level * ((inside.slope()[bin] * inward - 2 * inside.bend()[bin]) / half + local[edge].growth());
		double rise = light.plateau(edge, bin, place) * (1 + local[edge].level()) - dark;
		double inner = Math.max(LOCAL_INNER, LOCAL_SPREADS * profile.spread());
		int other = inward > 0 ? edge - 1 : edge + 1;
		boolean hasOther = other >= 0 && other < start.length && light.near(other, bin) > 0;
		int first = (int) Math.ceil(place - (inward > 0 ? LOCAL_OUTER : inner));
		int last = (int) Math.floor(place + (inward > 0 ? inner : LOCAL_OUTER));
		for (int x = first; x <= last; x++) {
			float value = bins.mean(bin, x);
			double distance = inward * (x - place);
			double share = profile.at(distance);
			double ramp = profile.ramp(distance);
			double off = (value - dark - tail(edge, bin, x) - growth * ramp) / rise - share;
			if (!(Math.abs(off) < LARGEST_RESIDUAL)) {
				continue;
			}
			double noise = RESPONSE * Math.max(share, LEAST_LIGHT);
			double weight = 1 / (bins.variance(bin, x) / (rise * rise) + noise * noise / bins.rowsPerBin());
			term[0] = share;
			term[1] = ramp;
			term[2] = 1 - share;
			term[3] = profile.slope(distance);
			Arrays.fill(term, 4, term.length, 0);
			improvement.terms(distance, 1, term, 4);
			if (hasOther) {
				double away = inward * (start[other][bin] + offset[other] - x);
				improvement.terms(away, (light.near(other, bin) - dark) / rise, term, 4);
			}
			local[edge].add(weight, off, term);
		}
	}
}
