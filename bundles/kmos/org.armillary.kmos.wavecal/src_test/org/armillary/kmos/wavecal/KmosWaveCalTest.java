package org.armillary.kmos.wavecal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.Band;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.tables.Gas;
import org.armillary.testkit.TestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kmos.wave-cal} on small arcs with known truth. */
class KmosWaveCalTest {

	private static final Set<Gas> BOTH = EnumSet.allOf(Gas.class);

	@TempDir
	private Path folder;
	private TestContext context;
	private Optional<ProductFile> badPixels = Optional.empty();
	private int jobs;

	@Test
	void wavelengthsAreTrueAtAllAngles() throws Exception {
		var frames = new ArcFrames(3, Band.H);
		Outcome.Ok<KmosWaveCal.Outputs> outcome = run(frames, frames, new double[] { -60, 60 }, 300, 60);
		FitsFile lcal = FitsFile.open(outcome.outputs().lcal().path());
		assertEquals(List.of("DET.1.DATA", "DET.2.DATA", "DET.3.DATA", "DET.1.DATA", "DET.2.DATA", "DET.3.DATA",
				"DET.1.MASK", "DET.2.MASK", "DET.3.MASK", "DET.1.MASK", "DET.2.MASK", "DET.3.MASK"),
				lcal.hdus().stream().skip(1).map(Hdu::name).toList());
		for (int version = 1; version <= 2; version++) {
			// 60 comes before -60, which is 300
			double angle = version == 1 ? 60 : -60;
			for (int detector = 1; detector <= 3; detector++) {
				Hdu data = lcal.find("DET." + detector + ".DATA", version).orElseThrow();
				assertEquals(angle, data.header().real("ESO PRO ROT NAANGLE"));
				double[] errors = errors(frames, data, detector, angle);
				assertTrue(errors[errors.length / 2] < 0.02, "median " + errors[errors.length / 2]);
				assertTrue(errors[(int) (0.95 * errors.length)] < 0.07, "95 % " + errors[(int) (0.95 * errors.length)]);
			}
		}
		assertFalse(ids(outcome).contains(WaveCalMessage.ANGLE_FAR.id()));
		assertEquals(List.of(112L * 14, 1024L),
				FitsFile.open(outcome.outputs().image().path()).hdu("DET.2.DATA").dimensions());
		assertEquals(12.0, context.value("slitlets without solution", "detector 1, angle 60").orElseThrow());
		// neither the order of files nor the number of threads changes a bit
		List<ProductFile> reversed = List.of(arc(frames, 60), arc(frames, -60));
		FitsFile other = FitsFile.open(run(reversed, off(), 3).outputs().lcal().path());
		for (int version = 1; version <= 2; version++) {
			for (int detector = 1; detector <= 3; detector++) {
				String name = "DET." + detector + ".DATA";
				assertArrayEquals(lcal.find(name, version).orElseThrow().readFloats(),
						other.find(name, version).orElseThrow().readFloats());
			}
		}
	}

	@Test
	void aLampThatFailedIsFound() throws Exception {
		var frames = new ArcFrames(7, Band.H).lamps(Set.of(Gas.NEON), BOTH);
		Outcome.Ok<KmosWaveCal.Outputs> outcome = run(frames, frames, new double[] { 0 }, 0);
		assertTrue(ids(outcome).contains(WaveCalMessage.LAMP_DARK.id()), ids(outcome).toString());
		assertTrueWavelengths(frames, outcome, 0.05);
	}

	@Test
	void aWrongLampIsFound() throws Exception {
		var frames = new ArcFrames(8, Band.H).lamps(Set.of(Gas.NEON), Set.of(Gas.ARGON));
		Outcome.Ok<KmosWaveCal.Outputs> outcome = run(frames, frames, new double[] { 0 }, 0);
		assertTrue(ids(outcome).contains(WaveCalMessage.LAMP_WRONG.id()), ids(outcome).toString());
		// that argon is dark is told by the same sentence
		assertFalse(ids(outcome).contains(WaveCalMessage.LAMP_DARK.id()), ids(outcome).toString());
		assertTrueWavelengths(frames, outcome, 0.05);
	}

