package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Runs a graph of trivial jobs for the first time, beside Snakemake, and beside what the files alone take. */
final class JobsRow implements Row {

	private static final Target MILLISECONDS = Target.atMost(3);
	private static final Target MEGABYTES = Target.atMost(500);
	private static final double BYTES_PER_MEGABYTE = 1e6;
	private static final double MILLIS = 1e3;
	private static final int SHELL_JOBS = 300;
	private static final int PYTHON_JOBS = 30;

	@Override
	public String name() {
		return "jobs";
	}

	@Override
	public String title() {
		return "whole first “armillary run” of 10 000 trivial jobs, 2 workers, cold JVM, empty store";
	}

	@Override
	public List<Line> measure(Workplace place, boolean peers) throws BenchException {
		try {
			return measure(place, peers, JobGraph.ofManyJobs(place));
		} catch (IOException e) {
			throw new BenchException("files of the graph could not be made or removed: " + e.getMessage(), e);
		}
	}

	private static List<Line> measure(Workplace place, boolean peers, JobGraph graph)
			throws BenchException, IOException {
		String what = graph.words();
		var lines = new ArrayList<Line>();
		try (var race = new Race()) {
			FirstRun ours = race.add(new FirstRun(place, graph, place.disk()));
			FirstRun inMemory = race.add(new FirstRun(place, graph, place.memory()));
			var theirJobs = new LinkedHashMap<Command, Integer>();
			String version = "";
			if (peers) {
				try {
					version = Snakemake.version(place);
					theirJobs.put(Snakemake.run(place, "snakemake, shell", Snakemake.Rule.SHELL, SHELL_JOBS),
							SHELL_JOBS);
					theirJobs.put(Snakemake.run(place, "snakemake, shell, greedy", Snakemake.Rule.SHELL, SHELL_JOBS,
							"--scheduler", "greedy"), SHELL_JOBS);
					theirJobs.put(Snakemake.run(place, "snakemake, run", Snakemake.Rule.RUN, PYTHON_JOBS), PYTHON_JOBS);
				} catch (BenchException e) {
					lines.add(Line.missing(what, "snakemake", e.getMessage()));
				}
			}
			theirJobs.keySet().forEach(race::add);
			race.run(Duration.ofSeconds(60), 2, 3, 0);
			Samples seconds = race.of(ours);
			lines.addFirst(rate(what, seconds, graph.jobs()).must(MILLISECONDS)
					.remark("store and products on " + Workplace.kind(place.disk())));
			lines.add(1, Line.figure(what + ", peak memory", ours.peakResident() / BYTES_PER_MEGABYTE, "MB")
					.must(MEGABYTES).remark("resident, %.0f MB of it not mapped files"
							.formatted(ours.peakAnonymous() / BYTES_PER_MEGABYTE)));
			lines.add(2, rate(what, race.of(inMemory), graph.jobs())
					.remark("store and products on " + Workplace.kind(place.memory())));
			inMemory.forget();
			for (var theirs : theirJobs.entrySet()) {
				lines.add(Line
						.speedRatio(what, seconds, theirs.getKey().label(), race.of(theirs.getKey()),
								(double) graph.jobs() / theirs.getValue())
						.remark("times faster per job; theirs %d jobs, -j 2; %s".formatted(theirs.getValue(),
								version)));
			}
			lines.addAll(limits(place, what, seconds, graph.jobs()));
		}
		return lines;
	}

	private static Line rate(String what, Samples seconds, int jobs) {
		return Line.figure(what, seconds, seconds.median() / jobs * MILLIS, "ms a job");
	}

	private static List<Line> limits(Workplace place, String what, Samples seconds, int jobs) throws BenchException {
		Path folder = place.disk().resolve("job-files");
		try (var race = new Race()) {
			Worker files = race.add(
					Worker.start(place, "only their files", Programs.kernel(place, "files", folder.resolve("loose"))));
			Worker forced = race.add(Worker.start(place, "only their files, fsync",
					Programs.kernel(place, "forced-files", folder.resolve("forced"))));
			race.run(Duration.ofSeconds(5), 5, 31, 0);
			double all = (double) jobs / FilesKernel.JOBS;
			return List.of(
					limit(what, seconds, jobs, files.label(), race.of(files).times(all),
							"a job: folder, 3 files, 2 of them renamed, the rest deleted; 2 threads, warm JVM"),
					limit(what, seconds, jobs, forced.label(), race.of(forced).times(all),
							"a job where each waits until its result is on the disk"));
		}
	}

	private static Line limit(String what, Samples seconds, int jobs, String label, Samples theirs, String how) {
		return Line.timeRatio(what, seconds, label, theirs)
				.remark("%s ms %s".formatted(Samples.digits(theirs.median() / jobs * MILLIS), how));
	}
}
