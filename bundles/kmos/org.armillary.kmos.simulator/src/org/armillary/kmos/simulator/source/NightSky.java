package org.armillary.kmos.simulator.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.Emission;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.IfuField;

/**
 * Light that fills the fields of all arms at night: airglow and the continuum between its lines, and the warm glow of
 * air and telescope. Airglow shines from above the air that absorbs it; clouds are left out, for they scatter about
 * as much of it into the beam as out of it. Immutable; making one takes about 0.1 s, so keep it for a band.
 */
public final class NightSky {

	private static final double FIELD_ARCSEC2 = 7.84;
	private static final double CELSIUS = 273.15;
	/** How much colder than the ground the air is from which most of the glow comes, K. */
	private static final double AIR_COLDER = 12;
	/** Rows between nodes of the throughput of an IFU. */
	private static final int NODE_SAMPLES = 64 * SpectralGrid.PER_ROW;

	private final long seed;
	private final Settings settings;
	private final SpectralGrid grid;
	private final Throughput throughput;
	private final Airglow airglow;
	private final double[] microns;
	/** Electrons/s for each photon s⁻¹ m⁻² arcsec⁻² in a sample of the field of an average IFU. */
	private final double[] response;
	private final double[] widths;
	private final double[] continuum;
	private final int[] lines;
	private final double[] lineRows;

	private NightSky(long seed, Settings settings, SpectralGrid grid) {
		this.seed = seed;
		this.settings = settings;
		this.grid = grid;
		throughput = new Throughput(seed, settings);
		airglow = new Airglow(settings);
		microns = grid.microns();
		widths = grid.widths();
		response = new double[microns.length];
		continuum = new double[microns.length];
		double level = settings.get(Setting.CONTINUUM_LEVEL);
		for (int i = 0; i < microns.length; i++) {
			response[i] = throughput.efficiency(grid.band(), microns[i]) * Throughput.AREA_M2 * FIELD_ARCSEC2;
			continuum[i] = level * SkyContinuum.shape(microns[i]);
		}
		double[] lineMicrons = airglow.microns();
		double first = microns[0];
		double last = microns[microns.length - 1];
		lines = IntStream.range(0, lineMicrons.length)
				.filter(line -> lineMicrons[line] > first && lineMicrons[line] < last).boxed()
				.sorted(Comparator.comparingDouble(line -> lineMicrons[line])).mapToInt(Integer::intValue).toArray();
		lineRows = Arrays.stream(lines).mapToDouble(line -> grid.band().row(lineMicrons[line])).toArray();
	}

	/**
	 * The sky for a band.
	 *
	 * @param seed
	 *            seed of the night, for the throughput and the fields of the IFUs
	 */
	public static NightSky of(long seed, Settings settings, SpectralGrid grid) {
		return new NightSky(seed, settings, grid);
	}

	/**
	 * The light of an exposure: one of {@link Component#SKY} and one of {@link Component#THERMAL} for each IFU in
	 * use, as far as they are not off.
	 *
	 * @param conditions
	 *            air and sky
	 * @param transmission
	 *            of the air, by sample of the grid, from {@link Telluric#transmission(Conditions)}
	 * @param skyFactors
	 *            brightness of the sky over that of the field, by IFU in use, from 1; it does not touch the warm glow
	 */
	public List<Light> lights(Conditions conditions, double[] transmission, Map<Integer, Double> skyFactors) {
		Emission sky = skyEmission(conditions, transmission);
		Emission glow = Emission.continuum(grid, thermal(conditions, transmission));
		var lights = new ArrayList<Light>();
		for (Map.Entry<Integer, Double> entry : new TreeMap<>(skyFactors).entrySet()) {
			int ifu = entry.getKey();
			double[] factors = ifuFactors(ifu);
			List<SlitletProfile> profiles = FilledField.profiles(IfuField.of(seed, settings, ifu),
					FieldVignetting.of(seed, settings, ifu), (_, _) -> 1);
			if (shines(Setting.OH_LEVEL) || shines(Setting.OXYGEN_LEVEL) || shines(Setting.CONTINUUM_LEVEL)) {
				lights.add(new Light(Component.SKY, ifu, scaled(sky, factors, entry.getValue()), profiles));
			}
			if (shines(Setting.THERMAL_EMISSIVITY)) {
				lights.add(new Light(Component.THERMAL, ifu, scaled(glow, factors, 1), profiles));
			}
		}
		return lights;
	}

