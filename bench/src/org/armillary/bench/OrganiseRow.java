package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

import org.armillary.actor.ActorException;
import org.armillary.kmos.simulator.night.NightPlan;
import org.armillary.kmos.simulator.night.SimulatedNight;

/** Reads the headers of many files, reads them from memory, and organises them, beside astropy's getheader. */
final class OrganiseRow implements Row {

	/** Nights of five bands and 225 files or so: together 20 000 files. */
	private static final int NIGHTS = 90;
	private static final int PEER_NIGHTS = 5;
	private static final long SEED = 5;
	private static final long NEEDED_BYTES = 3_000_000_000L;
	private static final double BYTES_PER_MEGABYTE = 1e6;
	private static final String FILES_PER_SECOND = "files/s";
	private static final Target FIRST = Target.atLeast(1500);
	private static final Target SECOND = Target.atLeast(50_000);
	private static final Target ORGANISING_SECONDS = Target.atMost(2);
	private static final Target MEGABYTES = Target.atMost(500);

	@Override
	public String name() {
		return "organise";
	}

	@Override
	public String title() {
		return "scan and organise 90 nights, 20 000 files with headers as large as KMOS's, cold JVM, files in the page cache";
	}

	@Override
	public List<Line> measure(Workplace place, boolean peers) throws BenchException {
		Path folder = place.disk().resolve("headers");
		try {
			long free = Files.getFileStore(place.disk()).getUsableSpace();
			if (free < NEEDED_BYTES) {
				throw new BenchException("its files need %.0f GB where %.0f GB are free, on the disk of the source tree"
						.formatted(NEEDED_BYTES / 1e9, free / 1e9));
			}
			try {
				return measure(place, peers, Headers.write(folder.resolve("nights"), NIGHTS),
						Headers.write(folder.resolve("part"), PEER_NIGHTS),
						Files.createDirectories(folder.resolve("memory")));
			} finally {
				Workplace.delete(folder);
			}
		} catch (IOException e) {
			throw new BenchException("the files could not be made: " + e.getMessage(), e);
		}
	}

	/**
	 * Files without pixels.
	 *
	 * @param folder
	 *            where they are
	 * @param files
	 *            how many
	 */
	private record Headers(Path folder, int files) {

		/** Writes some nights, the same each time. */
		static Headers write(Path folder, int nights) throws IOException, BenchException {
			try {
				SimulatedNight night = SimulatedNight.of(
						NightPlan.of(Map.of("bands", "IZ,YJ,H,K,HK", "nights", Integer.toString(nights))), SEED);
				night.write(Files.createDirectories(folder), (_, _, _) -> {
					// nobody watches
				});
				return new Headers(folder, night.frames().size());
			} catch (ActorException e) {
				throw new BenchException("the nights could not be made: " + e.getMessage(), e);
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new BenchException("making the nights was interrupted", e);
			}
		}
	}

	private static List<Line> measure(Workplace place, boolean peers, Headers night, Headers part, Path memory)
			throws BenchException {
		int cores = Runtime.getRuntime().availableProcessors();
		var lines = new ArrayList<Line>();
		var scanning = new ArrayList<Double>();
		var organising = new ArrayList<Double>();
		try (var race = new Race()) {
			Command one = race.add(program(place, "scan", night, "OUT", 1, 0));
			Command all = race.add(program(place, "scan", night, "OUT", cores, 0));
			// makes what the second scans remember
			program(place, "scan", night, memory.toString(), cores, 0).run();
			Command organise = race
					.add(program(place, "organise", night, memory.toString(), cores, night.files()).after(folder -> {
						List<String> printed = checked(folder, night.files(), night.files());
						if (printed.getLast().startsWith("0 ")) {
							throw new BenchException("the rules made no dataset of the files");
						}
						scanning.add(seconds(printed.getFirst()));
						organising.add(seconds(printed.getLast()));
					}));
			var astropy = new ArrayList<Command>();
			if (peers) {
				try {
					astropy.add(race.add(new Command(place, "astropy getheader", place.memory(),
							Programs.python(place, "headers_astropy.py", part.folder()), Map.of())));
				} catch (BenchException e) {
					lines.add(Line.missing("first scan, 1 thread", "astropy getheader", e.getMessage()));
				}
			}
			race.run(Duration.ofSeconds(60), 3, 5, 0);
			var first = new ArrayList<Line>();
			first.add(rate("first scan, 1 thread", night.files(), race.of(one), 1).must(FIRST).remark("a core"));
			first.add(rate("first scan, " + cores + " threads", night.files(), race.of(all), cores).must(FIRST)
					.remark("a core"));
			first.add(rate("second scan", night.files(), new Samples(scanning), 1).must(SECOND)
					.remark("within a cold JVM"));
			for (Command peer : astropy) {
				first.add(Line.speedRatio("first scan, 1 thread", race.of(one), peer.label(), race.of(peer),
						(double) night.files() / part.files()).remark(
								"times faster; theirs %d files, primary headers alone"
										.formatted(part.files())));
			}
			Samples seconds = new Samples(organising);
			first.add(Line.figure("organise", seconds, seconds.median(), "s").must(ORGANISING_SECONDS)
					.remark("within the same process, rules for KMOS"));
			first.add(Line.figure("second scan and organise, whole process", race.of(organise),
					race.of(organise).median(), "s"));
			first.add(Line.figure("peak memory", DoubleStream.of(one.peakResident(), all.peakResident(),
					organise.peakResident()).max().orElseThrow() / BYTES_PER_MEGABYTE, "MB")
					.must(MEGABYTES).remark("resident"));
			lines.addAll(0, first);
		}
		return lines;
	}

	private static Line rate(String what, int files, Samples seconds, int threads) {
		return Line.figure(what, seconds, files / seconds.median() / threads, FILES_PER_SECOND);
	}

	private static Command program(Workplace place, String what, Headers night, String memory, int threads,
			int remembered) throws BenchException {
		List<String> words = Programs.java(place, OrganiseProgram.class, what, night.folder(), memory, threads);
		return new Command(place, "scan", place.memory(), words, Map.of())
				.after(folder -> checked(folder, night.files(), remembered));
	}

	/** What was printed, of a scan that found all files and remembered so many. */
	private static List<String> checked(Path folder, int files, int remembered) throws IOException, BenchException {
		// the virtual machine warns of modules that are not final
		List<String> printed = Files.readAllLines(folder.resolve("log")).stream()
				.filter(line -> !line.startsWith("WARNING: ")).toList();
		if (printed.isEmpty() || !printed.getFirst().startsWith(files + " " + remembered + " ")) {
			throw new BenchException("the scan found “%s” instead of %d files, %d of them remembered"
					.formatted(printed.isEmpty() ? "" : printed.getFirst(), files, remembered));
		}
		return printed;
	}

	private static double seconds(String line) {
		return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
	}
}
