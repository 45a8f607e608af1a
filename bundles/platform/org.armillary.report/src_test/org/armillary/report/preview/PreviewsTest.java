package org.armillary.report.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Previews show what is in a file, and never fail. */
class PreviewsTest {

	private static final int ORANGE = 0xffd55e00;
	private static final int PINK = 0xffcc79a7;
	private static final FitsHeader PRODUCT = FitsHeader.EMPTY.with("ESO PRO CATG", "MASTER_DARK");
	private static final FitsHeader WAVELENGTHS = FitsHeader.EMPTY.with("CTYPE3", "WAVE").with("CUNIT3", "um")
			.with("CRPIX3", 1.0).with("CRVAL3", 2.0).with("CDELT3", 0.01);

	@TempDir
	Path folder;

	@FunctionalInterface
	private interface Content {
		void write(FitsWriter writer) throws FitsException;
	}

	private Path file(Content content) throws IOException {
		Path file = folder.resolve("file.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			content.write(writer);
			writer.commit();
		}
		return file;
	}

	private static List<Preview> previews(Path file) {
		return Previews.of(file, PreviewOptions.DEFAULT);
	}

	private static PngPicture decoded(Preview preview) throws DataFormatException {
		var picture = assertInstanceOf(Preview.Picture.class, preview);
		PngPicture png = PngPicture.of(picture.png());
		assertEquals(picture.width(), png.width());
		assertEquals(picture.height(), png.height());
		return png;
	}

	@Test
	void theFirstPixelIsAtTheLowerLeftAndWhatIsMissingIsOrange() throws IOException, DataFormatException {
		int side = 330;
		float[] ramp = new float[side * side];
		for (int i = 0; i < ramp.length; i++) {
			ramp[i] = i / side;
		}
		ramp[5 * side + 300] = Float.NaN;
		Arrays.fill(ramp, 0, 10, 329);
		PngPicture png = decoded(
				previews(file(writer -> writer.primaryImage(FitsHeader.EMPTY, "ADU", ramp, side, side))).getFirst());
		assertEquals(side, png.width());
		assertEquals(255, png.grey(3, side - 1));
		assertEquals(0, png.grey(200, side - 1));
		assertEquals(255, png.grey(200, 0));
		assertEquals(127.5, png.grey(200, side / 2), 5);
		assertEquals(ORANGE, png.at(300, side - 1 - 5));
		assertEquals(1, Arrays.stream(png.pixels()).filter(pixel -> pixel == ORANGE).count());
	}

	@Test
	void detectorsStandSideBySideOverTheirNoiseAndMask() throws IOException, DataFormatException {
		int side = 40;
		float[] noise = new float[side * side];
		Arrays.fill(noise, 1);
		byte[] mask = new byte[side * side];
		mask[2 * side + 3] = 4;
		List<Preview> all = previews(file(writer -> {
			writer.primary(PRODUCT);
			for (int detector = 1; detector <= 3; detector++) {
				float[] level = new float[side * side];
				Arrays.fill(level, detector);
				writer.image("DET." + detector + ".DATA", FitsHeader.EMPTY, "ADU", level, side, side);
				writer.image("DET." + detector + ".NOISE", FitsHeader.EMPTY, "ADU", noise, side, side);
				writer.image("DET." + detector + ".MASK", FitsHeader.EMPTY, "", mask, side, side);
			}
		}));
		assertEquals(3, all.size());
		PngPicture data = decoded(all.get(0));
		int step = (data.width() + 4) / 3;
		int middle = data.height() - 20;
		assertEquals(ColourMap.BLUE_YELLOW.colour(0), data.at(step / 2, middle));
		assertEquals(ColourMap.BLUE_YELLOW.colour(1), data.at(step / 2 + 2 * step, middle));
		assertEquals(0, data.at(step - 2, middle) >>> 24, "what is between detectors is clear");
		PngPicture flags = decoded(all.get(2));
		int enlargement = (step - 4) / side;
		for (int detector = 0; detector < 3; detector++) {
			assertEquals(255, flags.grey(detector * step + 3 * enlargement, flags.height() - 1 - 2 * enlargement));
			assertEquals(0, flags.grey(detector * step + 4 * enlargement, flags.height() - 1 - 2 * enlargement));
		}
		assertTrue(((Preview.Picture) all.get(2)).detail().contains("1: 1 ("), all.get(2).toString());
	}

	@Test
	void aMaskOfOnesShowsItsZeros() throws IOException, DataFormatException {
		float[] good = new float[2000 * 100];
		Arrays.fill(good, 1);
		good[50 * 2000 + 1003] = 0;
		PngPicture png = decoded(previews(file(writer -> {
			writer.primary(PRODUCT);
			writer.image("DET.1.DATA", FitsHeader.EMPTY, "", good, 2000, 100);
		})).getFirst());
		assertEquals(1, Arrays.stream(png.pixels()).filter(pixel -> (pixel & 255) == 255).count());
	}

