package org.armillary.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.armillary.engine.KeyPart;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.Runs;
import org.armillary.provenance.Impact;

/** The runs of a store that are at work, and what their jobs are working with. */
final class RunsAtWork {

	private final List<String> names;
	private final List<JobRecord> jobs;

	/** Runs by name, and the jobs of all of them. */
	RunsAtWork(List<String> names, List<JobRecord> jobs) {
		this.names = List.copyOf(names);
		this.jobs = List.copyOf(jobs);
	}

	/** Reads the journals of those that are at work now. */
	static RunsAtWork of(Runs runs) throws IOException {
		var names = new ArrayList<String>();
		var jobs = new ArrayList<JobRecord>();
		for (RunFolder run : runs.newestFirst()) {
			if (runs.isActive(run.path())) {
				names.add(run.id());
				jobs.addAll(runs.jobs(run));
			}
		}
		return new RunsAtWork(names, jobs);
	}

	/** Their names, the newest first. */
	List<String> runs() {
		return names;
	}

	/** The files, and all that was made of them. */
	static Set<String> contents(List<Impact> impacts) {
		var contents = new HashSet<String>();
		for (Impact impact : impacts) {
			contents.add(impact.digest());
			impact.uses().forEach(use -> use.products().forEach(product -> contents.add(product.digest())));
		}
		return contents;
	}

	/** Hashes of the keys of jobs at work with one of some contents as an input, whose results are not there yet. */
	Set<String> users(Set<String> contents) {
		var keys = new LinkedHashSet<String>();
		for (JobRecord job : jobs) {
			if (job.state() == JobState.RUNNING) {
				job.key().filter(key -> key.parts().stream().anyMatch(part -> isOneOf(part, contents)))
						.ifPresent(key -> keys.add(key.hash()));
			}
		}
		return keys;
	}

	/** The value of an input begins with its digest; the category follows after a blank. */
	private static boolean isOneOf(KeyPart part, Set<String> contents) {
		return part.kind() == KeyPart.Kind.INPUT && contents.contains(part.value().split(" ", 2)[0]);
	}
}
