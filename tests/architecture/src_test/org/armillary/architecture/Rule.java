package org.armillary.architecture;

import java.util.List;
import java.util.function.Function;

/**
 * Something that must hold everywhere.
 *
 * @param name
 *            the rule as a sentence
 * @param check
 *            finds what breaks it, one sentence each; empty where the rule holds
 */
record Rule(String name, Function<Repository, List<String>> check) {

	/** All rules. */
	static List<Rule> all() {
		return List.of(LayerRules.all(), CodeRules.all(), BundleRules.all(), SourceRules.all(), MessageRules.all(),
				ActorRules.all()).stream().flatMap(List::stream).toList();
	}

	/** What breaks this rule. */
	List<String> violations(Repository repository) {
		return check.apply(repository);
	}
}
