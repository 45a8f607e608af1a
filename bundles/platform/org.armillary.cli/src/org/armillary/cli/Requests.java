package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.scan.ScanListener;
import org.armillary.workflow.text.Problem;
import org.armillary.workflow.RunFile;
import org.armillary.workflow.RunFileDocument;
import org.armillary.workflow.RunFileReader;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Nearest;
import org.armillary.workflow.WorkflowIndex;
import org.armillary.workflow.WorkflowParameter;

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
 * @param rules
 *            the rules of the workflow, with the values of their parameters; empty where it has none
 * @param datasets
 *            names or patterns of the datasets that are reduced; empty for all
 * @param overlays
 *            files that correct headers
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
record Requests(WorkflowDocument workflow, List<Path> places, Predicate<Path> taken, Optional<RuleSet> rules,
		List<String> datasets, List<Path> overlays, Map<String, List<Path>> inputs, Map<String, String> settings,
		List<JobSettings> overrides, Path out, Map<String, String> decisions) {

	private static final String RUN_FILE = ".run.yaml";
	private static final String SETTING_WORDS = "NODE.PARAMETER=VALUE";

	/** Whether this is the name of a run file rather than of a workflow. */
	static boolean isRunFile(String name) {
		return name.endsWith(RUN_FILE);
	}

	/** Reads the workflow or the run file of this name. */
	static Requests of(Invocation invocation, String name, DataOptions data, RunOptions options) throws CliException {
		return (isRunFile(name) ? ofRunFile(invocation, name, data, options)
				: ofWorkflow(invocation, name, data, options)).withRuleParameters();
	}

	/**
	 * A shipped workflow that has rules, for all files of a folder.
	 *
	 * @param name
	 *            its name
	 * @param folder
	 *            where the files are, or will be
	 * @param out
	 *            where products go
	 */
	static Requests ofShipped(Invocation invocation, String name, Path folder, Path out) throws CliException {
		WorkflowDocument workflow = Workflows.flat(invocation, Workflows.shippedFile(invocation, name));
		return new Requests(workflow, List.of(folder), _ -> true, new DataOptions().rules(invocation, workflow),
				List.of(), List.of(), Map.of(), Map.of(), List.of(), out, Map.of()).withRuleParameters();
	}

	private static Requests ofWorkflow(Invocation invocation, String name, DataOptions data, RunOptions options)
			throws CliException {
		Map<String, List<Path>> inputs = options.inputs();
		Map<String, String> settings = options.settings("", SETTING_WORDS);
		WorkflowDocument workflow = Workflows.flat(invocation, Workflows.file(invocation, name));
		return new Requests(workflow, data.places(List.of()), _ -> true, data.rules(invocation, workflow),
				data.datasets(List.of()), data.overlays(List.of()), inputs, settings, List.of(),
				options.out(Optional.empty()), Map.of());
	}

	private static Requests ofRunFile(Invocation invocation, String name, DataOptions data, RunOptions options)
			throws CliException {
		Map<String, List<Path>> inputs = options.inputs();
		Map<String, String> settings = options.settings("", SETTING_WORDS);
		RunFileDocument document = read(Invocation.path(name));
		RunFile file = document.runFile();
		WorkflowDocument workflow = Workflows.flat(invocation, Workflows.file(invocation, document));
		Optional<RuleSet> rules = data.rules(invocation, workflow);
		check(document.problems(workflow.workflow(), invocation.catalog()::descriptor,
				rules.map(known -> known.parameters().keySet()).orElse(Set.of())));
		var allInputs = new LinkedHashMap<String, List<Path>>();
		file.inputs().forEach((input, files) -> allInputs.put(input, resolved(document, files)));
		allInputs.putAll(inputs);
		var allSettings = new LinkedHashMap<String, String>(file.settings());
		allSettings.putAll(settings);
		return new Requests(workflow, data.places(resolved(document, file.data())), new Exclusions(file), rules,
				data.datasets(file.datasets()), data.overlays(resolved(document, file.overlays())), allInputs,
				allSettings,
				file.overrides().stream()
						.map(override -> new JobSettings(override.where().text(), override.settings())).toList(),
				options.out(file.out().map(document::resolve)), file.decisions());
	}

	/**
	 * Gives parameters of the rules their values: that of a setting, else that of the workflow's parameter of the same name.
	 * What is set for the rules alone is no setting of the workflow.
	 */
	private Requests withRuleParameters() throws CliException {
		if (rules.isEmpty()) {
			if (!datasets.isEmpty()) {
				throw DataOptions.withoutRules("--dataset " + datasets.getFirst(), workflow);
			}
			if (!overlays.isEmpty()) {
				throw DataOptions.withoutRules("--overlay " + overlays.getFirst(), workflow);
			}
			return this;
		}
		checkNames();
		var ofRules = new LinkedHashMap<String, String>();
		var ofWorkflow = new LinkedHashMap<>(settings);
		for (String name : rules.get().parameters().keySet()) {
			Optional<WorkflowParameter> parameter = workflow.workflow().parameter(name);
			parameter.flatMap(WorkflowParameter::value).ifPresent(value -> ofRules.put(name, value));
			if (settings.containsKey(name)) {
				ofRules.put(name, settings.get(name));
			}
			if (parameter.isEmpty()) {
				ofWorkflow.remove(name);
			}
		}
		return new Requests(workflow, places, taken, Optional.of(RuleFiles.with(rules.get(), ofRules)), datasets,
				overlays, inputs, ofWorkflow, overrides, out, decisions);
	}

	/** Refuses settings that name no parameter; those of nodes are looked at when the run is planned. */
	private void checkNames() throws CliException {
		var known = new ArrayList<String>(rules.orElseThrow().parameters().keySet());
		workflow.workflow().parameters().forEach(parameter -> known.add(parameter.name()));
		for (String name : settings.keySet()) {
			if (!name.contains(".") && !known.contains(name)) {
				throw new CliException(CliMessage.UNKNOWN_SETTING.with(name, Nearest.hint(name, known),
						Nearest.list(known)));
			}
		}
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
		return new Requests(WorkflowDocument.of(part.workflow(), workflow.name()), places, taken, rules, datasets,
				overlays, files, used,
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
		} catch (DocumentException e) {
			throw new CliException(ExitCode.REFUSED, Workflows.messages(e), e);
		}
	}

	/**
	 * The files, organised by the rules of the workflow.
	 *
	 * @param memory
	 *            folder where headers are remembered
	 * @param listener
	 *            hears how far the scan is
	 * @return empty where it has no rules, or no places with data are named
	 */
	Optional<RunData> organised(Path memory, ScanListener listener) throws CliException, InterruptedException {
		return rules.isEmpty() || places.isEmpty() ? Optional.empty()
				: Optional.of(RunData.of(workflow.workflow(), rules.get(),
						new RunData.Request(places, taken, datasets, overlays), memory, listener));
	}

	/** The request, with the files of the places, or of the datasets, given to the inputs that take them. */
	RunRequest request(Optional<RunData> data, InputFiles files) throws RefusedException {
		var all = new LinkedHashMap<String, List<Path>>();
		inputs.forEach((name, paths) -> all.put(name, new ArrayList<>(paths)));
		Map<String, List<Path>> selected = Map.of();
		if (data.isPresent()) {
			selected = InputSelection.select(workflow.workflow(), data.get().datasets(), files);
		} else if (!places.isEmpty()) {
			selected = InputSelection.select(workflow.workflow(), places, taken, files);
		}
		selected.forEach((name, found) -> all.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(found));
		var request = new RunRequest(workflow, settings, overrides, all, out, Layout.BY_NODE, decisions);
		return data.isPresent() ? request.withDatasets(data.get().datasets()) : request;
	}

	private static List<Path> resolved(RunFileDocument document, List<String> paths) {
		return paths.stream().map(document::resolve).map(RunOptions::absolute).toList();
	}

	private static RunFileDocument read(Path file) throws CliException {
		try {
			return RunFileReader.read(file);
		} catch (DocumentException e) {
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
