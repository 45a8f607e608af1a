package org.armillary.kmos.simulator.truth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.armillary.actor.ActorException;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.SimulatedFile;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsFile;
import org.armillary.kmos.simulator.detector.DefectPixels;
import org.armillary.kmos.simulator.detector.PixelValues;
import org.armillary.kmos.simulator.exposure.ExposureMaker;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.exposure.Shining;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.light.Emission;
import org.armillary.kmos.simulator.light.FrameRenderer;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.DetectorGeometry;
import org.armillary.kmos.simulator.optics.SlitletGeometry;
import org.armillary.kmos.simulator.plan.KmosParameters;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.plan.NightPlanner;
import org.armillary.kmos.simulator.plan.NightSettings;
import org.armillary.kmos.simulator.source.Target.Star;
import org.armillary.kmos.simulator.source.TargetView;
import org.armillary.kmos.simulator.source.Throughput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of truth of a night as a user reads them, against the frames and the models behind them. */
class TruthFilesTest {

	private static final long SEED = 7;
	private static final int SIDE = 2048;
	private static final double MICRON = 1.65;
	private static final double FIRST_MICRON = 1.48;
	private static final double LAST_MICRON = 1.82;

	/** Of the second detector. */
	private static final List<PixelValues> PERSISTENCE = List.of(PixelValues.NONE,
			new PixelValues(new int[] { 700 * SIDE + 90, 701 * SIDE + 90 }, new double[] { 2.5, 0.75 }),
			PixelValues.NONE);

	@TempDir
	private static Path folder;

	private static NightInstrument instrument;
	private static List<NightExposure> exposures;
	private static List<SimulatedFile> listed;
	private static NightExposure science;
	private static Shining shining;
	private static FitsFile geometry;
	private static FitsFile truth;
	private static FitsFile night;

	@BeforeAll
	static void write() throws ActorException, IOException {
		var values = ParameterValues.parse(KmosParameters.descriptor(), Map.of("components", "true"));
		NightSettings settings = KmosParameters.parse(SEED, values);
		exposures = NightPlanner.plan(settings);
		instrument = new NightInstrument(settings, exposures.size());
		var files = TruthFiles.of(settings, values, exposures, instrument);
		listed = files.files();
		var maker = new ExposureMaker(instrument);
		for (RawClass rawClass : List.of(RawClass.DARK, RawClass.FLAT_ON, RawClass.ARC_ON)) {
			NightExposure exposure = first(rawClass);
			files.writeExposure(folder, exposure, maker.shining(exposure), PERSISTENCE);
		}
		science = first(RawClass.SCIENCE);
		shining = maker.shining(science);
		// without components, which would take a while
		int lines = shining.lights().stream().filter(light -> light.component() == Component.SKY).findFirst()
				.orElseThrow().emission().lineRows().length;
		new ExposureTruth(instrument, science, shining.lights(), lines).file().write(folder);
		files.writeStatic(folder);
		List<GeometryState> states = GeometryState.of(settings.maps(), exposures);
		assertEquals(states.size(), files.geometries());
		GeometryState ofScience = GeometryState.nearest(states, science).orElseThrow();
		files.writeGeometry(folder, states.indexOf(ofScience));
		files.writeLast(folder);
		geometry = FitsFile.open(folder.resolve(ofScience.name()));
		truth = FitsFile.open(folder.resolve(rawFile(science)));
		night = FitsFile.open(folder.resolve("truth/detectors.fits"));
	}

	private static NightExposure first(RawClass rawClass) {
		return exposures.stream().filter(exposure -> exposure.rawClass() == rawClass).findFirst().orElseThrow();
	}

	private static String rawFile(NightExposure exposure) {
		return "truth/exposures/" + exposure.fileName();
	}

