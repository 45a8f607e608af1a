package org.armillary.kmos.simulator.source;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.LineKernels;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.SlitletGeometry;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;
import org.armillary.kmos.simulator.source.Target.SpectralType;

/**
 * Spectra of lamps and twilight behind the instrument, for an IFU of usual throughput: electrons/s of the whole field of an IFU,
 * scaled to the signals that the {@link Settings} ask for. Immutable.
 */
final class LampSpectra {

	/** Electrons for each adu by which signals in settings are meant. */
	static final double ELECTRONS_PER_ADU = 2.1;
	/** Times of exposures in which lamps and twilight reach the signals in settings, s. */
	static final double FLAT_SECONDS = 3;
	/** See {@link #FLAT_SECONDS}. */
	static final double ARC_SECONDS = 30;
	/** See {@link #FLAT_SECONDS}. */
	static final double TWILIGHT_SECONDS = 5;

	/** Pixels at a row that share the light of a field. */
	private static final double PIXELS = SlitletGeometry.SLICES * SlitletGeometry.NOMINAL_WIDTH;
	private static final double HALOGEN_KELVIN = 2900;
	/** Amplitudes of the wiggles of the halogen spectrum, and their periods, µm. */
	private static final double[] WIGGLES = { 0.02, 0.012, 0.006 };
	private static final double[] PERIODS_MICRON = { 0.31, 0.137, 0.071 };
	/** Share of twilight that is scattered by molecules at 1 µm; the rest by dust. */
	private static final double RAYLEIGH_SHARE = 0.6;
	/** Real lamps depart from tables by up to this share. */
	private static final double STRENGTH_SPREAD = 0.15;
	/** Only the two brightest lines come above this share of the brightest one. */
	private static final double OTHERS = 0.8;
	/** Continuum of the arc lamps over the peak of the brightest line. */
	private static final double ARC_CONTINUUM = 0.001;
	private static final double GLOW_KELVIN = 2200;

	private final SpectralGrid grid;
	private final Settings settings;
	private final RandomStreams streams;
	private final double[] microns;
	private final double[] response;

	LampSpectra(long seed, Settings settings, SpectralGrid grid) {
		this.grid = grid;
		this.settings = settings;
		streams = new RandomStreams(seed);
		microns = grid.microns();
		response = grid.widths();
		var throughput = new Throughput(seed, settings);
		for (int i = 0; i < response.length; i++) {
			response[i] *= throughput.efficiency(grid.band(), microns[i]);
		}
	}

	/** Wavelengths of the grid, µm; not a copy. */
	double[] microns() {
		return microns;
	}

	/** The continuum lamp, by sample of the grid. */
	double[] flat() {
		SplittableRandom random = streams.generator(Purpose.LAMPS, 5);
		var phases = new double[WIGGLES.length];
		for (int wiggle = 0; wiggle < phases.length; wiggle++) {
			phases[wiggle] = 2 * StrictMath.PI * random.nextDouble();
		}
		var spectrum = new double[microns.length];
		for (int i = 0; i < spectrum.length; i++) {
			double wiggles = 1;
			for (int wiggle = 0; wiggle < phases.length; wiggle++) {
				wiggles += WIGGLES[wiggle]
						* StrictMath.sin(2 * StrictMath.PI * microns[i] / PERIODS_MICRON[wiggle] + phases[wiggle]);
			}
			spectrum[i] = response[i] * wiggles * PlanckLaw.photonsPerArcsec2(microns[i], HALOGEN_KELVIN);
		}
		return scaled(spectrum, largest(spectrum), settings.get(Setting.FLAT_LEVEL) / FLAT_SECONDS);
	}

	/**
	 * The twilight sky, by sample of the grid; brightest where the air takes nothing away.
	 *
	 * @param transmission
	 *            of the air, by sample of the grid
	 */
	double[] twilight(double[] transmission) {
		var spectrum = StellarLines.transmission(SpectralType.G2V, microns, streams.seed(),
				settings.get(Setting.STELLAR_DEPTHS));
		double brightest = 0;
		for (int i = 0; i < spectrum.length; i++) {
			double square = microns[i] * microns[i];
			double continuum = response[i] * StellarSpectrum.cool(microns[i])
					* (RAYLEIGH_SHARE / (square * square) + (1 - RAYLEIGH_SHARE) / microns[i]);
			brightest = StrictMath.max(brightest, continuum);
			spectrum[i] *= continuum * transmission[i];
		}
		return scaled(spectrum, brightest, settings.get(Setting.TWILIGHT_LEVEL) / TWILIGHT_SECONDS);
	}

