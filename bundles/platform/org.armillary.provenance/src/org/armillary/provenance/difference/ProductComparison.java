package org.armillary.provenance.difference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.armillary.actor.ProductFile;
import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.engine.InputFiles;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.RunDifference;
import org.armillary.engine.run.RunDifference.JobChange;
import org.armillary.engine.run.RunDifference.ProductChange;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.ProductFiles;
import org.armillary.provenance.Provenance;
import org.armillary.provenance.ProvenanceMessage;

/**
 * Compares the products of two runs that {@link RunDifference} says differ, where both files are still there: in the store, or
 * where the run put them for its user, if nobody has changed them since.
 */
public final class ProductComparison {

	/** Finds the report of a job by the hash of its key, where there still is one. */
	interface Reports {
		Optional<JobReport> report(String key) throws IOException;
	}

	private final Reports reports;
	private final ProductFiles files;
	private final RunRecord before;
	private final RunRecord now;

	/** Compares products of two runs of a store. */
	public ProductComparison(Provenance provenance, RunRecord before, RunRecord now) {
		this(provenance::report, provenance.store().files(), before, now);
	}

	ProductComparison(Reports reports, InputFiles files, RunRecord before, RunRecord now) {
		this.reports = reports;
		this.files = new ProductFiles(files);
		this.before = before;
		this.now = now;
	}

	/** A product in both runs. */
	private record Pair(JobChange job, ProductChange product) {
	}

	/**
	 * Compares the products that both runs have.
	 *
	 * @param difference
	 *            what differs between the runs
	 * @param most
	 *            how many are compared at most; of the others it is only told that they differ
	 * @param progress
	 *            is told the name of each file before it is compared
	 * @throws IOException
	 *             if the store cannot be read
	 */
	public List<ProductDifference> compare(RunDifference difference, int most, Consumer<String> progress)
			throws IOException {
		var compared = new ArrayList<ProductDifference>();
		for (Pair pair : pairs(difference)) {
			String name = name(now, pair);
			if (compared.size() < most) {
				progress.accept(name.isEmpty() ? pair.product().category() : name);
				compared.add(compare(pair, name));
			} else {
				compared.add(told(pair, name, Optional.empty(), Optional.empty()));
			}
		}
		return compared;
	}

	/**
	 * The products that both runs have, of which it is only told that they differ.
	 *
	 * @param now
	 *            the later run
	 */
	public static List<ProductDifference> named(RunDifference difference, RunRecord now) {
		return pairs(difference).stream()
				.map(pair -> told(pair, name(now, pair), Optional.empty(), Optional.empty())).toList();
	}

	private static List<Pair> pairs(RunDifference difference) {
		return difference.jobs().stream().flatMap(job -> job.products().stream()
				.filter(product -> !product.before().isEmpty() && !product.now().isEmpty())
				.map(product -> new Pair(job, product))).toList();
	}

	private static String name(RunRecord now, Pair pair) {
		return published(now, pair.job().jobNow(), pair.product()).map(file -> file.getFileName().toString())
				.orElse("");
	}

	private static ProductDifference told(Pair pair, String name, Optional<FileDifference> difference,
			Optional<Message> problem) {
		ProductChange product = pair.product();
		return new ProductDifference(pair.job().node(), pair.job().subject(), product.port(), product.category(),
				product.index(), name, difference, problem);
	}

	private ProductDifference compare(Pair pair, String name) throws IOException {
		Optional<Path> old = file(before, pair.job().jobBefore(), pair.product(), pair.product().before());
		Optional<Path> file = file(now, pair.job().jobNow(), pair.product(), pair.product().now());
		String what = name.isEmpty() ? pair.product().category() : name;
		if (old.isEmpty() || file.isEmpty()) {
			return told(pair, name, Optional.empty(), Optional.of(ProvenanceMessage.DIFFERENCE_GONE.with(what,
					(old.isEmpty() ? before : now).summary().id())));
		}
		try {
			return told(pair, name, Optional.of(FileComparison.between(old.get(), file.get())), Optional.empty());
		} catch (IOException e) {
			return told(pair, name, Optional.empty(), Optional.of(e instanceof HasMessage told ? told.explanation()
					: ProvenanceMessage.DIFFERENCE_UNREADABLE.with(what, e.getMessage())));
		}
	}

	/** Where a product lies: in the store, else where the user has it, if it is still what it was. */
	private Optional<Path> file(RunRecord run, String job, ProductChange product, String digest) throws IOException {
		Optional<JobKey> key = job(run, job).flatMap(JobRecord::key);
		Optional<JobReport> report = key.isPresent() ? reports.report(key.get().hash()) : Optional.empty();
		Optional<Path> published = published(run, job, product);
		Optional<MadeProduct> stored = report.flatMap(known -> known.products()
				.getOrDefault(product.port(), List.of()).stream().filter(made -> made.digest().equals(digest))
				.findFirst());
		return stored.isPresent() ? files.find(stored.get(), published)
				: published.filter(file -> files.holds(file, digest));
	}

	private static Optional<JobRecord> job(RunRecord run, String id) {
		return run.jobs().stream().filter(job -> job.id().equals(id)).findFirst();
	}

	/** Where a run put a product for its user. */
	private static Optional<Path> published(RunRecord run, String job, ProductChange product) {
		return job(run, job).flatMap(JobRecord::result)
				.flatMap(result -> result.products().getOrDefault(product.port(), List.of()).stream()
						.filter(file -> file.category().equals(product.category())).skip(product.index())
						.map(ProductFile::path).findFirst());
	}
}
