package org.armillary.provenance.methods;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobReport;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.methods.MethodsStep.Done;

/** Composes the paragraph: what frames were organised by, then a sentence or two for each node in the order of work. */
final class MethodsText {

	private static final String PRODUCT = "Armillary";
	/** Bundles of the product itself; others are plug-ins, whose versions are told. */
	private static final String OWN = "org.armillary.";
	/** A bundle with its version; results of long ago say “built in”. */
	private static final Pattern BUNDLE = Pattern.compile("\\S+ \\d\\S*");

	private final RunRecord run;
	private final List<MethodsStep> steps;
	private final References references = new References();
	private final List<String> gaps = new ArrayList<>();

	MethodsText(RunRecord run, Function<String, Optional<JobReport>> reports, ActorCatalog actors) {
		this.run = run;
		this.steps = MethodsStep.of(run.jobs(), reports, actors::descriptor);
	}

	Methods methods() {
		var sentences = new ArrayList<String>();
		Set<String> versions = versions();
		sentences.add(opening(versions));
		organised().ifPresent(sentences::add);
		corrected().ifPresent(sentences::add);
		boolean known = true;
		for (MethodsStep step : steps) {
			tellGaps(step);
			if (!step.jobs().isEmpty()) {
				var sentence = new StepSentence(step, recipe(step));
				sentences.add(sentence.work());
				sentence.rejected().ifPresent(sentences::add);
				sentence.parameters().ifPresent(sentences::add);
				known &= step.jobs().stream().noneMatch(job -> job.facts().equals(JobFacts.UNKNOWN));
			}
		}
		boolean worked = steps.stream().anyMatch(step -> !step.jobs().isEmpty());
		if (worked && known) {
			sentences.add(steps.stream().anyMatch(step -> step.jobs().stream()
					.anyMatch(job -> !job.settings(step.descriptor()).isEmpty()))
							? "All other parameters had their default values."
							: "All parameters had their default values.");
		}
		if (!worked) {
			gaps.add("No job of the run has made anything.");
		}
		if (run.summary().state().isActive()) {
			gaps.add("The run is not over yet.");
		}
		references.add(Reference.ofProgram(PRODUCT, PRODUCT, String.join(", ", versions),
				run.summary().created().atZone(ZoneOffset.UTC).getYear()));
		return new Methods(oneLine(String.join(" ", sentences)), references.all(), gaps);
	}

	private String opening(Set<String> versions) {
		String workflow = run.request().map(request -> request.workflow().workflow().name())
				.orElse(run.summary().workflow());
		return "The data were reduced with " + PRODUCT + (versions.isEmpty() ? "" : " ")
				+ English.list(List.copyOf(versions))
				+ (workflow.isEmpty() ? "" : ", with the workflow ‘" + workflow + "’") + ".";
	}

	/** Versions of the product that did the work; of results that are used again that of their maker is not known. */
	private Set<String> versions() {
		var versions = new TreeSet<String>();
		run.environments().stream().map(RunEnvironment::version).map(MethodsText::version)
				.filter(text -> !text.isEmpty()).forEach(versions::add);
		if (versions.isEmpty()) {
			gaps.add("The run does not tell the version of " + PRODUCT + " that executed it.");
		}
		return versions;
	}

	/** A version without its qualifier, which names a build. */
	private static String version(String text) {
		String[] parts = text.split("\\.");
		return parts.length > 3 ? String.join(".", parts[0], parts[1], parts[2]) : text;
	}

	private Optional<String> organised() {
		return run.request().flatMap(RunRequest::datasets).map(datasets -> {
			int number = datasets.datasets().size();
			RunDatasets.Rules rules = datasets.rules();
			return English.sentence(English.number(datasets.files().size()))
					+ (datasets.files().size() == 1 ? " file was" : " files were") + " organised into "
					+ English.number(number) + (number == 1 ? " dataset" : " datasets") + " by the rules ‘"
					+ rules.name() + "’ (version " + rules.version() + ").";
		});
	}

	private Optional<String> corrected() {
		var files = new LinkedHashSet<String>();
		var changes = new LinkedHashSet<String>();
		done().flatMap(job -> job.facts().inputs().stream()).filter(input -> !input.corrections().isEmpty())
				.forEach(input -> {
					files.add(input.path().toString());
					input.corrections().stream().map(HeaderCorrection::words).forEach(changes::add);
				});
		return files.isEmpty() ? Optional.empty()
				: Optional.of((files.size() == 1 ? "The header of one file was"
						: "The headers of " + English.number(files.size()) + " files were")
						+ " corrected before use (" + String.join("; ", changes) + ").");
	}