	@Test
	void aMaskWithoutFlagsIsBlackAndAnImageOfZerosIsNoMask() throws IOException, DataFormatException {
		List<Preview> all = previews(file(writer -> {
			writer.primary(PRODUCT);
			writer.image("DET.1.DATA", FitsHeader.EMPTY, "", new float[400], 20, 20);
			writer.image("DET.1.MASK", FitsHeader.EMPTY, "", new byte[400], 20, 20);
		}));
		assertTrue(((Preview.Picture) all.getFirst()).detail().contains("all 0"), all.toString());
		assertTrue(Arrays.stream(decoded(all.getLast()).pixels()).allMatch(pixel -> pixel == 0xff000000));
	}

	/** A source of 100 at column 5, row 9 (from 1) over a sky line, noise and hot voxels; IFU 2 is twice as bright. */
	private static float[] cube(int ifu, int planes) {
		var random = new Random(ifu);
		float[] voxels = new float[14 * 14 * planes];
		for (int z = 0; z < planes; z++) {
			for (int y = 0; y < 14; y++) {
				for (int x = 0; x < 14; x++) {
					double distance = (x - 4) * (x - 4) + (y - 8) * (y - 8);
					voxels[(z * 14 + y) * 14 + x] = x == 0 ? Float.NaN
							: (float) (100 * ifu * Math.exp(-distance / 4) + random.nextGaussian()
									+ (z % 10 == 3 ? 1000 : 0));
				}
			}
		}
		for (int i = 0; i < 20; i++) {
			voxels[(i * 14 + 2) * 14 + 11] = 1e6f;
		}
		return voxels;
	}

	@Test
	void cubesShowTheirSourceInWhiteLightAndItsSpectrum() throws IOException, DataFormatException {
		int planes = 300;
		float[] noise = new float[14 * 14 * planes];
		Arrays.fill(noise, 3);
		List<Preview> all = previews(file(writer -> {
			writer.primary(FitsHeader.EMPTY.with("ESO PRO CATG", "SCI_RECONSTRUCTED"));
			for (int ifu = 1; ifu <= 3; ifu++) {
				if (ifu == 3) {
					writer.empty("IFU.3.DATA", FitsHeader.EMPTY);
				} else {
					writer.image("IFU." + ifu + ".DATA", WAVELENGTHS, "ADU", cube(ifu, planes), 14, 14, planes);
					writer.image("IFU." + ifu + ".NOISE", WAVELENGTHS, "ADU", noise, 14, 14, planes);
				}
			}
		}));
		assertEquals(3, all.size());
		PngPicture white = decoded(all.get(0));
		int step = (white.width() + 4) / 2;
		int enlargement = (step - 4) / 14;
		for (int ifu = 0; ifu < 2; ifu++) {
			int left = ifu * step;
			int brightest = white.at(left + 4 * enlargement, white.height() - 1 - 8 * enlargement);
			for (int y = 0; y < 14; y++) {
				assertEquals(PINK, white.at(left, white.height() - 1 - y * enlargement));
				for (int x = 1; x < 14; x++) {
					int pixel = white.at(left + x * enlargement, white.height() - 1 - y * enlargement);
					assertTrue((pixel >> 8 & 255) <= (brightest >> 8 & 255), x + " " + y);
				}
			}
		}
		var spectra = assertInstanceOf(Preview.Curve.class, all.get(1));
		assertTrue(spectra.detail().contains("(5, 9) of 1, (5, 9) of 2"), spectra.detail());
		assertTrue(spectra.svg().contains("plot-band") && spectra.svg().contains("Wavelength (µm)"));
	}

