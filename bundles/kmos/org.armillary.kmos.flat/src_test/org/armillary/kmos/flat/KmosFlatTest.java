package org.armillary.kmos.flat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.RotatorAngle;
import org.armillary.testkit.TestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmosFlatTest {

	private static final int ROWS = 128;

	@TempDir
	private Path folder;
	private final List<Path> on = new ArrayList<>();
	private final List<Path> off = new ArrayList<>();

	@Test
	void flatAndBadPixelsAreThoseOfTheTruth() throws Exception {
		var frames = new FlatFrames(11, ROWS, 0);
		make(frames, 3, 0);
		KmosFlat.Outputs outputs = run(1).outputs();
		FitsFile master = FitsFile.open(outputs.masterFlat().path());
		assertEquals(List.of("PRIMARY", "DET.1.DATA", "DET.1.NOISE", "DET.2.DATA", "DET.2.NOISE", "DET.3.DATA",
				"DET.3.NOISE"), master.hdus().stream().map(Hdu::name).toList());
		float[] value = master.hdu("DET.2.DATA").readFloats();
		float[] noise = master.hdu("DET.2.NOISE").readFloats();
		float[] good = FitsFile.open(outputs.badPixels().path()).hdu("DET.2.DATA").readFloats();
		double[] ratios = new double[value.length];
		float[] errors = new float[value.length];
		int count = 0;
		for (int row = 8; row < ROWS - 8; row++) {
			for (int slitlet = 0; slitlet < 112; slitlet++) {
				double left = frames.left(slitlet, row, 0);
				for (int column = (int) Math.ceil(left + 1); column < left + FlatFrames.WIDTH - 1; column++) {
					int pixel = row * FlatFrames.NX + column;
					double response = frames.response(2, pixel);
					assertEquals(response > 0.35 ? 1 : 0, good[pixel], "row " + row + ", column " + column);
					if (response > 0.35) {
						double truth = response * FlatFrames.throughput(2, slitlet) * FlatFrames.share(column - left);
						ratios[count] = value[pixel] / truth;
						errors[count++] = (float) (noise[pixel] / truth);
					}
				}
			}
		}
		double[] sorted = Arrays.copyOf(ratios, count);
		Arrays.sort(sorted);
		double median = sorted[count / 2];
		double[] pulls = new double[count];
		for (int i = 0; i < count; i++) {
			pulls[i] = (ratios[i] - median) / errors[i];
		}
		Arrays.sort(pulls);
		assertEquals(1, 0.5 * (pulls[(int) (0.8413 * count)] - pulls[(int) (0.1587 * count)]), 0.05);
	}

	@Test
	void neitherThreadsNorOrderChangeABit() throws Exception {
		make(new FlatFrames(5, 72, FlatFrames.FEW), 2, 300, 0);
		byte[] one = Files.readAllBytes(run(1).outputs().masterFlat().path());
		Collections.reverse(on);
		Collections.reverse(off);
		assertArrayEquals(one, Files.readAllBytes(run(5).outputs().masterFlat().path()));
	}

	@Test
	void aDarkIfuIsToldAndTheOthersAreCalibrated() throws Exception {
		make(new FlatFrames(6, 160, 20), 3, 0);
		Outcome.Ok<KmosFlat.Outputs> outcome = run(2);
		assertTrue(ids(outcome.caveats()).contains(FlatMessage.IFU_DARK.id()), outcome.caveats().toString());
		FitsHeader header = FitsFile.open(outcome.outputs().xcal().path()).hdu("DET.3.DATA").header();
		assertEquals(7, header.integer("ESO QC IFU ACTIVE"));
		assertEquals(98, header.integer("ESO QC SLIT NCOUNTS"));
	}

	@Test
	void aFailedLampAndALitOffFrameAreLeftOut() throws Exception {
		var frames = new FlatFrames(7, 64, FlatFrames.FEW);
		make(frames, 2, 0);
		frames.on(add(on, "failed"), 20, 60, keyword("ESO INS LAMP3 ST", false));
		frames.off(add(off, "lit"), 21, keyword("ESO INS LAMP3 ST", true));
		Outcome.Ok<KmosFlat.Outputs> outcome = run(2);
		assertTrue(ids(outcome.caveats()).containsAll(List.of(FlatMessage.LAMP_FAILED.id(),
				FlatMessage.ANGLE_DARK.id(), FlatMessage.OFF_LIT.id(), FlatMessage.FEW_FRAMES.id())),
				outcome.caveats().toString());
		assertEquals(4, FitsFile.open(outcome.outputs().xcal().path()).hdus().size());
	}

	@Test
	void framesOfAnotherBandOrWithoutLightAreRefused() throws Exception {
		var frames = new FlatFrames(8, 64, FlatFrames.FEW);
		make(frames, 1, 0);
		frames.on(add(on, "other"), 20, 0, keyword("ESO INS GRAT2 ID", "K"));
		assertEquals(FlatMessage.BANDS_DIFFER.id(), refusal());
		on.clear();
		frames.on(add(on, "dark"), 22, 0, keyword("ESO INS LAMP3 ST", false));
		assertEquals(FlatMessage.NO_LIGHT.id(), refusal());
	}

	@Test
	void otherTemperaturesAndTimesAndFramesGivenTwiceAreTold() throws Exception {
		var frames = new FlatFrames(9, 64, FlatFrames.FEW);
		make(frames, 1, 0);
		frames.on(add(on, "warm"), 20, 0, keyword("ESO INS TEMP7 VAL", 118.0));
		on.add(on.getFirst());
		off.clear();
		frames.off(add(off, "long"), 21, keyword("ESO DET SEQ1 DIT", 10.0).with("EXPTIME", 10.0));
		List<String> told = ids(run(2).caveats());
		assertTrue(told.containsAll(List.of(KmosMessage.SAME_FRAME.id(), FlatMessage.DIT_DIFFERS.id(),
				"kmos.temperatures-differ")), told.toString());
	}

	@Test
	void aDetectorWithoutValuesFailsItsFrameAlone() throws Exception {
		var frames = new FlatFrames(10, ROWS, FlatFrames.FEW);
		make(frames, 2, 0);
		frames.on(add(on, "blank"), 20, 0, keyword(FlatFrames.BLANK, 1L));
		frames.off(add(off, "blank-off"), 21, keyword(FlatFrames.BLANK, 1L));
		Outcome.Ok<KmosFlat.Outputs> outcome = run(2);
		FitsFile master = FitsFile.open(outcome.outputs().masterFlat().path());
		for (String name : List.of("DET.1.DATA", "DET.2.DATA")) {
			assertEquals(14, master.hdu(name).header().integer("ESO QC SLIT NCOUNTS"), name);
		}
	}

	@Test
	void lampsThatDriftAndMasksThatLackAreTold() throws Exception {
		var frames = new FlatFrames(12, 64, FlatFrames.FEW);
		make(frames, 1, 0);
		frames.on(add(on, "faint"), 20, 0, keyword(FlatFrames.BRIGHTNESS, 0.8));
		Outcome.Ok<KmosFlat.Outputs> outcome = run(2);
		assertTrue(ids(outcome.caveats()).containsAll(List.of(FlatMessage.LAMP_DRIFT.id(),
				FlatMessage.NO_BAD_PIXELS.id())), outcome.caveats().toString());
	}

	@Test
	void saturatedFlatsAreRefused() throws Exception {
		var frames = new FlatFrames(16, 64, FlatFrames.FEW);
		frames.on(add(on, "bright"), 1, 0, keyword(FlatFrames.BRIGHTNESS, 8.0));
		frames.off(add(off, "off"), 2, FitsHeader.EMPTY);
		ActorException refused = assertThrows(ActorException.class, () -> run(2));
		assertEquals(FlatMessage.SATURATED.id(), refused.explanation().id());
		String told = refused.explanation().summary();
		assertTrue(told.contains("bright") && told.contains("20 %") && told.contains("3.0 s"), told);
	}

	@Test
	void litOffFramesAreRefused() throws Exception {
		var frames = new FlatFrames(13, 64, FlatFrames.FEW);
		make(frames, 1, 0);
		off.clear();
		frames.off(add(off, "lit"), 21, keyword("ESO INS LAMP3 ST", true));
		assertEquals(FlatMessage.NO_DARKNESS.id(), refusal());
	}

	@Test
	void minMaxRejectionMustLeaveAFrame() throws Exception {
		make(new FlatFrames(14, 16, FlatFrames.FEW), 2, 0);
		KmosFlat.Parameters minMax = parameters(KmosFlat.Method.MIN_MAX, 1);
		assertEquals(KmosMessage.TOO_FEW_FOR_MIN_MAX.id(),
				assertThrows(ActorException.class, () -> run(minMax)).explanation().id());
		assertEquals(KmosMessage.TOO_FEW_FOR_MIN_MAX.id(),
				assertThrows(ActorException.class, () -> plan(minMax, keywords(on), keywords(off))).explanation().id());
		plan(parameters(KmosFlat.Method.KSIGMA, 1), keywords(on), keywords(off));
	}

	@Test
	void thePlanRefusesFramesWithoutAngleAndPredictsFromTheFirstInTime() throws Exception {
		make(new FlatFrames(15, 16, FlatFrames.FEW), 2, 0);
		KmosFlat.Parameters parameters = parameters(KmosFlat.Method.KSIGMA, 1);
		List<Keywords> given = keywords(on).reversed();
		Plan plan = plan(parameters, given, keywords(off));
		Object first = given.getLast().values().get("MJD-OBS");
		plan.products().forEach(
				product -> assertEquals(first, product.description().keywords().values().get("MJD-OBS")));
		assertEquals(5, plan.products().size());
		var values = new HashMap<>(given.getFirst().values());
		values.remove(RotatorAngle.KEYWORD);
		List<Keywords> lacking = List.of(given.getLast(), new Keywords(values));
		assertEquals(KmosMessage.KEYWORD_MISSING.id(),
				assertThrows(ActorException.class, () -> plan(parameters, lacking, keywords(off))).explanation().id());
	}

	private static Plan plan(KmosFlat.Parameters parameters, List<Keywords> on, List<Keywords> off)
			throws ActorException {
		return new KmosFlat().plan(parameters, new PlanInput(
				Map.of("lampOn", on.stream().map(keywords -> new ProductDescription("FLAT_ON", keywords)).toList(),
						"lampOff", off.stream().map(keywords -> new ProductDescription("FLAT_OFF", keywords)).toList()),
				new Plan(List.of(), ResourceEstimate.UNKNOWN)));
	}

	private static List<Keywords> keywords(List<Path> files) throws IOException {
		var keywords = new ArrayList<Keywords>();
		for (Path file : files) {
			keywords.add(new Keywords(FitsFile.open(file).primary().header().values()));
		}
		return keywords;
	}

	private void make(FlatFrames frames, int count, double... angles) throws IOException {
		int number = 0;
		for (int i = 0; i < count; i++) {
			frames.off(add(off, "off" + i), number++, FitsHeader.EMPTY);
		}
		for (double angle : angles) {
			for (int i = 0; i < count; i++) {
				frames.on(add(on, "on" + number), number++, angle, FitsHeader.EMPTY);
			}
		}
	}

	private Path add(List<Path> files, String name) {
		Path file = folder.resolve(name + ".fits");
		files.add(file);
		return file;
	}

	private String refusal() {
		return assertThrows(ActorException.class, () -> run(1)).explanation().id();
	}

	private static KmosFlat.Parameters parameters(KmosFlat.Method method, int threads) {
		return new KmosFlat.Parameters(35, 5, method, 4, 4, 3, 1, 1, 8, 0, threads);
	}

	private Outcome.Ok<KmosFlat.Outputs> run(int threads) throws Exception {
		return run(parameters(KmosFlat.Method.KSIGMA, threads));
	}

	private Outcome.Ok<KmosFlat.Outputs> run(KmosFlat.Parameters parameters) throws Exception {
		var context = TestContext.of(TypedActorProvider.of(new KmosFlat()).descriptor(),
				folder.resolve("job" + UUID.randomUUID()));
		return (Outcome.Ok<KmosFlat.Outputs>) new KmosFlat().run(parameters,
				new KmosFlat.Inputs(products(on), products(off), Optional.empty()), context);
	}

	private static List<ProductFile> products(List<Path> files) {
		return files.stream().map(file -> new ProductFile(file, new ProductDescription("", Keywords.NONE))).toList();
	}

	private static List<String> ids(List<Message> messages) {
		return messages.stream().map(Message::id).toList();
	}

	private static FitsHeader keyword(String keyword, Object value) {
		return FitsHeader.EMPTY.with(keyword, value);
	}
}
