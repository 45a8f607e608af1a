package org.armillary.kmos.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.testkit.TestContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmosStatsTest {

	private static final KmosStats.Parameters DEFAULTS = new KmosStats.Parameters(List.of(), 3, 3, 3);

	@TempDir
	private Path folder;

	private TestContext context;

	@BeforeEach
	void makeContext() throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new KmosStats()).descriptor(), folder.resolve("job"));
	}

	/** Writes a file. */
	@FunctionalInterface
	private interface Content {
		void write(Path file) throws IOException;
	}

	private Path file(String name, Content content) throws IOException {
		Path file = folder.resolve(name);
		content.write(file);
		return file;
	}

	private static ProductFile product(Path file) {
		return new ProductFile(file, new ProductDescription("", Keywords.NONE));
	}

	private Outcome.Ok<KmosStats.Outputs> run(KmosStats.Parameters parameters, Path cube, Path... mask)
			throws ActorException, IOException, InterruptedException {
		var inputs = new KmosStats.Inputs(product(cube),
				mask.length == 0 ? Optional.empty() : Optional.of(product(mask[0])));
		return (Outcome.Ok<KmosStats.Outputs>) new KmosStats().run(parameters, inputs, context);
	}

	private Table table(KmosStats.Parameters parameters, Path cube, Path... mask)
			throws ActorException, IOException, InterruptedException {
		return FitsFile.open(run(parameters, cube, mask).outputs().table().path()).hdu("STATS").readTable();
	}

	private void refused(Kind kind, StatsMessage message, KmosStats.Parameters parameters, Path cube, Path... mask) {
		ActorException refusal = assertThrows(ActorException.class, () -> run(parameters, cube, mask));
		assertEquals(message.id(), refusal.explanation().id());
		assertEquals(kind, refusal.kind());
	}

	private static List<Double> doubles(float[] values, boolean[] include) {
		var list = new ArrayList<Double>();
		for (int i = 0; i < values.length; i++) {
			if (include[i]) {
				list.add((double) values[i]);
			}
		}
		return list;
	}

	private static double inTable(Table table, Statistic statistic, int row) throws FitsException {
		return statistic.isCount() ? table.integers(statistic.column()).at(row)
				: table.reals(statistic.column()).at(row);
	}

	@Test
	void extensionsOfTooManyPixelsAreRefused() throws IOException {
		String header = Stream.of("SIMPLE  =                    T", "BITPIX  =                    8",
				"NAXIS   =                    3", "NAXIS1  =                65536", "NAXIS2  =                32768",
				"NAXIS3  =                    1", "END").map("%-80s"::formatted).collect(Collectors.joining());
		Path large = Files.writeString(folder.resolve("large.fits"), "%-2880s".formatted(header));
		try (var file = new RandomAccessFile(large.toFile(), "rw")) {
			file.setLength(2880 + (1L << 31));
		}
		Path mask = file("mask.fits", TestFrames::spaxelMask);
		for (Path[] masks : List.of(new Path[0], new Path[] { mask })) {
			FitsException refusal = assertThrows(FitsException.class, () -> run(DEFAULTS, large, masks));
			assertEquals("fits.too-large", refusal.explanation().id());
		}
	}

	@Test
	void agreesWithTheDefinitionsForOtherSeedsMasksAndParameters()
			throws ActorException, IOException, InterruptedException {
		for (int seed = 1; seed <= 6; seed++) {
			var random = new SplittableRandom(seed);
			int planes = 1 + random.nextInt(12);
			int count = TestFrames.SIDE * TestFrames.SIDE * planes;
			float[] values = TestFrames.values(seed, count);
			var mask = new byte[count];
			var include = new boolean[count];
			for (int i = 0; i < count; i++) {
				include[i] = random.nextInt(4) > 0;
				mask[i] = (byte) (include[i] ? 1 : 0);
			}
			Path cube = file("cube" + seed, file -> image(file, values, planes));
			Path masks = file("mask" + seed, file -> {
				try (FitsWriter writer = FitsWriter.create(file)) {
					writer.image("", FitsHeader.EMPTY, "", mask, TestFrames.SIDE, TestFrames.SIDE, planes);
					writer.commit();
				}
			});
			var parameters = new KmosStats.Parameters(List.of(), 1.5 + seed / 3.0, 4.5 - seed / 2.0, seed - 1);
			double[] expected = NaiveStatistics.of(doubles(values, include), parameters.clipSigmaNegative(),
					parameters.clipSigmaPositive(), parameters.clipIterations());
			Table table = table(parameters, cube, masks);
			for (Statistic statistic : Statistic.values()) {
				double value = expected[statistic.ordinal()];
				double tolerance = statistic.isCount() ? 0 : 1e-11 * Math.max(1, Math.abs(value));
				assertEquals(value, inTable(table, statistic, 0), tolerance, statistic + " for seed " + seed);
				assertEquals(value, context.value(statistic.words(), "DATA").orElseThrow(), tolerance);
			}
			assertEquals(count, table.integers("size").at(0));
		}
	}

	private static void image(Path file, float[] values, int planes) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(TestFrames.primary());
			writer.image("DATA", FitsHeader.EMPTY, "adu/s", values, TestFrames.SIDE, TestFrames.SIDE, planes);
			writer.commit();
		}
	}

	@Test
	void anImageAsMaskHoldsForEachPlane() throws ActorException, IOException, InterruptedException {
		int planes = 3;
		float[] values = TestFrames.values(4, TestFrames.SIDE * TestFrames.SIDE * planes);
		var include = new boolean[values.length];
		for (int i = 0; i < values.length; i++) {
			int spaxel = i % (TestFrames.SIDE * TestFrames.SIDE);
			include[i] = spaxel % TestFrames.SIDE != spaxel / TestFrames.SIDE;
		}
		Table table = table(DEFAULTS, file("cube", file -> image(file, values, planes)),
				file("mask", TestFrames::spaxelMask));
		double[] expected = NaiveStatistics.of(doubles(values, include), 3, 3, 3);
		assertEquals(expected[Statistic.PIXELS.ordinal()], table.integers("pixels").at(0));
		assertEquals(expected[Statistic.MEDIAN.ordinal()], table.reals("median").at(0), 1e-12);
		assertEquals("MASK", table.texts("mask").at(0));
	}

	@Test
	void measuresEachExtensionAndListsUnusedOnes() throws ActorException, IOException, InterruptedException {
		Table table = table(DEFAULTS, file("cube", file -> TestFrames.cube(file, 1, 5)));
		assertEquals(3, table.rows());
		assertEquals("IFU.3.DATA", table.texts("extension").at(0));
		assertEquals("IFU.3.NOISE", table.texts("extension").at(1));
		assertEquals("IFU.4.DATA", table.texts("extension").at(2));
		assertEquals(0, table.integers("pixels").at(2));
		assertEquals(0, table.integers("finite").at(2));
		assertTrue(Double.isNaN(table.reals("median").at(2)));
		assertTrue(Double.isNaN(context.value("noise", "IFU.4.DATA").orElseThrow()));
		assertEquals("adu/s", table.reals("median").unit());
		assertEquals("", table.integers("pixels").unit());
		assertEquals(3 * Statistic.values().length, context.published().size());
		assertTrue(context.published().stream().filter(qc -> qc.subject().equals("IFU.3.DATA"))
				.allMatch(qc -> qc.unit()
						.equals(qc.name().equals("pixels") || qc.name().equals("finite") ? "" : "adu/s")));
		assertEquals(new TestContext.Progress(3, 3, "extension"), context.progress().getLast());
	}

	@Test
	void measuresFramesAndSpectraOfAnyTypeAndUnit() throws ActorException, IOException, InterruptedException {
		Table table = table(DEFAULTS, file("mixture", TestFrames::mixture));
		assertEquals(List.of("CHIP1.INT1", "#2", "SPECTRUM"),
				List.of(table.texts("extension").at(0), table.texts("extension").at(1),
						table.texts("extension").at(2)));
		assertEquals(1_000_000_007, table.reals("maximum").at(0));
		assertEquals(1e-9, table.reals("minimum").at(1));
		assertEquals(2, table.integers("finite").at(1));
		assertEquals(7, table.reals("mean").at(2));
		assertEquals("", table.reals("mean").unit());
		assertEquals("W/m2/um", table.texts("unit").at(2));
	}

	@Test
	void measuresOnlyWhatIsSelected() throws ActorException, IOException, InterruptedException {
		Path cube = file("cube", file -> TestFrames.cube(file, 1, 5));
		Table table = table(new KmosStats.Parameters(List.of("IFU.3.NOISE"), 3, 3, 3), cube);
		assertEquals(1, table.rows());
		assertEquals("IFU.3.NOISE", table.texts("extension").at(0));
		refused(Kind.USER, StatsMessage.EXTENSION_UNKNOWN, new KmosStats.Parameters(List.of("IFU.9.DATA"), 3, 3, 3),
				cube);
		assertThrows(IllegalArgumentException.class, () -> new KmosStats.Parameters(List.of("A", "A"), 3, 3, 3));
		assertThrows(IllegalArgumentException.class, () -> new KmosStats.Parameters(List.of("A", ""), 3, 3, 3));
	}

	@Test
	void anExtensionWithoutNumbersGivesCountsAndACaveat() throws ActorException, IOException, InterruptedException {
		var values = new float[TestFrames.SIDE * TestFrames.SIDE];
		java.util.Arrays.fill(values, Float.NaN);
		Path cube = file("cube", file -> image(file, values, 1));
		assertEquals(List.of(StatsMessage.NO_FINITE_VALUE.id()),
				run(DEFAULTS, cube).caveats().stream().map(Message::id).toList());
		assertEquals((double) values.length, context.value("pixels", "DATA").orElseThrow());
		assertEquals(0.0, context.value("finite", "DATA").orElseThrow());
		assertTrue(Double.isNaN(context.value("mode", "DATA").orElseThrow()));
		Path nothing = file("mask", file -> {
			try (FitsWriter writer = FitsWriter.create(file)) {
				writer.image("", FitsHeader.EMPTY, "", new byte[values.length], TestFrames.SIDE, TestFrames.SIDE);
				writer.commit();
			}
		});
		assertEquals(List.of(StatsMessage.NOTHING_INCLUDED.id()),
				run(DEFAULTS, cube, nothing).caveats().stream().map(Message::id).toList());
	}

	@Test
	void masksAreMatchedByName() throws ActorException, IOException, InterruptedException {
		Path cube = file("cube", file -> TestFrames.night(file, 2, 1));
		int size = TestFrames.SIDE * TestFrames.SIDE;
		var first = new byte[size];
		first[0] = 1;
		var second = new byte[size];
		second[1] = 1;
		second[2] = 1;
		Table table = table(DEFAULTS, cube, file("masks", file -> masks(file, "IFU.2", second, "IFU.1.MASK", first)));
		assertEquals(1, table.integers("pixels").at(0));
		assertEquals(2, table.integers("pixels").at(1));
		assertEquals("IFU.2", table.texts("mask").at(1));
		refused(Kind.DATA, StatsMessage.MASK_MISSING, DEFAULTS, cube,
				file("others", file -> masks(file, "IFU.2", second, "IFU.3", first)));
	}

	private static void masks(Path file, String one, byte[] first, String other, byte[] second) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.image(one, FitsHeader.EMPTY, "", first, TestFrames.SIDE, TestFrames.SIDE);
			writer.image(other, FitsHeader.EMPTY, "", second, TestFrames.SIDE, TestFrames.SIDE);
			writer.commit();
		}
	}

	@Test
	void masksOfAnotherShapeOrWithOtherValuesAreRefused() throws IOException {
		Path cube = file("cube", file -> TestFrames.cube(file, 1, 5));
		refused(Kind.DATA, StatsMessage.MASK_DIMENSIONS, DEFAULTS, cube,
				file("planes", file -> image(file, TestFrames.values(1, TestFrames.SIDE * TestFrames.SIDE * 4), 4)));
		refused(Kind.DATA, StatsMessage.MASK_VALUE, DEFAULTS, cube,
				file("values", file -> image(file, TestFrames.values(1, TestFrames.SIDE * TestFrames.SIDE * 5), 5)));
		Path empty = file("empty", file -> {
			try (FitsWriter writer = FitsWriter.create(file)) {
				writer.empty("MASK", FitsHeader.EMPTY);
				writer.commit();
			}
		});
		refused(Kind.DATA, StatsMessage.MASK_NO_IMAGE, DEFAULTS, cube, empty);
	}

	@Test
	void aFileWithoutImagesIsRefused() throws IOException {
		Path header = file("header", file -> {
			try (FitsWriter writer = FitsWriter.create(file)) {
				writer.primary(TestFrames.primary());
				writer.commit();
			}
		});
		refused(Kind.DATA, StatsMessage.NO_IMAGE, DEFAULTS, header);
		Path table = file("table", file -> {
			try (FitsWriter writer = FitsWriter.create(file)) {
				writer.table(Table.builder("T").reals("a", "", 1).build());
				writer.commit();
			}
		});
		refused(Kind.DATA, StatsMessage.NO_IMAGE, DEFAULTS, table);
		assertThrows(FitsException.class,
				() -> run(DEFAULTS, file("text", file -> Files.writeString(file, "no FITS"))));
		assertThrows(FitsException.class, () -> run(DEFAULTS, folder.resolve("missing")));
	}

	@Test
	void theHeaderOfTheProductIsPlannedAndKeepsTheObservation()
			throws ActorException, IOException, InterruptedException {
		Path cube = file("cube", file -> TestFrames.cube(file, 1, 2));
		FitsHeader header = FitsFile.open(run(DEFAULTS, cube).outputs().table().path()).primary().header();
		assertEquals("STATS", header.text("ESO PRO CATG"));
		assertEquals("KMOS", header.text("INSTRUME"));
		assertEquals("YJ", header.text("ESO INS GRAT1 ID"));
		assertEquals(3, header.integer("ESO PRO IFUNR"));
		assertEquals("kmos.stats", header.text("ESO PRO REC1 ID"));
		assertFalse(header.contains("ESO QC SOMETHING"));
		assertFalse(header.contains("COMMAND"));
		Keywords input = new Keywords(FitsFile.open(cube).primary().header().values());
		var plan = new KmosStats().plan(DEFAULTS,
				new PlanInput(Map.of("cube", List.of(new ProductDescription("COMBINED_CUBE", input))), nothing()));
		ProductDescription predicted = plan.products().getFirst().description();
		assertEquals("STATS", predicted.category());
		predicted.keywords().values()
				.forEach((keyword, value) -> assertEquals(value, header.values().get(keyword), keyword));
		assertTrue(predicted.keywords().names().contains("ESO INS GRAT1 ID"));
	}

	@Test
	void planRefusesAFileThatCanHoldNothing() {
		var input = new ProductDescription("", Keywords.NONE.with("NAXIS", 0L).with("EXTEND", false));
		var refusal = assertThrows(ActorException.class,
				() -> new KmosStats().plan(DEFAULTS, new PlanInput(Map.of("cube", List.of(input)), nothing())));
		assertEquals(StatsMessage.NO_IMAGE.id(), refusal.explanation().id());
	}

	private static Plan nothing() {
		return new Plan(List.of(), ResourceEstimate.UNKNOWN);
	}
}
