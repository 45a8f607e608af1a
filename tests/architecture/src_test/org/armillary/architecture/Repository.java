package org.armillary.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/**
 * The repository as the rules see it.
 *
 * @param root
 *            its top folder
 * @param bundles
 *            the bundles, by name
 * @param classes
 *            the compiled classes of all bundles
 */
record Repository(Path root, List<BundleFolder> bundles, JavaClasses classes) {

	/** Reads {@code bundles/*}{@code /*} with manifests and compiled classes. */
	static Repository at(Path root) {
		ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
		try (var folders = Files.walk(root.resolve("bundles"), 2)) {
			List<BundleFolder> bundles = folders.filter(folder -> Files.exists(folder.resolve("META-INF/MANIFEST.MF")))
					.map(BundleFolder::read).sorted(Comparator.comparing(BundleFolder::name)).toList();
			return new Repository(root, bundles,
					new ClassFileImporter()
							.importPaths(bundles.stream().map(BundleFolder::classes).filter(Files::exists).toList()));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The repository that this build belongs to, from the system property {@code armillary.root}. */
	static Path rootOfThisBuild() {
		String root = System.getProperty("armillary.root");
		if (root == null) {
			throw new IllegalStateException(
					"set the system property armillary.root to the top folder of the repository");
		}
		return Path.of(root).toAbsolutePath().normalize();
	}

	/** The bundle that a package belongs to by name; empty for a library. */
	Optional<BundleFolder> bundleOf(String packageName) {
		return bundles.stream().filter(bundle -> (packageName + ".").startsWith(bundle.name() + "."))
				.max(Comparator.comparingInt(bundle -> bundle.name().length()));
	}

	/** The classes of bundles that fulfil a condition. */
	Stream<JavaClass> classesOf(Predicate<BundleFolder> condition) {
		return classes.stream().filter(type -> bundleOf(type.getPackageName()).filter(condition).isPresent());
	}

	/** A file as it is named in reports: relative to the root. */
	String name(Path file) {
		return root.relativize(file).toString();
	}
}
