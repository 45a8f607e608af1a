package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Forecasts a graph of many jobs whose results are all there, beside a dry run of Snakemake. */
final class PlanRow implements Row {

	private static final Target SECONDS = Target.atMost(2);

	@Override
	public String name() {
		return "plan";
	}

	@Override
	public String title() {
		return "whole process “armillary run --forecast”, cold JVM, 5 nodes × 2000 files, everything reused";
	}

	@Override
	public List<Line> measure(Workplace place, boolean peers) throws BenchException {
		try {
			JobGraph graph = JobGraph.ofManyJobs(place);
			return measure(place, peers, graph, FirstRun.store(place, graph, place.disk()));
		} catch (IOException e) {
			throw new BenchException("the graph could not be made: " + e.getMessage(), e);
		}
	}

	private static List<Line> measure(Workplace place, boolean peers, JobGraph graph, Path store)
			throws BenchException {
		String what = graph.words();
		var lines = new ArrayList<Line>();
		graph.checkReuse(place, store);
		try (var race = new Race()) {
			Command ours = race.add(graph.run(place, place.disk(), store, "--forecast").after(folder -> {
				// looked at before
			}));
			var snakemake = new ArrayList<Command>();
			String version = "";
			if (peers) {
				try {
					version = Snakemake.version(place);
					snakemake.add(race.add(Snakemake.plan(place, JobGraph.NODES, JobGraph.DATASETS)));
				} catch (BenchException e) {
					lines.add(Line.missing(what, "snakemake -n", e.getMessage()));
				}
			}
			race.run(Duration.ofSeconds(40), 3, 7, 0);
			Samples seconds = race.of(ours);
			lines.addFirst(Line.figure(what, seconds, seconds.median(), "s").must(SECONDS));
			for (Command command : snakemake) {
				Line line = Line.speedRatio(what, seconds, command.label(), race.of(command), 1);
				lines.add(line
						.remark((command.wasCapped() ? "times faster at least: theirs was ended; " : "times faster; ")
								+ version));
			}
		}
		return lines;
	}
}
