package org.armillary.engine.store;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.json.JsonFormatException;

/** Finds the earlier result with which a job is compared, so that a user learns why it runs. */
final class NearestResult {

	private static final int MOST_CANDIDATES = 50;

	private final Index index;
	private final Path store;

	NearestResult(Index index, Path store) {
		this.index = index;
		this.store = store;
	}

	/** A candidate and in how many things it differs. */
	private record Candidate(JobReport report, int differences) {
	}

	/** See {@link Store#nearest}. */
	Optional<JobReport> find(JobKey key, String job) {
		Map<String, Long> columns = new LinkedHashMap<>();
		columns.put("inputs", Hashes.inputs(key));
		columns.put("settings", Hashes.settings(key, job));
		columns.put("label", Hashes.label(key, job));
		Set<String> seen = new HashSet<>();
		seen.add(key.hash());
		Optional<Candidate> best = Optional.empty();
		for (var column : columns.entrySet()) {
			for (byte[] packed : index.latest(column.getKey(), column.getValue(), MOST_CANDIDATES)) {
				Optional<Candidate> candidate = unpack(packed).filter(report -> seen.add(report.key().hash()))
						.map(report -> new Candidate(report,
								KeyDifference.between(report.key().parts(), key.parts()).size()));
				if (candidate.isPresent() && (best.isEmpty()
						|| candidate.orElseThrow().differences() < best.orElseThrow().differences())) {
					best = candidate;
				}
				if (best.isPresent() && best.orElseThrow().differences() <= 1 || seen.size() > MOST_CANDIDATES) {
					return best.map(Candidate::report);
				}
			}
		}
		return best.map(Candidate::report);
	}

	private Optional<JobReport> unpack(byte[] packed) {
		try {
			return Optional.of(PackedResult.unpack(packed, store).report());
		} catch (JsonFormatException e) {
			Log.warn(NearestResult.class, "a result in the index cannot be understood", e);
			return Optional.empty();
		}
	}
}
