package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.InputFiles;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunResult;
import org.armillary.engine.job.LocalExecutor;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.run.Engine;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Store;
import org.armillary.provenance.ProvenanceMessage;
import org.armillary.provenance.crate.CrateComparison;
import org.armillary.provenance.crate.CrateException;
import org.armillary.provenance.crate.CrateReader;
import org.armillary.provenance.crate.CrateRun;
import org.armillary.provenance.crate.CrateRun.InputFile;
import org.armillary.provenance.crate.FileSearch;
import org.armillary.provenance.crate.PackedInputs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs again what is in a crate, with files that are found by their content, and compares the products. */
@Command(name = "reproduce", description = "Runs again what is in a crate of ‘show --as ro-crate’, and compares the products.", sortOptions = false)
final class ReproduceCommand extends Verb {

	/** Where files of an archive go, below the folder for products. */
	private static final String UNPACKED = "crate-raw";

	@Parameters(paramLabel = "CRATE", description = "Folder or .zip file of the crate.")
	private Path crate = Path.of("");

	@Option(names = "--data", paramLabel = "PLACE", description = "A folder, searched with all that is in it, or a file; may be given several times. Files are found by their content, whatever their names.")
	private List<Path> data = new ArrayList<>();

	@Option(names = "--out", paramLabel = "DIR", description = "Folder for products; made if missing. Default: armillary-out.")
	private Path out = Path.of("armillary-out");

	@Mixin
	private ExecutionArguments execution = new ExecutionArguments();

	@Mixin
	private StoreOption storeOption = new StoreOption();

	ReproduceCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		ExecutionOptions options = execution.options();
		Path folder = RunOptions.absolute(out);
		for (Path place : data) {
			if (!Files.exists(place)) {
				throw new CliException(CliMessage.PLACE_UNREADABLE.with(place, "there is no such file or folder"));
			}
		}
		try (CrateReader reader = CrateReader.open(RunOptions.absolute(crate)); Store store = storeOption.open()) {
			OutputFolder.check(folder);
			try (PackedInputs packed = new PackedInputs(reader, store.files(), folder.resolve(UNPACKED))) {
				List<String> places = files(reader.run(), store.files(), packed);
				return run(reader.run(), request(reader.run(), places, folder), store, options, packed);
			}
		} catch (CrateException e) {
			throw new CliException(ExitCode.REFUSED, e.messages(), e);
		} catch (IOException e) {
			throw new CliException(ExitCode.REFUSED, List.of(CliMessage.PLACE_UNREADABLE.with(crate, Reason.of(e))), e);
		}
	}

	/** Paths of all files that the run needs, in their order. */
	private List<String> files(CrateRun run, InputFiles files, PackedInputs packed) throws IOException, CliException {
		List<InputFile> wanted = run.files();
		Map<Integer, Path> found = new LinkedHashMap<>(
				new FileSearch(files, data.stream().map(RunOptions::absolute).toList()).find(wanted));
		found.putAll(packed.find(
				IntStream.range(0, wanted.size()).boxed().filter(number -> !found.containsKey(number)).toList()));
		checkAll(wanted, found, packed.damaged());
		var places = new ArrayList<String>();
		for (int i = 0; i < wanted.size(); i++) {
			places.add(found.get(i).toString());
		}
		return places;
	}

	private void checkAll(List<InputFile> wanted, Map<Integer, Path> found, Map<Integer, Message> damaged)
			throws CliException {
		if (found.size() == wanted.size()) {
			return;
		}
		var messages = new ArrayList<Message>();
		int missing = wanted.size() - found.size() - damaged.size();
		if (missing > 0) {
			messages.add(ProvenanceMessage.CRATE_MISSING.with(missing, Amounts.count(wanted.size(), "file"),
					data.isEmpty() ? "any folder, as none is named"
							: String.join(", ", data.stream().map(Path::toString).toList())));
		}
		for (int i = 0; i < wanted.size(); i++) {
			if (damaged.containsKey(i)) {
				messages.add(damaged.get(i));
			} else if (!found.containsKey(i)) {
				messages.add(ProvenanceMessage.CRATE_MISSING_FILE.with(wanted.get(i).name(), wanted.get(i).bytes(),
						wanted.get(i).digest()));
			}
		}
		throw new CliException(ExitCode.REFUSED, messages, null);
	}

	private RunRequest request(CrateRun run, List<String> places, Path folder) throws CliException {
		try {
			return run.request(places, folder.toString());
		} catch (JsonFormatException e) {
			throw new CliException(ExitCode.REFUSED, List.of(ProvenanceMessage.CRATE_DAMAGED.with(crate, Reason.of(e))),
					e);
		}
	}

	private int run(CrateRun run, RunRequest request, Store store, ExecutionOptions options, PackedInputs packed)
			throws IOException, CliException {
		var reporter = new RunReporter(invocation, RemainingTime.unknown());
		try (var executor = new LocalExecutor(invocation.catalog(), invocation.programs(), options)) {
			// once it began, the run in the store names them
			packed.keep(true);
			RunResult result = new Engine(invocation.catalog(), store, executor, RunEnvironments.here()).run(request,
					options, reporter);
			if (!invocation.format().json()) {
				new RunTold(invocation, reporter.course()).tell(result);
			}
			if (result.cancelled()) {
				return ExitCode.CANCELLED;
			}
			RunRecord record = new Runs(store).read(RunFolder.open(store.runs().resolve(result.run())));
			CrateComparison comparison = CrateComparison.of(run, record, store::report);
			return new ReproducedTold(invocation, run, record).tell(comparison, RunTold.exitCode(result));
		} catch (RefusedException e) {
			packed.keep(false);
			throw CliException.of(e);
		}
	}
}
