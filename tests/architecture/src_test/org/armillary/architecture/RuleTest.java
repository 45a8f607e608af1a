package org.armillary.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Shows of every rule that it finds what it is meant to find, and nothing in code that keeps it. */
@TestInstance(Lifecycle.PER_CLASS)
class RuleTest {

	private static final String ACTOR = "platform/org.armillary.actor";
	private static final String ENGINE = "platform/org.armillary.engine";
	private static final String WORKFLOW = "platform/org.armillary.workflow";
	private static final String STATS = "kmos/org.armillary.kmos.stats";
	private static final String SIMULATOR = "kmos/org.armillary.kmos.simulator";

	private static final String MESSAGES = """
			package %s;
			import java.util.List;
			import org.armillary.actor.message.MessageTemplate;
			/** Messages. */
			enum %s implements MessageTemplate {
				ONE%s;
				private final String id;
				private final String summary;
				private final List<String> remedies;
				%2$s(String id, String summary, String... remedies) {
					this.id = id;
					this.summary = summary;
					this.remedies = List.of(remedies);
				}
				@Override public String id() { return id; }
				@Override public String summary() { return summary; }
				@Override public List<String> remedies() { return remedies; }
			}
			""";

	private Repository good;
	private Repository bad;

	@BeforeAll
	void build(@TempDir Path folder) throws IOException {
		good = goodRepository(folder.resolve("good"));
		bad = badRepository(folder.resolve("bad"));
	}

	/** The least of the actor interface that rules look at. */
	private static SmallRepository withActor(Path root) throws IOException {
		return new SmallRepository(root)
				.bundle(ACTOR,
						"Export-Package: org.armillary.actor;version=\"0.1.0\",org.armillary.actor.message;version=\"0.1.0\"")
				.describe(ACTOR, "org.armillary.actor").describe(ACTOR, "org.armillary.actor.message")
				.file(ACTOR, "src/org/armillary/actor/ActorType.java",
						"package org.armillary.actor;\n/** Marks an actor. */\n@java.lang.annotation.Retention(java.lang.annotation."
								+ "RetentionPolicy.RUNTIME) public @interface ActorType {}\n")
				.file(ACTOR, "src/org/armillary/actor/message/MessageTemplate.java", """
						package org.armillary.actor.message;
						/** A message. */
						public interface MessageTemplate {
							/** Identity. */
							String id();
							/** Text. */
							String summary();
							/** What to do. */
							java.util.List<String> remedies();
						}
						""")
				.compile(ACTOR);
	}

	private static Repository goodRepository(Path root) throws IOException {
		return withActor(root)
				.bundle(STATS, "Import-Package: org.armillary.actor;version=\"[0.1.0,1.0.0)\","
						+ "org.armillary.actor.message;version=\"[0.1.0,1.0.0)\"")
				.describe(STATS, "org.armillary.kmos.stats")
				.file(STATS, "src/org/armillary/kmos/stats/StatsMessage.java",
						MESSAGES.formatted("org.armillary.kmos.stats", "StatsMessage",
								"(\"stats.empty\", \"{0}: empty\", \"Fill {1}.\")"))
				.file(STATS, "src/org/armillary/kmos/stats/Stats.java", """
						package org.armillary.kmos.stats;
						import java.util.List;
						/** Measures. */
						@org.armillary.actor.ActorType
						public final class Stats {
							private static final List<String> NAMES = List.of("mean");
							private static final double[] WEIGHTS = {1, 2};
							double run() throws java.io.IOException {
								return NAMES.size() * WEIGHTS[0];
							}
						}
						""")
				.file(STATS, "src_test/org/armillary/kmos/stats/StatsContractTest.java",
						"package org.armillary.kmos.stats;\nclass StatsContractTest { Stats stats; }\n")
				.compile(STATS).read();
	}

