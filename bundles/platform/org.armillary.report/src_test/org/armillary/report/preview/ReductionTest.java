package org.armillary.report.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images become small without losing or favouring a pixel. */
class ReductionTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "1,64,50,1", "2,61,47,3", "3,1500,700,7", "4,9,200,10", "5,5,5,8" })
	void eachPixelIsTheMeanOfItsSquare(long seed, int width, int height, int factor) throws IOException {
		var random = new Random(seed);
		float[] pixels = new float[width * height];
		for (int i = 0; i < pixels.length; i++) {
			int kind = random.nextInt(20);
			pixels[i] = kind == 0 ? Float.NaN
					: kind == 1 ? Float.NEGATIVE_INFINITY : (float) (1e4 * random.nextGaussian());
		}
		Panel panel = Reduction.means(image(pixels, width, height), 7, width, height, factor);
		int columns = (width + factor - 1) / factor;
		assertEquals(columns, panel.width());
		assertEquals((height + factor - 1) / factor, panel.height());
		long missing = 0;
		for (int y = 0; y < panel.height(); y++) {
			for (int x = 0; x < columns; x++) {
				double sum = 0;
				int count = 0;
				for (int row = y * factor; row < Math.min(height, (y + 1) * factor); row++) {
					for (int column = x * factor; column < Math.min(width, (x + 1) * factor); column++) {
						float pixel = pixels[row * width + column];
						if (Float.isFinite(pixel)) {
							sum += pixel;
							count++;
						} else {
							missing++;
						}
					}
				}
				assertEquals(count == 0 ? Float.NaN : sum / count, panel.values()[y * columns + x], 1e-3);
			}
		}
		assertEquals(missing, panel.missing());
	}

	@ParameterizedTest
	@CsvSource({ "1,0", "2,1" })
	void noFlagIsLost(long seed, int usual) throws IOException {
		var random = new Random(seed);
		int width = 203;
		int height = 97;
		float[] pixels = new float[width * height];
		Arrays.fill(pixels, usual);
		int place = random.nextInt(pixels.length);
		pixels[place] = 1 - usual;
		Hdu hdu = image(pixels, width, height);
		assertEquals(usual, Reduction.usual(hdu, width, height));
		Panel panel = Reduction.flags(hdu, 1, width, height, 10, usual);
		for (int i = 0; i < panel.values().length; i++) {
			boolean here = i == place / width / 10 * panel.width() + place % width / 10;
			assertEquals(here ? 1 : 0, panel.values()[i]);
		}
		assertEquals(1, panel.missing());
	}

	private Hdu image(float[] pixels, int width, int height) throws IOException {
		Path file = folder.resolve("image.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primaryImage(FitsHeader.EMPTY, "", pixels, width, height);
			writer.commit();
		}
		return FitsFile.open(file).primary();
	}
}
