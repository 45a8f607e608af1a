package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs jobs over large frames whose results are all there: nothing is read but what tells that nothing has changed. */
final class CachedRow implements Row {

	private static final int FRAMES = 200;
	private static final int SIDE = 2048;
	private static final double GIGABYTES = FRAMES * 3.0 * SIDE * SIDE * Float.BYTES / 1e9;
	private static final long NEEDED_BYTES = 13_000_000_000L;
	private static final Target SECONDS = Target.atMost(1.5);

	@Override
	public String name() {
		return "cached";
	}

	@Override
	public String title() {
		return "whole process “armillary run”, cold JVM, 200 jobs over 10 GB of files seen before, everything reused";
	}

	@Override
	public List<Line> measure(Workplace place, boolean peers) throws BenchException {
		try {
			long free = Files.getFileStore(place.disk()).getUsableSpace();
			if (free < NEEDED_BYTES) {
				throw new BenchException(
						"its frames need %.0f GB where %.0f GB are free, on the disk of the source tree"
								.formatted(NEEDED_BYTES / 1e9, free / 1e9));
			}
			JobGraph graph = JobGraph.ofLargeFrames(place, FRAMES, SIDE);
			try {
				return measure(place, graph);
			} finally {
				// ten gigabytes
				Workplace.delete(graph.inputs());
			}
		} catch (IOException e) {
			throw new BenchException("the frames could not be made: " + e.getMessage(), e);
		}
	}

	private static List<Line> measure(Workplace place, JobGraph graph) throws BenchException {
		String what = "%s, %s GB".formatted(graph.words(), Samples.digits(GIGABYTES));
		try (var race = new Race()) {
			Samples first = Samples.of(new FirstRun(place, graph, place.disk()).run().seconds());
			Path store = FirstRun.store(place, graph, place.disk());
			graph.checkReuse(place, store);
			Command ours = race.add(graph.run(place, place.disk(), store));
			race.run(Duration.ofSeconds(15), 3, 7, 0);
			Samples seconds = race.of(ours);
			return List.of(
					Line.figure(what, seconds, seconds.median(), "s").must(SECONDS)
							.remark("products copied to " + Workplace.kind(place.disk())),
					Line.figure(what + ", first run", first, GIGABYTES / first.median(), "GB/s")
							.remark("with the digests of all files, 2 workers"));
		}
	}
}
