package org.armillary.kmos.dark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.dark.KmosDark.Method;
import org.armillary.kmos.dark.KmosDark.Noise;
import org.armillary.testkit.TestContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KmosDarkTest {

	private static final int FRAMES = 5;

	@TempDir
	private Path folder;

	private TestContext context;

	@BeforeEach
	void makeContext() throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new KmosDark()).descriptor(), folder.resolve("job"));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void levelNoiseAndBadPixelsAreThoseOfTheTruth(long seed) throws Exception {
		DarkFrames frames = DarkFrames.of(seed);
		KmosDark.Outputs outputs = run(parameters(Method.KSIGMA, Noise.MODEL, 2), frames.write(folder, FRAMES))
				.outputs();
		FitsFile master = FitsFile.open(outputs.master().path());
		assertEquals(List.of("PRIMARY", "DET.1.DATA", "DET.1.NOISE", "DET.2.DATA", "DET.2.NOISE", "DET.3.DATA",
				"DET.3.NOISE"), master.hdus().stream().map(Hdu::name).toList());
		assertEquals("MASTER_DARK", master.primary().header().text("ESO PRO CATG"));
		FitsFile badPixels = FitsFile.open(outputs.badPixels().path());
		for (int detector = 1; detector <= 3; detector++) {
			float[] level = master.hdu("DET." + detector + ".DATA").readFloats();
			float[] noise = master.hdu("DET." + detector + ".NOISE").readFloats();
			float[] good = badPixels.hdu("DET." + detector + ".DATA").readFloats();
			Set<Integer> hot = frames.hot(detector);
			Set<Integer> cold = frames.cold(detector);
			double[] pulls = new double[level.length];
			int count = 0;
			for (int pixel = 0; pixel < level.length; pixel++) {
				boolean bad = hot.contains(pixel) || cold.contains(pixel);
				assertEquals(bad ? 0 : 1, good[pixel], "pixel " + pixel);
				if (!isReference(pixel) && !bad) {
					pulls[count++] = (level[pixel] - DarkFrames.LEVEL) / noise[pixel];
				}
			}
			assertEquals(1, robustSigma(Arrays.copyOf(pulls, count)), 0.03);
			FitsHeader header = master.hdu("DET." + detector + ".DATA").header();
			assertEquals(DarkFrames.LEVEL, header.real("ESO QC DARK"), 4 * header.real("ESO QC DARK ERR"));
			assertTrue(header.real("ESO QC DARK ERR") < 0.1);
			assertEquals(DarkFrames.LEVEL * DarkFrames.GAIN / DarkFrames.DIT, header.real("ESO QC DARKCUR"),
					4 * header.real("ESO QC DARKCUR ERR"));
			assertEquals(70, header.integer("ESO QC BADPIX NCOUNTS"));
			for (int channel = 0; channel < 32; channel++) {
				double truth = DarkFrames.GAIN * DarkFrames.noise(channel * DarkFrames.NX / 32);
				// about 600 pixels of 4 degrees of freedom each: 1.4 % of standard error
				assertEquals(truth, header.real("ESO QC RON CHAN" + (channel + 1)), 0.07 * truth);
			}
			assertEquals(header.real("ESO QC RON"),
					context.value("read noise mean", "detector " + detector).orElseThrow());
		}
	}

	@Test
	void cosmicRaysAreRejectedAndCleanSamplesStay() throws Exception {
		DarkFrames frames = DarkFrames.of(5);
		KmosDark.Outputs outputs = run(parameters(Method.KSIGMA, Noise.MODEL, 1), frames.write(folder, FRAMES))
				.outputs();
		float[] level = FitsFile.open(outputs.master().path()).hdu("DET.2.DATA").readFloats();
		int hits = 0;
		int kept = 0;
		for (int frame = 0; frame < FRAMES; frame++) {
			for (int pixel : frames.hits(2, frame)) {
				hits++;
				// a hit that is kept lifts the mean by 12 adu, six times its noise
				kept += level[pixel] - DarkFrames.LEVEL > 8 && !frames.hot(2).contains(pixel) ? 1 : 0;
			}
		}
		assertEquals(200, hits);
		assertTrue(kept <= 2, kept + " of 200 hits kept");
		double rejected = context.value("rejected samples", "detector 2").orElseThrow();
		double expected = 100.0 * hits / (FRAMES * level.length);
		assertTrue(rejected > 0.99 * expected && rejected < expected + 0.2, rejected + " % rejected");
	}

	@Test
	void theScatterFollowsStudentsT() throws Exception {
		KmosDark.Outputs outputs = run(parameters(Method.AVERAGE, Noise.SCATTER, 2),
				DarkFrames.clean(6).write(folder, FRAMES)).outputs();
		FitsFile master = FitsFile.open(outputs.master().path());
		float[] level = master.hdu("DET.1.DATA").readFloats();
		float[] noise = master.hdu("DET.1.NOISE").readFloats();
		int beyond1 = 0;
		int beyond4 = 0;
		int count = 0;
		for (int pixel = 0; pixel < level.length; pixel++) {
			if (!isReference(pixel)) {
				double pull = Math.abs(level[pixel] - DarkFrames.LEVEL) / noise[pixel];
				beyond1 += pull > 1 ? 1 : 0;
				beyond4 += pull > 4 ? 1 : 0;
				count++;
			}
		}
		// Student's t with 4 degrees of freedom: 37.39 % beyond 1, 1.613 % beyond 4; 78 000 pixels
		assertEquals(0.3739, (double) beyond1 / count, 0.008);
		assertEquals(0.01613, (double) beyond4 / count, 0.002);
	}

	@Test
	void neitherThreadsNorOrderChangeABit() throws Exception {
		List<Path> files = DarkFrames.of(8).write(folder, FRAMES);
		byte[] one = bytes(run(parameters(Method.KSIGMA, Noise.MODEL, 1), files));
		makeContext("seven");
		assertArrayEquals(one, bytes(run(parameters(Method.KSIGMA, Noise.MODEL, 7), files.reversed())));
	}

	@Test
	void aSumCountsEveryFrame() throws Exception {
		List<Path> files = DarkFrames.clean(9).write(folder, FRAMES);
		run(parameters(Method.SUM, Noise.MODEL, 1), files);
		double error = context.value("dark level error", "detector 1").orElseThrow();
		assertEquals(FRAMES * DarkFrames.LEVEL, context.value("dark level mean", "detector 1").orElseThrow(),
				4 * error);
		assertEquals(DarkFrames.LEVEL * DarkFrames.GAIN / DarkFrames.DIT,
				context.value("dark current", "detector 1").orElseThrow(),
				4 * context.value("dark current error", "detector 1").orElseThrow());
	}

	@ParameterizedTest
	@MethodSource
	void badFramesAreRefused(FitsHeader keywords, MessageTemplate message) throws IOException {
		List<Path> files = DarkFrames.of(1).write(folder, 2);
		DarkFrames.of(1).write(files.get(1), 1, keywords);
		refused(message, parameters(Method.KSIGMA, Noise.MODEL, 1), files);
		refusedByPlan(message, files);
	}

	static Stream<Arguments> badFramesAreRefused() {
		return Stream.of(
				Arguments.of(keyword("ESO DET SEQ1 DIT", 20.0).with("EXPTIME", 20.0), KmosMessage.SETUPS_DIFFER),
				Arguments.of(keyword("ESO DET READ CURNAME", "Double"), KmosMessage.SETUPS_DIFFER),
				Arguments.of(keyword("EXPTIME", 10.0), KmosMessage.CONTRADICTION),
				Arguments.of(keyword("INSTRUME", "SINFONI"), KmosMessage.KEYWORD_VALUE),
				Arguments.of(keyword("ESO DET NDIT", 0L), KmosMessage.KEYWORD_VALUE));
	}

	@Test
	void otherDetectorsAndSizesAreRefused() throws IOException {
		List<Path> files = DarkFrames.of(1).write(folder, 1);
		var parameters = parameters(Method.KSIGMA, Noise.MODEL, 1);
		files.add(frame("two", detectors(2, DarkFrames.NX, DarkFrames.NY, FitsHeader.EMPTY)));
		refused(KmosMessage.DETECTOR_COUNT, parameters, files);
		files.set(1, frame("small", detectors(3, DarkFrames.NX, 256, FitsHeader.EMPTY)));
		refused(KmosMessage.DETECTOR_SIZE, parameters, files);
		files.set(1, frame("odd", detectors(3, 250, DarkFrames.NY, FitsHeader.EMPTY)));
		refused(KmosMessage.DETECTOR_SIZE, parameters, files);
		files.set(1, frame("gain", detectors(3, DarkFrames.NX, DarkFrames.NY, keyword("ESO DET CHIP GAIN", 1.0))));
		refused(KmosMessage.SETUPS_DIFFER, parameters, files);
		files.set(1, frame("chip", detectors(3, DarkFrames.NX, DarkFrames.NY, keyword("ESO DET CHIP ID", "other"))));
		refused(KmosMessage.SETUPS_DIFFER, parameters, files);
	}

	@Test
	void aDetectorOfNaNAloneIsNamed() throws IOException {
		List<Path> files = DarkFrames.of(1).write(folder, 2);
		Content nothing = writer -> {
			float[] blank = new float[DarkFrames.NX * DarkFrames.NY];
			Arrays.fill(blank, Float.NaN);
			for (int detector = 1; detector <= 3; detector++) {
				writer.image("", DarkFrames.extension(detector), "",
						detector == 2 ? blank : DarkFrames.of(1).pixels(1, detector), DarkFrames.NX, DarkFrames.NY);
			}
		};
		files.set(1, frame("blank", nothing));
		String message = refused(KmosMessage.NO_REFERENCE, parameters(Method.KSIGMA, Noise.MODEL, 1), files);
		assertTrue(message.contains("blank.fits"), message);
		var raw = new KmosDark.Parameters(false, 50, 50, Method.KSIGMA, 3, 3, 3, 1, 1, Noise.MODEL, 1);
		message = refused(KmosMessage.NO_FINITE_PIXEL, raw, files);
		assertTrue(message.contains("blank.fits"), message);
	}

	@Test
	void minMaxNeedsFramesToKeep() throws IOException {
		refused(KmosMessage.TOO_FEW_FOR_MIN_MAX, parameters(Method.MIN_MAX, Noise.MODEL, 1),
				DarkFrames.of(1).write(folder, 2));
	}

	@Test
	void oddInputsAreToldAsCaveats() throws Exception {
		List<Path> files = new ArrayList<>(DarkFrames.of(1).write(folder, 1));
		files.add(files.getFirst());
		var outcome = run(parameters(Method.AVERAGE, Noise.SCATTER, 1), files);
		assertEquals(List.of(KmosMessage.SAME_FRAME.id(), DarkMessage.FEW_FRAMES.id()),
				outcome.caveats().stream().map(caveat -> caveat.id()).limit(2).toList());
	}

	@Test
	void unusualRunsAreToldAsCaveats() throws Exception {
		List<Path> files = DarkFrames.clean(3).write(folder, 2);
		assertEquals(List.of(DarkMessage.SINGLE_FRAME.id()),
				caveats(parameters(Method.KSIGMA, Noise.MODEL, 1), files.subList(0, 1)));
		assertEquals(List.of(DarkMessage.TWO_FRAMES.id()), caveats(parameters(Method.KSIGMA, Noise.MODEL, 1), files));
		List<String> raw = caveats(
				new KmosDark.Parameters(false, 50, 50, Method.AVERAGE, 3, 3, 3, 1, 1, Noise.MODEL, 1),
				files);
		assertEquals(DarkMessage.NOT_CORRECTED.id(), raw.getFirst());
		assertTrue(context.value("dark current", "detector 1").isEmpty());
		// the levels, which differ from frame to frame here, must not pass for photons
		double readNoise = context.value("read noise median", "detector 1").orElseThrow();
		assertTrue(readNoise > DarkFrames.GAIN * DarkFrames.NOISE, "read noise " + readNoise);
	}

	@Test
	void aDeadChannelIsBadAndTheOthersAreNot() throws Exception {
		List<Path> files = new ArrayList<>();
		for (int number = 0; number < 3; number++) {
			int frameNumber = number;
			files.add(frame("dead" + number, writer -> {
				for (int detector = 1; detector <= 3; detector++) {
					float[] pixels = DarkFrames.clean(2).pixels(frameNumber, detector);
					for (int pixel = 0; detector == 2 && pixel < pixels.length; pixel++) {
						boolean dead = pixel % DarkFrames.NX / 8 == 6;
						pixels[pixel] = dead ? Float.NaN : pixels[pixel];
					}
					writer.image("", DarkFrames.extension(detector), "", pixels, DarkFrames.NX, DarkFrames.NY);
				}
			}));
		}
		var outcome = run(parameters(Method.KSIGMA, Noise.MODEL, 1), files);
		List<String> told = outcome.caveats().stream().map(caveat -> caveat.id()).toList();
		assertTrue(told.contains(DarkMessage.DEAD_CHANNEL.id()), told.toString());
		assertEquals(8.0 * DarkFrames.NY, context.value("bad pixels", "detector 2").orElseThrow());
		assertEquals(0, context.value("bad pixels", "detector 1").orElseThrow());
		FitsHeader header = FitsFile.open(outcome.outputs().master().path()).hdu("DET.2.DATA").header();
		assertTrue(header.contains("ESO QC RON CHAN6") && !header.contains("ESO QC RON CHAN7"));
	}

	@Test
	void framesWithoutNoiseOrOfAnotherNoiseAreTold() throws Exception {
		Path same = frame("same", detectors(3, DarkFrames.NX, DarkFrames.NY, FitsHeader.EMPTY));
		Message noNoise = run(parameters(Method.AVERAGE, Noise.MODEL, 1), List.of(same, same, same)).caveats().stream()
				.filter(caveat -> caveat.id().equals(DarkMessage.NO_NOISE.id())).findFirst().orElseThrow();
		assertTrue(noNoise.summary().startsWith("detector 1:"), noNoise.summary());
		assertEquals(Optional.of("also detector 2; detector 3"), noNoise.detail());
		List<Path> files = DarkFrames.clean(4).write(folder, 3);
		for (int i = 0; i < files.size(); i++) {
			DarkFrames.clean(4).write(files.get(i), i, keyword("ESO DET CHIP RON", 2.0));
		}
		assertTrue(caveats(parameters(Method.AVERAGE, Noise.MODEL, 1), files).contains(DarkMessage.READ_NOISE.id()));
		List<String> told = caveats(
				new KmosDark.Parameters(true, 1.5, 1.5, Method.AVERAGE, 3, 3, 3, 1, 1, Noise.MODEL, 1), files);
		assertTrue(told.contains(DarkMessage.MANY_BAD.id()), told.toString());
	}

	@Test
	void aFlatIsNoDark() throws IOException {
		List<Path> files = DarkFrames.of(1).write(folder, 2);
		DarkFrames.of(1).write(files.get(1), 1, keyword("ESO DPR TYPE", "FLAT,OFF"));
		refusedByPlan(KmosMessage.KEYWORD_VALUE, files);
	}

	@Test
	void framesInAnotherUnitAreRefused() throws IOException {
		List<Path> files = DarkFrames.of(1).write(folder, 1);
		files.add(frame("electrons", writer -> {
			for (int detector = 1; detector <= 3; detector++) {
				writer.image("", DarkFrames.extension(detector), "electron", DarkFrames.of(1).pixels(1, detector),
						DarkFrames.NX, DarkFrames.NY);
			}
		}));
		refused(KmosMessage.KEYWORD_VALUE, parameters(Method.KSIGMA, Noise.MODEL, 1), files);
	}

	private List<String> caveats(KmosDark.Parameters parameters, List<Path> files) throws Exception {
		makeContext("job" + UUID.randomUUID());
		return run(parameters, files).caveats().stream().map(caveat -> caveat.id()).toList();
	}

	@FunctionalInterface
	private interface Content {
		void write(FitsWriter writer) throws IOException;
	}

	private Path frame(String name, Content content) throws IOException {
		Path file = folder.resolve(name + ".fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(DarkFrames.primary(1));
			content.write(writer);
			writer.commit();
		}
		return file;
	}

	private static Content detectors(int count, int nx, int ny, FitsHeader keywords) {
		return writer -> {
			for (int detector = 1; detector <= count; detector++) {
				FitsHeader.Builder header = DarkFrames.extension(detector).toBuilder();
				keywords.cards().forEach(card -> header.set(card.keyword(), card.value()));
				writer.image("", header.build(), "", new float[nx * ny], nx, ny);
			}
		};
	}

	private static FitsHeader keyword(String keyword, Object value) {
		return FitsHeader.EMPTY.with(keyword, value);
	}

	private static KmosDark.Parameters parameters(Method method, Noise noise, int threads) {
		return new KmosDark.Parameters(true, 50, 50, method, 3, 3, 3, 1, 1, noise, threads);
	}

	private void makeContext(String name) throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new KmosDark()).descriptor(), folder.resolve(name));
	}

	private Outcome.Ok<KmosDark.Outputs> run(KmosDark.Parameters parameters, List<Path> files)
			throws ActorException, IOException, InterruptedException {
		List<ProductFile> darks = files.stream()
				.map(file -> new ProductFile(file, new ProductDescription("DARK", Keywords.NONE))).toList();
		return (Outcome.Ok<KmosDark.Outputs>) new KmosDark().run(parameters, new KmosDark.Inputs(darks), context);
	}

	private String refused(MessageTemplate message, KmosDark.Parameters parameters, List<Path> files) {
		var refusal = assertThrows(Exception.class, () -> run(parameters, files));
		assertEquals(message.id(), ((HasMessage) refusal).explanation().id());
		return refusal.getMessage();
	}

	private void refusedByPlan(MessageTemplate message, List<Path> files) throws IOException {
		var descriptions = new ArrayList<ProductDescription>();
		for (Path file : files) {
			descriptions.add(new ProductDescription("DARK",
					new Keywords(FitsFile.open(file).primary().header().values())));
		}
		var input = new PlanInput(Map.of("darks", descriptions), new Plan(List.of(), ResourceEstimate.UNKNOWN));
		var refusal = assertThrows(ActorException.class,
				() -> new KmosDark().plan(parameters(Method.KSIGMA, Noise.MODEL, 1), input));
		assertEquals(message.id(), refusal.explanation().id());
	}

	private static byte[] bytes(Outcome.Ok<KmosDark.Outputs> outcome) throws IOException {
		return java.nio.file.Files.readAllBytes(outcome.outputs().master().path());
	}

	private static boolean isReference(int pixel) {
		int x = pixel % DarkFrames.NX;
		int y = pixel / DarkFrames.NX;
		return x < 4 || y < 4 || x >= DarkFrames.NX - 4 || y >= DarkFrames.NY - 4;
	}

	/** Half the distance of the 16th and the 84th percentile. */
	private static double robustSigma(double[] values) {
		Arrays.sort(values);
		return (values[(int) (0.8413 * values.length)] - values[(int) (0.1587 * values.length)]) / 2;
	}
}
