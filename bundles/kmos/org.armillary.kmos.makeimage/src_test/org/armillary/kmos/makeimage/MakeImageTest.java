package org.armillary.kmos.makeimage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.Cube;
import org.armillary.data.FitsHeader;
import org.armillary.data.Image;
import org.armillary.data.Pixels;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.makeimage.MakeImage.Method;
import org.armillary.numerics.combination.CombineMethod;
import org.armillary.numerics.combination.CombineSettings;
import org.armillary.numerics.combination.NoiseRule;
import org.armillary.testkit.TestContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MakeImageTest {

	private static final int SPAXELS = TestCubes.NX * TestCubes.NY;

	@TempDir
	private Path folder;

	private TestContext context;

	@BeforeEach
	void makeContext() throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new MakeImage()).descriptor(), folder.resolve("job"));
	}

	@ParameterizedTest
	@EnumSource
	void everyMethodFindsTheLevelWithinItsNoise(Method method) throws Exception {
		FitsFile product = FitsFile.open(run(parameters("", method), cubes(1), Optional.empty()));
		assertEquals(List.of("PRIMARY", "IFU.1.DATA", "IFU.1.NOISE", "IFU.2.DATA", "IFU.2.NOISE", "IFU.3.DATA"),
				product.hdus().stream().map(Hdu::name).toList());
		float[] image = product.hdu("IFU.1.DATA").readFloats();
		float[] noise = product.hdu("IFU.1.NOISE").readFloats();
		double factor = method == Method.SUM ? TestCubes.NZ : 1;
		double chiSquare = 0;
		for (int spaxel = 0; spaxel < SPAXELS - 1; spaxel++) {
			double pull = (image[spaxel] - factor * (10 + spaxel)) / noise[spaxel];
			assertTrue(Math.abs(pull) < 5, "spaxel " + spaxel + ": pull " + pull);
			chiSquare += pull * pull;
			double least = factor * TestCubes.NOISE / Math.sqrt(TestCubes.NZ);
			assertTrue(noise[spaxel] > 0.99 * least && noise[spaxel] < 1.35 * least, "noise " + noise[spaxel]);
		}
		assertTrue(chiSquare < 65, "chi-square " + chiSquare + " of 29 spaxels");
		assertTrue(Float.isNaN(image[SPAXELS - 1]) && Float.isNaN(noise[SPAXELS - 1]));
		assertFalse(product.hdu("IFU.2.DATA").hasImage());
	}

	@Test
	void onlyThePlanesOfTheRangesCount() throws Exception {
		FitsFile product = FitsFile
				.open(run(parameters("1.0095,1.0125;1.0905,1.0905001;1.0915,1.0925", Method.AVERAGE), cubes(1),
						Optional.empty()));
		assertEquals(4, product.hdu("IFU.1.DATA").header().integer("ESO PRO COLLAPSE PLANES"));
		float[] cube = FitsFile.open(folder.resolve("cube.fits")).hdu("IFU.1.DATA").readFloats();
		double expected = 0;
		for (int z : new int[] { 10, 11, 12, 92 }) {
			expected += cube[z * SPAXELS + 7] / 4.0;
		}
		assertEquals(expected, product.hdu("IFU.1.DATA").readFloats()[7], 1e-5);
	}

	@Test
	void planesOfBrightLinesAreLeftOut() throws Exception {
		Path oh = folder.resolve("oh.fits");
		TestCubes.ohSpectrum(oh, 1);
		run(parameters("", Method.AVERAGE), cubes(1), Optional.of(oh));
		// the line at 1.030 and that at 1.060, each in one plane
		assertEquals(TestCubes.NZ - 2, context.value("planes combined", "IFU.1.DATA").orElseThrow());
		makeContext("higher");
		run(new MakeImage.Parameters(List.of("1"), "", 0.3, Method.AVERAGE, 0.5, 3, 3, 3, 1, 1), cubes(1),
				Optional.of(oh));
		assertEquals(TestCubes.NZ - 1, context.value("planes combined", "IFU.1.DATA").orElseThrow());
	}

	@Test
	void descendingWavelengthsAreNoHindrance() {
		double[] up = new double[101];
		double[] down = new double[101];
		for (int i = 0; i < up.length; i++) {
			up[i] = 1 + 0.001 * i;
			down[100 - i] = up[i];
		}
		double[] emission = new double[101];
		emission[30] = 5;
		double[] reversed = new double[101];
		reversed[70] = 5;
		for (double[] planes : List.of(up, down)) {
			for (SkyLines sky : List.of(new SkyLines("oh", up, emission), new SkyLines("oh", down, reversed))) {
				boolean[] bright = assertDoesNotThrow(() -> sky.bright(planes, 0.7));
				for (int z = 0; z < bright.length; z++) {
					assertEquals(Math.abs(planes[z] - 1.03) < 1e-9, bright[z], "plane at " + planes[z]);
				}
			}
		}
	}

	@Test
	void oneAbsurdValueDoesNotSpoilTheNoise() {
		float[] values = new float[200];
		double[] variances = new double[200];
		for (int i = 0; i < values.length; i++) {
			values[i] = 5 + i % 3;
			variances[i] = 0.25;
		}
		values[17] = 3e38f;
		var cube = Cube.of(100, 1, 2, values).withVariance(Pixels.of(variances));
		int[] planes = IntStream.range(0, 100).toArray();
		Image image = PlaneCombination.combine(cube, planes,
				CombineSettings.of(CombineMethod.KSIGMA).withNoise(NoiseRule.PROPAGATED), 0.5);
		assertEquals(0.25 / 99, image.variance().orElseThrow().at(1), 1e-6);
		assertEquals(0.25 / 100, image.variance().orElseThrow().at(0), 1e-6);
	}

	@Test
	void theWorldCoordinatesOfTheFieldStay() throws Exception {
		FitsHeader header = FitsFile.open(run(parameters("", Method.MEDIAN), cubes(1), Optional.empty()))
				.hdu("IFU.3.DATA").header();
		assertEquals("RA---TAN", header.text("CTYPE1"));
		assertEquals(-5.5e-5, header.real("CD1_1"));
		assertFalse(header.contains("CTYPE3") || header.contains("CRVAL3") || header.contains("CD3_3"));
		assertEquals("adu/s", header.text("BUNIT"));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1e-19, 1e15 })
	void tinyAndHugeFluxesKeepTheirDigits(double scale) throws Exception {
		float[] expected = FitsFile.open(run(parameters("", Method.KSIGMA), cubes(1), Optional.empty()))
				.hdu("IFU.1.NOISE").readFloats();
		makeContext("scaled");
		FitsFile product = FitsFile.open(run(parameters("", Method.KSIGMA), cubes(scale), Optional.empty()));
		float[] noise = product.hdu("IFU.1.NOISE").readFloats();
		for (int spaxel = 0; spaxel < SPAXELS - 1; spaxel++) {
			assertEquals(expected[spaxel], noise[spaxel] / scale, 1e-4 * expected[spaxel]);
		}
	}

	@Test
	void impossibleWishesAreRefused() throws Exception {
		Path cubes = cubes(1);
		Path oh = folder.resolve("oh.fits");
		TestCubes.ohSpectrum(oh, 2);
		refused(MakeImageMessage.NO_PLANE, parameters("2.0,2.1", Method.MEDIAN), cubes, Optional.empty());
		refused(MakeImageMessage.SKY_ELSEWHERE, parameters("", Method.MEDIAN), cubes, Optional.of(oh));
		TestCubes.ohSpectrum(oh, 1);
		refused(MakeImageMessage.ALL_SKY, parameters("1.0299,1.0301", Method.MEDIAN), cubes, Optional.of(oh));
		refused(MakeImageMessage.FEW_PLANES, parameters("1.0295,1.0315", Method.MIN_MAX), cubes, Optional.empty());
		refused(KmosMessage.EXTENSION_UNKNOWN,
				new MakeImage.Parameters(List.of("IFU.9"), "", 0.1, Method.MEDIAN, 0.5, 3, 3, 3, 1, 1), cubes,
				Optional.empty());
	}

	@Test
	void aFileOfUnusedIfusIsNoWork() throws Exception {
		Path file = folder.resolve("empty.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.empty("IFU.1.DATA", FitsHeader.EMPTY);
			writer.commit();
		}
		assertInstanceOf(Outcome.NoWork.class, new MakeImage().run(parameters("", Method.MEDIAN),
				new MakeImage.Inputs(product(file), Optional.empty()), context));
	}

	@Test
	void rangesBeyondTheCubeAndImagesOfNothingAreTold() throws Exception {
		assertEquals(List.of(MakeImageMessage.RANGE_CUT.id(), MakeImageMessage.RANGE_CUT.id()),
				caveats(parameters("1.05,1.3", Method.AVERAGE), cubes(1)));
		Path blank = folder.resolve("blank.fits");
		float[] nothing = new float[8];
		Arrays.fill(nothing, Float.NaN);
		try (FitsWriter writer = FitsWriter.create(blank)) {
			writer.image("IFU.1.DATA", TestCubes.wcs(), "", nothing, 2, 2, 2);
			writer.commit();
		}
		makeContext("blank");
		assertEquals(List.of(MakeImageMessage.NO_DATA.id()), caveats(parameters("", Method.AVERAGE), blank));
	}

	@Test
	void spaxelsWithoutEnoughPlanesAreNaN() {
		float[] values = { 1, 2, 1, Float.NaN, 1, Float.NaN, 1, Float.NaN };
		Image image = PlaneCombination.combine(Cube.of(4, 1, 2, values), new int[] { 0, 1, 2, 3 },
				CombineSettings.of(CombineMethod.AVERAGE), 0.5);
		assertEquals(1, image.at(0, 0));
		assertTrue(Double.isNaN(image.at(0, 1)));
		image = PlaneCombination.combine(Cube.of(4, 1, 2, values), new int[] { 0, 1, 2, 3 },
				CombineSettings.of(CombineMethod.AVERAGE), 0.25);
		assertEquals(2, image.at(0, 1));
	}

	private List<String> caveats(MakeImage.Parameters parameters, Path cubes) throws Exception {
		var inputs = new MakeImage.Inputs(product(cubes), Optional.empty());
		var outcome = (Outcome.Ok<MakeImage.Outputs>) new MakeImage().run(parameters, inputs, context);
		return outcome.caveats().stream().map(caveat -> caveat.id()).toList();
	}

	private Path cubes(double scale) throws IOException {
		Path file = folder.resolve("cube.fits");
		TestCubes.write(file, 11, scale);
		return file;
	}

	private static MakeImage.Parameters parameters(String range, Method method) {
		return new MakeImage.Parameters(List.of(), range, 0.1, method, 0.5, 3, 3, 3, 1, 1);
	}

	private void makeContext(String name) throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new MakeImage()).descriptor(), folder.resolve(name));
	}

	private static ProductFile product(Path file) {
		return new ProductFile(file, new ProductDescription("", Keywords.NONE));
	}

	private Path run(MakeImage.Parameters parameters, Path cubes, Optional<Path> oh)
			throws ActorException, IOException, InterruptedException {
		var inputs = new MakeImage.Inputs(product(cubes), oh.map(MakeImageTest::product));
		var outcome = (Outcome.Ok<MakeImage.Outputs>) new MakeImage().run(parameters, inputs, context);
		return outcome.outputs().images().path();
	}

	private void refused(MessageTemplate message, MakeImage.Parameters parameters, Path cubes, Optional<Path> oh) {
		var refusal = assertThrows(ActorException.class, () -> run(parameters, cubes, oh));
		assertEquals(message.id(), refusal.explanation().id());
	}
}
