package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.junit.jupiter.api.Test;

/**
 * Positions and strengths after HITRAN (Rothman et al. 2013, JQSRT 130, 4; Gordon et al. 2022, JQSRT 277, 107949).
 */
class MoleculesTest {

	/** Zero of the energies there above that of the terms here, cm⁻¹. */
	private static final double ZERO_POINT = 1.084;

	@Test
	void infraredBandOfOxygenHasItsLines() {
		List<OxygenBand.Line> lines = OxygenBand.INFRARED.lines();
		double[][] published = { { 7880.637, 130.44 }, { 7903.988, 81.58 }, { 7906.004, 79.56 }, { 7909.654, 16.39 },
				{ 7855.131, 130.44 }, { 7898.440, 2.08 }, { 7952.675, 188.71 }, { 7869.665, 42.20 } };
		for (double[] line : published) {
			assertTrue(lines.stream().anyMatch(own -> StrictMath.abs(own.wavenumber() - line[0]) < 0.003
					&& StrictMath.abs(own.lowerEnergy() + ZERO_POINT - line[1]) < 0.02), "line at " + line[0]);
		}
		assertEquals(1, strength(lines, 7909.654) / strength(lines, 7880.637) / (4.227 / 11.21), 0.02);
		assertEquals(1, strength(lines, 7855.131) / strength(lines, 7880.637) / (3.741 / 11.21), 0.01);
		assertEquals(1, strength(lines, 7903.988) / strength(lines, 7880.637) / (8.63 / 11.21), 0.01);
	}

	@Test
	void atmosphericBandOfOxygenHasItsStructure() {
		List<OxygenBand.Line> lines = new OxygenBand(13120.920, 1.391250, 5.356e-6, false, 1.437678).lines();
		double[][] published = { { 13142.5833, 79.565, 8.771 }, { 13098.8482, 81.581, 8.414 },
				{ 13150.1966, 188.713, 7.623 }, { 13144.5407, 130.438, 7.412 }, { 13084.2034, 190.775, 7.426 } };
		double scale = 0;
		for (double[] line : published) {
			OxygenBand.Line own = lines.stream().filter(one -> StrictMath.abs(one.wavenumber() - line[0]) < 0.003)
					.findFirst().orElseThrow();
			assertEquals(line[1], own.lowerEnergy() + ZERO_POINT, 0.003);
			double ratio = own.strength() * StrictMath.exp(-own.lowerEnergy() / (0.69503 * 296)) / line[2];
			scale = scale == 0 ? ratio : scale;
			assertEquals(1, ratio / scale, 0.02);
		}
		assertTrue(lines.stream().noneMatch(line -> line.wavenumber() > 13116 && line.wavenumber() < 13118.04),
				"no Q branch");
	}

	@Test
	void carbonDioxideHasItsLines() {
		List<LinearMolecule.Line> lines = LinearMolecule.carbonDioxide(6347.851, 0.386454, 0.96e-7, 4.5e-22).lines(296);
		double[][] published = { { 6359.967246, 1.761e-23 }, { 6358.654324, 1.749e-23 }, { 6361.250354, 1.722e-23 },
				{ 6357.311576, 1.680e-23 } };
		for (double[] line : published) {
			LinearMolecule.Line own = lines.stream().filter(one -> StrictMath.abs(one.wavenumber() - line[0]) < 0.003)
					.findFirst().orElseThrow();
			assertEquals(line[1], own.strength(), 0.05 * line[1]);
		}
		assertEquals(4.5e-22, lines.stream().mapToDouble(LinearMolecule.Line::strength).sum(), 1e-30);
	}

	@Test
	void opticalDepthKeepsTheAreaOfALine() {
		var grid = new SpectralGrid(Band.H);
		var sum = new OpticalDepth(grid);
		double middle = 6100.02;
		sum.add(middle, 5, 0.07);
		double[] depths = sum.depths();
		double area = 0;
		double core = 0;
		for (int i = 0; i < depths.length; i++) {
			double high = 1e4 / grid.band().micron(grid.row(i) - 0.5 / SpectralGrid.PER_ROW);
			double low = 1e4 / grid.band().micron(grid.row(i) + 0.5 / SpectralGrid.PER_ROW);
			area += depths[i] * (high - low);
			if (high > middle && low <= middle) {
				core = depths[i];
				assertEquals(5 / StrictMath.PI * (StrictMath.atan((high - middle) / 0.07)
						+ StrictMath.atan((middle - low) / 0.07)) / (high - low), core, 1e-9);
			}
		}
		double wing = StrictMath.min(25, StrictMath.sqrt(5 * 0.07 / (StrictMath.PI * 1e-4)));
		assertEquals(5 * 2 / StrictMath.PI * StrictMath.atan(wing / 0.07), area, 5e-3);
		assertTrue(core > 10);
	}

	private static double strength(List<OxygenBand.Line> lines, double wavenumber) {
		OxygenBand.Line line = lines.stream().filter(one -> StrictMath.abs(one.wavenumber() - wavenumber) < 0.003)
				.findFirst().orElseThrow();
		return line.strength() * StrictMath.exp(-line.lowerEnergy() / (0.69503 * 296));
	}
}
