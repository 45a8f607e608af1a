package org.armillary.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What tests need besides the repository: shared data files and programs of the system. Where one is absent the test is
 * skipped, visibly; on the integration server, where all is installed, it fails.
 */
final class SharedData {

	private SharedData() {
	}

	/** A file below {@code ../shared/data}, or below the folder that ARMILLARY_TEST_DATA names. */
	static Path require(String relative) {
		String named = System.getenv("ARMILLARY_TEST_DATA");
		Path folder = named == null ? Product.repository().resolveSibling("shared").resolve("data") : Path.of(named);
		Path file = folder.resolve(relative);
		demand(Files.exists(file), "test data " + file);
		return file;
	}

	/** The first of several program names that ends with exit code 0 for the given arguments. */
	static String requireProgram(String what, List<String> names, String... arguments) throws InterruptedException {
		for (String name : names) {
			var command = new ArrayList<String>(List.of(name));
			command.addAll(List.of(arguments));
			try {
				if (Product.execute(Path.of("."), Map.of(), command).exitCode() == 0) {
					return name;
				}
			} catch (IOException e) {
				// not installed under this name
				continue;
			}
		}
		demand(false, what);
		throw new IllegalStateException(what);
	}

	private static void demand(boolean present, String what) {
		if (!present && "true".equals(System.getenv("CI"))) {
			Assertions.fail(what + " is missing, which the integration server must have");
		}
		Assumptions.assumeTrue(present, what + " is missing");
	}
}
