package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the recipes are what their descriptions say: {@code armillary describe ID --markdown > docs/kmos/recipes/ID.md}. */
class RecipePagesTest {

	private static final int FEWEST = 6;

	@TempDir
	private Path folder;

	@Test
	void pagesAreThoseOfTheDescriptions() throws Exception {
		Path pages = Product.repository().resolve("docs/kmos/recipes");
		List<Path> all;
		try (Stream<Path> files = Files.list(pages)) {
			all = files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
		}
		assertTrue(all.size() >= FEWEST, all::toString);
		for (Path page : all) {
			check(page, page.getFileName().toString().replaceFirst("\\.md$", ""));
		}
	}

	private void check(Path page, String actor) throws IOException, InterruptedException {
		var described = Product.quick(folder, "describe", actor, "--markdown");
		assertEquals(0, described.exitCode(), described.toString());
		assertEquals(Files.readString(page).strip(), described.out().strip(),
				page + " is not up to date: armillary describe " + actor + " --markdown");
	}
}
