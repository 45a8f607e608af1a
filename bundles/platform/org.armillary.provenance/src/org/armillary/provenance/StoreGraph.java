package org.armillary.provenance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
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
import java.util.TreeSet;

import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.store.Store;

/**
 * Which results of a store made and used which contents, without what else is known of them: tens of thousands of results
 * fit into memory.
 *
 * <p><b>Threads.</b> Immutable once it is made.
 */
final class StoreGraph {

	/** The earliest first, so that of several makers the same one is always named. */
	private static final Comparator<Item> ORDER = Comparator.comparing(Item::ended).thenComparing(Item::key);

	private final Map<String, Item> items = new HashMap<>();
	private final Map<String, List<Item>> makers = new HashMap<>();
	private final Map<String, List<Item>> users = new HashMap<>();
	/** The results that used what a result made, by the key of the latter as their facts tell it. */
	private final Map<String, List<Item>> takers = new HashMap<>();

	/**
	 * A result.
	 *
	 * @param key
	 *            hash of its key
	 * @param run
	 *            the run that executed it
	 * @param job
	 *            its id in that run
	 * @param hasFacts
	 *            whether all is known of its inputs; otherwise what stands in its key
	 * @param inputs
	 *            its inputs, in the order of its facts
	 * @param outputs
	 *            its products
	 */
	record Item(String key, String run, String job, Instant ended, boolean hasFacts, List<Input> inputs,
			List<Output> outputs) {

		/** The product at a place; empty where there is none. */
		Optional<Output> output(String port, int index) {
			return outputs.stream().filter(output -> output.index() == index && output.port().equals(port))
					.findFirst();
		}

		/** The first product with a content. */
		Optional<Output> output(String digest) {
			return outputs.stream().filter(output -> output.digest().equals(digest)).findFirst();
		}

		boolean uses(String digest) {
			return inputs.stream().anyMatch(input -> input.digest().equals(digest));
		}

		/** There is one for each key. */
		@Override
		public boolean equals(Object other) {
			return other instanceof Item that && that.key.equals(key);
		}

		@Override
		public int hashCode() {
			return key.hashCode();
		}
	}

	/**
	 * An input.
	 *
	 * @param digest
	 *            digest of the whole file; of what the job received where no more is known
	 * @param maker
	 *            the job of the same run that made it
	 */
	record Input(String digest, Optional<Maker> maker) {
	}

	/**
	 * A product.
	 *
	 * @param port
	 *            its port
	 * @param index
	 *            its place among those of the port, from 0
	 * @param path
	 *            where it lies in the store
	 */
	record Output(String port, int index, String digest, String category, long bytes, Path path) {
	}

	/** Reads all results of a store. */
	static StoreGraph of(Store store) throws IOException {
		var graph = new StoreGraph();
		store.reports(graph::add);
		graph.makers.values().forEach(list -> list.sort(ORDER));
		graph.users.values().forEach(list -> list.sort(ORDER));
		return graph;
	}

	private void add(JobReport report) {
		var outputs = new ArrayList<Output>();
		report.products().forEach((port, products) -> {
			for (int i = 0; i < products.size(); i++) {
				MadeProduct product = products.get(i);
				outputs.add(new Output(port.intern(), i, product.digest(), product.description().category().intern(),
						product.bytes(), product.path()));
			}
		});
		JobFacts facts = facts(report);
		List<Input> inputs = facts.inputs().stream().map(input -> new Input(digest(input), input.origin().maker()))
				.toList();
		var item = new Item(report.key().hash(), report.run().intern(), report.result().job().intern(), report.ended(),
				hasFacts(report), inputs, List.copyOf(outputs));
		if (items.putIfAbsent(item.key(), item) == null) {
			outputs.stream().map(Output::digest).distinct()
					.forEach(digest -> makers.computeIfAbsent(digest, _ -> new ArrayList<>(1)).add(item));
			inputs.stream().map(Input::digest).distinct()
					.forEach(digest -> users.computeIfAbsent(digest, _ -> new ArrayList<>(1)).add(item));
			inputs.stream().flatMap(input -> input.maker().stream()).map(Maker::key).distinct()
					.forEach(key -> takers.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(item));
		}
	}

