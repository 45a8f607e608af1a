package org.armillary.data.fits;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small good files of every kind, from which {@link FitsFuzzTest} makes bad ones. */
final class FuzzSeeds {

	private static final String SIMPLE = "SIMPLE  =                    T";

	private FuzzSeeds() {
	}

	static Map<String, byte[]> all() {
		var seeds = new LinkedHashMap<String, byte[]>();
		seeds.put("images", images());
		seeds.put("cube with noise", cube());
		seeds.put("table", table());
		seeds.put("lists", lists());
		seeds.put("ASCII table", asciiTable());
		seeds.put("long header", longHeader());
		seeds.put("many columns", manyColumns());
		seeds.put("overlapping fields", overlappingFields());
		seeds.put("world coordinates", worldCoordinates());
		seeds.put("long shape", longShape());
		for (String algorithm : List.of("RICE_1", "GZIP_1", "GZIP_2", "NOCOMPRESS")) {
			seeds.put(algorithm + " integers", integerTiles(algorithm));
			seeds.put(algorithm + " reals", realTiles(algorithm));
		}
		return seeds;
	}

	private static byte[] images() {
		var file = new FitsBytes().hdu(TileBytes.integers(2, 1, -2, 3), SIMPLE, "BITPIX  =                   16",
				"NAXIS   =                    1", "NAXIS1  =                    3", "BZERO   =              32768.0",
				"BSCALE  =                  1.0", "BLANK   =                    3");
		for (int bitpix : new int[] { 8, 32, 64, -32, -64 }) {
			file.hdu(new byte[6 * Math.abs(bitpix) / 8], image(bitpix, 3, 2));
		}
		return file.toArray();
	}

	private static String[] image(int bitpix, int... axes) {
		var records = new ArrayList<String>(List.of("XTENSION= 'IMAGE   '", "BITPIX  = %20d".formatted(bitpix),
				"NAXIS   = %20d".formatted(axes.length)));
		for (int i = 0; i < axes.length; i++) {
			records.add("NAXIS%-3d= %20d".formatted(i + 1, axes[i]));
		}
		records.addAll(List.of("PCOUNT  =                    0", "GCOUNT  =                    1"));
		return records.toArray(String[]::new);
	}

	private static byte[] cube() {
		var file = new FitsBytes().primary();
		for (String name : List.of("IFU.1.DATA", "IFU.1.NOISE", "IFU.1.MASK", "IFU.2.DATA")) {
			var records = new ArrayList<String>(List.of(name.endsWith("MASK") ? image(8, 2, 3, 4)
					: name.startsWith("IFU.2") ? image(8) : image(-32, 2, 3, 4)));
			records.addAll(List.of("EXTNAME = '" + name + "'", "BUNIT   = 'erg s**(-1)'", "FLAG0   = 'HOT'",
					"FLAG1   = 'COLD'", "CTYPE1  = 'RA---TAN'"));
			int size = name.startsWith("IFU.2") ? 0 : 24 * (name.endsWith("MASK") ? 1 : 4);
			file.hdu(new byte[size], records.toArray(String[]::new));
		}
		return file.toArray();
	}

	private static byte[] table() {
		ByteBuffer rows = ByteBuffer.allocate(3 * 64);
		for (int row = 0; row < 3; row++) {
			rows.put((byte) 'T').put((byte) 0xa5).put((byte) 0xe0).put((byte) row).putShort((short) -row).putInt(row)
					.putLong(row).putFloat(row).putDouble(row).putFloat(1).putFloat(2).putDouble(3).putDouble(4)
					.put("abcdefghij".getBytes(StandardCharsets.US_ASCII));
		}
		return new FitsBytes().primary().hdu(rows.array(), "XTENSION= 'BINTABLE'", "BITPIX  =                    8",
				"NAXIS   =                    2", "NAXIS1  =                   64", "NAXIS2  =                    3",
				"PCOUNT  =                    0", "GCOUNT  =                    1", "TFIELDS =                   11",
				"TTYPE1  = 'L'", "TFORM1  = '1L'", "TTYPE2  = 'X'", "TFORM2  = '11X'", "TTYPE3  = 'B'", "TFORM3  = 'B'",
				"TZERO3  =                 -128", "TFORM4  = '1I'", "TNULL4  =                   -1", "TFORM5  = '1J'",
				"TSCAL5  =                  0.5", "TFORM6  = '1K'", "TZERO6  =  9223372036854775808", "TFORM7  = '1E'",
				"TUNIT7  = 'km/s'", "TFORM8  = '1D'", "TFORM9  = '1C'", "TFORM10 = '1M'", "TFORM11 = '10A'",
				"TDIM11  = '(5,2)'").toArray();
	}

