package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value of every HDU is, bit by bit, what astropy reads at the same time from the same file. */
class AstropyTest {

	@TempDir
	Path folder;

	@Test
	void realFilesReadAsAstropyReadsThem() throws Exception {
		List<Path> files = fitsFiles(RealData.require("real"));
		List<String> lines = compare(files);
		assertTrue(files.size() >= 250, files.size() + " files");
		for (String folderName : List.of("isaac_raw", "desi", "nirspec", "kast_raw", "kmos")) {
			assertTrue(files.stream().anyMatch(file -> file.toString().contains("/" + folderName + "/")), folderName);
		}
		assertTrue(lines.stream().filter(line -> line.contains(" image ")).count() >= 300);
		assertTrue(lines.stream().filter(line -> line.startsWith("column ")).count() >= 1000);
		int gzip = 0;
		int tiles = 0;
		for (Path path : files) {
			FitsFile file = FitsFile.open(path);
			gzip += file.isGzip() ? 1 : 0;
			tiles += (int) file.hdus().stream().filter(Hdu::isCompressed).count();
		}
		assertTrue(gzip >= 20 && tiles >= 3, gzip + " gzip files, " + tiles + " compressed images");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 20 })
	void filesOfEveryKindReadAsAstropyReadsThem(int seed) throws Exception {
		RealData.python(folder, "make_fits.py", "", Files.createDirectory(folder.resolve("made")).toString(),
				String.valueOf(seed));
		List<Path> files = fitsFiles(folder.resolve("made"));
		assertEquals(11, files.size());
		List<String> lines = compare(files);
		assertTrue(lines.stream().filter(line -> line.contains(" image ")).count() > 500);
		for (String content : List.of("numbers", "integers", "logical values", "text", "complex numbers",
				"lists of numbers", "lists of integers", "lists of complex numbers")) {
			assertTrue(
					lines.stream().anyMatch(line -> line.startsWith("column ") && line.contains(" " + content + " ")),
					content);
		}
	}

	private List<String> compare(List<Path> files) throws Exception {
		List<String> expected = RealData.python(folder, "fits_values.py",
				files.stream().map(file -> file + "\n").collect(Collectors.joining()));
		var found = new ArrayList<String>();
		for (Path file : files) {
			found.addAll(ContentLines.of(file));
		}
		String context = "";
		for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
			context = expected.get(i).startsWith("file ") ? expected.get(i) : context;
			assertEquals(expected.get(i), found.get(i), context);
		}
		assertEquals(expected.size(), found.size());
		return found;
	}

	private static List<Path> fitsFiles(Path folder) throws IOException {
		try (Stream<Path> paths = Files.walk(folder)) {
			var files = new ArrayList<Path>();
			for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
				try (InputStream stream = Files.newInputStream(path)) {
					byte[] beginning = stream.readNBytes(9);
					if (GzipContent.isGzip(beginning)
							|| new String(beginning, StandardCharsets.ISO_8859_1).equals("SIMPLE  =")) {
						files.add(path);
					}
				}
			}
			return files;
		}
	}
}
