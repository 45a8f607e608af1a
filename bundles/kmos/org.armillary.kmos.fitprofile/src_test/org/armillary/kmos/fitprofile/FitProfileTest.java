package org.armillary.kmos.fitprofile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.SkyWcs;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.fitprofile.FitProfile.Ground;
import org.armillary.kmos.fitprofile.FitProfile.Method;
import org.armillary.kmos.fitprofile.FitProfile.Parameters;
import org.armillary.kmos.fitprofile.FitProfile.Peak;
import org.armillary.kmos.fitprofile.FitProfile.RangeUnit;
import org.armillary.testkit.TestContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitProfileTest {

	private static final Parameters LINE = line("", RangeUnit.WAVELENGTH);
	private static final Parameters SOURCE = image("");
	private static final double CENTRE_MICRON = TestFrames.FIRST_MICRON + TestFrames.STEP_MICRON * TestFrames.CENTRE;
	private static final double SIGMA_MICRON = TestFrames.STEP_MICRON * TestFrames.SIGMA;

	@TempDir
	private Path folder;

	private TestContext context;

	@BeforeEach
	void makeContext() throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new FitProfile()).descriptor(), folder.resolve("job"));
	}

	/** Writes a file. */
	@FunctionalInterface
	private interface Content {
		void write(FitsWriter writer) throws IOException;
	}

	private static Parameters line(String range, RangeUnit unit) {
		return new Parameters(List.of(), Method.GAUSS, Ground.LINEAR, range, unit, Peak.AUTOMATIC);
	}

	private static Parameters image(String range) {
		return new Parameters(List.of(), Method.GAUSS, Ground.CONSTANT, range, RangeUnit.WAVELENGTH, Peak.AUTOMATIC);
	}

	private Path file(Content content) throws IOException {
		Path file = folder.resolve("input.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			content.write(writer);
			writer.commit();
		}
		return file;
	}

	private Outcome<FitProfile.Outputs> outcome(Parameters parameters, Path file)
			throws ActorException, IOException, InterruptedException {
		var input = new ProductFile(file, new ProductDescription("", Keywords.NONE));
		return new FitProfile().run(parameters, new FitProfile.Inputs(input), context);
	}

	private Outcome.Ok<FitProfile.Outputs> run(Parameters parameters, Path file)
			throws ActorException, IOException, InterruptedException {
		return (Outcome.Ok<FitProfile.Outputs>) outcome(parameters, file);
	}

	private static Table table(Outcome.Ok<FitProfile.Outputs> outcome) throws FitsException {
		return FitsFile.open(outcome.outputs().profile().path()).hdu(FitTable.NAME).readTable();
	}

	private static List<String> ids(Outcome.Ok<FitProfile.Outputs> outcome) {
		return outcome.caveats().stream().map(Message::id).toList();
	}

	private void refused(Kind kind, MessageTemplate message, Parameters parameters, Path file) {
		ActorException refusal = assertThrows(ActorException.class, () -> outcome(parameters, file));
		assertEquals(message.id(), refusal.explanation().id());
		assertEquals(kind, refusal.kind());
	}

	/** Asserts that a value in the table lies within 4.5 of its errors from the truth, and that the error is that expected. */
	private static void within(Table table, int row, String column, double truth, double error) throws FitsException {
		double claimed = table.reals(column + "_error").at(row);
		assertEquals(truth, table.reals(column).at(row), 4.5 * claimed, column);
		assertEquals(1, claimed / error, 0.25, column + "_error");
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 50, 700 })
	void linesAreRecoveredWithTheirErrors(long seed) throws ActorException, IOException, InterruptedException {
		Path file = folder.resolve("spectra.fits");
		TestFrames.spectra(file, seed, 3);
		Outcome.Ok<FitProfile.Outputs> outcome = run(line("1.285,1.31", RangeUnit.WAVELENGTH), file);
		assertEquals(List.of(FitProfileMessage.EMPTY.id(), FitProfileMessage.FAILED.id()), ids(outcome));
		Table table = table(outcome);
		assertEquals(5, table.rows());
		// errors of a Gaussian in white noise (Landman, Roussel-Dupre & Tanigawa 1982)
		double noise = 3e-18;
		double precision = noise / TestFrames.AMPLITUDE / Math.sqrt(TestFrames.SIGMA);
		double centreError = Math.sqrt(2 / Math.sqrt(Math.PI)) * precision * SIGMA_MICRON;
		for (int row = 0; row < 3; row++) {
			assertTrue(table.logicals("converged").at(row));
			assertEquals(row + 1, table.integers("ifu").at(row));
			within(table, row, "centre", CENTRE_MICRON, centreError);
			within(table, row, "centre_pixel", TestFrames.CENTRE + 1, centreError / TestFrames.STEP_MICRON);
			within(table, row, "sigma", SIGMA_MICRON, centreError);
			double sign = row % 2 == 0 ? 1 : -1;
			within(table, row, "amplitude", sign * TestFrames.AMPLITUDE,
					Math.sqrt(3 / (2 * Math.sqrt(Math.PI))) * precision * TestFrames.AMPLITUDE);
			double flux = sign * TestFrames.AMPLITUDE * SIGMA_MICRON * Math.sqrt(2 * Math.PI);
			assertEquals(flux, table.reals("flux").at(row), 4.5 * table.reals("flux_error").at(row));
			assertEquals(299_792.458 * table.reals("fwhm").at(row) / table.reals("centre").at(row),
					table.reals("fwhm_velocity").at(row), 1e-6);
			assertEquals(1, table.reals("reduced_chi_square").at(row), 0.5);
			assertEquals(138, table.integers("degrees_of_freedom").at(row), 6);
			assertTrue(table.logicals("errors_known").at(row));
			int size = 5;
			assertEquals(table.reals("centre_error").at(row), Math.sqrt(table.reals("covariance").at(row, 0)), 1e-12);
			assertEquals(table.reals("fwhm_error").at(row), Math.sqrt(table.reals("covariance").at(row, size + 1)),
					1e-12);
		}
		for (int row = 3; row < 5; row++) {
			assertFalse(table.logicals("converged").at(row));
			assertTrue(Double.isNaN(table.reals("centre").at(row)));
			assertTrue(Double.isNaN(table.reals("covariance").at(row, 7)));
		}
		assertEquals("W/m**2", table.reals("flux").unit().replace(" m**-2", "/m**2"));
		assertEquals("um", table.reals("centre").unit());
		assertEquals("centre", table.header().text("ESO PRO FIT PAR1"));
		assertEquals(table.reals("centre").at(0), context.value("centre", "IFU.1.DATA").orElseThrow());
		assertEquals(table.reals("sigma_error").at(1), context.value("sigma error", "IFU.2.DATA").orElseThrow());
	}

	@Test
	void profileAndResidualsComeAlong() throws ActorException, IOException, InterruptedException {
		Path file = folder.resolve("spectra.fits");
		TestFrames.spectra(file, 4, 1);
		FitsFile product = FitsFile
				.open(run(line("1.285,1.31", RangeUnit.WAVELENGTH), file).outputs().profile().path());
		float[] data = FitsFile.open(file).hdu("IFU.1.DATA").readFloats();
		float[] model = product.hdu("IFU.1.MODEL").readFloats();
		float[] residuals = product.hdu("IFU.1.RESIDUAL").readFloats();
		assertEquals(TestFrames.LENGTH, model.length);
		assertTrue(Float.isNaN(model[0]) && Float.isNaN(residuals[0]));
		for (int i = 90; i < 220; i++) {
			assertEquals(data[i], model[i] + residuals[i], 1e-22);
			double distance = (i - TestFrames.CENTRE) / TestFrames.SIGMA;
			double truth = 2e-17 + 1e-20 * i + TestFrames.AMPLITUDE * Math.exp(-distance * distance / 2);
			assertEquals(truth, model[i], 1e-17);
		}
		FitsHeader header = product.hdu("IFU.1.MODEL").header();
		assertEquals(TestFrames.FIRST_MICRON, header.real("CRVAL1"), 1e-12);
		assertEquals("W/m2/um", header.text("BUNIT"));
		assertFalse(product.hdu("IFU.2.MODEL").hasImage());
		assertEquals("FIT_PROFILE", product.primary().header().text("ESO PRO CATG"));
		assertEquals("YJ", product.primary().header().text("ESO INS GRAT1 ID"));
	}

	@Test
	void theRangeCountsPixelsWhereAskedOrWithoutWavelengths()
			throws ActorException, IOException, InterruptedException {
		Path file = folder.resolve("spectra.fits");
		TestFrames.spectra(file, 6, 1);
		Table inPixels = table(run(line("100,220", RangeUnit.PIXEL), file));
		assertEquals(121, inPixels.integers("points").at(0));
		assertEquals(CENTRE_MICRON, inPixels.reals("centre").at(0), 5e-5);
		float[] values = TestFrames.line(6, 1, TestFrames.noise(3e-18));
		Path plain = file(writer -> writer.image("", FitsHeader.EMPTY, "adu", values, TestFrames.LENGTH));
		Outcome.Ok<FitProfile.Outputs> outcome = run(line("100,220", RangeUnit.WAVELENGTH), plain);
		assertEquals(List.of(FitProfileMessage.NO_WAVELENGTH.id(), FitProfileMessage.NOISE_ESTIMATED.id()),
				ids(outcome));
		Table table = table(outcome);
		assertEquals(TestFrames.CENTRE + 1, table.reals("centre_pixel").at(0), 0.5);
		assertTrue(Double.isNaN(table.reals("centre").at(0)));
		assertEquals("adu pixel", table.reals("flux").unit());
		assertEquals("adu/pixel", table.reals("slope").unit());
		refused(Kind.USER, FitProfileMessage.RANGE_OUTSIDE, line("1.285,1.31", RangeUnit.WAVELENGTH), plain);
	}

	@Test
	void descendingWavelengthsGiveTheSameLine() throws ActorException, IOException, InterruptedException {
		float[] values = TestFrames.line(6, 1, TestFrames.noise(3e-18));
		float[] turned = new float[values.length];
		for (int i = 0; i < values.length; i++) {
			turned[i] = values[values.length - 1 - i];
		}
		FitsHeader header = TestFrames.wavelengths()
				.with("CRVAL1", TestFrames.FIRST_MICRON + (TestFrames.LENGTH - 1) * TestFrames.STEP_MICRON)
				.with("CDELT1", -TestFrames.STEP_MICRON);
		Path ascending = file(writer -> writer.image("A", TestFrames.wavelengths(), "adu", values, TestFrames.LENGTH));
		Table there = table(run(LINE, ascending));
		Path descending = file(writer -> writer.image("A", header, "adu", turned, TestFrames.LENGTH));
		Table back = table(run(LINE, descending));
		assertEquals(there.reals("centre").at(0), back.reals("centre").at(0), 1e-9);
		assertEquals(TestFrames.LENGTH + 1 - there.reals("centre_pixel").at(0), back.reals("centre_pixel").at(0), 1e-5);
		assertEquals(there.reals("fwhm_pixel").at(0), back.reals("fwhm_pixel").at(0), 1e-5);
	}

	@ParameterizedTest
	@ValueSource(longs = { 3, 40, 900 })
	void sourcesAreRecoveredOnTheSky(long seed) throws ActorException, IOException, InterruptedException {
		Path file = folder.resolve("images.fits");
		TestFrames.images(file, seed, 2);
		for (String range : List.of("", "2,13;2,13")) {
			Outcome.Ok<FitProfile.Outputs> outcome = run(image(range), file);
			assertEquals(List.of(FitProfileMessage.ZERO_BORDER.id(), FitProfileMessage.ZERO_BORDER.id(),
					FitProfileMessage.NOISE_ESTIMATED.id()), ids(outcome));
			Table table = table(outcome);
			for (int row = 0; row < 2; row++) {
				assertTrue(table.logicals("converged").at(row));
				// error of the centre of a Gaussian in white noise: sigma / (S/N) / sqrt(pi) along each axis
				double geometric = Math.sqrt(TestFrames.MAJOR * TestFrames.MINOR);
				double error = Math.sqrt(2 / Math.PI) * 0.3 / 10;
				within(table, row, "x", TestFrames.X + 1, error * TestFrames.MAJOR / geometric);
				within(table, row, "y", TestFrames.Y + 1, error);
				assertEquals(geometric, table.reals("fwhm").at(row), 4.5 * table.reals("fwhm_error").at(row));
				assertEquals(TestFrames.ANGLE, table.reals("angle").at(row), 4.5 * table.reals("angle_error").at(row));
				assertEquals(0.3, table.reals("noise").at(row), 0.06);
				SkyWcs sky = SkyWcs.of(TestFrames.sky());
				double[] place = sky.toSky(table.reals("x").at(row), table.reals("y").at(row));
				assertEquals(place[0], table.reals("ra").at(row), 1e-12);
				assertEquals(place[1], table.reals("dec").at(row), 1e-12);
				assertEquals(table.reals("y_error").at(row) * 0.2 / 3600, table.reals("dec_error").at(row), 1e-10);
				assertEquals(table.reals("x_error").at(row) * 0.2 / 3600 / Math.cos(Math.toRadians(27.74692)),
						table.reals("ra_error").at(row), 1e-10);
				assertEquals(0.2 * table.reals("fwhm").at(row), table.reals("fwhm_sky").at(row), 1e-6);
				// x runs west: from the first axis towards the second is from west towards north
				assertEquals(90 + table.reals("angle").at(row), table.reals("position_angle").at(row), 1e-3);
			}
		}
	}

	@Test
	void theModelOfAPartOfAnImageStandsWhereItBelongs() throws ActorException, IOException, InterruptedException {
		Path file = folder.resolve("images.fits");
		TestFrames.images(file, 8, 1);
		FitsFile product = FitsFile.open(run(image("3,12;4,11"), file).outputs().profile().path());
		float[] model = product.hdu("IFU.1.MODEL").readFloats();
		float[] truth = TestFrames.source(0, 0);
		for (int i = 0; i < model.length; i++) {
			int x = i % TestFrames.NX + 1;
			int y = i / TestFrames.NX + 1;
			boolean inside = x >= 3 && x <= 12 && y >= 4 && y <= 11;
			assertEquals(inside, Float.isFinite(model[i]));
			assertEquals(inside ? truth[i] : Float.NaN, model[i], 1);
		}
	}

	@Test
	void whatCannotBeFittedIsRefused() throws IOException {
		Path cube = file(writer -> writer.image("A", FitsHeader.EMPTY, "", new float[24], 4, 3, 2));
		refused(Kind.DATA, FitProfileMessage.AXES, LINE, cube);
		Path both = file(writer -> {
			writer.image("A", FitsHeader.EMPTY, "", new float[12], 4, 3);
			writer.image("B", FitsHeader.EMPTY, "", new float[12], 12);
		});
		refused(Kind.USER, FitProfileMessage.MIXED, LINE, both);
		Path image = file(writer -> writer.image("A", TestFrames.sky(), "", TestFrames.source(1, 0.1), TestFrames.NX,
				TestFrames.NY));
		refused(Kind.USER, FitProfileMessage.LORENTZ,
				new Parameters(List.of(), Method.LORENTZ, Ground.CONSTANT, "", RangeUnit.PIXEL, Peak.AUTOMATIC), image);
		refused(Kind.USER, FitProfileMessage.RANGE_FORM, image("2,9"), image);
		refused(Kind.USER, FitProfileMessage.RANGE_OUTSIDE, image("2,9;40,50"), image);
		Path constant = file(writer -> writer.image("A", TestFrames.sky(), "", TestFrames.filled(100, 3), 10, 10));
		refused(Kind.DATA, FitProfileMessage.NOTHING_FITTED, SOURCE, constant);
		Path huge = file(writer -> writer.image("A", FitsHeader.EMPTY, "", TestFrames.filled(500 * 500, 3), 500, 500));
		refused(Kind.USER, FitProfileMessage.TOO_LARGE, SOURCE, huge);
		for (String range : List.of("1.2", "1.2,1.1", "a,b", "1,2;3", "-1,2", "1,2,3", "1,NaN")) {
			assertThrows(IllegalArgumentException.class, () -> image(range), range);
		}
	}

	@Test
	void aFileOfUnusedIfusIsNoWork() throws ActorException, IOException, InterruptedException {
		Path empty = file(writer -> writer.empty("IFU.1.DATA", FitsHeader.EMPTY));
		Outcome.NoWork<?> outcome = assertInstanceOf(Outcome.NoWork.class, outcome(LINE, empty));
		assertEquals(FitProfileMessage.ALL_EMPTY.id(), outcome.why().id());
	}

	@Test
	void noiseThatIsZeroEverywhereIsNoNoise() throws ActorException, IOException, InterruptedException {
		Path file = file(writer -> {
			writer.image("DATA", TestFrames.sky(), "adu", TestFrames.source(3, 0.3), TestFrames.NX, TestFrames.NY);
			writer.image("NOISE", TestFrames.sky(), "adu", new float[TestFrames.NX * TestFrames.NY], TestFrames.NX,
					TestFrames.NY);
		});
		Outcome.Ok<FitProfile.Outputs> outcome = run(SOURCE, file);
		assertEquals(List.of(FitProfileMessage.NOISE_ESTIMATED.id()), ids(outcome));
		assertTrue(FitsFile.open(outcome.outputs().profile().path()).find("MODEL").isPresent());
	}

	@Test
	void aSkyThatIsNotUnderstoodDoesNotStopTheFit() throws ActorException, IOException, InterruptedException {
		Path file = file(writer -> writer.image("A", TestFrames.sky().with("CTYPE1", "RA---SIN"), "adu",
				TestFrames.source(3, 0.3), TestFrames.NX, TestFrames.NY));
		Outcome.Ok<FitProfile.Outputs> outcome = run(SOURCE, file);
		assertTrue(ids(outcome).contains(FitProfileMessage.NO_SKY.id()));
		assertTrue(Double.isNaN(table(outcome).reals("ra").at(0)));
		assertEquals(TestFrames.X + 1, table(outcome).reals("x").at(0), 0.3);
	}

	@Test
	void zerosAtTheEndsOfASpectrumAreNoDataAndOthersAreData()
			throws ActorException, IOException, InterruptedException {
		float[] values = TestFrames.line(6, 1, TestFrames.noise(3e-18));
		for (int i = 0; i < 50; i++) {
			values[i] = 0;
			values[values.length - 1 - i] = 0;
		}
		values[100] = 0;
		Path file = file(writer -> writer.image("A", TestFrames.wavelengths(), "adu", values, TestFrames.LENGTH));
		Outcome.Ok<FitProfile.Outputs> outcome = run(LINE, file);
		assertTrue(ids(outcome).contains(FitProfileMessage.ZERO_BORDER.id()));
		assertEquals(TestFrames.LENGTH - 100, table(outcome).integers("points").at(0));
		assertEquals(CENTRE_MICRON, table(outcome).reals("centre").at(0), 5e-5);
	}

	@Test
	void flaggedPixelsAreLeftOut() throws ActorException, IOException, InterruptedException {
		float[] values = TestFrames.source(3, 0.3);
		byte[] mask = new byte[values.length];
		for (int i = 60; i < 66; i++) {
			values[i] = 500;
			mask[i] = 1;
		}
		Path file = file(writer -> {
			writer.image("IFU.3.DATA", TestFrames.sky(), "adu", values, TestFrames.NX, TestFrames.NY);
			writer.image("IFU.3.MASK", TestFrames.sky(), "", mask, TestFrames.NX, TestFrames.NY);
		});
		Table table = table(run(SOURCE, file));
		assertEquals(TestFrames.X + 1, table.reals("x").at(0), 0.3);
		assertEquals(values.length - 6, table.integers("points").at(0));
		assertEquals(3, table.integers("ifu").at(0));
	}
}
