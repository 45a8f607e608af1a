package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What raw frames get that do not belong together, are damaged or contradict themselves: exit code, one message that
 * names file and keyword, nothing left behind.
 */
class BadFramesTest {

	private static final int SIDE = 256;
	private static final int BLOCK = 2880;
	private static final int CARD = 80;

	@TempDir
	private static Path folder;

	@BeforeAll
	static void makeFiles() throws Exception {
		var made = Product.run(folder, "recipe", "kmos.simulate-darks", "--set", "size=small", "--set", "exposures=2",
				"--out", "raw");
		assertEquals(0, made.exitCode(), made.toString());
		Path raw = folder.resolve("raw/DARK_2.fits");
		byte[] good = Files.readAllBytes(raw);
		Files.copy(folder.resolve("raw/DARK.fits"), folder.resolve("good.fits"));
		write("dit.fits", changed(good, "HIERARCH ESO DET SEQ1 DIT", "20.0", "EXPTIME", "20.0"));
		write("mode.fits", changed(good, "HIERARCH ESO DET READ CURNAME", "'Double'"));
		write("contradiction.fits", changed(good, "EXPTIME", "61.0"));
		write("missing.fits", renamed(good, "HIERARCH ESO DET NDIT", "HIERARCH ESO DET NOTHING"));
		write("text.fits", changed(good, "HIERARCH ESO DET SEQ1 DIT", "'sixty'"));
		write("gain.fits", changed(good, "HIERARCH ESO DET CHIP GAIN", "7.0"));
		write("blank.fits", blank(good));
		write("cut.fits", Arrays.copyOf(good, good.length - BLOCK));
		byte[] compressed = gzip(good);
		write("good.fits.gz", compressed);
		write("cut.fits.gz", Arrays.copyOf(compressed, compressed.length / 2));
		compressed[compressed.length / 2] ^= 0x55;
		write("damaged.fits.gz", compressed);
		write("cards.fits", millionCards());
		write("huge.fits", changed(good, "NAXIS1", "200000", "NAXIS2", "200000"));
		write("other-size.fits", new FitsBytes()
				.primary("INSTRUME= 'KMOS    '", "HIERARCH ESO DET SEQ1 DIT = 60.0", "HIERARCH ESO DET NDIT = 1",
						"HIERARCH ESO DET READ CURNAME = 'Nondest '")
				.image("CHIP1.INT1", 64, 64).image("CHIP2.INT1", 64, 64).image("CHIP3.INT1", 64, 64).bytes());
		write("one-detector.fits", new FitsBytes()
				.primary("INSTRUME= 'KMOS    '", "HIERARCH ESO DET SEQ1 DIT = 60.0", "HIERARCH ESO DET NDIT = 1",
						"HIERARCH ESO DET READ CURNAME = 'Nondest '")
				.image("CHIP1.INT1", 256, 256).bytes());
	}

	static Stream<Arguments> rows() {
		return Stream.of(arguments(2, "kmos.setups-differ", "dit.fits", "ESO DET SEQ1 DIT = 20"),
				arguments(2, "kmos.setups-differ", "mode.fits", "ESO DET READ CURNAME = Double"),
				arguments(2, "kmos.contradiction", "contradiction.fits", "EXPTIME = 61"),
				arguments(2, "kmos.keyword-missing", "missing.fits", "ESO DET NDIT"),
				arguments(2, "kmos.keyword-value", "text.fits", "'sixty'"),
				arguments(1, "kmos.setups-differ", "gain.fits", "ESO DET CHIP GAIN = 7"),
				arguments(1, "kmos.no-reference", "blank.fits", "CHIP2.INT1"),
				arguments(1, "kmos.detector-size", "other-size.fits", "64 x 64"),
				arguments(1, "kmos.detector-count", "one-detector.fits", "1 detector"),
				arguments(2, "fits.truncated", "cut.fits", "CHIP3.INT1"),
				arguments(2, "fits.truncated", "huge.fits", "promises"),
				arguments(2, "fits.gzip-damaged", "cut.fits.gz", "gzip"),
				arguments(2, "fits.gzip-damaged", "damaged.fits.gz", "gzip"),
				arguments(2, "fits.header-endless", "cards.fits", "cards"),
				arguments(2, "fits.missing", "absent.fits", "no such file"));
	}

	@ParameterizedTest(name = "{2} → {0}, {1}")
	@MethodSource("rows")
	void isRefusedWithOneMessage(int exitCode, String id, String file, String named) throws Exception {
		var before = files();
		checkRefused(Product.run(folder, "recipe", "kmos.dark", "--in", "darks=good.fits", "--in", "darks=" + file,
				"--out", "."), exitCode, id, file, named);
		assertEquals(before, files(), "files left behind");
	}

	@Test
	void aCompressedFrameIsAsGoodAsAnother() throws Exception {
		var result = Product.run(folder, "recipe", "kmos.dark", "--in", "darks=good.fits", "--in", "darks=good.fits.gz",
				"--out", "reduced");
		assertEquals(0, result.exitCode(), result.toString());
	}