	@Test
	void saturatedLinesAreToldOnceForAllDetectors() throws Exception {
		var frames = new ArcFrames(5, Band.K).brighter(40);
		Outcome.Ok<KmosWaveCal.Outputs> outcome = run(frames, frames, new double[] { 0 }, 0);
		Message caveat = outcome.caveats().stream()
				.filter(message -> message.id().equals(WaveCalMessage.SATURATED.id())).findFirst().orElseThrow();
		for (int detector = 1; detector <= 3; detector++) {
			int saturated = context.value("saturated lines", "detector " + detector + ", angle 0").orElseThrow()
					.intValue();
			assertTrue(saturated > 10, "detector " + detector + ": " + saturated);
			assertTrue(caveat.summary().matches(".* " + saturated + " of \\d+ on detector " + detector + "\\b.*"),
					caveat.summary());
		}
		var usual = new ArcFrames(5, Band.K);
		assertFalse(ids(run(usual, usual, new double[] { 0 }, 0)).contains(WaveCalMessage.SATURATED.id()));
	}

	@Test
	void aSlitletWithoutLightLosesNoOtherAndDistantFlatsAreTold() throws Exception {
		var frames = new ArcFrames(9, Band.YJ).dark(Set.of(1)).temperature(121.4);
		Outcome.Ok<KmosWaveCal.Outputs> outcome = run(frames, frames, new double[] { 10 }, 0, 60);
		assertTrue(ids(outcome).contains(WaveCalMessage.ANGLE_FAR.id()), ids(outcome).toString());
		assertTrue(ids(outcome).contains(KmosMessage.TEMPERATURES_DIFFER.id()), ids(outcome).toString());
		Message caveat = outcome.caveats().stream()
				.filter(message -> message.id().equals(WaveCalMessage.SLITLET_UNSOLVED.id())).findFirst().orElseThrow();
		assertTrue(caveat.summary().contains("IFU 1 slitlet 2"), caveat.summary());
		float[] micron = FitsFile.open(outcome.outputs().lcal().path()).hdu("DET.1.DATA").readFloats();
		int row = 1000 * ArcFrames.NX;
		assertFalse(Float.isNaN(micron[row + 12]));
		assertTrue(Float.isNaN(micron[row + 30]));
	}

	@Test
	void aFlatOfAnotherBandIsRefused() throws Exception {
		ActorException refused = assertThrows(ActorException.class,
				() -> run(new ArcFrames(1, Band.H), new ArcFrames(1, Band.K), new double[] { 0 }, 0));
		assertEquals(Kind.DATA, refused.kind());
		assertEquals(WaveCalMessage.BANDS_DIFFER.id(), refused.explanation().id());
	}

	@Test
	void arcsWithoutAnyLineAreRefused() throws Exception {
		var frames = new ArcFrames(1, Band.H).lamps(Set.of(), BOTH);
		ActorException refused = assertThrows(ActorException.class, () -> run(frames, frames, new double[] { 0 }, 0));
		assertEquals(Kind.DATA, refused.kind());
		assertEquals(WaveCalMessage.NOTHING_SOLVED.id(), refused.explanation().id());
	}

	@Test
	void arcsOfOneLampEachAreAdded() throws Exception {
		var frames = new ArcFrames(7, Band.K);
		writeFlat(frames, 0);
		frames.writeOff(folder.resolve("off"));
		var lit = new ArrayList<ProductFile>();
		for (Gas gas : Gas.values()) {
			Path file = folder.resolve("arc" + gas);
			new ArcFrames(7, Band.K).lamps(Set.of(gas), Set.of(gas)).writeArc(file, 0);
			lit.add(product(file, "ARC_ON"));
		}
		Outcome.Ok<KmosWaveCal.Outputs> outcome = run(lit, off(), 1);
		assertTrue(ids(outcome).contains(WaveCalMessage.LAMPS_APART.id()), ids(outcome).toString());
		assertFalse(ids(outcome).contains(WaveCalMessage.LAMP_DARK.id()), ids(outcome).toString());
		assertTrue(context.value("arc argon efficiency", "detector 3, angle 0").isPresent());
		assertTrue(context.value("arc neon efficiency", "detector 3, angle 0").isPresent());
		assertTrueWavelengths(frames, outcome, 0.02);
	}

