package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.cli.RuleFiles.Candidates;
import org.armillary.engine.run.Runs;
import org.armillary.engine.run.StoreReductions;
import org.armillary.organiser.DatasetStates;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.ReductionHistory;
import org.armillary.organiser.header.KeywordSelection;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.scan.HeaderArchive;
import org.armillary.organiser.scan.HeaderMemory;
import org.armillary.organiser.scan.HeaderScan;
import org.armillary.organiser.scan.ScanListener;
import org.armillary.organiser.scan.ScannedFiles;

/**
 * Where files to organise come from, and by what.
 *
 * @param places
 *            folders and files, or one archive of headers
 * @param rules
 *            the rules among which one is chosen by the files
 * @param settings
 *            values of the rules' parameters
 * @param overlay
 *            what a person said
 * @param memory
 *            what is known of headers
 * @param store
 *            folder of the store in which runs may be, or may not
 */
record OrganiseSource(List<Path> places, Candidates rules, Map<String, String> settings, Overlay overlay,
		HeaderMemory memory, Path store) {

	/** Copies the list. */
	OrganiseSource {
		places = List.copyOf(places);
	}

	/** Whether a place is an archive of headers. */
	static boolean isArchive(Path place) {
		return place.toString().toLowerCase(Locale.ROOT).endsWith(".zip") && !Files.isDirectory(place);
	}

	/** Scans and organises. */
	Organised organise(ScanListener listener) throws CliException, InterruptedException {
		try {
			return organise(isArchive(places.getFirst()) ? HeaderArchive.read(places.getFirst(), selection())
					: scan(listener).scan(places));
		} catch (IOException e) {
			throw refusal(places, e);
		}
	}

	/** A scan of the folders and files. */
	HeaderScan scan(ScanListener listener) {
		return new HeaderScan(selection(), memory, HeaderScan.threads(), listener);
	}

	private KeywordSelection selection() {
		return rules.selection().and(overlay.selection().names());
	}

	/** Organises what was found. */
	Organised organise(ScannedFiles scanned) throws CliException {
		RuleSet chosen = RuleFiles.with(rules.choose(scanned.files()), settings);
		Organisation organisation = new Organiser(chosen, overlay, Instant.now()).organise(scanned.files());
		return new Organised(places.stream().map(Path::toString).toList(), scanned, organisation,
				DatasetStates.of(organisation, history()));
	}

	private ReductionHistory history() {
		Path runs = store.resolve("runs");
		return Files.isDirectory(runs) ? new StoreReductions(new Runs(runs)) : ReductionHistory.NONE;
	}

	/** Why files cannot be organised. */
	static CliException refusal(List<Path> places, IOException problem) {
		Message told = problem instanceof HasMessage explained ? explained.explanation()
				: CliMessage.PLACE_UNREADABLE.with(places.getFirst(), Reason.of(problem));
		return new CliException(ExitCode.REFUSED, List.of(told), problem);
	}
}
