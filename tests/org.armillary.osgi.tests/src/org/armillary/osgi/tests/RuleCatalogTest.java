package org.armillary.osgi.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.osgi.tests.samples.GoodActor;
import org.armillary.osgi.tests.samples.ThrowingActivator;
import org.armillary.plugins.rules.LimitCatalog;
import org.armillary.plugins.rules.RuleCatalog;
import org.armillary.plugins.rules.TextCatalog.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;

/** Rule files of bundles in a running framework: those that can be read are there, whatever is wrong with others. */
class RuleCatalogTest {

	private static final byte[] TEXT = "armillary-rules: 1\nname: sample\n".getBytes(UTF_8);

	@TempDir
	Path folder;

	@TempDir
	Path empty;

	@AfterEach
	void removePlugins() throws BundleException, InterruptedException {
		Osgi.restart(empty);
	}

	@Test
	void thoseOfTheProduct() throws Exception {
		Osgi.restart(empty);
		List<Entry> entries = Osgi.service(RuleCatalog.class).entries();
		assertTrue(entries.stream().anyMatch(entry -> entry instanceof Entry.Available available
				&& available.name().equals("kmos") && available.text().lines().anyMatch("armillary-rules: 1"::equals)
				&& available.origin().startsWith("org.armillary.kmos ")), entries::toString);
		assertTrue(entries.stream().noneMatch(Entry.Broken.class::isInstance), entries::toString);
	}

	@Test
	void plugInWithRulesAndNothingElse() throws Exception {
		rules("sample.rules", "rules/sample.rules.yaml").file("rules/sample.rules.yaml", TEXT)
				.write(folder.resolve("rules.jar"));
		ActorCatalog actors = Osgi.restart(folder);
		assertEquals(List.of(), Osgi.broken(actors));
		assertEquals(Map.of("sample", "sample.rules.yaml from sample.rules 1.0.0 (rules.jar)"), ofPlugins());
	}

	@Test
	void plugInWithRulesAndAnActor() throws Exception {
		PluginBuilder.actor("sample.good", GoodActor.class).header(RuleCatalog.HEADER, "a.rules.yaml , b/c.rules.yaml")
				.file("a.rules.yaml", TEXT).file("b/c.rules.yaml", TEXT).write(folder.resolve("good.jar"));
		ActorCatalog actors = Osgi.restart(folder);
		assertTrue(Osgi.ids(actors).contains("sample.good"));
		assertEquals(Map.of("a", "a.rules.yaml from sample.good 1.0.0 (good.jar)", "c",
				"c.rules.yaml from sample.good 1.0.0 (good.jar)"), ofPlugins());
	}

	@Test
	void whatIsBrokenStopsNothingElse() throws Exception {
		rules("sample.absent", "rules/absent.rules.yaml").write(folder.resolve("absent.jar"));
		rules("sample.ending", "rules/sample.yaml").file("rules/sample.yaml", TEXT)
				.write(folder.resolve("ending.jar"));
		rules("sample.latin", "latin.rules.yaml").file("latin.rules.yaml", (byte) 'a', (byte) 0xe4, (byte) 'b')
				.write(folder.resolve("latin.jar"));
		rules("sample.large", "large.rules.yaml").file("large.rules.yaml", new byte[(4 << 20) + 1])
				.write(folder.resolve("large.jar"));
		rules("sample.outside", "../../outside.rules.yaml").write(folder.resolve("outside.jar"));
		rules("sample.good", "sample.rules.yaml").file("sample.rules.yaml", TEXT).write(folder.resolve("good.jar"));
		Osgi.restart(folder);
		assertEquals(Map.of("sample", "sample.rules.yaml from sample.good 1.0.0 (good.jar)", //
				"rules/absent.rules.yaml", "plugin.rules", "rules/sample.yaml", "plugin.rules", //
				"latin.rules.yaml", "plugin.rules", "large.rules.yaml", "plugin.rules", //
				"../../outside.rules.yaml", "plugin.rules"), ofPlugins());
	}

	@Test
	void theFirstOfOneNameIsUsed() throws Exception {
		rules("sample.one", "x/same.rules.yaml").file("x/same.rules.yaml", TEXT).write(folder.resolve("1.jar"));
		rules("sample.two", "y/same.rules.yaml").file("y/same.rules.yaml", TEXT).write(folder.resolve("2.jar"));
		rules("sample.three", "rules/kmos.rules.yaml").file("rules/kmos.rules.yaml", TEXT)
				.write(folder.resolve("3.jar"));
		Osgi.restart(folder);
		assertEquals(Map.of("same", "same.rules.yaml from sample.one 1.0.0 (1.jar)", //
				"y/same.rules.yaml", "plugin.rules-twice", "rules/kmos.rules.yaml", "plugin.rules-twice"), ofPlugins());
	}

	@Test
	void rulesOfAPlugInThatDoesNotStartAreNotUsed() throws Exception {
		rules("sample.throwing", "sample.rules.yaml").file("sample.rules.yaml", TEXT).classes(ThrowingActivator.class)
				.header("Bundle-Activator", ThrowingActivator.class.getName()).write(folder.resolve("throwing.jar"));
		ActorCatalog actors = Osgi.restart(folder);
		assertEquals(List.of("plugin.activator"),
				Osgi.broken(actors).stream().map(entry -> entry.why().id()).toList());
		assertEquals(Map.of(), ofPlugins());
	}

	@Test
	void limitsInTheSameWay() throws Exception {
		new PluginBuilder("sample.limits").header(LimitCatalog.HEADER, "a.limits.yaml, absent.limits.yaml, b.yaml")
				.file("a.limits.yaml", TEXT).file("b.yaml", TEXT).write(folder.resolve("limits.jar"));
		new PluginBuilder("sample.more").header(LimitCatalog.HEADER, "x/a.limits.yaml").file("x/a.limits.yaml", TEXT)
				.write(folder.resolve("more.jar"));
		ActorCatalog actors = Osgi.restart(folder);
		assertEquals(List.of(), Osgi.broken(actors));
		List<Entry> entries = Osgi.service(LimitCatalog.class).entries();
		assertEquals(
				Map.of("a", "a.limits.yaml from sample.limits 1.0.0 (limits.jar)", "absent.limits.yaml",
						"plugin.limits",
						"b.yaml", "plugin.limits", "x/a.limits.yaml", "plugin.limits-twice"),
				ofPlugins(entries));
		assertTrue(entries.stream().anyMatch(entry -> entry instanceof Entry.Available available
				&& available.name().equals("kmos") && available.origin().startsWith("org.armillary.kmos ")),
				entries::toString);
		assertEquals(Map.of(), ofPlugins());
	}

	private static PluginBuilder rules(String symbolicName, String paths) {
		return new PluginBuilder(symbolicName).header(RuleCatalog.HEADER, paths);
	}

	private static Map<String, String> ofPlugins() throws InterruptedException {
		return ofPlugins(Osgi.service(RuleCatalog.class).entries());
	}

	/** What is not the product's own: file and origin by name, or the message's id. */
	private static Map<String, String> ofPlugins(List<Entry> entries) {
		return entries.stream().filter(entry -> entry.origin().endsWith(".jar)"))
				.collect(Collectors.toMap(Entry::name, entry -> switch (entry) {
				case Entry.Available available -> available.file() + " from " + available.origin();
				case Entry.Broken broken -> broken.why().id();
				}));
	}
}
