package org.armillary.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The page {@code docs/kmos/calibration.md}: all pictures are there, not too large, and shown; each value that the
 * limits of KMOS judge is explained, and so is each category of product that a recipe of the cascade makes.
 */
class CalibrationPageTest {

	private static final String PREFIX = "calibration-";
	private static final int LARGEST_PICTURE = 150_000;
	private static final int LARGEST_SUM = 900_000;

	private static final Pattern PICTURE = Pattern.compile("\\(images/([\\w.-]+)\\)");
	private static final Pattern ACTOR = Pattern.compile("(?m)^ +- actor: ([\\w.-]+)\\R +value: (.+)$");
	/** Described by the page on data quality, not here. */
	private static final String DARKS = "kmos.dark";
	private static final int FEWEST_VALUES = 20;

	private static final List<String> RECIPES = List.of("dark", "flat", "wave-cal", "illumination", "level-correction",
			"gen-reflines");
	private static final Pattern OUTPUTS = Pattern.compile("(?s)## Outputs\\R.*?(?=\\R## |\\z)");
	private static final Pattern CATEGORY = Pattern.compile("(?m)^\\| `\\w+` \\| \\w+ \\| ([A-Z_]+) \\|");
	private static final int FEWEST_CATEGORIES = 12;

	private Path root;
	private String page;

	@BeforeEach
	void read() throws IOException {
		root = Repository.rootOfThisBuild();
		page = Files.readString(root.resolve("docs/kmos/calibration.md"));
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
		try (Stream<Path> files = Files.list(root.resolve("docs/kmos/images"))) {
			assertEquals(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith(PREFIX))
					.sorted().toList(), shown);
		}
	}

	@Test
	void valuesWithLimitsAreExplained() throws IOException {
		String limits = Files.readString(root.resolve("bundles/kmos/org.armillary.kmos/limits/kmos.limits.yaml"));
		Set<String> values = ACTOR.matcher(limits).results().filter(limit -> !limit.group(1).equals(DARKS))
				.map(limit -> limit.group(2).strip()).collect(Collectors.toCollection(TreeSet::new));
		assertTrue(values.size() >= FEWEST_VALUES, values::toString);
		values.removeIf(value -> Pattern.compile("(?<!\\w)" + Pattern.quote(value) + "(?!\\w)").matcher(page).find());
		assertEquals(Set.of(), values);
	}

	@Test
	void eachRecipeHasItsPage() {
		for (String recipe : RECIPES) {
			String name = "recipes/kmos." + recipe + ".md";
			assertTrue(page.contains("(" + name + ")"), name);
			assertTrue(Files.isRegularFile(root.resolve("docs/kmos").resolve(name)), name);
		}
	}

	@Test
	void eachProductHasItsSection() throws IOException {
		Set<String> headings = page.lines().filter(line -> line.startsWith("## "))
				.flatMap(line -> Stream.of(line.split("[ ,]+"))).collect(Collectors.toSet());
		Set<String> categories = new TreeSet<>();
		for (String recipe : RECIPES.subList(1, RECIPES.size())) {
			String text = Files.readString(root.resolve("docs/kmos/recipes/kmos." + recipe + ".md"));
			Matcher outputs = OUTPUTS.matcher(text);
			assertTrue(outputs.find(), recipe);
			categories.addAll(CATEGORY.matcher(outputs.group()).results().map(row -> row.group(1)).toList());
		}
		assertTrue(categories.size() >= FEWEST_CATEGORIES, categories::toString);
		categories.removeAll(headings);
		assertEquals(Set.of(), categories);
	}
}
