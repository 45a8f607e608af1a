package org.armillary.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.quality.Measurement;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.methods.Methods;
import org.armillary.report.preview.Preview;

/** Where a report takes from what the run itself does not tell. */
interface ReportSource {

	/** The result of a cache key, as long as the store has it. */
	Optional<JobReport> report(String key) throws IOException;

	/** Whether and why the result of a cache key is out of date. */
	Optional<org.armillary.engine.store.Mark> outOfDate(String key) throws IOException;

	/** All values that an actor ever published, oldest first. */
	List<Measurement> history(String actor) throws IOException;

	/** The run in words for a paper. */
	Methods methods(RunRecord run) throws IOException;

	/** How a product looks; the first pictures are the most important. */
	List<Preview> previews(Path product) throws IOException;

	/** A file with the content of a product: in the store, else where a run put it, unless that holds something else. */
	Optional<Path> file(MadeProduct product, Path published);
}
