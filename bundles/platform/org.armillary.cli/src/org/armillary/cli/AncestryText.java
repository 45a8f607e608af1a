package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyPart;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.store.Mark;
import org.armillary.provenance.Ancestry;
import org.armillary.provenance.Ancestry.Source;
import org.armillary.provenance.Ancestry.Step;
import org.armillary.provenance.AncestryJson;
import org.armillary.provenance.FoundProduct;

/** How a product came to be, as text: steps from the product down to raw frames, then the files from outside. */
final class AncestryText {

	/** More things alike than this are told together. */
	private static final int MOST_ALIKE = 12;
	private static final int TOLD_OF_MANY = 3;
	private static final int SHORT_DIGEST = 8;

	private final RunRecord run;
	private final Ancestry ancestry;
	private final Map<String, Mark> marks;
	private final Map<String, Integer> files = new LinkedHashMap<>();
	private final List<String> lines = new ArrayList<>();

	private AncestryText(RunRecord run, Ancestry ancestry, Map<String, Mark> marks) {
		this.run = run;
		this.ancestry = ancestry;
		this.marks = marks;
		ancestry.roots().keySet().forEach(digest -> files.put(digest, files.size() + 1));
	}

	/** The ancestry of a product of a run. */
	static String of(RunRecord run, FoundProduct found, Ancestry ancestry, Map<String, Mark> marks) {
		var text = new AncestryText(run, ancestry, marks);
		text.product(found);
		text.steps();
		text.files();
		if (!ancestry.gaps().isEmpty()) {
			text.lines.add("");
			text.lines.add("what is not known");
			ancestry.gaps().forEach(gap -> text.lines.add("  " + Shown.of(gap)));
		}
		return String.join("\n", text.lines);
	}

	private void product(FoundProduct found) {
		String category = ancestry.product().description().category();
		lines.add("product " + Shown.of(found.name()));
		lines.add("  category  " + (category.isEmpty() ? "none" : Shown.of(category)));
		lines.add("  content   " + digest(ancestry.product().digest()) + ", "
				+ Amounts.bytes(ancestry.product().bytes()));
		lines.add("  run       " + run.summary().id() + ", workflow " + Shown.of(run.summary().workflow()));
		lines.add("  made in   " + Amounts.count(ancestry.steps().size(), "step") + " from "
				+ Amounts.count(files.size(), "file")
				+ (ancestry.gaps().isEmpty() ? "" : "; not all is known, see below"));
	}

	/** From the last step to the first; of many alike the first few. */
	private void steps() {
		Map<String, Long> alike = ancestry.steps().stream()
				.collect(Collectors.groupingBy(AncestryText::kind, Collectors.counting()));
		var told = new LinkedHashMap<String, Integer>();
		for (int place = ancestry.steps().size() - 1; place >= 0; place--) {
			Step step = ancestry.steps().get(place);
			String kind = kind(step);
			long number = alike.get(kind);
			int before = told.merge(kind, 1, Integer::sum) - 1;
			if (number <= MOST_ALIKE || before < TOLD_OF_MANY) {
				step(step, AncestryJson.number(ancestry, place));
			} else if (before == TOLD_OF_MANY) {
				lines.add("");
				lines.add("… and " + Amounts.count(number - TOLD_OF_MANY, "more step") + " of the node " + step.node()
						+ " with the same parameters; --json tells all");
			}
		}
	}

	private static String kind(Step step) {
		return step.node() + " " + step.report().actor() + " " + step.report().facts().parameters();
	}

	private void step(Step step, int number) {
		JobReport report = step.report();
		lines.add("");
		lines.add(number + "  " + step.job() + "  " + report.actor() + algorithm(report)
				+ ", " + Amounts.moment(report.ended()) + ", took " + Amounts.time(report.result().duration())
				+ (report.run().equals(run.summary().id()) || report.run().isEmpty() ? ""
						: ", executed by run " + report.run()));
		Optional.ofNullable(marks.get(report.key().hash()))
				.ifPresent(mark -> lines.add("   " + Shown.of(mark.words())));
		String ran = EnvironmentText.ran(report);
		if (!ran.isEmpty()) {
			lines.add("   ran on      " + ran);
		}
		lines.add("   parameters  " + parameters(report));
		report.facts().decisions()
				.forEach((key, value) -> lines.add("   decided     " + key + " = " + Quoted.of(value)));
		inputs(step);
		products(report);
		if (!report.result().qc().isEmpty()) {
			lines.add("   measured");
			lines.add(RunText.table(report.result().qc()).text("     "));
		}
		lines.addAll(folded(report.result().messages().stream()
				.map(message -> "   caveat      " + Shown.of(message.summary())).toList()));
	}

	/** The products, those of a port and category together. */
	private void products(JobReport report) {
		var groups = new LinkedHashMap<String, List<String>>();
		report.products().forEach((port, products) -> products.forEach(product -> {
			String kind = port + "  " + Shown.of(product.description().category());
			groups.computeIfAbsent(kind, _ -> new ArrayList<>()).add("   makes       " + kind + "  "
					+ digest(product.digest()) + "  " + Amounts.bytes(product.bytes()));
		}));
		groups.values().forEach(group -> lines.addAll(folded(group)));
	}

