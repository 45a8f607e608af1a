package org.armillary.kmos.simulator.source;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.Emission;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * Light of calibration lamps and of the twilight sky in one band. Their brightness is set by the signal that they reach on a
 * slitlet of usual throughput, at {@value LampSpectra#ELECTRONS_PER_ADU} electrons for each adu: {@link Setting#FLAT_LEVEL} in
 * 3 s, {@link Setting#ARC_LEVEL} in 30 s, {@link Setting#TWILIGHT_LEVEL} in 5 s. Immutable.
 */
public final class Lamps {

	/** Change of the twilight from the middle of a field to its edge at the usual strength of the lamps' structure. */
	private static final double TWILIGHT_SLOPE = 0.0035;

	private final long seed;
	private final Settings settings;
	private final SpectralGrid grid;
	private final LampSpectra spectra;
	private final Throughput throughput;

	private Lamps(long seed, Settings settings, SpectralGrid grid) {
		this.seed = seed;
		this.settings = settings;
		this.grid = grid;
		spectra = new LampSpectra(seed, settings, grid);
		throughput = new Throughput(seed, settings);
	}

	/**
	 * The lamps of a night.
	 *
	 * @param seed
	 *            seed of the night
	 */
	public static Lamps of(long seed, Settings settings, SpectralGrid grid) {
		return new Lamps(seed, settings, grid);
	}

	/**
	 * Light of the continuum lamp.
	 *
	 * @param ifus
	 *            IFUs in use, from 1
	 * @param angleDegrees
	 *            angle of the rotator
	 * @param factor
	 *            brightness over the usual one
	 */
	public List<Light> flat(List<Integer> ifus, double angleDegrees, double factor) {
		double[] spectrum = times(spectra.flat(), factor);
		var lights = new ArrayList<Light>();
		for (int ifu : ifus) {
			lights.add(new Light(Component.LAMP, ifu, Emission.continuum(grid, behind(ifu, spectrum)),
					new LampField(seed, settings, ifu).flat(angleDegrees)));
		}
		return lights;
	}

	/** Light of the argon and neon lamps; arguments as for {@link #flat}. */
	public List<Light> arc(List<Integer> ifus, double angleDegrees, double factor) {
		double[] continuum = times(spectra.arcContinuum(), factor);
		List<ArcLine> lines = spectra.arc();
		double[] rows = lines.stream().mapToDouble(line -> grid.band().row(line.micron())).toArray();
		var lights = new ArrayList<Light>();
		for (int ifu : ifus) {
			double[] rates = lines.stream().mapToDouble(
					line -> factor * line.strength() * throughput.ifu(grid.band(), ifu, line.micron())).toArray();
			lights.add(new Light(Component.ARC, ifu, new Emission(grid, behind(ifu, continuum), rows, rates),
					new LampField(seed, settings, ifu).arc(angleDegrees)));
		}
		return lights;
	}

	/**
	 * Lines of the arc lamps as they shine in this night, for the truth: strengths are electrons/s of the whole field of an IFU
	 * of usual throughput.
	 */
	public List<ArcLine> arcLines() {
		return spectra.arc();
	}

	/**
	 * Light of the twilight sky without airglow. It fills the fields with a slope of less than 1 per cent in a direction that
	 * differs from exposure to exposure.
	 *
	 * @param transmission
	 *            of the air, by sample of the grid
	 * @param twilightFactor
	 *            brightness over the nominal one
	 */
	public List<Light> twilight(List<Integer> ifus, double[] transmission, double twilightFactor, int exposure) {
		double[] spectrum = times(spectra.twilight(transmission), twilightFactor);
		double slope = TWILIGHT_SLOPE * settings.get(Setting.LAMP_STRUCTURE) / Setting.LAMP_STRUCTURE.standard();
		double direction = 2 * StrictMath.PI * random(8, exposure).nextDouble();
		var lights = new ArrayList<Light>();
		for (int ifu : ifus) {
			List<SlitletProfile> profiles = new LampField(seed, settings, ifu)
					.sloping(slope * StrictMath.cos(direction), slope * StrictMath.sin(direction));
			lights.add(new Light(Component.TWILIGHT, ifu, Emission.continuum(grid, behind(ifu, spectrum)), profiles));
		}
		return lights;
	}

	private SplittableRandom random(int kind, int exposure) {
		return new RandomStreams(seed).generator(Purpose.LAMPS, kind, exposure);
	}

	/** The spectrum times the throughput of an IFU, which is linear in wavelength. */
	private double[] behind(int ifu, double[] spectrum) {
		double[] microns = spectra.microns();
		double first = throughput.ifu(grid.band(), ifu, microns[0]);
		double last = throughput.ifu(grid.band(), ifu, microns[microns.length - 1]);
		double slope = (last - first) / (microns[microns.length - 1] - microns[0]);
		var behind = new double[spectrum.length];
		for (int i = 0; i < behind.length; i++) {
			behind[i] = spectrum[i] * (first + slope * (microns[i] - microns[0]));
		}
		return behind;
	}

	private static double[] times(double[] spectrum, double factor) {
		for (int i = 0; i < spectrum.length; i++) {
			spectrum[i] *= factor;
		}
		return spectrum;
	}
}
