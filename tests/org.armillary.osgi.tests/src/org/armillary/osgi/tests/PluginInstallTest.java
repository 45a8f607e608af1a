package org.armillary.osgi.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.Outcome;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorCatalog.Entry.Broken;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortProducts;
import org.armillary.osgi.tests.samples.DependentActor;
import org.armillary.osgi.tests.samples.GenericActor;
import org.armillary.osgi.tests.samples.GoodActor;
import org.armillary.osgi.tests.samples.HangingActivator;
import org.armillary.osgi.tests.samples.HangingActor;
import org.armillary.osgi.tests.samples.ThrowingActivator;
import org.armillary.osgi.tests.samples.ThrowingActor;
import org.armillary.osgi.tests.samples.UndescribedActor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;

/** Each thing that can be wrong with a jar in a plug-in folder is told, and a good jar beside it works. */
class PluginInstallTest {

	@TempDir
	Path folder;

	@TempDir
	Path empty;

	@BeforeEach
	void addGoodPlugin() throws IOException {
		PluginBuilder.actor("sample.good", GoodActor.class).write(folder.resolve("good.jar"));
	}

	@AfterEach
	void removePlugins() throws BundleException, InterruptedException {
		Osgi.restart(empty);
	}

	@Test
	void goodPluginIsListedAndRuns() throws Exception {
		ActorCatalog catalog = Osgi.restart(folder);
		ActorProvider provider = catalog.provider("sample.good").orElseThrow();
		var outcome = provider.run(ParameterValues.parse(provider.descriptor(), Map.of("count", "7")),
				new PortProducts(Map.of("cube", List.of(new org.armillary.actor.ProductFile(folder,
						new org.armillary.actor.ProductDescription("", org.armillary.actor.Keywords.NONE))))),
				new NoContext());
		assertEquals("sample.nothing", assertInstanceOf(Outcome.NoWork.class, outcome).why().id());
		assertEquals(List.of(), Osgi.broken(catalog));
	}

	@Test
	void removedPluginIsGone() throws Exception {
		assertTrue(Osgi.ids(Osgi.restart(folder)).contains("sample.good"));
		Files.delete(folder.resolve("good.jar"));
		assertFalse(Osgi.ids(Osgi.restart(folder)).contains("sample.good"));
	}

	@Test
	void changedPluginIsInstalledAgain() throws Exception {
		Osgi.restart(folder);
		PluginBuilder.actor("sample.good", GoodActor.class).header("Bundle-Version", "1.0.1")
				.write(folder.resolve("good.jar"));
		assertTrue(Osgi.restart(folder).entries().stream()
				.anyMatch(entry -> entry.origin().startsWith("sample.good 1.0.1")));
	}

	@Test
	void nestedJarAndMultiReleaseJarWork() throws Exception {
		Files.delete(folder.resolve("good.jar"));
		PluginBuilder.actor("sample.nested", GoodActor.class).nested().write(folder.resolve("nested.jar"));
		var nested = Osgi.restart(folder);
		assertEquals(List.of(), Osgi.broken(nested));
		assertTrue(nested.provider("sample.good").isPresent());
		Files.delete(folder.resolve("nested.jar"));
		PluginBuilder.actor("sample.releases", GoodActor.class).multiRelease().write(folder.resolve("releases.jar"));
		var releases = Osgi.restart(folder);
		assertEquals(List.of(), Osgi.broken(releases));
		assertTrue(releases.provider("sample.good").isPresent());
	}

	@Test
	void textFile() throws Exception {
		Files.writeString(folder.resolve("text.jar"), "this is no jar");
		assertBroken("text.jar", "plugin.not-a-jar");
	}

	@Test
	void emptyFile() throws Exception {
		Files.createFile(folder.resolve("zero.jar"));
		assertBroken("zero.jar", "plugin.not-a-jar");
	}

	@Test
	void folderWithTheNameOfAJar() throws Exception {
		Files.createDirectory(folder.resolve("folder.jar"));
		assertBroken("folder.jar", "plugin.not-a-jar");
	}

	@Test
	void truncatedJar() throws Exception {
		byte[] whole = Files.readAllBytes(folder.resolve("good.jar"));
		Files.write(folder.resolve("half.jar"), java.util.Arrays.copyOf(whole, whole.length / 2));
		assertBroken("half.jar", "plugin.not-a-jar");
	}

	@Test
	void linkToNowhere() throws Exception {
		Files.createSymbolicLink(folder.resolve("link.jar"), folder.resolve("nowhere"));
		assertBroken("link.jar", "plugin.unreadable");
	}

	@Test
	void jarThatIsNoBundle() throws Exception {
		try (var jar = new java.util.jar.JarOutputStream(Files.newOutputStream(folder.resolve("plain.jar")),
				new java.util.jar.Manifest())) {
			jar.putNextEntry(new java.util.zip.ZipEntry("readme"));
		}
		assertBroken("plain.jar", "plugin.not-a-bundle");
	}

