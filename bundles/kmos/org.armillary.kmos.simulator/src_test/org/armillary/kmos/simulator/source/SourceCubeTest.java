package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.IfuField;
import org.armillary.kmos.simulator.source.Target.CubeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cubes from files. */
class SourceCubeTest {

	private static final int PLANES = 300;
	private static final int SIDE = 10;

	@TempDir
	Path folder;

	/** A spaxel to the north-east of the middle, whose spectrum ends where the others begin, with falling right ascension. */
	@ParameterizedTest
	@ValueSource(ints = { 2, 10, 18, 21 })
	void lightComesFromWhereTheCubeHasIt(int ifu) throws FitsException {
		float[] pixels = new float[PLANES * SIDE * SIDE];
		for (int z = 0; z < PLANES; z++) {
			pixels[(z * SIDE + 7) * SIDE + 3] = z < 150 ? 2000 : 0;
			pixels[(z * SIDE + 4) * SIDE + 5] = z < 150 ? 0 : 1000;
		}
		Path file = write(header(), pixels);
		Settings settings = Settings.plain().with(Setting.MOFFAT_BETA, 8);
		var grid = new SpectralGrid(Band.H);
		TargetView view = Targets.of(1, settings, grid).view(RefractionTest.calm(0), PointSpreadTest.clear(Band.H));
		var target = new CubeFile("C", file, 0, 0, 0);
		List<Light> lights = view.lights(ifu, 0.1, 0, target);
		IfuField field = IfuField.of(1, settings, ifu);
		Light brightest = lights.getFirst();
		double[] centre = PointSpreadTest.centre(brightest, field, 1);
		// pixels of 0.1 arcsec; the middle of ten lies between the fifth and the sixth
		assertEquals(100 + 150, centre[0], 2);
		assertEquals(250, centre[1], 2);
		double[] photons = view.photons(target);
		assertEquals(2000, photons[(int) ((Band.H.row(1.55) + 96) * 16)], 0.1);
		assertEquals(1000, photons[(int) ((Band.H.row(1.75) + 96) * 16)], 0.1);
		double first = 0;
		double second = 0;
		double[] widths = grid.widths();
		for (Light light : lights) {
			double share = PointSpreadTest.total(light, 1);
			first += share * light.emission().continuum()[(int) ((Band.H.row(1.55) + 96) * 16)];
			second += share * light.emission().continuum()[(int) ((Band.H.row(1.75) + 96) * 16)];
		}
		var throughput = new Throughput(1, settings);
		double expected = 2000 * throughput.efficiency(Band.H, 1.55) * 49 * widths[1000];
		assertTrue(first > 0.8 * expected && first < expected * 1.02);
		assertTrue(second > 0.3 * first && second < 0.8 * first);
	}

	/** A sum of fewer products than are allowed is found exactly, noise only in the sum of all spaxels. */
	@Test
	void productsAddUpToTheCube() {
		for (long seed = 1; seed <= 3; seed++) {
			var random = new SplittableRandom(seed);
			var spectra = new double[36][200];
			var noisy = new double[225][200];
			for (int spaxel = 0; spaxel < 225; spaxel++) {
				for (int i = 0; i < 200; i++) {
					noisy[spaxel][i] = 1 + random.nextGaussian();
					if (spaxel < 36) {
						spectra[spaxel][i] = Math.exp(-Math.pow((i - 90 - 0.2 * spaxel) / 15, 2)) + 0.01 * spaxel;
					}
				}
			}
			assertEquals(0, difference(spectra, 6), 2e-4);
			double sum = 0;
			SourceCube cube = new SourceCube(grid(15), copy(noisy));
			for (SourceCube.Part part : cube.parts()) {
				for (double weight : part.image()) {
					sum += weight * part.spectrum()[77];
				}
			}
			assertEquals(cube.sum()[77], sum, 1e-6 * sum);
		}
	}

	@ParameterizedTest
	@CsvSource({ "CUNIT3, Hz, simulator.cube-keyword", "CDELT3, -0.0014, simulator.cube-keyword",
			"CTYPE3, AWAV, simulator.cube-keyword", "CUNIT1, rad, simulator.cube-keyword",
			"CDELT1, 0, simulator.cube-keyword", "CUNIT3, , simulator.cube-silent", "CDELT2, , simulator.cube-silent" })
	void refusesWhatItDoesNotUnderstand(String keyword, String value, String id) throws FitsException {
		FitsHeader header = value == null ? header().without(keyword)
				: keyword.startsWith("CDELT") ? header().with(keyword, Double.parseDouble(value))
						: header().with(keyword, value);
		Path file = write(header, new float[PLANES * SIDE * SIDE]);
		var refusal = assertThrows(FitsException.class, () -> CubeReader.read(file));
		assertEquals(id, refusal.explanation().id());
		assertTrue(refusal.explanation().summary().contains(keyword));
		assertTrue(refusal.explanation().summary().contains("cube.fits"));
	}

	@Test
	void refusesAFileWithoutACube() throws FitsException {
		Path file = folder.resolve("image.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primaryImage(FitsHeader.EMPTY, "", new float[16], 4, 4);
			writer.commit();
		}
		var refusal = assertThrows(FitsException.class, () -> CubeReader.read(file));
		assertEquals("simulator.no-cube", refusal.explanation().id());
	}

	private static double difference(double[][] spectra, int side) {
		SourceCube cube = new SourceCube(grid(side), copy(spectra));
		double largest = 0;
		for (int spaxel = 0; spaxel < spectra.length; spaxel++) {
			for (int i = 0; i < spectra[spaxel].length; i++) {
				double sum = 0;
				for (SourceCube.Part part : cube.parts()) {
					sum += part.spectrum()[i] * part.image()[spaxel];
				}
				largest = Math.max(largest, Math.abs(sum - spectra[spaxel][i]));
			}
		}
		return largest;
	}

	private static double[][] copy(double[][] spectra) {
		var copy = new double[spectra.length][];
		for (int i = 0; i < copy.length; i++) {
			copy[i] = spectra[i].clone();
		}
		return copy;
	}

	private static CubeGrid grid(int side) {
		return new CubeGrid(side, side, new double[] { 1, 2 }, new double[] { 0.1, 0, 0, 0.1 });
	}

	private static FitsHeader header() {
		return FitsHeader.EMPTY.with("CTYPE1", "RA---TAN").with("CDELT1", -0.1 / 3600).with("CRPIX1", 5.5)
				.with("CTYPE2", "DEC--TAN").with("CDELT2", 0.1 / 3600).with("CRPIX2", 5.5).with("CTYPE3", "WAVE")
				.with("CUNIT3", "um").with("CRPIX3", 1.0).with("CRVAL3", 1.44).with("CDELT3", 0.0014);
	}

	private Path write(FitsHeader header, float[] pixels) throws FitsException {
		Path file = folder.resolve("cube.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primaryImage(header, "ph s-1 m-2 um-1", pixels, SIDE, SIDE, PLANES);
			writer.commit();
		}
		return file;
	}
}
