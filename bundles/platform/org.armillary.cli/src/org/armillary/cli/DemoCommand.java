package org.armillary.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.simulation.Simulator;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.RefusedException;
import org.armillary.engine.store.Store;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Simulates a small night and reduces it as far as there are recipes: the workflow for calibrations says how far that is. A
 * second time both are reused.
 */
@Command(name = "demo", description = "Simulates a small night of KMOS with known truth, reduces it as far as there are recipes, prints what was made and measured, and writes a report; needs 4 GB of disk and about two minutes the first time.", sortOptions = false)
final class DemoCommand extends Verb {

	private static final String SIMULATOR = "kmos";
	private static final String WORKFLOW = "kmos-calibration";
	private static final long SEED = 1;
	/** Maps of the truth take more room than the night, and no recipe reads them. */
	private static final Map<String, String> VALUES = Map.of("size", "small", "maps", "none");

	@Option(names = "--out", paramLabel = "DIR", description = "Folder for the night and the products; made if missing. Default: ${DEFAULT-VALUE}.")
	private Path out = Path.of("armillary-demo");

	@Mixin
	private StoreOption storeOption = new StoreOption();

	DemoCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		Path folder = RunOptions.absolute(out);
		Path report = folder.resolve(ReportFile.NAME);
		ReportFile.check(report);
		Simulator simulator = Simulators.named(SIMULATOR, Simulators.installed());
		DemoNight night = DemoNight.of(simulator, SEED, VALUES, folder.resolve("night"));
		Requests requests = Requests.ofShipped(invocation, WORKFLOW, night.folder(), folder);
		LimitFiles limits = LimitFiles.of(invocation, true, List.of());
		try (Store store = storeOption.open()) {
			simulate(night);
			return new RequestedRun(invocation, ExecutionOptions.of(MachineMemory.budget()), limits,
					Optional.of(report), false, false).run(store, requests);
		} catch (RefusedException e) {
			throw CliException.of(e);
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return ExitCode.CANCELLED;
		}
	}

	private void simulate(DemoNight night) throws CliException, InterruptedException {
		String place = night.words() + " in " + night.folder();
		if (night.isComplete()) {
			tell("night   " + place + ", made before");
			return;
		}
		night.check(DiskRoom::free);
		if (!invocation.format().json()) {
			invocation.terminal().note("simulating a small night of KMOS: " + place
					+ "; this takes about a minute, and the next time it is there already");
		}
		night.make(invocation.terminal());
		tell("night   " + place);
	}

	private void tell(String line) {
		if (!invocation.format().json()) {
			invocation.terminal().print(line);
		}
	}
}