	@Test
	void malformedVersion() throws Exception {
		PluginBuilder.actor("sample.version", GoodActor.class).header("Bundle-Version", "one")
				.write(folder.resolve("version.jar"));
		assertBroken("version.jar", "plugin.not-a-bundle");
	}

	@Test
	void forgottenComponent() throws Exception {
		new PluginBuilder("sample.forgotten").classes(GoodActor.class).write(folder.resolve("forgotten.jar"));
		assertBroken("forgotten.jar", "plugin.no-component");
	}

	@Test
	void componentsThatAreNoActors() throws Exception {
		new PluginBuilder("sample.other").classes(GoodActor.class).description("""
				<scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="other">
					<service><provide interface="java.lang.Runnable"/></service>
					<implementation class="sample.Other"/>
				</scr:component>
				""").write(folder.resolve("other.jar"));
		new PluginBuilder("sample.broken").classes(GoodActor.class).description("<oops")
				.write(folder.resolve("oops.jar"));
		assertBroken("sample.other", "plugin.no-component");
		assertBroken("sample.broken", "plugin.no-component");
	}

	@Test
	void newerClassFiles() throws Exception {
		PluginBuilder.actor("sample.newer", ThrowingActor.class).classFileVersion(71)
				.write(folder.resolve("newer.jar"));
		Broken broken = assertBroken("newer.jar", "plugin.java-version");
		assertTrue(broken.why().summary().contains("Java 27 (class file 71)"), broken.why()::summary);
	}

