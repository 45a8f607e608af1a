package org.armillary.engine.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.QcValue;
import org.armillary.workflow.condition.Glob;

/**
 * Limits of one or more files, immutable. Where several limits of a file are for a value, that with the longest pattern of
 * the subject holds, {@code *} and {@code ?} not counted, and of equally long ones the first. Where files disagree, the last
 * of them that has any limit for the value holds.
 */
public final class LimitSet {

	/** No limits. */
	public static final LimitSet NONE = new LimitSet("", "", List.of());

	/** What a limit is for, without its subject. */
	private record Key(String actor, String name) {
	}

	private final String name;
	private final String description;
	private final List<List<Limit>> layers;
	private final List<Map<Key, List<Limit>>> byValue;

	private LimitSet(String name, String description, List<List<Limit>> layers) {
		this.name = name;
		this.description = description;
		this.layers = layers;
		var sorted = new ArrayList<Map<Key, List<Limit>>>();
		for (List<Limit> layer : layers.reversed()) {
			var limits = new HashMap<Key, List<Limit>>();
			layer.forEach(limit -> limits
					.computeIfAbsent(new Key(limit.actor(), limit.name()), _ -> new ArrayList<>()).add(limit));
			sorted.add(limits);
		}
		byValue = List.copyOf(sorted);
	}

	/** The limits of one file, in its order. */
	static LimitSet of(String name, String description, List<Limit> limits) {
		return new LimitSet(name, description, List.of(List.copyOf(limits)));
	}

	/** The limits of several files; the later win over the earlier. */
	public static LimitSet of(List<LimitSet> sets) {
		var layers = new ArrayList<List<Limit>>();
		sets.forEach(set -> layers.addAll(set.layers));
		return sets.size() == 1 ? sets.getFirst()
				: new LimitSet(String.join(", ", sets.stream().map(LimitSet::name).toList()), "", List.copyOf(layers));
	}

	/** What the file calls itself; of several files, their names. */
	public String name() {
		return name;
	}

	/** What the limits are for, in words of the file; empty for none, and for several files. */
	public String description() {
		return description;
	}

	/** All limits, in the order of the files. */
	public List<Limit> limits() {
		return layers.stream().flatMap(List::stream).toList();
	}

	/** Whether there are no limits. */
	public boolean isEmpty() {
		return layers.stream().allMatch(List::isEmpty);
	}

	/**
	 * The limit that holds for a value.
	 *
	 * @param actor
	 *            id of the actor that published it
	 * @param value
	 *            the value
	 */
	public Optional<Limit> limit(String actor, QcValue value) {
		var key = new Key(actor, value.name());
		for (Map<Key, List<Limit>> layer : byValue) {
			Limit best = null;
			for (Limit limit : layer.getOrDefault(key, List.of())) {
				if (Glob.fits(limit.subject(), value.subject())
						&& (best == null || literals(limit.subject()) > literals(best.subject()))) {
					best = limit;
				}
			}
			if (best != null) {
				return Optional.of(best);
			}
		}
		return Optional.empty();
	}

	private static long literals(String pattern) {
		return pattern.chars().filter(c -> c != '*' && c != '?').count();
	}

	/**
	 * What a value is by its limit.
	 *
	 * @param actor
	 *            id of the actor that published it
	 * @param value
	 *            the value
	 */
	public Verdict verdict(String actor, QcValue value) {
		return Verdict.of(value, limit(actor, value));
	}
}
