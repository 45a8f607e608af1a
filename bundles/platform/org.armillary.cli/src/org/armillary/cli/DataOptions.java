package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.organiser.rules.RuleSet;
import org.armillary.workflow.WorkflowDocument;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a run that say which files it takes and how they are organised. */
final class DataOptions {

	@Option(names = "--data", paramLabel = "PLACE", description = "A folder or file whose FITS files go to the inputs that take them; may be given several times. For a workflow with rules, folders are searched with all that is in them.")
	private List<Path> places = new ArrayList<>();

	@Option(names = "--dataset", paramLabel = "NAME", description = "Reduce this dataset, and what it needs, and nothing else: a name, the beginning of one, or a pattern with * and ?; may be given several times.")
	private List<String> datasets = new ArrayList<>();

	@Option(names = "--overlay", paramLabel = "FILE", description = "A file that corrects headers, leaves out files or chooses calibrations; may be given several times.")
	private List<String> overlays = new ArrayList<>();

	@Option(names = "--rules", paramLabel = "NAME|FILE", description = "Rules to organise the files by, in the place of those that the workflow names.")
	private @Nullable String rules;

	@Mixin
	private WorstLevelOption worstLevel = new WorstLevelOption();

	/** Folders and files; where none are named those of the run file. */
	List<Path> places(List<Path> ofRunFile) {
		return places.isEmpty() ? ofRunFile : places.stream().map(RunOptions::absolute).toList();
	}

	/** Names of datasets; where none are named those of the run file. */
	List<String> datasets(List<String> ofRunFile) {
		return datasets.isEmpty() ? ofRunFile : datasets;
	}

	/** Overlay files; where none are named those of the run file. */
	List<Path> overlays(List<Path> ofRunFile) throws CliException {
		if (overlays.isEmpty()) {
			return ofRunFile;
		}
		var files = new ArrayList<Path>();
		for (String overlay : overlays) {
			files.add(RunOptions.absolute(Invocation.path(overlay)));
		}
		return files;
	}

	/** The rules of the workflow, or those that are asked for in their place; empty where it has none. */
	Optional<RuleSet> rules(Invocation invocation, WorkflowDocument workflow) throws CliException {
		Optional<String> name = workflow.workflow().rules();
		if (name.isEmpty()) {
			if (rules != null) {
				throw withoutRules("--rules " + rules, workflow);
			}
			if (worstLevel.typed().isPresent()) {
				throw withoutRules(worstLevel.typed().get(), workflow);
			}
			return Optional.empty();
		}
		var files = new RuleFiles(invocation);
		RuleSet found = rules == null ? files.ofWorkflow(name.get(), workflow) : files.named(rules);
		return Optional.of(worstLevel.applied(found, "run"));
	}

	/** Refuses what only acts by rules. */
	static CliException withoutRules(String what, WorkflowDocument workflow) {
		return new CliException(CliMessage.WITHOUT_RULES.with(what, workflow.workflow().name()));
	}
}
