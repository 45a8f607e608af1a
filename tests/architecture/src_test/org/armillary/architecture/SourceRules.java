package org.armillary.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;

/** Rules that source files keep; the sources are parsed, not compiled. */
final class SourceRules {

	private static final int WANTS_A_REASON = 400;
	private static final int TOO_LONG = 1000;

	/** Files of more than 400 lines with the reason why they are not divided. */
	private static final Map<String, String> LONG_FILES = Map.of();

	private static final Pattern TODO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!\\(#\\d+\\))");

	private SourceRules() {
	}

	static List<Rule> all() {
		return List.of(new Rule("every package says what it is for and is null-marked", SourceRules::packages),
				new Rule("public types and the methods of exported packages are documented",
						SourceRules::documentation),
				new Rule("imports name one type each", SourceRules::imports),
				new Rule("files are short", SourceRules::length),
				new Rule("nothing is left to do without an issue, and nobody signs", SourceRules::leftOvers));
	}

	private static List<String> packages(Repository repository) {
		var violations = new ArrayList<String>();
		for (BundleFolder bundle : repository.bundles()) {
			bundle.sources().stream().map(Path::getParent).distinct().map(folder -> folder.resolve("package-info.java"))
					.filter(file -> !Files.exists(file))
					.forEach(file -> violations.add(repository.name(file) + " is missing"));
		}
		scan(repository, file -> file.endsWith("package-info.java"), (file, unit) -> {
			if (unit.trees().getDocComment(new TreePath(new TreePath(unit.tree()), unit.tree().getPackage())) == null) {
				violations.add(repository.name(file) + " does not say what the package is for");
			}
			if (unit.tree().getPackageAnnotations().stream()
					.noneMatch(annotation -> annotation.getAnnotationType().toString().endsWith("NullMarked"))) {
				violations.add(repository.name(file) + " lacks @NullMarked");
			}
		});
		return violations;
	}

	private static List<String> documentation(Repository repository) {
		var violations = new ArrayList<String>();
		scan(repository, file -> true, (file, unit) -> {
			String packageName = unit.tree().getPackageName() == null ? "" : unit.tree().getPackageName().toString();
			boolean exported = repository.bundles().stream()
					.anyMatch(bundle -> bundle.exports().containsKey(packageName));
			new Undocumented(unit, exported,
					what -> violations.add(repository.name(file) + ": " + what + " has no javadoc"))
					.scan(unit.tree(), null);
		});
		return violations;
	}

	private static List<String> imports(Repository repository) {
		var violations = new ArrayList<String>();
		scan(repository, file -> true, (file, unit) -> {
			for (ImportTree line : unit.tree().getImports()) {
				if (line.getQualifiedIdentifier().toString().endsWith(".*")) {
					violations.add(repository.name(file) + " imports " + line.getQualifiedIdentifier());
				}
			}
		});
		return violations;
	}

	private static List<String> length(Repository repository) {
		var violations = new ArrayList<String>();
		allJavaFiles(repository).forEach(file -> {
			int lines = lines(file).size();
			String name = repository.name(file);
			if (lines > TOO_LONG) {
				violations.add(name + " has " + lines + " lines; at most " + TOO_LONG + " are allowed");
			} else if (lines > WANTS_A_REASON && !LONG_FILES.containsKey(name)) {
				violations.add(
						name + " has " + lines + " lines; divide it, or give the reason in SourceRules.LONG_FILES");
			} else if (lines <= WANTS_A_REASON && LONG_FILES.containsKey(name)) {
				violations.add(name + " has " + lines + " lines and needs no row in SourceRules.LONG_FILES any more");
			}
		});
		return violations;
	}

	private static List<String> leftOvers(Repository repository) {
		var violations = new ArrayList<String>();
		for (BundleFolder bundle : repository.bundles()) {
			Stream.concat(bundle.javaFiles("src").stream(), bundle.javaFiles("src_test").stream()).forEach(file -> {
				List<String> lines = lines(file);
				for (int i = 0; i < lines.size(); i++) {
					if (TODO.matcher(lines.get(i)).find() || lines.get(i).contains("* @author")) {
						violations.add(repository.name(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
					}
				}
			});
		}
		return violations;
	}

	/** Every Java file of the repository: bundles and their tests, further tests, examples. */
	private static List<Path> allJavaFiles(Repository repository) {
		var files = new ArrayList<Path>();
		for (String folder : List.of("bundles", "tests", "docs")) {
			Path top = repository.root().resolve(folder);
			if (Files.isDirectory(top)) {
				try (var found = Files.walk(top)) {
					found.filter(file -> file.toString().endsWith(".java") && !file.toString().contains("/target/"))
							.sorted()
							.forEach(files::add);
				} catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			}
		}
		return files;
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** A parsed file. */
	private record Unit(CompilationUnitTree tree, DocTrees trees) {
	}

	private static void scan(Repository repository, Predicate<Path> condition, BiConsumer<Path, Unit> action) {
		List<Path> files = repository.bundles().stream().flatMap(bundle -> bundle.javaFiles("src").stream())
				.filter(condition).toList();
		if (files.isEmpty()) {
			return;
		}
		var compiler = ToolProvider.getSystemJavaCompiler();
		try (var manager = compiler.getStandardFileManager(null, null, null)) {
			var task = (JavacTask) compiler.getTask(null, manager, problem -> {
				// what does not parse fails in the build
			}, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
			DocTrees trees = DocTrees.instance(task);
			for (CompilationUnitTree tree : task.parse()) {
				action.accept(Path.of(tree.getSourceFile().toUri()), new Unit(tree, trees));
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Finds public types, and in exported packages also their public methods and enum constants, without javadoc. */
	private static final class Undocumented extends TreePathScanner<Void, Void> {

		private final Unit unit;
		private final boolean exported;
		private final Consumer<String> report;

		Undocumented(Unit unit, boolean exported, Consumer<String> report) {
			this.unit = unit;
			this.exported = exported;
			this.report = report;
		}

		@Override
		public Void visitClass(ClassTree type, Void nothing) {
			if (!visible(type.getModifiers().getFlags())) {
				return null;
			}
			require(type.getSimpleName().toString());
			return super.visitClass(type, nothing);
		}

		@Override
		public Void visitMethod(MethodTree method, Void nothing) {
			boolean overrides = method.getModifiers().getAnnotations().stream()
					.anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
			if (exported && !overrides && visible(method.getModifiers().getFlags())) {
				require(typeName() + "." + method.getName());
			}
			return null; // types inside methods are nobody's business
		}

		private String typeName() {
			return ((ClassTree) getCurrentPath().getParentPath().getLeaf()).getSimpleName().toString();
		}

		/** Whether a declaration at the current place can be seen from other packages, given that its surroundings can. */
		private boolean visible(Set<Modifier> flags) {
			Tree parent = getCurrentPath().getParentPath().getLeaf();
			boolean inInterface = parent.getKind() == Tree.Kind.INTERFACE
					|| parent.getKind() == Tree.Kind.ANNOTATION_TYPE;
			return flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED)
					|| inInterface && !flags.contains(Modifier.PRIVATE);
		}

		private void require(String what) {
			if (unit.trees().getDocComment(getCurrentPath()) == null) {
				report.accept(what);
			}
		}
	}
}
