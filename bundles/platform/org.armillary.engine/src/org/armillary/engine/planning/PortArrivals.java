package org.armillary.engine.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.armillary.actor.Keywords;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.engine.RunMessage;
import org.armillary.workflow.Connection;
import org.jspecify.annotations.Nullable;

/**
 * What arrives at an associated port, and which of it a job gets: of each connection the products that match the first
 * product of the job's trigger in the keywords of its {@code match}, and of those, where it says {@code nearest}, as many as
 * the port takes of those nearest in that keyword, the earlier of two that are equally near. Where still more is left than
 * the port takes, the products that stem from the same input file as the job's trigger. Two that both lack a keyword match in
 * it; to one that lacks it, or has no number there, nothing is near. For a job that belongs to datasets only those products
 * are there that stem from these or from what was chosen for them, or from none.
 */
final class PortArrivals {

	/** Most candidates that a message speaks of. */
	private static final int TOLD = 20;

	private final PortDescriptor port;
	private final List<Delivery> deliveries;
	private final boolean plain;
	private final Chosen all;
	private final Map<Integer, Map<List<HeaderValue>, List<Arrival>>> matching = new HashMap<>();
	private final Map<Integer, BitSet> places = new HashMap<>();
	private final boolean ofDatasets;
	private final Map<List<String>, PortArrivals> reachable = new HashMap<>();
	/** What was reachable when the run was planned before. */
	private final Map<List<String>, Chosen> reachableBefore = new HashMap<>();

	/**
	 * Takes what is delivered.
	 *
	 * @param earlier
	 *            what was delivered when the run was planned before; where it is the same, its lists are used again
	 */
	PortArrivals(PortDescriptor port, List<Delivery> deliveries, Optional<PortArrivals> earlier) {
		this(port, deliveries, earlier.map(before -> before.all).orElse(null));
		earlier.ifPresent(before -> before.reachable
				.forEach((datasets, arrivals) -> reachableBefore.put(datasets, arrivals.all)));
	}

	private PortArrivals(PortDescriptor port, List<Delivery> deliveries, @Nullable Chosen before) {
		this.port = port;
		this.deliveries = deliveries;
		plain = deliveries.stream().map(Delivery::connection)
				.allMatch(connection -> connection.match().isEmpty() && connection.nearest().isEmpty());
		List<Arrival> arrivals = deliveries.size() == 1 ? deliveries.getFirst().arrivals()
				: deliveries.stream().flatMap(delivery -> delivery.arrivals().stream()).toList();
		all = before != null && before.arrivals().equals(arrivals) ? before : new Chosen(arrivals);
		ofDatasets = arrivals.stream().anyMatch(arrival -> !arrival.datasets().isEmpty());
	}

	/** What of it is there for a job that belongs to some datasets. */
	PortArrivals reachable(List<String> datasets, DatasetIndex index) {
		if (datasets.isEmpty() || !ofDatasets) {
			return this;
		}
		PortArrivals known = reachable.get(datasets);
		if (known == null) {
			Set<String> reach = index.reach(datasets);
			known = new PortArrivals(port, deliveries.stream().map(delivery -> delivery.within(reach)).toList(),
					reachableBefore.get(datasets));
			reachable.put(datasets, known);
		}
		return known;
	}

	/** The datasets of what is delivered. */
	Set<String> datasets() {
		var names = new LinkedHashSet<String>();
		all.arrivals().forEach(arrival -> names.addAll(arrival.datasets()));
		return names;
	}

	/**
	 * What a job gets.
	 *
	 * @param trigger
	 *            keywords of the first product of its trigger
	 * @param origins
	 *            input files that its trigger stems from
	 */
	Chosen choose(Keywords trigger, Set<Integer> origins) {
		if (plain) {
			return all.size() <= port.max() ? all : new Chosen(ofOrigin(origins));
		}
		var chosen = new ArrayList<Arrival>();
		for (Delivery delivery : deliveries) {
			chosen.addAll(nearest(delivery.connection(), matching(delivery, trigger), trigger));
		}
		return new Chosen(chosen.size() <= port.max() ? chosen
				: chosen.stream().filter(arrival -> arrival.origins().stream().anyMatch(origins::contains)).toList());
	}

	private List<Arrival> ofOrigin(Set<Integer> origins) {
		if (places.isEmpty()) {
			for (int i = 0; i < all.size(); i++) {
				for (int origin : all.arrivals().get(i).origins()) {
					places.computeIfAbsent(origin, _ -> new BitSet()).set(i);
				}
			}
		}
		var found = new BitSet();
		for (int origin : origins) {
			BitSet place = places.get(origin);
			if (place != null) {
				found.or(place);
			}
		}
		return found.stream().mapToObj(all.arrivals()::get).toList();
	}

