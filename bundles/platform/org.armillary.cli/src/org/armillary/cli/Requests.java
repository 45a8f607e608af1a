package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.engine.InputFiles;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunPlan;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.JobSettings;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.planning.InputSelection;
import org.armillary.workflow.Problem;
import org.armillary.workflow.RunFile;
import org.armillary.workflow.RunFileDocument;
import org.armillary.workflow.RunFileReader;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.WorkflowException;
import org.armillary.workflow.WorkflowIndex;

/**
 * What a user typed after {@code armillary run}, as a request to the engine. What stands on the command line wins over what
 * the run file says: {@code --data} over its data, {@code --in NAME=} over its files of that input, {@code --set} over its
 * value of that parameter.
 *
 * @param workflow
 *            the workflow without sub-workflows, checked
 * @param places
 *            folders and files to choose inputs from
 * @param taken
 *            which of the files found there are taken
 * @param inputs
 *            files by input
 * @param settings
 *            values by parameter
 * @param overrides
 *            values for some of the jobs
 * @param out
 *            where products go
 * @param decisions
 *            what a person decided
 */
record Requests(WorkflowDocument workflow, List<Path> places, Predicate<Path> taken, Map<String, List<Path>> inputs,
		Map<String, String> settings, List<JobSettings> overrides, Path out, Map<String, String> decisions) {

	private static final String RUN_FILE = ".run.yaml";

	/** Whether this is the name of a run file rather than of a workflow. */
	static boolean isRunFile(String name) {
		return name.endsWith(RUN_FILE);
	}

	/** Reads the workflow or the run file of this name. */
	static Requests of(Invocation invocation, String name, List<Path> data, RunOptions options) throws CliException {
		Map<String, List<Path>> inputs = options.inputs();
		Map<String, String> settings = options.settings("", "NODE.PARAMETER=VALUE");
		List<Path> places = data.stream().map(RunOptions::absolute).toList();
		if (!isRunFile(name)) {
			return new Requests(Workflows.flat(invocation, Workflows.file(invocation, name)), places, _ -> true, inputs,
					settings, List.of(), options.out(Optional.empty()), Map.of());
		}
		RunFileDocument document = read(Invocation.path(name));
		RunFile file = document.runFile();
		WorkflowDocument workflow = Workflows.flat(invocation, Workflows.file(invocation, document));
		check(document.problems(workflow.workflow(), invocation.catalog()::descriptor));
		var allInputs = new LinkedHashMap<String, List<Path>>();
		file.inputs().forEach((input, files) -> allInputs.put(input, resolved(document, files)));
		allInputs.putAll(inputs);
		var allSettings = new LinkedHashMap<String, String>(file.settings());
		allSettings.putAll(settings);
		return new Requests(workflow, places.isEmpty() ? resolved(document, file.data()) : places,
				new Exclusions(file), allInputs, allSettings,
				file.overrides().stream()
						.map(override -> new JobSettings(override.where().text(), override.settings())).toList(),
				options.out(file.out().map(document::resolve)), file.decisions());
	}

	/** Only a node and what it needs; nodes of a sub-workflow are meant by the name of the node that uses it too. */
	Requests only(String node, Invocation invocation) throws CliException {
		WorkflowPart part = WorkflowPart.of(workflow.workflow(), node, overrides).orElseThrow(() -> new CliException(
				CliMessage.UNKNOWN_NODE.with("the workflow " + workflow.workflow().name(), node,
						String.join(", ", workflow.workflow().nodes().stream().map(known -> known.id()).toList()))));
		var used = new LinkedHashMap<String, String>();
		for (var setting : settings.entrySet()) {
			// a mistake is a mistake whether its node runs or not
			settable(workflow, setting, invocation);
			if (part.hasSetting(setting.getKey())) {
				used.put(setting.getKey(), setting.getValue());
			}
		}
		var files = new LinkedHashMap<String, List<Path>>(inputs);
		files.keySet().removeIf(input -> workflow.workflow().input(input).isPresent() && !part.hasInput(input));
		return new Requests(WorkflowDocument.of(part.workflow(), workflow.name()), places, taken, files, used,
				overrides.stream().map(part::restricted).filter(override -> !override.settings().isEmpty()).toList(),
				out, part.decisions(decisions));
	}

	/** What of the run file had no effect, after its files were chosen and the run was planned. */
	List<Message> notes(RunPlan plan) {
		var notes = new ArrayList<Message>();
		if (taken instanceof Exclusions exclusions) {
			notes.addAll(exclusions.notes());
		}
		for (String decision : decisions.keySet()) {
			String node = decision.substring(0, Math.max(0, decision.indexOf('.')));
			if (plan.jobs().stream().noneMatch(job -> job.node().equals(node))) {
				notes.add(CliMessage.DECISION_UNUSED.with(decision, node));
			}
		}
		return notes;
	}

	private static void settable(WorkflowDocument workflow, Map.Entry<String, String> setting, Invocation invocation)
			throws CliException {
		try {
			Workflow changed = workflow.workflow().withSetting(setting.getKey(), setting.getValue(),
					invocation.catalog()::descriptor);
			WorkflowIndex index = changed.index();
			var errors = new ArrayList<Message>();
			changed.nodes().forEach(node -> node.actor().flatMap(invocation.catalog()::descriptor).ifPresent(
					actor -> errors.addAll(ParameterValues.problems(actor,
							index.parametersOf(node.id(), invocation.catalog()::descriptor)))));
			if (!errors.isEmpty()) {
				throw new CliException(ExitCode.REFUSED, errors, null);
			}
		} catch (WorkflowException e) {
			throw new CliException(ExitCode.REFUSED, Workflows.messages(e), e);
		}
	}

	/** The request, with the files of the places given to the inputs that take them. */
	RunRequest request(InputFiles files) throws RefusedException {
		var all = new LinkedHashMap<String, List<Path>>();
		inputs.forEach((name, paths) -> all.put(name, new ArrayList<>(paths)));
		if (!places.isEmpty()) {
			InputSelection.select(workflow.workflow(), places, taken, files)
					.forEach((name, found) -> all.computeIfAbsent(name, key -> new ArrayList<>()).addAll(found));
		}
		return new RunRequest(workflow, settings, overrides, all, out, Layout.BY_NODE, decisions);
	}

	private static List<Path> resolved(RunFileDocument document, List<String> paths) {
		return paths.stream().map(document::resolve).map(RunOptions::absolute).toList();
	}

	private static RunFileDocument read(Path file) throws CliException {
		try {
			return RunFileReader.read(file);
		} catch (WorkflowException e) {
			throw new CliException(ExitCode.REFUSED, Workflows.messages(e), e);
		}
	}

	private static void check(List<Problem> problems) throws CliException {
		var errors = problems.stream().filter(Problem::isError).map(Problem::message).toList();
		if (!errors.isEmpty()) {
			throw new CliException(ExitCode.REFUSED, errors, null);
		}
	}
}
