package org.armillary.engine.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.planning.TriggerGroup.Identity;

/**
 * Names jobs: after their node, with {@code #} and a number where the first plan has several for it, or a later one adds
 * another. A job keeps its id as long as the run is planned again, also while it is not needed.
 */
final class JobIds {

	private final Map<Identity, String> ids = new HashMap<>();
	private final Map<String, Integer> numbers = new HashMap<>();

	/** The ids of the jobs of a node, in the order of the groups. */
	List<String> of(String node, List<TriggerGroup> groups) {
		var assigned = new ArrayList<String>(groups.size());
		boolean only = groups.size() == 1 && !numbers.containsKey(node);
		for (TriggerGroup group : groups) {
			assigned.add(ids.computeIfAbsent(group.identity(), _ -> {
				int number = numbers.merge(node, 1, Integer::sum);
				return only ? node : node + "#" + number;
			}));
		}
		return assigned;
	}

	/** The id of a job, if it ever was in a plan. */
	Optional<String> known(Identity identity) {
		return Optional.ofNullable(ids.get(identity));
	}
}
