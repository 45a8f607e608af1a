package org.armillary.organiser.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.armillary.actor.message.Message;
import org.armillary.data.fits.StoredHeaders;
import org.armillary.organiser.header.HeaderFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HeaderArchiveTest {

	@TempDir
	Path folder;

	private static ScannedFiles scan(Path place) throws Exception {
		return new HeaderScan(FitsText.SELECTION, HeaderMemory.none(), 3).scan(List.of(place));
	}

	private Path night(int files) throws IOException {
		Path night = folder.resolve("night");
		for (int i = 0; i < files; i++) {
			FitsText.frame(i).image(3000 * i, "EXTNAME = 'CHIP1'").image(7)
					.old(night.resolve((i % 2 == 0 ? "" : "sub/") + "f%03d ä.fits".formatted(i)));
		}
		return night;
	}

	private static List<Object> content(ScannedFiles files) {
		var content = new ArrayList<Object>();
		for (HeaderFile file : files.files()) {
			content.add(List.of(file.name(), file.bytes(), file.identity(),
					List.copyOf(file.header().keywords().values().entrySet())));
		}
		return content;
	}

	private String refusal(Path zip) {
		return assertThrows(ScanException.class, () -> HeaderArchive.read(zip, FitsText.SELECTION)).explanation().id();
	}

	/** Headers of a small file as they stand in an archive. */
	private byte[] blocks() throws IOException {
		return StoredHeaders.read(FitsText.frame(1).image(5000).old(folder.resolve("blocks/a.fits"))).blocks();
	}

	private static byte[] manifest(ArchiveManifest.Entry... files) throws IOException {
		return new ArchiveManifest(1, files.length, List.of(files)).json();
	}

	private Path zip(Map<String, byte[]> entries) throws IOException {
		Path zip = folder.resolve("made.zip");
		try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
			for (var entry : entries.entrySet()) {
				out.putNextEntry(new ZipEntry(entry.getKey()));
				out.write(entry.getValue());
				out.closeEntry();
			}
		}
		return zip;
	}

	/** An archive of one file. */
	private Path archive(String name, String entry) throws IOException {
		var entries = new TreeMap<String, byte[]>((a, b) -> a.equals(ArchiveManifest.NAME) ? -1
				: b.equals(ArchiveManifest.NAME) ? 1 : a.compareTo(b));
		entries.put(ArchiveManifest.NAME, manifest(new ArchiveManifest.Entry(name, 5760, entry)));
		entries.put(entry, blocks());
		return zip(entries);
	}

	@Test
	void anArchiveGivesWhatTheFolderGives() throws Exception {
		Path night = night(150);
		Files.write(night.resolve("zipped.fits.gz"), FitsText.frame(400).image(100).gzip());
		Files.write(night.resolve("bad.fits"), "nothing".getBytes(StandardCharsets.US_ASCII));
		ScannedFiles there = scan(night);
		Path zip = folder.resolve("headers.zip");
		ScannedFiles written = HeaderArchive.write(List.of(night), zip);
		assertEquals(List.of("fits.not-fits"), written.problems().stream().map(Message::id).toList());
		assertEquals(151, written.files().size());
		ScannedFiles read = HeaderArchive.read(zip, FitsText.SELECTION);
		assertEquals(content(there), content(read));
		assertEquals(List.of(), read.problems());
		assertTrue(read.files().stream().allMatch(file -> file.path().equals(Optional.empty())));
		assertTrue(Files.size(zip) < 151L * 1500, Files.size(zip) + " bytes");
	}

	@Test
	void realFilesComeOutAsTheyWentIn() throws Exception {
		Path real = TestFiles.require("real");
		ScannedFiles there = scan(real);
		HeaderArchive.write(there, folder.resolve("real.zip"), false);
		assertEquals(content(there), content(HeaderArchive.read(folder.resolve("real.zip"), FitsText.SELECTION)));
	}

	/** Names in bytes that are no text look the same, and must not in an archive. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void namesThatAreNoTextAreToldApart() throws Exception {
		FitsText.frame(1).old(folder.resolve("night/a.fits"));
		FitsText.frame(2).old(folder.resolve("night/b.fits"));
		FitsText.frame(3).old(folder.resolve("night/c.fits"));
		var rename = new ProcessBuilder("sh", "-c", "mv a.fits \"$(printf 'x\\377.fits')\"; "
				+ "mv b.fits \"$(printf 'x\\376.fits')\"; mv c.fits \"$(printf 'x\\375.fits')\"");
		assertEquals(0, rename.directory(folder.resolve("night").toFile()).start().waitFor());
		ScannedFiles scanned = scan(folder.resolve("night"));
		assertEquals(3, scanned.files().stream().map(HeaderFile::name).distinct().count(), scanned.toString());
		Path zip = folder.resolve("odd.zip");
		HeaderArchive.write(scanned, zip, false);
		assertEquals(content(scanned), content(HeaderArchive.read(zip, FitsText.SELECTION)));
	}

	@Test
	void theSameFilesGiveTheSameBytes() throws Exception {
		Path night = night(70);
		HeaderArchive.write(List.of(night), folder.resolve("a.zip"));
		HeaderArchive.write(scan(night), folder.resolve("b.zip"), false);
		assertArrayEquals(Files.readAllBytes(folder.resolve("a.zip")), Files.readAllBytes(folder.resolve("b.zip")));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void otherProgramsCanUnpackIt() throws Exception {
		HeaderArchive.write(List.of(night(3)), folder.resolve("a.zip"));
		try (var file = new ZipFile(folder.resolve("a.zip").toFile())) {
			assertEquals(List.of("headers.json", "headers/000001", "headers/000002", "headers/000003"),
					file.stream().map(ZipEntry::getName).toList());
			try (var first = file.getInputStream(file.getEntry("headers/000001"))) {
				assertEquals("SIMPLE  =", new String(first.readNBytes(9), StandardCharsets.US_ASCII));
			}
		}
	}

	@Test
	void nothingIsReplacedUnlessToldTo() throws Exception {
		Path night = night(2);
		Path zip = Files.writeString(folder.resolve("a.zip"), "precious");
		assertEquals("archive.exists", assertThrows(ScanException.class,
				() -> HeaderArchive.write(List.of(night), zip)).explanation().id());
		assertEquals("precious", Files.readString(zip));
		HeaderArchive.write(scan(night), zip, true);
		assertEquals(2, HeaderArchive.read(zip, FitsText.SELECTION).files().size());
	}

	@Test
	void nothingIsWrittenByHalves() throws Exception {
		Path night = night(100);
		ScannedFiles files = scan(night);
		FitsText.frame(7777).old(night.resolve("f098 ä.fits"));
		Path zip = Files.createDirectory(folder.resolve("out")).resolve("a.zip");
		assertEquals("archive.changed", assertThrows(ScanException.class,
				() -> HeaderArchive.write(files, zip, false)).explanation().id());
		Files.delete(night.resolve("f098 ä.fits"));
		assertEquals("archive.changed", assertThrows(ScanException.class,
				() -> HeaderArchive.write(files, zip, false)).explanation().id());
		Thread.currentThread().interrupt();
		assertThrows(InterruptedException.class, () -> HeaderArchive.write(files, zip, false));
		assertEquals("archive.unwritable", assertThrows(ScanException.class, () -> HeaderArchive.write(scan(night),
				folder.resolve("missing/a.zip"), false)).explanation().id());
		assertEquals("archive.too-many", assertThrows(ScanException.class, () -> HeaderArchive.write(
				List.of(Files.createDirectory(folder.resolve("nothing"))), zip)).explanation().id());
		try (var left = Files.list(zip.getParent())) {
			assertEquals(List.of(), left.toList());
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void namesThatNoArchiveMayHaveAreLeftOutAndTold() throws Exception {
		Path night = night(2);
		FitsText.frame(5).old(night.resolve("back\\slash.fits"));
		ScannedFiles written = HeaderArchive.write(List.of(night), folder.resolve("a.zip"));
		assertEquals(List.of("archive.name"), written.problems().stream().map(Message::id).toList());
		assertEquals(2, HeaderArchive.read(folder.resolve("a.zip"), FitsText.SELECTION).files().size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/etc/passwd", "../up.fits", "a/../../up.fits", "a/..", "C:/x.fits", "c:x.fits",
			"a\\b.fits",
			"a\0b.fits", "a//b.fits", "./a.fits", "//server/x.fits" })
	void namesThatLeadOutAreRefused(String name) throws Exception {
		assertEquals("archive.unsafe", refusal(archive(name, "headers/000001")), "file");
		if (name.indexOf('\0') < 0) {
			assertEquals("archive.unsafe", refusal(archive("a.fits", name)), "entry");
			assertEquals("archive.unsafe", refusal(zip(withManifest(Map.of(name, blocks())))), "entry not in the list");
		}
	}

	private Map<String, byte[]> withManifest(Map<String, byte[]> others) throws IOException {
		var entries = new LinkedHashMap<String, byte[]>();
		entries.put(ArchiveManifest.NAME, manifest(new ArchiveManifest.Entry("a.fits", 5760, "headers/000001")));
		entries.putAll(others);
		return entries;
	}

	@Test
	void nothingIsThereTwice() throws Exception {
		var first = new ArchiveManifest.Entry("a.fits", 1, "headers/1");
		assertEquals("archive.unsafe", refusal(zip(Map.of(ArchiveManifest.NAME,
				manifest(first, new ArchiveManifest.Entry("a.fits", 1, "headers/2"))))));
		assertEquals("archive.unsafe", refusal(zip(Map.of(ArchiveManifest.NAME,
				manifest(first, new ArchiveManifest.Entry("b.fits", 1, "headers/1"))))));
		// no library writes an entry twice: a name is changed in the finished file
		Path zip = zip(withManifest(new TreeMap<>(Map.of("headers/000001", blocks(), "headers/000002", blocks()))));
		String text = new String(Files.readAllBytes(zip), StandardCharsets.ISO_8859_1);
		Files.write(zip, text.replace("headers/000002", "headers/000001").getBytes(StandardCharsets.ISO_8859_1));
		assertEquals("archive.unsafe", refusal(zip));
	}

	@Test
	void manifestsThatDoNotAgreeWithTheRestAreRefused() throws Exception {
		assertEquals("archive.damaged", refusal(zip(withManifest(Map.of()))), "a file is missing");
		assertEquals("archive.damaged", refusal(zip(withManifest(new TreeMap<>(Map.of("headers/000001", blocks(),
				"headers/000002", blocks()))))), "a file too much");
		String good = new String(manifest(new ArchiveManifest.Entry("a.fits", 5760, "headers/000001")),
				StandardCharsets.UTF_8);
		for (var change : Map.of("\"number\": 1", "\"number\": 2", "5760", "-5760", "{", "{{", "[", "{", "}", "",
				"\"headers/000001\"", "null", ": 5760", ": 1e400").entrySet()) {
			String bad = good.replace(change.getKey(), change.getValue());
			assertTrue(!bad.equals(good), change.getKey());
			assertEquals("archive.damaged", refusal(zip(Map.of(ArchiveManifest.NAME,
					bad.getBytes(StandardCharsets.UTF_8)))), bad);
		}
		assertEquals("archive.version", refusal(zip(Map.of(ArchiveManifest.NAME,
				good.replace("headers\": 1", "headers\": 2").getBytes(StandardCharsets.UTF_8)))));
		assertEquals("archive.damaged", refusal(zip(Map.of(ArchiveManifest.NAME,
				("[".repeat(100_000) + "]".repeat(100_000)).getBytes(StandardCharsets.UTF_8)))));
		assertEquals("archive.damaged", refusal(zip(Map.of(ArchiveManifest.NAME,
				("{\"x\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8)))));
	}

	@Test
	void otherFilesAreToldForWhatTheyAre() throws Exception {
		assertEquals("archive.fits", refusal(zip(Map.of("night/KMOS.fits", FitsText.frame(1).bytes()))));
		assertEquals("archive.fits", refusal(zip(new TreeMap<>(Map.of("night/", new byte[0], "night/KMOS.fits.gz",
				FitsText.frame(1).gzip())))));
		assertEquals("archive.foreign", refusal(zip(Map.of("thesis.docx", new byte[5]))));
		assertEquals("archive.foreign", refusal(Files.writeString(folder.resolve("a.txt"), "a text")));
		assertEquals("archive.foreign", refusal(Files.write(folder.resolve("empty.zip"), new byte[0])));
		assertEquals("archive.damaged", refusal(
				Files.write(folder.resolve("junk.zip"), new byte[] { 'P', 'K', 3, 4, ' ', 'j', 'u', 'n', 'k' })));
		byte[] nothing = new byte[22];
		System.arraycopy(new byte[] { 'P', 'K', 5, 6 }, 0, nothing, 0, 4);
		assertEquals("archive.foreign", refusal(Files.write(folder.resolve("nothing.zip"), nothing)));
		assertEquals("archive.foreign", refusal(Files.write(folder.resolve("a.fits"), FitsText.frame(1).bytes())));
		assertEquals("archive.unreadable", refusal(folder.resolve("missing.zip")));
		assertEquals("archive.unreadable", refusal(folder));
		// whole files where headers should be
		assertEquals("archive.damaged", refusal(zip(withManifest(Map.of("headers/000001",
				FitsText.frame(1).image(50_000, "DATA    = 1").bytes())))));
	}

	@Test
	void bombsAreStoppedAtTheirLimits() throws Exception {
		byte[] zeros = new byte[HeaderArchive.MOST_FILE_BYTES + 1];
		Arrays.fill(zeros, (byte) ' ');
		assertEquals("archive.too-large", refusal(zip(withManifest(Map.of("headers/000001", zeros)))));
		var many = new StringBuilder("{\"armillary-headers\": 1, \"number\": 200001, \"files\": [");
		for (int i = 0; i <= HeaderArchive.MOST_FILES; i++) {
			many.append(i == 0 ? "" : ",").append("{\"name\":\"").append(i).append("\",\"bytes\":1,\"entry\":\"h")
					.append(i).append("\"}");
		}
		assertEquals("archive.too-large", refusal(zip(Map.of(ArchiveManifest.NAME,
				many.append("]}").toString().getBytes(StandardCharsets.UTF_8)))));
	}

	/** Many headers of little size in the zip, each of which makes a long text. */
	@Test
	void whatIsKeptOfAllFilesIsBounded() throws Exception {
		var records = new ArrayList<String>(List.of("OBJECT  = 'begins&'"));
		for (int i = 0; i < 1000; i++) {
			records.add("CONTINUE  '" + "x".repeat(66) + "&'");
		}
		byte[] header = FitsText.primary(records.toArray(String[]::new)).bytes();
		var entries = new TreeMap<String, byte[]>();
		var files = new ArrayList<ArchiveManifest.Entry>();
		for (int i = 0; i < 10; i++) {
			files.add(new ArchiveManifest.Entry(i + ".fits", 1, "headers/" + i));
			entries.put("headers/" + i, header);
		}
		var all = new LinkedHashMap<String, byte[]>();
		all.put(ArchiveManifest.NAME, manifest(files.toArray(ArchiveManifest.Entry[]::new)));
		all.putAll(entries);
		Path zip = zip(all);
		assertEquals(10, new ArchiveReader(zip, FitsText.SELECTION, 700_000).read().files().size());
		var refused = assertThrows(ScanException.class,
				() -> new ArchiveReader(zip, FitsText.SELECTION, 600_000).read());
		assertEquals("archive.too-large", refused.explanation().id());
	}

	/** A folder that other programs note in a zip does not matter. */
	@Test
	void packedAgainByAnotherProgramItIsTheSame() throws Exception {
		var entries = new TreeMap<>(withManifest(Map.of("headers/", new byte[0], "headers/000001", blocks())));
		assertEquals(List.of("headers.json", "headers/", "headers/000001"), List.copyOf(entries.keySet()));
		assertEquals(1, HeaderArchive.read(zip(entries), FitsText.SELECTION).files().size());
	}

	@Test
	void damageGivesOneMessageOrDoesNotMatter() throws Exception {
		Path zip = folder.resolve("good.zip");
		HeaderArchive.write(List.of(night(5)), zip);
		List<Object> truth = content(HeaderArchive.read(zip, FitsText.SELECTION));
		byte[] good = Files.readAllBytes(zip);
		int refused = 0;
		for (int number = 0; number < 600; number++) {
			var random = new Random(31_337L * number);
			byte[] bad = number % 3 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
			for (int change = 0; number % 3 != 0 && change <= random.nextInt(3); change++) {
				bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
			}
			Path damaged = Files.write(folder.resolve("damaged.zip"), bad);
			try {
				ScannedFiles files = HeaderArchive.read(damaged, FitsText.SELECTION);
				assertEquals(truth, content(files), "damage " + number);
			} catch (ScanException e) {
				assertTrue(e.explanation().id().startsWith("archive."), e.explanation().id());
				refused++;
			}
		}
		assertTrue(refused > 300, refused + " were refused");
	}
}