	private static byte[] lists() {
		String letters = "LXBIJKEDCMA";
		int heap = 120;
		ByteBuffer data = ByteBuffer.allocate(2 * letters.length() * 8 + 16 * 2 + heap);
		var records = new ArrayList<String>(List.of("XTENSION= 'BINTABLE'", "BITPIX  =                    8",
				"NAXIS   =                    2", "NAXIS1  =                  104", "NAXIS2  =                    2",
				"PCOUNT  =                  120", "GCOUNT  =                    1", "TFIELDS =                   12",
				"THEAP   =                  208"));
		for (int row = 0; row < 2; row++) {
			for (int i = 0; i < letters.length(); i++) {
				data.putInt(3 * row).putInt(i);
			}
			data.putLong(2).putLong(row * 8L);
		}
		for (int i = 0; i < letters.length(); i++) {
			records.add("TFORM%-3d= '1P%c(3)'".formatted(i + 1, letters.charAt(i)));
		}
		records.add("TFORM12 = '1QJ(2)'");
		for (int i = 0; i < heap; i++) {
			data.put((byte) i);
		}
		return new FitsBytes().primary().hdu(data.array(), records.toArray(String[]::new)).toArray();
	}

	private static byte[] asciiTable() {
		byte[] rows = ("abc      12  1.5000 -2.5E-10  3.25D+100\n" + "de    -9999         -2.5E+10  1.00D-300\n")
				.replace("\n", "").getBytes(StandardCharsets.US_ASCII);
		return new FitsBytes().primary().hdu(rows, "XTENSION= 'TABLE   '", "BITPIX  =                    8",
				"NAXIS   =                    2", "NAXIS1  = %20d".formatted(rows.length / 2),
				"NAXIS2  =                    2", "PCOUNT  =                    0", "GCOUNT  =                    1",
				"TFIELDS =                    5", "TFORM1  = 'A3'", "TBCOL1  =                    1", "TFORM2  = 'I8'",
				"TBCOL2  =                    4", "TNULL2  = '-9999'", "TFORM3  = 'F8.4'",
				"TBCOL3  =                   12", "TFORM4  = 'E9.1'", "TBCOL4  =                   20",
				"TFORM5  = 'D11.2'", "TBCOL5  =                   29").toArray();
	}

	private static byte[] longHeader() {
		return new FitsBytes().hdu(new byte[0], SIMPLE, "BITPIX  =                    8",
				"NAXIS   =                    0", "HIERARCH ESO INS FILT3 ID = 'YJ' / filter",
				"LONG    = 'a text that goes on &'", "CONTINUE  'and on &' / why", "CONTINUE  'and ends'",
				"COMPLEX = (1.0, 2.0)", "LOGICAL =                    F", "EMPTY   =", "COMMENT nothing",
				"EXTNAME = 'it''s'").toArray();
	}

	private static byte[] manyColumns() {
		int columns = 100;
		ByteBuffer data = ByteBuffer.allocate(columns * 8 + 40);
		var records = new ArrayList<String>(List.of("XTENSION= 'BINTABLE'", "BITPIX  =                    8",
				"NAXIS   =                    2", "NAXIS1  = %20d".formatted(8 * columns),
				"NAXIS2  =                    1", "PCOUNT  =                   40", "GCOUNT  =                    1",
				"TFIELDS = %20d".formatted(columns)));
		for (int i = 1; i <= columns; i++) {
			data.putInt(5).putInt(0);
			records.add("TFORM%-3d= '1PD(5)'".formatted(i));
		}
		return new FitsBytes().primary().hdu(data.array(), records.toArray(String[]::new)).toArray();
	}

	private static byte[] overlappingFields() {
		return new FitsBytes().primary().hdu("123456".getBytes(StandardCharsets.US_ASCII), "XTENSION= 'TABLE   '",
				"BITPIX  =                    8", "NAXIS   =                    2", "NAXIS1  =                    2",
				"NAXIS2  =                    3", "PCOUNT  =                    0", "GCOUNT  =                    1",
				"TFIELDS =                    3", "TFORM1  = 'I2'", "TBCOL1  =                    1", "TFORM2  = 'I1'",
				"TBCOL2  =                    1", "TFORM3  = 'A1'", "TBCOL3  =                    1").toArray();
	}

