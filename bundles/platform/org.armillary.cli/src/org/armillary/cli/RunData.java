package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.RunDatasets;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.header.KeywordSelection;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.scan.HeaderMemory;
import org.armillary.organiser.scan.HeaderScan;
import org.armillary.organiser.scan.ScanListener;
import org.armillary.organiser.scan.ScannedFiles;
import org.armillary.workflow.Workflow;

/**
 * The files of a run as the rules of its workflow organise them.
 *
 * @param organisation
 *            all of them
 * @param asked
 *            the datasets that the run is about: those that were named, else those of which the workflow takes files
 * @param datasets
 *            what of these is complete, with all that it needs
 * @param notes
 *            what the user must know of the files
 */
record RunData(Organisation organisation, List<Dataset> asked, RunDatasets datasets, List<Message> notes) {

	private static final String INCOMPLETE = "organise.incomplete";

	/**
	 * Scans and organises.
	 *
	 * @param workflow
	 *            the workflow, which has rules
	 * @param rules
	 *            these rules
	 * @param request
	 *            which files, datasets and overlays
	 * @param memory
	 *            folder where headers are remembered
	 * @param listener
	 *            hears how far the scan is
	 * @throws CliException
	 *             where a place is not there, no dataset is called as asked, or none is complete
	 */
	static RunData of(Workflow workflow, RuleSet rules, Request request, Path memory,
			ScanListener listener) throws CliException, InterruptedException {
		Overlay overlay = RuleFiles.overlay(request.overlays());
		ScannedFiles scanned = scan(rules.selection().and(overlay.selection().names()), request.places(), memory,
				listener);
		List<HeaderFile> files = scanned.files().stream()
				.filter(file -> file.path().filter(request.taken()).isPresent()).toList();
		Organisation organisation = new Organiser(rules, overlay, Instant.now()).organise(files);
		List<Dataset> asked = request.names().isEmpty() ? ofWorkflow(workflow, organisation)
				: DatasetNames.named(request.names(), organisation);
		var notes = new ArrayList<Message>(scanned.problems());
		scanned.unfinished().forEach(name -> notes.add(CliMessage.UNFINISHED.with(name)));
		notes.addAll(problems(organisation, asked));
		if (asked.stream().noneMatch(Dataset::complete)) {
			notes.addFirst(asked.isEmpty()
					? CliMessage.NO_DATASET.with(Amounts.count(files.size(), "file"), workflow.name(), rules.name())
					: CliMessage.NOTHING_COMPLETE.with(Amounts.count(asked.size(), "dataset"),
							asked.getFirst().name()));
			throw new CliException(ExitCode.NOTHING_SELECTED, notes, null);
		}
		return new RunData(organisation, asked, RunDatasets.of(organisation, Set.copyOf(asked)::contains), notes);
	}

	/**
	 * What to organise.
	 *
	 * @param places
	 *            folders and files
	 * @param taken
	 *            which of the files found there are taken
	 * @param names
	 *            names or patterns of datasets; empty for all
	 * @param overlays
	 *            overlay files
	 */
	record Request(List<Path> places, Predicate<Path> taken, List<String> names, List<Path> overlays) {
	}

	private static ScannedFiles scan(KeywordSelection selection, List<Path> places, Path memory, ScanListener listener)
			throws CliException, InterruptedException {
		for (Path place : places) {
			if (Files.isRegularFile(place) && place.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
				throw new CliException(CliMessage.HEADERS_ONLY.with(place));
			}
		}
		try {
			return new HeaderScan(selection, HeaderMemory.in(memory), HeaderScan.threads(), listener).scan(places);
		} catch (IOException e) {
			Message told = e instanceof HasMessage explained ? explained.explanation()
					: CliMessage.PLACE_UNREADABLE.with(places.getFirst(), Reason.of(e));
			throw new CliException(ExitCode.REFUSED, List.of(told), e);
		}
	}

	/** Datasets of the kinds of which the workflow takes files. */
	private static List<Dataset> ofWorkflow(Workflow workflow, Organisation organisation) {
		return organisation.datasets().stream()
				.filter(dataset -> workflow.inputs().stream()
						.anyMatch(input -> input.categories().isEmpty()
								|| input.categories().stream().anyMatch(dataset.rule()::has)))
				.toList();
	}

	/** What was found; of incomplete datasets only those that the run is about. */
	private static List<Message> problems(Organisation organisation, List<Dataset> asked) {
		List<String> others = organisation.datasets().stream()
				.filter(dataset -> !dataset.complete() && !asked.contains(dataset)).map(Dataset::name).toList();
		return organisation.problems().stream().filter(message -> !message.id().equals(INCOMPLETE)
				|| others.stream().noneMatch(name -> message.summary().startsWith(name + " "))).toList();
	}
}
