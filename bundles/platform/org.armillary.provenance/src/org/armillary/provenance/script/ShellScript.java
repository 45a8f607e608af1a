package org.armillary.provenance.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobFacts.UsedParameter;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.Ancestry.Source;
import org.armillary.provenance.Ancestry.Step;

/**
 * A script that does steps again with nothing but the installed product: one {@code armillary recipe --one-job} for each,
 * with all parameters, the files in the order in which the job had them, and the digests that its products should have.
 * Products of earlier steps are those that the script made; files from outside are found below variables, one for each
 * folder.
 *
 * <p>A POSIX shell runs it. Names of files, values and headers are data of others: each is one word, whatever it holds.
 */
public final class ShellScript {

	private static final int WIDTH = 118;
	/** A terminal shows tabulators as what they are. */
	private static final String INDENT = "    ";

	private final RunRecord run;
	private final List<Step> steps;
	private final ProductPlaces places;
	private final Map<Path, String> folders = new LinkedHashMap<>();
	private final StringBuilder script = new StringBuilder();

	private ShellScript(RunRecord run, List<Step> steps) {
		this.run = run;
		this.steps = steps;
		this.places = new ProductPlaces(run, steps);
	}

	/**
	 * Writes the script.
	 *
	 * @param run
	 *            the run whose jobs they are
	 * @param what
	 *            what is repeated, in words: {@code the run …}
	 * @param steps
	 *            what to do, each step after those whose products it needs
	 * @param left
	 *            what cannot be repeated, each in words
	 */
	public static String of(RunRecord run, String what, List<Step> steps, List<String> left) {
		return new ShellScript(run, steps).text(what, left);
	}

	private String text(String what, List<String> left) {
		steps.forEach(this::takeFolders);
		long products = steps.stream().flatMap(step -> step.report().products().values().stream()).mapToLong(List::size)
				.sum();
		line("#!/bin/sh");
		comment("Repeats " + what + ": " + count(steps.size(), "step") + ", " + count(products, "product") + ".");
		comment("Needs the program ‘armillary’ and the files named below; neither the store nor the run itself.");
		run.environments().stream().findFirst()
				.ifPresent(environment -> comment("It was made with Armillary " + environment.version() + "."));
		left.forEach(gap -> comment("NOT repeated: " + gap));
		comment("");
		comment("Variables that may be set before:");
		comment("  ARMILLARY  the program; else found like any other command");
		comment("  OUT        folder for the products; else ./repeated");
		folders.forEach((folder, name) -> comment("  " + pad(name) + " where the files of " + folder + " are now"));
		comment("");
		comment("Tells for each product whether it says the same as the recorded one. Exit code 1 where one does not,");
		comment("or where a step failed.");
		line("set -eu");
		line("");
		variable("ARMILLARY", "armillary");
		variable("OUT", "./repeated");
		folders.forEach((folder, name) -> variable(name, folder.toString()));
		line("status=0");
		line("steps=0");
		line("products=0");
		line("");
		line("# number of products, actor, options");
		line("repeat() {");
		line(INDENT + "number=$1");
		line(INDENT + "shift");
		line(INDENT + "code=0");
		line(INDENT + "\"$ARMILLARY\" recipe \"$@\" --one-job --out \"$OUT\" || code=$?");
		line(INDENT + "case $code in");
		line(INDENT + "0) steps=$((steps + 1)); products=$((products + number)) ;;");
		line(INDENT + "1) status=1 ;;");
		line(INDENT + "*) exit \"$code\" ;;");
		line(INDENT + "esac");
		line("}");
		for (int i = 0; i < steps.size(); i++) {
			step(i, steps.get(i));
		}
		line("");
		line("if [ \"$status\" -eq 0 ]; then");
		line(INDENT + "echo \"$products of " + count(products, "product") + " as recorded\"");
		line("else");
		line(INDENT + "echo \"$steps of " + count(steps.size(), "step") + " as recorded, with $products of "
				+ count(products, "product") + "; see above for the others\"");
		line("fi");
		line("exit \"$status\"");
		return script.toString();
	}

	private void takeFolders(Step step) {
		for (int i = 0; i < step.sources().size(); i++) {
			if (step.sources().get(i).isEmpty()) {
				Path folder = step.report().facts().inputs().get(i).path().getParent();
				folders.computeIfAbsent(folder == null ? Path.of("/") : folder, _ -> "RAW_" + (folders.size() + 1));
			}
		}
	}

