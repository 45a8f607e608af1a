package org.armillary.kmos.arithmetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
import org.armillary.data.Cube;
import org.armillary.data.FitsHeader;
import org.armillary.data.Pixels;
import org.armillary.data.SkyWcs;
import org.armillary.data.Wcs;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.testkit.TestContext;
import org.armillary.testkit.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmosArithmeticTest {

	@TempDir
	private Path folder;

	private TestContext context;

	@BeforeEach
	void makeContext() throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new KmosArithmetic()).descriptor(), folder.resolve("job"));
	}

	/** Writes a file. */
	@FunctionalInterface
	private interface Content {
		void write(Path file) throws IOException;
	}

	private Path file(String name, Content content) throws IOException {
		Path file = folder.resolve(name + ".fits");
		content.write(file);
		return file;
	}

	/** A file of one cube in that unit, and without noise if so wanted. */
	private Path cube(String name, String unit, boolean noise) throws IOException {
		return file(name, path -> {
			Cube cube = Operands.cube(1, 1, unit);
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(Operands.primary());
				writer.cube("IFU.7", noise ? cube
						: new Cube(cube.nz(), cube.ny(), cube.nx(), cube.values(), Optional.empty(), Optional.empty(),
								unit, cube.header()));
				writer.commit();
			}
		});
	}

	private static ProductFile product(Path file) {
		return new ProductFile(file, new ProductDescription("", Keywords.NONE));
	}

	private Outcome.Ok<KmosArithmetic.Outputs> run(String operator, List<Double> scalar, Path first, Path... second)
			throws ActorException, IOException, InterruptedException {
		var inputs = new KmosArithmetic.Inputs(product(first),
				second.length == 0 ? Optional.empty() : Optional.of(product(second[0])));
		return (Outcome.Ok<KmosArithmetic.Outputs>) new KmosArithmetic()
				.run(new KmosArithmetic.Parameters(operator, scalar), inputs, context);
	}

	private FitsFile result(String operator, List<Double> scalar, Path first, Path... second)
			throws ActorException, IOException, InterruptedException {
		return FitsFile.open(run(operator, scalar, first, second).outputs().result().path());
	}

	private void refused(Kind kind, MessageTemplate message, String operator, List<Double> scalar, Path first,
			Path... second) throws IOException {
		ActorException refusal = assertThrows(ActorException.class, () -> run(operator, scalar, first, second));
		assertEquals(message.id(), refusal.explanation().id());
		assertEquals(kind, refusal.kind());
		try (var products = Files.list(folder.resolve("job/products"))) {
			assertEquals(context.products().size(), products.count());
		}
	}

	private static List<String> caveats(Outcome.Ok<KmosArithmetic.Outputs> outcome) {
		return outcome.caveats().stream().map(Message::id).toList();
	}

	@Test
	void ifusAreCalculatedOneByOneAndUnusedOnesStayEmpty() throws ActorException, IOException, InterruptedException {
		Path first = file("first", path -> Operands.cubes(path, 1, 3, 4, 5));
		Path second = file("second", path -> Operands.cubes(path, 20, 3, 4, 5));
		Outcome.Ok<KmosArithmetic.Outputs> outcome = run("-", List.of(), first, second);
		assertEquals(List.of(), outcome.caveats());
		FitsFile result = FitsFile.open(outcome.outputs().result().path());
		assertEquals(List.of("PRIMARY", "IFU.3.DATA", "IFU.3.NOISE", "IFU.4.DATA", "IFU.4.NOISE", "IFU.4.MASK",
				"IFU.5.DATA", "IFU.5.NOISE", "IFU.5.MASK"), result.hdus().stream().map(Hdu::name).toList());
		for (int ifu = 4; ifu <= 5; ifu++) {
			Cube a = Operands.cube(1 + ifu, 1, "");
			Cube b = Operands.cube(20 + ifu, 1, "");
			Cube c = result.readCube("IFU." + ifu);
			for (int i = 0; i < Operands.SIZE; i++) {
				float expected = (float) a.values().at(i) - (float) b.values().at(i);
				assertEquals(expected, (float) c.values().at(i));
				if (!Float.isNaN(expected)) {
					double variance = a.variance().orElseThrow().at(i) + b.variance().orElseThrow().at(i);
					assertEquals(variance, c.variance().orElseThrow().at(i), 1e-6 * variance);
				}
				assertEquals(i == 1 + ifu || i == 20 + ifu, c.mask().orElseThrow().has(i, "HOT"));
			}
			assertEquals("adu/s", c.unit());
			assertArrayEquals(Wcs.axis(a.header(), 3, Operands.NZ), Wcs.axis(c.header(), 3, Operands.NZ));
		}
		assertEquals("ARITHMETIC", result.primary().header().text("ESO PRO CATG"));
		assertTrue(context.value("median", "IFU.4.DATA").isPresent());
	}

	@Test
	void oneSpectrumServesAllIfus() throws ActorException, IOException, InterruptedException {
		Path cubes = file("cubes", path -> Operands.cubes(path, 1, 3, 4, 5));
		// a grid that is off by less than 1/100 pixel
		Path spectrum = file("spectrum", path -> Operands.spectrum(path, 2, 1.200004, 0.001));
		Outcome.Ok<KmosArithmetic.Outputs> outcome = run("/", List.of(), cubes, spectrum);
		assertEquals(List.of(), outcome.caveats());
		FitsFile result = FitsFile.open(outcome.outputs().result().path());
		float[] divisor = Operands.values(2, Operands.NZ, 1);
		double[] variances = Operands.variances(2, Operands.NZ, 1);
		Cube a = Operands.cube(5, 1, "");
		Cube c = result.readCube("IFU.4");
		for (int i = 0; i < Operands.SIZE; i++) {
			double b = divisor[i / Operands.PLANE];
			double expected = a.values().at(i) / b;
			double variance = (a.variance().orElseThrow().at(i)
					+ expected * expected * variances[i / Operands.PLANE]) / (b * b);
			assertEquals(Double.isNaN(expected), Double.isNaN(c.values().at(i)));
			if (!Double.isNaN(expected)) {
				assertEquals(expected, c.values().at(i), 2e-7 * Math.abs(expected));
				assertEquals(variance, c.variance().orElseThrow().at(i), 1e-6 * variance);
			}
		}
		assertEquals("", c.unit());
	}

	@Test
	void otherWavelengthsAreRefused() throws IOException {
		Path cubes = file("cubes", path -> Operands.cubes(path, 1, 3, 4));
		refused(Kind.DATA, ArithmeticMessage.GRIDS_DIFFER, "/", List.of(), cubes,
				file("shifted", path -> Operands.spectrum(path, 2, 1.20002, 0.001)));
		refused(Kind.DATA, ArithmeticMessage.GRIDS_DIFFER, "/", List.of(), cubes,
				file("stretched", path -> Operands.spectrum(path, 2, 1.2, 0.001002)));
		refused(Kind.DATA, ArithmeticMessage.GRIDS_DIFFER, "/", List.of(), cubes, file("air", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.image("S", Operands.wavelengths(1, 1.2, 0.001).with("CTYPE1", "AWAV"), "",
						new float[Operands.NZ], Operands.NZ);
				writer.commit();
			}
		}));
	}

	@Test
	void wavelengthsInAnotherUnitAreTheSame() throws ActorException, IOException, InterruptedException {
		Path cube = cube("cube", "adu", false);
		Path angstrom = file("angstrom", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.image("S", Operands.wavelengths(1, 12_000, 10).with("CUNIT1", "Angstrom"), "",
						Operands.values(3, Operands.NZ, 1), Operands.NZ);
				writer.commit();
			}
		});
		assertEquals(List.of(), caveats(run("*", List.of(), cube, angstrom)));
		Path bare = file("bare", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.image("S", FitsHeader.EMPTY, "", Operands.values(3, Operands.NZ, 1), Operands.NZ);
				writer.commit();
			}
		});
		assertEquals(List.of(ArithmeticMessage.GRID_UNKNOWN.id()), caveats(run("*", List.of(), cube, bare)));
	}

	@Test
	void unitsAreCombined() throws ActorException, IOException, InterruptedException {
		Path flux = cube("flux", "adu/s", true);
		Path time = cube("time", "s", true);
		assertEquals("adu", unit(run("*", List.of(), flux, time)));
		assertEquals("", unit(run("/", List.of(), flux, flux)));
		assertEquals("adu**2/s**2", unit(run("^", List.of(2.0), flux)));
		assertEquals("adu/s", unit(run("/", List.of(3.0), flux)));
		assertEquals("adu/s", unit(run("+", List.of(), flux, cube("same", "ADU s-1", true))));
		Outcome.Ok<KmosArithmetic.Outputs> mixed = run("+", List.of(), flux, time);
		assertEquals("adu/s", unit(mixed));
		assertEquals(List.of(ArithmeticMessage.UNITS_DIFFER.id()), caveats(mixed));
		Outcome.Ok<KmosArithmetic.Outputs> unknown = run("*", List.of(), flux, cube("strange", "3 §", true));
		assertEquals("", unit(unknown));
		assertEquals(List.of(ArithmeticMessage.UNIT_UNKNOWN.id()), caveats(unknown));
	}

	private static String unit(Outcome.Ok<KmosArithmetic.Outputs> outcome) throws IOException {
		return FitsFile.open(outcome.outputs().result().path()).readCube("IFU.7").unit();
	}

	@Test
	void noiseNeedsBothOperands() throws ActorException, IOException, InterruptedException {
		Path with = cube("with", "adu", true);
		Path without = cube("without", "adu", false);
		Outcome.Ok<KmosArithmetic.Outputs> outcome = run("+", List.of(), with, without);
		assertEquals(List.of(ArithmeticMessage.NOISE_DROPPED.id()), caveats(outcome));
		assertTrue(FitsFile.open(outcome.outputs().result().path()).readCube("IFU.7").variance().isEmpty());
		assertTrue(result("*", List.of(2.0), with).readCube("IFU.7").variance().isPresent());
		assertFalse(result("*", List.of(2.0), without).readCube("IFU.7").variance().isPresent());
	}

	@Test
	void anEmptyPartnerGivesAnEmptyResultAndACaveat() throws ActorException, IOException, InterruptedException {
		Path first = file("first", path -> Operands.cubes(path, 1, 3, 4, 5));
		Path other = file("other", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.cube("IFU.3", Operands.cube(1, 1, "adu/s"));
				writer.empty("IFU.4.DATA", FitsHeader.EMPTY);
				writer.cube("IFU.5", Operands.cube(2, 1, "adu/s"));
				writer.commit();
			}
		});
		Outcome.Ok<KmosArithmetic.Outputs> outcome = run("+", List.of(), first, other);
		assertEquals(List.of(ArithmeticMessage.PARTNER_EMPTY.id()), caveats(outcome));
		FitsFile result = FitsFile.open(outcome.outputs().result().path());
		assertFalse(result.hdu("IFU.4.DATA").hasImage());
		assertTrue(result.hdu("IFU.5.DATA").hasImage());
	}

	@Test
	void operandsThatDoNotBelongTogetherAreRefused() throws IOException {
		Path three = file("three", path -> Operands.cubes(path, 1, 3, 4, 5));
		Path two = file("two", path -> Operands.cubes(path, 1, 3, 4));
		Path others = file("others", path -> Operands.cubes(path, 1, 3, 4, 6));
		refused(Kind.DATA, ArithmeticMessage.COUNT, "+", List.of(), three, two);
		refused(Kind.DATA, ArithmeticMessage.IFUS_DIFFER, "+", List.of(), three, others);
		refused(Kind.USER, ArithmeticMessage.OPERAND_MISSING, "+", List.of(), three);
		refused(Kind.USER, ArithmeticMessage.OPERAND_TWICE, "+", List.of(1.0), three, three);
		refused(Kind.USER, ArithmeticMessage.POWER_OF_FILE, "^", List.of(), three, three);
		refused(Kind.DATA, ArithmeticMessage.SHAPES, "+", List.of(), cube("cube", "", false), file("image", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.image("IMAGE", FitsHeader.EMPTY, "", new float[Operands.PLANE], Operands.NY, Operands.NX);
				writer.commit();
			}
		}));
		refused(Kind.DATA, ArithmeticMessage.NOTHING, "+", List.of(1.0), file("empty", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.empty("IFU.1.DATA", FitsHeader.EMPTY);
				writer.commit();
			}
		}));
		assertThrows(IllegalArgumentException.class, () -> new KmosArithmetic.Parameters("%", List.of()));
		assertThrows(IllegalArgumentException.class, () -> new KmosArithmetic.Parameters("+", List.of(1.0, 2.0)));
	}

	@Test
	void planRefusesWhatCannotBeAndPredictsTheRest() throws ActorException {
		var file = new ProductDescription("", Keywords.NONE.with("OBJECT", "x"));
		var nothing = new Plan(List.of(), ResourceEstimate.UNKNOWN);
		var alone = new PlanInput(Map.of("first", List.of(file)), nothing);
		var both = new PlanInput(Map.of("first", List.of(file), "second", List.of(file)), nothing);
		var none = new KmosArithmetic.Parameters("+", List.of());
		var one = new KmosArithmetic.Parameters("+", List.of(1.0));
		assertThrows(ActorException.class, () -> new KmosArithmetic().plan(none, alone));
		assertThrows(ActorException.class, () -> new KmosArithmetic().plan(one, both));
		ProductDescription predicted = new KmosArithmetic().plan(one, alone).products().getFirst().description();
		assertEquals("ARITHMETIC", predicted.category());
		assertEquals("x", predicted.keywords().text("OBJECT").orElseThrow());
		assertEquals("ARITHMETIC",
				new KmosArithmetic().plan(none, both).products().getFirst().description().category());
	}

	@Test
	void theRealCubeKeepsItsWorldCoordinates() throws ActorException, IOException, InterruptedException {
		Path real = TestData.require("real/kmos/ecdfsf3_ifu22.fits");
		Hdu original = FitsFile.open(real).hdus().get(1);
		FitsFile doubled = result("*", List.of(2.0), real);
		Hdu data = doubled.hdus().get(1);
		assertArrayEquals(SkyWcs.of(original.header()).toSky(15, 1), SkyWcs.of(data.header()).toSky(15, 1), 1e-9);
		assertArrayEquals(Wcs.wavelengthsMicron(original.header(), 3, 2048),
				Wcs.wavelengthsMicron(data.header(), 3, 2048));
		Pixels before = Pixels.of(original.readFloats());
		Pixels after = Pixels.of(data.readFloats());
		for (int i = 0; i < before.length(); i++) {
			double expected = before.at(i) == 0 ? Double.NaN : 2 * before.at(i);
			assertEquals(expected, after.at(i));
		}
	}
}
