package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * The data bundle of the product beside other programs: world coordinates of a real cube as astropy.wcs gives them,
 * also after cutting, binning and collapsing; and files that fitsverify and astropy read without a word.
 */
class DataProbeTest {

	private static final double DEGREES = 1e-9;
	private static final double MICRON = 1e-11;

	@TempDir
	private Path folder;

	@Test
	void rewrittenHeadersGiveTheCoordinatesOfTheRealCube() throws Exception {
		Path cube = SharedData.require("real/kmos/ecdfsf3_ifu22.fits");
		String python = astropy();
		String probed = probe("wcs", cube);
		Path requests = Files.writeString(folder.resolve("headers.jsonl"), probed);
		var reference = Product.execute(folder, Map.of(), List.of(python,
				Product.repository().resolve("tests/reference/wcs_reference.py").toString(), requests.toString()));
		assertEquals(0, reference.exitCode(), reference.err());
		List<JsonObject> headers = probed.lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
		List<JsonArray> coordinates = reference.out().lines().map(line -> JsonParser.parseString(line).getAsJsonArray())
				.toList();
		assertEquals(9, headers.size());
		assertEquals(headers.size(), coordinates.size());
		JsonArray original = coordinates.getFirst();
		for (int i = 0; i < headers.size(); i++) {
			String name = headers.get(i).get("name").getAsString();
			boolean spectrum = name.contains("spectrum");
			assertEquals(5, coordinates.get(i).size());
			for (int point = 0; point < original.size(); point++) {
				double[] expected = numbers(original.get(point).getAsJsonArray());
				double[] found = numbers(coordinates.get(i).get(point).getAsJsonArray());
				double[] own = numbers(headers.get(i).getAsJsonArray("own").get(point).getAsJsonArray());
				if (spectrum) {
					assertEquals(1, found.length);
					assertEquals(1e6 * expected[2], 1e6 * found[0], MICRON, name);
					assertEquals(1e6 * expected[2], own[0], MICRON, name);
				} else {
					for (int axis = 0; axis < 2; axis++) {
						assertEquals(expected[axis], found[axis], DEGREES, name);
						assertEquals(expected[axis], own[axis], DEGREES, name);
					}
					assertEquals(name.contains("collapsed") || name.equals("sliced") ? 2 : 3, found.length, name);
					if (found.length == 3) {
						assertEquals(1e6 * expected[2], 1e6 * found[2], MICRON, name);
					}
				}
			}
		}
	}

