package org.armillary.kmos.simulator.light;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.DetectorGeometry;
import org.armillary.kmos.simulator.optics.InstrumentState;
import org.armillary.kmos.simulator.optics.SlitletGeometry;
import org.armillary.kmos.simulator.optics.Spectrograph;
import org.junit.jupiter.api.Test;

/** The conventions of the truth hold on a simulated detector, with all its irregularities. */
class InstrumentRenderTest {

	private static final int COLUMNS = FrameRenderer.COLUMNS;
	private static final double[] LINES = { 211.37, 1024.6, 1900.81 };
	private static final Settings SETTINGS = Settings.standard();
	private static final SpectralGrid GRID = new SpectralGrid(Band.K);
	private static final LineKernels KERNELS = LineKernels.of(Band.K, SETTINGS);
	private static final DetectorGeometry GEOMETRY = Spectrograph.of(11, SETTINGS, 1)
			.geometry(new InstrumentState(Band.K, 120, 2, 120.6));
	private static final List<SlitletProfile> EVEN = Collections.nCopies(SlitletGeometry.SLICES, SlitletProfile.even());
	/** Every other slitlet is dark, so that light beside a slitlet is its own. */
	private static final double[] FACTORS = IntStream.range(0, SlitletGeometry.SLICES).mapToDouble(s -> s % 2 * 1.1)
			.toArray();

	@Test
	void linesHaveTheirFirstMomentsWhereTheTruthSays() {
		int ifu = GEOMETRY.slitlets().getFirst().ifu();
		float[] image = image(ifu, Emission.lines(GRID, LINES, new double[] { 1000, 700, 400 }));
		int checked = 0;
		for (SlitletGeometry slitlet : lit(ifu)) {
			for (double line : LINES) {
				int near = nearest(slitlet, line);
				for (int x = (int) slitlet.left()[near] + 3; x < slitlet.right()[near] - 3; x++) {
					double sum = 0;
					double moment = 0;
					double place = 0;
					for (int y = near - 22; y <= near + 22; y++) {
						double value = image[y * COLUMNS + x];
						sum += value;
						moment += value * y;
						double row = slitlet.canonicalRow(y, slitlet.across(y, x));
						double next = slitlet.canonicalRow(y + 1, slitlet.across(y + 1, x));
						place += row <= line && next > line ? y + (line - row) / (next - row) : 0;
					}
					assertEquals(place, moment / sum, 5e-4);
					checked++;
				}
			}
		}
		assertTrue(checked > 100);
	}

	@Test
	void linesKeepTheirRates() {
		int ifu = GEOMETRY.slitlets().getLast().ifu();
		float[] image = image(ifu, Emission.lines(GRID, LINES, new double[] { 1000, 700, 400 }));
		double sum = 0;
		for (float value : image) {
			sum += value;
		}
		assertEquals(2100 * 1.1 * 7, sum, 2100 * 1.1 * 7 * 1e-4);
	}

	@Test
	void edgesAreWhereEvenLightFallsToHalf() {
		int ifu = GEOMETRY.slitlets().getFirst().ifu();
		var continuum = new double[GRID.size()];
		Arrays.fill(continuum, 1);
		float[] image = image(ifu, Emission.continuum(GRID, continuum));
		int checked = 0;
		for (SlitletGeometry slitlet : lit(ifu)) {
			for (double[] edge : List.of(slitlet.left(), slitlet.right())) {
				for (int y = 101; y < 1950; y++) {
					int x = (int) Math.round(edge[y]);
					if ((edge[y - 1] - x) * (edge[y] - x) < 0) {
						double part = (x - edge[y - 1]) / (edge[y] - edge[y - 1]);
						double level = (1 - part) * overPlateau(image, slitlet, y - 1, x)
								+ part * overPlateau(image, slitlet, y, x);
						// the flank rises by more than half of the plateau in a pixel
						assertEquals(0.5, level, 5e-4);
						checked++;
					}
				}
			}
		}
		assertTrue(checked > 20);
	}

	private static double overPlateau(float[] image, SlitletGeometry slitlet, int y, int x) {
		int middle = (int) Math.round((slitlet.left()[y] + slitlet.right()[y]) / 2);
		return image[y * COLUMNS + x] / image[y * COLUMNS + middle];
	}

	private static int nearest(SlitletGeometry slitlet, double line) {
		int near = 0;
		while (slitlet.row()[near] < line) {
			near++;
		}
		return near;
	}

	private static List<SlitletGeometry> lit(int ifu) {
		var lit = new ArrayList<>(GEOMETRY.slitlets());
		lit.removeIf(slitlet -> slitlet.ifu() != ifu || slitlet.slice() % 2 == 0);
		return lit;
	}

	private static float[] image(int ifu, Emission emission) {
		return FrameRenderer.of(GEOMETRY, KERNELS).render(List.of(new Light(Component.LAMP, ifu, emission, EVEN)),
				Map.of(ifu, FACTORS));
	}
}
