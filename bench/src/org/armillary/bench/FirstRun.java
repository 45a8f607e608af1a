package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Runs a graph for the first time, each time with a store of its own. */
final class FirstRun implements Contestant {

	private static final Duration LIMIT = Duration.ofMinutes(10);

	private final Workplace place;
	private final JobGraph graph;
	private final Path parent;
	private int number;
	private double peakResident;
	private double peakAnonymous;

	/**
	 * Prepares it.
	 *
	 * @param parent
	 *            where stores and products go
	 */
	FirstRun(Workplace place, JobGraph graph, Path parent) {
		this.place = place;
		this.graph = graph;
		this.parent = parent;
	}

	/**
	 * The store of an earlier run, in which all results of the graph are. Where there is none the graph is run.
	 *
	 * @param parent
	 *            where it is
	 */
	static Path store(Workplace place, JobGraph graph, Path parent) throws BenchException {
		try {
			var first = new FirstRun(place, graph, parent);
			if (first.any().isEmpty()) {
				first.run();
			}
			return first.any().orElseThrow(() -> new BenchException("armillary run made no store"));
		} catch (IOException e) {
			throw new BenchException("the store of the first run could not be found: " + e.getMessage(), e);
		}
	}

	@Override
	public String label() {
		return "armillary run";
	}

	/**
	 * Runs it with a store of its own. Earlier ones stay until the workplace is removed: ext4 creates files slowly for a
	 * while after many were deleted.
	 */
	@Override
	public Outcome run() throws BenchException {
		number++;
		Command command = graph.run(place, parent, parent.resolve(prefix() + number), "--workers", "2").within(LIMIT);
		Outcome outcome = command.run();
		peakResident = Math.max(peakResident, command.peakResident());
		peakAnonymous = Math.max(peakAnonymous, command.peakAnonymous());
		return outcome;
	}

	/** Largest memory of the run's process at any time of any run so far, with mapped files, in bytes. */
	double peakResident() {
		return peakResident;
	}

	/** The same without mapped files, in bytes. */
	double peakAnonymous() {
		return peakAnonymous;
	}

	/** Removes the stores of all runs. */
	void forget() throws IOException {
		for (Optional<Path> store = any(); store.isPresent(); store = any()) {
			Workplace.delete(store.get());
		}
	}

	private String prefix() {
		return graph.name() + "-store-";
	}

	/** A store of one of the runs; all hold the same results. */
	private Optional<Path> any() throws IOException {
		try (var files = Files.list(parent)) {
			return files.filter(file -> file.getFileName().toString().startsWith(prefix())).findFirst();
		}
	}

	@Override
	public void close() {
		// nothing runs between the runs
	}
}