	@Test
	void newerExecutionEnvironment() throws Exception {
		PluginBuilder.actor("sample.environment", ThrowingActor.class)
				.header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=27))\"")
				.write(folder.resolve("environment.jar"));
		assertBroken("environment.jar", "plugin.java-version");
	}

	@Test
	void missingImport() throws Exception {
		PluginBuilder.actor("sample.import", ThrowingActor.class)
				.header("Import-Package", "org.armillary.actor,org.example.spectra;version=\"[1.2,2)\"")
				.write(folder.resolve("import.jar"));
		Broken broken = assertBroken("import.jar", "plugin.missing-import");
		assertTrue(broken.why().summary().contains("org.example.spectra"), broken.why()::summary);
		assertTrue(broken.why().summary().contains("[1.2.0,2.0.0)"), broken.why()::summary);
	}

	@Test
	void importOfAnotherVersionSaysWhichThereIs() throws Exception {
		PluginBuilder.actor("sample.future", ThrowingActor.class)
				.header("Import-Package", "org.armillary.actor;version=\"[7,8)\"")
				.write(folder.resolve("future.jar"));
		Broken broken = assertBroken("future.jar", "plugin.missing-import");
		assertTrue(broken.why().summary().contains("of org.armillary.actor"), broken.why()::summary);
	}

	@Test
	void missingBundleAndPluginThatNeedsABrokenOne() throws Exception {
		PluginBuilder.actor("sample.require", ThrowingActor.class).header("Require-Bundle", "org.example.library")
				.header("Export-Package", "org.example.required").write(folder.resolve("require.jar"));
		new PluginBuilder("sample.chain").header("Import-Package", "org.example.required")
				.write(folder.resolve("chain.jar"));
		assertBroken("require.jar", "plugin.missing-requirement");
		assertBroken("chain.jar", "plugin.broken-requirement");
	}

	@Test
	void twoVersionsOfOneName() throws Exception {
		PluginBuilder.actor("sample.good", GoodActor.class).header("Bundle-Version", "1.1.0")
				.write(folder.resolve("later.jar"));
		Broken broken = assertBroken("good.jar", "plugin.superseded");
		assertTrue(broken.why().summary().contains("later.jar"), broken.why()::summary);
	}

	@Test
	void partOfTheProduct() throws Exception {
		PluginBuilder.actor("org.armillary.actor", ThrowingActor.class).header("Bundle-Version", "9.0.0")
				.write(folder.resolve("actor.jar"));
		assertBroken("actor.jar", "plugin.shipped");
	}

	@Test
	void twoActorsOfOneId() throws Exception {
		PluginBuilder.actor("sample.second", GoodActor.class).write(folder.resolve("second.jar"));
		Broken broken = assertBroken("sample.good", "plugin.duplicate-id");
		assertTrue(broken.why().summary().contains("sample.good 1.0.0"), broken.why()::summary);
		assertTrue(broken.why().summary().contains("sample.second 1.0.0"), broken.why()::summary);
	}

	@Test
	void actorWithoutDescription() throws Exception {
		PluginBuilder.actor("sample.undescribed", UndescribedActor.class).write(folder.resolve("undescribed.jar"));
		assertBroken(UndescribedActor.class.getName(), "actor.description");
	}

	@Test
	void recordWithTypeArguments() throws Exception {
		PluginBuilder.actor("sample.generic", GenericActor.class).write(folder.resolve("generic.jar"));
		assertBroken(GenericActor.class.getName(), "actor.description");
	}

	@Test
	void annotationElementOfAnotherType() throws Exception {
		PluginBuilder.actor("sample.damaged", ThrowingActor.class).algorithmAsText(ThrowingActor.class)
				.write(folder.resolve("damaged.jar"));
		assertBroken(ThrowingActor.class.getName(), "actor.description");
	}

	@Test
	void missingAndMalformedComponentDescription() throws Exception {
		PluginBuilder.actor("sample.gone", ThrowingActor.class).header("Service-Component", "OSGI-INF/gone.xml")
				.write(folder.resolve("gone.jar"));
		PluginBuilder.actor("sample.malformed", ThrowingActor.class).component(ThrowingActor.class, "<service>")
				.header("Service-Component", "OSGI-INF/*.xml").write(folder.resolve("malformed.jar"));
		assertBroken("OSGI-INF/gone.xml", "plugin.component");
		assertBroken("OSGI-INF/actor.xml", "plugin.component");
	}

	@Test
	void activatorThatThrows() throws Exception {
		PluginBuilder.actor("sample.activator", ThrowingActor.class).classes(ThrowingActivator.class)
				.header("Bundle-Activator", ThrowingActivator.class.getName()).write(folder.resolve("activator.jar"));
		Broken broken = assertBroken("activator.jar", "plugin.activator");
		assertTrue(broken.why().summary().contains("no connection"), broken.why()::summary);
	}

	@Test
	void activatorThatHangs() throws Exception {
		PluginBuilder.actor("sample.activator", ThrowingActor.class).classes(HangingActivator.class)
				.header("Bundle-Activator", HangingActivator.class.getName()).write(folder.resolve("activator.jar"));
		assertBroken("activator.jar", "plugin.hangs");
	}

	@Test
	void lazyActivatorThatThrows() throws Exception {
		PluginBuilder.actor("sample.lazy", ThrowingActor.class).classes(ThrowingActivator.class)
				.header("Bundle-Activator", ThrowingActivator.class.getName()).header("Bundle-ActivationPolicy", "lazy")
				.write(folder.resolve("lazy.jar"));
		Broken broken = assertBroken("sample.throwing", "plugin.activator");
		assertTrue(broken.why().summary().contains("no connection"), broken.why()::summary);
	}

	@Test
	void constructorThatThrows() throws Exception {
		PluginBuilder.actor("sample.throwing", ThrowingActor.class).write(folder.resolve("throwing.jar"));
		Broken broken = assertBroken("sample.throwing", "plugin.constructor");
		assertTrue(broken.why().summary().contains("the licence has expired"), broken.why()::summary);
		ActorCatalog catalog = Osgi.restart(folder);
		var refused = assertThrows(ActorException.class, () -> catalog.provider("sample.throwing"));
		assertEquals(ActorException.Kind.BUG, refused.kind());
		assertEquals("plugin.constructor", refused.explanation().id());
	}

	@Test
	void constructorThatHangs() throws Exception {
		PluginBuilder.actor("sample.hanging", HangingActor.class).write(folder.resolve("hanging.jar"));
		ActorCatalog catalog = Osgi.restart(folder);
		Instant start = Instant.now();
		List<Broken> broken = Osgi.broken(catalog);
		assertTrue(Duration.between(start, Instant.now()).toMillis() < 3500);
		assertEquals(List.of("plugin.hangs"), broken.stream().map(entry -> entry.why().id()).toList());
	}

	@Test
	void missingClass() throws Exception {
		PluginBuilder.actor("sample.dependent", DependentActor.class).write(folder.resolve("dependent.jar"));
		Broken broken = assertBroken("sample.dependent", "plugin.missing-class");
		assertTrue(broken.why().summary().contains(ThrowingActivator.class.getName()), broken.why()::summary);
		assertTrue(broken.why().summary().contains("dependent.jar"), broken.why()::summary);
	}

	@Test
	void missingService() throws Exception {
		PluginBuilder.actor("sample.waiting", ThrowingActor.class)
				.component(ThrowingActor.class, "<reference name=\"clock\" interface=\"java.time.Clock\"/>")
				.write(folder.resolve("waiting.jar"));
		Broken broken = assertBroken("sample.throwing", "plugin.missing-service");
		assertTrue(broken.why().summary().contains("java.time.Clock"), broken.why()::summary);
	}

	@Test
	void folderThatIsNotThere() throws Exception {
		ActorCatalog catalog = Osgi.restart(folder.resolve("nowhere"));
		assertEquals(List.of("plugin.folder"), Osgi.broken(catalog).stream().map(entry -> entry.why().id()).toList());
	}

	private Broken assertBroken(String name, String messageId) throws BundleException, InterruptedException {
		ActorCatalog catalog = Osgi.restart(folder);
		List<Broken> broken = Osgi.broken(catalog);
		assertTrue(Osgi.ids(catalog).contains("sample.good"), () -> "the good plug-in is missing; broken: " + broken);
		Broken found = broken.stream().filter(entry -> entry.name().equals(name)).findFirst()
				.orElseThrow(() -> new AssertionError(name + " is not among " + broken));
		assertEquals(messageId, found.why().id(), found.why()::text);
		return found;
	}
}
