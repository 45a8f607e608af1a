package org.armillary.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Who may use whom. Arrows point down only: workbench and command line → engine → organiser, workflow → actor; instruments
 * know actor, data, numerics and their own instrument; nobody knows a simulator.
 */
final class LayerRules {

	private static final String ACTOR = "org.armillary.actor";
	private static final String DATA = "org.armillary.data";
	private static final String NUMERICS = "org.armillary.numerics";
	private static final String WORKFLOW = "org.armillary.workflow";
	private static final String ORGANISER = "org.armillary.organiser";
	private static final String ENGINE = "org.armillary.engine";
	private static final String PROVENANCE = "org.armillary.provenance";
	private static final String REPORT = "org.armillary.report";

	/** Areas whose bundles have a row each in {@link #MAY_USE}; the bundles of all others are instruments or fields. */
	private static final Set<String> LISTED_AREAS = Set.of("platform", "workbench", "bridges");

	/** What of ours a bundle may use beside itself: bundles, or packages where only a part of a bundle is meant. */
	private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
			Map.entry(ACTOR, Set.of()),
			Map.entry(DATA, Set.of("org.armillary.actor.message")),
			Map.entry(NUMERICS, Set.of()),
			Map.entry(WORKFLOW, Set.of(ACTOR)),
			Map.entry(ORGANISER,
					Set.of(ACTOR, DATA, "org.armillary.workflow.condition", "org.armillary.workflow.text")),
			Map.entry(ENGINE, Set.of(ACTOR, DATA, WORKFLOW, ORGANISER)),
			Map.entry(PROVENANCE, Set.of(ACTOR, DATA, WORKFLOW, ENGINE)),
			Map.entry(REPORT, Set.of(ACTOR, DATA, NUMERICS, WORKFLOW, ENGINE, PROVENANCE)),
			Map.entry("org.armillary.plugins", Set.of(ACTOR)),
			Map.entry("org.armillary.cli",
					Set.of(ACTOR, DATA, NUMERICS, WORKFLOW, ORGANISER, ENGINE, PROVENANCE, REPORT,
							"org.armillary.plugins.rules")),
			Map.entry("org.armillary.launcher", Set.of()),
			Map.entry("org.armillary.testkit", Set.of(ACTOR, DATA)),
			Map.entry("org.armillary.workbench", Set.of(ACTOR, DATA, WORKFLOW, ENGINE)));

	/** Parts of the JDK without a user interface, and annotations that leave no trace at run time. */
	private static final Set<String> EVERYBODY = Set.of("java.", "javax.", "jdk.", "org.w3c.", "org.xml.",
			"org.jspecify.annotations.",
			"org.osgi.annotation.", "org.osgi.service.component.annotations.");

	/** Who may use the OSGi framework itself; all others are found as services and stay ignorant of it. */
	private static final Set<String> FRAMEWORK = Set.of("org.armillary.launcher", "org.armillary.plugins",
			"org.armillary.cli", "org.armillary.workbench");

	/** Which libraries are used where, by prefix of the package. A library without a row is not used. */
	private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
			Map.entry("java.awt.", Set.of()),
			Map.entry("javax.swing.", Set.of()),
			Map.entry("org.apache.commons.math3.", Set.of(NUMERICS)),
			Map.entry("org.eclipse.", Set.of("org.armillary.workbench")),
			Map.entry("jakarta.", Set.of("org.armillary.workbench")),
			Map.entry("org.osgi.", FRAMEWORK),
			Map.entry("org.snakeyaml.", Set.of(WORKFLOW, ORGANISER, ENGINE)),
			Map.entry("org.sqlite.", Set.of(ENGINE)),
			Map.entry("com.google.gson.",
					Set.of(ACTOR, ORGANISER, ENGINE, PROVENANCE, REPORT, "org.armillary.cli",
							"org.armillary.plugins")),
			Map.entry("picocli.", Set.of("org.armillary.cli")),
			Map.entry("org.junit.", Set.of("org.armillary.testkit")),
			Map.entry("org.opentest4j.", Set.of("org.armillary.testkit")));

	private LayerRules() {
	}

	static List<Rule> all() {
		return List.of(new Rule("every bundle has a place in the layers", LayerRules::unknownBundles),
				new Rule("classes use only what lies below them", LayerRules::upwardUses),
				new Rule("manifests import only what lies below them", LayerRules::upwardImports),
				new Rule("a library is used only where it belongs", LayerRules::misplacedLibraries));
	}

	private static List<String> unknownBundles(Repository repository) {
		return repository.bundles().stream().filter(bundle -> allowed(bundle).isEmpty())
				.map(bundle -> bundle.name() + " has no row in LayerRules.MAY_USE: say there what of ours it may use")
				.toList();
	}

	private static List<String> upwardUses(Repository repository) {
		var violations = new TreeSet<String>();
		for (JavaClass type : repository.classes()) {
			repository.bundleOf(type.getPackageName()).ifPresent(bundle -> targetPackages(type)
					.filter(target -> forbidden(repository, bundle, target))
					.forEach(target -> violations.add(type.getName() + " must not use " + target)));
		}
		return List.copyOf(violations);
	}

	private static List<String> upwardImports(Repository repository) {
		var violations = new ArrayList<String>();
		for (BundleFolder bundle : repository.bundles()) {
			bundle.imports().keySet().stream().filter(target -> forbidden(repository, bundle, target))
					.forEach(target -> violations
							.add("the manifest of " + bundle.name() + " must not import " + target));
			bundle.requiredBundles().stream().filter(target -> target.startsWith("org.armillary."))
					.forEach(target -> violations
							.add("the manifest of " + bundle.name() + " must import packages, not the bundle "
									+ target));
		}
		return violations;
	}

	private static boolean forbidden(Repository repository, BundleFolder user, String target) {
		Optional<BundleFolder> used = repository.bundleOf(target);
		return used.isPresent() && !used.get().equals(user)
				&& allowed(user).filter(rows -> rows.stream().noneMatch(row -> covers(repository, row, target)))
						.isPresent();
	}

	/** A row that names a bundle covers that bundle alone, not those whose names begin alike. */
	private static boolean covers(Repository repository, String row, String target) {
		return target.equals(row) || repository.bundleOf(target).orElseThrow().name().equals(row);
	}

	/** What of ours a bundle may use; empty where nobody has said. */
	private static Optional<Set<String>> allowed(BundleFolder bundle) {
		if (LISTED_AREAS.contains(bundle.area())) {
			return Optional.ofNullable(MAY_USE.get(bundle.name()));
		}
		return Optional.of(bundle.name().endsWith(".simulator") ? Set.of(ACTOR, DATA)
				: Set.of(ACTOR, DATA, NUMERICS, "org.armillary." + bundle.area()));
	}

	private static List<String> misplacedLibraries(Repository repository) {
		var violations = new TreeSet<String>();
		for (JavaClass type : repository.classes()) {
			repository.bundleOf(type.getPackageName()).ifPresent(bundle -> targetPackages(type)
					.filter(target -> repository.bundleOf(target).isEmpty() && !mayUseLibrary(bundle, target + "."))
					.forEach(target -> violations.add(type.getName() + " must not use " + target
							+ ", or LayerRules.LIBRARIES must say why it may")));
		}
		return List.copyOf(violations);
	}

	private static boolean mayUseLibrary(BundleFolder bundle, String target) {
		if (Stream.of("java.awt.", "javax.swing.").noneMatch(target::startsWith)
				&& EVERYBODY.stream().anyMatch(target::startsWith)) {
			return true;
		}
		return LIBRARIES.entrySet().stream()
				.anyMatch(row -> target.startsWith(row.getKey()) && row.getValue().contains(bundle.name()));
	}

	private static Stream<String> targetPackages(JavaClass type) {
		return type.getDirectDependenciesFromSelf().stream()
				.map(dependency -> dependency.getTargetClass().getBaseComponentType())
				.filter(target -> !target.isPrimitive()).map(JavaClass::getPackageName).distinct();
	}
}
