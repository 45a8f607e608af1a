package org.armillary.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.armillary.actor.Payload;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.engine.files.FileNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What headers tell of files. */
class HeaderFilesTest {

	/** SHA-256 of the three bytes {@code abc}; FIPS 180-2, appendix B.1. */
	private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

	@TempDir
	Path folder;

	private final HeaderFiles files = new HeaderFiles();

	private Path write(String name, float value) throws IOException {
		Path file = folder.resolve(name);
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.EMPTY.with("ESO PRO CATG", "DARK").with("EXPTIME", 60.0));
			writer.image("IFU.1.DATA", FitsHeader.EMPTY, "adu", new float[] { value, 2, 3, 4 }, 2, 2);
			writer.image("IFU.2.DATA", FitsHeader.EMPTY, "adu", new float[] { 1, 2 }, 2);
			writer.commit();
		}
		return file;
	}

	@Test
	void aFitsFileIsKnownByItsHeadersWhateverItsName() throws Exception {
		for (String name : List.of("x.fits", "x.dat")) {
			Path file = write(name, 1);
			FileFacts facts = files.facts(file);
			assertEquals("DARK", facts.description().category());
			assertEquals(60.0, facts.description().keywords().number("EXPTIME").orElseThrow());
			assertEquals(Set.of(Payload.FILE, Payload.IMAGE, Payload.SPECTRUM), facts.payloads());
			assertEquals(Files.size(file), facts.bytes());
		}
	}

	@Test
	void anotherFileIsJustAFile() throws Exception {
		Path file = Files.writeString(folder.resolve("x.txt"), "abc");
		FileFacts facts = files.facts(file);
		assertEquals("", facts.description().category());
		assertEquals(Set.of(), facts.description().keywords().names());
		assertEquals(Set.of(Payload.FILE), facts.payloads());
		assertEquals(3, facts.bytes());
		assertEquals(ABC, files.digest(file, ExtensionSelection.ALL));
	}

	@Test
	void whatShouldBeFitsMustBe() throws Exception {
		byte[] whole = Files.readAllBytes(write("x.fits", 1));
		Path cut = Files.write(folder.resolve("cut.dat"), Arrays.copyOf(whole, 4000));
		for (Path file : List.of(Files.writeString(folder.resolve("text.fits"), "abc"), cut,
				folder.resolve("absent.fits"),
				folder.resolve("absent.txt"), folder)) {
			assertThrows(FitsException.class, () -> files.facts(file), file.toString());
			assertThrows(FitsException.class, () -> files.digest(file, ExtensionSelection.ALL), file.toString());
		}
	}

	@Test
	void onlySelectedExtensionsCount() throws Exception {
		Path one = write("one.fits", 1);
		Path other = write("other.fits", 5);
		assertNotEquals(files.digest(one, ExtensionSelection.ALL), files.digest(other, ExtensionSelection.ALL));
		var second = new ExtensionSelection(List.of("IFU.2.*"));
		assertEquals(files.digest(one, second), files.digest(other, second));
		var first = new ExtensionSelection(List.of("IFU.1.*"));
		assertNotEquals(files.digest(one, first), files.digest(other, first));
	}

	@Test
	void namesTellWhatIsFits() {
		for (String name : List.of("a.fits", "a.FIT", "a.b.fts", "a.fits.gz", "a.fits.fz")) {
			assertTrue(FileNames.isFits(Path.of(name)), name);
		}
		for (String name : List.of("a.fits.txt", "fits", "a.gz", "a")) {
			assertFalse(FileNames.isFits(Path.of(name)), name);
		}
		assertEquals(List.of("a.b", "a", "a.fits", "a", ".hidden"),
				List.of("a.b.fits.gz", "/x.y/a", "a.fits.txt", "a.FITS", ".hidden").stream()
						.map(name -> FileNames.stem(Path.of(name))).toList());
	}
}
