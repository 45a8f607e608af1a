package org.armillary.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bundle as it lies in the repository.
 *
 * @param folder
 *            its folder, {@code bundles/AREA/NAME}
 * @param headers
 *            main section of its manifest
 */
record BundleFolder(Path folder, Map<String, String> headers) {

	private static final Pattern VERSION = Pattern.compile("version=\"?([^\";]+)\"?");

	/** Reads the bundle in a folder. */
	static BundleFolder read(Path folder) {
		try (var stream = Files.newInputStream(folder.resolve("META-INF/MANIFEST.MF"))) {
			var headers = new LinkedHashMap<String, String>();
			new Manifest(stream).getMainAttributes()
					.forEach((name, value) -> headers.put(name.toString(), value.toString()));
			return new BundleFolder(folder, headers);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Name of the folder, which is the bundle's name. */
	String name() {
		return folder.getFileName().toString();
	}

	/** The folder around it: {@code platform}, {@code workbench}, or an instrument or field. */
	String area() {
		return folder.getParent().getFileName().toString();
	}

	/** Its compiled classes. */
	Path classes() {
		return folder.resolve("target/classes");
	}

	/** Its main sources, without their package-info files. */
	List<Path> sources() {
		return javaFiles("src").stream().filter(file -> !file.endsWith("package-info.java")).toList();
	}

	/** All Java files below {@code src} or {@code src_test}, sorted. */
	List<Path> javaFiles(String sourceFolder) {
		return files(folder.resolve(sourceFolder), ".java");
	}

	/** Packages that have class files, other than a package-info alone. */
	List<String> classPackages() {
		return files(classes(), ".class").stream().filter(file -> !file.endsWith("package-info.class"))
				.map(file -> classes().relativize(file).getParent())
				.map(parent -> parent == null ? "" : parent.toString().replace('/', '.')).distinct().toList();
	}

	/** Exported packages with their versions; an empty version where none is given. */
	SequencedMap<String, String> exports() {
		return packages("Export-Package");
	}

	/** Imported packages with their version ranges; an empty range where none is given. */
	SequencedMap<String, String> imports() {
		return packages("Import-Package");
	}

	/** Names in {@code Require-Bundle}. */
	List<String> requiredBundles() {
		return List.copyOf(packages("Require-Bundle").keySet());
	}

	private SequencedMap<String, String> packages(String header) {
		var packages = new LinkedHashMap<String, String>();
		for (String clause : clauses(headers.getOrDefault(header, ""))) {
			Matcher version = VERSION.matcher(clause);
			packages.put(clause.split(";", 2)[0].strip(), version.find() ? version.group(1) : "");
		}
		return packages;
	}

	/** Splits a header at its commas, except those between quotation marks. */
	private static List<String> clauses(String header) {
		var clauses = new ArrayList<String>();
		for (String clause : header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
			if (!clause.isBlank()) {
				clauses.add(clause.strip());
			}
		}
		return clauses;
	}

	private static List<Path> files(Path folder, String ending) {
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (var files = Files.walk(folder)) {
			return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
