package org.armillary.engine.store;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.engine.store.StoreContent.Known;

/** Chooses products that go so that the others are no larger than a limit: first what costs least work per byte. */
final class Shrinking {

	private final Map<Path, Long> sizes;
	private final Set<Path> fixed;

	/** A result, and what it would free, bytes. */
	private record Candidate(Known result, long bytes) {

		double secondsPerByte() {
			return result.seconds() / bytes;
		}
	}

	/**
	 * Prepares the choice.
	 *
	 * @param sizes
	 *            size of each file, bytes
	 * @param fixed
	 *            files that stay whatever the limit
	 */
	Shrinking(Map<Path, Long> sizes, Set<Path> fixed) {
		this.sizes = sizes;
		this.fixed = fixed;
	}

	/**
	 * The files that still stay.
	 *
	 * @param kept
	 *            the files that would stay without a limit
	 * @param results
	 *            the results that they are of
	 */
	Set<Path> stay(Set<Path> kept, List<Known> results, long mostBytes) {
		var stay = new HashSet<>(kept);
		long bytes = stay.stream().mapToLong(file -> sizes.getOrDefault(file, 0L)).sum();
		List<Candidate> candidates = results.stream().map(result -> new Candidate(result, free(result, stay)))
				.filter(candidate -> candidate.bytes() > 0)
				.sorted(Comparator.comparingDouble(Candidate::secondsPerByte)
						.thenComparing(candidate -> candidate.result().ended())
						.thenComparing(candidate -> candidate.result().key()))
				.toList();
		for (Candidate candidate : candidates) {
			if (bytes <= mostBytes) {
				break;
			}
			bytes -= free(candidate.result(), stay);
			candidate.result().products().stream().map(StoreContent.Product::path).filter(file -> !fixed.contains(file))
					.forEach(stay::remove);
		}
		return stay;
	}

	private long free(Known result, Set<Path> stay) {
		return result.products().stream().map(StoreContent.Product::path).distinct()
				.filter(file -> stay.contains(file) && !fixed.contains(file))
				.mapToLong(file -> sizes.getOrDefault(file, 0L)).sum();
	}
}
