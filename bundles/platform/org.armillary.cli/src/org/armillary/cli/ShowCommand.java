package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.RunRecordJson;
import org.armillary.engine.store.Mark;
import org.armillary.engine.store.Store;
import org.jspecify.annotations.Nullable;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a run, also while it goes on; or one of its products, or the run in another form. */
@Command(name = "show", description = "Shows a run with its jobs, what they measured and made, also while it goes on; or where one of its products comes from; or the run as a script, as a crate or as a paragraph.", sortOptions = false)
final class ShowCommand extends Verb {

	private static final String SHELL = "shell";
	private static final String CRATE = "ro-crate";

	@Mixin
	private RunOption run = new RunOption();

	@Option(names = "--product", paramLabel = "FILE", description = "Show how a product came to be, down to raw frames: a file in the output folder, or NODE.PORT, with #2 for the second.")
	private @Nullable String product;

	@Option(names = "--as", paramLabel = "FORM", description = "Turn the run into a script that repeats it (shell), or into a folder or zip file to carry away (ro-crate).")
	private @Nullable String form;

	@Option(names = "--node", paramLabel = "NODE", description = "With --as shell: only this node, or a job such as dark#3.")
	private @Nullable String node;

	@Option(names = "--with-raw", description = "With --as ro-crate: copy the raw frames, too.")
	private boolean withRaw;

	@Option(names = "--methods", description = "Describe what was done in a paragraph for a paper.")
	private boolean methods;

	@Option(names = "--bib", paramLabel = "FILE", description = "With --methods: write the references for BibTeX there.")
	private @Nullable Path bib;

	@Option(names = "--out", paramLabel = "FILE", description = "With --as and --methods: where the result goes. Default: the terminal; a crate needs it.")
	private @Nullable Path out;

	ShowCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		check();
		RunFolder folder = run.folder();
		if (form == null && !methods && product == null) {
			return tell(folder);
		}
		try (Store store = run.open()) {
			if (SHELL.equals(form)) {
				return ShowScript.tell(invocation, store, folder, Optional.ofNullable(node),
						product == null ? Optional.empty() : Optional.of(Invocation.path(product)),
						Optional.ofNullable(out));
			}
			if (CRATE.equals(form)) {
				return ShowCrate.tell(invocation, store, folder, Optional.ofNullable(out), withRaw);
			}
			return product != null ? ShowProduct.tell(invocation, store, folder, product)
					: ShowMethods.tell(invocation, store, folder, Optional.ofNullable(out), Optional.ofNullable(bib));
		}
	}

	/** Refuses options that make no sense together. */
	private void check() throws CliException {
		if (form != null && !List.of(SHELL, CRATE).contains(form)) {
			throw new CliException(CliMessage.FORM.with(form, SHELL, CRATE));
		}
		if (methods && form != null) {
			throw new CliException(CliMessage.NOT_TOGETHER.with("--methods", "--as"));
		}
		if (product != null && methods) {
			throw new CliException(CliMessage.NOT_TOGETHER.with("--product", "--methods"));
		}
		if (product != null && CRATE.equals(form)) {
			throw new CliException(CliMessage.NOT_TOGETHER.with("--product", "--as ro-crate"));
		}
		if (product != null && node != null) {
			throw new CliException(CliMessage.NOT_TOGETHER.with("--product", "--node"));
		}
		only(node != null, "--node", SHELL.equals(form), "--as shell");
		only(withRaw, "--with-raw", CRATE.equals(form), "--as ro-crate");
		only(bib != null, "--bib", methods, "--methods");
		only(out != null, "--out", form != null || methods, "--as or --methods");
	}

	private static void only(boolean given, String option, boolean acts, String with) throws CliException {
		if (given && !acts) {
			throw new CliException(CliMessage.ONLY_WITH.with(option, with));
		}
	}

	private int tell(RunFolder folder) throws CliException {
		try {
			RunRecord told = run.runs().read(folder);
			Map<String, Mark> marks = marked(told, run.runs().marks().all());
			if (invocation.format().json()) {
				JsonObject json = withFacts(told);
				json.add("outOfDate", json(marks));
				invocation.terminal().print(Json.text(json));
				return ExitCode.OK;
			}
			invocation.terminal().print(ShowText.text(told) + text(marks));
			ShowText.messages(told).forEach(message -> invocation.terminal().tell("error", message));
			return ExitCode.OK;
		} catch (IOException e) {
			throw RunWatch.unreadable(folder, e);
		}
	}

	private JsonObject withFacts(RunRecord told) throws CliException, IOException {
		try (Store store = run.open()) {
			return RunRecordJson.of(told, store);
		}
	}

	/** The marks of the results of a run, by job. */
	private static Map<String, Mark> marked(RunRecord run, Map<String, Mark> marks) {
		var marked = new LinkedHashMap<String, Mark>();
		for (JobRecord job : run.jobs()) {
			job.key().filter(_ -> job.state().isFinished()).map(key -> marks.get(key.hash()))
					.ifPresent(mark -> marked.put(job.id(), mark));
		}
		return marked;
	}

	/** The marks in words, those that say the same together. */
	private static String text(Map<String, Mark> marks) {
		var jobs = new LinkedHashMap<String, List<String>>();
		marks.forEach((job, mark) -> jobs.computeIfAbsent(Shown.of(mark.words()), _ -> new ArrayList<>()).add(job));
		var text = new StringBuilder();
		jobs.forEach((words, ids) -> text.append("\n  ").append(words).append(" (")
				.append(ids.size() > RunReporter.MANY ? Amounts.count(ids.size(), "job") : String.join(", ", ids))
				.append(')'));
		return text.toString();
	}

	private static JsonArray json(Map<String, Mark> marks) {
		var array = new JsonArray();
		marks.forEach((job, mark) -> {
			JsonObject object = ImpactText.json(mark);
			object.addProperty("job", job);
			array.add(object);
		});
		return array;
	}
}
