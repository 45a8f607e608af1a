package org.armillary.engine.planning;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.provider.ParameterValues;
import org.armillary.engine.Job;
import org.armillary.engine.Job.Source;

/**
 * What jobs really made, during one planning. It holds for a job as long as the job keeps its inputs and parameters and the
 * same holds for the jobs whose products it took.
 */
final class Settled {

	private final Map<String, Truth> truths;
	private final Set<String> changed = new HashSet<>();
	private final Set<String> forgotten = new HashSet<>();
	private final Map<List<Source>, Comparison> compared = new IdentityHashMap<>();

	/** Whether a list that many jobs share is the same as one that they had before. */
	private record Comparison(List<Source> before, boolean same) {
	}

	/** Takes what is known when planning begins. */
	Settled(Map<String, Truth> truths) {
		this.truths = new HashMap<>(truths);
	}

	/** What a job made. */
	Optional<Truth> truth(String job) {
		return Optional.ofNullable(truths.get(job));
	}

	/** All that still holds. */
	Map<String, Truth> truths() {
		return truths;
	}

	/** Jobs whose earlier results, where they have any, do not hold. */
	Set<String> changed() {
		return changed;
	}

	/** Jobs whose results were known and do not hold any more. */
	Set<String> forgotten() {
		return forgotten;
	}

	/** Takes notice of the inputs and parameters that a job has now; those that it needs come first. */
	void compare(Job before, Map<String, List<Source>> inputs, ParameterValues parameters) {
		boolean same = before.parameters().equals(parameters) && sameInputs(before.inputs(), inputs)
				&& (forgotten.isEmpty() || !needsForgotten(inputs));
		if (!same) {
			changed.add(before.id());
			forget(before.id());
		}
	}

	/** Forgets what a job made that is not needed any more. */
	void forget(String job) {
		if (truths.remove(job) != null) {
			forgotten.add(job);
		}
	}

	private boolean needsForgotten(Map<String, List<Source>> inputs) {
		return inputs.values().stream().flatMap(List::stream)
				.anyMatch(source -> source instanceof Source.Upstream upstream && forgotten.contains(upstream.job()));
	}

	private boolean sameInputs(Map<String, List<Source>> one, Map<String, List<Source>> other) {
		for (var port : one.entrySet()) {
			List<Source> before = port.getValue();
			List<Source> after = other.getOrDefault(port.getKey(), List.of());
			if (before == after) {
				continue;
			}
			Comparison known = compared.get(after);
			if (known == null || known.before() != before) {
				known = new Comparison(before, same(before, after));
				if (after.size() > 1) {
					compared.put(after, known);
				}
			}
			if (!known.same()) {
				return false;
			}
		}
		return true;
	}

	private static boolean same(List<Source> before, List<Source> after) {
		boolean same = before.size() == after.size();
		for (int i = 0; same && i < before.size(); i++) {
			same = before.get(i) == after.get(i) || ProductSlot.same(before.get(i), after.get(i));
		}
		return same;
	}
}
