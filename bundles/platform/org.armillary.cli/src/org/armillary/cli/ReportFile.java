package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.armillary.engine.quality.LimitSet;
import org.armillary.engine.quality.QualityHistory;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Store;
import org.armillary.provenance.Provenance;
import org.armillary.report.ReportException;
import org.armillary.report.ReportMessage;
import org.armillary.report.ReportOptions;
import org.armillary.report.RunReport;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * Writes the report of a run.
 *
 * @param invocation
 *            what the verb works with
 * @param store
 *            where the run is
 * @param previews
 *            whether products are shown as pictures
 * @param limits
 *            files with limits of quality-control values, over those of the run
 */
record ReportFile(Invocation invocation, Store store, boolean previews, List<String> limits) {

	/** What a report is called where nobody says otherwise. */
	static final String NAME = "report.html";

	/** Refuses a place where another file is, or where nothing can be written. */
	static void check(Path file) throws CliException {
		try {
			RunReport.checkPlace(file);
		} catch (ReportException e) {
			throw refused(e);
		}
	}

	/** Writes it after a run, whose own end it leaves as it is. */
	ReportOutcome after(RunFolder folder, Path file) {
		try {
			return write(folder, file);
		} catch (CliException e) {
			System.getLogger(ReportFile.class.getName()).log(System.Logger.Level.DEBUG, "no report", e);
			return new ReportOutcome(Optional.empty(), List.of(), e.messages());
		}
	}

	/**
	 * Writes it.
	 *
	 * @param file
	 *            where; null for the output folder of the run
	 * @return where it is
	 */
	ReportOutcome write(RunFolder folder, @Nullable Path file) throws CliException {
		try {
			RunRecord run = new Runs(store).read(folder);
			Path place = file == null ? usual(run, folder) : file;
			LimitFiles over = LimitFiles.of(invocation, false, limits);
			ReportOptions options = ReportOptions.of(version(), Instant.now())
					.withLimits(LimitSet.of(List.of(ofRun(run), over.limits())));
			if (run.request().isPresent()) {
				options = options.withMemory(folder.options().memoryBytes());
			}
			new RunReport(run, new Provenance(store), new QualityHistory(store), invocation.catalog(),
					previews ? options : options.withoutPreviews()).write(place);
			return new ReportOutcome(Optional.of(place), over.notes(), List.of());
		} catch (ReportException e) {
			throw refused(e);
		} catch (IOException e) {
			throw RunWatch.unreadable(folder, e);
		}
	}

	/** The output folder of the run, but not where somebody removed it with the products. */
	private static Path usual(RunRecord run, RunFolder folder) throws CliException {
		Path place = run.summary().outputFolder().orElse(folder.path());
		boolean published = run.jobs().stream().flatMap(job -> job.result().stream())
				.anyMatch(result -> !result.products().isEmpty());
		if (published && !Files.isDirectory(place)) {
			throw new CliException(ReportMessage.FOLDER_GONE.with(place));
		}
		return place.resolve(NAME);
	}

	/** The limits that the run was judged by, also where these are none; of a run that does not tell, those installed. */
	private LimitSet ofRun(RunRecord run) throws CliException {
		// runs keep their limits for as long as they tell their environment
		boolean told = run.request().isPresent() && !run.environments().isEmpty();
		LimitSet used = LimitFiles.ofRun(run);
		return told || !used.isEmpty() ? used : LimitFiles.of(invocation, true, List.of()).limits();
	}

	private static CliException refused(ReportException problem) {
		return new CliException(ExitCode.REFUSED, List.of(problem.explanation()), problem);
	}

	private static String version() {
		return Optional.ofNullable(FrameworkUtil.getBundle(ReportFile.class)).map(Bundle::getVersion)
				.map(version -> version.getMajor() + "." + version.getMinor() + "." + version.getMicro())
				.orElse("development");
	}
}
