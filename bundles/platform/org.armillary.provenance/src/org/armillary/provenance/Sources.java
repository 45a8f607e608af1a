package org.armillary.provenance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.engine.JobFacts.Maker;
import org.armillary.provenance.StoreGraph.Input;
import org.armillary.provenance.StoreGraph.Item;
import org.armillary.provenance.StoreGraph.Output;

/**
 * Tells for each input of a result which product it was, as a run sees it. Within a run an input comes from a job of that
 * run: the one that made it when the result was executed, else one before it that made the same content. Only where the run
 * has none it comes from a job of another run: from the one that made it, else from the earliest that made the same content,
 * unless that got the content itself or may itself come from the result.
 *
 * <p><b>Threads.</b> For one thread at a time.
 */
final class Sources {

	private final StoreGraph graph;
	private final RunView run;
	private final Map<Item, List<Origin>> known = new HashMap<>();

	/** Where an input came from. */
	sealed interface Origin {
	}

	/** It is a product. */
	record Product(Item maker, Output output) implements Origin {
	}

	/** Nobody in the store made it. */
	record Outside() implements Origin {
	}

	/** A job made it whose result is gone. */
	record Gone(Maker maker) implements Origin {
	}

	/** A job made it that was done again since and made something else, from the same inputs: its key is the same. */
	record Changed(Maker maker, Item item) implements Origin {
	}

	Sources(StoreGraph graph, RunView run) {
		this.graph = graph;
		this.run = run;
	}

	/** Where the inputs of a result came from, in their order. */
	List<Origin> of(Item item) {
		List<Origin> origins = known.get(item);
		if (origins == null) {
			origins = item.inputs().stream().map(input -> origin(item, input)).toList();
			known.put(item, origins);
		}
		return origins;
	}

	private Origin origin(Item item, Input input) {
		Optional<Maker> named = input.maker();
		Optional<Item> maker = named.flatMap(found -> graph.item(found.key()));
		Optional<Product> explicit = maker.flatMap(found -> product(found, named.orElseThrow(), input.digest()));
		boolean inRun = run.has(item.key());
		boolean executedHere = item.hasFacts() && item.run().equals(run.run());
		if (explicit.isPresent()
				&& (!inRun || executedHere || run.has(explicit.orElseThrow().maker().key()))) {
			return explicit.orElseThrow();
		}
		Optional<Product> found = Optional.empty();
		if (inRun && (!executedHere || named.isPresent())) {
			found = inRun(item, input.digest());
		}
		found = found.or(() -> explicit).or(() -> anywhere(item, input.digest()));
		if (found.isPresent()) {
			return found.orElseThrow();
		}
		return named.isEmpty() ? new Outside()
				: maker.<Origin>map(again -> new Changed(named.orElseThrow(), again))
						.orElseGet(() -> new Gone(named.orElseThrow()));
	}

	/** The product that a maker is said to have made, or another of it with the same content. */
	private static Optional<Product> product(Item item, Maker maker, String digest) {
		return item.output(maker.port(), maker.index()).filter(output -> output.digest().equals(digest))
				.or(() -> item.output(digest)).map(output -> new Product(item, output));
	}

	/** The product of the first job of the run, before another, that made a content. */
	private Optional<Product> inRun(Item item, String digest) {
		return graph.makers(digest).stream().filter(maker -> run.has(maker.key()) && !maker.uses(digest)
				&& run.place(maker.key()) < run.place(item.key()))
				.min(Comparator.comparingInt(maker -> run.place(maker.key())))
				.map(maker -> new Product(maker, maker.output(digest).orElseThrow()));
	}

	private Optional<Product> anywhere(Item item, String digest) {
		return graph.makers(digest).stream()
				.filter(maker -> !maker.equals(item) && !maker.uses(digest) && !graph.mayComeFrom(maker, item))
				.findFirst().map(maker -> new Product(maker, maker.output(digest).orElseThrow()));
	}

	/**
	 * The results that used a content, themselves or through the jobs that made their inputs.
	 *
	 * @param among
	 *            those that are looked at
	 * @param may
	 *            hashes of the keys of all that come into question, those between the content and the others, too
	 */
	Set<Item> users(String digest, Collection<Item> among, Set<String> may) {
		var successors = new HashMap<Item, List<Item>>();
		var seen = new HashSet<Item>();
		among.stream().filter(item -> may.contains(item.key())).forEach(seen::add);
		Set<Item> wanted = Set.copyOf(seen);
		var open = new ArrayDeque<Item>(seen);
		while (!open.isEmpty()) {
			Item item = open.pop();
			for (Origin origin : of(item)) {
				maker(origin).filter(maker -> may.contains(maker.key())).ifPresent(maker -> {
					successors.computeIfAbsent(maker, _ -> new ArrayList<>(2)).add(item);
					if (seen.add(maker)) {
						open.add(maker);
					}
				});
			}
		}
		var users = new HashSet<Item>();
		seen.stream().filter(item -> item.uses(digest)).forEach(open::add);
		while (!open.isEmpty()) {
			Item item = open.pop();
			if (users.add(item)) {
				open.addAll(successors.getOrDefault(item, List.of()));
			}
		}
		users.retainAll(wanted);
		return users;
	}

	/** The result that made an input; also one that was done again since: its inputs were the same. */
	private static Optional<Item> maker(Origin origin) {
		return switch (origin) {
		case Product(var maker, _) -> Optional.of(maker);
		case Changed(_, var item) -> Optional.of(item);
		case Outside() -> Optional.empty();
		case Gone(_) -> Optional.empty();
		};
	}
}
