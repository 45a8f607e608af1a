package org.armillary.engine.planning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.armillary.actor.Payload;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.FileFacts;
import org.armillary.engine.InputFiles;
import org.armillary.engine.Job.Source;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RefusedException.Kind;
import org.armillary.engine.RunMessage;
import org.armillary.engine.files.FileNames;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowInput;

/** Checks the files that a user gives for the inputs of a workflow, and describes them. */
final class InputArrivals {

	private final InputFiles files;
	private final DatasetIndex datasets;
	private final List<Message> errors = new ArrayList<>();
	private int number;

	private InputArrivals(InputFiles files, DatasetIndex datasets) {
		this.files = files;
		this.datasets = datasets;
	}

	/**
	 * Describes the files.
	 *
	 * @param given
	 *            files by input
	 * @param needed
	 *            whether an input must have a file
	 * @param datasets
	 *            the datasets of the run
	 * @return the files by input; a file that was given twice for an input is there once
	 * @throws RefusedException
	 *             with all that is wrong with them
	 */
	static Map<String, List<Arrival>> of(Workflow workflow, Map<String, List<Path>> given,
			Predicate<WorkflowInput> needed, InputFiles files, DatasetIndex datasets) throws RefusedException {
		var taking = new InputArrivals(files, datasets);
		List<String> names = workflow.inputs().stream().map(WorkflowInput::name).toList();
		given.keySet().stream().filter(name -> !names.contains(name)).forEach(name -> taking.errors
				.add(RunMessage.UNKNOWN_INPUT.with(name, names.isEmpty() ? "none" : String.join(", ", names))));
		var arrivals = new LinkedHashMap<String, List<Arrival>>();
		for (WorkflowInput input : workflow.inputs()) {
			arrivals.put(input.name(), taking.take(input, given.getOrDefault(input.name(), List.of())));
		}
		if (!taking.errors.isEmpty()) {
			throw new RefusedException(Kind.INVALID, taking.errors, null);
		}
		for (WorkflowInput input : workflow.inputs()) {
			if (given.getOrDefault(input.name(), List.of()).isEmpty() && needed.test(input)) {
				taking.errors.add(RunMessage.NO_FILE.with(input.name(), InputSelection.words(input)));
			}
		}
		if (!taking.errors.isEmpty()) {
			throw new RefusedException(Kind.NOTHING_SELECTED, taking.errors, null);
		}
		return arrivals;
	}

	private List<Arrival> take(WorkflowInput input, List<Path> paths) throws RefusedException {
		var products = new ArrayList<Arrival>();
		var taken = new HashSet<Path>();
		for (Path path : paths) {
			Planner.refuseIfCancelled();
			if (taken.add(realPath(path))) {
				take(input, path, products);
			}
		}
		return products;
	}

	private void take(WorkflowInput input, Path path, List<Arrival> products) throws RefusedException {
		boolean anything = input.payload() == Payload.FILE && !FileNames.isFits(path);
		if (anything && (!Files.isRegularFile(path) || !Files.isReadable(path))) {
			errors.add(RunMessage.INPUT_FILE.with(path, Files.isDirectory(path) ? "it is a folder"
					: Files.exists(path) ? "permission denied" : "there is no such file"));
			return;
		}
		Path absolute = path.toAbsolutePath().normalize();
		try {
			FileFacts facts = files.facts(absolute);
			String category = facts.description().category();
			if (!facts.payloads().contains(input.payload())) {
				errors.add(RunMessage.PAYLOAD.with(path, input.payload().name().toLowerCase(Locale.ROOT),
						input.name()));
			} else if (!category.isEmpty() && !InputSelection.accepts(input, category)) {
				errors.add(RunMessage.CATEGORY.with(path, category, input.name(),
						String.join(" or ", input.categories())));
			} else {
				products.add(new Arrival(
						new Source.Existing(new ProductFile(absolute, facts.description()), ExtensionSelection.ALL),
						Set.of(number++), FileNames.stem(path), false, datasets.of(absolute)));
			}
		} catch (IOException e) {
			// an interrupted read fails too
			Planner.refuseIfCancelled();
			errors.add(e instanceof HasMessage told ? told.explanation()
					: RunMessage.INPUT_FILE.with(path, Reason.of(e)));
		}
	}

	private static Path realPath(Path path) {
		try {
			return path.toRealPath();
		} catch (IOException e) {
			// whoever opens the file tells what is wrong with it
			return path.toAbsolutePath().normalize();
		}
	}
}