	@Test
	void spectraOfImagesAndTablesHaveTheirAxisAndErrors() throws IOException {
		double[] wavelengths = new double[500];
		Arrays.setAll(wavelengths, i -> 500 + i);
		float[] flux = new float[500];
		Arrays.fill(flux, 2e-17f);
		List<Preview> all = previews(file(writer -> {
			writer.primary(FitsHeader.EMPTY);
			writer.image("IFU.4.DATA", FitsHeader.EMPTY.with("CTYPE1", "WAVE").with("CUNIT1", "Angstrom")
					.with("CRPIX1", 1.0).with("CRVAL1", 5000.0).with("CDELT1", 2.0), "erg/s", flux, 500);
			writer.image("IFU.4.NOISE", FitsHeader.EMPTY, "erg/s", flux, 500);
			writer.image("COUNTS", FitsHeader.EMPTY, "", flux, 500);
			writer.table(Table.builder("SPEC").reals("WAVE", "nm", wavelengths).reals("FLUX", "Jy", wavelengths)
					.reals("ERR", "Jy", wavelengths).build());
			writer.table(Table.builder("LIST").texts("NAME", "a<b", "c").integers("N", "", 4, 5).build());
		}));
		assertEquals(4, all.size());
		var image = assertInstanceOf(Preview.Curve.class, all.get(0));
		assertTrue(image.svg().contains("Wavelength (Å)") && image.svg().contains("plot-band"), image.svg());
		assertTrue(image.svg().contains("(10⁻¹⁷ erg/s)") || image.svg().contains("10⁻¹⁷ erg/s"), image.svg());
		assertTrue(assertInstanceOf(Preview.Curve.class, all.get(1)).svg().contains(">Pixel<"));
		var table = assertInstanceOf(Preview.Curve.class, all.get(2));
		assertTrue(table.svg().contains("WAVE (nm)") && table.svg().contains("plot-band"), table.svg());
		var list = assertInstanceOf(Preview.Words.class, all.get(3));
		assertTrue(list.text().startsWith("NAME  N\na<b   4\nc     5\n2 rows"), list.text());
	}

	@Test
	void uncertaintiesOfAnyKindBecomeStandardDeviations() {
		assertEquals(3, Uncertainty.of("IFU.3.NOISE").standardDeviation(3));
		assertEquals(3, Uncertainty.of("STAT").standardDeviation(9));
		assertEquals(3, Uncertainty.of("B_VAR1").standardDeviation(9));
		assertEquals(0.5, Uncertainty.of("b_ivar").standardDeviation(4));
		assertEquals(Double.NaN, Uncertainty.INVERSE_VARIANCE.standardDeviation(0));
	}

	@Test
	void picturesKeepToTheirSize() throws IOException, DataFormatException {
		var random = new Random(1);
		float[] noise = new float[700 * 700];
		for (int i = 0; i < noise.length; i++) {
			noise[i] = (float) random.nextGaussian();
		}
		Path file = file(writer -> {
			writer.primary(FitsHeader.EMPTY);
			for (int i = 1; i < 6; i++) {
				writer.image("A".repeat(i), FitsHeader.EMPTY, "", noise, 700, 700);
			}
		});
		List<Preview> all = Previews.of(file, new PreviewOptions(360, 2, 8000));
		assertEquals(3, all.size());
		for (Preview preview : all.subList(0, 2)) {
			PngPicture png = decoded(preview);
			assertTrue(png.width() <= 360 && ((Preview.Picture) preview).png().length <= 8000);
		}
		assertEquals("AAA\nAAAA\nAAAAA", assertInstanceOf(Preview.Words.class, all.get(2)).text());
	}

	@Test
	void whatIsNoFitsFileIsSaidInWords() throws IOException {
		Path text = Files.writeString(folder.resolve("text.fits"), "no FITS");
		Path whole = file(writer -> writer.primaryImage(FitsHeader.EMPTY, "", new float[6400], 80, 80));
		Path cut = Files.write(folder.resolve("cut.fits"), Arrays.copyOf(Files.readAllBytes(whole), 9000));
		Path empty = file(writer -> writer.primary(FitsHeader.EMPTY));
		for (Path file : List.of(text, cut, empty, folder, folder.resolve("missing.fits"))) {
			List<Preview> all = previews(file);
			assertEquals(1, all.size());
			assertFalse(assertInstanceOf(Preview.Words.class, all.getFirst()).text().isBlank());
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void damagedFilesNeverFail(long seed) throws IOException {
		var random = new Random(seed);
		byte[] bytes = Files.readAllBytes(file(writer -> {
			writer.primary(PRODUCT);
			writer.image("IFU.1.DATA", WAVELENGTHS, "ADU", cube(1, 20), 14, 14, 20);
			writer.image("DET.1.DATA", FitsHeader.EMPTY, "ADU", new float[400], 20, 20);
			writer.image("DET.1.NOISE", WAVELENGTHS, "ADU", new float[400], 400);
			writer.table(Table.builder("SPEC").reals("WAVE", "nm", 1, 2, 3).reals("FLUX", "Jy", 1, 2, 3).build());
		}));
		for (int i = 0; i < 25; i++) {
			byte[] damaged = bytes.clone();
			for (int k = 0; k < 1 + random.nextInt(20); k++) {
				// digits within headers do most harm
				damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? '0' + random.nextInt(10)
						: random.nextInt(256));
			}
			Path file = Files.write(folder.resolve("damaged.fits"), damaged);
			assertFalse(previews(file).isEmpty());
		}
	}
}
