package org.armillary.kmos.noisemap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.DetectorNoise;
import org.armillary.kmos.KmosMessage;
import org.armillary.testkit.TestContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseMapTest {

	private static final NoiseMap.Parameters DEFAULTS = new NoiseMap.Parameters(-1, -1);
	private static final int SIDE = 32;

	@TempDir
	private Path folder;

	private TestContext context;

	@BeforeEach
	void makeContext() throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new NoiseMap()).descriptor(), folder.resolve("job"));
	}

	private Outcome.Ok<NoiseMap.Outputs> run(NoiseMap.Parameters parameters, Path frame)
			throws ActorException, IOException, InterruptedException {
		var input = new ProductFile(frame, new ProductDescription("", Keywords.NONE));
		return (Outcome.Ok<NoiseMap.Outputs>) new NoiseMap().run(parameters, new NoiseMap.Inputs(input), context);
	}

	private FitsFile map(NoiseMap.Parameters parameters, Path frame)
			throws ActorException, IOException, InterruptedException {
		return FitsFile.open(run(parameters, frame).outputs().map().path());
	}

	private void refused(MessageTemplate message, Path frame) throws IOException {
		ActorException refusal = assertThrows(ActorException.class, () -> run(DEFAULTS, frame));
		assertEquals(message.id(), refusal.explanation().id());
		assertEquals(Kind.DATA, refusal.kind());
		try (var products = Files.list(folder.resolve("job/products"))) {
			assertEquals(context.products().size(), products.count());
		}
	}

	private Path frame(FitsHeader primary, long seed) throws IOException {
		Path frame = folder.resolve("frame" + seed + ".fits");
		RawFrames.frame(frame, primary, seed, SIDE);
		return frame;
	}

	@Test
	void theVarianceIsThatOfReadNoiseAndPhotons() throws ActorException, IOException, InterruptedException {
		for (long integrations = 1; integrations <= 5; integrations += 2) {
			FitsFile map = map(DEFAULTS, frame(RawFrames.primary().with("ESO DET NDIT", integrations), integrations));
			assertEquals(7, map.hdus().size());
			for (int number = 1; number <= 3; number++) {
				float[] counts = RawFrames.counts(integrations + number, SIDE * SIDE);
				float[] data = map.hdu("DET." + number + ".DATA").readFloats();
				float[] noise = map.hdu("DET." + number + ".NOISE").readFloats();
				double gain = RawFrames.GAINS[number - 1];
				for (int i = 0; i < counts.length; i++) {
					assertEquals(Float.isNaN(counts[i]), Float.isNaN(noise[i]));
					double electrons = Float.isNaN(counts[i]) ? 0 : Math.max(0, counts[i] * gain);
					double expected = Math
							.sqrt((RawFrames.READ_NOISE * RawFrames.READ_NOISE + electrons) / integrations)
							/ gain;
					assertEquals(counts[i], data[i]);
					assertEquals(expected, Float.isNaN(counts[i]) ? expected : noise[i], 1e-6 * expected);
				}
				assertEquals("adu", map.hdu("DET." + number + ".NOISE").header().text("BUNIT"));
			}
		}
	}

	@Test
	void theNoiseIsTheScatterOfSimulatedFrames() {
		var random = new SplittableRandom(11);
		double gain = 2.1;
		double readNoise = 8;
		for (double electrons : new double[] { 40, 900, 30_000 }) {
			double sum = 0;
			double squares = 0;
			int frames = 20_000;
			int integrations = 3;
			for (int frame = 0; frame < frames; frame++) {
				double counts = 0;
				for (int i = 0; i < integrations; i++) {
					counts += (electrons + Math.sqrt(electrons) * random.nextGaussian()
							+ readNoise * random.nextGaussian()) / gain / integrations;
				}
				sum += counts;
				squares += counts * counts;
			}
			double scatter = squares / frames - sum / frames * (sum / frames);
			// 20 000 samples give the variance to 1 per cent
			assertEquals(scatter, new DetectorNoise(readNoise, gain, integrations).variance(electrons / gain),
					0.04 * scatter);
		}
	}

	@Test
	void theReadNoiseOfTheDetectorServesWhereThePrimaryHasNone()
			throws ActorException, IOException, InterruptedException {
		Path frame = folder.resolve("own.fits");
		try (FitsWriter writer = FitsWriter.create(frame)) {
			writer.primary(RawFrames.primary().without("ESO DET CHIP RON"));
			for (int number = 1; number <= 3; number++) {
				writer.image("CHIP" + number + ".INT1",
						RawFrames.detector(number).with("ESO DET CHIP RON", 2.0 * number),
						"ADU", new float[4], 2, 2);
			}
			writer.commit();
		}
		FitsFile map = map(DEFAULTS, frame);
		for (int number = 1; number <= 3; number++) {
			assertEquals(2 * number / RawFrames.GAINS[number - 1],
					map.hdu("DET." + number + ".NOISE").readFloats()[0], 1e-6);
			assertEquals(2.0 * number, context.value("read noise", "DET." + number).orElseThrow());
		}
	}

	@Test
	void parametersTakeThePlaceOfKeywords() throws ActorException, IOException, InterruptedException {
		FitsFile map = map(new NoiseMap.Parameters(6, 3),
				frame(RawFrames.primary().with("ESO DET CHIP RON", 0.0), 1));
		double counts = RawFrames.counts(2, SIDE * SIDE)[0];
		assertEquals(Math.sqrt(4 + counts / 3), map.hdu("DET.1.NOISE").readFloats()[0], 1e-5);
		assertEquals("NOISE_MAP", map.primary().header().text("ESO PRO CATG"));
		assertThrows(IllegalArgumentException.class, () -> new NoiseMap.Parameters(0, -1));
		assertThrows(IllegalArgumentException.class, () -> new NoiseMap.Parameters(-1, -0.5));
		assertThrows(IllegalArgumentException.class, () -> new NoiseMap.Parameters(Double.NaN, -1));
	}

	@Test
	void impossibleKeywordsAreRefused() throws IOException {
		FitsHeader primary = RawFrames.primary();
		refused(NoiseMapMessage.READ_NOISE_ZERO, frame(primary.with("ESO DET CHIP RON", 0.0), 1));
		refused(NoiseMapMessage.KEYWORD_VALUE, frame(primary.with("ESO DET CHIP RON", -3.0), 2));
		refused(NoiseMapMessage.KEYWORD_MISSING, frame(primary.without("ESO DET CHIP RON"), 3));
		refused(KmosMessage.KEYWORD_VALUE, frame(primary.with("ESO DET NDIT", 0L), 4));
		assertThrows(FitsException.class,
				() -> run(DEFAULTS, frame(primary.with("ESO DET CHIP RON", "eight"), 5)));
	}

	@Test
	void framesThatAreNotRawAreRefused() throws IOException {
		refused(NoiseMapMessage.READ_NOISE_DIFFERS,
				detectors(RawFrames.detector(1).with("ESO DET CHIP RON", 3.0), "", 2));
		refused(NoiseMapMessage.KEYWORD_MISSING, detectors(RawFrames.detector(1).without("ESO DET CHIP GAIN"), "", 2));
		refused(NoiseMapMessage.KEYWORD_VALUE, detectors(RawFrames.detector(1).with("ESO DET CHIP GAIN", 0.0), "", 2));
		refused(NoiseMapMessage.UNIT, detectors(RawFrames.detector(1), "adu/s", 2));
		refused(KmosMessage.CONTRADICTION, detectors(RawFrames.detector(1).with("ESO DET CHIP INDEX", 2L), "", 2));
		refused(KmosMessage.DETECTOR_SIZE, detectors(RawFrames.detector(1), "", 3));
		Path two = folder.resolve("two.fits");
		try (FitsWriter writer = FitsWriter.create(two)) {
			writer.image("CHIP1.INT1", RawFrames.detector(1), "", new float[4], 2, 2);
			writer.image("CHIP2.INT1", RawFrames.detector(2), "", new float[4], 2, 2);
			writer.commit();
		}
		refused(KmosMessage.DETECTOR_COUNT, two);
		Path table = folder.resolve("table.fits");
		try (FitsWriter writer = FitsWriter.create(table)) {
			writer.table(Table.builder("T").reals("a", "", 1).build());
			writer.commit();
		}
		refused(KmosMessage.NO_IMAGE, table);
	}

	/** A frame whose first detector has that header and unit, and whose other detectors have that size. */
	private Path detectors(FitsHeader first, String unit, int side) throws IOException {
		Path frame = folder.resolve("detectors.fits");
		try (FitsWriter writer = FitsWriter.create(frame)) {
			writer.primary(RawFrames.primary());
			writer.image("CHIP1.INT1", first, unit, new float[4], 2, 2);
			for (int number = 2; number <= 3; number++) {
				writer.image("CHIP" + number + ".INT1", RawFrames.detector(number), unit, new float[side * side], side,
						side);
			}
			writer.commit();
		}
		return frame;
	}

	@Test
	void aDetectorWithoutNumbersIsRefusedAndNoiseIsReplaced() throws ActorException, IOException, InterruptedException {
		Path frame = folder.resolve("nan.fits");
		try (FitsWriter writer = FitsWriter.create(frame)) {
			writer.primary(RawFrames.primary());
			for (int number = 1; number <= 3; number++) {
				writer.image("CHIP" + number + ".INT1", RawFrames.detector(number), "",
						new float[] { Float.NaN, Float.NaN, Float.NaN, Float.NaN }, 2, 2);
			}
			writer.commit();
		}
		refused(KmosMessage.NO_FINITE_PIXEL, frame);
		Path again = run(DEFAULTS, frame(RawFrames.primary(), 1)).outputs().map().path();
		Outcome.Ok<NoiseMap.Outputs> outcome = run(DEFAULTS, again);
		assertEquals(3, outcome.caveats().size());
		assertTrue(outcome.caveats().stream().map(Message::id)
				.allMatch(NoiseMapMessage.NOISE_REPLACED.id()::equals));
		FitsFile map = FitsFile.open(outcome.outputs().map().path());
		assertEquals(7, map.hdus().size());
		assertFalse(map.find("DET.1.MASK").isPresent());
	}

	@Test
	void planRefusesAReadNoiseThatCannotBe() throws ActorException {
		Keywords input = Keywords.NONE.with("ESO DET CHIP RON", 0.0).with("OBJECT", "x");
		var plan = new PlanInput(Map.of("frame", List.of(new ProductDescription("", input))),
				new Plan(List.of(), ResourceEstimate.UNKNOWN));
		var refusal = assertThrows(ActorException.class, () -> new NoiseMap().plan(DEFAULTS, plan));
		assertEquals(NoiseMapMessage.READ_NOISE_ZERO.id(), refusal.explanation().id());
		assertEquals("x", new NoiseMap().plan(new NoiseMap.Parameters(5, -1), plan).products().getFirst().description()
				.keywords().text("OBJECT").orElseThrow());
	}

	@Test
	void planRefusesProducts() {
		Keywords input = Keywords.NONE.with("ESO PRO CATG", "MASTER_DARK");
		var plan = new PlanInput(Map.of("frame", List.of(new ProductDescription("MASTER_DARK", input))),
				new Plan(List.of(), ResourceEstimate.UNKNOWN));
		var refusal = assertThrows(ActorException.class, () -> new NoiseMap().plan(DEFAULTS, plan));
		assertEquals(NoiseMapMessage.PRODUCT.id(), refusal.explanation().id());
	}
}
