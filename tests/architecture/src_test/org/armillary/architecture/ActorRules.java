package org.armillary.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;

/** Rules that actors keep. */
final class ActorRules {

	private static final String ACTOR_TYPE = "org.armillary.actor.ActorType";

	private ActorRules() {
	}

	static List<Rule> all() {
		return List.of(new Rule("every actor passes the contract kit", ActorRules::contracts));
	}

	/** The actors of all bundles. */
	static List<JavaClass> actors(Repository repository) {
		return repository.classes().stream().filter(type -> type.isAnnotatedWith(ACTOR_TYPE)).toList();
	}

	private static List<String> contracts(Repository repository) {
		var violations = new ArrayList<String>();
		for (JavaClass actor : actors(repository)) {
			boolean tested = repository.bundleOf(actor.getPackageName()).stream()
					.flatMap(bundle -> bundle.javaFiles("src_test").stream())
					.anyMatch(file -> file.toString().endsWith("ContractTest.java")
							&& read(file).contains(actor.getSimpleName()));
			if (!tested) {
				violations.add(actor.getName() + " has no " + actor.getSimpleName()
						+ "ContractTest in the src_test of its bundle");
			}
		}
		return violations;
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
