package org.armillary.engine.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.KeyPart;
import org.armillary.engine.json.JsonFormatException;

/**
 * Finds the earlier result with which a job is compared, so that a user learns why it runs.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
final class NearestResult {

	/** So many with the same inputs, settings or job are looked at. */
	private static final int MOST_ALIKE = 50;

	/** So many of the same actor are looked at. */
	private static final int MOST_OF_ACTOR = 200;

	/** What other processes write is seen after this time. */
	private static final long LONGEST_KEPT = Duration.ofSeconds(1).toNanos();

	private final Index index;
	private final Path store;
	private final Map<Long, Recent> recentByActor = new ConcurrentHashMap<>();

	NearestResult(Index index, Path store) {
		this.index = index;
		this.store = store;
	}

	/** What decides the result of a job, without what people call it. */
	private record Value(KeyPart.Kind kind, String name, String value) {
	}

	/** An earlier result. */
	private record Candidate(JobReport report, Set<Value> values) {
		Candidate(JobReport report) {
			this(report, NearestResult.values(report.key()));
		}

		/** No more than the number of differences, quickly. */
		int atLeast(Set<Value> now) {
			int common = 0;
			for (Value value : now) {
				common += values.contains(value) ? 1 : 0;
			}
			return Math.max(now.size(), values.size()) - common;
		}
	}

	/** The latest results of an actor, with when and after how many writings they were read. */
	private record Recent(List<Candidate> candidates, int writings, long time) {
	}

	/** The best result so far. */
	private static final class Best {

		private final JobKey key;
		private final Predicate<JobReport> isLike;
		private final Set<Value> values;
		private final Set<String> seen = new HashSet<>();
		private Optional<JobReport> report = Optional.empty();
		private int differences = Integer.MAX_VALUE;

		Best(JobKey key, Predicate<JobReport> isLike) {
			this.key = key;
			this.isLike = isLike;
			this.values = NearestResult.values(key);
			seen.add(key.hash());
		}

		/** Whether no other could be better. */
		boolean isFound() {
			return differences <= 1;
		}

		void consider(Candidate candidate) {
			JobReport earlier = candidate.report();
			if (seen.add(earlier.key().hash()) && candidate.atLeast(values) < differences && isLike.test(earlier)) {
				int number = KeyDifference.between(earlier.key().parts(), key.parts()).size();
				if (number < differences) {
					differences = number;
					report = Optional.of(earlier);
				}
			}
		}
	}

	/** See {@link Store#nearest}. */
	Optional<JobReport> find(JobKey key, String job, Predicate<JobReport> isLike) {
		Map<String, Long> columns = new LinkedHashMap<>();
		columns.put("inputs", Hashes.inputs(key));
		columns.put("settings", Hashes.settings(key, job));
		columns.put("label", Hashes.label(key, job));
		var best = new Best(key, isLike);
		for (var column : columns.entrySet()) {
			for (byte[] packed : index.latest(column.getKey(), column.getValue(), MOST_ALIKE)) {
				unpack(packed).ifPresent(best::consider);
				if (best.isFound()) {
					return best.report;
				}
			}
		}
		for (Candidate candidate : ofActor(Hashes.actor(key))) {
			best.consider(candidate);
			if (best.isFound()) {
				break;
			}
		}
		return best.report;
	}

	/** The latest results of an actor; many jobs that are new ask for the same. */
	private List<Candidate> ofActor(long actor) {
		int writings = index.writings();
		long now = System.nanoTime();
		Recent known = recentByActor.get(actor);
		if (known == null || known.writings() != writings || now - known.time() > LONGEST_KEPT) {
			var candidates = new ArrayList<Candidate>();
			index.latest("actor", actor, MOST_OF_ACTOR).forEach(packed -> unpack(packed).ifPresent(candidates::add));
			known = new Recent(candidates, writings, now);
			recentByActor.put(actor, known);
		}
		return known.candidates();
	}

	private static Set<Value> values(JobKey key) {
		var values = new HashSet<Value>();
		key.parts().forEach(part -> values.add(new Value(part.kind(), part.name(), part.value())));
		return values;
	}

	private Optional<Candidate> unpack(byte[] packed) {
		try {
			return Optional.of(new Candidate(PackedResult.unpack(packed, store).report()));
		} catch (JsonFormatException e) {
			Log.warn(NearestResult.class, "a result in the index cannot be understood", e);
			return Optional.empty();
		}
	}
}
