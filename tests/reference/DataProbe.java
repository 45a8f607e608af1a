import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.armillary.data.ComplexColumn;
import org.armillary.data.Cube;
import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;
import org.armillary.data.Image;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.data.RealColumn;
import org.armillary.data.SkyWcs;
import org.armillary.data.Spectrum;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;
import org.armillary.data.VariableColumn;
import org.armillary.data.Wcs;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.ImageStream;

/**
 * Shows to other programs what the built org.armillary.data makes of world coordinates and how it writes; run as a
 * source file with the jars of the product on the class path.
 *
 * <pre>
 * DataProbe.java wcs CUBE.fits     headers rewritten from those of its first extension, a JSON line each
 * DataProbe.java write FILE.fits   a file with all that can be written
 * </pre>
 */
final class DataProbe {

	private static final double[][] VOXELS = { { 1, 1, 1 }, { 15, 1, 1000 }, { 7.5, 7.5, 2048 }, { 3.25, 13, 0.5 },
			{ -20, 400, 77 } };

	private DataProbe() {
	}

	public static void main(String[] arguments) throws IOException {
		switch (arguments[0]) {
		case "wcs" -> wcs(Path.of(arguments[1]));
		case "write" -> write(Path.of(arguments[1]));
		default -> throw new IllegalArgumentException(arguments[0]);
		}
	}

	/** Where a voxel of the cube stands among the pixels of a rewritten header. */
	@FunctionalInterface
	private interface Place {
		double[] of(double x, double y, double z);
	}

	private static void wcs(Path cube) throws IOException {
		FitsHeader header = FitsFile.open(cube).hdus().get(1).header();
		print("cube", header, (x, y, z) -> new double[] { x, y, z }, true);
		print("cut", Wcs.cut(Wcs.cut(Wcs.cut(header, 1, 3, 8), 2, -4, 20), 3, 101, 900),
				(x, y, z) -> new double[] { x - 2, y + 5, z - 100 }, true);
		print("binned", Wcs.bin(Wcs.bin(Wcs.bin(header, 1, 2), 2, 3), 3, 16),
				(x, y, z) -> new double[] { binned(x, 2), binned(y, 3), binned(z, 16) }, true);
		print("shifted", Wcs.shift(header, 2, 1.75), (x, y, z) -> new double[] { x, y + 1.75, z }, true);
		print("collapsed", Wcs.collapse(header, 3), (x, y, z) -> new double[] { x, y }, true);
		print("cut, binned, collapsed", Wcs.collapse(Wcs.bin(Wcs.cut(header, 2, 2, 12), 2, 4), 3),
				(x, y, z) -> new double[] { x, binned(y - 1, 4) }, true);
		print("sliced", Wcs.slice(header, 3, 500), (x, y, z) -> new double[] { x, y }, true);
		print("spectrum", Wcs.extract(header, 3, 53.0, -27.7), (x, y, z) -> new double[] { z }, false);
		print("binned spectrum", Wcs.bin(Wcs.cut(Wcs.extract(header, 3), 1, 11, 2000), 1, 5),
				(x, y, z) -> new double[] { binned(z - 10, 5) }, false);
	}

	private static double binned(double pixel, int factor) {
		return (pixel - 0.5) / factor + 0.5;
	}

	/** Prints name, cards, pixels; and the coordinates that this bundle gives itself: RA and DEC, or the wavelengths. */
	private static void print(String name, FitsHeader header, Place place, boolean sky) throws IOException {
		List<double[]> pixels = new ArrayList<>();
		List<double[]> own = new ArrayList<>();
		for (double[] voxel : VOXELS) {
			double[] pixel = place.of(voxel[0], voxel[1], voxel[2]);
			pixels.add(pixel);
			if (sky) {
				own.add(SkyWcs.of(header).toSky(pixel[0], pixel[1]));
			} else {
				// of an axis that begins at this pixel
				own.add(Wcs.wavelengthsMicron(Wcs.shift(header, 1, 1 - pixel[0]), 1, 1));
			}
		}
		StringBuilder cards = new StringBuilder();
		header.cards().stream().map(FitsCard::image).forEach(cards::append);
		System.out.println("{\"name\": \"" + name + "\", \"cards\": \""
				+ cards.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\", \"pixels\": " + json(pixels)
				+ ", \"own\": " + json(own) + "}");
	}

	private static String json(List<double[]> rows) {
		return rows.stream().map(java.util.Arrays::toString).toList().toString();
	}

