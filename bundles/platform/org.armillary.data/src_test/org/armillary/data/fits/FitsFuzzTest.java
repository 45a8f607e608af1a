package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.armillary.data.Column;
import org.armillary.data.FitsException;
import org.armillary.data.SkyWcs;
import org.armillary.data.Table;
import org.armillary.data.Wcs;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages headers and data of small files in many ways and reads all of each. Whatever the damage: a message or values,
 * soon, and without memory that the file does not justify. The same mutations in every run.
 */
class FitsFuzzTest {

	private static final int MUTATIONS = 21_000;
	/** Far more than a reading takes, which is about a millisecond: machines may be busy. */
	private static final Duration LONGEST = Duration.ofSeconds(10);
	/** Most bytes that reading all of a file of some 20 kB may take; deflate can hold a thousand times its size. */
	private static final long MOST_BYTES = 64L << 20;
	private static final String LETTERS = " '=/+-.0123456789ABCDEFIJKLMPQTX(),\u0000\u00ff";
	private static final List<String> VALUES = List.of("0", "1", "-1", "2", "3", "7", "8", "255", "32767", "65536",
			"2147483646", "2147483647", "2147483648", "4294967296", "1000000000000", "4611686018427387904",
			"9223372036854775807", "-9223372036854775808", "99999999999999999999", "1.5", "1E308", "-1E-308", "1E400",
			"T",
			"F", "''", "'x'", "'1J'", "'999999999D'", "'1PD(9)'", "'1QX'", "'IMAGE'", "'BINTABLE'", "'TABLE'",
			"'RICE_1'", "'GZIP_1'", "'GZIP_2'", "'A5'", "'I999999999'", "'(999999999,9,9)'", "(1,2)", "");

	@TempDir
	Path folder;

	private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
	private final Map<String, Integer> outcomes = new TreeMap<>();

	@Test
	void theSeedsThemselvesAreGood() throws Exception {
		for (Map.Entry<String, byte[]> seed : FuzzSeeds.all().entrySet()) {
			for (byte[] content : List.of(seed.getValue(), TileBytes.gzip(seed.getValue()))) {
				FitsFile file = FitsFile.open(Files.write(folder.resolve("good.fits"), content));
				for (Hdu hdu : file.hdus()) {
					if (hdu.hasImage()) {
						assertEquals(hdu.pixelCount(), hdu.readDoubles().length, seed.getKey());
					} else if (hdu.kind() != HduKind.IMAGE) {
						assertTrue(hdu.readTable().rows() > 0, seed.getKey());
					}
				}
			}
		}
	}

