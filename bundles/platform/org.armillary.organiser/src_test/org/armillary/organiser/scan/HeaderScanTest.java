package org.armillary.organiser.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.StoredHeaders;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.header.KeywordSelection;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HeaderScanTest {

	@TempDir
	Path folder;

	private static HeaderScan scan(int threads) {
		return new HeaderScan(FitsText.SELECTION, HeaderMemory.none(), threads);
	}

	private static List<String> names(ScannedFiles files) {
		return files.files().stream().map(HeaderFile::name).toList();
	}

	private static List<String> ids(ScannedFiles files) {
		return files.problems().stream().map(Message::id).toList();
	}

	/** What a header has to give, by the reader of whole files. */
	private static Map<String, Object> expected(Path file, KeywordSelection selection) throws FitsException {
		var expected = new LinkedHashMap<>(FitsFile.open(file).primary().storedHeader().values());
		expected.keySet().removeIf(keyword -> !selection.names().contains(keyword)
				&& !selection.names().contains(keyword.replaceAll("\\d+", "#")));
		return expected;
	}

	@Test
	void selectedKeywordsComeAsTheyStandInTheFile() throws Exception {
		Path file = FitsText.frame(7).image(5000).old(folder.resolve("a.fits"));
		ScannedFiles files = scan(1).scan(List.of(folder));
		HeaderFile found = files.files().getFirst();
		assertEquals(Map.of("OBJECT", "FLAT,LAMP", "MJD-OBS", 61000 + 7 / 1440.0, "DATE-OBS",
				"2025-11-21T00:00:00.0000", "INSTRUME", "KMOS", "NUMBER", 7L, "GOOD", true, "LONG",
				"a text that goes on and ends", "ESO INS GRAT1 ID", "H", "ESO OCS ARM1 NAME", "one",
				"ESO OCS ARM12 NAME", "it's twelve"), without(found, "ESO OCS ARM3 NAME", "ESO DET CHIP LIVE"));
		assertEquals("", found.header().value("ESO OCS ARM3 NAME").orElseThrow());
		assertEquals(false, found.header().value("ESO DET CHIP LIVE").orElseThrow());
		assertEquals(List.copyOf(expected(file, FitsText.SELECTION).entrySet()),
				List.copyOf(found.header().keywords().values().entrySet()));
		assertEquals(Files.size(file), found.bytes());
		assertEquals(file, found.path().orElseThrow());
	}

	private static Map<String, Object> without(HeaderFile file, String... keywords) {
		var values = new LinkedHashMap<>(file.header().keywords().values());
		values.keySet().removeAll(List.of(keywords));
		return values;
	}

	/** Records that no instrument should write, for which only the reader of whole files says what they mean. */
	@Test
	void strangeRecordsMeanWhatTheyMeanElsewhere() throws Exception {
		Path file = FitsText.primary("HIERARCH  OBJECT = 'in a long way'", "HIERARCH ESO  OCS  ARM2 NAME= 'blanks'",
				"hierarch ESO OCS ARM3 NAME = 'lower'", "HIERARCH eso ocs arm4 name = 'lower case'",
				"HIERARCH ESO OCS ARM5 NAME 'no equals sign'", "NUMBER  =1", "NUMBER  = 1.5E3 / real",
				"LONG    = 'continues &'", "CONTINUE  'in &'", "CONTINUE  'three'", "CONTINUE  'nothing'",
				"GOOD    = maybe", "GOOD    = F", "ESO OCS ARM6 NAME = 'no HIERARCH'", "MJD-OBS = 61000.5D0",
				"HIERARCH ESO OCS ARM# NAME = 'a number sign'", "HIERARCH ESO OCS ARM12X3 NAME = 'two numbers'",
				"DATE-OBS= 'never ends", "HIERARCH ESO OCS ARM7 NAME='no blank'").old(folder.resolve("a.fits"));
		HeaderFile found = scan(1).scan(List.of(folder)).files().getFirst();
		Map<String, Object> expected = expected(file, FitsText.SELECTION);
		assertEquals(expected, found.header().keywords().values());
		assertTrue(expected.size() >= 8, expected.toString());
	}

	@Test
	void realFilesGiveWhatTheReaderOfWholeFilesGives() throws Exception {
		Path real = TestFiles.require("real");
		ScannedFiles files = scan(4).scan(List.of(real));
		assertTrue(files.files().size() > 20, files.files().size() + " files");
		var all = new KeywordSelection(List.of("OBJECT", "TELESCOP", "EXPTIME", "RA", "DEC", "DATE-OBS", "CRVAL#",
				"NAXIS#", "ESO DET CHIP# ID", "ESO TPL ID", "ORIGIN"));
		for (HeaderFile file : new HeaderScan(all, HeaderMemory.none(), 4).scan(List.of(real)).files()) {
			assertEquals(expected(file.path().orElseThrow(), all), file.header().keywords().values(), file.name());
		}
	}

	@Test
	void findsFilesInFoldersAndLeavesHiddenOnesOut() throws Exception {
		for (String name : List.of("b.fits", "a/x.FIT", "a/deep/y.fts", "c.fits.gz", "z.fits.fz", ".hidden.fits",
				".hidden/h.fits", "readme.txt", "a.fits.part", "fits")) {
			FitsText.frame(1).old(folder.resolve(name));
		}
		Files.write(folder.resolve("c.fits.gz"), FitsText.frame(1).gzip());
		ScannedFiles files = scan(3).scan(List.of(folder));
		assertEquals(List.of("a/deep/y.fts", "a/x.FIT", "b.fits", "c.fits.gz", "z.fits.fz"), names(files));
		assertEquals(1, files.files().stream().map(HeaderFile::identity).distinct().count());
		assertEquals(List.of("readme.txt"), names(scan(3).scan(List.of(folder.resolve("readme.txt")))));
		assertEquals("scan.no-place", assertThrows(ScanException.class,
				() -> scan(3).scan(List.of(folder.resolve("missing")))).explanation().id());
	}

	@Test
	void filesOfSeveralPlacesHaveNamesOfTheirOwn() throws Exception {
		FitsText.frame(1).old(folder.resolve("one/a.fits"));
		FitsText.frame(2).old(folder.resolve("two/a.fits"));
		FitsText.frame(3).old(folder.resolve("two/b.fits"));
		ScannedFiles files = scan(2).scan(List.of(folder.resolve("one"), folder.resolve("two"), folder.resolve("one")));
		assertEquals(List.of("a.fits", "b.fits", "two/a.fits"), names(files));
		assertEquals(List.of("two/a.fits", "two/b.fits", "one/a.fits").stream().sorted().toList(), names(scan(2)
				.scan(List.of(folder, folder.resolve("two")))));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void linksAreFollowedOnceAndLoopsAreNot() throws Exception {
		Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
		Path night = Files.createDirectory(folder.resolve("night"));
		FitsText.frame(1).old(elsewhere.resolve("far.fits"));
		FitsText.frame(2).old(night.resolve("sub/near.fits"));
		Files.createSymbolicLink(night.resolve("a-link-to-sub"), night.resolve("sub"));
		Files.createSymbolicLink(night.resolve("loop"), night);
		Files.createSymbolicLink(night.resolve("sub/up"), night);
		Files.createSymbolicLink(night.resolve("x"), elsewhere);
		Files.createSymbolicLink(night.resolve("y"), elsewhere);
		Files.createSymbolicLink(night.resolve("link.fits"), elsewhere.resolve("far.fits"));
		Files.createSymbolicLink(night.resolve("dangling.fits"), night.resolve("nowhere"));
		for (int threads : List.of(1, 8)) {
			ScannedFiles files = scan(threads).scan(List.of(night));
			assertEquals(List.of("link.fits", "sub/near.fits", "x/far.fits"), names(files));
			assertEquals(List.of("scan.dangling-link"), ids(files));
		}
	}

	@Test
	void badFilesAreToldAndTheOthersGoOn() throws Exception {
		byte[] good = FitsText.frame(1).image(10_000).bytes();
		Files.write(folder.resolve("empty.fits"), new byte[0]);
		Files.write(folder.resolve("none.fits"), "no FITS file".repeat(100).getBytes());
		Files.write(folder.resolve("cut.fits"), Arrays.copyOf(good, good.length - 5000));
		Files.write(folder.resolve("header.fits"), Arrays.copyOf(good, 1000));
		Files.write(folder.resolve("zipped.fits.gz"), Arrays.copyOf(FitsText.frame(1).gzip(), 200));
		Files.createDirectory(folder.resolve("folder.fits"));
		Files.write(folder.resolve("good.fits"), good);
		try (var files = Files.list(folder)) {
			for (Path file : files.toList()) {
				FitsText.aged(file);
			}
		}
		for (int threads : List.of(1, 8)) {
			ScannedFiles files = scan(threads).scan(List.of(folder));
			assertEquals(List.of("good.fits"), names(files));
			assertEquals(List.of("fits.truncated", "fits.empty", "fits.directory", "fits.header-truncated",
					"fits.not-fits", "fits.gzip-damaged"), ids(files));
			assertTrue(files.problems().get(4).summary().contains("none.fits"));
			assertEquals(List.of(), files.unfinished());
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aPipeIsNotWaitedFor() throws Exception {
		assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve("pipe.fits").toString()).start().waitFor());
		assertEquals(List.of("scan.not-regular"), ids(scan(1).scan(List.of(folder))));
	}

	@Test
	void whatIsBeingWrittenIsUnfinished() throws Exception {
		byte[] good = FitsText.frame(1).image(10_000).bytes();
		for (int length : new int[] { 0, 1000, 2880, 2880 + 2880 + 500 }) {
			Files.write(folder.resolve("young.fits"), Arrays.copyOf(good, length));
			ScannedFiles files = scan(1).scan(List.of(folder));
			assertEquals(length == 2880 ? List.of() : List.of("young.fits"), files.unfinished(), length + " bytes");
			assertEquals(List.of(), files.problems());
		}
		InstantSource later = () -> InstantSource.system().instant().plusSeconds(61);
		ScannedFiles files = new HeaderScan(FitsText.SELECTION, HeaderMemory.none(), 1, StoredHeaders::read, later)
				.scan(List.of(folder));
		assertEquals(List.of("fits.truncated"), ids(files));
		assertEquals(List.of(), files.unfinished());
	}

	@Test
	void aFileThatKeepsChangingIsUnfinished() throws Exception {
		Path file = FitsText.frame(1).old(folder.resolve("a.fits"));
		var times = new AtomicInteger();
		HeaderReader restless = path -> {
			StoredHeaders headers = StoredHeaders.read(path);
			Files.write(file, FitsText.frame(times.incrementAndGet()).bytes());
			return headers;
		};
		ScannedFiles files = new HeaderScan(FitsText.SELECTION, HeaderMemory.none(), 1, restless,
				InstantSource.system()).scan(List.of(folder));
		assertEquals(List.of("a.fits"), files.unfinished());
		assertEquals(3, times.get());
	}

	private String identity(FitsText file) throws Exception {
		file.old(folder.resolve("identity/a.fits"));
		return scan(1).scan(List.of(folder.resolve("identity"))).files().getFirst().identity();
	}

	@Test
	void theIdentityIsThatOfTheHeadersWithoutVolatileKeywords() throws Exception {
		String[] plain = { "OBJECT  = 'DARK'", "NUMBER  = 1", "COMMENT   free" };
		String identity = identity(FitsText.primary(plain).image(5, "DATASUM = '17'"));
		assertTrue(identity.matches("[0-9a-f]{64}"), identity);
		assertEquals(identity,
				identity(FitsText
						.primary("DATE    = '2025-11-21'", "OBJECT  = 'DARK'", "CHECKSUM= 'abc'", "NUMBER  = 1",
								"PIPEFILE= 'a very long name&'", "CONTINUE  'that goes on'", "", "COMMENT   free")
						.image(5, "DATASUM = '17'", "CHECKSUM= 'other'")));
		for (FitsText other : List.of(FitsText.primary(plain).image(5, "DATASUM = '18'"),
				FitsText.primary(plain).image(6, "DATASUM = '17'"), FitsText.primary(plain).image(5),
				FitsText.primary(plain).image(5, "DATASUM = '17'").image(5),
				FitsText.primary("OBJECT  = 'DARK' / a comment", "NUMBER  = 1", "COMMENT   free").image(5,
						"DATASUM = '17'"),
				FitsText.primary("NUMBER  = 1", "OBJECT  = 'DARK'", "COMMENT   free").image(5, "DATASUM = '17'"))) {
			assertNotEquals(identity, identity(other));
		}
	}

	/** The same keywords as for the content that a run works with: how a product was made is not what it says. */
	@Test
	void theIdentityOfAProductSaysNothingOfTheFilesItWasMadeFrom() throws Exception {
		String made = "HIERARCH ESO PRO CATG = 'MASTER_DARK'";
		String identity = identity(FitsText.primary(made, "NUMBER  = 1"));
		assertEquals(identity, identity(FitsText.primary("LONGSTRN= 'OGIP 1.0'", made,
				"HIERARCH ESO PRO DATANCOM = 3", "HIERARCH ESO PRO REC1 ID = 'kmos.dark'",
				"HIERARCH ESO PRO REC1 RAW1 NAME = 'a very long na&'", "CONTINUE  'me'",
				"HIERARCH ESO PRO REC12 PARAM7 VALUE='3'", "NUMBER  = 1")));
		for (String other : List.of("HIERARCH ESO PRO REC1 PIPE ID = 'x'", "HIERARCH ESO PRO TECH = 'IMAGE'",
				"HIERARCH ESO QC X = 3", "LONGSTR = 1")) {
			assertNotEquals(identity, identity(FitsText.primary(made, other, "NUMBER  = 1")), other);
		}
	}

	/** Bytes that this process has asked the operating system for, from files and otherwise. */
	private static long bytesRead() throws IOException {
		return Long.parseLong(Files.readAllLines(Path.of("/proc/self/io")).getFirst().replace("rchar: ", ""));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void nothingButHeadersIsRead() throws Exception {
		Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/io")));
		int files = 20;
		int dataBytes = 50_000_000;
		for (int i = 0; i < files; i++) {
			byte[] content = FitsText.frame(i).image(0, "DUMMY   = 1").bytes();
			String text = new String(content, StandardCharsets.ISO_8859_1)
					.replace("NAXIS1  = %20d".formatted(0), "NAXIS1  = %20d".formatted(dataBytes));
			Path file = Files.write(folder.resolve(i + ".fits"),
					text.getBytes(StandardCharsets.ISO_8859_1));
			try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
				sparse.setLength(content.length + dataBytes);
			}
		}
		// classes are loaded before anything is counted
		assertEquals(files, scan(2).scan(List.of(folder)).files().size());
		long before = bytesRead();
		assertEquals(files, scan(2).scan(List.of(folder)).files().size());
		long perFile = (bytesRead() - before) / files;
		assertTrue(perFile > 2 * 2880, perFile + " bytes a file: were the headers read at all?");
		assertTrue(perFile < 200_000, perFile + " bytes a file of " + dataBytes);
	}

	@Test
	void manyFilesAreReadAtTheSameTime() throws Exception {
		for (int i = 0; i < 200; i++) {
			FitsText.frame(i).old(folder.resolve("f%03d.fits".formatted(i)));
		}
		var now = new AtomicInteger();
		var most = new AtomicInteger();
		HeaderReader slow = path -> {
			most.accumulateAndGet(now.incrementAndGet(), Math::max);
			try {
				Thread.sleep(20);
			} catch (InterruptedException e) {
				throw new IOException(e);
			}
			now.decrementAndGet();
			return StoredHeaders.read(path);
		};
		ScannedFiles files = new HeaderScan(FitsText.SELECTION, HeaderMemory.none(), HeaderScan.threads(), slow,
				InstantSource.system()).scan(List.of(folder));
		assertEquals(200, files.files().size());
		assertEquals(200, files.files().stream().map(file -> file.header().value("NUMBER").orElseThrow()).distinct()
				.count());
		assertTrue(most.get() >= 12, most + " files at the same time");
		assertTrue(most.get() <= HeaderScan.threads(), most + " files at the same time");
	}

	@Test
	void howFarAScanIsCanBeHeard() throws Exception {
		for (int i = 0; i < 40; i++) {
			FitsText.frame(i).old(folder.resolve(i + ".fits"));
		}
		for (int threads : List.of(1, 4)) {
			var heard = Collections.synchronizedList(new ArrayList<Integer>());
			new HeaderScan(FitsText.SELECTION, HeaderMemory.none(), threads, (done, total) -> {
				assertEquals(40, total);
				heard.add(done);
			}).scan(List.of(folder));
			assertEquals(42, heard.size());
			assertEquals(0, heard.getFirst());
			assertEquals(40, heard.getLast());
			assertEquals(IntStream.rangeClosed(1, 40).boxed().toList(),
					heard.subList(1, 41).stream().sorted().toList());
		}
	}

	@Test
	void anInterruptEndsAScan() throws Exception {
		for (int i = 0; i < 100; i++) {
			FitsText.frame(i).old(folder.resolve(i + ".fits"));
		}
		var read = new AtomicInteger();
		for (int threads : List.of(1, 4)) {
			var begun = new CountDownLatch(1);
			HeaderReader stuck = _ -> {
				read.incrementAndGet();
				begun.countDown();
				try {
					Thread.sleep(30_000);
				} catch (InterruptedException e) {
					// as a channel does
					Thread.currentThread().interrupt();
					throw new IOException(e);
				}
				throw new IOException("nobody interrupted this");
			};
			var outcome = new AtomicReference<Throwable>();
			Thread scanning = Thread.ofPlatform().start(() -> {
				try {
					new HeaderScan(FitsText.SELECTION, HeaderMemory.none(), threads, stuck, InstantSource.system())
							.scan(List.of(folder));
				} catch (IOException | InterruptedException e) {
					outcome.set(e);
				}
			});
			begun.await();
			scanning.interrupt();
			scanning.join(20_000);
			assertFalse(scanning.isAlive());
			assertEquals(InterruptedException.class, outcome.get().getClass());
		}
		assertTrue(read.get() <= 10, read + " files were begun");
	}

	@Test
	void aMistakeInTheReaderIsNotSwallowed() throws Exception {
		FitsText.frame(1).old(folder.resolve("1.fits"));
		FitsText.frame(2).old(folder.resolve("2.fits"));
		HeaderReader wrong = _ -> {
			throw new IllegalStateException("a mistake");
		};
		assertThrows(IllegalStateException.class,
				() -> new HeaderScan(FitsText.SELECTION, HeaderMemory.none(), 4, wrong,
						InstantSource.system()).scan(List.of(folder)));
	}
}
