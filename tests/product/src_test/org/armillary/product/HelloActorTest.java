package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example plug-in, built with plain Maven against the product's SDK, dropped in and run; and broken ones beside it. */
class HelloActorTest {

	@TempDir
	private static Path folder;

	private static Path jar;

	@BeforeAll
	static void build() throws Exception {
		Path example = folder.resolve("hello-actor");
		Product.execute(folder, Map.of(), List.of("cp", "-r",
				Product.repository().resolve("docs/examples/hello-actor").toString(), example.toString()));
		Product.execute(folder, Map.of(), List.of("rm", "-rf", example.resolve("target").toString()));
		var command = new ArrayList<String>(
				List.of(Product.required("armillary.maven").resolve("bin/mvn").toString(), "-q", "-B",
						"-ntp", "-U", "-Dmaven.repo.local=" + System.getProperty("armillary.maven.repository"),
						"-Darmillary.sdk=" + Product.folder().resolve("sdk"), "package"));
		if ("offline true".equals(System.getProperty("armillary.maven.mode"))) {
			command.addAll(List.of("-o", "-Daether.offline.protocols=file"));
		}
		var built = Product.execute(example, Map.of("JAVA_HOME", System.getProperty("java.home")), command);
		assertEquals(0, built.exitCode(), built.out() + built.err());
		assertTrue(
				Files.exists(
						example.resolve("target/surefire-reports/TEST-org.example.hello.CountPixelsContractTest.xml")),
				"the contract of the example was not tested");
		jar = example.resolve("target/org.example.hello-1.0.0.jar");
		Files.write(folder.resolve("cube.fits"), new FitsBytes().primary()
				.cube("DATA", 2, 2, 2, 1, 2, 3, Float.NaN, 5, 6, 7, 8).bytes());
	}

	private Map<String, String> plugins(String name) throws Exception {
		Path plugins = Files.createDirectory(folder.resolve(name));
		Files.copy(jar, plugins.resolve("hello.jar"));
		return Map.of("ARMILLARY_PLUGINS", plugins.toString());
	}

	@Test
	void standsInTheListAndRuns() throws Exception {
		var environment = plugins("plugins");
		var actors = Product.run(Product.folder(), folder, environment, "actors");
		assertEquals(0, actors.exitCode(), actors.err());
		assertTrue(actors.out().contains("hello.count"), actors.out());
		var run = Product.run(Product.folder(), folder, environment, "recipe", "hello.count", "--in", "cube=cube.fits",
				"--set",
				"threshold=4", "--out", "counted");
		assertEquals(0, run.exitCode(), run.err());
		assertTrue(run.out().matches("(?s).*bright pixels\\s+4\\b.*"), run.out());
		assertTrue(Files.exists(folder.resolve("counted/cube_PIXEL_COUNT.fits")));
		assertFalse(Product.run(folder, "actors").out().contains("hello.count"), "seen without its folder");
	}

	@Test
	void worksFromTheFolderOfTheInstallation() throws Exception {
		Path product = folder.resolve("installation");
		Product.execute(folder, Map.of(), List.of("cp", "-r", Product.folder().toString(), product.toString()));
		Files.copy(jar, product.resolve("dropins/hello.jar"));
		var actors = Product.run(product, folder, Map.of(), "actors");
		assertTrue(actors.out().contains("hello.count"), actors.out() + actors.err());
	}

	@Test
	void brokenPluginsAreReportedByNameAndStopNothing() throws Exception {
		var environment = plugins("broken");
		Path plugins = folder.resolve("broken");
		Files.writeString(plugins.resolve("not-a-jar.jar"), "text");
		Files.write(plugins.resolve("truncated.jar"), Arrays.copyOf(Files.readAllBytes(jar), 2000));
		PluginJar.write(plugins.resolve("good.jar"), "test.good", "return Outcome.ok(new O(context.write(\"text\", "
				+ "file -> java.nio.file.Files.writeString(file, \"good\"))));");
		PluginJar.writeThrowing(plugins.resolve("throws.jar"), "test.throws", "no licence file");
		PluginJar.writeImporting(plugins.resolve("imports.jar"), "test.imports", "org.example.absent");
		PluginJar.writeForJava(plugins.resolve("newer.jar"), "test.newer", 127);
		var actors = Product.run(Product.folder(), folder, environment, "actors");
		assertEquals(0, actors.exitCode(), actors.err());
		assertFalse(actors.err().contains("\tat "), actors.err());
		var expected = Map.of("not-a-jar.jar", "plugin.not-a-jar", "truncated.jar", "plugin.not-a-jar", "throws.jar",
				"plugin.constructor", "imports.jar", "plugin.missing-import", "newer.jar", "plugin.java-version");
		for (var broken : expected.entrySet()) {
			assertTrue(
					actors.out().lines().anyMatch(line -> line.startsWith("broken: ") && line.contains(broken.getKey())
							&& line.contains(broken.getValue())),
					broken + " is missing in\n" + actors.out() + actors.err());
		}
		for (String reason : List.of("no licence file", "org.example.absent", "127")) {
			assertTrue(actors.err().contains(reason), reason + " is missing in\n" + actors.err());
		}
		for (String actor : List.of("hello.count", "test.good", "kmos.stats")) {
			assertTrue(actors.out().lines().anyMatch(line -> line.startsWith(actor)),
					actor + " is missing in\n" + actors.out());
		}
		var run = Product.run(Product.folder(), folder, environment, "recipe", "test.good", "--out", "good");
		assertEquals(0, run.exitCode(), run.err());
		assertEquals("good", Files.readString(folder.resolve("good/TEXT.txt")));
		var refused = Product.run(Product.folder(), folder, environment, "recipe", "test.throws", "--out", "bad");
		assertEquals(2, refused.exitCode(), refused.err());
		assertTrue(refused.err().contains("[cli.broken-actor]"), refused.err());
	}
}