	@Test
	void damagedFilesGiveMessagesAndNothingElse() throws Exception {
		List<Map.Entry<String, byte[]>> seeds = List.copyOf(FuzzSeeds.all().entrySet());
		Path file = folder.resolve("damaged.fits");
		Assertions.assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
			long largest = 0;
			for (int number = 0; number < MUTATIONS; number++) {
				var random = new Random(7_000_003L * number);
				Map.Entry<String, byte[]> seed = seeds.get(number % seeds.size());
				byte[] content = mutated(seed.getValue().clone(), random);
				if (random.nextInt(8) == 0) {
					content = TileBytes.gzip(content);
					if (random.nextBoolean()) {
						damageBytes(content, random, 0);
					}
				}
				Files.write(file, content);
				long bytes = allocated();
				long start = System.nanoTime();
				try {
					readAll(file);
				} catch (RuntimeException | Error e) {
					fail("mutation " + number + " of " + seed.getKey(), e);
				}
				long elapsed = System.nanoTime() - start;
				bytes = allocated() - bytes;
				largest = Math.max(largest, bytes);
				assertTrue(bytes < MOST_BYTES,
						"mutation " + number + " of " + seed.getKey() + " took " + bytes + " bytes");
				assertTrue(elapsed < LONGEST.toNanos(), "mutation " + number + " of " + seed.getKey() + " took long");
			}
			// that the damage reaches every part of the reader, and that it leaves readable files too
			for (String id : List.of("values", "fits.bad-structure", "fits.truncated", "fits.keyword-missing",
					"fits.keyword-type", "fits.tile-damaged", "fits.gzip-damaged", "fits.cell-malformed",
					"fits.too-large",
					"fits.compressed", "fits.column-unsupported", "fits.no-image", "fits.not-cube", "fits.not-fits",
					"fits.not-integers", "fits.wcs-unsupported", "fits.wcs-not-wavelength", "fits.wcs-pair")) {
				assertTrue(outcomes.getOrDefault(id, 0) >= 10, id + " among " + outcomes);
			}
			assertTrue(largest > 100_000, "only " + largest + " bytes of allocations were seen");
		});
	}

	static byte[] mutated(byte[] content, Random random) {
		byte[] result = content;
		for (int change = 0; change <= random.nextInt(4); change++) {
			switch (random.nextInt(10)) {
			case 0, 1, 2, 3 -> changeValue(result, random);
			case 4, 5 -> {
				int place = record(result, random) + random.nextInt(40);
				result[place] = (byte) LETTERS.charAt(random.nextInt(LETTERS.length()));
			}
			case 6 -> {
				int from = record(result, random);
				Arrays.fill(result, from, from + 80, (byte) ' ');
			}
			case 7 -> {
				int from = record(result, random);
				System.arraycopy(result, from, result, record(result, random), 80);
			}
			case 8 -> damageBytes(result, random, 2880);
			default -> {
				if (random.nextInt(4) == 0) {
					result = Arrays.copyOf(result, random.nextInt(result.length) + 1);
					result = result.length < 160 ? Arrays.copyOf(result, 160) : result;
				} else {
					damageBytes(result, random, 0);
				}
			}
			}
		}
		return result;
	}

	/** Where one of the first records of a header begins; more often of a later HDU than of the first. */
	private static int record(byte[] content, Random random) {
		int blocks = content.length / 2880;
		int record = blocks == 0 ? 0 : random.nextInt(blocks) * 2880 + random.nextInt(36) * 80;
		return Math.min(record, content.length - 80);
	}

	private static void changeValue(byte[] content, Random random) {
		for (int attempt = 0; attempt < 20; attempt++) {
			int record = record(content, random);
			if (content[record + 8] == '=') {
				byte[] value = "%-70s".formatted(VALUES.get(random.nextInt(VALUES.size())))
						.getBytes(StandardCharsets.ISO_8859_1);
				System.arraycopy(value, 0, content, record + 10, value.length);
				return;
			}
		}
	}

	/** Changes some bytes that are near one another, so that small data units are hit as often as large ones. */
	private static void damageBytes(byte[] content, Random random, int from) {
		if (content.length <= from) {
			return;
		}
		int block = from + random.nextInt(content.length - from);
		block -= from == 0 ? 0 : block % 2880;
		for (int i = 0; i <= random.nextInt(6); i++) {
			int place = Math.min(block + random.nextInt(200), content.length - 1);
			content[place] = random.nextInt(3) == 0 ? (byte) (0xff * random.nextInt(2)) : (byte) random.nextInt(256);
		}
	}

	@FunctionalInterface
	private interface Reading {
		Object read() throws IOException;
	}

	private void readAll(Path path) throws IOException {
		FitsFile file;
		try {
			file = FitsFile.open(path);
		} catch (FitsException e) {
			count(e.explanation().id());
			return;
		}
		attempt(() -> ContentDigest.of(file));
		attempt(() -> file.readCube("IFU.1"));
		attempt(() -> file.readImage("IFU.1.DATA"));
		for (Hdu hdu : file.hdus()) {
			attempt(hdu::readFloats);
			attempt(hdu::readDoubles);
			attempt(hdu::readLongs);
			attempt(hdu::readCube);
			attempt(hdu::readImage);
			attempt(hdu::readSpectrum);
			attempt(() -> hdu.pixelCount() > 4 ? hdu.readFloats(hdu.pixelCount() - 4, 3) : "");
			attempt(() -> shapes(hdu.readTable()));
			attempt(() -> hdu.header().values());
			attempt(hdu::readPixels);
			attempt(hdu::readMask);
			attempt(() -> SkyWcs.of(hdu.header()));
			for (int axis = 1; axis <= Math.min(3, hdu.dimensions().size()); axis++) {
				int number = axis;
				attempt(() -> Wcs.axis(hdu.header(), number, 7));
				attempt(() -> Wcs.wavelengthsMicron(hdu.header(), number, 7));
				attempt(() -> Wcs.isAir(hdu.header(), number));
				attempt(() -> Wcs.slice(hdu.header(), number, 1));
				attempt(() -> Wcs.cut(hdu.header(), number, 1, 1));
				attempt(() -> Wcs.collapse(hdu.header(), number));
			}
		}
	}

	private static int shapes(Table table) throws FitsException {
		int elements = 0;
		for (Column column : table.columns()) {
			elements += table.dimensions(column.name()).size() + column.rows();
		}
		return elements;
	}

	private void attempt(Reading reading) throws IOException {
		try {
			count(reading.read() == null ? "null" : "values");
		} catch (FitsException e) {
			count(e.explanation().id());
		}
	}

	private void count(String outcome) {
		assertTrue(outcome.equals("values") || outcome.startsWith("fits."), outcome);
		outcomes.merge(outcome, 1, Integer::sum);
	}

	/** Bytes that this thread has allocated so far. */
	private long allocated() throws JMException {
		return (Long) beans.invoke(new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), "getThreadAllocatedBytes",
				new Object[] { Thread.currentThread().threadId() }, new String[] { "long" });
	}
}