	@Test
	void framesThatShouldBeDarkButAreLitAreLeftOut() throws Exception {
		var frames = new ArcFrames(8, Band.K);
		writeFlat(frames, 0);
		frames.writeOff(folder.resolve("off"));
		ProductFile arc = arc(frames, 0);
		List<ProductFile> off = new ArrayList<>(off());
		off.add(new ProductFile(arc.path(), off.getFirst().description()));
		Outcome.Ok<KmosWaveCal.Outputs> outcome = run(List.of(arc), off, 1);
		assertTrue(ids(outcome).contains(KmosMessage.OFF_LIT.id()), ids(outcome).toString());
		assertTrueWavelengths(frames, outcome, 0.05);
		ActorException refused = assertThrows(ActorException.class,
				() -> run(List.of(arc), off.subList(1, 2), 1));
		assertEquals(Kind.DATA, refused.kind());
		assertEquals(KmosMessage.NO_DARKNESS.id(), refused.explanation().id());
	}

	@Test
	void aFileOfAnotherCategoryAndAMaskOfOtherValuesAreRefused() throws Exception {
		var frames = new ArcFrames(1, Band.H);
		writeFlat(frames, 0);
		frames.writeOff(folder.resolve("off"));
		List<ProductFile> lit = List.of(arc(frames, 0));
		frames.writePlaces(folder.resolve("xcal"), false, 0);
		ActorException refused = assertThrows(ActorException.class, () -> run(lit, off(), 1));
		assertEquals(Kind.DATA, refused.kind());
		assertEquals(KmosMessage.KEYWORD_VALUE.id(), refused.explanation().id());
		assertTrue(refused.explanation().summary().contains("expected XCAL"), refused.explanation().summary());
		writeFlat(frames, 0);
		frames.writeMask(folder.resolve("mask"), 7);
		badPixels = Optional.of(product(folder.resolve("mask"), "BADPIXEL_FLAT"));
		refused = assertThrows(ActorException.class, () -> run(lit, off(), 1));
		assertEquals(Kind.DATA, refused.kind());
		assertEquals(WaveCalMessage.MASK_VALUE.id(), refused.explanation().id());
	}

	@Test
	void whatHeadersShowIsRefusedWhenPlanned() throws Exception {
		var frames = new ArcFrames(1, Band.H);
		frames.writeArc(folder.resolve("arc"), 0);
		Map<String, Object> arc = FitsFile.open(folder.resolve("arc")).primary().header().values();
		var usual = new KmosWaveCal.Parameters(0, 1024, -1, -1, false, 1);
		assertEquals(3, plan(usual, arc, arc).products().size());
		assertRefused(KmosMessage.KEYWORD_MISSING, Kind.DATA, usual, without(arc, "ESO OCS ROT NAANGLE"), arc);
		Map<String, Object> other = new HashMap<>(arc);
		other.put("ESO INS GRAT2 ID", "K");
		assertRefused(WaveCalMessage.BANDS_DIFFER, Kind.DATA, usual, arc, other);
		other = new HashMap<>(arc);
		other.put("ESO PRO CATG", "XCAL");
		assertRefused(KmosMessage.KEYWORD_VALUE, Kind.DATA, usual, arc, other);
		for (double[] limits : new double[][] { { 1.2, -1 }, { -1, 2.4 }, { 1.9, -1 }, { -1, 1.3 }, { 1.7, 1.6 } }) {
			assertRefused(WaveCalMessage.BAND_LIMITS, Kind.USER,
					new KmosWaveCal.Parameters(0, 1024, limits[0], limits[1], false, 1), arc, arc);
		}
	}

	private void assertTrueWavelengths(ArcFrames frames, Outcome.Ok<KmosWaveCal.Outputs> outcome, double median)
			throws IOException {
		Hdu data = FitsFile.open(outcome.outputs().lcal().path()).hdu("DET.3.DATA");
		double[] errors = errors(frames, data, 3, 0);
		assertTrue(errors[errors.length / 2] < median, "median " + errors[errors.length / 2]);
	}

