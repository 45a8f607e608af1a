package org.armillary.organiser;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What earlier runs did, as a store knows it.
 *
 * <p><b>Threads.</b> For one thread at a time.
 */
@FunctionalInterface
public interface ReductionHistory {

	/** Nothing was ever run. */
	ReductionHistory NONE = _ -> List.of();

	/**
	 * The reductions of a set of files, the newest first.
	 *
	 * @param filesIdentity
	 *            identity of the files
	 */
	List<Reduction> of(String filesIdentity);

	/**
	 * Sets of files that may have been what a dataset was before files came or went: datasets of the same kind and label that
	 * began at about the same time, those of the newest run first. Whether they share files with it is not looked at.
	 *
	 * @param dataset
	 *            the dataset as it is now
	 */
	default Stream<FileSet> similar(Dataset dataset) {
		return Stream.empty();
	}

	/**
	 * Files that a run was to reduce together.
	 *
	 * @param filesIdentity
	 *            their identity
	 * @param files
	 *            where they were, absolute
	 */
	record FileSet(String filesIdentity, List<Path> files) {

		/** Copies the list. */
		public FileSet {
			files = List.copyOf(files);
		}
	}

	/**
	 * The newest reduction of a set of files; a history that has to read for each of them reads no more than it must.
	 *
	 * @param filesIdentity
	 *            identity of the files
	 */
	default Optional<Reduction> newest(String filesIdentity) {
		return of(filesIdentity).stream().findFirst();
	}
}
