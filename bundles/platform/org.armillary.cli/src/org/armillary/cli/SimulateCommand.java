package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.DescriptorJson;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.SimulatedFile;
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

	private static final long REFRESH_NANOSECONDS = 100_000_000;

	@Parameters(arity = "0..1", paramLabel = "NAME", description = "What to simulate, such as kmos-headers.")
	private @Nullable String name;

	@Option(names = "--out", paramLabel = "DIR", description = "Folder for the files, new or empty.")
	private @Nullable Path out;

	@Option(names = "--seed", paramLabel = "N", description = "Another number gives other data of the same kind. Default: ${DEFAULT-VALUE}.")
	private long seed = 1;

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter's value; may be given several times.")
	private List<String> settings = new ArrayList<>();

	@Option(names = "--list", description = "Print names, classes and sizes of the files, and write nothing.")
	private boolean list;

	@Option(names = "--describe", description = "Explain the simulator and its parameters.")
	private boolean describe;

	private final Supplier<List<Simulator>> installed;
	private long lastRefresh;

	SimulateCommand(Invocation invocation) {
		this(invocation, Simulators::installed);
	}

	/** A verb with other simulators than those installed. */
	SimulateCommand(Invocation invocation, Supplier<List<Simulator>> installed) {
		super(invocation);
		this.installed = installed;
	}

	@Override
	int execute() throws CliException {
		if (name == null) {
			return listSimulators();
		}
		Simulator simulator = find(name);
		if (describe) {
			invocation.result(DescribeCommand.text(simulator.descriptor()),
					JsonParser.parseString(DescriptorJson.write(simulator.descriptor())));
			return ExitCode.OK;
		}
		Simulation simulation = simulation(simulator);
		if (list) {
			invocation.result(table(simulation.files()), json(simulation.files()));
			return ExitCode.OK;
		}
		if (out == null) {
			throw new CliException(CliMessage.SIMULATE_WHERE.with(name));
		}
		return write(simulation, RunOptions.absolute(out));
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

	private Simulator find(String wanted) throws CliException {
		List<Simulator> simulators = installed.get();
		List<String> names = simulators.stream().map(simulator -> simulator.descriptor().id()).toList();
		int place = names.indexOf(wanted);
		if (place < 0) {
			throw new CliException(CliMessage.UNKNOWN_SIMULATOR.with(wanted,
					names.isEmpty() ? "none" : String.join(", ", names)));
		}
		return simulators.get(place);
	}

	private Simulation simulation(Simulator simulator) throws CliException {
		ActorDescriptor descriptor = simulator.descriptor();
		Map<String, String> values = new LinkedHashMap<>();
		for (String setting : settings) {
			String[] parts = Invocation.assignment("--set", setting, "NAME=VALUE");
			if (values.put(parts[0], parts[1]) != null) {
				throw new CliException(CliMessage.SETTING_TWICE.with(parts[0]));
			}
		}
		List<Message> problems = ParameterValues.problems(descriptor, values);
		if (!problems.isEmpty()) {
			throw new CliException(ExitCode.REFUSED,
					problems.stream().map(problem -> ofSimulator(problem, descriptor.id())).toList(), null);
		}
		try {
			return simulator.simulate(seed, ParameterValues.parse(descriptor, values));
		} catch (ActorException e) {
			throw new CliException(ExitCode.REFUSED, List.of(ofSimulator(e.explanation(), descriptor.id())), e);
		}
	}

	/** Parameters are those of actors, but another verb explains them. */
	private static Message ofSimulator(Message problem, String name) {
		String verb = "armillary describe " + name;
		return new Message(problem.id(), problem.summary(), problem.detail(), problem.remedies().stream()
				.map(remedy -> remedy.replace(verb, "armillary simulate " + name + " --describe")).toList());
	}

	private int write(Simulation simulation, Path folder) throws CliException {
		long bytes = simulation.files().stream().mapToLong(SimulatedFile::bytes).sum();
		try (StagedFolder staged = StagedFolder.in(folder)) {
			simulation.write(staged.hidden(), (done, total, unit) -> {
				staged.checkpoint();
				progress(done, total, unit);
			});
			staged.commit();
		} catch (IOException e) {
			throw new CliException(ExitCode.FAILED,
					List.of(CliMessage.SIMULATION_UNWRITABLE.with(folder, Reason.of(e))), e);
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return ExitCode.CANCELLED;
		}
		var json = json(simulation.files());
		json.addProperty("folder", folder.toString());
		invocation.result(Amounts.count(simulation.files().size(), "file") + " with " + Amounts.bytes(bytes) + " in "
				+ folder, json);
		return ExitCode.OK;
	}

	private void progress(long done, long total, String unit) {
		long now = System.nanoTime();
		if (done == total || now - lastRefresh >= REFRESH_NANOSECONDS) {
			lastRefresh = now;
			invocation.terminal().progress("[" + done + "/" + total + "] " + unit + "s");
		}
	}

	private static String table(List<SimulatedFile> files) {
		var table = new TextTable("FILE", "CLASS", "SIZE");
		files.forEach(file -> table.add(file.name(), file.category(), Amounts.bytes(file.bytes())));
		long bytes = files.stream().mapToLong(SimulatedFile::bytes).sum();
		return table.text("") + "\n" + Amounts.count(files.size(), "file") + " with " + Amounts.bytes(bytes);
	}

	private static JsonObject json(List<SimulatedFile> files) {
		var array = new JsonArray();
		for (SimulatedFile file : files) {
			var entry = new JsonObject();
			entry.addProperty("name", file.name());
			entry.addProperty("category", file.category());
			entry.addProperty("bytes", file.bytes());
			array.add(entry);
		}
		var json = new JsonObject();
		json.add("files", array);
		return json;
	}
}
