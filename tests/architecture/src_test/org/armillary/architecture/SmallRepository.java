package org.armillary.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javax.tools.ToolProvider;

/** Builds a repository of a few classes, on which rules are tried. */
final class SmallRepository {

	private static final String PACKAGE_INFO = "/** What it is for. */\n@org.jspecify.annotations.NullMarked\npackage %s;\n";

	private final Path root;
	private final List<Path> classPath = new ArrayList<>();

	SmallRepository(Path root) throws IOException {
		this.root = root;
		library("org/jspecify/annotations/NullMarked.java",
				"package org.jspecify.annotations; public @interface NullMarked {}");
	}

	/** Writes a source file of a library that bundles may use, and compiles it. */
	void library(String file, String text) throws IOException {
		write("library/" + file, text);
		compile(root.resolve("library"), root.resolve("library-classes"));
		classPath.addFirst(root.resolve("library-classes"));
	}

	/** Writes a manifest; {@code lines} are further headers. */
	SmallRepository bundle(String areaAndName, String... lines) throws IOException {
		String name = areaAndName.substring(areaAndName.indexOf('/') + 1);
		boolean named = List.of(lines).stream().anyMatch(line -> line.startsWith("Bundle-SymbolicName"));
		boolean java = List.of(lines).stream().anyMatch(line -> line.startsWith("Bundle-RequiredExecutionEnvironment"));
		write("bundles/" + areaAndName + "/META-INF/MANIFEST.MF",
				"Manifest-Version: 1.0\n" + (named ? "" : "Bundle-SymbolicName: " + name + "\n")
						+ (java ? "" : "Bundle-RequiredExecutionEnvironment: JavaSE-25\n")
						+ List.of(lines).stream().map(line -> line + "\n").collect(Collectors.joining()));
		return this;
	}

	/** Writes a file of a bundle. */
	SmallRepository file(String areaAndName, String file, String text) throws IOException {
		write("bundles/" + areaAndName + "/" + file, text);
		return this;
	}

	/** Writes a package-info as it should be. */
	SmallRepository describe(String areaAndName, String packageName) throws IOException {
		return file(areaAndName, "src/" + packageName.replace('.', '/') + "/package-info.java",
				PACKAGE_INFO.formatted(packageName));
	}

	/** Compiles a bundle against libraries and the bundles before it. */
	SmallRepository compile(String areaAndName) throws IOException {
		Path bundle = root.resolve("bundles").resolve(areaAndName);
		compile(bundle.resolve("src"), bundle.resolve("target/classes"));
		classPath.add(bundle.resolve("target/classes"));
		return this;
	}

	Repository read() {
		return Repository.at(root);
	}

	private void write(String file, String text) throws IOException {
		Path path = root.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
	}

	private void compile(Path sources, Path classes) throws IOException {
		Files.createDirectories(classes);
		var compiler = ToolProvider.getSystemJavaCompiler();
		var output = new StringWriter();
		try (var manager = compiler.getStandardFileManager(null, null, null); var files = Files.walk(sources)) {
			var units = manager
					.getJavaFileObjectsFromPaths(files.filter(file -> file.toString().endsWith(".java")).toList());
			String path = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
			assertTrue(compiler.getTask(output, manager, null,
					List.of("-d", classes.toString(), "-cp", path, "-proc:none", "-nowarn", "--release", "25"), null,
					units).call(),
					output::toString);
		}
	}
}