	/** Errors of the wavelengths in pixels, sorted, between the rows where there are lines. */
	private static double[] errors(ArcFrames frames, Hdu data, int detector, double angle) throws IOException {
		float[] micron = data.readFloats();
		List<Double> errors = new ArrayList<>();
		for (int slitlet = 0; slitlet < ArcFrames.SLITLETS; slitlet++) {
			for (int row = 150; row < 1900; row += 53) {
				int first = (int) ArcFrames.left(slitlet) + 2;
				for (int column = first; column < first + 10; column += 3) {
					double truth = frames.micron(row, detector, slitlet, column, angle);
					double dispersion = frames.micron(row + 1.0, detector, slitlet, column, angle) - truth;
					errors.add(Math.abs(micron[row * ArcFrames.NX + column] - truth) / dispersion);
				}
			}
		}
		return errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
	}

	private static List<String> ids(Outcome.Ok<KmosWaveCal.Outputs> outcome) {
		return outcome.caveats().stream().map(Message::id).collect(Collectors.toList());
	}

	private static void assertRefused(MessageTemplate message, Kind kind, KmosWaveCal.Parameters parameters,
			Map<String, Object> arc, Map<String, Object> edges) {
		ActorException refused = assertThrows(ActorException.class, () -> plan(parameters, arc, edges));
		assertEquals(message.id(), refused.explanation().id());
		assertEquals(kind, refused.kind());
	}

	private static Plan plan(KmosWaveCal.Parameters parameters, Map<String, Object> arc, Map<String, Object> edges)
			throws ActorException {
		return new KmosWaveCal().plan(parameters, new PlanInput(
				Map.of("arcs", List.of(new ProductDescription("ARC_ON", new Keywords(arc))), "flatEdge",
						List.of(new ProductDescription("FLAT_EDGE", new Keywords(edges)))),
				new Plan(List.of(), ResourceEstimate.UNKNOWN)));
	}

	private static Map<String, Object> without(Map<String, Object> keywords, String keyword) {
		Map<String, Object> rest = new HashMap<>(keywords);
		rest.remove(keyword);
		return rest;
	}

	private Outcome.Ok<KmosWaveCal.Outputs> run(ArcFrames arcs, ArcFrames flat, double[] angles, double... flatAngles)
			throws Exception {
		List<ProductFile> lit = new ArrayList<>();
		for (double angle : angles) {
			lit.add(arc(arcs, angle));
		}
		arcs.writeOff(folder.resolve("off"));
		writeFlat(flat, flatAngles);
		return run(lit, off(), 1);
	}

	private ProductFile arc(ArcFrames arcs, double angle) throws IOException {
		Path file = folder.resolve("arc" + angle);
		arcs.writeArc(file, angle);
		return product(file, "ARC_ON");
	}

	private List<ProductFile> off() {
		return List.of(product(folder.resolve("off"), "ARC_OFF"));
	}

	private void writeFlat(ArcFrames flat, double... angles) throws IOException {
		flat.writePlaces(folder.resolve("xcal"), true, angles);
		flat.writePlaces(folder.resolve("ycal"), false, angles);
		flat.writeEdges(folder.resolve("edges"), angles);
	}

	private Outcome.Ok<KmosWaveCal.Outputs> run(List<ProductFile> lit, List<ProductFile> off, int threads)
			throws Exception {
		context = TestContext.of(TypedActorProvider.of(new KmosWaveCal()).descriptor(), folder.resolve("job" + jobs++));
		var inputs = new KmosWaveCal.Inputs(lit, off,
				product(folder.resolve("xcal"), "XCAL"), product(folder.resolve("ycal"), "YCAL"),
				product(folder.resolve("edges"), "FLAT_EDGE"), badPixels, Optional.empty(), Optional.empty(),
				Optional.empty(), Optional.empty());
		Outcome<KmosWaveCal.Outputs> outcome = new KmosWaveCal()
				.run(new KmosWaveCal.Parameters(0, 1024, -1, -1, false, threads), inputs, context);
		return (Outcome.Ok<KmosWaveCal.Outputs>) outcome;
	}

	private static ProductFile product(Path file, String category) {
		return new ProductFile(file, new ProductDescription(category, Keywords.NONE));
	}
}
