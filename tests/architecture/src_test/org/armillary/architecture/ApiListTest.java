package org.armillary.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of signatures and its comparison. */
class ApiListTest {

	private static final String BEFORE = """
			# comment
			package a %s
				@ConsumerType interface a.Actor<P>
					method abstract void run(P)
				final class a.Thing
					method int size()
			""";

	@Test
	void listsWhatCanBeUsedFromOutside(@TempDir Path root) throws IOException {
		String bundle = "platform/org.armillary.sample";
		SmallRepository small = new SmallRepository(root);
		small.library("org/osgi/annotation/versioning/ConsumerType.java",
				"package org.osgi.annotation.versioning; public @interface ConsumerType {}");
		small.library("org/jspecify/annotations/Nullable.java", """
				package org.jspecify.annotations;
				import java.lang.annotation.*;
				@Target(ElementType.TYPE_USE) @Retention(RetentionPolicy.RUNTIME) public @interface Nullable {}
				""");
		BundleFolder sample = small.bundle(bundle, "Export-Package: org.armillary.sample;version=\"1.2.0\"")
				.file(bundle, "src/org/armillary/sample/Sample.java",
						"""
								package org.armillary.sample;
								import java.util.*;
								import org.jspecify.annotations.Nullable;
								@org.osgi.annotation.versioning.ConsumerType
								public sealed interface Sample<T extends Comparable<? super T>> {
									int LIMIT = 5;
									<E extends Exception> List<? extends T> all(Map.Entry<String, T[]> entry, long... numbers) throws E;
									default @Nullable String name(@Nullable String other) { return null; }
									static void help() {}
									record Point(double x, List<String> names) implements Sample<String> {
										public Point { names = List.copyOf(names); }
										public Point(double x) { this(x, List.of()); }
										@Override public <E extends Exception> List<String> all(Map.Entry<String, String[]> e, long... n) { return names; }
										@Override public String toString() { return ""; }
									}
									enum Kind { SECOND, FIRST; public int size() { return 1; } }
									@interface Mark { String[] value() default {"a", "b"}; Kind kind() default Kind.FIRST; Class<?> type() default Map.class; }
								}
								""")
				.file(bundle, "src/org/armillary/sample/Base.java", """
						package org.armillary.sample;
						public abstract class Base extends Thread implements Runnable {
							protected int count;
							int hidden;
							protected Base() {}
							void hide() {}
							@Deprecated protected abstract void run(int times);
							private class Inner { public class Unreachable {} }
							protected static final class Open { private Open() {} }
						}
						""")
				.file(bundle, "src/org/armillary/sample/Hidden.java",
						"package org.armillary.sample;\nclass Hidden { public static class Not {} }\n")
				.compile(bundle).read().bundles().getFirst();

		assertEquals(
				"""
						# What org.armillary.sample publishes. Written by ‘./armillary api’; do not edit.
						package org.armillary.sample 1.2.0
							abstract class org.armillary.sample.Base extends Thread implements Runnable
								constructor protected ()
								field protected int count
								method @Deprecated protected abstract void run(int)
							protected final class org.armillary.sample.Base.Open
							@ConsumerType sealed interface org.armillary.sample.Sample<T extends Comparable<? super T>> permits org.armillary.sample.Sample.Point
								field static final int LIMIT = 5
								method abstract <E extends Exception> java.util.List<? extends T> all(java.util.Map.Entry<String, T[]>, long...) throws E
								method default @Nullable String name(@Nullable String)
								method static void help()
							enum org.armillary.sample.Sample.Kind
								constant SECOND
								constant FIRST
								method int size()
							@interface org.armillary.sample.Sample.Mark
								method abstract Class<?> type() default java.util.Map.class
								method abstract String[] value() default {"a", "b"}
								method abstract org.armillary.sample.Sample.Kind kind() default FIRST
							record org.armillary.sample.Sample.Point(double x, java.util.List<String> names) implements org.armillary.sample.Sample<String>
								constructor (double)
								method <E extends Exception> java.util.List<String> all(java.util.Map.Entry<String, String[]>, long...)
						""",
				ApiList.of(sample));
	}

	/** An addition wants the second number raised, a removal the first, which before 1.0 is the second. */
	@ParameterizedTest
	@CsvSource({
			"none,    1.2.0, 1.2.0, true",
			"none,    1.2.0, 1.3.0, true",
			"none,    1.2.0, 1.1.0, false",
			"add,     1.2.0, 1.2.0, false",
			"add,     1.2.0, 1.2.1, false",
			"add,     1.2.0, 1.3.0, true",
			"add,     1.2.0, 2.0.0, true",
			"add,     1.2.0, 0.9.0, false",
			"remove,  1.2.0, 1.3.0, false",
			"remove,  1.2.0, 2.0.0, true",
			"burden,  1.2.0, 1.3.0, false",
			"burden,  1.2.0, 2.0.0, true",
			"remove,  0.1.0, 0.1.0, false",
			"remove,  0.1.0, 0.2.0, true",
			"unexport, 1.2.0, 2.0.0, false" })
	void changesAreAnnounced(String change, String before, String after, boolean announced) {
		String current = BEFORE.formatted(after);
		current = switch (change) {
		case "add" -> current + "\t\tmethod int width()\n";
		case "remove" -> current.replace("method int size()", "method long size()");
		case "burden" -> current.replace("void run(P)", "void run(P)\n\t\tmethod abstract void stop()");
		case "unexport" -> "# nothing\n";
		default -> current;
		};
		assertEquals(announced, ApiComparison.unannounced(BEFORE.formatted(before), current).isEmpty());
	}

	@Test
	void reportNamesTheLines() {
		List<String> report = ApiComparison.unannounced(BEFORE.formatted("1.2.0"),
				BEFORE.formatted("1.2.0").replace("int size", "long size"));
		assertTrue(report.getFirst().contains("expected at least 2.0.0"), report::toString);
		assertTrue(report.getFirst().contains("\n  - a.Thing: method int size()\n  + a.Thing: method long size()"),
				report::toString);
	}
}
