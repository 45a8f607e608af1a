package org.armillary.kmos.simulator.detector;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.armillary.kmos.simulator.random.Poisson;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * Charge that cosmic rays leave in one exposure of a detector. Three of four hits are charged particles that cross the
 * sensitive layer on a straight line, from all directions alike; their charge goes with the length of the path and
 * is spread as Moyal 1955 (Phil. Mag. 46, 263) approximates Landau's law. The others are secondary electrons that
 * stop at once, with charges of an exponential law. All charge diffuses on its way to the pixels, by a profile that
 * is not Gaussian.
 *
 * @param hits
 *            number of the hit from 1, for each pixel hit
 * @param pixels
 *            the pixel, {@code y * side + x}
 * @param charges
 *            its charge, electrons; pixels of less than one electron are left out
 */
public record CosmicRays(int[] hits, int[] pixels, double[] charges) {

	private static final double PIXEL_MICRON = FrameFormat.PIXEL_CM * 1e4;
	/** Thickness of the sensitive layer, µm. */
	private static final double THICKNESS_MICRON = 10;
	/** Most probable charge of a particle at minimum of ionisation: 1 keV/µm in HgCdTe at 1.5 eV for each electron. */
	private static final double ELECTRONS_PER_MICRON = 700;
	/** Width of Moyal's law as a share of the most probable charge. */
	private static final double CHARGE_WIDTH = 0.2;
	private static final double LARGEST_DEVIATION = 30;
	private static final double SMALLEST_CHARGE_SHARE = 0.2;
	private static final double STOPPING_SHARE = 0.25;
	private static final double STOPPING_ELECTRONS = 500;
	/** Steepest path, as length along the detector over thickness. */
	private static final double LARGEST_TANGENT = 100;
	/** Scale of the logistic profile of diffusion, pixels; its standard deviation is 1.81 times that, 4 µm. */
	private static final double DIFFUSION = 0.12;
	private static final double STEP = 0.1;
	private static final int DIFFUSION_REACH = 1;

	/**
	 * Draws the hits of an exposure of a detector.
	 *
	 * @param model
	 *            the detector
	 * @param exposure
	 *            number of the exposure, from 0
	 * @param seconds
	 *            its duration, all integrations together
	 */
	static CosmicRays of(DetectorModel model, int exposure, double seconds) {
		SplittableRandom random = model.streams().generator(Purpose.COSMIC_RAYS, model.number(), exposure);
		FrameFormat format = model.format();
		int count = (int) Poisson.next(random, model.expectedHits(seconds));
		var byHit = new int[count][];
		var chargesByHit = new double[count][];
		int size = 0;
		for (int hit = 0; hit < count; hit++) {
			Map<Integer, Double> charges = hit(format, random);
			charges.values().removeIf(charge -> charge < 1);
			byHit[hit] = charges.keySet().stream().mapToInt(Integer::intValue).toArray();
			chargesByHit[hit] = charges.values().stream().mapToDouble(Double::doubleValue).toArray();
			size += byHit[hit].length;
		}
		var rays = new CosmicRays(new int[size], new int[size], new double[size]);
		int next = 0;
		for (int hit = 0; hit < count; hit++) {
			for (int i = 0; i < byHit[hit].length; i++) {
				rays.hits[next] = hit + 1;
				rays.pixels[next] = byHit[hit][i];
				rays.charges[next++] = chargesByHit[hit][i];
			}
		}
		return rays;
	}

	/** The pixels that hold charge of hits: 1 in these and 0 in others, {@code [y][x]} in one array. */
	byte[] mask(FrameFormat format) {
		var mask = new byte[format.pixels()];
		for (int pixel : pixels) {
			mask[pixel] = 1;
		}
		return mask;
	}

	/** Charge by pixel of one hit. */
	private static Map<Integer, Double> hit(FrameFormat format, SplittableRandom random) {
		double x = FrameFormat.REFERENCE_WIDTH + format.activeSide() * random.nextDouble();
		double y = FrameFormat.REFERENCE_WIDTH + format.activeSide() * random.nextDouble();
		var charges = new TreeMap<Integer, Double>();
		if (random.nextDouble() < STOPPING_SHARE) {
			diffuse(format, x, y, -STOPPING_ELECTRONS * StrictMath.log(1 - random.nextDouble()), charges);
			return charges;
		}
		// through a plane, directions from all sides alike have a cosine of density proportional to itself
		double squaredCosine = 1 - random.nextDouble();
		double tangent = StrictMath.min(LARGEST_TANGENT, StrictMath.sqrt(1 / squaredCosine - 1));
		double azimuth = 2 * StrictMath.PI * random.nextDouble();
		double normal = random.nextGaussian();
		double deviation = StrictMath.min(LARGEST_DEVIATION, -StrictMath.log(normal * normal));
		double pathMicron = THICKNESS_MICRON * StrictMath.sqrt(1 + tangent * tangent);
		double charge = ELECTRONS_PER_MICRON * pathMicron
				* StrictMath.max(SMALLEST_CHARGE_SHARE, 1 + CHARGE_WIDTH * deviation);
		double length = THICKNESS_MICRON / PIXEL_MICRON * tangent;
		int steps = (int) StrictMath.ceil(length / STEP) + 1;
		for (int step = 0; step < steps; step++) {
			double along = length * (step + 0.5) / steps;
			diffuse(format, x + along * StrictMath.cos(azimuth), y + along * StrictMath.sin(azimuth), charge / steps,
					charges);
		}
		return charges;
	}

	/** Shares charge that was set free at a place among the active pixels around; pixel n reaches from n to n + 1. */
	private static void diffuse(FrameFormat format, double x, double y, double charge, Map<Integer, Double> charges) {
		int centreX = (int) StrictMath.floor(x);
		int centreY = (int) StrictMath.floor(y);
		for (int row = centreY - DIFFUSION_REACH; row <= centreY + DIFFUSION_REACH; row++) {
			for (int column = centreX - DIFFUSION_REACH; column <= centreX + DIFFUSION_REACH; column++) {
				if (!format.isReference(column, row)) {
					double share = shareWithin(column - x) * shareWithin(row - y);
					charges.merge(row * format.side() + column, charge * share, Double::sum);
				}
			}
		}
	}

	/** Share of the charge that arrives between {@code edge} and {@code edge + 1} pixels from its origin. */
	private static double shareWithin(double edge) {
		return 1 / (1 + StrictMath.exp(-(edge + 1) / DIFFUSION)) - 1 / (1 + StrictMath.exp(-edge / DIFFUSION));
	}
}
