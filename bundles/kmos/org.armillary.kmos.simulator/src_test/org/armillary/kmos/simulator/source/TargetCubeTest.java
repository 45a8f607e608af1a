package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.source.Target.CubeFile;
import org.armillary.kmos.simulator.source.Target.Disc;
import org.armillary.kmos.simulator.source.Target.SpectralType;
import org.armillary.kmos.simulator.source.Target.Star;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** True cubes of discs and files, against their spectra and maps. */
class TargetCubeTest {

	private static final double HALPHA = 0.656461;
	private static final double LIGHT = 299_792.458;
	private static final int SPAXELS = TargetCube.SIDE * TargetCube.SIDE;
	/** Ends within the cube, wherever it is put. */
	private static final Disc SMALL = new Disc("D", 20, 3e-19, 1.5, 0.13, 55, 40, 220, 0.15, 40, 0.2, -0.3);
	private static final Disc WIDE = new Disc("W", 22, 3e-19, 1.5, 0.4, 50, 130, 180, 0.2, 30, -0.1, 0.15);

	@TempDir
	Path folder;

	/** Lines of different width and the continuum; HK holds fewer planes for each line. */
	@ParameterizedTest
	@CsvSource({ "H, 1.5, 40", "HK, 2.3, 25", "IZ, 0.32, 60" })
	void spaxelsAddUpToTheSpectrum(Band band, double redshift, double dispersion) throws FitsException {
		Disc disc = new Disc("D", 20, 3e-19, redshift, 0.13, 55, 40, 220, 0.15, dispersion, 0.2, -0.3);
		Targets targets = targets(band);
		var axes = new TargetCube(band);
		double[] spectrum = spectrum(targets, disc);
		double[] planes = sums(axes.photons(targets, disc));
		double strongest = 0;
		for (int first = 0; first < TargetCube.PLANES; first += 128) {
			double expected = integral(targets.grid(), spectrum, edge(axes, first), edge(axes, first + 128));
			double sum = 0;
			for (int plane = first; plane < first + 128; plane++) {
				sum += planes[plane] * axes.stepMicron();
			}
			assertEquals(1, sum / expected, 1e-3, band + " from " + edge(axes, first));
			strongest = Math.max(strongest, expected);
		}
		double weakest = integral(targets.grid(), spectrum, edge(axes, 0), edge(axes, 128));
		assertTrue(strongest > 1.15 * weakest, "there are lines");
	}

	/** Mean velocity of Hα in a spaxel is that of the map, weighted with light, and width that of the gas. */
	@Test
	void linesMoveWithTheVelocityMap() throws FitsException {
		var axes = new TargetCube(Band.H);
		float[] cube = axes.photons(targets(Band.H), WIDE);
		DiscModel.Maps maps = DiscModel.of(WIDE).maps(0, 0);
		int border = (maps.size() - 2 * TargetCube.SIDE) / 2;
		int compared = 0;
		double fastest = 0;
		double photons = 3e-19 * HALPHA * 2.5e-6 / (6.62607015e-34 * 299_792_458);
		for (int spaxel = 0; spaxel < SPAXELS; spaxel++) {
			double light = 0;
			double velocity = 0;
			for (int part = 0; part < 4; part++) {
				int pixel = (border + 2 * (spaxel / TargetCube.SIDE) + part / 2) * maps.size() + border
						+ 2 * (spaxel % TargetCube.SIDE) + part % 2;
				light += maps.brightness()[pixel] * 0.05 * 0.05;
				velocity += maps.brightness()[pixel] * 0.05 * 0.05 * maps.velocity()[pixel];
			}
			double x = (spaxel % TargetCube.SIDE - 15.5) * 0.1 - WIDE.xArcsec();
			double y = (spaxel / TargetCube.SIDE - 15.5) * 0.1 - WIDE.yArcsec();
			if (Math.hypot(x, y) < 0.5 || light < 1e-4) {
				continue;
			}
			double[] moments = moments(axes, cube, spaxel);
			assertEquals(photons * light, moments[0], 0.003 * photons * light);
			assertEquals(velocity / light, moments[1], 0.15);
			// gas of other velocities in the spaxel adds to it, planes of 35 km/s as well
			assertEquals(Math.sqrt(30 * 30 + 35.0 * 35 / 12), moments[2], 2.5);
			fastest = Math.max(fastest, Math.abs(moments[1]));
			compared++;
		}
		assertTrue(compared > 300 && fastest > 100, compared + " spaxels, up to " + fastest + " km/s");
	}

	/** Photons s⁻¹ m⁻², mean and standard deviation of the velocity of Hα, without what lies between its neighbours. */
	private static double[] moments(TargetCube axes, float[] cube, int spaxel) {
		var sums = new double[3];
		double continuum = cube[spaxel] * Math.pow(axes.micron(0), 0.7);
		for (int plane = 0; plane < TargetCube.PLANES; plane++) {
			double velocity = LIGHT * (axes.micron(plane) / (HALPHA * 2.5) - 1);
			if (Math.abs(velocity) < 350) {
				double line = cube[plane * SPAXELS + spaxel] - continuum * Math.pow(axes.micron(plane), -0.7);
				sums[0] += line * axes.stepMicron();
				sums[1] += line * axes.stepMicron() * velocity;
				sums[2] += line * axes.stepMicron() * velocity * velocity;
			}
		}
		double mean = sums[1] / sums[0];
		return new double[] { sums[0], mean, Math.sqrt(sums[2] / sums[0] - mean * mean) };
	}

