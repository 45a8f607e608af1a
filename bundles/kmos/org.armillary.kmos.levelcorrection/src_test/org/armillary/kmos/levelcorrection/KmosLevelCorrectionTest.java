package org.armillary.kmos.levelcorrection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.FitsHeader;
import org.armillary.data.Mask;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.LevelCorrection;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.levelcorrection.KmosLevelCorrection.Method;
import org.armillary.testkit.TestContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KmosLevelCorrectionTest {

	@TempDir
	private Path folder;

	private TestContext context;
	private Path raw;

	@BeforeEach
	void writeFrame() throws Exception {
		context = context("job");
		raw = folder.resolve("raw.fits");
		LevelFrames.write(raw, 1, FitsHeader.EMPTY);
	}

	@Test
	void afterwardsReferencePixelsAreAtZero() throws Exception {
		RawFrame corrected = RawFrame.open(run(Method.OSCAN).corrected().path());
		for (Hdu detector : corrected.detectors()) {
			for (double level : LevelCorrection.measure(detector, corrected.channels()).levels()) {
				assertEquals(0, level, 1e-3);
			}
		}
		assertEquals(1000, context.value("level", "detector 2").orElseThrow(), 10);
	}

	@ParameterizedTest
	@EnumSource(names = { "OSCAN", "SLICES_MEAN", "SLICES_MEDIAN" })
	void takingOffLevelsAgainChangesNothing(Method method) throws Exception {
		Path once = run(method).corrected().path();
		context = context("again");
		raw = once;
		Path again = run(Method.OSCAN).corrected().path();
		assertArrayEquals(FitsFile.open(once).hdu("CHIP3.INT1").readFloats(),
				FitsFile.open(again).hdu("CHIP3.INT1").readFloats(), 1e-3f);
	}

	@Test
	void windowsTakeOutWhatDriftsAlongAChannel() throws Exception {
		assertEquals(6 / Math.sqrt(2), residual(run(Method.OSCAN)), 0.5);
		// some 110 dark pixels of noise 4 in a window
		for (Method method : List.of(Method.SLICES_MEAN, Method.SLICES_MEDIAN)) {
			context = context(method.name());
			assertTrue(residual(run(method)) < 0.7, "with " + method);
			assertTrue(context.value("windows measured", "detector 1").orElseThrow() > 450);
		}
	}

	@Test
	void withoutMethodPixelsStay() throws Exception {
		Path same = run(Method.NONE).corrected().path();
		assertArrayEquals(FitsFile.open(raw).hdu("CHIP1.INT1").readFloats(),
				FitsFile.open(same).hdu("CHIP1.INT1").readFloats());
		assertEquals(2, context.value("non-linear pixels", "detector 1").orElseThrow());
	}

	@Test
	void pixelsAreFlaggedForEachReason() throws Exception {
		KmosLevelCorrection.Outputs outputs = run(Method.OSCAN);
		Mask mask = FitsFile.open(outputs.flags().path()).hdu("DET.2.MASK").readMask();
		assertTrue(mask.has(LevelFrames.BRIGHT, "NON_LINEAR") && !mask.has(LevelFrames.BRIGHT, "SATURATED"));
		assertTrue(mask.has(LevelFrames.FULL, "NON_LINEAR") && mask.has(LevelFrames.FULL, "SATURATED"));
		// the earlier frame was bright in the same pixels
		assertTrue(mask.has(LevelFrames.BRIGHT, "PERSISTENT") && mask.has(LevelFrames.FULL, "PERSISTENT"));
		assertTrue(mask.has(LevelFrames.BAD, "BAD"));
		assertEquals(3, Arrays.stream(mask.bits()).filter(bits -> bits != 0).count());
		assertEquals(Map.of("bad pixels", 1.0, "non-linear pixels", 2.0, "saturated pixels", 1.0, "persistent pixels",
				2.0, "pixels without value", 0.0), counts("detector 2"));
		FitsHeader header = FitsFile.open(outputs.corrected().path()).hdu("CHIP2.INT1").header();
		assertEquals(2, header.integer("ESO QC NONLIN NCOUNTS"));
		assertEquals(2, header.integer("ESO QC PERSIST NCOUNTS"));
	}

	@Test
	void saturatedPixelsAreKnownAfterwards() throws Exception {
		Path once = run(Method.OSCAN).corrected().path();
		context = context("again");
		raw = once;
		run(Method.OSCAN);
		assertEquals(1, context.value("saturated pixels", "detector 1").orElseThrow());
		assertEquals(2, context.value("non-linear pixels", "detector 1").orElseThrow());
	}

	@Test
	void keywordsOfTheObservationStay() throws Exception {
		FitsHeader header = FitsFile.open(run(Method.OSCAN).corrected().path()).primary().header();
		assertEquals("OBJECT,SKY", header.text("ESO DPR TYPE"));
		assertEquals("LEVEL_CORRECTED", header.text("ESO PRO CATG"));
		assertEquals(List.of("PRIMARY", "CHIP1.INT1", "CHIP2.INT1", "CHIP3.INT1"),
				FitsFile.open(run(Method.OSCAN).corrected().path()).hdus().stream().map(Hdu::name).toList());
	}

	@Test
	void otherAnglesAreACaveat() throws Exception {
		LevelFrames.write(Files.createDirectory(folder.resolve("turned")).resolve("raw.fits"), 1,
				FitsHeader.EMPTY.with("ESO OCS ROT NAANGLE", 100.0));
		raw = folder.resolve("turned/raw.fits");
		assertEquals(List.of(LevelMessage.ANGLE_FAR.id()),
				outcome(Method.SLICES_MEAN).caveats().stream().map(Message::id).toList());
	}

	@Test
	void windowsNeedToKnowWhatIsLit() {
		refused(LevelMessage.NO_LOOKUP, Keywords.NONE);
	}

	@Test
	void productsAreRefused() {
		refused(LevelMessage.PRODUCT, Keywords.NONE.with("ESO PRO CATG", "MASTER_DARK"));
	}

	private static void refused(MessageTemplate message, Keywords keywords) {
		var plan = new PlanInput(Map.of("frame", List.of(new ProductDescription("", keywords)), "lcal", List.of()),
				new Plan(List.of(), ResourceEstimate.UNKNOWN));
		var refusal = assertThrows(ActorException.class,
				() -> new KmosLevelCorrection().plan(parameters(Method.SLICES_MEAN), plan));
		assertEquals(message.id(), refusal.explanation().id());
	}

	private Map<String, Double> counts(String subject) {
		var counts = new HashMap<String, Double>();
		for (String name : List.of("bad pixels", "non-linear pixels", "saturated pixels", "persistent pixels",
				"pixels without value")) {
			counts.put(name, context.value(name, subject).orElseThrow());
		}
		return counts;
	}

	/** Root mean square of the mean deviation of windows, adu. */
	private static double residual(KmosLevelCorrection.Outputs outputs) throws Exception {
		float[] value = FitsFile.open(outputs.corrected().path()).hdu("CHIP1.INT1").readFloats();
		double[] sums = new double[512];
		int[] counts = new int[512];
		for (int i = 0; i < value.length; i++) {
			if (!LevelFrames.isReference(i) && i != LevelFrames.BRIGHT && i != LevelFrames.FULL) {
				int window = i % LevelFrames.NX / 32 * 16 + i / LevelFrames.NX / 16;
				sums[window] += value[i] - (LevelFrames.lit(i) ? LevelFrames.SIGNAL : 0);
				counts[window]++;
			}
		}
		double squares = 0;
		for (int i = 0; i < sums.length; i++) {
			squares += Math.pow(sums[i] / counts[i], 2) / sums.length;
		}
		return Math.sqrt(squares);
	}

	private TestContext context(String name) throws Exception {
		return TestContext.of(TypedActorProvider.of(new KmosLevelCorrection()).descriptor(), folder.resolve(name));
	}

	private static KmosLevelCorrection.Parameters parameters(Method method) {
		return new KmosLevelCorrection.Parameters(method, 40_000, -1, 10);
	}

	private KmosLevelCorrection.Outputs run(Method method) throws Exception {
		return outcome(method).outputs();
	}

	private Outcome.Ok<KmosLevelCorrection.Outputs> outcome(Method method) throws Exception {
		return (Outcome.Ok<KmosLevelCorrection.Outputs>) new KmosLevelCorrection().run(parameters(method), inputs(),
				context);
	}

	private KmosLevelCorrection.Inputs inputs() throws Exception {
		Path lcal = folder.resolve("lcal.fits");
		Path mask = folder.resolve("mask.fits");
		Path before = folder.resolve("before.fits");
		LevelFrames.writeLcal(lcal);
		LevelFrames.writeMask(mask);
		LevelFrames.write(before, 0, FitsHeader.EMPTY);
		return new KmosLevelCorrection.Inputs(file(raw), Optional.of(file(lcal)), Optional.of(file(mask)),
				List.of(file(before)));
	}

	private static ProductFile file(Path path) {
		return new ProductFile(path, new ProductDescription("", Keywords.NONE));
	}
}
