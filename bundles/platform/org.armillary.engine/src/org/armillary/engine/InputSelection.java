package org.armillary.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.armillary.actor.Keywords;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.engine.RefusedException.Kind;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowInput;

/** Finds which files of a folder go to which input of a workflow, by what their headers say. */
public final class InputSelection {

	private InputSelection() {
	}

	/**
	 * Selects files.
	 *
	 * @param workflow
	 *            the workflow
	 * @param places
	 *            files, which must each fit an input, and folders, whose FITS files are taken where they fit; not searched
	 *            deeper
	 * @return files by input of the workflow, in order of their names
	 * @throws RefusedException
	 *             where nothing is selected, a file fits several inputs, or a file is bad
	 */
	public static Map<String, List<Path>> select(Workflow workflow, List<Path> places) throws RefusedException {
		var selected = new LinkedHashMap<String, List<Path>>();
		var problems = new ArrayList<Message>();
		String inputs = workflow.inputs().stream().map(InputSelection::words).collect(Collectors.joining("; "));
		for (Path place : places) {
			int before = selected.values().stream().mapToInt(List::size).sum();
			for (Path file : files(place)) {
				Planner.refuseIfCancelled();
				select(workflow, file, selected, problems);
			}
			if (problems.isEmpty() && selected.values().stream().mapToInt(List::size).sum() == before) {
				throw new RefusedException(Kind.NOTHING_SELECTED,
						List.of(RunMessage.NOTHING_SELECTED.with(place,
								inputs.isEmpty() ? "it has no inputs" : inputs)),
						null);
			}
		}
		if (!problems.isEmpty()) {
			throw new RefusedException(Kind.INVALID, problems, null);
		}
		return selected;
	}

	private static void select(Workflow workflow, Path path, Map<String, List<Path>> selected, List<Message> problems)
			throws RefusedException {
		try {
			FitsFile file = FitsFile.open(path);
			String category = new Keywords(file.primary().header().values()).text("ESO PRO CATG").orElse("");
			List<String> fitting = workflow.inputs().stream()
					.filter(input -> ProductReader.holds(file, input.payload()) && accepts(input, category))
					.map(WorkflowInput::name).toList();
			if (fitting.size() > 1) {
				problems.add(RunMessage.AMBIGUOUS.with(path, String.join(", ", fitting)));
			} else if (fitting.size() == 1) {
				selected.computeIfAbsent(fitting.getFirst(), name -> new ArrayList<>()).add(path);
			}
		} catch (FitsException e) {
			// an interrupted read fails too
			Planner.refuseIfCancelled();
			problems.add(e.explanation());
		}
	}

	private static List<Path> files(Path place) throws RefusedException {
		if (!Files.isDirectory(place)) {
			return List.of(place);
		}
		try (var files = Files.list(place)) {
			return files.filter(ProductReader::isFits).filter(Files::isRegularFile).sorted().toList();
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
