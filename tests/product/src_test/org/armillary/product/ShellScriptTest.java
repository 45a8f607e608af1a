package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts that repeat a run are run with the product alone and give the same bytes: with corrected headers, categories by
 * rules, two nodes, and names that a shell must not understand.
 */
class ShellScriptTest {

	private static final String FLOW = """
			armillary-workflow: 1
			name: darks
			rules: kmos
			inputs:
			  darks: { payload: image, category: DARK }
			nodes:
			  dark: { actor: kmos.dark, parameters: { iterations: 2 } }
			  copy: { actor: kmos.copy }
			connections:
			  - darks -> dark.darks
			  - dark.master -> copy.data
			""";

	@TempDir
	private static Path folder;

	@BeforeAll
	static void run() throws Exception {
		Darks.make(folder);
		Files.writeString(folder.resolve("darks.flow.yaml"), FLOW);
		Darks.armillary(folder, 0, "run", "darks.flow.yaml", "--data", Darks.NIGHT, "--overlay", "fix.yaml", "--out",
				"out");
		// neither store nor workflow are needed any more
		Darks.armillary(folder, 0, "show", "last", "--as", "shell", "--out", "whole.sh");
		Darks.armillary(folder, 0, "show", "last", "--as", "shell", "--node", "dark", "--out", "dark.sh");
		Files.move(Product.store(folder), folder.resolve("hidden store"));
		Files.delete(folder.resolve("darks.flow.yaml"));
	}

	private static Product.Result script(String name, String out, String raw) throws Exception {
		var environment = new HashMap<>(Map.of("ARMILLARY", Product.folder().resolve("armillary").toString(),
				"OUT", out));
		if (!raw.isEmpty()) {
			environment.put("RAW_1", raw);
		}
		return Product.execute(folder, environment, List.of("sh", name));
	}

	@Test
	void theWholeRunIsRepeatedByteForByte() throws Exception {
		Path night = folder.resolve("moved away");
		Files.move(folder.resolve(Darks.NIGHT), night);
		try {
			var result = script("whole.sh", "it's again", night.toString());
			assertEquals(0, result.exitCode(), result.toString());
			Path again = folder.resolve("it's again");
			List<Path> made = Darks.all(folder.resolve("out"));
			assertEquals(3, made.size(), made.toString());
			assertEquals(made, Darks.all(again));
			for (Path file : made) {
				assertEquals(-1, Files.mismatch(folder.resolve("out").resolve(file), again.resolve(file)),
						file.toString());
			}
			assertFalse(Files.exists(folder.resolve("pwned")));
			assertFalse(Files.exists(Product.store(folder)));
		} finally {
			Files.move(night, folder.resolve(Darks.NIGHT));
		}
	}

	@Test
	void aNodeIsRepeatedAndADifferenceIsTold() throws Exception {
		String text = Files.readString(folder.resolve("dark.sh"));
		assertFalse(text.contains("kmos.copy"), text);
		assertTrue(text.contains("--category darks.1=DARK"), text);
		assertTrue(text.contains("--set iterations=2") && text.contains("--set noise=model"), text);
		Files.writeString(folder.resolve("other.sh"), text.replace("--set noise=model", "--set noise=scatter"));
		var result = script("other.sh", "other", "");
		assertEquals(1, result.exitCode(), result.toString());
		assertTrue(result.err().contains("cli.product-differs"), result.err());
	}
}
