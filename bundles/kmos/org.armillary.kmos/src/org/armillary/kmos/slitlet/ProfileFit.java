package org.armillary.kmos.slitlet;

/**
 * Finds the width and the wings of the profile of edges, and over what width pixels take in light, from what fits of
 * all edges leave. Light along slitlets is not even, so each edge has a level, a growth, a shift and light over the
 * gap of its own.
 */
final class ProfileFit {

	private static final double SIGMA_STEP = 0.02;
	private static final double WING_STEP = 0.005;
	private static final double PIXEL_STEP = 0.1;
	private static final double LEAST_SIGMA = 0.15;
	private static final double GREATEST_SIGMA = 1.3;
	private static final double GREATEST_WING = 0.06;
	private static final double GREATEST_CHANGE = 0.15;
	private static final double GREATEST_PIXEL_CHANGE = 0.4;
	/** Departures of the blur of some edges from that of all: expected, and greatest, pixel. */
	private static final double USUAL_BLUR = 0.03;
	private static final double GREATEST_OWN_CHANGE = 0.1;
	/** Departures of wings from none, and of pixels from full width, that are expected where the data do not tell. */
	private static final double USUAL_WING = 0.02;
	private static final double USUAL_PIXEL = 0.2;

	private static final double HOLD = 1e6;

	private final EdgeProfile profile;
	private final EdgeProfile wider;
	private final EdgeProfile winged;
	private final EdgeProfile smaller;
	private final double[] normal = new double[EdgeLight.SHARED * EdgeLight.SHARED];
	private final double[] right = new double[EdgeLight.SHARED];

	/** An improvement of a profile. */
	ProfileFit(EdgeProfile profile) {
		this.profile = profile;
		double sigma = profile.sigma();
		wider = EdgeProfile.of(sigma + SIGMA_STEP, profile.wing(), profile.pixel());
		winged = EdgeProfile.of(sigma, profile.wing() + WING_STEP, profile.pixel());
		// at the same variance
		double pixel = profile.pixel() > PIXEL_STEP ? profile.pixel() - PIXEL_STEP : profile.pixel() + PIXEL_STEP;
		double rest = sigma * sigma + (profile.pixel() * profile.pixel() - pixel * pixel) / 12;
		smaller = EdgeProfile.of(Math.sqrt(Math.max(rest, LEAST_SIGMA * LEAST_SIGMA / 4)), profile.wing(), pixel);
	}

	/**
	 * Adds to the terms that all edges share what they are at a distance from an edge.
	 *
	 * @param level
	 *            of the edge, relative to that of the edge that is fitted
	 */
	void terms(double distance, double level, double[] terms, int from) {
		double here = profile.at(distance);
		terms[from] += level * (wider.at(distance) - here) / SIGMA_STEP;
		terms[from + 1] += level * (winged.at(distance) - here) / WING_STEP;
		terms[from + 2] += level * (smaller.at(distance) - here) / (smaller.pixel() - profile.pixel());
	}

	/** Takes in what was added for an edge. */
	void add(EdgeLight edge) {
		edge.share(normal, right);
	}

	/** Standard deviation of the blur as what was added tells it where wings and pixels are right, pixel. */
	double blur() {
		double change = right[0] / (normal[0] + 1 / (USUAL_BLUR * USUAL_BLUR));
		double sigma = profile.sigma() + Math.clamp(change, -GREATEST_OWN_CHANGE, GREATEST_OWN_CHANGE);
		return Math.clamp(sigma, LEAST_SIGMA, GREATEST_SIGMA);
	}

	/** The profile improved. */
	EdgeProfile improved() {
		normal[EdgeLight.SHARED + 1] += 1 / (USUAL_WING * USUAL_WING);
		right[1] -= profile.wing() / (USUAL_WING * USUAL_WING);
		normal[2 * EdgeLight.SHARED + 2] += 1 / (USUAL_PIXEL * USUAL_PIXEL);
		right[2] -= (profile.pixel() - 1) / (USUAL_PIXEL * USUAL_PIXEL);
		double[] solution = new double[EdgeLight.SHARED];
		if (!SmallSystem.solve(normal, right, EdgeLight.SHARED, solution)) {
			return profile;
		}
		// what would leave its range is held at the end of it
		double wing = Math.clamp(profile.wing() + solution[1], 0, GREATEST_WING);
		hold(1, wing - profile.wing() - solution[1], wing - profile.wing(), solution);
		double pixel = Math.clamp(
				profile.pixel() + Math.clamp(solution[2], -GREATEST_PIXEL_CHANGE, GREATEST_PIXEL_CHANGE), 0, 1);
		hold(2, pixel - profile.pixel() - solution[2], pixel - profile.pixel(), solution);
		wing = Math.clamp(profile.wing() + solution[1], 0, GREATEST_WING);
		double sigma = profile.sigma() + Math.clamp(solution[0], -GREATEST_CHANGE, GREATEST_CHANGE);
		double variance = sigma * Math.abs(sigma) + (profile.pixel() * profile.pixel() - pixel * pixel) / 12;
		sigma = Math.sqrt(Math.max(variance, LEAST_SIGMA * LEAST_SIGMA));
		return EdgeProfile.of(Math.min(sigma, GREATEST_SIGMA), wing, pixel);
	}

	private void hold(int term, double excess, double value, double[] solution) {
		if (excess == 0) {
			return;
		}
		double weight = HOLD * normal[term * EdgeLight.SHARED + term];
		normal[term * EdgeLight.SHARED + term] += weight;
		right[term] += weight * value;
		SmallSystem.solve(normal, right, EdgeLight.SHARED, solution);
	}
}