	@Test
	void aFullDiskLeavesNothingBehind() throws Exception {
		var before = files();
		// 300 blocks of 1 kB: enough for the Java virtual machine, too little for a master dark of 1.6 MB
		Path script = Files.writeString(folder.resolve("limited.sh"), """
				ulimit -f 300
				exec "$1" recipe kmos.dark --in darks=good.fits --out full
				""");
		var result = Product.execute(folder, Map.of("ARMILLARY_JAVA_OPTIONS", "-XX:-UsePerfData"),
				List.of("bash", script.toString(), Product.folder().resolve("armillary").toString()));
		Files.delete(script);
		checkRefused(result, 1, "run.disk-full", "MASTER_DARK", "bytes");
		assertEquals(before, files(), "files left behind");
	}

	@Test
	void anUnreadableFileIsNamed() throws Exception {
		Path file = Files.copy(folder.resolve("good.fits"), folder.resolve("secret.fits"));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
		List<String> command = List.of(Product.folder().resolve("armillary").toString(), "recipe", "kmos.dark", "--in",
				"darks=secret.fits", "--out", ".");
		boolean root = "root".equals(System.getProperty("user.name"));
		// root may read everything, unless it gives that right away
		var result = Product.execute(folder, Map.of(), root ? Stream.concat(
				Stream.of("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"), command.stream())
				.toList() : command);
		Files.delete(file);
		checkRefused(result, 2, "fits.unreadable", "secret.fits", "cannot be read");
	}

	private static void checkRefused(Product.Result result, int exitCode, String id, String file, String named) {
		assertEquals(exitCode, result.exitCode(), result.toString());
		assertTrue(result.err().contains("[" + id + "]"), result.toString());
		assertTrue(result.err().contains(file), result.toString());
		assertTrue(result.err().contains(named), result.toString());
		assertEquals(1, result.err().split("\\[[a-z]+\\.[a-z-]+\\]", -1).length - 1, result.toString());
		assertTrue(result.err().contains("remedy: "), result.toString());
		assertFalse(result.err().contains("\tat ") || result.err().contains("Exception"), result.toString());
	}

	private static void write(String name, byte[] bytes) throws IOException {
		Files.write(folder.resolve(name), bytes);
	}

	/** The file with other values of keywords, wherever they first occur: keyword, value, keyword, value … */
	private static byte[] changed(byte[] file, String... changes) {
		byte[] copy = file.clone();
		for (int i = 0; i < changes.length; i += 2) {
			int at = find(copy, changes[i]);
			String card = changes[i].length() > 8 ? changes[i] + " = " + changes[i + 1]
					: "%-8s= %20s".formatted(changes[i], changes[i + 1]);
			System.arraycopy("%-80s".formatted(card).getBytes(StandardCharsets.US_ASCII), 0, copy, at, CARD);
		}
		return copy;
	}

	private static byte[] renamed(byte[] file, String keyword, String other) {
		byte[] copy = file.clone();
		System.arraycopy("%-80s".formatted(other + " = 1").getBytes(StandardCharsets.US_ASCII), 0, copy,
				find(copy, keyword), CARD);
		return copy;
	}

	private static int find(byte[] file, String keyword) {
		for (int at = 0; at < file.length; at += CARD) {
			String card = new String(file, at, CARD, StandardCharsets.US_ASCII);
			if (card.startsWith(keyword) && " =".indexOf(card.charAt(keyword.length())) >= 0) {
				return at;
			}
		}
		throw new IllegalStateException(keyword);
	}

	/** The file with NaN alone in the second detector. */
	private static byte[] blank(byte[] file) {
		byte[] copy = file.clone();
		int pixels = SIDE * SIDE * Float.BYTES;
		int padded = (pixels + BLOCK - 1) / BLOCK * BLOCK;
		// behind the data of detector 2 stands the header of detector 3
		String all = new String(copy, StandardCharsets.ISO_8859_1);
		int third = all.indexOf("XTENSION", all.indexOf("XTENSION", all.indexOf("XTENSION") + 1) + 1);
		ByteBuffer data = ByteBuffer.wrap(copy, third - padded, pixels);
		while (data.hasRemaining()) {
			data.putFloat(Float.NaN);
		}
		return copy;
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		var target = new ByteArrayOutputStream();
		try (var stream = new GZIPOutputStream(target)) {
			stream.write(bytes);
		}
		return target.toByteArray();
	}

	private static byte[] millionCards() {
		byte[] file = new byte[1_000_800 * CARD / BLOCK * BLOCK];
		Arrays.fill(file, (byte) ' ');
		byte[] begin = "SIMPLE  =                    T".getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(begin, 0, file, 0, begin.length);
		byte[] comment = "COMMENT one of a million".getBytes(StandardCharsets.US_ASCII);
		for (int at = CARD; at < file.length; at += CARD) {
			System.arraycopy(comment, 0, file, at, comment.length);
		}
		return file;
	}

	private static List<String> files() throws IOException {
		try (var files = Files.walk(folder)) {
			return files.map(Path::toString).sorted().toList();
		}
	}
}
