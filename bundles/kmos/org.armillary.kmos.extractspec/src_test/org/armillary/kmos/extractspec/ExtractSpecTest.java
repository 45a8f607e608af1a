package org.armillary.kmos.extractspec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.Cube;
import org.armillary.data.FitsHeader;
import org.armillary.data.Pixels;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.extractspec.ExtractSpec.RegionType;
import org.armillary.kmos.extractspec.ExtractSpec.Statistic;
import org.armillary.testkit.TestContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractSpecTest {

	@TempDir
	private Path folder;

	private TestContext context;

	@BeforeEach
	void makeContext() throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new ExtractSpec()).descriptor(), folder.resolve("job"));
	}

	@Test
	void aWideCircleHoldsTheWholeFluxWithItsNoise() throws Exception {
		FitsFile product = open(run(parameters(RegionType.APERTURE, 5.5), FitsHeader.EMPTY));
		assertEquals(List.of("PRIMARY", "IFU.1.DATA", "IFU.1.NOISE", "IFU.2.DATA", "IFU.2.NOISE", "IFU.3.DATA"),
				product.hdus().stream().map(Hdu::name).toList());
		float[] flux = product.hdu("IFU.1.DATA").readFloats();
		float[] noise = product.hdu("IFU.1.NOISE").readFloats();
		Region circle = Region.circle(TestCubes.SIDE, TestCubes.SIDE, TestCubes.X, TestCubes.Y, 5.5);
		double squares = 0;
		for (double weight : circle.weights()) {
			squares += weight * weight;
		}
		double chiSquare = 0;
		for (int z = 0; z < TestCubes.NZ; z++) {
			assertEquals(TestCubes.NOISE * Math.sqrt(squares), noise[z], 1e-4);
			chiSquare += Math.pow((flux[z] - TestCubes.FLUX) / noise[z], 2);
		}
		assertTrue(chiSquare > 15 && chiSquare < 80, "chi-square " + chiSquare + " of 41 planes");
		assertFalse(product.hdu("IFU.2.DATA").hasImage());
	}

	@Test
	void theMeanIsTheSumPerSpaxel() throws Exception {
		float[] sum = open(run(parameters(RegionType.BOX, 3), FitsHeader.EMPTY)).hdu("IFU.3.DATA").readFloats();
		makeContext("mean");
		var mean = new ExtractSpec.Parameters(List.of(), RegionType.BOX, List.of(TestCubes.X, TestCubes.Y), 3,
				List.of(5.0, 5.0), Statistic.MEAN, 0.5, "", List.of(), false);
		float[] means = open(run(mean, FitsHeader.EMPTY)).hdu("IFU.3.DATA").readFloats();
		for (int z = 0; z < TestCubes.NZ; z++) {
			assertEquals(sum[z] / 25, means[z], 1e-5 * sum[z]);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void correlatedNoiseRaisesThatOfTheSum(boolean inHeader) throws Exception {
		float[] plain = open(run(parameters(RegionType.BOX, 3), FitsHeader.EMPTY)).hdu("IFU.1.NOISE").readFloats();
		makeContext("correlated");
		FitsHeader header = inHeader
				? FitsHeader.EMPTY.with("ESO PRO NOISE CORR A", 1.2).with("ESO PRO NOISE CORR B", 0.7)
				: FitsHeader.EMPTY;
		var parameters = new ExtractSpec.Parameters(List.of(), RegionType.BOX, List.of(TestCubes.X, TestCubes.Y), 3,
				List.of(5.0, 5.0), Statistic.SUM, 0.5, "", inHeader ? List.of() : List.of(1.2, 0.7), false);
		FitsFile product = open(run(parameters, header));
		double factor = product.hdu("IFU.1.DATA").header().real("ESO PRO EXTRACT CORR");
		// a box of 5 x 5 at a broken position has between 25 and 30 effective spaxels
		assertTrue(factor > 1.2 + 0.7 * Math.log10(5) && factor < 1.2 + 0.7 * Math.log10(5.5), "factor " + factor);
		assertEquals(factor * plain[3], product.hdu("IFU.1.NOISE").readFloats()[3], 1e-4);
	}

	@Test
	void optimalWeightsGiveTheFluxWithLessNoise() throws Exception {
		FitsFile product = open(run(parameters(RegionType.OPTIMAL, 3), FitsHeader.EMPTY));
		float[] flux = product.hdu("IFU.1.DATA").readFloats();
		float[] noise = product.hdu("IFU.1.NOISE").readFloats();
		double mean = 0;
		for (float value : flux) {
			mean += value / flux.length;
		}
		assertEquals(TestCubes.FLUX, mean, 0.01 * TestCubes.FLUX);
		// for white noise the variance is noise² / (Σ P² - (Σ P)² / N), with Σ P² = 1 / (4 π σ²) of a Gaussian
		double squares = 1 / (4 * Math.PI * TestCubes.SIGMA * TestCubes.SIGMA) - 1.0 / (13 * 14);
		assertEquals(TestCubes.NOISE / Math.sqrt(squares), noise[5], 0.03 * noise[5]);
	}

	@Test
	void optimalExtractionLeavesTheBackgroundOut() {
		Region profile = Region.of(TestCubes.SIDE, TestCubes.SIDE, TestCubes.profile());
		float[] values = new float[TestCubes.SIDE * TestCubes.SIDE];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (3 + 1000 * profile.weights()[i]);
		}
		values[100] = Float.NaN;
		SpectrumSum sum = SpectrumSum.optimal(Cube.of(1, TestCubes.SIDE, TestCubes.SIDE, values), profile, 0.5);
		assertEquals(1000, sum.flux()[0], 0.01);
	}

	@Test
	void infiniteNoiseIsNoData() {
		float[] values = { 1, 2, 3, 4 };
		var cube = Cube.of(1, 2, 2, values).withVariance(Pixels.of(1, Double.POSITIVE_INFINITY, 1, 1));
		SpectrumSum sum = SpectrumSum.of(cube, Region.box(2, 2, 1.5, 1.5, 2, 2), 0.5, true);
		assertEquals(8.0 / 3, sum.flux()[0], 1e-6);
		assertEquals(1.0 / 3, sum.variance()[0], 1e-6);
	}

	@Test
	void rangesThatMeanNothingAreRefused() {
		var range = new ExtractSpec.Parameters(List.of(), RegionType.BOX, List.of(7.0, 7.0), 2, List.of(5.0, 5.0),
				Statistic.SUM, 0.5, "1.0,1.1", List.of(), false);
		var input = new PlanInput(Map.of(), new Plan(List.of(), ResourceEstimate.UNKNOWN));
		var refusal = assertThrows(ActorException.class, () -> new ExtractSpec().plan(range, input));
		assertEquals(ExtractMessage.RANGE_UNUSED.id(), refusal.explanation().id());
		refused(ExtractMessage.NO_PLANE, new ExtractSpec.Parameters(List.of(), RegionType.OPTIMAL, List.of(7.0, 7.0), 2,
				List.of(5.0, 5.0), Statistic.SUM, 0.5, "3.0,3.1", List.of(), false), Optional.empty());
	}

	@Test
	void theSpectrumKeepsItsWavelengthsAndItsPlaceOnTheSky() throws Exception {
		FitsHeader header = open(run(parameters(RegionType.APERTURE, 2), FitsHeader.EMPTY)).hdu("IFU.1.DATA").header();
		assertEquals("WAVE", header.text("CTYPE1"));
		assertEquals(1.0, header.real("CRVAL1"));
		assertEquals(0.001, header.findReal("CD1_1").orElse(header.findReal("CDELT1").orElse(0)));
		assertFalse(header.contains("CTYPE2") || header.contains("CTYPE3"));
		assertEquals(53 + 0.2 * 5.5e-5, header.real("RA"), 1e-8);
		assertEquals(0.6 * 5.5e-5, header.real("DEC"), 1e-8);
	}

	@Test
	void missingSpaxelsAreStoodForByTheOthers() throws Exception {
		var half = new ExtractSpec.Parameters(List.of("1"), RegionType.BOX, List.of(1.5, 7.0), 3, List.of(2.0, 1.0),
				Statistic.MEAN, 0.5, "", List.of(), false);
		float[] flux = open(run(half, FitsHeader.EMPTY)).hdu("IFU.1.DATA").readFloats();
		float[] cube = FitsFile.open(folder.resolve("cube.fits")).hdu("IFU.1.DATA").readFloats();
		assertEquals(cube[6 * TestCubes.SIDE + 1], flux[0], 1e-5);
		makeContext("most");
		var most = new ExtractSpec.Parameters(List.of("1"), RegionType.BOX, List.of(1.5, 7.0), 3, List.of(2.0, 1.0),
				Statistic.MEAN, 0.6, "", List.of(), false);
		var outcome = run(most, FitsHeader.EMPTY);
		assertTrue(Float.isNaN(open(outcome).hdu("IFU.1.DATA").readFloats()[0]));
		assertEquals(List.of(ExtractMessage.NO_DATA.id()), outcome.caveats().stream().map(Message::id).toList());
	}

	@Test
	void theRegionIsWrittenIfWanted() throws Exception {
		var parameters = new ExtractSpec.Parameters(List.of("3"), RegionType.APERTURE, List.of(7.0, 7.0), 2,
				List.of(5.0, 5.0), Statistic.SUM, 0.5, "", List.of(), true);
		Path regions = run(parameters, FitsHeader.EMPTY).outputs().regions().orElseThrow().path();
		float[] weights = FitsFile.open(regions).hdu("IFU.3.DATA").readFloats();
		assertEquals(1, weights[6 * TestCubes.SIDE + 6]);
		assertEquals("RA---TAN", FitsFile.open(regions).hdu("IFU.3.DATA").header().text("CTYPE1"));
	}

	@Test
	void impossibleRegionsAreRefused() throws Exception {
		var outside = new ExtractSpec.Parameters(List.of(), RegionType.APERTURE, List.of(40.0, 7.0), 2,
				List.of(5.0, 5.0), Statistic.SUM, 0.5, "", List.of(), false);
		refused(ExtractMessage.REGION_EMPTY, outside, Optional.empty());
		Path mask = folder.resolve("mask.fits");
		TestCubes.mask(mask, 2, TestCubes.SIDE);
		refused(ExtractMessage.MASK_VALUE, parameters(RegionType.MASK, 1), Optional.of(mask));
		TestCubes.mask(mask, 1, 20);
		refused(ExtractMessage.MASK_DIMENSIONS, parameters(RegionType.MASK, 1), Optional.of(mask));
		var negative = new ExtractSpec.Parameters(List.of(), RegionType.BOX, List.of(7.0, 7.0), 2, List.of(5.0, 5.0),
				Statistic.SUM, 0.5, "", List.of(0.1, -2.0), false);
		refused(ExtractMessage.COVARIANCE, negative, Optional.empty());
	}

	@Test
	void aRegionOverTheEdgeIsTold() throws Exception {
		var outcome = run(new ExtractSpec.Parameters(List.of("1"), RegionType.APERTURE, List.of(13.0, 7.0), 3,
				List.of(5.0, 5.0), Statistic.SUM, 0.5, "", List.of(), false), FitsHeader.EMPTY);
		assertEquals(List.of(ExtractMessage.REGION_CUT.id()), outcome.caveats().stream().map(Message::id).toList());
	}

	@Test
	void aCubeWithoutASourceHasNoOptimalSpectrum() throws Exception {
		Path flat = folder.resolve("flat.fits");
		float[] level = new float[TestCubes.SIDE * TestCubes.SIDE * 3];
		Arrays.fill(level, 4);
		try (FitsWriter writer = FitsWriter.create(flat)) {
			writer.image("IFU.1.DATA", FitsHeader.EMPTY, "", level, TestCubes.SIDE, TestCubes.SIDE, 3);
			writer.commit();
		}
		var inputs = new ExtractSpec.Inputs(product(flat), Optional.empty());
		var refusal = assertThrows(ActorException.class,
				() -> new ExtractSpec().run(parameters(RegionType.OPTIMAL, 3), inputs, context));
		assertEquals(ExtractMessage.NO_SPECTRUM.id(), refusal.explanation().id());
	}

	@Test
	void coordinatesThatMakeNoSenseCostThePlaceAlone() throws Exception {
		var outcome = run(parameters(RegionType.BOX, 3),
				FitsHeader.EMPTY.with("CD1_1", 0.0).with("CD2_2", 0.0));
		assertTrue(outcome.caveats().stream().map(Message::id).allMatch(ExtractMessage.NO_SKY.id()::equals));
		assertEquals(2, outcome.caveats().size());
		assertFalse(open(outcome).hdu("IFU.1.DATA").header().contains("RA"));
	}

	@Test
	void flaggedSpaxelsTakeNoPartInTheProfile() throws Exception {
		Path cubes = folder.resolve("flagged.fits");
		float[] values = new float[TestCubes.SIDE * TestCubes.SIDE];
		short[] flags = new short[values.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (1000 * TestCubes.profile()[i]);
			boolean corner = i % TestCubes.SIDE < 3 && i / TestCubes.SIDE < 3;
			values[i] = corner ? 1e6f : values[i];
			flags[i] = (short) (corner ? 1 : 0);
		}
		try (FitsWriter writer = FitsWriter.create(cubes)) {
			writer.image("IFU.1.DATA", FitsHeader.EMPTY, "", values, TestCubes.SIDE, TestCubes.SIDE, 1);
			writer.image("IFU.1.MASK", FitsHeader.EMPTY.with("FLAG0", "BAD"), "", flags, TestCubes.SIDE, TestCubes.SIDE,
					1);
			writer.commit();
		}
		var outcome = (Outcome.Ok<ExtractSpec.Outputs>) new ExtractSpec().run(parameters(RegionType.OPTIMAL, 3),
				new ExtractSpec.Inputs(product(cubes), Optional.empty()), context);
		assertEquals(1000, open(outcome).hdu("IFU.1.DATA").readFloats()[0], 20);
	}

	@Test
	void maskAndRegionMustFit() {
		planRefused(ExtractMessage.MASK_MISSING, RegionType.MASK, List.of());
		planRefused(ExtractMessage.MASK_UNUSED, RegionType.BOX,
				List.of(new ProductDescription("MASK", Keywords.NONE)));
	}

	private void planRefused(MessageTemplate message, RegionType region, List<ProductDescription> masks) {
		var input = new PlanInput(Map.of("mask", masks), new Plan(List.of(), ResourceEstimate.UNKNOWN));
		var refusal = assertThrows(ActorException.class, () -> new ExtractSpec().plan(parameters(region, 1), input));
		assertEquals(message.id(), refusal.explanation().id());
	}

	private static ExtractSpec.Parameters parameters(RegionType region, double radius) {
		return new ExtractSpec.Parameters(List.of(), region, List.of(TestCubes.X, TestCubes.Y), radius,
				List.of(5.0, 5.0), Statistic.SUM, 0.5, "", List.of(), false);
	}

	private void makeContext(String name) throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new ExtractSpec()).descriptor(), folder.resolve(name));
	}

	private Outcome.Ok<ExtractSpec.Outputs> run(ExtractSpec.Parameters parameters, FitsHeader keywords)
			throws ActorException, IOException, InterruptedException {
		return run(parameters, keywords, Optional.empty());
	}

	private Outcome.Ok<ExtractSpec.Outputs> run(ExtractSpec.Parameters parameters, FitsHeader keywords,
			Optional<Path> mask) throws ActorException, IOException, InterruptedException {
		Path cubes = folder.resolve("cube.fits");
		TestCubes.write(cubes, 17, keywords);
		var inputs = new ExtractSpec.Inputs(product(cubes), mask.map(ExtractSpecTest::product));
		return (Outcome.Ok<ExtractSpec.Outputs>) new ExtractSpec().run(parameters, inputs, context);
	}

	private static ProductFile product(Path file) {
		return new ProductFile(file, new ProductDescription("", Keywords.NONE));
	}

	private static FitsFile open(Outcome.Ok<ExtractSpec.Outputs> outcome) throws IOException {
		return FitsFile.open(outcome.outputs().spectra().path());
	}

	private void refused(MessageTemplate message, ExtractSpec.Parameters parameters, Optional<Path> mask) {
		var refusal = assertThrows(ActorException.class, () -> run(parameters, FitsHeader.EMPTY, mask));
		assertEquals(message.id(), refusal.explanation().id());
	}
}
