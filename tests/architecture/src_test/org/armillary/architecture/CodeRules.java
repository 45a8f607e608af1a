package org.armillary.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;

/** Rules that compiled classes keep. */
final class CodeRules {

	/** Bundles that talk to a terminal, and the contract kit, which catches what an actor prints. */
	private static final Set<String> TERMINAL = Set.of("org.armillary.cli", "org.armillary.launcher",
			"org.armillary.testkit");

	/** The child's side of a worker: its streams are the channel to its parent, and it ends with that. */
	private static final String WORKER = "org.armillary.engine.job.WorkerService";

	/** What turns stack traces into text for reports. */
	private static final String REPORTS = "org.armillary.engine.job.JobFailures";

	/** Exceptions that say nothing about what went wrong. */
	private static final Set<String> GENERIC = Set.of("java.lang.Throwable", "java.lang.Exception",
			"java.lang.RuntimeException",
			"java.lang.Error");

	/** Types whose objects change, so that a constant of them is global state. */
	private static final Set<String> CHANGEABLE = Set.of("java.util.HashMap", "java.util.LinkedHashMap",
			"java.util.TreeMap",
			"java.util.HashSet", "java.util.LinkedHashSet", "java.util.TreeSet", "java.util.ArrayList",
			"java.util.LinkedList",
			"java.util.ArrayDeque", "java.util.WeakHashMap", "java.util.IdentityHashMap", "java.util.BitSet",
			"java.util.Date",
			"java.util.Random", "java.util.Properties", "java.text.SimpleDateFormat", "java.text.DecimalFormat",
			"java.lang.StringBuilder", "java.lang.ThreadLocal", "java.lang.Thread");

	private CodeRules() {
	}

	static List<Rule> all() {
		return List.of(
				new Rule("packages have no cycles", CodeRules::cycles),
				new Rule("only the command line and the launcher print", repository -> each(
						repository.classesOf(bundle -> !TERMINAL.contains(bundle.name())), CodeRules::prints)),
				new Rule("only the launcher ends the process",
						repository -> each(
								repository.classesOf(bundle -> !bundle.name().equals("org.armillary.launcher")),
								CodeRules::exits)),
				new Rule("stack traces are not printed", repository -> each(repository.classesOf(bundle -> true),
						CodeRules::printsStackTrace)),
				new Rule("java.util.logging is not used", repository -> each(repository.classesOf(bundle -> true),
						CodeRules::logs)),
				new Rule("no signature declares a generic exception",
						repository -> each(repository.classesOf(bundle -> true),
								CodeRules::declaresGenericException)),
				new Rule("statics do not change", repository -> each(repository.classesOf(bundle -> true),
						CodeRules::changingStatics)));
	}

	private static List<String> each(Stream<JavaClass> types, Function<JavaClass, Stream<String>> check) {
		return types.flatMap(check).distinct().sorted().toList();
	}

	private static List<String> cycles(Repository repository) {
		return slices().matching("(**)").should().beFreeOfCycles().allowEmptyShould(true).evaluate(repository.classes())
				.getFailureReport().getDetails();
	}

	private static Stream<String> prints(JavaClass type) {
		if (type.getName().equals(WORKER)) {
			return Stream.of();
		}
		return type.getFieldAccessesFromSelf().stream()
				.filter(access -> access.getTargetOwner().getName().equals("java.lang.System")
						&& Set.of("out", "err").contains(access.getTarget().getName()))
				.map(access -> access.getOrigin().getFullName() + " uses System." + access.getTarget().getName());
	}

	private static Stream<String> exits(JavaClass type) {
		if (type.getName().equals(WORKER)) {
			return Stream.of();
		}
		return type.getMethodCallsFromSelf().stream()
				.filter(call -> Set.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt")
						.contains(call.getTargetOwner().getName() + "." + call.getTarget().getName()))
				.map(call -> call.getOrigin().getFullName() + " ends the process");
	}

	/** The command line may print one to a stream that it names, for {@code --verbose}; reports hold them as text. */
	private static Stream<String> printsStackTrace(JavaClass type) {
		boolean toNamedStream = type.getPackageName().startsWith("org.armillary.cli")
				|| type.getName().equals(REPORTS);
		return type.getMethodCallsFromSelf().stream()
				.filter(call -> call.getTarget().getName().equals("printStackTrace")
						&& !(toNamedStream && call.getTarget().getRawParameterTypes().size() == 1))
				.map(call -> call.getOrigin().getFullName() + " prints a stack trace");
	}

	private static Stream<String> logs(JavaClass type) {
		return type.getDirectDependenciesFromSelf().stream()
				.filter(dependency -> dependency.getTargetClass().getPackageName().startsWith("java.util.logging"))
				.map(dependency -> type.getName() + " uses java.util.logging; use System.Logger");
	}

	private static Stream<String> declaresGenericException(JavaClass type) {
		return type.getCodeUnits().stream().filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
				.flatMap(CodeRules::genericExceptions);
	}

	private static Stream<String> genericExceptions(JavaCodeUnit unit) {
		return unit.getExceptionTypes().stream().map(JavaClass::getName).filter(GENERIC::contains)
				.map(exception -> unit.getFullName() + " declares " + exception);
	}

	private static Stream<String> changingStatics(JavaClass type) {
		return type.getFields().stream()
				.filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
						&& !field.getModifiers().contains(JavaModifier.SYNTHETIC) && changes(field))
				.map(field -> field.getFullName() + " is static and can change");
	}

	private static boolean changes(JavaField field) {
		String type = field.getRawType().getName();
		boolean openArray = field.getRawType().isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE);
		return !field.getModifiers().contains(JavaModifier.FINAL) || openArray || CHANGEABLE.contains(type)
				|| type.startsWith("java.util.concurrent.") && !type.equals("java.util.concurrent.TimeUnit");
	}
}
