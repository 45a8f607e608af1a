package org.armillary.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.store.Store;
import org.armillary.workflow.WorkflowDocument;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the shipped demonstration, short as it is in this process; a second time it is reused. */
@Command(name = "demo", description = "Simulates five KMOS darks with known truth, reduces them and prints what was made and measured; writes a report of it.", sortOptions = false)
final class DemoCommand extends Verb {

	@Option(names = "--out", paramLabel = "DIR", description = "Folder for products; made if missing. Default: ${DEFAULT-VALUE}.")
	private Path out = Path.of("armillary-demo");

	@Mixin
	private StoreOption storeOption = new StoreOption();

	DemoCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		WorkflowDocument workflow = Workflows.flat(invocation, Workflows.shippedFile(invocation, "demo"));
		var request = new RunRequest(workflow, Map.of(), Map.of(), RunOptions.absolute(out), Layout.BY_NODE)
				.withLimits(LimitFiles.of(invocation, true, List.of()).texts());
		Path report = request.outputFolder().resolve(ReportFile.NAME);
		ReportFile.check(report);
		try (Store store = storeOption.open();
				var runner = new RunExecution(invocation, store, ExecutionOptions.of(MachineMemory.budget()))) {
			runner.report(report);
			return runner.here(request);
		} catch (RefusedException e) {
			throw CliException.of(e);
		}
	}
}
