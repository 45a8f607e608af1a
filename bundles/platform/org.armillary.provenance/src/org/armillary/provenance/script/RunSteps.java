package org.armillary.provenance.script;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.Ancestry.Source;
import org.armillary.provenance.Ancestry.Step;
import org.armillary.provenance.GivenFiles;

/**
 * The jobs of a run that have a result, as steps that can be repeated one after the other. What a job of the run made is
 * a source within; whatever else a job used is a file from outside.
 *
 * @param steps
 *            the jobs, each after those whose products it needs; otherwise in the order of the plan
 * @param gaps
 *            the jobs of which too little is known to repeat them, with the reason in words, by id
 */
public record RunSteps(List<Step> steps, Map<String, String> gaps) {

	/** Finds results. */
	@FunctionalInterface
	public interface Reports {

		/** The result of a job by the hash of its key; empty where it is gone. */
		Optional<JobReport> find(String key) throws IOException;
	}

	/** Copies the collections, keeping their order. */
	public RunSteps {
		steps = List.copyOf(steps);
		gaps = Collections.unmodifiableMap(new LinkedHashMap<>(gaps));
	}

	/**
	 * The steps of a run.
	 *
	 * @param reports
	 *            finds the result of a job by the hash of its key
	 */
	public static RunSteps of(RunRecord run, Reports reports) throws IOException {
		return new Maker(run, reports).steps();
	}

	/** The same with files from outside where the run found them, also where results of other runs were used again. */
	public RunSteps placed(GivenFiles files) {
		return new RunSteps(files.placed(steps), gaps);
	}

	/**
	 * Some of the steps with all that they need, and the gaps among the jobs that were asked for; the steps that are left
	 * are numbered anew.
	 *
	 * @param run
	 *            the run whose steps these are
	 * @param nodeOrJob
	 *            id of a node, or of one job
	 * @return empty where the run has no such node or job
	 */
	public Optional<RunSteps> endingWith(RunRecord run, String nodeOrJob) {
		Set<String> asked = run.jobs().stream()
				.filter(job -> job.id().equals(nodeOrJob) || job.outline().node().equals(nodeOrJob)).map(JobRecord::id)
				.collect(Collectors.toSet());
		if (asked.isEmpty()) {
			return Optional.empty();
		}
		var wanted = new HashSet<Integer>();
		for (int i = 0; i < steps.size(); i++) {
			if (asked.contains(steps.get(i).job())) {
				take(i, wanted);
			}
		}
		var numbers = new HashMap<Integer, Integer>();
		var left = new ArrayList<Step>();
		for (int i = 0; i < steps.size(); i++) {
			if (wanted.contains(i)) {
				Step step = steps.get(i);
				numbers.put(i, left.size());
				left.add(new Step(step.job(), step.node(), step.report(), step.sources().stream()
						.map(source -> source.map(
								found -> new Source(numbers.get(found.step()), found.port(), found.index())))
						.toList()));
			}
		}
		var without = new LinkedHashMap<>(gaps);
		without.keySet().retainAll(asked);
		return Optional.of(new RunSteps(left, without));
	}

	private void take(int step, Set<Integer> wanted) {
		if (wanted.add(step)) {
			steps.get(step).sources().forEach(source -> source.ifPresent(found -> take(found.step(), wanted)));
		}
	}

	/** Puts the jobs of a run in order. */
	private static final class Maker {

		private final List<JobRecord> jobs;
		private final Map<String, JobReport> reports = new LinkedHashMap<>();
		private final Map<String, JobRecord> byKey = new HashMap<>();
		private final Map<String, Product> byDigest = new HashMap<>();
		private final Map<String, Integer> numbers = new HashMap<>();
		private final Set<String> begun = new HashSet<>();
		private final List<Step> steps = new ArrayList<>();
		private final Map<String, String> gaps = new LinkedHashMap<>();

		/** A product of a job. */
		private record Product(JobRecord job, String port, int index) {
		}

		Maker(RunRecord run, Reports found) throws IOException {
			jobs = run.jobs();
			for (JobRecord job : jobs) {
				String key = job.key().map(known -> known.hash()).orElse("");
				if (!job.state().isFinished() || key.isEmpty()) {
					gaps.put(job.id(), "it has no result: " + job.state().name().toLowerCase(Locale.ROOT));
					continue;
				}
				Optional<JobReport> report = found.find(key);
				if (report.isEmpty()) {
					gaps.put(job.id(), "its result is no longer in the store");
				} else if (report.get().facts().equals(JobFacts.UNKNOWN) && !report.get().key().parts().isEmpty()) {
					gaps.put(job.id(), "its result was made before it was recorded what a job worked with");
				} else {
					reports.put(job.id(), report.get());
					byKey.putIfAbsent(key, job);
				}
			}
			jobs.forEach(this::takeProducts);
		}

		private void takeProducts(JobRecord job) {
			JobReport report = reports.get(job.id());
			if (report != null) {
				report.products().forEach((port, products) -> {
					for (int i = 0; i < products.size(); i++) {
						byDigest.putIfAbsent(products.get(i).digest(), new Product(job, port, i));
					}
				});
			}
		}

		RunSteps steps() {
			jobs.forEach(this::visit);
			return new RunSteps(steps, gaps);
		}

		/** Puts a job behind those whose products it needs; false while these are looked for, or where nothing is known. */
		private boolean visit(JobRecord job) {
			JobReport report = reports.get(job.id());
			if (report == null) {
				return false;
			}
			if (numbers.containsKey(job.id())) {
				return true;
			}
			if (!begun.add(job.id())) {
				return false;
			}
			List<Optional<Source>> sources = report.facts().inputs().stream().map(this::source).toList();
			numbers.put(job.id(), steps.size());
			steps.add(new Step(job.id(), job.outline().node(), report, sources));
			return true;
		}

		/** The product of the run that an input is: by the job that made it, else by what it says. */
		private Optional<Source> source(UsedInput input) {
			Optional<Product> product = input.origin().maker()
					.flatMap(maker -> Optional.ofNullable(byKey.get(maker.key()))
							.filter(job -> has(job, maker.port(), maker.index(), input.origin().digest()))
							.map(job -> new Product(job, maker.port(), maker.index())));
			return product.or(() -> Optional.ofNullable(byDigest.get(input.origin().digest())))
					.filter(found -> visit(found.job()))
					.map(found -> new Source(numbers.get(found.job().id()), found.port(), found.index()));
		}

		private boolean has(JobRecord job, String port, int index, String digest) {
			List<MadeProduct> products = reports.get(job.id()).products().getOrDefault(port, List.of());
			return index < products.size() && products.get(index).digest().equals(digest);
		}
	}
}
