package org.armillary.architecture;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;

/** Rules that bundles and their manifests keep. */
final class BundleRules {

	private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");
	private static final Pattern RANGE = Pattern.compile("\\[\\d+(\\.\\d+)*,\\d+(\\.\\d+)*\\)");

	private BundleRules() {
	}

	static List<Rule> all() {
		return List.of(new Rule("bundle name, folder name and package prefix are the same", BundleRules::names),
				new Rule("every bundle is compiled", BundleRules::compiled),
				new Rule("bundles run on Java 25", BundleRules::java),
				new Rule("exported packages exist and have a version", BundleRules::exports),
				new Rule("imports among bundles are needed and have a range", BundleRules::imports));
	}

	private static List<String> names(Repository repository) {
		var violations = new ArrayList<String>();
		Map<String, String> owners = new HashMap<>();
		for (BundleFolder bundle : repository.bundles()) {
			String symbolicName = bundle.headers().getOrDefault("Bundle-SymbolicName", "").split(";")[0].strip();
			if (!symbolicName.equals(bundle.name())) {
				violations.add("the folder " + bundle.name() + " holds a bundle of the name " + symbolicName);
			}
			String prefix = "org.armillary"
					+ (Set.of("platform", "bridges").contains(bundle.area()) ? "" : "." + bundle.area());
			if (!(bundle.name() + ".").startsWith(prefix + ".")) {
				violations.add("the name of " + bundle.name() + " does not begin with " + prefix);
			}
			for (String name : bundle.classPackages()) {
				if (repository.bundleOf(name).filter(bundle::equals).isEmpty()) {
					violations.add("the package " + name + " does not belong into " + bundle.name());
				}
				String other = owners.putIfAbsent(name, bundle.name());
				if (other != null) {
					violations.add("the package " + name + " is split between " + other + " and " + bundle.name());
				}
			}
		}
		return violations;
	}

	private static List<String> compiled(Repository repository) {
		var violations = new ArrayList<String>();
		for (BundleFolder bundle : repository.bundles()) {
			Set<String> expected = bundle.sources().stream()
					.map(source -> bundle.folder().resolve("src").relativize(source).toString().replace(".java",
							".class"))
					.collect(Collectors.toSet());
			if (expected.isEmpty()) {
				violations.add(bundle.name() + " has no sources");
			}
			expected.stream().filter(file -> !Files.exists(bundle.classes().resolve(file))).sorted()
					.forEach(file -> violations
							.add(bundle.name() + " is not compiled: " + file + " is missing; run ./armillary build"));
		}
		return violations;
	}

	private static List<String> java(Repository repository) {
		return repository.bundles().stream()
				.filter(bundle -> !"JavaSE-25".equals(bundle.headers().get("Bundle-RequiredExecutionEnvironment")))
				.map(bundle -> bundle.name() + " must say Bundle-RequiredExecutionEnvironment: JavaSE-25").toList();
	}

	private static List<String> exports(Repository repository) {
		var violations = new ArrayList<String>();
		for (BundleFolder bundle : repository.bundles()) {
			bundle.exports().forEach((name, version) -> {
				if (!VERSION.matcher(version).matches()) {
					violations.add(bundle.name() + " exports " + name + " with the version ‘" + version
							+ "’, expected three numbers");
				}
				if (!bundle.classPackages().contains(name)) {
					violations.add(bundle.name() + " exports " + name + ", which has no class");
				}
			});
		}
		return violations;
	}

	private static List<String> imports(Repository repository) {
		var violations = new ArrayList<String>();
		for (BundleFolder bundle : repository.bundles()) {
			Set<String> used = neededPackages(repository, bundle);
			bundle.imports().forEach((name, range) -> repository.bundleOf(name).filter(owner -> !owner.equals(bundle))
					.ifPresent(owner -> {
						if (!owner.exports().containsKey(name)) {
							violations.add(bundle.name() + " imports " + name + ", which " + owner.name()
									+ " does not export");
						}
						if (!RANGE.matcher(range).matches()) {
							violations.add(bundle.name() + " imports " + name + " in ‘" + range
									+ "’, expected a range such as [0.1.0,1.0.0)");
						}
						if (!used.contains(name)) {
							violations.add(bundle.name() + " imports " + name + " and does not use it");
						}
					}));
		}
		return violations;
	}

	/** Packages of what a bundle uses, and of what that is made of: a compiler needs supertypes and signatures too. */
	private static Set<String> neededPackages(Repository repository, BundleFolder bundle) {
		Set<JavaClass> used = repository.classesOf(bundle::equals).flatMap(BundleRules::targets)
				.collect(Collectors.toSet());
		return Stream.concat(used.stream(), used.stream().flatMap(BundleRules::targets)).map(JavaClass::getPackageName)
				.collect(Collectors.toSet());
	}

	private static Stream<JavaClass> targets(JavaClass type) {
		return type.getDirectDependenciesFromSelf().stream()
				.map(dependency -> dependency.getTargetClass().getBaseComponentType());
	}
}
