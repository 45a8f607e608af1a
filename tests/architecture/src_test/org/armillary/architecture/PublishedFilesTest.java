package org.armillary.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Compares the committed lists of signatures ({@code api/BUNDLE.txt}) and of messages ({@code docs/errors.md}) with the
 * code. With the system property {@code armillary.api=update} it writes them instead; a list of signatures only where every
 * change is announced by a raised package version.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PublishedFilesTest {

	private static final int FEWEST_LINES_OF_ACTOR_API = 150;
	private static final int MOST_LINES_SHOWN = 10;

	private final boolean update = "update".equals(System.getProperty("armillary.api"));
	private Repository repository;
	private Path folder;

	@BeforeAll
	void read() {
		repository = Repository.at(Repository.rootOfThisBuild());
		folder = repository.root().resolve("api");
	}

	@TestFactory
	Stream<DynamicTest> signaturesAreAnnounced() {
		return repository.bundles().stream().filter(bundle -> !bundle.exports().isEmpty())
				.map(bundle -> DynamicTest.dynamicTest(bundle.name(), () -> check(bundle)));
	}

	private void check(BundleFolder bundle) throws IOException {
		Path file = folder.resolve(bundle.name() + ".txt");
		String current = ApiList.of(bundle);
		String committed = Files.exists(file) ? Files.readString(file) : "";
		List<String> unannounced = ApiComparison.unannounced(committed, current);
		if (!unannounced.isEmpty()) {
			fail(String.join("\n", unannounced) + "\n" + ApiComparison.VERSION_RULE);
		}
		if (update) {
			Files.createDirectories(folder);
			Files.writeString(file, current);
		} else {
			assertUpToDate(file, committed, current);
		}
	}

	@Test
	void noListIsLeftOver() throws IOException {
		Set<String> expected = repository.bundles().stream().filter(bundle -> !bundle.exports().isEmpty())
				.map(bundle -> bundle.name() + ".txt").collect(Collectors.toSet());
		if (Files.exists(folder)) {
			try (var files = Files.list(folder)) {
				assertEquals(List.of(), files.map(file -> file.getFileName().toString())
						.filter(name -> !expected.contains(name)).toList());
			}
		}
	}

	@Test
	void listIsNotEmpty() {
		BundleFolder actor = repository.bundles().stream().filter(bundle -> bundle.name().equals("org.armillary.actor"))
				.findFirst()
				.orElseThrow();
		assertTrue(ApiList.of(actor).lines().count() >= FEWEST_LINES_OF_ACTOR_API);
	}

	@Test
	void everyMessageIsListed() throws IOException {
		Path page = repository.root().resolve("docs/errors.md");
		String committed = Files.readString(page);
		String current = ErrorPage.update(committed, MessageCatalogue.of(repository).messages());
		if (update) {
			Files.writeString(page, current);
		} else {
			assertUpToDate(page, committed, current);
		}
	}

	private void assertUpToDate(Path file, String committed, String current) {
		if (!committed.equals(current)) {
			fail(repository.name(file) + " is not up to date: run ‘./armillary api’ and commit it"
					+ onlyIn(committed, current, "\n  - ") + onlyIn(current, committed, "\n  + "));
		}
	}

	private static String onlyIn(String text, String other, String sign) {
		Set<String> others = other.lines().collect(Collectors.toSet());
		return text.lines().filter(line -> !others.contains(line)).limit(MOST_LINES_SHOWN)
				.map(line -> sign + line.strip())
				.collect(Collectors.joining());
	}
}
