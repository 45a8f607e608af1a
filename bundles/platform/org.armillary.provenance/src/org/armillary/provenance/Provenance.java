package org.armillary.provenance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RefusedException;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Mark;
import org.armillary.engine.store.Store;
import org.armillary.provenance.StoreGraph.Item;
import org.armillary.provenance.StoreGraph.Output;
import org.jspecify.annotations.Nullable;

/**
 * Where the products of a store come from. What the store holds is read once, when it is first needed; another object is
 * needed to see what was made since.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
public final class Provenance {

	private final Store store;
	private @Nullable StoreGraph graph;
	/** What was read of runs, by id. */
	private final Map<String, RunView> views = new HashMap<>();

	/** Looks into a store. */
	public Provenance(Store store) {
		this.store = store;
	}

	/** The store. */
	public Store store() {
		return store;
	}

	/** All results with what they made and used. */
	synchronized StoreGraph graph() throws IOException {
		StoreGraph known = graph;
		if (known == null) {
			known = StoreGraph.of(store);
			graph = known;
		}
		return known;
	}

	/** What the runs of the store did that have to do with any of some results, the newest first. */
	synchronized List<RunView> views(Set<String> keys) throws IOException {
		var runs = new Runs(store);
		var found = new ArrayList<RunView>();
		for (RunFolder run : runs.newestFirst()) {
			if (!views.containsKey(run.id()) && JournalScan.mentions(run.journalFile(), keys)) {
				views.put(run.id(), RunView.of(run.id(), runs.jobs(run)));
			}
			if (views.containsKey(run.id())) {
				found.add(views.get(run.id()));
			}
		}
		return found;
	}

	/**
	 * The result with a key, wherever its products are.
	 *
	 * @param key
	 *            hash of the key
	 */
	public Optional<JobReport> report(String key) throws IOException {
		return store.report(key);
	}

	/**
	 * Why the result with a key is out of date; empty unless somebody marked it.
	 *
	 * @param key
	 *            hash of the key
	 */
	public Optional<Mark> mark(String key) throws IOException {
		return store.marks().of(key);
	}

	/** The results that made a content, the earliest first. */
	public List<Made> makersOf(String digest) throws IOException {
		var made = new ArrayList<Made>();
		for (Item item : graph().makers(digest)) {
			Optional<JobReport> report = report(item.key());
			for (Output output : item.outputs()) {
				if (output.digest().equals(digest) && report.isPresent()) {
					made.add(new Made(report.orElseThrow(), output.port(), output.index()));
				}
			}
		}
		return made;
	}

	/**
	 * The digests of products and inputs that begin with some digits.
	 *
	 * @param beginning
	 *            hexadecimal digits in lower case
	 */
	public Set<String> digests(String beginning) throws IOException {
		return graph().digests(beginning);
	}

	/**
	 * The content of a file, by the digest that the results of the store know it by. One that nothing in the store knows is
	 * looked for where runs put their products: products of earlier versions may have been recorded by another digest.
	 *
	 * @param file
	 *            a file that is there
	 */
	public FileContent content(Path file) throws IOException {
		return new PublishedContent(this).of(file.toAbsolutePath().normalize());
	}

	/**
	 * A file with the content of a product: in the store, else where a run put it, if that still is the product; empty
	 * where neither has it any more.
	 *
	 * @param published
	 *            where a run put it; empty where that is not known
	 */
	public Optional<Path> file(MadeProduct product, Optional<Path> published) {
		return new ProductFiles(store.files()).find(product, published);
	}

	/**
	 * The product that a user means. What a file holds decides, where there is one of that path; a name or a place means
	 * what the run made, and a note says so where the output folder holds something else by now.
	 *
	 * @param name
	 *            a file of the output folder, by its path or name; {@code NODE.PORT} or {@code JOB.PORT}, with
	 *            {@code #NUMBER} for one of several; or any file that has the content of a product in the store
	 * @throws RefusedException
	 *             where there is none or several, or where the file was changed since the run put it there
	 */
	public FoundProduct find(RunRecord run, String name) throws IOException, RefusedException {
		return new ProductFinder(this, run).find(name);
	}

	/**
	 * The product of a run that a file is, as {@link #find} has it, then also one of another run of the store; empty where
	 * there is none.
	 */
	public Optional<MadeProduct> product(RunRecord run, Path file) throws IOException {
		return new ProductFinder(this, run).of(file).map(FoundProduct::product);
	}

	/**
	 * The ancestry of a product of a run.
	 *
	 * @throws IOException
	 *             where a result cannot be read
	 */
	public Ancestry ancestry(RunRecord run, MadeProduct product) throws IOException {
		RunView view = RunView.of(run.summary().id(), run.jobs());
		// the first of the run, else the earliest of the store
		Optional<Item> maker = graph().makers(product.digest()).stream().min(Comparator
				.comparingInt(item -> view.has(item.key()) ? view.place(item.key()) : Integer.MAX_VALUE));
		return maker.isEmpty() ? unknown(product, product.path().toString())
				: given(run, walk(view, maker.orElseThrow(), product));
	}

	/** The ancestry of a product that was found. */
	public Ancestry ancestry(RunRecord run, FoundProduct found) throws IOException {
		Optional<Item> maker = graph().item(found.key());
		RunView view = RunView.of(run.summary().id(), run.jobs());
		return maker.isEmpty() ? unknown(found.product(), found.name())
				: given(run, walk(view, maker.orElseThrow(), found.product()));
	}

	/** The ancestry of a file that {@link #product} finds; empty where it finds none. Its gaps say what {@link #find} notes. */
	public Optional<Ancestry> ancestry(RunRecord run, Path file) throws IOException {
		Optional<FoundProduct> found = new ProductFinder(this, run).of(file);
		if (found.isEmpty()) {
			return Optional.empty();
		}
		Ancestry ancestry = ancestry(run, found.orElseThrow());
		return Optional.of(new Ancestry(ancestry.product(), ancestry.steps(), ancestry.roots(),
				Stream.concat(found.orElseThrow().notes().stream().map(Message::summary), ancestry.gaps().stream())
						.toList()));
	}

	/** With files from outside where this run found them. */
	private Ancestry given(RunRecord run, Ancestry ancestry) {
		return new GivenFiles(run, store.files()).placed(ancestry);
	}

	private Ancestry walk(RunView view, Item item, MadeProduct product) throws IOException {
		return new AncestryWalk(this, graph(), view).of(item, product);
	}

	private static Ancestry unknown(MadeProduct product, String name) {
		return new Ancestry(product, List.of(), Map.of(),
				List.of(ProvenanceMessage.PRODUCT_GONE.with(name).summary()));
	}
}
