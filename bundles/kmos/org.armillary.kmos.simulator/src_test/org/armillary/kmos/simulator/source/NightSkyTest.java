package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.Emission;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightSkyTest {

	private static final long SEED = 5;
	private static final Conditions USUAL = Conditions.usual();

	/** Planck's law by CODATA constants, computed apart from this program: photons s⁻¹ m⁻² µm⁻¹ arcsec⁻² at 12 °C. */
	@ParameterizedTest
	@CsvSource({ "K,2.2,65886.5494724", "H,1.6,43.3326453055" })
	void telescopeGlowsAsABlackBodyTimesItsEmissivity(Band band, double micron, double radiance) {
		var grid = new SpectralGrid(band);
		NightSky sky = NightSky.of(SEED, Settings.standard().with(Setting.THERMAL_EMISSIVITY, 0.2), grid);
		double[] photons = sky.thermalPhotons(USUAL, clear(grid));
		int sample = (int) ((band.row(micron) - SpectralGrid.FIRST_ROW) * SpectralGrid.PER_ROW);
		assertEquals(0.2 * radiance, photons[sample] / grid.widths()[sample], 1e-3 * 0.2 * radiance);
	}

	@Test
	void opaqueAirGlowsOfItself() {
		var grid = new SpectralGrid(Band.K);
		NightSky sky = NightSky.of(SEED, Settings.standard(), grid);
		var opaque = new double[grid.size()];
		double[] photons = sky.thermalPhotons(USUAL, opaque);
		int sample = 20_000;
		double micron = grid.microns()[sample];
		double expected = 0.15 * PlanckLaw.photonsPerArcsec2(micron, 285.15)
				+ PlanckLaw.photonsPerArcsec2(micron, 273.15);
		assertEquals(expected, photons[sample] / grid.widths()[sample], 1e-9 * expected);
		assertEquals(0, Arrays.stream(sky.skyPhotons(USUAL, opaque)).sum());
	}

	/**
	 * Sums over ranges in the model of Noll et al. 2012 (A&amp;A 543, A92) at air mass 1.2, without the warm glow of
	 * the air.
	 */
	@ParameterizedTest
	@CsvSource({ "H,1.5,1.8,6000", "YJ,1.15,1.25,425", "YJ,1.25,1.29,320", "IZ,0.9,1.06,415", "K,1.96,2.2,990" })
	void skyIsAsBrightAsOverParanal(Band band, double from, double to, double photons) {
		var grid = new SpectralGrid(band);
		double[] transmission = Telluric.of(grid, Settings.standard()).transmission(USUAL);
		double[] sky = NightSky.of(SEED, Settings.standard(), grid).skyPhotons(USUAL, transmission);
		double[] microns = grid.microns();
		double sum = 0;
		for (int i = 0; i < sky.length; i++) {
			sum += microns[i] > from && microns[i] < to ? sky[i] : 0;
		}
		assertEquals(photons, sum, 0.15 * photons);
	}

	@Test
	void electronsArePhotonsTimesThroughput() {
		var grid = new SpectralGrid(Band.YJ);
		Settings settings = Settings.standard();
		double[] transmission = Telluric.of(grid, settings).transmission(USUAL);
		NightSky sky = NightSky.of(SEED, settings, grid);
		List<Light> lights = sky.lights(USUAL, transmission, Map.of(3, 1.0, 17, 1.2));
		assertEquals(List.of(3, 3, 17, 17), lights.stream().map(Light::ifu).toList());
		double[] photons = sky.skyPhotons(USUAL, transmission);
		double[] widths = grid.widths();
		for (Light light : lights) {
			double[] response = new Throughput(SEED, settings).electronsPerFluxDensity(grid, light.ifu());
			double[] source = light.component() == Component.SKY ? photons : sky.thermalPhotons(USUAL, transmission);
			double expected = 0;
			for (int i = 0; i < source.length; i++) {
				expected += 7.84 * source[i] / widths[i] * response[i];
			}
			double factor = light.component() == Component.SKY && light.ifu() == 17 ? 1.2 : 1;
			assertEquals(expected * factor, electrons(light.emission()), 1e-6 * expected);
			assertEquals(1, light.slitlets().stream().mapToDouble(slitlet -> slitlet.total(0)).sum(), 0.01);
		}
	}

	@Test
	void airAbsorbsLinesAtTheirPlaces() {
		var grid = new SpectralGrid(Band.H);
		NightSky sky = NightSky.of(SEED, Settings.standard(), grid);
		double[] clear = clear(grid);
		double[] half = clear.clone();
		Arrays.fill(half, 0, half.length / 2, 0.5);
		Emission full = sky.lights(USUAL, clear, Map.of(1, 1.0)).getFirst().emission();
		Emission dimmed = sky.lights(USUAL, half, Map.of(1, 1.0)).getFirst().emission();
		double middle = SpectralGrid.FIRST_ROW + SpectralGrid.ROWS / 2.0;
		for (int i = 0; i < full.lineRows().length; i++) {
			double factor = full.lineRows()[i] < middle ? 0.5 : 1;
			assertEquals(factor * full.lineRates()[i], dimmed.lineRates()[i], 1e-12 * full.lineRates()[i]);
		}
		assertTrue(full.lineRows().length > 400);
	}

	/** The list of lines has pairs of one wavelength, among them the brightest doublet near 1.486 µm. */
	@Test
	void allLinesOfABandShine() {
		var airglow = new Airglow(Settings.standard());
		double[] microns = airglow.microns();
		double[] fluxes = airglow.fluxes(USUAL);
		Settings linesAlone = Settings.standard().with(Setting.CONTINUUM_LEVEL, 0);
		for (Band band : List.of(Band.H, Band.YJ)) {
			var grid = new SpectralGrid(band);
			double[] ends = grid.microns();
			double expected = 0;
			for (int line = 0; line < microns.length; line++) {
				expected += microns[line] > ends[0] && microns[line] < ends[ends.length - 1] ? fluxes[line] : 0;
			}
			double[] photons = NightSky.of(SEED, linesAlone, grid).skyPhotons(USUAL, clear(grid));
			assertEquals(expected, Arrays.stream(photons).sum(), 1e-9 * expected);
		}
	}

	@Test
	void conditionsChangeTheirOwnLinesAlone() {
		var grid = new SpectralGrid(Band.YJ);
		NightSky sky = NightSky.of(SEED, Settings.standard(), grid);
		double[] before = sky.skyPhotons(USUAL, clear(grid));
		double[] after = sky.skyPhotons(withOxygen(2), clear(grid));
		double[] none = sky.skyPhotons(withOxygen(0), clear(grid));
		double[] microns = grid.microns();
		double oxygen = 0;
		for (int i = 0; i < before.length; i++) {
			assertEquals(after[i] - before[i], before[i] - none[i], 1e-9);
			oxygen += before[i] - none[i];
			assertTrue(before[i] == none[i] || microns[i] > 1.22 && microns[i] < 1.32, "O2 at " + microns[i]);
		}
		assertEquals(690 * Airglow.vanRhijn(USUAL.zenithDegrees()), oxygen, 1);
	}

	@Test
	void layerIsLongerToTheHorizon() {
		assertEquals(1, Airglow.vanRhijn(0), 1e-15);
		// Roach & Gordon 1973, The light of the night sky: 1.94 at 60 degrees for a layer at 100 km
		assertEquals(1.94, Airglow.vanRhijn(60), 0.02);
	}

	@Test
	void offMeansNoLight() {
		var grid = new SpectralGrid(Band.K);
		Settings dark = Settings.standard().without(EnumSet.of(Effect.AIRGLOW));
		assertEquals(List.of(Component.THERMAL), components(NightSky.of(SEED, dark, grid)));
		Settings cold = Settings.standard().without(EnumSet.of(Effect.THERMAL));
		assertEquals(List.of(Component.SKY), components(NightSky.of(SEED, cold, grid)));
		assertEquals(List.of(), components(NightSky.of(SEED, Settings.plain(), grid)));
	}

	private static List<Component> components(NightSky sky) {
		double[] clear = clear(new SpectralGrid(Band.K));
		return sky.lights(USUAL, clear, Map.of(1, 1.0)).stream().map(Light::component).toList();
	}

	@Test
	void sameInputsGiveTheSameLight() {
		var grid = new SpectralGrid(Band.IZ);
		Emission once = NightSky.of(SEED, Settings.standard(), grid).lights(USUAL, clear(grid), Map.of(9, 1.0))
				.getFirst().emission();
		Emission again = NightSky.of(SEED, Settings.standard(), grid)
				.lights(USUAL, clear(grid), Map.of(2, 0.5, 9, 1.0)).get(2).emission();
		assertArrayEquals(once.continuum(), again.continuum());
		assertArrayEquals(once.lineRates(), again.lineRates());
	}

	private static double electrons(Emission emission) {
		return Arrays.stream(emission.continuum()).sum() + Arrays.stream(emission.lineRates()).sum();
	}

	private static double[] clear(SpectralGrid grid) {
		var transmission = new double[grid.size()];
		Arrays.fill(transmission, 1);
		return transmission;
	}

	private static Conditions withOxygen(double factor) {
		return new Conditions(USUAL.airmassStart(), USUAL.airmassEnd(), USUAL.zenithDegrees(),
				USUAL.parallacticDegrees(), USUAL.pressureHectopascal(), USUAL.celsius(), USUAL.humidityPercent(),
				USUAL.seeingArcsec(), USUAL.waterVapourMillimetre(), USUAL.cloudTransmission(), USUAL.groupFactors(),
				USUAL.rotationalKelvin(), factor, USUAL.twilightFactor(), USUAL.kmPerSecond());
	}
}
