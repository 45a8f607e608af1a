package org.armillary.kmos.simulator.source;

import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.SlitletGeometry;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * What share of the photons that reach the primary mirror becomes electrons. As-built curves are not published; peaks are
 * chosen above the requirements, 20 per cent in J and 30 per cent of the optics in H and K.
 *
 * @param seed
 *            seed of the night
 * @param settings
 *            strengths
 */
public record Throughput(long seed, Settings settings) {

	/** Collecting area of the telescope, m². */
	public static final double AREA_M2 = 49;

	/** Place of the useful limits in the blaze function, in units of its first zero. */
	private static final double BLAZE_REACH = 0.42;
	/** Distance from a useful limit at which the filter passes half, as a share of the useful range. */
	private static final double FILTER_MARGIN = 0.012;
	/** How steep the filter is, as a share of the useful range. */
	private static final double FILTER_SCALE = 0.004;
	private static final double IFU_SLOPE = 0.03;

	/** Efficiency of telescope, instrument and detector, without differences between IFUs; 0 to 1. */
	public double efficiency(Band band, double micron) {
		double width = band.lastMicron() - band.firstMicron();
		double blaze = sincSquared(BLAZE_REACH * 2 * (micron - band.middleMicron()) / width);
		double cutOn = logistic((micron - band.firstMicron()) / width + FILTER_MARGIN);
		double cutOff = logistic((band.lastMicron() - micron) / width + FILTER_MARGIN);
		return settings.get(Setting.THROUGHPUT) * peak(band) * blaze * cutOn * cutOff;
	}

	/**
	 * Electrons/s for each photon s⁻¹ m⁻² µm⁻¹, by sample of the grid: efficiency of an IFU, area of the telescope and width of
	 * the sample in one.
	 *
	 * @param ifu
	 *            IFU, from 1
	 */
	public double[] electronsPerFluxDensity(SpectralGrid grid, int ifu) {
		double[] microns = grid.microns();
		double[] widths = grid.widths();
		var factors = new double[microns.length];
		double first = ifu(grid.band(), ifu, microns[0]);
		double slope = (ifu(grid.band(), ifu, microns[microns.length - 1]) - first)
				/ (microns[microns.length - 1] - microns[0]);
		for (int i = 0; i < factors.length; i++) {
			factors[i] = efficiency(grid.band(), microns[i]) * (first + slope * (microns[i] - microns[0])) * AREA_M2
					* widths[i];
		}
		return factors;
	}

	/** Throughput of an IFU over the mean, about 1, with a slope of its own over the band: linear in wavelength. */
	public double ifu(Band band, int ifu, double micron) {
		SplittableRandom random = new RandomStreams(seed).generator(Purpose.THROUGHPUT, ifu);
		double spread = settings.get(Setting.IFU_THROUGHPUT);
		double level = StrictMath.exp(spread * StrictMath.clamp(random.nextGaussian(), -2, 2));
		double slope = IFU_SLOPE * spread / Setting.IFU_THROUGHPUT.standard() * random.nextGaussian();
		return level * (1 + slope * (micron - band.middleMicron()) / (band.lastMicron() - band.firstMicron()));
	}

	/** Throughputs of the slitlets of an IFU over its mean, {@code double[14]}, about 1. */
	public double[] slitlets(int ifu) {
		SplittableRandom random = new RandomStreams(seed).generator(Purpose.THROUGHPUT, ifu, 1);
		var factors = new double[SlitletGeometry.SLICES];
		for (int slice = 0; slice < factors.length; slice++) {
			factors[slice] = 1 + settings.get(Setting.SLITLET_THROUGHPUT)
					* StrictMath.clamp(random.nextGaussian(), -3, 3);
		}
		return factors;
	}

	private static double peak(Band band) {
		return switch (band) {
		case IZ -> 0.18;
		case YJ -> 0.22;
		case H, K -> 0.30;
		case HK -> 0.25;
		};
	}

	private static double sincSquared(double x) {
		double angle = StrictMath.PI * x;
		double sinc = StrictMath.abs(angle) < 1e-6 ? 1 : StrictMath.sin(angle) / angle;
		return sinc * sinc;
	}

	private static double logistic(double distance) {
		return 1 / (1 + StrictMath.exp(-distance / FILTER_SCALE));
	}
}
