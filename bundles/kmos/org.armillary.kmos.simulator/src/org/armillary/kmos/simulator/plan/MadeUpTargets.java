package org.armillary.kmos.simulator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.source.Target;
import org.armillary.kmos.simulator.source.Target.Blend;
import org.armillary.kmos.simulator.source.Target.Disc;
import org.armillary.kmos.simulator.source.Target.SpectralType;
import org.armillary.kmos.simulator.source.Target.Star;

/**
 * Targets for a field where nobody asked for others: stars, a blend, rotating discs whose Hα falls where the air lets
 * it through in the band, and a reference star.
 */
final class MadeUpTargets {

	private static final int STARS = 3;
	private static final int DISCS = 6;
	private static final double HALPHA_MICRON = 0.65646;
	private static final double FARTHEST_ARCSEC = 0.25;

	private MadeUpTargets() {
	}

	/** Targets of a field; the reference star last. */
	static List<Target> of(SplittableRandom random, String field, Band band) {
		var targets = new ArrayList<Target>();
		for (int i = 1; i <= DISCS; i++) {
			targets.add(disc(random, name(field, "gal", i), band));
		}
		for (int i = 1; i <= STARS; i++) {
			targets.add(star(random, name(field, "pt", i), random.nextDouble(14, 17)));
		}
		targets.add(blend(random, name(field, "blend", 1)));
		targets.add(star(random, field + "-star", random.nextDouble(14, 15)));
		return targets;
	}

	private static Star star(SplittableRandom random, String name, double magnitude) {
		SpectralType type = random.nextInt(3) == 0 ? SpectralType.A0V : SpectralType.G2V;
		return new Star(name, type, rounded(magnitude, 100), place(random), place(random),
				rounded(random.nextDouble(-120, 120), 10));
	}

	private static Blend blend(SplittableRandom random, String name) {
		Star first = star(random, name + "-A", random.nextDouble(15, 16));
		double separation = random.nextDouble(0.55, 0.9);
		double angle = random.nextDouble(0, 2 * StrictMath.PI);
		double magnitude = first.magnitude() + random.nextDouble(0.3, 1.2);
		Star second = new Star(name + "-B", SpectralType.G2V, rounded(magnitude, 100),
				rounded(first.xArcsec() + separation * StrictMath.sin(angle), 1000),
				rounded(first.yArcsec() + separation * StrictMath.cos(angle), 1000),
				rounded(random.nextDouble(-120, 120), 10));
		return new Blend(name, List.of(first, second));
	}

	private static Disc disc(SplittableRandom random, String name, Band band) {
		List<double[]> windows = windows(band);
		double[] window = windows.get(random.nextInt(windows.size()));
		double redshift = rounded(random.nextDouble(window[0], window[1]) / HALPHA_MICRON - 1, 1e5);
		return new Disc(name, rounded(random.nextDouble(18, 20), 100), rounded(random.nextDouble(1, 5), 100) * 1e-19,
				redshift, rounded(random.nextDouble(0.2, 0.45), 1000), rounded(random.nextDouble(25, 70), 10),
				rounded(random.nextDouble(0, 360), 10), rounded(random.nextDouble(120, 280), 10),
				rounded(random.nextDouble(0.1, 0.25), 1000), rounded(random.nextDouble(25, 70), 10), place(random),
				place(random));
	}

	/** Where Hα is put: away from water and the ends of the band, µm. */
	private static List<double[]> windows(Band band) {
		return switch (band) {
		case IZ -> List.of(new double[] { 0.84, 0.89 }, new double[] { 0.985, 1.06 });
		case YJ -> List.of(new double[] { 1.05, 1.10 }, new double[] { 1.17, 1.31 });
		case H -> List.of(new double[] { 1.51, 1.76 });
		case K -> List.of(new double[] { 2.03, 2.34 });
		case HK -> List.of(new double[] { 1.53, 1.76 }, new double[] { 2.03, 2.34 });
		};
	}

	private static double place(SplittableRandom random) {
		return rounded(random.nextDouble(-FARTHEST_ARCSEC, FARTHEST_ARCSEC), 1000);
	}

	private static String name(String field, String kind, int number) {
		return String.format(Locale.ROOT, "%s-%s%02d", field, kind, number);
	}

	private static double rounded(double value, double parts) {
		return StrictMath.rint(value * parts) / parts;
	}
}
