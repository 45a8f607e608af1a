package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A night of three small simulated darks with awkward names, and an overlay that corrects a header. */
final class Darks {

	/** Name of the folder with the files; a shell must not understand it. */
	static final String NIGHT = "it's \"a\" night of $HOME `touch pwned` $(touch pwned)";

	private Darks() {
	}

	/** Makes the night and {@code fix.yaml} in a folder. */
	static void make(Path folder) throws Exception {
		var result = Product.run(folder, "recipe", "kmos.simulate-darks", "--set", "seed=5", "--set",
				"startDate=2026-03-01T10:00:00", "--set", "dit=60", "--set", "size=small", "--set", "exposures=3",
				"--set",
				"hotPixels=200,200,200", "--out", "frames");
		assertEquals(0, result.exitCode(), result.toString());
		Path night = Files.createDirectory(folder.resolve(NIGHT));
		List<Path> files = files(folder.resolve("frames"));
		for (int i = 0; i < files.size(); i++) {
			Files.copy(files.get(i), night.resolve("dark;\n$i '" + i + "'.fits"));
		}
		Files.writeString(folder.resolve("fix.yaml"), """
				armillary-overlay: 1
				corrections:
				  - where: "[MJD-OBS] > 0"
				    set: { OBSERVER: "nobody's", EXPNO: 7 }
				    remove: [TELESCOP]
				    reason: It's in the log.
				""");
	}

	/** The frames, without what is true of them. */
	static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> !file.toString().contains("TRUTH")).sorted().toList();
		}
	}

	/** All files below a folder with their names, sorted. */
	static List<Path> all(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
		}
	}

	/** Runs the product and checks its exit code. */
	static Product.Result armillary(Path folder, int exitCode, String... arguments) throws Exception {
		var result = Product.quick(folder, arguments);
		assertEquals(exitCode, result.exitCode(), String.join(" ", arguments) + "\n" + result);
		return result;
	}
}