	private static Repository badRepository(Path root) throws IOException {
		SmallRepository small = withActor(root);
		small.library("org/eclipse/swt/widgets/Display.java",
				"package org.eclipse.swt.widgets; public class Display {}");
		return small
				.bundle(ENGINE, "Export-Package: org.armillary.engine,org.armillary.engine.gone;version=\"0.1.0\"",
						"Import-Package: org.armillary.actor;version=\"0.1.0\"")
				.file(ENGINE, "src/org/armillary/engine/package-info.java", "package org.armillary.engine;\n")
				.file(ENGINE, "src/org/armillary/engine/Engine.java", """
						package org.armillary.engine;
						import java.util.*;
						public class Engine {
							static int runs;
							static final Map<String, String> FINE = Map.of();
							static final HashMap<String, String> KNOWN = new HashMap<>();
							static final int[] OPEN = {1};
							/** Documented.
							 * @author somebody
							 */
							public void run() throws Exception {
								System.out.println("TODO");
								java.util.logging.Logger.getLogger("engine").info("run");
								try {
									new org.armillary.engine.plan.Planner().plan();
								} catch (IllegalStateException e) {
									e.printStackTrace();
									System.exit(runs);
								}
							}
							public void undocumented() {
							}
						}
						""")
				.file(ENGINE, "src/org/armillary/engine/plan/Planner.java", """
						package org.armillary.engine.plan;
						/** Plans. */
						public class Planner {
							/** Plans. */
							public void plan() {
								new org.armillary.engine.Engine().undocumented();
							}
						}
						""")
				.compile(ENGINE)
				.bundle(WORKFLOW, "Import-Package: org.armillary.engine;version=\"[0.1.0,1.0.0)\"",
						"Require-Bundle: org.armillary.actor")
				.describe(WORKFLOW, "org.armillary.workflow")
				.file(WORKFLOW, "src/org/armillary/workflow/Graph.java",
						"package org.armillary.workflow;\n/** Graph. */\npublic class Graph { org.armillary.engine.Engine engine; }\n")
				.file(WORKFLOW, "src/org/armillary/workflow/Long.java",
						"package org.armillary.workflow;\n/** Long. */\nclass Long {\n" + "\n".repeat(400) + "}\n")
				.compile(WORKFLOW)
				.file(WORKFLOW, "src/org/armillary/workflow/Late.java",
						"package org.armillary.workflow;\nclass Late {}\n")
				.bundle(SIMULATOR).describe(SIMULATOR, "org.armillary.kmos.simulator")
				.file(SIMULATOR, "src/org/armillary/kmos/simulator/Optics.java",
						"package org.armillary.kmos.simulator;\n/** Optics. */\npublic class Optics {}\n")
				.compile(SIMULATOR)
				.bundle(STATS).describe(STATS, "org.armillary.kmos.stats")
				.file(STATS, "src/org/armillary/kmos/stats/Stats.java", """
						package org.armillary.kmos.stats;
						/** Uses what it must not. */
						@org.armillary.actor.ActorType
						public class Stats {
							org.armillary.kmos.simulator.Optics optics;
							org.armillary.engine.Engine engine;
							org.eclipse.swt.widgets.Display display;
							java.awt.Point point;
						}
						""")
				.file(STATS, "src/org/armillary/kmos/stats/StatsMessage.java",
						MESSAGES.formatted("org.armillary.kmos.stats", "StatsMessage",
								"(\"stats.empty\", \"{1}: empty\", \"Fill.\")"))
				.file(STATS, "src/org/armillary/kmos/stats/MoreMessage.java",
						MESSAGES.formatted("org.armillary.kmos.stats", "MoreMessage",
								"(\"stats.empty\", \"empty\"), TWO(\"Empty\", \"\", \"Fill.\")"))
				.compile(STATS)
				.bundle("platform/org.armillary.surprise", "Bundle-SymbolicName: org.armillary.other",
						"Bundle-RequiredExecutionEnvironment: JavaSE-21")
				.file("platform/org.armillary.surprise", "src/org/elsewhere/Surprise.java",
						"package org.elsewhere;\nclass Surprise {}\n")
				.compile("platform/org.armillary.surprise").read();
	}

	@TestFactory
	Stream<DynamicTest> everyRulePassesGoodCode() {
		return Rule.all().stream().map(
				rule -> DynamicTest.dynamicTest(rule.name(), () -> assertEquals(List.of(), rule.violations(good))));
	}