	@Test
	void aDiscLiesAtItsOffset() throws FitsException {
		double[] centre = centre(new TargetCube(Band.H).photons(targets(Band.H), SMALL));
		assertEquals(0.2, centre[0], 0.002);
		assertEquals(-0.3, centre[1], 0.002);
	}

	/** Pixels of 0.15 arcsec with falling right ascension, turned by the PC matrix or not; the source recedes. */
	@ParameterizedTest
	@CsvSource({ "0, 0, 0, 0", "0, 0.3, -0.2, 1500", "30, 0.1, 0.2, -900" })
	void aFileIsPutWhereItsTargetIs(double turned, double x, double y, double kmPerSecond) throws FitsException {
		double cosine = Math.cos(Math.toRadians(turned));
		double sine = Math.sin(Math.toRadians(turned));
		FitsHeader header = FitsHeader.EMPTY.with("CTYPE1", "RA---TAN").with("CDELT1", -0.15 / 3600)
				.with("CTYPE2", "DEC--TAN").with("CDELT2", 0.15 / 3600).with("PC1_1", cosine).with("PC1_2", -sine)
				.with("PC2_1", sine).with("PC2_2", cosine).with("CTYPE3", "WAVE").with("CUNIT3", "um")
				.with("CRPIX3", 1.0).with("CRVAL3", 1.40).with("CDELT3", 0.001);
		int side = 9;
		var pixels = new float[500 * side * side];
		for (int plane = 0; plane < 500; plane++) {
			double line = Math.exp(-Math.pow((plane - 250) / 4.0, 2) / 2);
			for (int spaxel = 0; spaxel < side * side; spaxel++) {
				pixels[plane * side * side + spaxel] = (float) (plane / 100.0 + spaxel * line);
			}
		}
		Path file = folder.resolve("cube.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primaryImage(header, "ph s-1 m-2 um-1", pixels, side, side, 500);
			writer.commit();
		}
		var target = new CubeFile("C", file, x, y, kmPerSecond);
		Targets targets = targets(Band.H);
		var axes = new TargetCube(Band.H);
		float[] cube = axes.photons(targets, target);
		double[] spectrum = spectrum(targets, target);
		double[] planes = sums(cube);
		for (int first = 0; first < TargetCube.PLANES; first += 32) {
			double expected = integral(targets.grid(), spectrum, edge(axes, first), edge(axes, first + 32));
			double sum = 0;
			for (int plane = first; plane < first + 32; plane++) {
				sum += planes[plane] * axes.stepMicron();
			}
			assertEquals(1, sum / expected, 1e-3);
		}
		// the same from the pixels, over the planes that the band shows
		double east = 0;
		double north = 0;
		double all = 0;
		for (int spaxel = 0; spaxel < side * side; spaxel++) {
			double i = spaxel % side - 4;
			double j = spaxel / side - 4;
			double light = 0;
			for (int plane = 56; plane < 446; plane++) {
				light += pixels[plane * side * side + spaxel];
			}
			all += light;
			east += light * 0.15 * (j * sine - i * cosine);
			north += light * 0.15 * (j * cosine + i * sine);
		}
		double[] centre = centre(cube);
		assertEquals(x + east / all, centre[0], 0.005);
		assertEquals(y + north / all, centre[1], 0.005);
	}

	@Test
	void starsHaveNone() {
		var star = new Star("S", SpectralType.A0V, 15, 0, 0, 0);
		assertTrue(TargetCube.isExtended(SMALL) && !TargetCube.isExtended(star));
		assertThrows(IllegalArgumentException.class, () -> new TargetCube(Band.H).photons(targets(Band.H), star));
	}

	private static Targets targets(Band band) {
		return Targets.of(1, Settings.standard(), new SpectralGrid(band));
	}

	private static double[] spectrum(Targets targets, Target target) throws FitsException {
		return targets.view(Conditions.usual(), PointSpreadTest.clear(targets.grid().band())).photons(target);
	}

	private static double edge(TargetCube axes, int plane) {
		return axes.micron(0) + (plane - 0.5) * axes.stepMicron();
	}

	/** Integral of a spectrum, whose samples have the mean over their intervals. */
	private static double integral(SpectralGrid grid, double[] photons, double first, double last) {
		double from = (grid.band().row(first) - SpectralGrid.FIRST_ROW) * SpectralGrid.PER_ROW;
		double to = (grid.band().row(last) - SpectralGrid.FIRST_ROW) * SpectralGrid.PER_ROW;
		double[] widths = grid.widths();
		double sum = 0;
		for (int i = (int) from; i <= (int) to; i++) {
			sum += photons[i] * widths[i] * (Math.min(to, i + 1) - Math.max(from, i));
		}
		return sum;
	}

	private static double[] sums(float[] cube) {
		var sums = new double[TargetCube.PLANES];
		for (int i = 0; i < cube.length; i++) {
			sums[i / SPAXELS] += cube[i];
		}
		return sums;
	}

	private static double[] centre(float[] cube) {
		double sum = 0;
		double x = 0;
		double y = 0;
		for (int i = 0; i < cube.length; i++) {
			sum += cube[i];
			x += cube[i] * (i % TargetCube.SIDE - 15.5) * 0.1;
			y += cube[i] * (i / TargetCube.SIDE % TargetCube.SIDE - 15.5) * 0.1;
		}
		return new double[] { x / sum, y / sum };
	}
}
