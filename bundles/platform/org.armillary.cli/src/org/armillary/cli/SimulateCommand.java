package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.DescriptorJson;
import org.armillary.actor.simulation.Simulation;
import org.armillary.actor.simulation.Simulator;
import org.jspecify.annotations.Nullable;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes synthetic data with known truth. */
@Command(name = "simulate", description = "Writes synthetic data with known truth; without a name, lists what can be simulated.", sortOptions = false)
final class SimulateCommand extends Verb {

	private static final long USUAL_SEED = 1;

	@Parameters(arity = "0..1", paramLabel = "NAME", description = "What to simulate, such as kmos.")
	private @Nullable String name;

	@Option(names = "--out", paramLabel = "DIR", description = "Folder for the files, new or empty.")
	private @Nullable Path out;

	@Option(names = "--seed", paramLabel = "N", description = "Another number gives other data of the same kind. Default: that of the file, else 1.")
	private @Nullable Long seed;

	@Option(names = "--config", paramLabel = "FILE", description = "A YAML file with values of parameters; what stands on the command line wins.")
	private @Nullable String config;

	@Option(names = "--size", paramLabel = "SIZE", description = "How much is made, where the simulator has this parameter: small, standard, full.")
	private @Nullable String size;

	@Option(names = "--bands", paramLabel = "LIST", description = "Bands, where the simulator has them: H,K.")
	private @Nullable String bands;

	@Option(names = "--angles", paramLabel = "LIST", description = "Angles of the rotator, where the simulator has them: 0,60.")
	private @Nullable String angles;

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter's value; may be given several times.")
	private List<String> settings = new ArrayList<>();

	@Option(names = "--list", description = "Print names, classes and sizes of the files, and write nothing.")
	private boolean list;

	@Option(names = "--describe", description = "Explain the simulator and its parameters.")
	private boolean describe;

	private final Supplier<List<Simulator>> installed;
	private final DiskRoom room;

	SimulateCommand(Invocation invocation) {
		this(invocation, Simulators::installed, DiskRoom::free);
	}

	/** A verb with other simulators than those installed, and another disk. */
	SimulateCommand(Invocation invocation, Supplier<List<Simulator>> installed, DiskRoom room) {
		super(invocation);
		this.installed = installed;
		this.room = room;
	}

	@Override
	int execute() throws CliException {
		if (name == null) {
			return listSimulators();
		}
		Simulator simulator = Simulators.named(name, installed.get());
		if (describe) {
			invocation.result(DescribeCommand.text(simulator.descriptor(), invocation.terminal()),
					JsonParser.parseString(DescriptorJson.write(simulator.descriptor())));
			return ExitCode.OK;
		}
		SimulationRequest request = request(simulator);
		Simulation simulation = request.simulation();
		if (list) {
			var files = new SimulatedFileList(simulation.files());
			invocation.result(files.table(), files.json());
			return ExitCode.OK;
		}
		if (out == null) {
			throw new CliException(CliMessage.SIMULATE_WHERE.with(name));
		}
		Path folder = RunOptions.absolute(out);
		StagedFolder.checkEmpty(folder);
		checkRoom(request, simulation, folder);
		return write(simulation, folder);
	}

	private int listSimulators() {
		var table = new TextTable("NAME", "WHAT");
		var json = new JsonArray();
		for (Simulator simulator : installed.get()) {
			ActorDescriptor descriptor = simulator.descriptor();
			table.add(descriptor.id(), descriptor.title());
			var entry = new JsonObject();
			entry.addProperty("name", descriptor.id());
			entry.addProperty("title", descriptor.title());
			json.add(entry);
		}
		invocation.result(table.text("") + "\n‘armillary simulate NAME --describe’ explains each with its parameters.",
				json);
		return ExitCode.OK;
	}

	private SimulationRequest request(Simulator simulator) throws CliException {
		ActorDescriptor descriptor = simulator.descriptor();
		var problems = new ArrayList<Message>();
		SimulationConfig read = config == null ? SimulationConfig.NONE
				: SimulationConfig.read(Invocation.path(config), descriptor, problems);
		Map<String, String> options = new LinkedHashMap<>();
		option(options, "size", size);
		option(options, "bands", bands);
		option(options, "angles", angles);
		Map<String, String> typed = SimulationRequest.typed(descriptor, settings, options, problems);
		if (!problems.isEmpty()) {
			throw new CliException(ExitCode.REFUSED, problems.stream()
					.map(problem -> SimulationRequest.explained(problem, descriptor.id())).toList(), null);
		}
		return new SimulationRequest(simulator, seed == null ? read.seed().orElse(USUAL_SEED) : seed, read, typed);
	}

	private static void option(Map<String, String> options, String name, @Nullable String value) {
		if (value != null) {
			options.put(name, value);
		}
	}

	private void checkRoom(SimulationRequest request, Simulation simulation, Path folder) throws CliException {
		long needed = simulation.bytesOnDisk();
		OptionalLong free = room.at(folder);
		if (free.isPresent() && free.getAsLong() < needed) {
			throw new CliException(CliMessage.SIMULATE_DISK.with(folder, Amounts.bytes(needed),
					Amounts.bytes(free.getAsLong()), request.smaller(), request.simulator().descriptor().id()));
		}
	}

	private int write(Simulation simulation, Path folder) throws CliException {
		try {
			SimulationWriter.write(simulation, folder, invocation.terminal());
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return ExitCode.CANCELLED;
		}
		var files = new SimulatedFileList(simulation.files());
		var json = files.json();
		json.addProperty("folder", folder.toString());
		invocation.result(files.words() + " in " + folder, json);
		return ExitCode.OK;
	}
}