	/** Of many lines alike the first few and the last. */
	static List<String> folded(List<String> alike) {
		if (alike.size() <= MOST_ALIKE) {
			return alike;
		}
		var folded = new ArrayList<>(alike.subList(0, TOLD_OF_MANY));
		folded.add("                 … " + (alike.size() - TOLD_OF_MANY - 1) + " more; --json tells all");
		folded.add(alike.getLast());
		return folded;
	}

	private static String algorithm(JobReport report) {
		return report.key().parts().stream().filter(part -> part.kind() == KeyPart.Kind.ALGORITHM).findFirst()
				.map(part -> " (algorithm " + part.value() + ")").orElse("");
	}

	private static String parameters(JobReport report) {
		JobFacts facts = report.facts();
		if (facts.parameters().isEmpty()) {
			String known = report.key().parts().stream().filter(part -> part.kind() == KeyPart.Kind.PARAMETER)
					.map(part -> part.name() + " = " + Quoted.of(part.value())).collect(Collectors.joining(", "));
			return known.isEmpty() ? "none" : known;
		}
		String changed = facts.parameters().stream().filter(parameter -> !parameter.isDefault())
				.map(parameter -> parameter.name() + " = " + Quoted.of(parameter.value()) + " (default "
						+ Quoted.of(parameter.defaultValue()) + ")")
				.collect(Collectors.joining(", "));
		long same = facts.parameters().stream().filter(parameter -> parameter.isDefault()).count();
		return changed.isEmpty() ? "all " + same + " have their defaults"
				: changed + (same == 0 ? "" : "; " + same + " have their defaults");
	}

	/** The inputs port by port, those alike together. */
	private void inputs(Step step) {
		var groups = new LinkedHashMap<String, List<Integer>>();
		for (int i = 0; i < step.sources().size(); i++) {
			UsedInput input = step.report().facts().inputs().get(i);
			Optional<Source> source = step.sources().get(i);
			String from = source.map(found -> "node " + ancestry.steps().get(found.step()).node() + " " + found.port())
					.orElse("outside");
			String changes = input.selection().patterns() + " " + input.corrections();
			groups.computeIfAbsent(input.port() + " " + input.category() + " " + from + " " + changes,
					_ -> new ArrayList<>()).add(i);
		}
		groups.values().forEach(places -> {
			for (int k = 0; k < places.size(); k++) {
				if (places.size() <= MOST_ALIKE || k < TOLD_OF_MANY || k == places.size() - 1) {
					input(step, places.get(k));
				} else if (k == TOLD_OF_MANY) {
					lines.add("                 … " + (places.size() - TOLD_OF_MANY - 1) + " more alike");
				}
			}
		});
	}

	private void input(Step step, int place) {
		UsedInput input = step.report().facts().inputs().get(place);
		String known = input.origin().digest().isEmpty() ? input.received() : input.origin().digest();
		String from = step.sources().get(place)
				.map(source -> "from step " + AncestryJson.number(ancestry, source.step()) + ", " + source.port()
						+ (source.index() == 0 ? "" : "#" + (source.index() + 1)))
				.orElseGet(() -> "file " + files.get(known));
		lines.add("   uses        "
				+ input.port() + "  " + (input.category().isEmpty() ? ""
						: Shown.of(input.category())
								+ "  ")
				+ Shown.of(name(input)) + "  " + digest(known) + "  " + from
				+ (input.selection().isAll() ? ""
						: "; only its extensions " + Shown.of(String.join(", ", input.selection().patterns()))));
		for (HeaderCorrection correction : input.corrections()) {
			lines.add("                 corrected: " + Shown.of(correction.words()
					+ (correction.reason().isEmpty() ? "" : ", because " + correction.reason())));
		}
	}

	private static String name(UsedInput input) {
		Path name = input.path().getFileName();
		return input.origin().name().isEmpty() ? name == null ? "?" : name.toString() : input.origin().name();
	}

	/** Files from outside; of many of the same category and folder the first few and the last. */
	private void files() {
		if (files.isEmpty()) {
			return;
		}
		lines.add("");
		lines.add("files from outside");
		var groups = new LinkedHashMap<String, List<Map.Entry<String, UsedInput>>>();
		for (var root : ancestry.roots().entrySet()) {
			groups.computeIfAbsent(root.getValue().category() + " " + root.getValue().path().getParent(),
					_ -> new ArrayList<>()).add(root);
		}
		var table = new TextTable("number", "category", "file", "content", "folder");
		for (var group : groups.values()) {
			for (int k = 0; k < group.size(); k++) {
				if (group.size() <= MOST_ALIKE || k < TOLD_OF_MANY || k == group.size() - 1) {
					UsedInput input = group.get(k).getValue();
					table.add(String.valueOf(files.get(group.get(k).getKey())), Shown.of(input.category()),
							Shown.of(name(input)), digest(group.get(k).getKey()),
							input.path().getParent() == null ? "" : Shown.of(input.path().getParent().toString()));
				} else if (k == TOLD_OF_MANY) {
					table.add("", "", "… " + (group.size() - TOLD_OF_MANY - 1) + " more alike", "", "");
				}
			}
		}
		lines.add(table.text("  "));
	}

	private static String digest(String digest) {
		return digest.isEmpty() ? "unknown" : digest.substring(0, Math.min(SHORT_DIGEST, digest.length()));
	}
}
