package org.armillary.provenance.methods;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.Provenance;

/**
 * What was done in a run, for the section on data reduction of a paper.
 *
 * @param paragraph
 *            the paragraph, one line of text without mark-up
 * @param references
 *            what it cites, in that order; the last is Armillary itself
 * @param gaps
 *            what the paragraph cannot tell, or what an author should know of it, in words
 */
public record Methods(String paragraph, List<Reference> references, List<String> gaps) {

	/** Copies the lists. */
	public Methods {
		references = List.copyOf(references);
		gaps = List.copyOf(gaps);
	}

	/**
	 * Tells of a run, also while it goes on.
	 *
	 * @param run
	 *            the run
	 * @param provenance
	 *            what is known of its jobs
	 * @param actors
	 *            the installed actors, which name their papers and the units of their parameters
	 * @throws IOException
	 *             if the store cannot be read
	 */
	public static Methods of(RunRecord run, Provenance provenance, ActorCatalog actors) throws IOException {
		var reports = new HashMap<String, JobReport>();
		for (JobRecord job : run.jobs()) {
			String key = job.key().map(JobKey::hash).orElse("");
			if (!key.isEmpty() && !reports.containsKey(key)) {
				provenance.report(key).ifPresent(report -> reports.put(key, report));
			}
		}
		return of(run, key -> Optional.ofNullable(reports.get(key)), actors);
	}

	/**
	 * Tells of a run.
	 *
	 * @param reports
	 *            finds the report of a job by the hash of its key, where there still is one
	 */
	static Methods of(RunRecord run, Function<String, Optional<JobReport>> reports, ActorCatalog actors) {
		return new MethodsText(run, reports, actors).methods();
	}

	/** All references in BibTeX. */
	public String bibtex() {
		return references.stream().map(Reference::bibtex).collect(Collectors.joining("\n"));
	}
}
