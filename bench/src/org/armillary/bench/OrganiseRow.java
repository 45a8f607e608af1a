package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Reads the headers of many files, reads them from memory, and organises them, beside astropy's getheader. */
final class OrganiseRow implements Row {

	private static final int FILES = 20_000;
	private static final int PEER_FILES = 1000;
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
		return "scan and organise 20 000 files with headers like KMOS's, cold JVM, files in the page cache";
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
				Path night = HeaderNight.write(folder.resolve("night"), FILES);
				return measure(place, peers, night, HeaderNight.write(folder.resolve("part"), PEER_FILES),
						Files.createDirectory(folder.resolve("memory")));
			} finally {
				Workplace.delete(folder);
			}
		} catch (IOException e) {
			throw new BenchException("the files could not be made: " + e.getMessage(), e);
		}
	}

	private static List<Line> measure(Workplace place, boolean peers, Path night, Path part, Path memory)
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
					.add(program(place, "organise", night, memory.toString(), cores, FILES).after(folder -> {
						List<String> printed = checked(folder, FILES);
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
							Programs.python(place, "headers_astropy.py", part), Map.of())));
				} catch (BenchException e) {
					lines.add(Line.missing("first scan, 1 thread", "astropy getheader", e.getMessage()));
				}
			}
			race.run(Duration.ofSeconds(60), 3, 5, 0);
			var first = new ArrayList<Line>();
			first.add(rate("first scan, 1 thread", race.of(one), 1).must(FIRST).remark("a core"));
			first.add(rate("first scan, " + cores + " threads", race.of(all), cores).must(FIRST).remark("a core"));
			first.add(rate("second scan", new Samples(scanning), 1).must(SECOND).remark("within a cold JVM"));
			for (Command peer : astropy) {
				first.add(Line.speedRatio("first scan, 1 thread", race.of(one), peer.label(), race.of(peer),
						(double) FILES / PEER_FILES).remark(
								"times faster; theirs %d files, primary headers alone"
										.formatted(PEER_FILES)));
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

	private static Line rate(String what, Samples seconds, int threads) {
		return Line.figure(what, seconds, FILES / seconds.median() / threads, FILES_PER_SECOND);
	}

	private static Command program(Workplace place, String what, Path night, String memory, int threads,
			int remembered) throws BenchException {
		List<String> words = Programs.java(place, OrganiseProgram.class, what, night, memory, threads);
		return new Command(place, "scan", place.memory(), words, Map.of()).after(folder -> checked(folder, remembered));
	}

	/** What was printed, of a scan that found all files and remembered so many. */
	private static List<String> checked(Path folder, int remembered) throws IOException, BenchException {
		// the virtual machine warns of modules that are not final
		List<String> printed = Files.readAllLines(folder.resolve("log")).stream()
				.filter(line -> !line.startsWith("WARNING: ")).toList();
		if (printed.isEmpty() || !printed.getFirst().startsWith(FILES + " " + remembered + " ")) {
			throw new BenchException("the scan found “%s” instead of %d files, %d of them remembered"
					.formatted(printed.isEmpty() ? "" : printed.getFirst(), FILES, remembered));
		}
		return printed;
	}

	private static double seconds(String line) {
		return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
	}
}