	/** The weak continuum of the arc lamps, by sample of the grid. */
	double[] arcContinuum() {
		var spectrum = new double[microns.length];
		for (int i = 0; i < spectrum.length; i++) {
			spectrum[i] = response[i] * PlanckLaw.photonsPerArcsec2(microns[i], GLOW_KELVIN);
		}
		return scaled(spectrum, largest(spectrum), ARC_CONTINUUM * settings.get(Setting.ARC_LEVEL) / ARC_SECONDS);
	}

	/** The lines of both arc lamps that fall on the grid; strengths are electrons/s. */
	List<ArcLine> arc() {
		Band band = grid.band();
		SplittableRandom random = streams.generator(Purpose.LAMPS, 6);
		var lines = new ArrayList<ArcLine>();
		for (ArcLine line : ArcLine.all()) {
			double perturbed = line.strength() * (1 + STRENGTH_SPREAD * (2 * random.nextDouble() - 1));
			double ratio = line.gas().equals(ArcLine.ARGON) ? settings.get(Setting.ARC_RATIO) : 1;
			if (line.micron() > microns[0] && line.micron() < microns[microns.length - 1]) {
				int sample = (int) ((band.row(line.micron()) - SpectralGrid.FIRST_ROW) * SpectralGrid.PER_ROW);
				double perMicron = response[sample]
						/ (band.micronPerRow(grid.row(sample)) / SpectralGrid.PER_ROW);
				lines.add(new ArcLine(line.gas(), line.micron(), perturbed * ratio * perMicron));
			}
		}
		return limited(lines);
	}

	/** Scales lines to the level, and those that come too near to the brightest ones down. */
	private List<ArcLine> limited(List<ArcLine> lines) {
		double[] peaks = peaks(lines);
		double brightest = 0;
		double second = 0;
		for (double peak : peaks) {
			second = StrictMath.max(second, StrictMath.min(peak, brightest));
			brightest = StrictMath.max(brightest, peak);
		}
		double scale = settings.get(Setting.ARC_LEVEL) * ELECTRONS_PER_ADU / ARC_SECONDS * PIXELS / brightest;
		var scaled = new ArrayList<ArcLine>();
		for (int i = 0; i < peaks.length; i++) {
			double limit = peaks[i] < second ? StrictMath.min(1, OTHERS * brightest / peaks[i]) : 1;
			ArcLine line = lines.get(i);
			scaled.add(new ArcLine(line.gas(), line.micron(), scale * limit * line.strength()));
		}
		return scaled;
	}

	/** Light of a pixel whose centre a line hits, with what neighbours add, by line. */
	private double[] peaks(List<ArcLine> lines) {
		var kernels = LineKernels.of(grid.band(), settings);
		double[] rows = lines.stream().mapToDouble(line -> grid.band().row(line.micron())).toArray();
		var peaks = new double[rows.length];
		for (int i = 0; i < peaks.length; i++) {
			double[] weights = kernels.weights(kernels.width(rows[i], 1), 0);
			for (int other = 0; other < rows.length; other++) {
				if (StrictMath.abs(rows[i] - rows[other]) < kernels.reach()) {
					peaks[i] += lines.get(other).strength() * kernels.value(weights, rows[i] - rows[other]);
				}
			}
		}
		return peaks;
	}

	private static double largest(double[] spectrum) {
		double largest = 0;
		for (double value : spectrum) {
			largest = StrictMath.max(largest, value);
		}
		return largest;
	}

	/** Scales a spectrum so that what is {@code brightest} in it gives a rate in each pixel, adu/s. */
	private static double[] scaled(double[] spectrum, double brightest, double aduPerSecond) {
		double scale = aduPerSecond * ELECTRONS_PER_ADU * PIXELS / SpectralGrid.PER_ROW / brightest;
		for (int i = 0; i < spectrum.length; i++) {
			spectrum[i] *= scale;
		}
		return spectrum;
	}
}
