package org.armillary.kmos.simulator.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

import org.armillary.actor.ActorException;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.data.Table;
import org.armillary.data.Wcs;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.plan.KmosParameters;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.plan.NightPlanner;
import org.armillary.kmos.simulator.plan.NightSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets of a night and their cubes as a user reads them. */
class TargetTruthTest {

	private static final double HALPHA_MICRON = 0.656461;

	@TempDir
	private static Path folder;

	private static FitsFile targets;
	private static FitsFile cubes;

	@BeforeAll
	static void write() throws ActorException, IOException {
		var values = ParameterValues.parse(KmosParameters.descriptor(), Map.of("targets", """
				arm=2 kind=star magnitude=16,\
				arm=4 kind=disc name=first magnitude=19 redshift=1.5 scale=0.3 x=0.2,\
				arm=20 kind=disc name=second magnitude=21 redshift=1.4 scale=0.5 rotation=150
				"""));
		NightSettings settings = KmosParameters.parse(3, values);
		List<NightExposure> exposures = NightPlanner.plan(settings);
		var instrument = new NightInstrument(settings, exposures.size());
		TargetTruth truth = TargetTruth.of(instrument, exposures);
		truth.file().write(folder);
		new CubeTruth(instrument, truth.targets(), Band.H).file().orElseThrow().write(folder);
		assertTrue(new CubeTruth(instrument, truth.targets(), Band.K).file().isEmpty());
		targets = FitsFile.open(folder.resolve("truth/targets.fits"));
		cubes = FitsFile.open(folder.resolve("truth/cubes-H.fits"));
	}

	@Test
	void discsHaveMapsAndSpectra() throws IOException {
		Table table = targets.hdu("TARGETS").readTable();
		int row = List.of(table.texts("KIND").values()).indexOf("disc");
		String name = "T" + table.integers("TARGET").values()[row] + ".";
		double[] brightness = targets.hdu(name + "BRIGHTNESS").readDoubles();
		assertEquals(1, DoubleStream.of(brightness).sum() * 0.05 * 0.05, 0.2, "most of the light is within the map");
		double[] velocity = targets.hdu(name + "VELOCITY").readDoubles();
		double fastest = table.reals("ROTATION").at(row)
				* Math.sin(Math.toRadians(table.reals("INCLINATION").at(row)));
		double most = DoubleStream.of(velocity).filter(Double::isFinite).max().orElseThrow();
		assertTrue(most > 0.5 * fastest && most < fastest, most + " km/s of " + fastest);
		Table spectrum = targets.hdu(name + "H").readTable();
		double[] flux = spectrum.reals("FLUX").values();
		assertTrue(DoubleStream.of(flux).max().orElseThrow() > 3 * DoubleStream.of(flux).min().orElseThrow(),
				"there are lines");
	}

	/** Cubes have the spectrum of their target, as far as it lies within, at the wavelengths of their header. */
	@Test
	void discsHaveCubes() throws IOException {
		Table table = targets.hdu("TARGETS").readTable();
		List<String> kinds = List.of(table.texts("KIND").values());
		assertEquals(kinds.stream().filter("disc"::equals).count(), cubes.hdus().size() - 1);
		int row = kinds.indexOf("disc");
		String name = "T" + table.integers("TARGET").values()[row] + ".";
		Hdu hdu = cubes.hdu(name + "CUBE");
		assertEquals(table.texts("NAME").values()[row], hdu.header().text("OBJECT"));
		float[] cube = hdu.readFloats();
		double[] microns = Wcs.wavelengthsMicron(hdu.header(), 3, 2048);
		int spaxels = cube.length / microns.length;
		double[] brightness = targets.hdu(name + "BRIGHTNESS").readDoubles();
		double inside = 0;
		for (int pixel = 0; pixel < brightness.length; pixel++) {
			boolean within = Math.max(Math.abs(pixel % 76 - 37.5), Math.abs(pixel / 76 - 37.5)) < 32;
			inside += within ? brightness[pixel] * 0.05 * 0.05 : 0;
		}
		Table spectrum = targets.hdu(name + "H").readTable();
		double[] flux = spectrum.reals("FLUX").values();
		double[] wave = spectrum.reals("WAVELENGTH").values();
		var sums = new double[microns.length];
		for (int i = 0; i < cube.length; i++) {
			sums[i / spaxels] += cube[i];
		}
		// Hα and what is around it, and continuum alone
		for (double micron : new double[] { HALPHA_MICRON * 2.5, 1.55 }) {
			double ofCube = integral(microns, sums, micron);
			double ofSpectrum = integral(wave, flux, micron);
			assertEquals(inside, ofCube / ofSpectrum, 2e-3 * inside);
			assertEquals(micron < 1.6, ofSpectrum < 0.02 * flux[0]);
		}
	}

	private static double integral(double[] microns, double[] values, double micron) {
		double sum = 0;
		for (int i = 1; i < microns.length - 1; i++) {
			if (Math.abs(microns[i] - micron) < 0.01) {
				sum += values[i] * (microns[i + 1] - microns[i - 1]) / 2;
			}
		}
		return sum;
	}
}