	@Test
	void allIsListedWithItsTrueSize() throws IOException {
		Map<String, Long> sizes = listed.stream()
				.collect(Collectors.toMap(SimulatedFile::name, SimulatedFile::bytes));
		assertEquals(4 + 5 + 2 * exposures.size() + 1, sizes.size());
		int written = 0;
		try (var files = Files.walk(folder)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				String name = folder.relativize(file).toString().replace('\\', '/');
				assertEquals(sizes.get(name), Files.size(file), name);
				written++;
			}
		}
		assertEquals(4 + 1 + 4 + 3 + 1, written);
	}

	/** An image of a single wavelength has its first moment on the row that has this wavelength. */
	@Test
	void wavelengthsAreThoseOfImages() throws IOException {
		double[] wave = geometry.hdu("CHIP2.WAVE").readDoubles();
		long[] slitlets = geometry.hdu("CHIP2.SLITLET").readLongs();
		var grid = new SpectralGrid(Band.H);
		float[] image = EvenLight.image(instrument, science.state(),
				Emission.lines(grid, new double[] { Band.H.row(MICRON) }, new double[] { 1e4 }));
		int columns = 0;
		double worst = 0;
		for (int x = 0; x < SIDE; x++) {
			double sum = 0;
			double moment = 0;
			for (int y = 0; y < SIDE; y++) {
				sum += image[y * SIDE + x];
				moment += (double) y * image[y * SIDE + x];
			}
			int middle = (int) Math.round(moment / sum);
			if (sum == 0 || !inside(slitlets, x, middle - 12) || !inside(slitlets, x, middle + 12)) {
				continue;
			}
			int below = middle - 2;
			while (wave[(below + 1) * SIDE + x] < MICRON) {
				below++;
			}
			double first = wave[below * SIDE + x];
			double row = below + (MICRON - first) / (wave[(below + 1) * SIDE + x] - first);
			worst = Math.max(worst, Math.abs(row - moment / sum));
			columns++;
		}
		assertEquals(0, worst, 0.001, "rows");
		assertTrue(columns > 1000, columns + " columns");
	}

	private static boolean inside(long[] slitlets, int x, int y) {
		return x > 1 && x < SIDE - 2 && slitlets[y * SIDE + x] > 0
				&& slitlets[y * SIDE + x - 2] == slitlets[y * SIDE + x]
				&& slitlets[y * SIDE + x + 2] == slitlets[y * SIDE + x];
	}

	/** An evenly lit image falls to half of its plateau at the edges, which count pixels from 1. */
	@Test
	void edgesAreThoseOfImages() throws IOException {
		var grid = new SpectralGrid(Band.H);
		double[] white = DoubleStream.generate(() -> 10).limit(grid.size()).toArray();
		float[] image = EvenLight.image(instrument, science.state(), Emission.continuum(grid, white));
		double[] edges = geometry.hdu("CHIP2.EDGES").readDoubles();
		double worst = 0;
		double mean = 0;
		for (int y : new int[] { 20, 1000, 2030 }) {
			for (int slitlet = 0; slitlet < SlitletGeometry.PER_DETECTOR; slitlet++) {
				double left = edges[2 * slitlet * SIDE + y] - 1;
				double right = edges[(2 * slitlet + 1) * SIDE + y] - 1;
				double plateau = image[y * SIDE + (int) Math.round((left + right) / 2)];
				double ofLeft = EvenLight.at(image, y, left) / plateau - 0.5;
				double ofRight = EvenLight.at(image, y, right) / plateau - 0.5;
				worst = Math.max(worst, Math.max(Math.abs(ofLeft), Math.abs(ofRight)));
				mean += (ofLeft + ofRight) / (6 * SlitletGeometry.PER_DETECTOR);
			}
		}
		// so steep an edge cannot be interpolated better; the mean of 672 of them scatters by 0.0004
		assertEquals(0, worst, 0.02, "share of the plateau");
		assertEquals(0, mean, 0.002, "share of the plateau");
	}

	@Test
	void mapsCoverTheSameSlitlets() throws IOException {
		double[] wave = geometry.hdu("CHIP1.WAVE").readDoubles();
		float[] x = geometry.hdu("CHIP1.X").readFloats();
		float[] y = geometry.hdu("CHIP1.Y").readFloats();
		long[] slitlets = geometry.hdu("CHIP1.SLITLET").readLongs();
		int covered = 0;
		for (int pixel = 0; pixel < wave.length; pixel++) {
			boolean gap = slitlets[pixel] == 0;
			if (gap != Double.isNaN(wave[pixel]) || gap != Float.isNaN(x[pixel]) || gap != Float.isNaN(y[pixel])) {
				fail("pixel " + pixel);
			}
			covered += gap ? 0 : 1;
		}
		assertEquals(112 * 13.6 / 2048, (double) covered / wave.length, 0.01);
		DetectorGeometry places = instrument.spectrograph(0).geometry(science.state());
		for (int slitlet = 3; slitlet < 112; slitlet += 36) {
			SlitletGeometry of = places.slitlets().get(slitlet);
			int column = (int) Math.ceil(of.left()[700]);
			assertEquals(slitlet + 1, slitlets[700 * SIDE + column]);
			assertEquals(Band.H.micron(of.canonicalRow(700, of.across(700, column))), wave[700 * SIDE + column], 1e-13);
			// the first pixel of a slitlet lies within a pixel of its end
			double along = of.ifu() <= 4 ? y[700 * SIDE + column] : -y[700 * SIDE + column];
			assertEquals(-1400 + 100, along, 105);
			assertEquals((of.ifu() <= 4 ? 200 : -200) * (of.slice() - 6.5), x[700 * SIDE + column], 1e-3);
		}
	}

	/** Flux, air, throughput and share from files alone give the electrons of a star in the frame. */
	@Test
	void truthOfAStarGivesItsElectrons() throws IOException {
		Table points = truth.hdu("POINTS").readTable();
		int row = List.of(points.texts("KIND").values()).indexOf("star");
		int arm = (int) points.integers("ARM").values()[row];
		List<Light> own = shining.lights().stream()
				.filter(light -> light.ifu() == arm && light.component() == Component.OBJECT).toList();
		float[] image = FrameRenderer
				.of(instrument.spectrograph((arm - 1) / 8).geometry(science.state()), instrument.band(Band.H).kernels())
				.render(own, shining.factors());
		double electrons = electrons(arm, image);
		Table objects = truth.hdu("OBJECTS").readTable();
		double[] flux = objects.reals("ARM%02d".formatted(arm)).values();
		double[] micron = objects.reals("WAVELENGTH").values();
		double[] transmission = truth.hdu("LIGHT").readTable().reals("TRANSMISSION").values();
		FitsFile ofBand = FitsFile.open(folder.resolve("truth/instrument-H.fits"));
		double[] efficiency = ofBand.hdu("EFFICIENCY").readTable().reals("EFFICIENCY").values();
		Table ifus = ofBand.hdu("IFUS").readTable();
		double first = ifus.reals("FIRST").at(arm - 1);
		double last = ifus.reals("LAST").at(arm - 1);
		double predicted = 0;
		for (int i = 1; i < micron.length - 1; i++) {
			if (micron[i] < FIRST_MICRON || micron[i] >= LAST_MICRON) {
				continue;
			}
			double place = (micron[i] - Band.H.firstMicron()) / (Band.H.lastMicron() - Band.H.firstMicron());
			double node = Math.clamp(place * 4, 0, 3.999999);
			double detected = (1 - node % 1) * points.reals("DETECTED").at(row, (int) node)
					+ node % 1 * points.reals("DETECTED").at(row, (int) node + 1);
			predicted += flux[i] * transmission[i] * science.conditions().cloudTransmission() * efficiency[i]
					* Throughput.AREA_M2 * (first + (last - first) * place) * detected
					* (micron[i + 1] - micron[i - 1]) / 2;
		}
		assertEquals(1, electrons / predicted, 3e-4);
		TargetView view = instrument.band(Band.H).targets().view(science.conditions(),
				instrument.band(Band.H).telluric().transmission(science.conditions()));
		var seen = science.arms().get(arm - 1);
		var star = (Star) seen.target().orElseThrow();
		assertEquals(view.shareInside(arm, seen.xArcsec(), seen.yArcsec(), star, Band.H.firstMicron()),
				points.reals("SHARE").at(row, 0), 1e-6);
		assertEquals(
				view.shareDetected(arm, seen.xArcsec(), seen.yArcsec(), star, Band.H.lastMicron(),
						instrument.throughput().slitlets(arm)),
				points.reals("DETECTED").at(row, 4), 1e-5);
	}

	/** Electrons/s of an image in the slitlets of an arm between two wavelengths. */
	private static double electrons(int arm, float[] image) throws IOException {
		String chip = "CHIP" + ((arm - 1) / 8 + 1) + ".";
		double[] wave = geometry.hdu(chip + "WAVE").readDoubles();
		double[] edges = geometry.hdu(chip + "EDGES").readDoubles();
		double electrons = 0;
		for (int slitlet = (arm - 1) % 8 * 14; slitlet < (arm - 1) % 8 * 14 + 14; slitlet++) {
			for (int y = 0; y < SIDE; y++) {
				int left = (int) Math.round(edges[2 * slitlet * SIDE + y] - 1);
				int right = (int) Math.round(edges[(2 * slitlet + 1) * SIDE + y] - 1);
				double micron = wave[y * SIDE + (left + right) / 2];
				for (int x = left - 2; x <= right + 2 && micron >= FIRST_MICRON && micron < LAST_MICRON; x++) {
					electrons += image[y * SIDE + x];
				}
			}
		}
		return electrons;
	}

	/** Continuum and lines together are all photons of the sky model. */
	@Test
	void continuumAndLinesAreTheSky() throws IOException {
		var band = instrument.band(Band.H);
		double[] transmission = band.telluric().transmission(science.conditions());
		double all = DoubleStream.of(band.sky().skyPhotons(science.conditions(), transmission)).sum();
		Table light = truth.hdu("LIGHT").readTable();
		double[] widths = new SpectralGrid(Band.H).widths();
		double continuum = 0;
		for (int i = 0; i < light.rows(); i++) {
			continuum += light.reals("SKY").at(i) * 4 * widths[4 * i + 1];
		}
		double lines = DoubleStream.of(truth.hdu("LINES").readTable().reals("RATE").values()).sum();
		assertEquals(all, continuum + lines, 1e-4 * all);
		assertTrue(lines > 5 * continuum);
	}

	@Test
	void fieldsAreThoseOfLampAndSky() throws IOException {
		FitsFile ofBand = FitsFile.open(folder.resolve("truth/instrument-H.fits"));
		double[] even = ofBand.hdu("EVEN").readDoubles();
		double[] field = truth.hdu("FIELD").readDoubles();
		int used = 0;
		for (int ifu = 0; ifu < 24; ifu++) {
			if (science.arms().get(ifu).used()) {
				int start = ifu * 14 * 136;
				for (int i = start; i < start + 14 * 136; i++) {
					assertEquals(even[i], field[i], 1e-12);
				}
				used++;
			} else {
				assertTrue(Double.isNaN(field[ifu * 14 * 136]));
			}
		}
		assertTrue(used > 15);
		double[] flat = ofBand.hdu("FLAT").readDoubles();
		double[] lamp = FitsFile.open(folder.resolve(rawFile(first(RawClass.FLAT_ON)))).hdu("FIELD").readDoubles();
		double[] vignetting = ofBand.hdu("VIGNETTING").readDoubles();
		double structure = 0;
		for (int i = 0; i < flat.length; i++) {
			assertEquals(Double.isNaN(lamp[i]) ? flat[i] : lamp[i], flat[i], 0.005);
			assertEquals(even[i], vignetting[i], 0.03);
			structure = Math.max(structure, Math.abs(flat[i] / even[i] - 1));
		}
		assertTrue(structure > 0.02 && structure < 0.1, "lamp differs from sky by " + structure);
	}

	@Test
	void detectorsAreThoseThatMakeFrames() throws IOException {
		assertTrue(Arrays.equals(instrument.detector(1).response(), night.hdu("CHIP2.RESPONSE").readFloats()));
		long dead = count(night.hdu("CHIP2.CLASS").readLongs(), DefectPixels.DEAD);
		assertEquals(dead, night.hdu("DETECTORS").readTable().integers("DEAD").values()[1]);
		assertEquals(4000, dead, 400);
		float[] dark = night.hdu("CHIP2.DARK").readFloats();
		assertEquals(instrument.detector(1).darkRates()[1_234_567], dark[1_234_567]);
		Table offsets = night.hdu("CHIP3.OFFSETS").readTable();
		int number = science.number();
		double[][] pairs = instrument.detector(2).offsets(ExposureMaker.detectorExposure(science));
		assertEquals(number + 1, offsets.integers("EXPOSURE").values()[number * 32 + 9]);
		assertEquals(10, offsets.integers("CHANNEL").values()[number * 32 + 9]);
		assertEquals(pairs[9][0], offsets.reals("ODD").at(number * 32 + 9));
		Table law = night.hdu("CHIP1.LINEARITY").readTable();
		assertEquals(40_000, law.reals("TRUE").at(80));
		assertEquals(39_900, law.reals("SHOWN").at(80), 1e-6);
		int[] hit = instrument.detector(0).cosmicRays(ExposureMaker.detectorExposure(science)).pixels();
		long[] mask = truth.hdu("CHIP1.COSMIC").readLongs();
		assertEquals(IntStream.of(hit).distinct().count(), count(mask, (byte) 1));
		assertEquals(1, mask[hit[0]]);
	}

	/** An arc frame has one kind of light, and what was left before. */
	@Test
	void componentsAreTheLightOfTheFrame() throws IOException {
		NightExposure arc = first(RawClass.ARC_ON);
		var maker = new ExposureMaker(instrument);
		FitsFile file = FitsFile.open(folder.resolve("truth/components/" + arc.fileName()));
		assertEquals(7, file.hdus().size());
		assertArrayEquals(maker.light(arc, maker.shining(arc), 2), file.hdu("CHIP3.ARC").readFloats(), 1e-3f);
		assertEquals(2.5f, file.hdu("CHIP2.PERSISTENCE").readFloats()[700 * SIDE + 90]);
	}

	/** Darks show what earlier exposures left. */
	@Test
	void persistenceIsAComponentOfDarks() throws IOException {
		FitsFile file = FitsFile.open(folder.resolve("truth/components/" + first(RawClass.DARK).fileName()));
		assertEquals(4, file.hdus().size());
		var expected = new float[SIDE * SIDE];
		assertArrayEquals(expected, file.hdu("CHIP1.PERSISTENCE").readFloats());
		expected[700 * SIDE + 90] = 2.5f;
		expected[701 * SIDE + 90] = 0.75f;
		assertArrayEquals(expected, file.hdu("CHIP2.PERSISTENCE").readFloats());
	}

	private static long count(long[] values, byte bit) {
		return LongStream.of(values).filter(value -> (value & bit) != 0).count();
	}
}