	/**
	 * Brightness of the sky without its warm glow, below the air: photons s⁻¹ m⁻² arcsec⁻² in each sample of the
	 * grid.
	 */
	public double[] skyPhotons(Conditions conditions, double[] transmission) {
		double[] photons = skyContinuum(conditions, transmission);
		double[] fluxes = airglow.fluxes(conditions);
		for (int i = 0; i < lines.length; i++) {
			int sample = sample(lineRows[i]);
			photons[sample] += fluxes[lines[i]] * transmission[sample];
		}
		return photons;
	}

	/** Brightness of the warm glow of air and telescope: photons s⁻¹ m⁻² arcsec⁻² in each sample of the grid. */
	public double[] thermalPhotons(Conditions conditions, double[] transmission) {
		double emissivity = settings.get(Setting.THERMAL_EMISSIVITY);
		double ground = conditions.celsius() + CELSIUS;
		var photons = new double[microns.length];
		for (int i = 0; i < photons.length && emissivity > 0; i++) {
			photons[i] = widths[i] * (emissivity * PlanckLaw.photonsPerArcsec2(microns[i], ground)
					+ (1 - transmission[i]) * PlanckLaw.photonsPerArcsec2(microns[i], ground - AIR_COLDER));
		}
		return photons;
	}

	private Emission skyEmission(Conditions conditions, double[] transmission) {
		double[] electrons = skyContinuum(conditions, transmission);
		for (int i = 0; i < electrons.length; i++) {
			electrons[i] *= response[i];
		}
		double[] fluxes = airglow.fluxes(conditions);
		var rates = new double[lines.length];
		for (int i = 0; i < rates.length; i++) {
			int sample = sample(lineRows[i]);
			rates[i] = fluxes[lines[i]] * transmission[sample] * response[sample];
		}
		return new Emission(grid, electrons, lineRows.clone(), rates);
	}

	private double[] skyContinuum(Conditions conditions, double[] transmission) {
		double slant = Airglow.vanRhijn(conditions.zenithDegrees());
		var photons = new double[microns.length];
		for (int i = 0; i < photons.length; i++) {
			photons[i] = slant * continuum[i] * widths[i] * transmission[i];
		}
		return photons;
	}

	private double[] thermal(Conditions conditions, double[] transmission) {
		double[] electrons = thermalPhotons(conditions, transmission);
		for (int i = 0; i < electrons.length; i++) {
			electrons[i] *= response[i];
		}
		return electrons;
	}

	private boolean shines(Setting setting) {
		return settings.get(setting) > 0;
	}

	/** Throughput of an IFU over the mean, by sample; linear between nodes, for it is smooth. */
	private double[] ifuFactors(int ifu) {
		var factors = new double[microns.length];
		double left = throughput.ifu(grid.band(), ifu, microns[0]);
		for (int start = 0; start < factors.length; start += NODE_SAMPLES) {
			int end = Math.min(start + NODE_SAMPLES, factors.length - 1);
			double right = throughput.ifu(grid.band(), ifu, microns[end]);
			for (int i = start; i <= end; i++) {
				factors[i] = left + (right - left) * (microns[i] - microns[start])
						/ StrictMath.max(microns[end] - microns[start], Double.MIN_NORMAL);
			}
			left = right;
		}
		return factors;
	}

	private Emission scaled(Emission emission, double[] factors, double level) {
		double[] electrons = emission.continuum().clone();
		for (int i = 0; i < electrons.length; i++) {
			electrons[i] *= level * factors[i];
		}
		double[] rates = emission.lineRates().clone();
		for (int i = 0; i < rates.length; i++) {
			rates[i] *= level * factors[sample(emission.lineRows()[i])];
		}
		return new Emission(grid, electrons, emission.lineRows(), rates);
	}

	private static int sample(double row) {
		return (int) ((row - SpectralGrid.FIRST_ROW) * SpectralGrid.PER_ROW);
	}
}
