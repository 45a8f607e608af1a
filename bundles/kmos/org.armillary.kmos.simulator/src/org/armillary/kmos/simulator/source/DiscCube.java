package org.armillary.kmos.simulator.source;

import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.source.DiscSpectrum.Line;
import org.armillary.kmos.simulator.source.Target.Disc;

/** The cube of a disc: each spaxel is divided into small parts whose gas has a velocity of its own. For one thread. */
final class DiscCube {

	private static final int SPAXELS = TargetCube.SIDE * TargetCube.SIDE;
	/** Largest size of a part over the scale length of the disc along its minor axis. */
	private static final double PART_SCALES = 0.15;
	private static final int FEWEST_PARTS = 8;
	private static final int MOST_PARTS = 40;
	private static final double REACH_SIGMAS = 6;
	private static final int TABLE_STEPS = 32;

	private final TargetCube axes;
	private final DiscModel model;
	private final DiscSpectrum spectrum;
	private final List<Line> lines;
	private final double[] continuum = new double[TargetCube.PLANES];
	/** Share of a Gaussian below deviations from -{@value #REACH_SIGMAS} sigma on, and its slope for each sigma. */
	private final double[] below = new double[2 * (int) REACH_SIGMAS * TABLE_STEPS + 1];
	private final double[] slope = new double[below.length];

	DiscCube(TargetCube axes, Disc disc, SpectralGrid grid) {
		this.axes = axes;
		model = DiscModel.of(disc);
		spectrum = new DiscSpectrum(disc, grid, 0);
		lines = spectrum.groups().stream().flatMap(group -> group.lines().stream()).toList();
		Arrays.setAll(continuum, plane -> spectrum.continuum(axes.micron(plane)));
		for (int i = 0; i < below.length; i++) {
			slope[i] = normal(i, 0);
			if (i > 0) {
				// Simpson's rule
				below[i] = below[i - 1] + (slope[i - 1] + 4 * normal(i, -0.5) + slope[i]) / (6 * TABLE_STEPS);
			}
		}
	}

	/** As of {@link TargetCube#photons}. */
	float[] photons() {
		Disc disc = model.disc();
		var photons = new float[TargetCube.PLANES * SPAXELS];
		var column = new double[TargetCube.PLANES];
		int parts = parts(disc);
		double size = TargetCube.SPAXEL_ARCSEC / parts;
		for (int spaxel = 0; spaxel < SPAXELS; spaxel++) {
			double left = (spaxel % TargetCube.SIDE - TargetCube.SIDE / 2) * TargetCube.SPAXEL_ARCSEC - disc.xArcsec();
			double lower = (spaxel / TargetCube.SIDE - TargetCube.SIDE / 2) * TargetCube.SPAXEL_ARCSEC - disc.yArcsec();
			Arrays.fill(column, 0);
			double share = 0;
			for (int part = 0; part < parts * parts; part++) {
				double x = left + (part % parts + 0.5) * size;
				double y = lower + (part / parts + 0.5) * size;
				double light = model.brightness(x, y) * size * size;
				if (light > 0) {
					share += light;
					addLines(column, light, model.velocity(x, y));
				}
			}
			for (int plane = 0; plane < TargetCube.PLANES; plane++) {
				photons[plane * SPAXELS + spaxel] = (float) (column[plane] + share * continuum[plane]);
			}
		}
		return photons;
	}

	/** An even number of parts along the side of a spaxel, so that the middle of a disc at its corner lies between them. */
	private int parts(Disc disc) {
		double scale = disc.scaleArcsec() * StrictMath.cos(StrictMath.toRadians(disc.inclinationDegrees()));
		double parts = StrictMath.ceil(TargetCube.SPAXEL_ARCSEC / (2 * PART_SCALES * scale));
		return 2 * StrictMath.clamp((int) parts, FEWEST_PARTS / 2, MOST_PARTS / 2);
	}

	private void addLines(double[] column, double share, double kmPerSecond) {
		double step = axes.stepMicron();
		for (Line line : lines) {
			double micron = line.micron() * (1 + kmPerSecond / DiscSpectrum.LIGHT_KM_PER_SECOND);
			double sigma = line.micron() * model.disc().dispersion() / DiscSpectrum.LIGHT_KM_PER_SECOND;
			double reach = REACH_SIGMAS * sigma;
			double first = axes.band().firstMicron();
			int from = StrictMath.max(0, (int) StrictMath.floor((micron - reach - first) / step));
			int to = StrictMath.min(TargetCube.PLANES - 1, (int) StrictMath.floor((micron + reach - first) / step));
			double before = below(first + from * step - micron, sigma);
			for (int plane = from; plane <= to; plane++) {
				double after = below(first + (plane + 1) * step - micron, sigma);
				column[plane] += share * line.photons() * (after - before) / step;
				before = after;
			}
		}
	}

	/** Share of a Gaussian of a standard deviation, which may be 0, that lies below a distance from its middle. */
	private double below(double distance, double sigma) {
		if (StrictMath.abs(distance) >= REACH_SIGMAS * sigma) {
			return distance < 0 ? 0 : 1;
		}
		double place = (distance / sigma + REACH_SIGMAS) * TABLE_STEPS;
		int i = StrictMath.min((int) place, below.length - 2);
		double f = place - i;
		double g = 1 - f;
		return g * g * ((1 + 2 * f) * below[i] + f * slope[i] / TABLE_STEPS)
				+ f * f * ((1 + 2 * g) * below[i + 1] - g * slope[i + 1] / TABLE_STEPS);
	}

	private static double normal(int index, double offset) {
		double deviation = (index + offset) / TABLE_STEPS - REACH_SIGMAS;
		return StrictMath.exp(-deviation * deviation / 2) / StrictMath.sqrt(2 * StrictMath.PI);
	}
}
