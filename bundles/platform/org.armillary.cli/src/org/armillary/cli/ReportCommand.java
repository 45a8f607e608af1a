package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.armillary.engine.run.RunFolder;
import org.armillary.engine.store.Store;
import org.jspecify.annotations.Nullable;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the report of a run, also while it goes on. */
@Command(name = "report", description = "Writes the report of a run: one HTML file that any browser shows without network.", sortOptions = false)
final class ReportCommand extends Verb {

	@Mixin
	private RunOption run = new RunOption();

	@Option(names = "--out", paramLabel = "FILE", description = "The file; an earlier report there is replaced, nothing else. Default: "
			+ ReportFile.NAME + " in the output folder of the run.")
	private @Nullable Path out;

	@Option(names = "--no-previews", description = "Leave pictures of products out.")
	private boolean noPreviews;

	@Option(names = "--limits", paramLabel = "FILE", description = "A *.limits.yaml file with limits of quality-control values, which win over those by which the run was judged; may be given several times.")
	private List<String> limits = new ArrayList<>();

	ReportCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		if (out != null) {
			ReportFile.check(out);
		}
		RunFolder folder = run.folder();
		try (Store store = run.open()) {
			ReportOutcome report = new ReportFile(invocation, store, !noPreviews, limits).write(folder, out);
			String file = report.file().map(Path::toString).orElseThrow();
			var json = new JsonObject();
			json.addProperty("run", folder.id());
			json.addProperty("report", Path.of(file).toAbsolutePath().normalize().toString());
			json.add("messages", Json.messages(report.notes()));
			invocation.result(Shown.of(file), json);
			if (!invocation.format().json()) {
				report.notes().forEach(note -> invocation.terminal().tell("note", note));
			}
			return ExitCode.OK;
		}
	}
}