	@Test
	void otherProgramsReadWhatIsWritten() throws Exception {
		String python = astropy();
		Path file = folder.resolve("all.fits");
		probe("write", file);
		String fitsverify = SharedData.requireProgram("fitsverify", List.of("fitsverify"), file.toString());
		var verified = Product.execute(folder, Map.of(), List.of(fitsverify, file.toString()));
		assertTrue(verified.out().contains("0 warning(s) and 0 error(s)"), verified.out());
		var reference = Product.execute(folder, Map.of(), List.of(python,
				Product.repository().resolve("tests/reference/fits_reference.py").toString(), file.toString()));
		assertEquals(0, reference.exitCode(), reference.err());
		Map<String, JsonObject> hdus = new HashMap<>();
		var order = new ArrayList<String>();
		reference.out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).forEach(hdu -> {
			String name = hdu.get("name").getAsString();
			order.add(name);
			hdus.put(name, hdu);
			assertTrue(hdu.get("sums").getAsBoolean(), name);
		});
		assertEquals(List.of("PRIMARY", "DET.1.DATA", "DET.1.NOISE", "DET.1.MASK", "IFU.7.DATA", "IFU.7.NOISE",
				"IFU.8.DATA", "IFU.8.MASK", "IFU.8", "IFU.9.DATA", "DOUBLES", "INTS", "SHORTS", "BYTES", "STRIPS",
				"STATS"), order);
		assertKeywords(hdus.get("PRIMARY").getAsJsonObject("keywords"));
		assertKeywords(hdus.get("DET.1.NOISE").getAsJsonObject("keywords"));
		assertKeywords(hdus.get("STATS").getAsJsonObject("keywords"));
		assertPixels(hdus.get("PRIMARY"), -32, "[2,2]", 1.5, 1);
		assertPixels(hdus.get("DET.1.DATA"), -32, "[3,2]", 18, 1);
		assertPixels(hdus.get("DET.1.NOISE"), -32, "[3,2]", 10.5, 1);
		assertPixels(hdus.get("DET.1.MASK"), 8, "[3,2]", 258, 0);
		assertPixels(hdus.get("IFU.7.NOISE"), -32, "[3]", 0.1f + (double) 0.2f, 1);
		assertPixels(hdus.get("IFU.8"), -32, "[1,1,1]", 42, 0);
		assertPixels(hdus.get("DOUBLES"), -64, "[3]", Math.PI, 1);
		assertPixels(hdus.get("INTS"), 32, "[3]", 1.0 + Integer.MAX_VALUE, 1);
		assertPixels(hdus.get("SHORTS"), 16, "[3]", 4, 1);
		assertPixels(hdus.get("BYTES"), 8, "[3]", 259, 0);
		assertPixels(hdus.get("STRIPS"), -32, "[1000,300]", 0.25 * 299_999 * 150_000, 0);
		JsonObject columns = hdus.get("STATS").getAsJsonObject("columns");
		assertEquals("[1.5,null]", columns.get("MEAN").toString());
		assertEquals("[[1.0,2.0,3.0],[4.0,5.0,6.0]]", columns.get("WIDE").toString());
		assertEquals("[-9223372036854775808,3]", columns.get("N").toString());
		assertEquals("[\"IFU.1.DATA\",\"\"]", columns.get("NAME").toString());
		assertEquals("[[\"a\",\"bcd\"],[\"ef\",\"\"]]", columns.get("LINES").toString());
		assertEquals("[[true,false],[false,true]]", columns.get("FLAGS").toString());
		assertEquals("[[0,255],[1,2]]", columns.get("BYTE").toString());
		assertEquals("[\"(1-2j)\",\"(3+0.5j)\"]", columns.get("WAVES").toString());
		assertEquals("[[1.0,2.0],[3.5]]", columns.get("LISTS").toString());
		assertEquals("[[],[7]]", columns.get("COUNTS").toString());
	}

	private static void assertKeywords(JsonObject keywords) {
		assertEquals(2.1, keywords.get("ESO DET CHIP GAIN").getAsDouble());
		assertEquals("YJ's", keywords.get("ESO INS FILT3 ID").getAsString());
		assertEquals("x".repeat(200), keywords.get("ESO PRO REC1 RAW1 NAME").getAsString());
		assertEquals("it's not 'quoted'; & more ".repeat(9).strip(), keywords.get("ESO OBS LONG TEXT").getAsString());
		assertEquals("y".repeat(67) + "'" + "z".repeat(67) + "&" + "w".repeat(60),
				keywords.get("LONGTEXT").getAsString());
		assertEquals("ends with &", keywords.get("AMPERS").getAsString());
		assertEquals("", keywords.get("EMPTY").getAsString());
		assertEquals(1e-300, keywords.get("TINY").getAsDouble());
		assertEquals(Long.MAX_VALUE, keywords.get("BIG").getAsLong());
		assertEquals(-1.2345678901234567e-20, keywords.get("NEGATIVE").getAsDouble());
		assertTrue(keywords.get("YES").getAsBoolean());
	}

	private static void assertPixels(JsonObject hdu, int bitpix, String dimensions, double sum, int missing) {
		assertEquals(bitpix, hdu.get("bitpix").getAsInt());
		assertEquals(dimensions, hdu.get("dimensions").toString());
		assertEquals(sum, hdu.get("sum").getAsDouble());
		assertEquals(missing, hdu.get("missing").getAsInt());
		boolean ends = hdu.get("name").getAsString().equals("IFU.7.NOISE");
		assertEquals(ends, hdu.get("last").equals(JsonNull.INSTANCE));
	}

	private static String astropy() throws InterruptedException {
		return SharedData.requireProgram("python3 with astropy", List.of("/usr/bin/python3", "python3"), "-c",
				"import astropy.wcs");
	}

	/** Runs the probe on the jars of the product. */
	private String probe(String verb, Path file) throws Exception {
		var jars = new ArrayList<String>();
		try (Stream<Path> plugins = Files.list(Product.folder().resolve("plugins"))) {
			plugins.map(Path::toString).filter(name -> name.matches(".*/org\\.armillary\\.(data|actor)_.*\\.jar"))
					.forEach(jars::add);
		}
		assertEquals(2, jars.size(), jars.toString());
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				String.join(File.pathSeparator, jars),
				Product.repository().resolve("tests/reference/DataProbe.java").toString(), verb, file.toString());
		var result = Product.execute(folder, Map.of(), command);
		assertEquals(0, result.exitCode(), result.err());
		return result.out();
	}

	private static double[] numbers(JsonArray array) {
		return array.asList().stream().mapToDouble(number -> number.getAsDouble()).toArray();
	}
}
