package org.armillary.provenance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.Runs;

/** Finds by what digest a store knows a file that it does not know by its content. */
final class PublishedContent {

	private static final Pattern OBJECT = Pattern.compile("([0-9a-f]{64})(\\..*)?");
	private static final int SHORT_DIGEST = 12;

	private final Provenance provenance;

	PublishedContent(Provenance provenance) {
		this.provenance = provenance;
	}

	FileContent of(Path file) throws IOException {
		String digest = provenance.store().files().digest(file, ExtensionSelection.ALL);
		StoreGraph graph = provenance.graph();
		if (graph.knows(digest)) {
			return new FileContent(digest, List.of());
		}
		Matcher object = OBJECT.matcher(String.valueOf(file.getFileName()));
		if (file.startsWith(provenance.store().folder()) && object.matches() && graph.knows(object.group(1))) {
			return new FileContent(object.group(1), List.of());
		}
		var files = new ProductFiles(provenance.store().files());
		var notes = new ArrayList<Message>();
		var runs = new Runs(provenance.store());
		for (RunFolder run : runs.newestFirst()) {
			if (runs.summary(run).outputFolder().filter(file::startsWith).isPresent()) {
				Optional<MadeProduct> product = product(runs.jobs(run), file);
				if (product.isPresent() && files.holds(file, product.orElseThrow())) {
					return new FileContent(product.orElseThrow().digest(), List.of());
				}
				if (product.isPresent() && notes.isEmpty()) {
					String was = product.orElseThrow().digest();
					notes.add(ProvenanceMessage.FILE_CHANGED.with(file, run.id(),
							was.substring(0, Math.min(SHORT_DIGEST, was.length()))));
				}
			}
		}
		return new FileContent(digest, notes);
	}

	/** What a run put at a place, as the store knows it. */
	private Optional<MadeProduct> product(List<JobRecord> jobs, Path file) throws IOException {
		for (JobRecord job : jobs) {
			if (job.key().isPresent() && job.result().isPresent()) {
				for (var port : job.result().orElseThrow().products().entrySet()) {
					int index = port.getValue().stream().map(ProductFile::path).toList().indexOf(file);
					if (index >= 0) {
						return provenance.report(job.key().orElseThrow().hash())
								.map(report -> report.products().getOrDefault(port.getKey(), List.of()))
								.filter(made -> index < made.size()).map(made -> made.get(index));
					}
				}
			}
		}
		return Optional.empty();
	}
}
