package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.json.JsonFormatException;

/**
 * The results of a store. Which there are is told by their files; what they say by the index, which is much faster, and by
 * the file where the index does not know it or a mark was lately taken back.
 */
final class AllResults {

	private static final int ROWS_TOGETHER = 500;
	private static final int KEY_BYTES = 32;
	private static final String ENDING = ".json";

	private final Index index;
	private final Results results;
	private final Marks marks;
	private final Path store;

	AllResults(Index index, Results results, Marks marks, Path store) {
		this.index = index;
		this.results = results;
		this.marks = marks;
		this.store = store;
	}

	/**
	 * Gives each result to the visitor once, in no order; one that cannot be understood is left out. Digests and keys that
	 * several results name are the same objects, so that who keeps them needs little memory.
	 */
	void visit(Consumer<JobReport> visitor) throws IOException {
		var shared = new SharedFacts();
		visitEach(row -> PackedResult.unpack(row, store).report(),
				report -> visitor.accept(shared.of(report)));
	}

	/**
	 * Gives each result to the visitor once, in no order, and of those in the index only what {@link Store#measured}
	 * promises.
	 */
	void visitMeasured(String keyword, Consumer<JobReport> visitor) throws IOException {
		var texts = new SharedTexts();
		visitEach(row -> PackedResult.measured(row, store, keyword, texts), visitor);
	}

	/** Unpacks what is asked of a row of the index. */
	private interface Unpacking {
		JobReport of(byte[] row) throws JsonFormatException;
	}

	private void visitEach(Unpacking unpacking, Consumer<JobReport> visitor) throws IOException {
		Set<String> missing;
		try (Stream<Path> files = results.files()) {
			missing = files.map(file -> file.getFileName().toString())
					.map(name -> name.substring(0, name.length() - ENDING.length())).collect(Collectors.toSet());
		}
		Set<String> noted = marks.noted();
		long after = Long.MIN_VALUE;
		boolean more = true;
		while (more) {
			List<byte[]> rows = index.page(after, ROWS_TOGETHER);
			for (byte[] row : rows) {
				String key = new Unpacker(row).hex(KEY_BYTES);
				after = Hashes.ofKey(key);
				if (missing.contains(key) && !noted.contains(key) && isTold(row, unpacking, visitor)) {
					missing.remove(key);
				}
			}
			more = rows.size() == ROWS_TOGETHER;
		}
		for (String key : missing) {
			results.find(key).ifPresent(visitor);
		}
	}

	private static boolean isTold(byte[] row, Unpacking unpacking, Consumer<JobReport> visitor) {
		try {
			visitor.accept(unpacking.of(row));
			return true;
		} catch (JsonFormatException e) {
			Log.warn(AllResults.class, "a result in the index cannot be understood", e);
			return false;
		}
	}

	/** The result with a key. */
	Optional<JobReport> find(String key) throws IOException {
		if (!results.exists(key)) {
			return Optional.empty();
		}
		Optional<JobReport> indexed = marks.isNoted(key) ? Optional.empty()
				: index.result(key).flatMap(this::unpack).filter(report -> report.key().hash().equals(key));
		return indexed.isPresent() ? indexed : results.find(key);
	}

	/** What a row of the index says of a key; empty where that is of another key or cannot be understood. */
	Optional<PackedResult> unpack(byte[] row, JobKey key) {
		try {
			return PackedResult.unpack(row, key, store);
		} catch (JsonFormatException e) {
			Log.warn(AllResults.class, "a result in the index cannot be understood", e);
			return Optional.empty();
		}
	}

	/** What a row of the index says; empty where that cannot be understood. */
	private Optional<JobReport> unpack(byte[] row) {
		try {
			return Optional.of(PackedResult.unpack(row, store).report());
		} catch (JsonFormatException e) {
			Log.warn(AllResults.class, "a result in the index cannot be understood", e);
			return Optional.empty();
		}
	}
}
