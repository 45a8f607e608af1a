package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

import org.armillary.actor.ProductDescription;
import org.armillary.engine.DatasetFiles;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.InputFiles;
import org.armillary.engine.Job.Source;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.MadeProduct;

/**
 * A product that is there for a job.
 *
 * @param path
 *            the file, absolute
 * @param description
 *            its true header, and its category for this job
 * @param selection
 *            which of its extensions the job receives
 * @param knownDigest
 *            digest of the whole file where a job made it; empty for a file from outside
 * @param knownBytes
 *            size of the file where a job made it, bytes
 * @param label
 *            what a user calls it
 * @param name
 *            what its file is called; of a product of the run, in the output folder
 * @param maker
 *            which job of the run made it; empty for a file from outside
 */
record JobInput(Path path, ProductDescription description, ExtensionSelection selection, String knownDigest,
		long knownBytes, String label, String name, Optional<Maker> maker) {

	/** The primary keyword by which frames are put in order, as modified Julian date in days. */
	private static final String TIME = "MJD-OBS";
	/** Under which name the archive knows a file. */
	private static final String ARCHIVE_NAME = "ARCFILE";

	/** A file from outside. */
	static JobInput of(Source.Existing source) {
		return new JobInput(source.product().path(), source.description(), source.selection(), "", 0, source.words(),
				String.valueOf(source.product().path().getFileName()), Optional.empty());
	}

	/**
	 * What an earlier job of the run made.
	 *
	 * @param name
	 *            its file name in the output folder; empty where it has none there
	 * @param maker
	 *            the job; empty where its key is not known
	 */
	static JobInput of(Source.Upstream source, MadeProduct made, String name, Optional<Maker> maker) {
		return new JobInput(made.path(),
				new ProductDescription(source.description().category(), made.description().keywords()),
				source.selection(), made.digest(), made.bytes(), source.words(), name.isEmpty() ? source.words() : name,
				maker);
	}

	/** Whether the file comes from outside, so that somebody may change it. */
	boolean isExternal() {
		return knownDigest.isEmpty();
	}

	/** Digest of what the job receives of it. */
	String digest(InputFiles files) throws IOException {
		return isExternal() || !selection.isAll() ? files.digest(path, selection) : knownDigest;
	}

	/** Size of the file, bytes. */
	long bytes(InputFiles files) throws IOException {
		return isExternal() ? files.facts(path).bytes() : knownBytes;
	}

	/**
	 * What file it is, wherever it lies.
	 *
	 * @param received
	 *            digest of what the job receives of it
	 */
	InputOrigin origin(DatasetFiles files, String received) throws IOException {
		String whole = !isExternal() ? knownDigest
				: selection.isAll() && files.corrections(path).isEmpty() ? received : files.wholeDigest(path);
		return new InputOrigin(name, whole, bytes(files),
				isExternal() ? description.keywords().text(ARCHIVE_NAME).orElse("") : "", maker);
	}

	/** When it was taken, d; infinite where it does not say. */
	double time() {
		OptionalDouble time = description.keywords().number(TIME);
		return time.orElse(Double.POSITIVE_INFINITY);
	}
}