	private static void write(Path file) throws IOException {
		// astropy 5.2 misreads even its own long texts where a quote stands before a blank
		String quotes = "it's not 'quoted'; & more ".repeat(9).strip();
		FitsHeader header = FitsHeader.builder().set("OBJECT", "cdfs_38", "target").set("EXPTIME", 600.0, "[s]")
				.set("ESO DET CHIP GAIN", 2.1, "Gain in e-/ADU").set("ESO INS FILT3 ID", "YJ's", "Filter")
				.set("ESO PRO REC1 RAW1 NAME", "x".repeat(200), "200 letters")
				.set("ESO OBS LONG TEXT", quotes, "quotes")
				.set("LONGTEXT", "y".repeat(67) + "'" + "z".repeat(67) + "&" + "w".repeat(60), "cut at quotes")
				.set("AMPERS", "ends with &", "").set("EMPTY", "", "empty text").set("TINY", 1e-300, "")
				.set("BIG", Long.MAX_VALUE, "").set("NEGATIVE", -1.2345678901234567e-20, "").set("YES", true, "")
				.history("a history").build();
		FitsHeader sky = header.toBuilder().addAll(FitsHeader.parse("", cards("CTYPE1  = 'RA---TAN'",
				"CTYPE2  = 'DEC--TAN'", "CRPIX1  = 1.5", "CRPIX2  = 1.0", "CRVAL1  = 53.0687375",
				"CRVAL2  = -27.7469261111111", "CDELT1  = -5.5E-05", "CDELT2  = 5.5E-05"))).build();
		Mask mask = new Mask(List.of(new Mask.Flag("HOT", 0, "hot pixel"), new Mask.Flag("COSMIC", 7, "cosmic ray")),
				new int[] { 0, 1, 128, 129, 0, 0 });
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primaryImage(header, "adu", new float[] { 1.5f, Float.NaN, 1e-38f, -0f }, 2, 2);
			writer.image("DET.1", Image.of(2, 3, new float[] { 1, 2, Float.NaN, 4, 5, 6 }).withUnit("adu")
					.withHeader(sky).withNoise(Pixels.of(0.5f, 1, Float.NaN, 2, 3, 4)).withMask(mask));
			writer.spectrum("IFU.7",
					Spectrum.of(1, 2, 3).withNoise(Pixels.of(0.1, 0.2, Double.NaN)).withHeader(header));
			writer.cube("IFU.8", Cube.of(2, 1, 3, new float[6]).withMask(mask).withHeader(sky));
			writer.cube("IFU.8", Cube.of(1, 1, 1, new float[] { 42 }));
			writer.empty("IFU.9.DATA", header);
			writer.image("DOUBLES", header, "erg.s**(-1).cm**(-2)", new double[] { Math.PI, Double.NaN, 1e-300 }, 3);
			writer.image("INTS", header, "", new int[] { 1, -99, Integer.MAX_VALUE }, OptionalInt.of(-99), 3);
			writer.image("SHORTS", header, "", new short[] { 1, -99, 3 }, OptionalInt.of(-99), 3);
			writer.image("BYTES", header, "", new byte[] { 1, -1, 3 }, 3);
			ImageStream stream = writer.beginImage("STRIPS", header, "adu", -32, 1000, 300);
			float[] strip = new float[1000];
			for (int row = 0; row < 300; row++) {
				for (int x = 0; x < 1000; x++) {
					strip[x] = (row * 1000 + x) * 0.25f;
				}
				stream.write(strip);
			}
			stream.finish();
			writer.table(Table.builder("STATS").reals("MEAN", "adu", 1.5, Double.NaN).singles("SD", "adu", 0.1f, 2)
					.integers("N", "", Long.MIN_VALUE, 3).texts("NAME", "IFU.1.DATA", "").logicals("OK", true, false)
					.add(new RealColumn("WIDE", "um", 3, new double[] { 1, 2, 3, 4, 5, 6 }, RealColumn.Storage.DOUBLE))
					.add(new IntegerColumn("SHORT", "", 1, new long[] { -1, -99 }, 16, OptionalLong.of(-99)))
					.add(new IntegerColumn("BYTE", "", 2, new long[] { 0, 255, 1, 2 }, 8, OptionalLong.empty()))
					.add(new TextColumn("LINES", "", 2, new String[] { "a", "bcd", "ef", "" }))
					.add(new LogicalColumn("FLAGS", "", 2, new boolean[] { true, false, false, true }))
					.add(new ComplexColumn("WAVES", "", 1, new double[] { 1, -2, 3, 0.5 }, RealColumn.Storage.SINGLE))
					.add(new VariableColumn("LISTS", new RealColumn("LISTS", "um", 1, new double[] { 1, 2, 3.5 },
							RealColumn.Storage.DOUBLE), new int[] { 0, 2, 3 }))
					.add(new VariableColumn("COUNTS", new IntegerColumn("COUNTS", "", 1, new long[] { 7 }, 16,
							OptionalLong.empty()), new int[] { 0, 0, 1 }))
					.header(header)
					.build());
			System.out.println(writer.commit());
		}
	}

	private static byte[] cards(String... cards) {
		StringBuilder records = new StringBuilder();
		for (String card : cards) {
			records.append("%-80s".formatted(card));
		}
		return records.toString().getBytes(StandardCharsets.ISO_8859_1);
	}
}
