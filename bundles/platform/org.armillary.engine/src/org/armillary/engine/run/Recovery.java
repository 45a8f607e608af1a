package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;

import org.armillary.engine.Job;
import org.armillary.engine.JobReport;
import org.armillary.engine.job.JobFolder;
import org.armillary.engine.store.Lookup;
import org.armillary.engine.store.Store;

/**
 * Puts in order what a run left whose process ended early. Results of jobs that were finished and not yet handed to
 * the store are handed to it, if their products still say what they said; all other folders of jobs are deleted, and
 * so are temporary files in the output folder.
 */
final class Recovery {

	private final RunFolder run;
	private final Store store;

	/** Recovers a run, by who holds its lease. */
	Recovery(RunFolder run, Store store) {
		this.run = run;
		this.store = store;
	}

	/**
	 * Recovers job folders.
	 *
	 * @return how many results were handed to the store
	 */
	int adoptFinished() throws IOException {
		int adopted = 0;
		if (Files.isDirectory(run.jobs(), LinkOption.NOFOLLOW_LINKS)) {
			try (DirectoryStream<Path> folders = Files.newDirectoryStream(run.jobs())) {
				for (Path place : folders) {
					var folder = new JobFolder(place);
					if (adopt(folder)) {
						adopted++;
					}
					folder.delete();
				}
			}
		}
		return adopted;
	}

	private boolean adopt(JobFolder folder) throws IOException {
		Optional<JobReport> report = folder.report();
		if (report.isEmpty() || !report.get().result().status().isFinished()
				|| store.find(report.get().key()) instanceof Lookup.Hit) {
			return false;
		}
		// the process may have died between moving the products and writing the result
		Optional<JobReport> intact = folder.verifiedReport(store::holds);
		if (intact.isEmpty()) {
			return false;
		}
		store.adopt(intact.get());
		return true;
	}

	/** Deletes the temporary files of this run below the output folder. */
	void deleteTemporaryProducts(ProductNames names, Iterable<Job> jobs) {
		var seen = new HashSet<Path>();
		for (Job job : jobs) {
			Path folder = names.folderOf(job);
			if (seen.add(folder)) {
				Folders.deleteStarting(folder, Publisher.prefix(run));
			}
		}
	}
}