	private Stream<Done> done() {
		return steps.stream().map(MethodsStep::jobs).flatMap(Collection::stream);
	}

	/** What did it: {@code kmos.dark (“Master dark”, algorithm 1; Davies et al. 2013)}. */
	private String recipe(MethodsStep step) {
		var inside = new ArrayList<String>();
		step.descriptor().ifPresent(actor -> inside.add("‘" + actor.title() + "’"));
		List<String> algorithms = step.jobs().stream().map(Done::algorithm).filter(text -> !text.isEmpty()).distinct()
				.toList();
		if (!algorithms.isEmpty()) {
			inside.add((algorithms.size() == 1 ? "algorithm " : "algorithms ") + English.list(algorithms));
		}
		step.jobs().stream().flatMap(job -> job.report().stream())
				.map(report -> report.circumstances().getOrDefault("origin", "")).filter(MethodsText::isPlugIn)
				.distinct().forEach(origin -> inside.add("of " + origin));
		List<String> papers = step.descriptor().stream().flatMap(actor -> actor.references().stream())
				.flatMap(text -> references.cite(text).stream()).map(Reference::citation).toList();
		return step.actor() + (inside.isEmpty() && papers.isEmpty() ? ""
				: " (" + String.join(", ", inside) + (inside.isEmpty() || papers.isEmpty() ? "" : "; ")
						+ String.join("; ", papers) + ")");
	}

	private static boolean isPlugIn(String origin) {
		return BUNDLE.matcher(origin).matches() && !origin.startsWith(OWN);
	}

	private void tellGaps(MethodsStep step) {
		String node = "node " + step.node() + ": ";
		long failed = count(step, JobState.FAILED);
		long others = step.records().size() - step.jobs().size() - failed - count(step, JobState.NO_WORK);
		if (failed + others > 0) {
			gaps.add(node + jobs(failed + others) + " of " + step.records().size() + " made nothing"
					+ (failed > 0 ? " (" + failed + " failed)" : "") + " and "
					+ (failed + others == 1 ? "is" : "are") + " not in the paragraph");
		}
		long partial = count(step, JobState.PARTIAL);
		if (partial > 0) {
			gaps.add(node + jobs(partial) + " of " + step.records().size() + " ended with only a part of the products");
		}
		if (step.jobs().isEmpty()) {
			return;
		}
		if (step.descriptor().isEmpty()) {
			gaps.add(node + "the actor " + step.actor()
					+ " is not installed any more, so its references and the units of its parameters are not known");
		} else if (step.descriptor().get().references().isEmpty()) {
			gaps.add(node + "the actor " + step.actor() + " names no reference");
		}
		long forgotten = step.jobs().stream().filter(job -> job.report().isEmpty()).count();
		long without = step.jobs().stream()
				.filter(job -> job.report().isPresent() && job.facts().equals(JobFacts.UNKNOWN)).count();
		if (forgotten > 0) {
			gaps.add(node + "the " + (forgotten == 1 ? "result" : "results") + " of " + jobs(forgotten)
					+ " are no longer in the store; inputs and parameters are told from the key"
					+ (step.descriptor().isPresent() ? ", compared with the defaults of today" : ""));
		}
		if (without > 0) {
			gaps.add(node + jobs(without) + " ran before all was kept that a job worked with;"
					+ " inputs and parameters are told from the key");
		}
		step.descriptor().ifPresent(actor -> {
			if (step.jobs().stream().map(Done::algorithm)
					.anyMatch(text -> !text.isEmpty() && !text.equals(Integer.toString(actor.algorithm())))) {
				gaps.add(node + "the installed " + step.actor() + " has algorithm " + actor.algorithm()
						+ ", another than the run; its references may be others");
			}
		});
	}

	private static long count(MethodsStep step, JobState state) {
		return step.records().stream().filter(job -> job.state() == state).count();
	}

	private static String jobs(long number) {
		return number == 1 ? "1 job" : number + " jobs";
	}

	private static String oneLine(String text) {
		return text.replaceAll("\\s+", " ").strip();
	}
}
