package org.armillary.kmos.simulator.source;

import org.armillary.kmos.simulator.source.Target.Disc;

/**
 * Light and velocity of a rotating disc on the sky, before air and telescope. The disc is thin, its brightness falls
 * exponentially and ends at {@value #END_SCALES} scale lengths, and it rotates with
 * {@code V(R) = V 2/π atan(R / Rt)} (Courteau 1997, AJ 114, 2402). Places are arcsec from its middle, x to the east and y to
 * the north. Immutable.
 */
public final class DiscModel {

	/** Scale lengths at which the disc ends. */
	static final double END_SCALES = 9;

	private static final double LEAST_COSINE = 0.1;
	private static final double MAP_STEP_ARCSEC = 0.05;
	private static final double MAP_HALF_ARCSEC = 1.9;
	private static final int MAP_PARTS = 4;

	/**
	 * A disc in the field of an IFU, before seeing: {@code [y][x]} in one array, x and y of the IFU rising from pixel to pixel,
	 * the middle of the field in the middle of the map.
	 *
	 * @param size
	 *            pixels in x, and in y
	 * @param stepArcsec
	 *            size of a pixel
	 * @param brightness
	 *            share of the light of the whole disc that falls into an arcsec², mean over each pixel; for lines and continuum
	 *            alike
	 * @param velocity
	 *            velocity of recession over that of the middle of the disc, km/s, at the middle of each pixel; NaN without light
	 * @param dispersion
	 *            velocity dispersion of the gas at the middle of each pixel, km/s; NaN without light
	 */
	public record Maps(int size, double stepArcsec, double[] brightness, double[] velocity, double[] dispersion) {
	}

	private final Disc disc;
	private final double cosine;
	private final double sine;
	private final double east;
	private final double north;
	private final double central;

	private DiscModel(Disc disc) {
		this.disc = disc;
		double inclination = StrictMath.toRadians(disc.inclinationDegrees());
		cosine = StrictMath.max(LEAST_COSINE, StrictMath.abs(StrictMath.cos(inclination)));
		sine = StrictMath.sin(inclination);
		double angle = StrictMath.toRadians(disc.positionAngleDegrees());
		east = StrictMath.sin(angle);
		north = StrictMath.cos(angle);
		double inside = 1 - (1 + END_SCALES) * StrictMath.exp(-END_SCALES);
		double scale = disc.scaleArcsec();
		central = 1 / (2 * StrictMath.PI * scale * scale * cosine * inside);
	}

	/** The model of a disc. */
	public static DiscModel of(Disc disc) {
		return new DiscModel(disc);
	}

	/** The disc. */
	public Disc disc() {
		return disc;
	}

	/** Share of the light of the disc that falls into an arcsec². */
	public double brightness(double xArcsec, double yArcsec) {
		double scales = radius(xArcsec, yArcsec) / disc.scaleArcsec();
		return scales > END_SCALES ? 0 : central * StrictMath.exp(-scales);
	}

	/** Velocity of recession over that of the middle, km/s. */
	public double velocity(double xArcsec, double yArcsec) {
		double radius = radius(xArcsec, yArcsec);
		if (radius == 0) {
			return 0;
		}
		double speed = disc.rotation() * 2 / StrictMath.PI * StrictMath.atan(radius / disc.turnoverArcsec());
		return speed * sine * (xArcsec * east + yArcsec * north) / radius;
	}

	/**
	 * Maps over the field of an IFU and half an arcsec around it.
	 *
	 * @param xArcsec
	 *            the place aimed at, from the middle of the IFU, to which the disc's own offset is added
	 * @param yArcsec
	 *            likewise
	 */
	public Maps maps(double xArcsec, double yArcsec) {
		int size = (int) StrictMath.round(2 * MAP_HALF_ARCSEC / MAP_STEP_ARCSEC);
		var brightness = new double[size * size];
		var velocity = new double[size * size];
		var dispersion = new double[size * size];
		for (int pixel = 0; pixel < brightness.length; pixel++) {
			double x = (pixel % size - (size - 1) / 2.0) * MAP_STEP_ARCSEC - xArcsec - disc.xArcsec();
			double y = (pixel / size - (size - 1) / 2.0) * MAP_STEP_ARCSEC - yArcsec - disc.yArcsec();
			brightness[pixel] = mean(x, y);
			velocity[pixel] = brightness[pixel] > 0 ? velocity(x, y) : Double.NaN;
			dispersion[pixel] = brightness[pixel] > 0 ? disc.dispersion() : Double.NaN;
		}
		return new Maps(size, MAP_STEP_ARCSEC, brightness, velocity, dispersion);
	}

	/** Largest velocity along the line of sight, km/s. */
	double reachKmPerSecond() {
		return StrictMath.abs(disc.rotation() * sine);
	}

	/** Radius at which the disc ends along its major axis, arcsec. */
	double reachArcsec() {
		return END_SCALES * disc.scaleArcsec();
	}

	/** An even number of parts into which a length is divided so that brightness is nearly even in each. */
	int parts(double arcsec) {
		return 2 * StrictMath.clamp((int) StrictMath.ceil(arcsec / (0.3 * disc.scaleArcsec() * cosine)), 2, 8);
	}

	private double mean(double x, double y) {
		double sum = 0;
		for (int part = 0; part < MAP_PARTS * MAP_PARTS; part++) {
			sum += brightness(x + within(part % MAP_PARTS), y + within(part / MAP_PARTS));
		}
		return sum / (MAP_PARTS * MAP_PARTS);
	}

	private static double within(int part) {
		return ((part + 0.5) / MAP_PARTS - 0.5) * MAP_STEP_ARCSEC;
	}

	private double radius(double x, double y) {
		double major = x * east + y * north;
		double minor = (x * north - y * east) / cosine;
		return StrictMath.sqrt(major * major + minor * minor);
	}
}
