package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.Reason;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.SimulatedFile;
import org.armillary.actor.simulation.Simulation;
import org.armillary.actor.simulation.Simulator;

/**
 * The simulated night of the demonstration. It is made once; a list beside its folder tells from what it was made and which
 * files belong to it, so that a night that was broken off, damaged or made by another version is made again, and nothing else
 * is ever removed.
 */
final class DemoNight {

	private static final String HEAD = "The simulated night that ‘armillary demo’ made; it is made again where this differs.\n";
	private static final String FILE = "file ";
	/** How the folders begin in which files are made that are not complete. */
	private static final String UNFINISHED = ".armillary-";
	/** Of the night's bytes, what the run needs besides. */
	private static final double RUN_SHARE = 0.75;

	private final Path folder;
	private final Path list;
	private final Simulation simulation;
	private final String origin;

	private DemoNight(Path folder, Simulation simulation, String origin) {
		this.folder = folder;
		this.list = folder.resolveSibling(folder.getFileName() + ".files");
		this.simulation = simulation;
		this.origin = origin;
	}

	/**
	 * Describes the night.
	 *
	 * @param simulator
	 *            makes it
	 * @param seed
	 *            seed
	 * @param values
	 *            values of parameters
	 * @param folder
	 *            where it is, or will be
	 */
	static DemoNight of(Simulator simulator, long seed, Map<String, String> values, Path folder) throws CliException {
		try {
			var all = ParameterValues.parse(simulator.descriptor(), values);
			var origin = new StringBuilder(HEAD).append(simulator.descriptor().id()).append(' ')
					.append(simulator.descriptor().algorithm()).append("\nseed ").append(seed).append('\n');
			all.text().forEach((name, value) -> origin.append(name).append(' ').append(value).append('\n'));
			return new DemoNight(folder, simulator.simulate(seed, all), origin.toString());
		} catch (ActorException e) {
			throw new CliException(ExitCode.REFUSED,
					List.of(SimulationRequest.explained(e.explanation(), simulator.descriptor().id())), e);
		}
	}

	/** Where it is. */
	Path folder() {
		return folder;
	}

	/** Its files in words. */
	String words() {
		return new SimulatedFileList(simulation.files()).words();
	}

	/** Whether it is there as it should be. */
	boolean isComplete() throws CliException {
		try {
			Map<String, Long> made = listed();
			return Files.exists(list) && Files.readString(list).startsWith(origin + FILE)
					&& simulation.files().stream().map(SimulatedFile::name).allMatch(made::containsKey)
					&& found().equals(made);
		} catch (IOException e) {
			throw unusable(e);
		}
	}

	/**
	 * Checks that it can be made: only what an earlier demonstration made is in its place, and the disk has room.
	 *
	 * @param room
	 *            tells the room on a disk
	 */
	void check(DiskRoom room) throws CliException {
		if (Files.exists(folder) && !Files.isDirectory(folder)) {
			throw new CliException(CliMessage.NOT_A_FOLDER.with(folder));
		}
		try {
			Set<String> others = new TreeSet<>(found().keySet());
			others.removeAll(listed().keySet());
			others.removeIf(name -> name.startsWith(UNFINISHED));
			if (!others.isEmpty()) {
				throw new CliException(CliMessage.DEMO_OTHER.with(folder,
						others.iterator().next() + (others.size() > 1 ? " and others" : "")));
			}
			long replaced = found().values().stream().mapToLong(Long::longValue).sum();
			long needed = Math.round(simulation.bytesOnDisk() * (1 + RUN_SHARE));
			OptionalLong free = room.at(folder);
			if (free.isPresent() && free.getAsLong() < needed - replaced) {
				throw new CliException(CliMessage.DEMO_DISK.with(folder, Amounts.bytes(needed),
						Amounts.bytes(free.getAsLong() + replaced)));
			}
		} catch (IOException e) {
			throw unusable(e);
		}
	}

	/** Makes it, after {@link #check}, in the place of what is left of an earlier one. */
	void make(Terminal terminal) throws CliException, InterruptedException {
		OutputFolder parent = OutputFolder.open(folder.getParent());
		boolean complete = false;
		try {
			clear();
			var expected = new TreeMap<String, Long>();
			simulation.files().forEach(file -> expected.put(file.name(), file.bytes()));
			Files.writeString(list, text(expected));
			SimulationWriter.write(simulation, folder, terminal);
			Files.writeString(list, text(found()));
			complete = true;
		} catch (IOException e) {
			throw unusable(e);
		} finally {
			if (!complete) {
				removeList();
				parent.removeIfEmpty();
			}
		}
	}

	private String text(Map<String, Long> files) {
		return origin + files.entrySet().stream().map(file -> FILE + file.getValue() + " " + file.getKey() + "\n")
				.collect(Collectors.joining());
	}

	/** Bytes of the files that the list names; empty where there is none. */
	private Map<String, Long> listed() throws IOException {
		var files = new TreeMap<String, Long>();
		if (Files.isRegularFile(list)) {
			for (String line : Files.readAllLines(list)) {
				String[] words = line.split(" ", 3);
				if (line.startsWith(FILE) && words.length == 3 && words[1].matches("\\d{1,18}")) {
					files.put(words[2], Long.parseLong(words[1]));
				}
			}
		}
		return files;
	}

	/** Bytes of the files that there are. */
	private Map<String, Long> found() throws IOException {
		var files = new TreeMap<String, Long>();
		if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
			try (var all = Files.walk(folder)) {
				for (Path file : all.filter(place -> !Files.isDirectory(place)).toList()) {
					files.put(folder.relativize(file).toString(), Files.size(file));
				}
			}
		}
		return files;
	}

	/** Removes what {@link #check} found to be of an earlier demonstration. */
	private void clear() throws IOException {
		if (!Files.isDirectory(folder)) {
			return;
		}
		Set<String> ours = listed().keySet();
		var places = new ArrayList<Path>();
		try (var all = Files.walk(folder)) {
			all.sorted(Comparator.reverseOrder()).forEach(places::add);
		}
		for (Path place : places) {
			String name = folder.relativize(place).toString();
			if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
				try (var left = Files.list(place)) {
					if (left.findAny().isPresent()) {
						continue;
					}
				}
				Files.delete(place);
			} else if (ours.contains(name) || name.startsWith(UNFINISHED)) {
				Files.delete(place);
			}
		}
	}

	/** Without files that it names it would only be in the way. */
	private void removeList() {
		try {
			if (found().isEmpty()) {
				Files.deleteIfExists(list);
			}
		} catch (IOException e) {
			System.getLogger(DemoNight.class.getName()).log(System.Logger.Level.DEBUG, "not removed: " + list, e);
		}
	}

	private CliException unusable(IOException problem) {
		return new CliException(ExitCode.REFUSED, List.of(CliMessage.DEMO_UNUSABLE.with(folder, Reason.of(problem))),
				problem);
	}
}
