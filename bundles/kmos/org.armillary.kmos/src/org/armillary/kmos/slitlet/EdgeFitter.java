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
	/** Sum of squares of what a fit leaves, in variances, from which on one of its pixels is suspected. */
	private static final double BAD_FIT = 25;
	/** Part of it that may remain without the suspected pixel. */
	private static final double CURED = 0.25;
	/** Error of the model relative to the level. */
	private static final double MODEL = 0.02;

	private final RowBins bins;
	private final double[][] start;
	private final SlitletLight[] lights;
	/** Light next to edges, adu; the last one is that of no edge. */
	private final double[][] near;
	private final double[][] gap;
	private final double[][] places;
	private final double[][] weights;
	private final double[] none;
	private final double[] offset;
	private final double[] offsets;
	private EdgeProfile profile;
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
		this.lights = new SlitletLight[start.length / 2];
		this.near = new double[start.length][bins.count()];
		this.gap = new double[start.length][bins.count()];
		this.places = new double[start.length][bins.count()];
		this.weights = new double[start.length][bins.count()];
		this.none = new double[bins.count()];
		Arrays.fill(none, Double.NaN);
		this.offset = new double[start.length];
		this.offsets = new double[bins.count()];
		this.profile = profile;
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
			measureLight(THIN);
			measure(THIN, round % THIN);
			for (EdgeLight each : local) {
				improvement.add(each);
			}
			profile = improvement.improved();
			improvement = new ProfileFit(profile);
		}
		measureLight(1);
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

	private void measureLight(int step) {
		for (int i = 0; i < lights.length; i++) {
			lights[i] = SlitletLight.measure(bins, start[2 * i], start[2 * i + 1], profile, step);
		}
		for (int edge = 0; edge < start.length; edge++) {
			for (int bin = 0; bin < bins.count(); bin++) {
				near[edge][bin] = plateau(edge, bin, start[edge][bin]);
			}
		}
		for (int right = 0; right <= start.length; right += 2) {
			double[] light = new double[bins.count()];
			boolean hasLeft = right > 0;
			boolean hasRight = right < start.length;
			GapLight.measure(bins, hasLeft ? start[right - 1] : none, hasRight ? start[right] : none,
					hasLeft ? near[right - 1] : none, hasRight ? near[right] : none, profile, step, light);
			if (hasLeft) {
				gap[right - 1] = light;
			}
			if (hasRight) {
				gap[right] = light;
			}
		}
	}

	private void measure(int step, int first) {
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
		for (int edge = 0; edge < start.length; edge++) {
			for (int bin = first; bin < bins.count(); bin += step) {
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

	/** Variance that all places of an edge share, pixel². */
	double sharedVariance(int edge) {
		return local[edge].variance();
	}

	/** The light of a slitlet by its index. */
	SlitletLight light(int slitlet) {
		return lights[slitlet];
	}

	/** The profile as it was found. */
	EdgeProfile profile() {
		return profile;
	}

	/** Full width at half maximum of the blur, pixel. */
	double blur() {
		return profile.blur();
	}

	/** Light of a slitlet at one of its edges, adu. */
	private double plateau(int edge, int bin, double place) {
		SlitletLight light = lights[edge / 2];
		double other = start[edge ^ 1][bin];
		double middle = (start[edge][bin] + other) / 2;
		double t = (place - middle) / (Math.abs(start[edge][bin] - other) / 2);
		return light.level()[bin] * (1 + t * (light.slope()[bin] + t * light.bend()[bin]));
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
		SlitletLight light = lights[edge / 2];
		return light.level()[bin] - dark(edge, bin) > SIGMA * light.noise()[bin] && !Double.isNaN(start[edge][bin]);
	}

	private double dark(int edge, int bin) {
		return gap[edge][bin] + local[edge].dark() * lights[edge / 2].level()[bin];
	}

	/** Light that the edge on the other side of the gap gives to a pixel, adu. */
	private double tail(int edge, int bin, int x) {
		int other = (edge & 1) == 0 ? edge - 1 : edge + 1;
		if (other < 0 || other >= start.length) {
			return 0;
		}
		double light = near[other][bin] - gap[edge][bin];
		double place = start[other][bin] + offset[other];
		double distance = (edge & 1) == 0 ? place - x : x - place;
		return distance > -EdgeProfile.REACH && light > 0 ? light * profile.at(distance) : 0;
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
		int inward = (edge & 1) == 0 ? 1 : -1;
		SlitletLight light = lights[edge / 2];
		double level = light.level()[bin];
		double dark = dark(edge, bin);
		double expected = start[edge][bin];
		double place = expected;
		double half = Math.abs(place - start[edge ^ 1][bin]) / 2;
		// change of the light for each pixel inward, at the edge
		double growth = level * ((light.slope()[bin] * inward - 2 * light.bend()[bin]) / half + local[edge].growth());
		int from = (int) Math.ceil(expected - (inward > 0 ? OUTER : INNER));
		int to = (int) Math.floor(expected + (inward > 0 ? INNER : OUTER));
		for (int x = from; x <= to; x++) {
			tails[x - from] = tail(edge, bin, x);
		}
		for (int step = 0; step < STEPS; step++) {
			double gradient = 0;
			information = 0;
			leftOver = 0;
			double rise = plateau(edge, bin, place) * (1 + local[edge].level()) - dark;
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
		int inward = (edge & 1) == 0 ? 1 : -1;
		SlitletLight light = lights[edge / 2];
		double level = light.level()[bin];
		double dark = dark(edge, bin);
		double half = Math.abs(start[edge][bin] - start[edge ^ 1][bin]) / 2;
		double growth = level * ((light.slope()[bin] * inward - 2 * light.bend()[bin]) / half + local[edge].growth());
		double rise = plateau(edge, bin, place) * (1 + local[edge].level()) - dark;
		double inner = Math.max(LOCAL_INNER, LOCAL_SPREADS * profile.spread());
		int other = inward > 0 ? edge - 1 : edge + 1;
		boolean hasOther = other >= 0 && other < start.length && near[other][bin] > 0;
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
				improvement.terms(away, (near[other][bin] - dark) / rise, term, 4);
			}
			local[edge].add(weight, off, term);
		}
	}
}