	private void step(int number, Step step) {
		JobReport report = step.report();
		line("");
		comment(number + 1 + " of " + steps.size() + ": " + report.actor() + algorithm(report)
				+ (step.node().isEmpty() ? "" : ", node " + step.node())
				+ (step.job().isEmpty() || step.job().equals(step.node()) ? "" : ", job " + step.job()));
		datasets(step).ifPresent(names -> comment("datasets: " + names));
		var words = new ArrayList<List<String>>();
		inputs(step, words);
		report.facts().decisions().forEach((name, value) -> words.add(option("--decide", name + "=" + value)));
		for (UsedParameter parameter : report.facts().parameters()) {
			words.add(option("--set", parameter.name() + "=" + parameter.value()));
		}
		products(number, report, words);
		line("repeat " + report.products().values().stream().mapToInt(List::size).sum() + " "
				+ ShellWords.word(report.actor()) + filled(words));
	}

	private static String algorithm(JobReport report) {
		return report.key().parts().stream().filter(part -> part.kind() == KeyPart.Kind.ALGORITHM).findFirst()
				.map(part -> " (algorithm " + part.value() + ")").orElse("");
	}

	private Optional<String> datasets(Step step) {
		return run.jobs().stream().filter(job -> job.id().equals(step.job())).findFirst()
				.map(job -> job.outline().datasets()).filter(names -> !names.isEmpty())
				.map(names -> String.join(", ", names));
	}

	private void inputs(Step step, List<List<String>> words) {
		JobFacts facts = step.report().facts();
		var counts = new LinkedHashMap<String, Integer>();
		for (int i = 0; i < facts.inputs().size(); i++) {
			UsedInput input = facts.inputs().get(i);
			String place = input.port() + "." + counts.merge(input.port(), 1, Integer::sum);
			String before = input.port() + "=";
			Optional<Source> made = step.sources().get(i);
			words.add(List.of("--in", made.map(source -> product(before, source))
					.orElseGet(() -> external(before, input.path()))));
			if (made.flatMap(this::category).filter(input.category()::equals).isEmpty()) {
				words.add(option("--category", place + "=" + input.category()));
			}
			input.selection().patterns().forEach(pattern -> words.add(option("--select", place + "=" + pattern)));
			for (HeaderCorrection correction : input.corrections()) {
				words.add(option("--correct", place + "=" + CorrectionText.of(correction)));
			}
		}
	}

	/** The category that stands in the header of a product; empty where it has no header. */
	private Optional<String> category(Source source) {
		MadeProduct product = steps.get(source.step()).report().products().get(source.port()).get(source.index());
		return Optional.of(product.description().category()).filter(_ -> product.extension().equals("fits"));
	}

	private String product(String before, Source source) {
		return ShellWords.word(before, "OUT", "/" + places.of(source.step(), source.port(), source.index()));
	}

	private String external(String before, Path file) {
		Path folder = file.getParent();
		return ShellWords.word(before, folders.get(folder == null ? Path.of("/") : folder), "/" + file.getFileName());
	}

	private void products(int number, JobReport report, List<List<String>> words) {
		for (Map.Entry<String, List<MadeProduct>> port : report.products().entrySet()) {
			for (int i = 0; i < port.getValue().size(); i++) {
				words.add(option("--product", port.getKey() + "=" + places.of(number, port.getKey(), i)));
				words.add(option("--expect", port.getKey() + "=" + port.getValue().get(i).digest()));
			}
		}
	}

	private static List<String> option(String name, String value) {
		return List.of(name, ShellWords.word(value));
	}

	/** Options over several lines; an option and its value stay together. */
	private static String filled(List<List<String>> options) {
		var text = new StringBuilder();
		int column = WIDTH;
		for (List<String> option : options) {
			String words = String.join(" ", option);
			if (column + 1 + words.length() > WIDTH) {
				text.append(" \\\n").append(INDENT).append(words);
				column = 4 + words.length();
			} else {
				text.append(' ').append(words);
				column += 1 + words.length();
			}
		}
		return text.toString();
	}

	private void variable(String name, String usual) {
		line("if [ -z \"${" + name + ":-}\" ]; then " + name + "=" + ShellWords.word(usual) + "; fi");
	}

	private void comment(String text) {
		line(("# " + ShellWords.comment(text)).stripTrailing());
	}

	private void line(String text) {
		script.append(text).append('\n');
	}

	private static String pad(String name) {
		return name + " ".repeat(Math.max(0, 10 - name.length()));
	}

	private static String count(long number, String what) {
		return number + " " + what + (number == 1 ? "" : "s");
	}
}
