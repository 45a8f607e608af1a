package org.armillary.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * Simulates raw frames of KMOS: one science exposure in a warm JVM, and a whole night as a user does. There is no other
 * program that makes such frames; beside the night stands what it takes to write as many bytes.
 */
final class SimulateRow implements Row {

	private static final int CORES = 2;
	private static final int EXPOSURES = 12;
	/** More would only be filled with what is not needed any more. */
	private static final int HEAP_MEGABYTES = 1200;
	private static final Duration MOST = Duration.ofMinutes(15);
	private static final double BYTES_PER_MEGABYTE = 1e6;
	private static final double BYTES_PER_GIGABYTE = 1e9;
	/** Beside the files themselves, those that are not complete while they are written. */
	private static final double MARGIN = 1.1;
	private static final Target EXPOSURE_SECONDS = Target.atMost(4);
	private static final Target EXPOSURE_MEGABYTES = Target.atMost(1500);
	private static final Target NIGHT_SECONDS = Target.atMost(180);

	@Override
	public String name() {
		return "simulate";
	}

	@Override
	public String title() {
		return "simulate raw frames of 3 × 2048²: one science exposure, warm JVM; a standard night, cold JVM";
	}

	@Override
	public List<Line> measure(Workplace place, boolean peers) throws BenchException {
		var lines = new ArrayList<>(exposure(place));
		lines.addAll(night(place, peers));
		return lines;
	}

	private static List<Line> exposure(Workplace place) throws BenchException {
		try (var race = new Race()) {
			Worker ours = race.add(Worker.start(place, "exposure",
					onCores(1, withHeap(Programs.kernel(place, "exposure", place.memory())))));
			race.run(Duration.ofSeconds(60), 3, EXPOSURES, 0);
			Samples seconds = race.of(ours);
			return List.of(
					Line.figure("science exposure, 1 core", seconds, seconds.median(), "s").must(EXPOSURE_SECONDS)
							.remark("light, detector and writing; geometry kept, no maps of the truth"),
					Line.figure("science exposure, peak memory", ours.peakResident() / BYTES_PER_MEGABYTE, "MB")
							.must(EXPOSURE_MEGABYTES).remark("resident, with a heap of at most %d MB"
									.formatted(HEAP_MEGABYTES)));
		} finally {
			delete(place.memory().resolve("exposure.fits"));
		}
	}

	private static List<Line> night(Workplace place, boolean peers) throws BenchException {
		List<String> words = List.of(place.startScript().toString(), "simulate", "kmos", "--size", "standard");
		Night night = Night.listed(place, words);
		night.checkRoom(place.disk());
		var simulate = new ArrayList<>(words);
		simulate.addAll(List.of("--out", "OUT"));
		Command ours = new Command(place, "armillary simulate kmos", place.disk(), onCores(CORES, simulate),
				DarkRow.javaEnvironment()).within(MOST).after(folder -> night.check(folder.resolve("out")));
		Samples seconds = Samples.of(ours.run().seconds());
		Samples writing = Samples.of(night.written(place.disk()));
		String what = "standard night, " + night.words();
		var lines = new ArrayList<Line>();
		lines.add(Line.figure(what, seconds, seconds.median(), "s").must(NIGHT_SECONDS)
				.remark(CORES + " cores, to " + Workplace.kind(place.disk()) + ", with the truth"));
		lines.add(Line.figure("standard night, peak memory", ours.peakResident() / BYTES_PER_MEGABYTE, "MB")
				.remark("resident"));
		lines.add(Line.timeRatio(what, seconds, "only their bytes", writing)
				.remark("written to " + Workplace.kind(place.disk())));
		if (peers) {
			lines.add(Line.missing(what, "another simulator", "none is known that makes raw frames of KMOS"));
		}
		return lines;
	}

	/** A command on so many cores, where the machine has more. */
	private static List<String> onCores(int cores, List<String> command) {
		if (Runtime.getRuntime().availableProcessors() <= cores) {
			return command;
		}
		var words = new ArrayList<>(List.of("taskset", "--cpu-list", "0-" + (cores - 1)));
		words.addAll(command);
		return words;
	}

	private static List<String> withHeap(List<String> java) {
		var words = new ArrayList<>(java);
		words.add(1, "-Xmx" + HEAP_MEGABYTES + "m");
		return words;
	}

	private static void delete(Path file) throws BenchException {
		try {
			Files.deleteIfExists(file);
		} catch (IOException e) {
			throw new BenchException(file + " could not be removed: " + e.getMessage(), e);
		}
	}

	/**
	 * What is to be written.
	 *
	 * @param files
	 *            how many files
	 * @param bytes
	 *            how many bytes
	 */
	private record Night(int files, long bytes) {

		private static final int CHUNK = 1 << 22;

		static Night listed(Workplace place, List<String> words) throws BenchException {
			var command = new ArrayList<>(words);
			command.addAll(List.of("--list", "--json"));
			try {
				// the virtual machine may warn before
				String printed = String.join("\n",
						Programs.output(place, command, DarkRow.javaEnvironment()).stream()
								.dropWhile(line -> !line.startsWith("{")).toList());
				JsonObject json = JsonParser.parseString(printed).getAsJsonObject();
				return new Night(json.getAsJsonArray("files").size(), json.get("bytes").getAsLong());
			} catch (IOException e) {
				throw new BenchException("the night could not be listed: " + e.getMessage(), e);
			}
		}

		String words() {
			return "%d files, %s GB".formatted(files, Samples.digits(bytes / BYTES_PER_GIGABYTE));
		}

		void checkRoom(Path disk) throws BenchException {
			try {
				long free = Files.getFileStore(disk).getUsableSpace();
				if (free < bytes * MARGIN) {
					throw new BenchException(
							"its files need %.0f GB where %.0f GB are free, on the disk of the source tree".formatted(
									bytes * MARGIN / BYTES_PER_GIGABYTE, free / BYTES_PER_GIGABYTE));
				}
			} catch (IOException e) {
				throw new BenchException("the disk could not be asked for its room: " + e.getMessage(), e);
			}
		}

		void check(Path folder) throws IOException, BenchException {
			try (var all = Files.walk(folder)) {
				long found = all.filter(Files::isRegularFile).count();
				if (found != files) {
					throw new BenchException("the night has %d files instead of %d".formatted(found, files));
				}
			}
		}

		/** Seconds to write so many files of together so many bytes, which are removed again. */
		double written(Path disk) throws BenchException {
			try {
				Path folder = Files.createTempDirectory(disk, "bytes");
				try {
					ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
					long start = System.nanoTime();
					for (int file = 0; file < files; file++) {
						long left = bytes / files;
						try (var channel = FileChannel.open(folder.resolve(Integer.toString(file)),
								StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
							while (left > 0) {
								chunk.clear().limit((int) Math.min(CHUNK, left));
								left -= channel.write(chunk);
							}
						}
					}
					return Race.since(start);
				} finally {
					Workplace.delete(folder);
				}
			} catch (IOException e) {
				throw new BenchException("the bytes could not be written: " + e.getMessage(), e);
			}
		}
	}
}
