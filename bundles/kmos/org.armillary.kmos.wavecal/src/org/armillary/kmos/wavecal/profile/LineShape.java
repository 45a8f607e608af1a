package org.armillary.kmos.wavecal.profile;

/**
 * The profile of a line in one place of a detector: the share of its light in a pixel by the distance of the pixel's
 * centre from the line's first moment, pixel. A cubic spline of unit area that ends {@value #REACH} pixels from the
 * middle. To be used again and again by one thread: {@link LineProfile#shapeAt} sets it.
 */
public final class LineShape {

	/** Distance from the middle where the profile ends, pixel. */
	public static final double REACH = 5.5;
	/** Distance of the knots, pixel. */
	static final double STEP = 0.5;
	/** Number of B-splines that are 0 at both ends. */
	static final int SPLINES = (int) (2 * REACH / STEP) - 3;

	private static final int PAD = 3;
	private static final int STEPS_A_PIXEL = (int) (1 / STEP);
	private static final int INTERVALS = (int) (2 * REACH / STEP);
	private static final double SPLINE_VARIANCE = STEP * STEP / 3;
	/** Newton's steps, which are halvings where they lead astray. */
	private static final int STEPS = 40;
	private static final double EXACT = 1e-9;
	private static final double SEARCH_REACH = 2;
	private static final double SEARCH_STEP = 0.25;

	private final double[] padded = new double[SPLINES + 2 * PAD];
	private double shift;

	/** The place of the maximum of a B-spline, pixel from the middle of the knots. */
	static double centre(int spline) {
		return (spline + 2) * STEP - REACH;
	}

	/**
	 * The four B-splines that are not 0 at a distance from the middle of the knots.
	 *
	 * @param distance
	 *            pixel
	 * @param values
	 *            receives four values
	 * @return number of the first of them, −3 or more; those below 0 and from {@link #SPLINES} on do not exist
	 */
	static int splines(double distance, double[] values) {
		double place = (distance + REACH) / STEP;
		int interval = (int) Math.floor(place);
		double f = place - interval;
		double g = 1 - f;
		values[0] = g * g * g / 6;
		values[1] = ((3 * f - 6) * f * f + 4) / 6;
		values[2] = (((3 - 3 * f) * f + 3) * f + 1) / 6;
		values[3] = f * f * f / 6;
		return interval - PAD;
	}

	/** Takes coefficients of the B-splines over; area and first moment become 1 and 0. */
	void set(double[] coefficients) {
		double area = 0;
		double moment = 0;
		for (int k = 0; k < SPLINES; k++) {
			area += coefficients[k];
			moment += coefficients[k] * centre(k);
		}
		shift = moment / area;
		double scale = 1 / (area * STEP);
		for (int k = 0; k < SPLINES; k++) {
			padded[k + PAD] = coefficients[k] * scale;
		}
	}

	/** Distance of the first moment from the middle of the knots, pixel. */
	double shift() {
		return shift;
	}

	/** The share of the light at a distance from the first moment, 1/pixel. */
	public double value(double distance) {
		double place = (distance + shift + REACH) / STEP;
		if (!(place > 0 && place < 2 * REACH / STEP)) {
			return 0;
		}
		int interval = (int) place;
		double f = place - interval;
		double g = 1 - f;
		return (g * g * g * padded[interval] + ((3 * f - 6) * f * f + 4) * padded[interval + 1]
				+ (((3 - 3 * f) * f + 3) * f + 1) * padded[interval + 2] + f * f * f * padded[interval + 3]) / 6;
	}

	/** The derivative of {@link #value} by the distance, 1/pixel². */
	public double slope(double distance) {
		double place = (distance + shift + REACH) / STEP;
		if (!(place > 0 && place < 2 * REACH / STEP)) {
			return 0;
		}
		int interval = (int) place;
		double f = place - interval;
		double g = 1 - f;
		return (-g * g * padded[interval] + (3 * f - 4) * f * padded[interval + 1]
				+ ((2 - 3 * f) * f + 1) * padded[interval + 2] + f * f * padded[interval + 3]) / (2 * STEP);
	}

