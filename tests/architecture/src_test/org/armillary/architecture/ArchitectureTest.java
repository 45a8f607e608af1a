package org.armillary.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Applies every rule to this repository. */
@TestInstance(Lifecycle.PER_CLASS)
class ArchitectureTest {

	/** Fewer bundles or classes than these mean that something was not looked at. */
	private static final int FEWEST_BUNDLES = 12;
	private static final int FEWEST_CLASSES = 250;
	private static final int FEWEST_MESSAGES = 120;

	private Repository repository;

	@BeforeAll
	void read() {
		repository = Repository.at(Repository.rootOfThisBuild());
	}

	@TestFactory
	Stream<DynamicTest> rulesHold() {
		return Rule.all().stream().map(rule -> DynamicTest.dynamicTest(rule.name(),
				() -> assertEquals("", String.join("\n", rule.violations(repository)), rule.name())));
	}

	@Test
	void everythingIsScanned() {
		assertTrue(repository.bundles().size() >= FEWEST_BUNDLES, () -> repository.bundles().size() + " bundles");
		assertTrue(repository.classes().size() >= FEWEST_CLASSES, () -> repository.classes().size() + " classes");
		assertTrue(MessageCatalogue.of(repository).messages().size() >= FEWEST_MESSAGES, "messages");
		assertTrue(ActorRules.actors(repository).size() >= 1, "actors");
	}
}
