package org.armillary.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Compares the page {@code docs/kmos/simulator.md} with the sources of the simulator: the table of settings has a row
 * for each setting in their order, and all pictures are there, not too large, and shown.
 */
class SimulatorPageTest {

	private static final String CONFIG = "bundles/kmos/org.armillary.kmos.simulator/src/"
			+ "org/armillary/kmos/simulator/config/";
	private static final Pattern EFFECT = Pattern.compile("(?m)^\t([A-Z_]+)\\(\"(\\w+)\"\\)[,;]");
	private static final Pattern SETTING = Pattern.compile("(?m)^\t[A-Z_]+\\(Effect\\.(\\w+),\\s+\"([^\"]+)\",\\s+"
			+ "\"([^\"]*)\",\\s+([\\w.]+),\\s+([\\w.]+),\\s+([\\w.]+),\\s+([\\w.]+),\\s+\"([^\"]*)\"\\)[,;]");
	private static final Pattern CONSTANT = Pattern.compile("(?m)^\t[A-Z_]+\\(");
	private static final Pattern PICTURE = Pattern.compile("\\(images/([\\w.-]+)\\)");
	private static final String ROW = "(?s)\\| `\\w+` \\| `[\\w.]+` \\|.*";
	private static final int LARGEST_PICTURE = 150_000;
	private static final int LARGEST_SUM = 900_000;

	private Path root;
	private String page;

	@BeforeEach
	void read() throws IOException {
		root = Repository.rootOfThisBuild();
		page = Files.readString(root.resolve("docs/kmos/simulator.md"));
	}

	@Test
	void everySettingHasItsRow() throws IOException {
		String settings = Files.readString(root.resolve(CONFIG + "Setting.java"));
		Map<String, String> effects = EFFECT.matcher(Files.readString(root.resolve(CONFIG + "Effect.java"))).results()
				.collect(Collectors.toMap(effect -> effect.group(1), effect -> effect.group(2)));
		List<MatchResult> found = SETTING.matcher(settings).results().toList();
		assertEquals(CONSTANT.matcher(settings).results().count(), found.size());
		assertEquals(effects.keySet(), found.stream().map(setting -> setting.group(1)).collect(Collectors.toSet()));
		List<String> expected = found.stream().map(setting -> row(setting, effects)).toList();
		assertEquals(String.join("\n", expected),
				page.lines().filter(line -> line.matches(ROW)).collect(Collectors.joining("\n")));
	}

	@Test
	void picturesAreShownAndSmall() throws IOException {
		List<String> shown = PICTURE.matcher(page).results().map(picture -> picture.group(1)).sorted().toList();
		long sum = 0;
		for (String name : shown) {
			long bytes = Files.size(root.resolve("docs/kmos/images").resolve(name));
			assertTrue(bytes <= LARGEST_PICTURE, name + " has " + bytes + " bytes");
			sum += bytes;
		}
		assertTrue(sum <= LARGEST_SUM, "pictures have " + sum + " bytes");
		try (var files = Files.list(root.resolve("docs/kmos/images"))) {
			assertEquals(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("simulator-"))
					.sorted().toList(), shown);
		}
	}

	private static String row(MatchResult setting, Map<String, String> effects) {
		UnaryOperator<String> number = text -> text.replace("_", "");
		String off = setting.group(5).equals("Double.NaN") ? "–" : number.apply(setting.group(5));
		return "| `%s` | `%s` | %s | %s | %s to %s%s | %s |".formatted(effects.get(setting.group(1)), setting.group(2),
				number.apply(setting.group(4)), off, number.apply(setting.group(6)), number.apply(setting.group(7)),
				setting.group(3).isEmpty() ? "" : " " + setting.group(3), setting.group(8));
	}
}