	private List<Arrival> matching(Delivery delivery, Keywords trigger) {
		List<String> keywords = delivery.connection().match();
		if (keywords.isEmpty()) {
			return delivery.arrivals();
		}
		List<HeaderValue> wanted = HeaderValue.of(trigger, keywords);
		Map<List<HeaderValue>, List<Arrival>> index = matching.get(delivery.number());
		if (index == null) {
			index = new HashMap<>();
			for (Arrival arrival : delivery.arrivals()) {
				index.computeIfAbsent(HeaderValue.of(arrival.keywords(), keywords), _ -> new ArrayList<>())
						.add(arrival);
			}
			matching.put(delivery.number(), index);
		}
		return index.getOrDefault(wanted, List.of());
	}

	private List<Arrival> nearest(Connection connection, List<Arrival> candidates, Keywords trigger) {
		if (connection.nearest().isEmpty()) {
			return candidates;
		}
		String keyword = connection.nearest().get();
		double wanted = HeaderValue.of(trigger, keyword).number();
		double[] distances = new double[candidates.size()];
		for (int i = 0; i < distances.length; i++) {
			distances[i] = Math.abs(HeaderValue.of(candidates.get(i).keywords(), keyword).number() - wanted);
		}
		if (port.max() == 1) {
			int best = -1;
			for (int i = 0; i < distances.length; i++) {
				if (!Double.isNaN(distances[i]) && (best < 0 || distances[i] < distances[best])) {
					best = i;
				}
			}
			return best < 0 ? List.of() : List.of(candidates.get(best));
		}
		int[] places = IntStream.range(0, distances.length).filter(i -> !Double.isNaN(distances[i])).boxed()
				.sorted(Comparator.comparingDouble(i -> distances[i])).limit(port.max()).mapToInt(i -> i).toArray();
		Arrays.sort(places);
		return IntStream.of(places).mapToObj(candidates::get).toList();
	}

	/**
	 * Why a job gets too little, where rules of connections turned candidates away.
	 *
	 * @param job
	 *            the job, for people
	 */
	Optional<Message> mismatch(String job, Keywords trigger, int found) {
		var lost = new ArrayList<String>();
		var rules = new ArrayList<String>();
		int candidates = 0;
		for (Delivery delivery : deliveries) {
			Connection connection = delivery.connection();
			candidates += delivery.arrivals().size();
			if (!delivery.arrivals().isEmpty() && !isPlain(connection)) {
				rules.add(rule(connection, trigger));
				delivery.arrivals().forEach(arrival -> loss(connection, arrival, trigger).ifPresent(lost::add));
			}
		}
		if (lost.isEmpty()) {
			return Optional.empty();
		}
		String number = found == 0 ? "none of " + candidates + " candidates matches"
				: "only " + found + " of " + candidates + " candidates match";
		String told = lost.stream().limit(TOLD).collect(Collectors.joining(", "))
				+ (lost.size() > TOLD ? " and " + (lost.size() - TOLD) + " more" : "");
		return Optional.of(RunMessage.NO_MATCH.with(job, port.name(), number, String.join(" or ", rules), told,
				port.cardinality()));
	}

	private static boolean isPlain(Connection connection) {
		return connection.match().isEmpty() && connection.nearest().isEmpty();
	}

	/** What a connection asks for: {@code ESO DET SEQ1 DIT = 60, nearest MJD-OBS}. */
	private static String rule(Connection connection, Keywords trigger) {
		var parts = new ArrayList<String>();
		for (String keyword : connection.match()) {
			var value = HeaderValue.of(trigger, keyword);
			parts.add(value.isAbsent() ? "no " + keyword : keyword + " = " + value.text());
		}
		connection.nearest().ifPresent(keyword -> parts.add("nearest in " + keyword
				+ (Double.isNaN(HeaderValue.of(trigger, keyword).number())
						? ", which the trigger does not have as a number"
						: "")));
		return String.join(", ", parts);
	}

	/** The keyword by which a candidate lost. */
	private static Optional<String> loss(Connection connection, Arrival candidate, Keywords trigger) {
		for (String keyword : connection.match()) {
			var value = HeaderValue.of(candidate.keywords(), keyword);
			if (!value.equals(HeaderValue.of(trigger, keyword))) {
				return Optional.of(has(candidate, keyword, value, connection.match().size() > 1));
			}
		}
		return connection.nearest().flatMap(keyword -> {
			var value = HeaderValue.of(candidate.keywords(), keyword);
			return Double.isNaN(value.number()) || Double.isNaN(HeaderValue.of(trigger, keyword).number())
					? Optional.of(has(candidate, keyword, value, true))
					: Optional.empty();
		});
	}

	private static String has(Arrival candidate, String keyword, HeaderValue value, boolean named) {
		String found = value.isAbsent() ? (named ? "no " + keyword : "none")
				: (named ? keyword + " = " : "") + value.text();
		return candidate.source().words() + " has " + found;
	}
}
