package org.armillary.provenance.methods;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.actor.Payload;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.provenance.methods.MethodsStep.Done;
import org.armillary.provenance.methods.MethodsStep.Kind;
import org.armillary.provenance.methods.MethodsStep.Received;
import org.armillary.provenance.methods.MethodsStep.Setting;

/** What is said of a step: what was done with which frames, how many were left out, with which parameters. */
final class StepSentence {

	private static final int MOST_NAMES = 3;

	private final MethodsStep step;
	private final String recipe;
	private final int jobs;

	/**
	 * Makes the sentences of a step that has jobs.
	 *
	 * @param recipe
	 *            what did it, with title and references
	 */
	StepSentence(MethodsStep step, String recipe) {
		this.step = step;
		this.recipe = recipe;
		this.jobs = step.jobs().size();
	}

	/** {@code Five DARK frames were combined with kmos.dark (…), which gave MASTER_DARK and BADPIXEL_DARK.} */
	String work() {
		Set<Kind> kinds = step.kinds(true);
		if (kinds.isEmpty()) {
			return making();
		}
		boolean grouped = step.jobs().stream().anyMatch(job -> triggers(job) > 1);
		String verb = grouped ? "combined" : "processed";
		String gave = made().isEmpty() ? "" : ", giving " + made();
		if (jobs > 1 && !grouped) {
			return "Each of " + subject(kinds) + " was " + verb + " with " + recipe + with() + gave + ".";
		}
		long all = step.jobs().stream().mapToLong(this::triggers).sum();
		boolean one = jobs == 1 ? all == 1 : kinds.size() == 1 && range(kinds.iterator().next()).getMax() == 1;
		String sentence = (jobs > 1 ? "for each of " + English.number(jobs) + " " + groups() + ", " : "")
				+ subject(kinds) + (one ? " was " : " were ") + verb + " with " + recipe + with() + gave;
		return English.sentence(sentence) + ".";
	}

	/** Of an actor that needs nothing. */
	private String making() {
		String made = made();
		return made.isEmpty() ? English.sentence(recipe) + " was executed."
				: English.sentence((jobs > 1 ? "in each of " + English.number(jobs) + " jobs, " : "") + counted())
						+ (isOne() ? " was" : " were") + " made with " + recipe + with() + ".";
	}

	private boolean isOne() {
		return step.jobs().getFirst().made().values().stream().mapToInt(Integer::intValue).sum() == 1;
	}

	private long triggers(Done job) {
		String trigger = step.trigger();
		return job.inputs().stream().filter(input -> input.port().equals(trigger)).count();
	}

	private LongSummaryStatistics range(Kind kind) {
		return step.jobs().stream()
				.mapToLong(job -> job.inputs().stream().filter(input -> input.kind().equals(kind)).count())
				.summaryStatistics();
	}

	private boolean oneEach() {
		return step.jobs().stream().allMatch(job -> triggers(job) <= 1);
	}

	/** What was worked on, with numbers. */
	private String subject(Set<Kind> kinds) {
		var parts = new ArrayList<String>();
		for (Kind kind : kinds) {
			LongSummaryStatistics range = range(kind);
			String resulting = kind.made() ? "resulting " : "";
			if (jobs == 1 || oneEach()) {
				// the sum is the number of jobs where each has one
				String number = English.number(range.getSum());
				String the = kind.made() ? "the " + (range.getSum() == 1 ? "" : number + " ") : number + " ";
				parts.add(the + resulting + noun(kind, range.getSum()));
			} else if (range.getMin() == range.getMax()) {
				parts.add(English.number(range.getMax()) + " " + resulting + noun(kind, range.getMax()));
			} else {
				parts.add(English.number(range.getMin()) + " to " + English.number(range.getMax()) + " " + resulting
						+ noun(kind, range.getMax()) + " (" + range.getSum() + " in all)");
			}
		}
		return English.list(parts);
	}

	/** Datasets, where each job has one of its own. */
	private String groups() {
		Set<List<String>> datasets = step.jobs().stream().map(job -> job.record().outline().datasets())
				.filter(names -> names.size() == 1).collect(Collectors.toSet());
		return datasets.size() == jobs ? "datasets" : "groups";
	}