	/** Whether a result tells what it worked with. */
	static boolean hasFacts(JobReport report) {
		return !report.facts().equals(JobFacts.UNKNOWN) || inputParts(report).isEmpty();
	}

	private static List<KeyPart> inputParts(JobReport report) {
		return report.key().parts().stream()
				.filter(part -> part.kind() == KeyPart.Kind.INPUT && !part.value().isEmpty()).toList();
	}

	/** The facts of a result; of one from before they were kept, what its key says of its inputs. */
	static JobFacts facts(JobReport report) {
		if (hasFacts(report)) {
			return report.facts();
		}
		return new JobFacts(List.of(), inputParts(report).stream().map(StoreGraph::input).toList(),
				report.facts().decisions());
	}

	private static UsedInput input(KeyPart part) {
		int blank = part.value().indexOf(' ');
		String digest = blank < 0 ? part.value() : part.value().substring(0, blank);
		return new UsedInput(part.name(), blank < 0 ? "" : part.value().substring(blank + 1), Path.of(""), digest,
				ExtensionSelection.ALL, List.of(),
				new JobFacts.InputOrigin(part.label(), "", 0, "", Optional.empty()));
	}

	/** The digest by which an input is known: that of the whole file, or else of what the job received. */
	static String digest(UsedInput input) {
		return input.origin().digest().isEmpty() ? input.received() : input.origin().digest();
	}

	/** The result with a key. */
	Optional<Item> item(String key) {
		return Optional.ofNullable(items.get(key));
	}

	/** All results, in no order. */
	Collection<Item> items() {
		return items.values();
	}

	/** The results that made a content, the earliest first. */
	List<Item> makers(String digest) {
		return makers.getOrDefault(digest, List.of());
	}

	/** The results that used a content themselves, the earliest first. */
	List<Item> users(String digest) {
		return users.getOrDefault(digest, List.of());
	}

	/** The digests of products and inputs that begin with some digits. */
	Set<String> digests(String beginning) {
		var found = new TreeSet<String>();
		for (Map<String, List<Item>> known : List.of(makers, users)) {
			known.keySet().stream().filter(digest -> digest.startsWith(beginning)).forEach(found::add);
		}
		return found;
	}

	/** Whether some result made or used a content. */
	boolean knows(String digest) {
		return makers.containsKey(digest) || users.containsKey(digest);
	}

	/** Whether a digest is known to be that of a whole file: of a product, or of an input of which all is known. */
	boolean isWhole(String digest) {
		return makers.containsKey(digest) || users(digest).stream().anyMatch(Item::hasFacts);
	}

	/** Hashes of the keys of all results that may have used a content, itself or through others. */
	Set<String> mayComeFrom(String digest) {
		return mayComeFrom(users(digest));
	}

	/** Hashes of the keys of some results and of all that may have used what these made, itself or through others. */
	Set<String> mayComeFrom(Collection<Item> begin) {
		var keys = new HashSet<String>();
		var seen = new HashSet<String>();
		var open = new ArrayDeque<Item>(begin);
		while (!open.isEmpty()) {
			Item item = open.pop();
			if (keys.add(item.key())) {
				// also those that used something else which the job made when it was done before
				open.addAll(takers.getOrDefault(item.key(), List.of()));
				item.outputs().stream().map(Output::digest).filter(seen::add).map(this::users).forEach(open::addAll);
			}
		}
		return keys;
	}

	/** Whether what one result made may have come from another, however it is looked at. */
	boolean mayComeFrom(Item later, Item earlier) {
		var seen = new HashSet<Item>();
		var open = new ArrayDeque<Item>(List.of(later));
		while (!open.isEmpty()) {
			Item item = open.pop();
			if (item.equals(earlier)) {
				return true;
			}
			if (seen.add(item)) {
				for (Input input : item.inputs()) {
					open.addAll(makers(input.digest()));
					input.maker().flatMap(maker -> item(maker.key())).ifPresent(open::add);
				}
			}
		}
		return false;
	}
}
