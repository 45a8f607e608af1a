package org.armillary.kmos.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.Outcome;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortProducts;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.Cube;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.testkit.TestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the cube is what its header says. */
class SimulateCubeTest {

	private static final int SIDE = 14;
	private static final int OBSERVED = 12 * 12;

	@TempDir
	private Path folder;

	private int runs;

	private FitsFile simulate(String... namesAndValues)
			throws DescriptionException, ActorException, IOException, InterruptedException {
		var provider = TypedActorProvider.of(new SimulateCube());
		Map<String, String> text = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			text.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		var context = TestContext.of(provider.descriptor(), folder.resolve("run" + ++runs));
		var outcome = (Outcome.Ok<PortProducts>) provider.run(ParameterValues.parse(provider.descriptor(), text),
				PortProducts.NONE, context);
		return FitsFile.open(outcome.outputs().port("cube").getFirst().path());
	}

	@Test
	void levelAndNoiseAreThoseOfTheHeader()
			throws DescriptionException, ActorException, IOException, InterruptedException {
		int planes = 300;
		FitsFile file = simulate("planes", "300", "continuum", "0", "linePeak", "0", "level", "-3", "noise", "2.5",
				"noiseGradient", "1.2", "seed", "11");
		FitsHeader truth = file.primary().header();
		Cube cube = file.readCube("IFU.1");
		double sum = 0;
		double squares = 0;
		double chiSquare = 0;
		for (int z = 0; z < planes; z++) {
			double expected = 2.5 * (1 + 1.2 * (z / (planes - 1.0) - 0.5));
			for (int y = 1; y < SIDE - 1; y++) {
				for (int x = 1; x < SIDE - 1; x++) {
					double residual = cube.at(z, y, x) - truth.real("ESO SIM LEVEL");
					double noise = Math.sqrt(cube.variance().orElseThrow().at(cube.index(z, y, x)));
					assertEquals(expected, noise, 1e-6);
					sum += residual;
					squares += residual * residual;
					chiSquare += residual * residual / (noise * noise);
				}
			}
		}
		double count = (double) planes * OBSERVED;
		double rms = truth.real("ESO SIM NOISE RMS");
		assertEquals(0, sum / count, 4 * rms / Math.sqrt(count));
		assertEquals(rms, Math.sqrt(squares / count), 4 * rms / Math.sqrt(2 * count) * 1.2);
		assertEquals(1, chiSquare / count, 4 * Math.sqrt(2 / count));
	}

	@Test
	void theSourceHasItsFluxPlaceWidthAndLine()
			throws DescriptionException, ActorException, IOException, InterruptedException {
		FitsFile file = simulate("planes", "359", "noise", "0", "level", "5", "continuum", "100", "linePeak", "300",
				"lineWavelength", "1.2", "lineFwhm", "0.004", "seeing", "0.5", "moffatBeta", "4", "offsetX", "0.2",
				"border", "0");
		Cube cube = file.readCube("IFU.1");
		double[] flux = new double[3];
		int[] plane = { 10, 200, 202 };
		for (int i = 0; i < 3; i++) {
			double x0 = 0;
			for (int y = 0; y < SIDE; y++) {
				for (int x = 0; x < SIDE; x++) {
					double light = cube.at(plane[i], y, x) - 5;
					flux[i] += light;
					x0 += light * x;
				}
			}
			assertEquals(7.5, x0 / flux[i], 0.03);
		}
		assertEquals(100, flux[0], 2);
		assertEquals(400, flux[1], 8);
		assertEquals(100 + 150, flux[2], 5);
		// Moffat's profile at distances (0.1, 0.1) and (0.3, 0.1) arcsec from the source
		double peak = cube.at(10, 6, 7) - 5;
		double core = 0.5 / (2 * Math.sqrt(Math.pow(2, 0.25) - 1));
		double expected = Math.pow((1 + 0.1 / (core * core)) / (1 + 0.02 / (core * core)), -4);
		assertEquals(expected, (cube.at(10, 6, 9) - 5) / peak, 1e-5);
	}

	@Test
	void hasTheFormOfACombinedCube() throws DescriptionException, ActorException, IOException, InterruptedException {
		FitsFile file = simulate("planes", "2048", "border", "2");
		assertEquals(List.of("PRIMARY", "IFU.1.DATA", "IFU.1.NOISE"),
				file.hdus().stream().map(hdu -> hdu.name()).toList());
		assertEquals("COMBINED_CUBE", file.primary().header().text("ESO PRO CATG"));
		FitsHeader header = file.hdu("IFU.1.DATA").header();
		assertEquals(1.0, header.real("CRVAL3"));
		assertEquals(1.75293e-4, header.real("CDELT3"), 1e-9);
		assertEquals("WAVE", header.text("CTYPE3"));
		assertEquals("um", header.text("CUNIT3"));
		assertEquals(0.2 / 3600, header.real("CD2_2"), 1e-12);
		assertEquals("adu/s", header.text("BUNIT"));
		Cube cube = file.readCube("IFU.1");
		assertEquals(List.of(2048, SIDE, SIDE), List.of(cube.nz(), cube.ny(), cube.nx()));
		for (int y = 0; y < SIDE; y++) {
			for (int x = 0; x < SIDE; x++) {
				boolean border = x < 2 || y < 2 || x > 11 || y > 11;
				assertEquals(border, Double.isNaN(cube.at(100, y, x)));
			}
		}
	}

	@Test
	void anotherSeedGivesOtherNoise() throws DescriptionException, ActorException, IOException, InterruptedException {
		Cube one = simulate("seed", "1", "planes", "4").readCube("IFU.1");
		Cube other = simulate("seed", "2", "planes", "4").readCube("IFU.1");
		Cube again = simulate("seed", "1", "planes", "4").readCube("IFU.1");
		assertNotEquals(one.at(2, 5, 5), other.at(2, 5, 5));
		assertEquals(one.at(2, 5, 5), again.at(2, 5, 5));
		assertNotEquals(one.at(2, 5, 5), one.at(3, 5, 5));
		assertTrue(Double.isNaN(one.at(0, 0, 0)));
	}
}
