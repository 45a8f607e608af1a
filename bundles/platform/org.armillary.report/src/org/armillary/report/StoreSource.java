package org.armillary.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.quality.Measurement;
import org.armillary.engine.quality.QualityHistory;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.Provenance;
import org.armillary.provenance.methods.Methods;
import org.armillary.report.preview.Preview;
import org.armillary.report.preview.PreviewOptions;
import org.armillary.report.preview.Previews;

/** Takes what a report needs from a store. */
final class StoreSource implements ReportSource {

	private static final PreviewOptions PREVIEWS = PreviewOptions.DEFAULT;

	private final Provenance provenance;
	private final QualityHistory history;
	private final ActorCatalog catalog;

	StoreSource(Provenance provenance, QualityHistory history, ActorCatalog catalog) {
		this.provenance = provenance;
		this.history = history;
		this.catalog = catalog;
	}

	@Override
	public Optional<JobReport> report(String key) throws IOException {
		return provenance.report(key);
	}

	@Override
	public Optional<org.armillary.engine.store.Mark> outOfDate(String key) throws IOException {
		return provenance.mark(key);
	}

	@Override
	public List<Measurement> history(String actor) throws IOException {
		return history.find(QualityHistory.Selection.ofActor(actor));
	}

	@Override
	public Methods methods(RunRecord run) throws IOException {
		return Methods.of(run, provenance, catalog);
	}

	@Override
	public List<Preview> previews(Path product) {
		return Previews.of(product, PREVIEWS);
	}

	@Override
	public Optional<Path> file(MadeProduct product, Path published) {
		return provenance.file(product, Optional.of(published));
	}
}