	/** What else entered: {@code , together with the resulting MASTER_DARK image}. */
	private String with() {
		var parts = new ArrayList<String>();
		for (Kind kind : step.kinds(false)) {
			Set<String> digests = new LinkedHashSet<>();
			Set<String> names = new LinkedHashSet<>();
			step.jobs().stream().flatMap(job -> job.inputs().stream()).filter(input -> input.kind().equals(kind))
					.forEach(input -> take(input, digests, names));
			int number = digests.size();
			if (kind.made()) {
				parts.add("the resulting " + noun(kind, number));
			} else if (names.size() <= MOST_NAMES) {
				parts.add("the " + noun(kind, number) + " " + English.list(names.stream().map(name -> "‘" + name + "’")
						.toList()));
			} else {
				parts.add(English.number(number) + " " + noun(kind, number));
			}
		}
		return parts.isEmpty() ? "" : ", together with " + English.list(parts);
	}

	private static void take(Received input, Set<String> digests, Set<String> names) {
		digests.add(input.digest().isEmpty() ? input.name() : input.digest());
		names.add(input.name());
	}

	private String noun(Kind kind, long number) {
		Payload payload = step.descriptor().flatMap(actor -> actor.input(kind.port())).map(PortDescriptor::payload)
				.orElse(Payload.FILE);
		String noun = English.noun(payload, !kind.made(), number);
		return kind.category().isEmpty() ? noun : kind.category() + " " + noun;
	}

	/** Categories of what was made, each once. */
	private String made() {
		return English.list(step.jobs().stream().flatMap(job -> job.made().keySet().stream())
				.map(kind -> kind.category().isEmpty() ? kind.port() : kind.category()).distinct().toList());
	}

	/** Categories of what the first job made, with their numbers. */
	private String counted() {
		return English.list(step.jobs().getFirst().made().entrySet().stream().map(entry -> {
			Payload payload = step.descriptor().flatMap(actor -> actor.output(entry.getKey().port()))
					.map(PortDescriptor::payload).orElse(Payload.FILE);
			String category = entry.getKey().category();
			return English.number(entry.getValue()) + " " + (category.isEmpty() ? "" : category + " ")
					+ English.noun(payload, true, entry.getValue());
		}).toList());
	}

	/** How many frames were left out, where products say of how many they are. */
	Optional<String> rejected() {
		long rejected = 0;
		for (Done job : step.jobs()) {
			long given = triggers(job);
			rejected += job.combined().filter(used -> used > 0 && used < given).map(used -> given - used).orElse(0L);
		}
		return rejected == 0 ? Optional.empty()
				: Optional.of(English.sentence(English.number(rejected)) + " of them "
						+ (rejected == 1 ? "was" : "were") + " rejected.");
	}

	/** Parameters that do not have their defaults, with units. */
	Optional<String> parameters() {
		var uses = new LinkedHashMap<String, Map<Setting, Integer>>();
		step.jobs().forEach(job -> job.settings(step.descriptor()).forEach((name, setting) -> uses
				.computeIfAbsent(name, _ -> new LinkedHashMap<>()).merge(setting, 1, Integer::sum)));
		if (uses.isEmpty()) {
			return Optional.empty();
		}
		List<String> words = uses.entrySet().stream().map(entry -> parameter(entry.getKey(), entry.getValue()))
				.toList();
		return Optional.of((words.size() == 1 ? "Its only parameter other than default was "
				: "Its parameters other than default were ") + String.join("; ", words) + ".");
	}

	private String parameter(String name, Map<Setting, Integer> values) {
		Optional<ParameterDescriptor> parameter = step.descriptor()
				.flatMap(actor -> actor.parameter(name));
		String unit = parameter.map(ParameterDescriptor::unit).filter(text -> !text.isEmpty()).map(text -> " " + text)
				.orElse("");
		List<String> words = values.entrySet().stream().map(entry -> English.value(entry.getKey().value()) + unit
				+ (entry.getValue() == jobs ? "" : " in " + entry.getValue() + " of " + jobs + " cases")).toList();
		String usual = values.keySet().iterator().next().defaultValue();
		return name + " = " + English.list(words) + " (default " + English.value(usual) + ")";
	}
}