	@TestFactory
	Stream<DynamicTest> everyRuleFindsBadCode() {
		return Rule.all().stream()
				.map(rule -> DynamicTest.dynamicTest(rule.name(), () -> assertFalse(rule.violations(bad).isEmpty())));
	}

	@Test
	void layersAreChecked() {
		assertFinds("classes use only what lies below them",
				"org.armillary.kmos.stats.Stats must not use org.armillary.engine",
				"org.armillary.kmos.stats.Stats must not use org.armillary.kmos.simulator",
				"org.armillary.workflow.Graph must not use org.armillary.engine");
		assertFinds("manifests import only what lies below them",
				"the manifest of org.armillary.workflow must not import org.armillary.engine",
				"the manifest of org.armillary.workflow must import packages, not the bundle org.armillary.actor");
		assertFinds("a library is used only where it belongs", "must not use java.awt,",
				"must not use org.eclipse.swt.widgets,");
		assertFinds("every bundle has a place in the layers", "org.armillary.surprise has no row");
	}

	@Test
	void bundlesAreChecked() {
		assertFinds("bundle name, folder name and package prefix are the same",
				"the folder org.armillary.surprise holds a bundle of the name org.armillary.other",
				"the package org.elsewhere does not belong into org.armillary.surprise");
		assertFinds("every bundle is compiled", "org/armillary/workflow/Late.class is missing");
		assertFinds("exported packages exist and have a version", "exports org.armillary.engine with the version ‘’",
				"exports org.armillary.engine.gone, which has no class");
		assertFinds("imports among bundles are needed and have a range", "org.armillary.actor in ‘0.1.0’",
				"org.armillary.engine imports org.armillary.actor and does not use it");
	}

	@Test
	void codeIsChecked() {
		assertFinds("packages have no cycles", "org.armillary.engine.plan");
		assertFinds("only the command line and the launcher print",
				"org.armillary.engine.Engine.run() uses System.out");
		assertFinds("only the launcher ends the process", "org.armillary.engine.Engine.run()");
		assertFinds("stack traces are not printed", "org.armillary.engine.Engine.run()");
		assertFinds("java.util.logging is not used", "org.armillary.engine.Engine");
		assertFinds("no signature declares a generic exception",
				"org.armillary.engine.Engine.run() declares java.lang.Exception");
		assertEquals(3, violations("statics do not change").size());
	}

	@Test
	void sourcesAreChecked() {
		assertFinds("every package says what it is for and is null-marked", "engine/package-info.java does not say",
				"engine/package-info.java lacks @NullMarked", "engine/plan/package-info.java is missing");
		assertFinds("public types and the methods of exported packages are documented",
				"Engine.java: Engine has no javadoc",
				"Engine.java: Engine.undocumented has no javadoc");
		assertFinds("imports name one type each", "java.util.*");
		assertFinds("files are short", "Long.java has 404 lines");
		assertFinds("nothing is left to do without an issue, and nobody signs", "Engine.java:9", "Engine.java:12");
	}

	@Test
	void messagesAndActorsAreChecked() {
		assertFinds("each bundle has all its messages in one enum", "StatsMessage");
		assertFinds("message ids are unique and well formed", "Empty (",
				"stats.empty (org.armillary.kmos.stats, StatsMessage.ONE)");
		assertFinds("messages say what is wrong and what to do",
				"stats.empty (org.armillary.kmos.stats, MoreMessage.ONE) does not say",
				"StatsMessage.ONE) does not use {0}", "MoreMessage.TWO) has no text");
		assertFinds("every actor passes the contract kit", "has no StatsContractTest");
	}

	private List<String> violations(String rule) {
		return Rule.all().stream().filter(candidate -> candidate.name().equals(rule)).findFirst().orElseThrow()
				.violations(bad);
	}

	private void assertFinds(String rule, String... expected) {
		List<String> violations = violations(rule);
		for (String text : expected) {
			assertTrue(violations.stream().anyMatch(violation -> violation.contains(text)),
					() -> rule + ": " + text + " in " + violations);
		}
	}
}
