package org.armillary.provenance.methods;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobState;

/**
 * All jobs of a node of a run.
 *
 * @param node
 *            id of the node
 * @param actor
 *            id of its actor
 * @param descriptor
 *            the actor, where it is installed
 * @param jobs
 *            the jobs that made something
 * @param records
 *            all jobs
 */
record MethodsStep(String node, String actor, Optional<ActorDescriptor> descriptor, List<Done> jobs,
		List<JobRecord> records) {

	private static final String COMBINED = "ESO PRO DATANCOM";
	private static final String FIRST_RECIPE = "ESO PRO REC1 ID";

	/**
	 * A job that made something.
	 *
	 * @param record
	 *            what the run tells of it
	 * @param report
	 *            what the store tells of it, where it still does
	 */
	record Done(JobRecord record, Optional<JobReport> report) {

		/** What it worked with; {@link JobFacts#UNKNOWN} where nobody remembers. */
		JobFacts facts() {
			return report.map(JobReport::facts).orElse(JobFacts.UNKNOWN);
		}

		private List<KeyPart> parts(KeyPart.Kind kind) {
			return record.key().map(key -> key.parts().stream().filter(part -> part.kind() == kind).toList())
					.orElse(List.of());
		}

		/** Number of the algorithm; empty where it has no key. */
		String algorithm() {
			return parts(KeyPart.Kind.ALGORITHM).stream().map(KeyPart::value).findFirst().orElse("");
		}

		/** Inputs from its facts, or from its key where there are none. */
		List<Received> inputs() {
			if (!facts().inputs().isEmpty()) {
				return facts().inputs().stream()
						.map(input -> new Received(input.port(), input.category(),
								input.origin().name().isEmpty() ? name(input) : input.origin().name(),
								input.origin().digest(), input.origin().maker().isPresent()))
						.toList();
			}
			return parts(KeyPart.Kind.INPUT).stream().filter(part -> !part.value().isEmpty()).map(part -> {
				int blank = part.value().indexOf(' ');
				return new Received(part.name(), blank < 0 ? "" : part.value().substring(blank + 1), part.label(),
						blank < 0 ? part.value() : part.value().substring(0, blank), false);
			}).toList();
		}

		private static String name(JobFacts.UsedInput input) {
			return input.path().getFileName() == null ? input.path().toString() : input.path().getFileName().toString();
		}

		/** Parameters that can change a result and are known not to have their default, by name. */
		Map<String, Setting> settings(Optional<ActorDescriptor> actor) {
			var settings = new LinkedHashMap<String, Setting>();
			if (!facts().parameters().isEmpty()) {
				facts().parameters().stream().filter(used -> used.inKey() && !used.isDefault()).forEach(
						used -> settings.put(used.name(), new Setting(used.value(), used.defaultValue())));
				return settings;
			}
			for (KeyPart part : parts(KeyPart.Kind.PARAMETER)) {
				actor.flatMap(known -> known.parameter(part.name())).map(known -> known.defaultText())
						.filter(text -> !text.equals(part.value()))
						.ifPresent(text -> settings.put(part.name(), new Setting(part.value(), text)));
			}
			return settings;
		}

		/**
		 * How many frames its products say they were made of; empty where none says so. A product whose first recipe is another
		 * actor has inherited its header from a product before.
		 */
		Optional<Long> combined() {
			return report.stream().flatMap(known -> known.products().values().stream()).flatMap(List::stream)
					.map(MadeProduct::description)
					.filter(product -> product.keywords().text(FIRST_RECIPE)
							.equals(Optional.of(record.outline().actor())))
					.flatMap(product -> product.keywords().number(COMBINED).stream().boxed()).map(Double::longValue)
					.min(Long::compare);
		}

		/** Categories of its products, port by port with their number. */
		Map<Kind, Integer> made() {
			var made = new LinkedHashMap<Kind, Integer>();
			report.ifPresent(known -> known.products().forEach((port, products) -> products.forEach(
					product -> made.merge(new Kind(port, product.description().category(), true), 1, Integer::sum))));
			if (report.isEmpty()) {
				record.result().ifPresent(result -> result.products().forEach((port, products) -> products
						.forEach(product -> made.merge(new Kind(port, product.category(), true), 1, Integer::sum))));
			}
			return made;
		}
	}

	/** A value of a parameter and its default. */
	record Setting(String value, String defaultValue) {
	}

	/** An input: port, category, name of the file, digest, and whether a job of the run made it. */
	record Received(String port, String category, String name, String digest, boolean made) {

		Kind kind() {
			return new Kind(port, category, made);
		}
	}

	/** Files that are spoken of together: port, category, and whether a job of the run made them. */
	record Kind(String port, String category, boolean made) {
	}

	/** Copies the lists. */
	MethodsStep {
		jobs = List.copyOf(jobs);
		records = List.copyOf(records);
	}

	/** The steps of a run, each after those whose products it needs. */
	static List<MethodsStep> of(List<JobRecord> jobs, Function<String, Optional<JobReport>> reports,
			Function<String, Optional<ActorDescriptor>> actors) {
		var byNode = new LinkedHashMap<String, List<JobRecord>>();
		jobs.forEach(job -> byNode.computeIfAbsent(job.outline().node(), _ -> new ArrayList<>()).add(job));
		return byNode.entrySet().stream().map(entry -> {
			String actor = entry.getValue().getFirst().outline().actor();
			List<Done> done = entry.getValue().stream()
					.filter(job -> job.state() == JobState.OK || job.state() == JobState.PARTIAL)
					.map(job -> new Done(job, job.key().flatMap(key -> reports.apply(key.hash())))).toList();
			return new MethodsStep(entry.getKey(), actor, actors.apply(actor), done, entry.getValue());
		}).toList();
	}

	/** The port that starts jobs: as the actor says, else the one of the first input; empty for none. */
	String trigger() {
		return descriptor.flatMap(ActorDescriptor::trigger).map(PortDescriptor::name)
				.orElseGet(() -> jobs.stream().flatMap(job -> job.inputs().stream()).map(Received::port).findFirst()
						.orElse(""));
	}

	/** What arrives at the trigger port, or at all others. */
	Set<Kind> kinds(boolean atTrigger) {
		String trigger = trigger();
		var kinds = new LinkedHashSet<Kind>();
		jobs.forEach(job -> job.inputs().stream().filter(input -> input.port().equals(trigger) == atTrigger)
				.map(Received::kind).forEach(kinds::add));
		return kinds;
	}
}
