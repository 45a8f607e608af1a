package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** A real KMOS cube passes the tools and keeps its place on the sky, its wavelengths and its values. */
class RealToolsTest {

	private static final String DATA = "IFU_22_22_22_2_etc.DATA";
	private static final double SAME_DEGREES = 1e-9;
	private static final double SAME_METRES = 1e-17;

	@TempDir
	private Path folder;

	@Test
	void aCopiedRegionStaysWhereItWas() throws Exception {
		Path copy = recipe("kmos.copy", "data", cube(), "x1=3", "x2=12", "y1=2", "y2=11", "z1=101", "z2=1900");
		check(copy, DATA, "--shift", "2,1,100");
		check(copy, DATA.replace("DATA", "NOISE"), "--shift", "2,1,100");
	}

	@Test
	void arithmeticKeepsTheCoordinates() throws Exception {
		check(recipe("kmos.arithmetic", "first", cube(), "operator=*", "scalar=2.5"), DATA, "--factor", "2.5");
	}

	@Test
	void strippingTakesTheNoiseAlone() throws Exception {
		Path stripped = recipe("kmos.fits-strip", "file", cube(), "noise=true");
		check(stripped, DATA);
		assertTrue(Files.size(stripped) < 0.6 * Files.size(cube()), "size " + Files.size(stripped));
	}

	@Test
	void stackingGivesAnotherNameAndNothingElse() throws Exception {
		Path stacked = recipe("kmos.fits-stack", "data", cube(), "type=f3i");
		check(stacked, "IFU.1.DATA");
		check(stacked, "IFU.1.NOISE");
	}

	private Path cube() {
		return SharedData.require("real/kmos/ecdfsf3_ifu22.fits");
	}

	/** Runs a recipe on a file and returns its only product, which fitsverify finds nothing wrong with. */
	private Path recipe(String actor, String port, Path input, String... settings)
			throws IOException, InterruptedException {
		Path out = folder.resolve("out");
		var command = new ArrayList<String>(
				List.of("recipe", actor, "--in", port + "=" + input, "--out", out.toString()));
		for (String setting : settings) {
			command.addAll(List.of("--set", setting));
		}
		var result = Product.run(folder, command.toArray(String[]::new));
		assertEquals(0, result.exitCode(), result.toString());
		try (Stream<Path> files = Files.list(out)) {
			List<Path> products = files.toList();
			assertEquals(1, products.size(), products.toString());
			String file = products.getFirst().toString();
			String fitsverify = SharedData.requireProgram("fitsverify", List.of("fitsverify"), file);
			var verified = Product.execute(folder, Map.of(), List.of(fitsverify, file));
			assertTrue(verified.out().contains("0 warning(s) and 0 error(s)"), verified.out());
			return products.getFirst();
		}
	}

	private void check(Path product, String extension, String... options) throws Exception {
		String python = SharedData.requireProgram("python3 with astropy", List.of("/usr/bin/python3", "python3"), "-c",
				"import astropy.wcs");
		boolean noise = extension.endsWith("NOISE");
		var command = new ArrayList<String>(List.of(python,
				Product.repository().resolve("tests/reference/same_sky.py").toString(), cube().toString(),
				noise ? DATA.replace("DATA", "NOISE") : DATA, product.toString(), extension));
		command.addAll(List.of(options));
		var result = Product.execute(folder, Map.of(), command);
		assertEquals(0, result.exitCode(), result.err());
		JsonObject difference = JsonParser.parseString(result.out()).getAsJsonObject();
		assertTrue(difference.get("sky").getAsDouble() < SAME_DEGREES, difference.toString());
		assertTrue(difference.get("wave").getAsDouble() < SAME_METRES, difference.toString());
		assertTrue(difference.get("values").getAsDouble() < 1e-7, difference.toString());
		assertEquals(0, difference.get("blanks").getAsInt(), difference.toString());
	}
}
