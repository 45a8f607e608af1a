package org.armillary.engine.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.armillary.engine.FileFacts;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;

/** Rows that are to be written to the index together. */
final class IndexRows {

	final List<Result> results = new ArrayList<>();
	final List<String> removed = new ArrayList<>();
	final List<File> digests = new ArrayList<>();
	final List<File> facts = new ArrayList<>();

	/**
	 * A result.
	 *
	 * @param key
	 *            its cache key, 64 hexadecimal digits
	 * @param actor
	 *            hash of the actor
	 * @param inputs
	 *            hash of the actor and of all inputs
	 * @param settings
	 *            hash of the job and of all that decides the result but the inputs
	 * @param label
	 *            hash of actor and job
	 * @param ended
	 *            when it ended, ms since 1970
	 * @param body
	 *            the {@link PackedResult}
	 */
	record Result(String key, long actor, long inputs, long settings, long label, long ended, byte[] body) {

		static Result of(JobReport report, List<FileIdentity> files, Path store) {
			JobKey key = report.key();
			String job = report.result().job();
			return new Result(key.hash(), Hashes.actor(report.actor()), Hashes.inputs(key), Hashes.settings(key, job),
					Hashes.label(key, job), report.ended().toEpochMilli(), new PackedResult(report, files).pack(store));
		}
	}

	/**
	 * What is known of a file.
	 *
	 * @param id
	 *            hash of the file and of what counts of it
	 * @param body
	 *            the {@link PackedFile}
	 */
	record File(long id, byte[] body) {

		static File digest(FileIdentity file, long selection, String digest) {
			return new File(Hashes.of(file, selection), PackedFile.pack(file, selection, digest));
		}

		static File facts(FileIdentity file, FileFacts facts) {
			return new File(Hashes.of(file, 0), PackedFile.pack(file, facts));
		}
	}

	/** Takes rows that came later. */
	void append(IndexRows later) {
		// a result that is forgotten is deleted before results are written
		results.removeIf(row -> later.removed.contains(row.key()));
		results.addAll(later.results);
		removed.addAll(later.removed);
		digests.addAll(later.digests);
		facts.addAll(later.facts);
	}

	boolean isEmpty() {
		return results.isEmpty() && removed.isEmpty() && digests.isEmpty() && facts.isEmpty();
	}
}
