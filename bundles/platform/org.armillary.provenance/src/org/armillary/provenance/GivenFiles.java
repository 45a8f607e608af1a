package org.armillary.provenance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.engine.DatasetFiles;
import org.armillary.engine.InputFiles;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyPart;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.Ancestry.Step;

/**
 * The files that a run was given. The facts of a result that was used again tell where the files lay for the run that made
 * it; here they are where this run found them: the key of its own job names them.
 */
public final class GivenFiles {

	private final RunRecord run;
	private final DatasetFiles files;
	private final Map<String, Set<Path>> byName = new HashMap<>();
	private final Map<String, JobRecord> jobs = new HashMap<>();

	/**
	 * The files of a run.
	 *
	 * @param files
	 *            reads them where several have the same name
	 */
	public GivenFiles(RunRecord run, InputFiles files) {
		this.run = run;
		this.files = DatasetFiles.of(files, run.request().flatMap(RunRequest::datasets));
		run.jobs().forEach(job -> jobs.put(job.id(), job));
		run.request().ifPresent(request -> {
			request.inputs().values().forEach(list -> list.forEach(this::take));
			request.datasets().ifPresent(datasets -> datasets.files().keySet().forEach(this::take));
		});
	}

	private void take(Path file) {
		byName.computeIfAbsent(String.valueOf(file.getFileName()), _ -> new LinkedHashSet<>()).add(file);
	}

	/** The same steps with files from outside where this run found them. */
	public List<Step> placed(List<Step> steps) {
		return steps.stream().map(this::placed).toList();
	}

	/** The same ancestry with files from outside where this run found them. */
	public Ancestry placed(Ancestry ancestry) {
		List<Step> steps = placed(ancestry.steps());
		var roots = new LinkedHashMap<>(ancestry.roots());
		for (Step step : steps.reversed()) {
			for (int i = 0; i < step.sources().size(); i++) {
				if (step.sources().get(i).isEmpty()) {
					UsedInput input = step.report().facts().inputs().get(i);
					roots.computeIfPresent(input.origin().digest(), (_, _) -> input);
				}
			}
		}
		return new Ancestry(ancestry.product(), steps, roots, ancestry.gaps());
	}

	private Step placed(Step step) {
		JobReport report = step.report();
		JobRecord job = jobs.get(step.job());
		if (job == null || report.run().equals(run.summary().id())
				|| job.key().filter(report.key()::equals).isEmpty()) {
			return step;
		}
		Map<String, Deque<String>> names = names(job);
		var taken = new HashSet<Path>();
		var inputs = new ArrayList<UsedInput>();
		for (int i = 0; i < report.facts().inputs().size(); i++) {
			UsedInput input = report.facts().inputs().get(i);
			String name = names.getOrDefault(input.port(), new ArrayDeque<>()).poll();
			inputs.add(name == null || i < step.sources().size() && step.sources().get(i).isPresent() ? input
					: at(place(name, input, taken), input));
		}
		JobFacts facts = new JobFacts(report.facts().parameters(), inputs, report.facts().decisions());
		return new Step(step.job(), step.node(), new JobReport(report.run(), report.actor(), report.key(),
				report.result(), report.products(), report.ended(), report.circumstances(), facts), step.sources());
	}

	/** What the run called the inputs of a job, by port, in the order in which the job received them. */
	private static Map<String, Deque<String>> names(JobRecord job) {
		var names = new HashMap<String, Deque<String>>();
		job.key().ifPresent(key -> key.parts().stream()
				.filter(part -> part.kind() == KeyPart.Kind.INPUT && !part.value().isEmpty())
				.forEach(part -> names.computeIfAbsent(part.name(), _ -> new ArrayDeque<>()).add(part.label())));
		return names;
	}

	private static UsedInput at(Path place, UsedInput input) {
		InputOrigin origin = input.origin();
		return new UsedInput(input.port(), input.category(), place, input.received(), input.selection(),
				input.corrections(), new InputOrigin(String.valueOf(place.getFileName()), origin.digest(),
						origin.bytes(), origin.identity(), origin.maker()));
	}

	/** Of several files with a name the one that still says what was received, else any that is left. */
	private Path place(String name, UsedInput input, Set<Path> taken) {
		List<Path> candidates = byName.getOrDefault(name, Set.of()).stream().filter(file -> !taken.contains(file))
				.toList();
		if (candidates.isEmpty()) {
			return input.path();
		}
		Path place = candidates.size() == 1 ? candidates.getFirst()
				: candidates.stream().filter(file -> says(file, input)).findFirst()
						.orElse(candidates.contains(input.path()) ? input.path() : candidates.getFirst());
		taken.add(place);
		return place;
	}

	/** Whether a file still says what a job received of it. */
	public boolean says(Path file, UsedInput input) {
		try {
			return files.digest(file, input.selection()).equals(input.received());
		} catch (IOException e) {
			System.getLogger(GivenFiles.class.getName()).log(System.Logger.Level.DEBUG, "what cannot be read is not it",
					e);
			return false;
		}
	}
}
