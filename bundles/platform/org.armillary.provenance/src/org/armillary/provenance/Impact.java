package org.armillary.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobResult;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.run.JobRecord;
import org.armillary.provenance.StoreGraph.Item;
import org.armillary.provenance.StoreGraph.Output;

/**
 * What was made of a file, directly or through other products.
 *
 * @param digest
 *            digest of the file's whole content
 * @param makers
 *            hashes of the keys of the results that made it; none for a file from outside
 * @param uses
 *            the jobs that used it: those of the newest run first, in the order of each run, then those that no run tells of
 *            any more
 * @param gaps
 *            why others may have used it, too; none where all is known
 */
public record Impact(String digest, List<String> makers, List<Use> uses, List<Message> gaps) {

	/** Copies the lists. */
	public Impact {
		makers = List.copyOf(makers);
		uses = List.copyOf(uses);
		gaps = List.copyOf(gaps);
	}

	/**
	 * A job that used the file.
	 *
	 * @param run
	 *            the run; empty where no run tells of it any more
	 * @param job
	 *            id of the job in that run, else in the run that executed it
	 * @param node
	 *            id of its node
	 * @param key
	 *            hash of the key of its result
	 * @param direct
	 *            whether the file was an input of the job itself
	 * @param products
	 *            what it made
	 */
	public record Use(String run, String job, String node, String key, boolean direct, List<Touched> products) {

		/** Copies the list. */
		public Use {
			products = List.copyOf(products);
		}
	}

	/**
	 * A product that the file went into.
	 *
	 * @param port
	 *            output port
	 * @param index
	 *            place among the products of the port, from 0
	 * @param category
	 *            product category
	 * @param digest
	 *            what it says
	 * @param stored
	 *            where it lies in the store, or lay there
	 * @param published
	 *            where the run put it; empty where no run tells
	 * @param place
	 *            what lies there now
	 */
	public record Touched(String port, int index, String category, String digest, Path stored,
			Optional<Path> published, Place place) {
	}

	/** What lies where a run once put a product. */
	public enum Place {

		/** The product. */
		PRODUCT,
		/** Something else: another run replaced it, or somebody changed it. */
		OTHER,
		/** Nothing that can be read. */
		NOTHING
	}

	/**
	 * The impact of a content on all results of a store, as each of its runs sees it.
	 *
	 * @param digest
	 *            digest of the whole content
	 */
	public static Impact of(Provenance provenance, String digest) throws IOException {
		StoreGraph graph = provenance.graph();
		List<String> makers = graph.makers(digest).stream().map(Item::key).toList();
		if (graph.users(digest).isEmpty()) {
			return new Impact(digest, makers, List.of(), gaps(graph, digest, Set.of()));
		}
		var files = new ProductFiles(provenance.store().files());
		var uses = new ArrayList<Use>();
		var told = new HashSet<String>();
		var keys = new HashSet<String>();
		Set<String> may = graph.mayComeFrom(digest);
		for (RunView view : provenance.views(may)) {
			told.addAll(view.places().keySet());
			List<Item> items = view.places().keySet().stream().flatMap(key -> graph.item(key).stream()).toList();
			Set<Item> users = new Sources(graph, view).users(digest, items, may);
			users.forEach(user -> keys.add(user.key()));
			for (JobRecord job : view.jobs()) {
				Optional<Item> item = job.state().isFinished() ? job.key().flatMap(key -> graph.item(key.hash()))
						: Optional.empty();
				if (item.filter(users::contains).isPresent()) {
					uses.add(use(view.run(), job.id(), job.outline().node(), item.orElseThrow(), digest,
							touched(item.orElseThrow(), job.result().map(JobResult::products).orElse(Map.of()),
									files)));
				}
			}
		}
		Set<Item> users = new Sources(graph, RunView.NONE).users(digest, graph.items(), may);
		for (Item item : graph.items()) {
			if (!told.contains(item.key()) && users.contains(item)) {
				keys.add(item.key());
				uses.add(use("", item.job(), item.job().replaceFirst("#\\d+$", ""), item, digest,
						touched(item, Map.of(), files)));
			}
		}
		return new Impact(digest, makers, uses, gaps(graph, digest, keys));
	}

	/** Why other results may have used the content, too. */
	private static List<Message> gaps(StoreGraph graph, String digest, Set<String> users) {
		// an unknown content may be known by another digest to the results of earlier versions
		boolean isKnown = graph.knows(digest);
		var sources = new Sources(graph, RunView.NONE);
		var lesser = new ArrayList<Item>();
		var cut = new ArrayList<Item>();
		for (Item item : graph.items()) {
			if (!item.hasFacts()
					&& !(isKnown && item.inputs().stream().allMatch(input -> graph.isWhole(input.digest())))) {
				lesser.add(item);
			} else if (item.inputs().stream().flatMap(input -> input.maker().stream())
					.anyMatch(maker -> graph.item(maker.key()).isEmpty())
					&& sources.of(item).stream().anyMatch(Sources.Gone.class::isInstance)) {
				cut.add(item);
			}
		}
		var gaps = new ArrayList<Message>();
		gap(ProvenanceMessage.IMPACT_NO_FACTS, graph.mayComeFrom(lesser), users).ifPresent(gaps::add);
		gap(ProvenanceMessage.IMPACT_GONE, graph.mayComeFrom(cut), users).ifPresent(gaps::add);
		return gaps;
	}

	private static Optional<Message> gap(ProvenanceMessage message, Set<String> doubtful, Set<String> users) {
		long number = doubtful.stream().filter(key -> !users.contains(key)).count();
		return number == 0 ? Optional.empty() : Optional.of(message.with(number));
	}

	private static Use use(String run, String job, String node, Item item, String digest, List<Touched> products) {
		return new Use(run, job, node, item.key(), item.uses(digest), products);
	}

	private static List<Touched> touched(Item item, Map<String, List<ProductFile>> published, ProductFiles files) {
		var products = new ArrayList<Touched>();
		for (Output output : item.outputs()) {
			List<ProductFile> there = published.getOrDefault(output.port(), List.of());
			Optional<Path> path = output.index() < there.size() ? Optional.of(there.get(output.index()).path())
					: Optional.empty();
			products.add(new Touched(output.port(), output.index(), output.category(), output.digest(), output.path(),
					path, path.map(file -> place(file, output, files)).orElse(Place.NOTHING)));
		}
		return products;
	}

	private static Place place(Path file, Output output, ProductFiles files) {
		if (!Files.isRegularFile(file)) {
			return Place.NOTHING;
		}
		var product = new MadeProduct(output.path(), output.digest(), output.bytes(),
				new ProductDescription(output.category(), Keywords.NONE));
		return files.holds(file, product) ? Place.PRODUCT : Place.OTHER;
	}

	/** Hashes of the keys of the results that used it, each once. */
	public Set<String> keys() {
		var keys = new LinkedHashSet<String>();
		uses.forEach(use -> keys.add(use.key()));
		return keys;
	}

	/** The runs with jobs that used it, the newest first. */
	public Set<String> runs() {
		var runs = new LinkedHashSet<String>();
		uses.stream().map(Use::run).filter(run -> !run.isEmpty()).forEach(runs::add);
		return runs;
	}

	/** How many different products it went into; those of the same content count once, whoever made them. */
	public int products() {
		return (int) uses.stream().flatMap(use -> use.products().stream()).map(Touched::digest).distinct().count();
	}

	/** How many products the jobs that used it made, each counted for each of them. */
	public int entries() {
		return uses.stream().mapToInt(use -> use.products().size()).sum();
	}
}