	/** A sky, a wavelength in a long unit, and a mask whose flags share their name. */
	private static byte[] worldCoordinates() {
		var records = new ArrayList<String>(List.of(image(8, 2, 2, 3)));
		records.addAll(List.of("CTYPE1  = 'RA---TAN'", "CTYPE2  = 'DEC--TAN'", "CTYPE3  = 'LOGWAVE'",
				"CRVAL1  =                 10.0", "CRVAL2  =                -20.0", "CRVAL3  =                  3.1",
				"CRPIX1  =                  1.0", "CRPIX2  =                  1.0", "CRPIX3  =                  1.0",
				"CD1_1   =                -1E-4", "CD2_2   =                 1E-4", "CD3_3   =                 0.01",
				"FLAG0   = 'HOT'", "FLAG1   = 'HOT'", "FLAG2   =                    3"));
		records.addAll(longText("CUNIT3", "log" + " ".repeat(300) + "(nm)"));
		return new FitsBytes().primary().hdu(new byte[12], records.toArray(String[]::new)).toArray();
	}

	private static byte[] longShape() {
		var records = new ArrayList<String>(List.of("XTENSION= 'BINTABLE'", "BITPIX  =                    8",
				"NAXIS   =                    2", "NAXIS1  =                    4", "NAXIS2  =                    1",
				"PCOUNT  =                    0", "GCOUNT  =                    1", "TFIELDS =                    1",
				"TFORM1  = '1J'"));
		records.addAll(longText("TDIM1", "(" + "1,".repeat(8000) + "1)"));
		return new FitsBytes().primary().hdu(new byte[4], records.toArray(String[]::new)).toArray();
	}

	/** The records of a text of any length. */
	static List<String> longText(String keyword, String text) {
		var records = new ArrayList<String>();
		for (int from = 0; from < text.length() || from == 0; from += 60) {
			int to = Math.min(from + 60, text.length());
			records.add((from == 0 ? "%-8s= '".formatted(keyword) : "CONTINUE  '") + text.substring(from, to)
					+ (to < text.length() ? "&'" : "'"));
		}
		return records;
	}

	private static byte[] integerTiles(String algorithm) {
		var file = new FitsBytes().primary();
		for (int width : new int[] { 1, 2, 4 }) {
			var tiles = new ArrayList<byte[]>();
			for (int tile = 0; tile < 2; tile++) {
				int[] pixels = pixels(width, 40, tile);
				tiles.add(tile(algorithm, width, pixels));
			}
			TileBytes.image(file, "COMPRESSED_DATA", tiles, "ZCMPTYPE= '" + algorithm + "'",
					"ZBITPIX = %20d".formatted(8 * width), "ZNAXIS  =                    2",
					"ZNAXIS1 =                    8", "ZNAXIS2 =                   10",
					"ZTILE1  =                    8",
					"ZTILE2  =                    5", "ZNAME1  = 'BLOCKSIZE'", "ZVAL1   =                   32",
					"ZNAME2  = 'BYTEPIX'", "ZVAL2   = %20d".formatted(width), "ZBLANK  =                   -1");
		}
		return file.toArray();
	}

	private static byte[] realTiles(String algorithm) {
		var file = new FitsBytes().primary();
		for (String dither : List.of("NO_DITHER", "SUBTRACTIVE_DITHER_1", "SUBTRACTIVE_DITHER_2")) {
			TileBytes.image(file, "COMPRESSED_DATA",
					List.of(tile(algorithm, 4, pixels(4, 40, 1)), tile(algorithm, 4, pixels(4, 30, 2))),
					"ZCMPTYPE= '" + algorithm + "'", "ZBITPIX = %20d".formatted(dither.endsWith("1") ? -64 : -32),
					"ZNAXIS  =                    1", "ZNAXIS1 =                   70",
					"ZTILE1  =                   40",
					"ZQUANTIZ= '" + dither + "'", "ZDITHER0=                 9999", "ZSCALE  =                  0.1",
					"ZZERO   =                 10.0", "ZBLANK  =                   17");
		}
		byte[] plain = new byte[160];
		return TileBytes.image(file, "GZIP_COMPRESSED_DATA", List.of(TileBytes.gzip(plain)),
				"ZCMPTYPE= '" + algorithm + "'", "ZBITPIX =                  -32", "ZNAXIS  =                    1",
				"ZNAXIS1 =                   40", "ZSCALE  =                  1.0").toArray();
	}

	private static int[] pixels(int width, int count, int seed) {
		var random = new Random(seed);
		int[] pixels = new int[count];
		for (int i = 0; i < count; i++) {
			pixels[i] = 20 + random.nextInt(width == 1 ? 50 : 60);
		}
		return pixels;
	}

	private static byte[] tile(String algorithm, int width, int[] pixels) {
		long[] values = new long[pixels.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = pixels[i];
		}
		byte[] plain = TileBytes.integers(width, values);
		return switch (algorithm) {
		case "RICE_1" -> TileBytes.rice(pixels, width, 32, 3);
		case "GZIP_1" -> TileBytes.gzip(plain);
		case "GZIP_2" -> TileBytes.gzip(TileBytes.shuffled(plain, width));
		default -> plain;
		};
	}
}
