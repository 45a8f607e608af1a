package org.armillary.engine.planning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.DatasetFiles;
import org.armillary.engine.FileFacts;
import org.armillary.engine.InputFiles;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RefusedException.Kind;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunMessage;
import org.armillary.engine.files.FileNames;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowInput;

/** Finds which files of a folder go to which input of a workflow, by what their headers say. */
public final class InputSelection {

	private final Workflow workflow;
	private final InputFiles files;
	private final Map<String, List<Path>> selected = new LinkedHashMap<>();
	private final List<Message> problems = new ArrayList<>();
	private int number;

	private InputSelection(Workflow workflow, InputFiles files) {
		this.workflow = workflow;
		this.files = files;
	}

	/**
	 * Selects files. Each is looked at once.
	 *
	 * @param workflow
	 *            the workflow
	 * @param places
	 *            files, which must be readable, and folders, whose FITS files are taken where they fit; not searched deeper
	 * @param taken
	 *            whether a file may be selected at all; one that may not is not looked at
	 * @param files
	 *            where to learn what a file holds
	 * @return files by input of the workflow, in order of their names
	 * @throws RefusedException
	 *             where nothing is selected, a file fits several inputs, or a file is bad
	 */
	public static Map<String, List<Path>> select(Workflow workflow, List<Path> places, Predicate<Path> taken,
			InputFiles files) throws RefusedException {
		var selection = new InputSelection(workflow, files);
		for (Path place : places) {
			selection.take(place, taken);
		}
		if (!selection.problems.isEmpty()) {
			throw new RefusedException(Kind.INVALID, selection.problems, null);
		}
		return selection.selected;
	}

	/**
	 * Selects the files of datasets by the categories that the rules gave them. A file whose category no input takes is left.
	 *
	 * @param workflow
	 *            the workflow
	 * @param datasets
	 *            the datasets
	 * @param files
	 *            where to learn what a file holds
	 * @return files by input of the workflow, in order of time
	 * @throws RefusedException
	 *             where nothing is selected, a file fits several inputs, or a file is bad
	 */
	public static Map<String, List<Path>> select(Workflow workflow, RunDatasets datasets, InputFiles files)
			throws RefusedException {
		var selection = new InputSelection(workflow, DatasetFiles.of(files, Optional.of(datasets)));
		for (var file : datasets.files().entrySet()) {
			Planner.refuseIfCancelled();
			if (selection.anyAccepts(file.getValue().category())) {
				selection.select(file.getKey());
			}
		}
		if (!selection.problems.isEmpty()) {
			throw new RefusedException(Kind.INVALID, selection.problems, null);
		}
		if (selection.number == 0) {
			throw new RefusedException(Kind.NOTHING_SELECTED, List.of(RunMessage.NO_DATASET_FILE
					.with(datasets.datasets().size(), datasets.rules().name(), selection.inputs())), null);
		}
		return selection.selected;
	}

	private boolean anyAccepts(String category) {
		return workflow.inputs().stream().anyMatch(input -> accepts(input, category));
	}

	private String inputs() {
		return workflow.inputs().isEmpty() ? "it has no inputs"
				: workflow.inputs().stream().map(InputSelection::words).collect(Collectors.joining("; "));
	}

	private void take(Path place, Predicate<Path> taken) throws RefusedException {
		int before = number;
		for (Path file : files(place)) {
			Planner.refuseIfCancelled();
			if (taken.test(file)) {
				select(file);
			}
		}
		if (problems.isEmpty() && number == before) {
			throw new RefusedException(Kind.NOTHING_SELECTED,
					List.of(RunMessage.NOTHING_SELECTED.with(place, inputs())), null);
		}
	}

	private void select(Path path) throws RefusedException {
		try {
			FileFacts facts = files.facts(path);
			List<String> fitting = workflow.inputs().stream()
					.filter(input -> facts.payloads().contains(input.payload())
							&& accepts(input, facts.description().category()))
					.map(WorkflowInput::name).toList();
			if (fitting.size() > 1) {
				problems.add(RunMessage.AMBIGUOUS.with(path, String.join(", ", fitting)));
			} else if (fitting.size() == 1) {
				selected.computeIfAbsent(fitting.getFirst(), _ -> new ArrayList<>()).add(path);
				number++;
			}
		} catch (IOException e) {
			// an interrupted read fails too
			Planner.refuseIfCancelled();
			problems.add(e instanceof HasMessage told ? told.explanation()
					: RunMessage.INPUT_FILE.with(path, Reason.of(e)));
		}
	}

	private static List<Path> files(Path place) throws RefusedException {
		if (!Files.isDirectory(place)) {
			return List.of(place);
		}
		try (var files = Files.list(place)) {
			return files.filter(FileNames::isFits).filter(Files::isRegularFile).sorted().toList();
		} catch (IOException e) {
			throw new RefusedException(RunMessage.FOLDER.with(place, Reason.of(e)));
		}
	}

	/** Whether an input takes a category; an unknown one (empty) is taken only where any is. */
	static boolean accepts(WorkflowInput input, String category) {
		return input.categories().isEmpty() || input.categories().contains(category);
	}

	static String words(WorkflowInput input) {
		return input.name() + ": " + input.payload().name().toLowerCase(Locale.ROOT)
				+ (input.categories().isEmpty() ? "" : " of category " + String.join(" or ", input.categories()));
	}
}