	/**
	 * The profile at distances one pixel apart, all of which have the same place between the knots.
	 *
	 * @param first
	 *            first distance, pixel
	 * @param count
	 *            number of distances
	 * @param values
	 *            receives {@link #value} at each from {@code at} on
	 * @param slopeAt
	 *            {@link #slope} times {@code factor} is added to {@code values} from here on; −1 for not at all
	 */
	public void sample(double first, int count, double[] values, int at, int slopeAt, double factor) {
		double place = (first + shift + REACH) / STEP;
		int interval = (int) Math.floor(place);
		double f = place - interval;
		double g = 1 - f;
		double a = g * g * g / 6;
		double b = ((3 * f - 6) * f * f + 4) / 6;
		double c = (((3 - 3 * f) * f + 3) * f + 1) / 6;
		double d = f * f * f / 6;
		double scale = factor / (2 * STEP);
		double da = -g * g * scale;
		double db = (3 * f - 4) * f * scale;
		double dc = ((2 - 3 * f) * f + 1) * scale;
		double dd = f * f * scale;
		for (int i = 0; i < count; i++, interval += STEPS_A_PIXEL) {
			if (interval < 0 || interval >= INTERVALS) {
				values[at + i] = 0;
				continue;
			}
			double p = padded[interval];
			double q = padded[interval + 1];
			double r = padded[interval + 2];
			double s = padded[interval + 3];
			values[at + i] = a * p + b * q + c * r + d * s;
			if (slopeAt >= 0) {
				values[slopeAt + i] += da * p + db * q + dc * r + dd * s;
			}
		}
	}

	/** The standard deviation, pixel. */
	public double deviation() {
		return Math.sqrt(moment(2));
	}

	/** The third moment over the cube of the standard deviation; positive with the longer tail at larger rows. */
	public double skewness() {
		double deviation = deviation();
		return moment(3) / (deviation * deviation * deviation);
	}

	/** The third moment about the first, pixel³. */
	public double thirdMoment() {
		return moment(3);
	}

	/** Full width at half maximum, pixel. */
	public double fwhm() {
		double place = 0;
		double highest = value(0);
		for (double other = -SEARCH_REACH; other <= SEARCH_REACH; other += SEARCH_STEP) {
			double value = value(other);
			if (value > highest) {
				highest = value;
				place = other;
			}
		}
		double low = place - SEARCH_STEP;
		double high = place + SEARCH_STEP;
		for (int step = 0; step < STEPS && high - low > EXACT; step++) {
			// the slope is nearly straight around the peak, and falls
			double lowSlope = slope(low);
			double highSlope = slope(high);
			boolean isBracket = lowSlope > 0 && highSlope < 0;
			double middle = isBracket && step % 3 != 2 ? low + (high - low) * lowSlope / (lowSlope - highSlope)
					: (low + high) / 2;
			double rise = slope(middle);
			low = rise > 0 ? middle : low;
			high = rise > 0 ? high : middle;
			place = middle;
			if (rise == 0 || isBracket && Math.abs(rise) < EXACT * highest) {
				break;
			}
		}
		double half = value(place) / 2;
		return crossing(place, half, SEARCH_STEP) - crossing(place, half, -SEARCH_STEP);
	}

	/** Where the profile falls to a level on one side of its peak. */
	private double crossing(double peak, double level, double step) {
		double inside = peak;
		while (value(inside + step) > level && Math.abs(inside - peak) < REACH) {
			inside += step;
		}
		double outside = inside + step;
		double place = (inside + outside) / 2;
		for (int i = 0; i < STEPS; i++) {
			double excess = value(place) - level;
			if (excess > 0) {
				inside = place;
			} else {
				outside = place;
			}
			double next = place - excess / slope(place);
			boolean isBetween = (next - inside) * (next - outside) < 0;
			next = isBetween ? next : (inside + outside) / 2;
			if (Math.abs(next - place) < EXACT) {
				return next;
			}
			place = next;
		}
		return place;
	}

	private double moment(int power) {
		double sum = 0;
		for (int k = 0; k < SPLINES; k++) {
			double distance = centre(k) - shift;
			double square = distance * distance;
			sum += padded[k + PAD]
					* (power == 2 ? square + SPLINE_VARIANCE : distance * (square + 3 * SPLINE_VARIANCE));
		}
		return sum * STEP;
	}
}
