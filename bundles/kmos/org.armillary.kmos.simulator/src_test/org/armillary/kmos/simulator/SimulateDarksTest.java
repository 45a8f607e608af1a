package org.armillary.kmos.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductFile;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortProducts;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.simulator.detector.DarkDetector;
import org.armillary.kmos.simulator.detector.DarkSettings;
import org.armillary.kmos.simulator.random.Moments;
import org.armillary.testkit.TestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The raw files have the format of KMOS, and with the truth beside them nothing but noise remains. */
class SimulateDarksTest {

	private static final int SIDE = 256;

	@TempDir
	private Path folder;

	private int runs;

	private PortProducts simulate(String... namesAndValues)
			throws DescriptionException, ActorException, IOException, InterruptedException {
		var provider = TypedActorProvider.of(new SimulateDarks());
		Map<String, String> text = new LinkedHashMap<>(Map.of("size", "SMALL"));
		for (int i = 0; i < namesAndValues.length; i += 2) {
			text.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		var context = TestContext.of(provider.descriptor(), folder.resolve("run" + ++runs));
		var outcome = (Outcome.Ok<PortProducts>) provider.run(ParameterValues.parse(provider.descriptor(), text),
				PortProducts.NONE, context);
		return outcome.outputs();
	}

	private static FitsFile open(ProductFile product) throws IOException {
		return FitsFile.open(product.path());
	}

	@Test
	void headersAreThoseOfTheTemplate()
			throws DescriptionException, ActorException, IOException, InterruptedException {
		List<ProductFile> darks = simulate("exposures", "4", "dit", "20", "ndit", "3", "readNoise", "7.5", "gain",
				"2,2.5,3", "startDate", "2014-12-31T23:59:00").port("darks");
		assertEquals(4, darks.size());
		var start = LocalDateTime.parse("2014-12-31T23:59:00");
		for (int exposure = 0; exposure < 4; exposure++) {
			FitsHeader header = open(darks.get(exposure)).primary().header();
			assertEquals("DARK", darks.get(exposure).category());
			assertEquals("KMOS", header.text("INSTRUME"));
			assertEquals("CALIB", header.text("ESO DPR CATG"));
			assertEquals("DARK", header.text("ESO DPR TYPE"));
			assertEquals("IMAGE", header.text("ESO DPR TECH"));
			assertEquals("KMOS_spec_cal_dark", header.text("ESO TPL ID"));
			assertEquals("2014-12-31T23:59:00", header.text("ESO TPL START"));
			assertEquals(4, header.integer("ESO TPL NEXP"));
			assertEquals(exposure + 1, header.integer("ESO TPL EXPNO"));
			assertEquals(20, header.real("ESO DET SEQ1 DIT"));
			assertEquals(3, header.integer("ESO DET NDIT"));
			assertEquals(20, header.real("EXPTIME"));
			assertEquals(7.5, header.real("ESO DET CHIP RON"));
			assertTrue(header.contains("ESO DET READ CURNAME"));
			assertEquals(120, header.real("ESO INS TEMP7 VAL"));
			assertEquals(0, header.real("ESO OCS ROT NAANGLE"));
			for (int segment = 1; segment <= 3; segment++) {
				assertEquals("Block", header.text("ESO INS FILT" + segment + " ID"));
				assertEquals("K", header.text("ESO INS GRAT" + segment + " ID"));
			}
			assertFalse(header.contains("ESO PRO CATG"));
			assertTrue(header.values().keySet().stream().noneMatch(keyword -> keyword.startsWith("ESO SIM")));
			var begin = LocalDateTime.parse(header.text("DATE-OBS"));
			double wait = Duration.between(start, begin).toMillis() / 1e3;
			assertEquals(exposure == 0 ? 3 : 68, wait, exposure == 0 ? 1e-9 : 0.41);
			assertEquals(header.text("DATE-OBS").replaceFirst("0$", ""),
					header.text("ARCFILE").replace("KMOS.", "").replace(".fits", ""));
			// 57023 is the midnight between 2014 and 2015
			assertEquals(57023 + Duration.between(LocalDateTime.parse("2015-01-01T00:00:00"), begin).toMillis() / 864e5,
					header.real("MJD-OBS"), 1e-9);
			start = begin;
		}
	}

	@Test
	void extensionsAreThoseOfTheDetectors()
			throws DescriptionException, ActorException, IOException, InterruptedException {
		FitsFile file = open(simulate("exposures", "1", "gain", "2,2.5,3").port("darks").getFirst());
		assertEquals(List.of("PRIMARY", "CHIP1.INT1", "CHIP2.INT1", "CHIP3.INT1"),
				file.hdus().stream().map(Hdu::name).toList());
		assertFalse(file.primary().hasImage());
		for (int detector = 1; detector <= 3; detector++) {
			Hdu hdu = file.hdus().get(detector);
			assertEquals(-32, hdu.bitpix());
			assertEquals(List.of((long) SIDE, (long) SIDE), hdu.dimensions());
			assertEquals(detector, hdu.header().integer("ESO DET CHIP INDEX"));
			assertEquals(1.5 + 0.5 * detector, hdu.header().real("ESO DET CHIP GAIN"));
			assertEquals(SIDE, hdu.header().integer("ESO DET CHIP NX"));
			assertEquals(SIDE, hdu.header().integer("ESO DET CHIP NY"));
			assertTrue(hdu.header().contains("ESO DET CHIP ID"));
			assertFalse(hdu.header().contains("BUNIT"));
		}
	}

	/** With nothing but what the truth file says, each frame is explained up to its noise. */
	@ParameterizedTest
	@CsvSource({ "1, 60, 1, 2", "2, 60, 1, 300", "3, 15, 4, 50" })
	void theTruthExplainsTheFrames(String seed, String dit, String ndit, String cosmicRate)
			throws DescriptionException, ActorException, IOException, InterruptedException {
		PortProducts products = simulate("seed", seed, "dit", dit, "ndit", ndit, "cosmicRate", cosmicRate, "exposures",
				"3", "gain", "2.1,1.3,4");
		FitsFile truth = open(products.port("truth").getFirst());
		for (int exposure = 1; exposure <= 3; exposure++) {
			FitsFile dark = open(products.port("darks").get(exposure - 1));
			for (int detector = 1; detector <= 3; detector++) {
				float[] frame = dark.hdu("CHIP" + detector + ".INT1").readFloats();
				double[] expected = expected(truth, exposure, detector);
				double[] noise = noise(truth, detector);
				var pulls = new Moments();
				for (int pixel = 0; pixel < frame.length; pixel++) {
					assertTrue(Float.isFinite(frame[pixel]));
					if (expected[pixel] < 60_000) {
						double pull = (frame[pixel] - expected[pixel]) / noise[pixel];
						assertTrue(Math.abs(pull) < 9, "pixel " + pixel + " pull " + pull);
						pulls.add(pull);
					}
				}
				assertEquals(0, pulls.pull(0, 1), 4);
				assertEquals(1, pulls.variance(), 4 * Math.sqrt(2.0 / pulls.count()) * 1.1);
			}
		}
	}

	/** Noise-free frame from the truth file, adu. */
	private static double[] expected(FitsFile truth, int exposure, int detector) throws IOException {
		String chip = "CHIP" + detector + ".";
		double dit = truth.primary().header().real("ESO DET SEQ1 DIT");
		double[] frame = truth.hdu(chip + "RATE").readDoubles();
		Table offsets = truth.hdu(chip + "OFFSETS").readTable();
		for (int pixel = 0; pixel < frame.length; pixel++) {
			int x = pixel % SIDE;
			int row = (exposure - 1) * 32 + x / 8;
			assertEquals(exposure, offsets.integers("EXPOSURE").at(row));
			assertEquals(x / 8 + 1, offsets.integers("CHANNEL").at(row));
			// the first column, x = 0, is an odd one for FITS
			frame[pixel] = frame[pixel] * dit + offsets.reals(x % 2 == 0 ? "ODD" : "EVEN").at(row);
		}
		Table cosmics = truth.hdu(chip + "COSMICS").readTable();
		for (int row = 0; row < cosmics.rows(); row++) {
			if (cosmics.integers("EXPOSURE").at(row) == exposure) {
				frame[place(cosmics, row)] += cosmics.reals("SIGNAL").at(row);
			}
		}
		Table cold = truth.hdu(chip + "COLD").readTable();
		for (int row = 0; row < cold.rows(); row++) {
			frame[place(cold, row)] += cold.reals("OFFSET").at(row);
		}
		return frame;
	}

	/** Standard deviation of a raw frame from the truth file, adu. */
	private static double[] noise(FitsFile truth, int detector) throws IOException {
		FitsHeader primary = truth.primary().header();
		Hdu rates = truth.hdu("CHIP" + detector + ".RATE");
		double gain = rates.header().real("ESO SIM GAIN");
		double[] noise = rates.readDoubles();
		Table channels = truth.hdu("CHIP" + detector + ".CHANNELS").readTable();
		for (int pixel = 0; pixel < noise.length; pixel++) {
			double signal = noise[pixel] * primary.real("ESO DET SEQ1 DIT");
			double readNoise = channels.reals("NOISE").at(pixel % SIDE / 8);
			noise[pixel] = Math.sqrt(signal / (gain * primary.integer("ESO DET NDIT")) + readNoise * readNoise);
		}
		return noise;
	}

	private static int place(Table table, int row) throws IOException {
		return (int) ((table.integers("Y").at(row) - 1) * SIDE + table.integers("X").at(row) - 1);
	}

	@Test
	void theTruthAgreesWithItself() throws DescriptionException, ActorException, IOException, InterruptedException {
		FitsFile truth = open(simulate("ndit", "2", "coldPixels", "3000").port("truth").getFirst());
		assertEquals("DARK_TRUTH", truth.primary().header().text("ESO PRO CATG"));
		for (int detector = 1; detector <= 3; detector++) {
			String chip = "CHIP" + detector + ".";
			Hdu rates = truth.hdu(chip + "RATE");
			assertEquals("adu/s", rates.header().text("BUNIT"));
			double[] rate = rates.readDoubles();
			double[] pixelClass = truth.hdu(chip + "CLASS").readDoubles();
			double sigma = rates.header().real("ESO SIM HOT SIGMA");
			double limit = rates.header().real("ESO SIM HOT LIMIT");
			assertEquals(50 * sigma / 60, limit, 1e-12);
			Table hot = truth.hdu(chip + "HOT").readTable();
			int above = 0;
			for (int row = 0; row < hot.rows(); row++) {
				double excess = hot.reals("EXCESS").at(row);
				int pixel = place(hot, row);
				assertEquals(excess > limit ? 2 : 4, pixelClass[pixel]);
				assertEquals(rate[pixel], hot.reals("RATE").at(row), 1e-6 * rate[pixel]);
				assertEquals(rates.header().real("ESO SIM DARK MEAN"), hot.reals("RATE").at(row) - excess, 1e-3);
				assertEquals(excess * 60 / sigma, hot.reals("SIGMAS").at(row), 1e-9 * excess * 60 / sigma);
				assertTrue(row == 0 || excess <= hot.reals("EXCESS").at(row - 1));
				above += excess > limit ? 1 : 0;
			}
			assertEquals(above, rates.header().integer("ESO SIM HOT NUM"));
			assertEquals(hot.rows() - above, rates.header().integer("ESO SIM WARM NUM"));
			Table cold = truth.hdu(chip + "COLD").readTable();
			assertEquals(44, cold.rows());
			for (int row = 0; row < cold.rows(); row++) {
				assertEquals(8, pixelClass[place(cold, row)]);
				assertTrue(cold.reals("SIGMAS").at(row) <= -60);
				assertEquals(cold.reals("OFFSET").at(row) / sigma, cold.reals("SIGMAS").at(row), 1e-9);
			}
			Table channels = truth.hdu(chip + "CHANNELS").readTable();
			for (int channel = 0; channel < 32; channel++) {
				assertEquals(channel + 1, channels.integers("CHANNEL").at(channel));
				assertEquals(channel * 8 + 1, channels.integers("FIRST").at(channel));
				assertEquals(channel * 8 + 8, channels.integers("LAST").at(channel));
				assertEquals(channels.reals("RON").at(channel) / 2.1 / Math.sqrt(2),
						channels.reals("NOISE").at(channel), 1e-12);
			}
			Table cosmics = truth.hdu(chip + "COSMICS").readTable();
			for (int row = 0; row < cosmics.rows(); row++) {
				assertEquals(cosmics.reals("CHARGE").at(row) / 4.2, cosmics.reals("SIGNAL").at(row), 1e-9);
				assertNotEquals(1, pixelClass[place(cosmics, row)]);
			}
		}
	}

	@Test
	void theNumberOfThreadsDoesNotMatter() throws IOException, InterruptedException, DescriptionException {
		var detectors = new ArrayList<DarkDetector>();
		for (int number = 0; number < 3; number++) {
			detectors.add(DarkSettings.seed(12).detector(number));
		}
		var context = TestContext.of(TypedActorProvider.of(new SimulateDarks()).descriptor(), folder);
		for (int threads : new int[] { 1, 2, 7 }) {
			try (var frames = new FramePipeline(detectors, 5, threads)) {
				for (int frame = 0; frame < 15; frame++) {
					assertArrayEquals(DarkSettings.expose(detectors.get(frame % 3), frame / 3), frames.next(context));
				}
			}
		}
	}

	@Test
	void theSameParametersGiveTheSameBytes()
			throws DescriptionException, ActorException, IOException, InterruptedException {
		PortProducts one = simulate("exposures", "2");
		PortProducts again = simulate("exposures", "2");
		PortProducts other = simulate("exposures", "2", "seed", "2");
		for (int exposure = 0; exposure < 2; exposure++) {
			Path file = one.port("darks").get(exposure).path();
			assertEquals(-1, Files.mismatch(file, again.port("darks").get(exposure).path()));
			assertNotEquals(-1, Files.mismatch(file, other.port("darks").get(exposure).path()));
		}
		assertEquals(-1, Files.mismatch(one.port("truth").getFirst().path(), again.port("truth").getFirst().path()));
	}

	/** More exposures, or another strength of one effect, leave the other effects as they are. */
	@Test
	void effectsAreIndependent() {
		DarkSettings settings = DarkSettings.seed(3);
		DarkDetector detector = settings.detector(0);
		settings.exposures = 9;
		DarkDetector longer = settings.detector(0);
		assertArrayEquals(detector.channels().readNoise(), longer.channels().readNoise());
		assertArrayEquals(detector.defects().classes(), longer.defects().classes());
		assertArrayEquals(detector.cosmicRays(1).charges(), longer.cosmicRays(1).charges());
		settings.hotPixels = List.of(0, 0, 0);
		assertArrayEquals(detector.cosmicRays(2).pixels(), settings.detector(0).cosmicRays(2).pixels());
		assertEquals(detector.dark().level(), settings.detector(0).dark().level());
	}

	@ParameterizedTest
	@CsvSource({ "exposures, 0", "exposures, 201", "dit, 0", "ndit, 0", "readNoise, 0", "gain, '2.1,0,2.1'",
			"gain, '2.1,2.1'", "hotPixels, '1,2,3,4'", "hotPixels, '-1,2,3'", "hotPairs, 0.6", "coldPixels, -1",
			"cosmicRate, -1", "startDate, yesterday", "startDate, 1912-01-01T00:00:00",
			"startDate, 2013-13-08T10:00:00",
			"size, HUGE", "saturation, 0", "darkCurrent, NaN" })
	void refusesWhatCannotBe(String parameter, String value) {
		ActorException e = assertThrows(ActorException.class, () -> simulate(parameter, value));
		assertEquals(ActorException.Kind.USER, e.kind());
	}

	@Test
	void refusesMoreCosmicRaysThanFitIntoMemory() {
		ActorException e = assertThrows(ActorException.class,
				() -> simulate("size", "FULL", "cosmicRate", "1000", "dit", "3600", "exposures", "200"));
		assertEquals(ActorException.Kind.USER, e.kind());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void trueValuesArePublished(int detector)
			throws DescriptionException, ActorException, IOException, InterruptedException {
		var provider = TypedActorProvider.of(new SimulateDarks());
		var context = TestContext.of(provider.descriptor(), folder);
		provider.run(ParameterValues.parse(provider.descriptor(), Map.of("size", "SMALL", "exposures", "1")),
				PortProducts.NONE, context);
		FitsHeader header = open(context.products().getLast()).hdu("CHIP" + detector + ".RATE").header();
		String subject = "detector " + detector;
		double electrons = header.real("ESO SIM DARK MEAN") * header.real("ESO SIM GAIN");
		assertEquals(electrons, context.value("true dark current", subject).orElseThrow(), 1e-12);
		assertEquals(header.real("ESO SIM RON RMS"), context.value("true read noise", subject).orElseThrow());
		assertEquals(header.integer("ESO SIM HOT NUM"), context.value("true hot pixels", subject).orElseThrow());
	}
}
