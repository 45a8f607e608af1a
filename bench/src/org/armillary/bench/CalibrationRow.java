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
import java.util.Map;
import java.util.TreeMap;

import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;

/**
 * The calibration recipes after the dark, each as a user runs it on a standard night with six angles of the rotator, in a new
 * JVM. Beside each stands what reading its inputs and writing as many bytes as it writes takes by itself.
 */
final class CalibrationRow implements Row {

	private static final int CORES = 2;
	private static final int REPETITIONS = 5;
	private static final double BYTES_PER_MEGABYTE = 1e6;
	private static final double BYTES_PER_GIGABYTE = 1e9;
	private static final Target MEGABYTES = Target.atMost(3000);
	private static final String TYPE = "ESO DPR TYPE";
	private static final int CHUNK = 1 << 22;

	@Override
	public String name() {
		return "calibration";
	}

	@Override
	public String title() {
		return "whole processes “armillary recipe” of kmos.flat, kmos.wave-cal, kmos.illumination, cold JVM, six angles";
	}

	@Override
	public List<Line> measure(Workplace place, boolean peers) throws BenchException {
		Map<String, List<Path>> frames = night(place);
		var lines = new ArrayList<Line>();
		Map<String, Path> products = new TreeMap<>();
		products.putAll(made(place, new Recipe("kmos.dark", Map.of("darks", first(frames, "DARK", 5)))));
		var flat = new Recipe("kmos.flat", Map.of("lampOn", frames.get("FLAT,LAMP"), "lampOff", frames.get("FLAT,OFF"),
				"badPixels", List.of(products.get("BADPIXEL_DARK"))));
		lines.addAll(timed(place, flat, Target.atMost(25)));
		if (peers) {
			lines.add(beside(place, flat, frames));
		}
		products.putAll(made(place, flat));
		var wave = new Recipe("kmos.wave-cal",
				Map.of("arcs", frames.get("WAVE,LAMP"), "off", frames.get("WAVE,OFF"), "xcal",
						List.of(products.get("XCAL")), "ycal", List.of(products.get("YCAL")), "flatEdge",
						List.of(products.get("FLAT_EDGE"))));
		lines.addAll(timed(place, wave, Target.atMost(20)));
		products.putAll(made(place, wave));
		var illumination = new Recipe("kmos.illumination",
				Map.of("flats", frames.get("FLAT,SKY"), "dark", List.of(products.get("MASTER_DARK")), "masterFlat",
						List.of(products.get("MASTER_FLAT")), "xcal", List.of(products.get("XCAL")), "ycal",
						List.of(products.get("YCAL")), "lcal", List.of(products.get("LCAL")), "flatEdge",
						List.of(products.get("FLAT_EDGE"))));
		lines.addAll(timed(place, illumination, Target.atMost(10)));
		if (peers) {
			lines.add(Line.missing("kmos.wave-cal, kmos.illumination", "another pipeline",
					"ESO's recipes for KMOS are in no package of Debian"));
		}
		return lines;
	}

	/** Frames of a standard night by type. */
	private static Map<String, List<Path>> night(Workplace place) throws BenchException {
		Path folder = place.disk().resolve("calibration-night");
		try {
			Programs.output(place, List.of(place.startScript().toString(), "simulate", "kmos", "--size", "standard",
					"--set", "maps=none", "--out", folder.toString()), DarkRow.javaEnvironment());
			var frames = new TreeMap<String, List<Path>>();
			for (Path file : Frames.in(folder)) {
				String type = FitsFile.open(file).primary().header().findText(TYPE).orElse("");
				frames.computeIfAbsent(type, _ -> new ArrayList<>()).add(file);
			}
			return frames;
		} catch (IOException e) {
			throw new BenchException("the night could not be simulated: " + e.getMessage(), e);
		}
	}

	private static List<Path> first(Map<String, List<Path>> frames, String type, int count) {
		List<Path> all = frames.get(type);
		return all.subList(0, Math.min(count, all.size()));
	}

	/** The products of a recipe by category, on disk. */
	private static Map<String, Path> made(Workplace place, Recipe recipe) throws BenchException {
		Path folder = place.disk().resolve(recipe.actor());
		try {
			Programs.output(place, recipe.words(place, folder.toString()), DarkRow.javaEnvironment());
			var products = new TreeMap<String, Path>();
			for (Path file : Frames.in(folder)) {
				products.put(FitsFile.open(file).primary().header().findText("ESO PRO CATG").orElse(""), file);
			}
			return products;
		} catch (IOException e) {
			throw new BenchException(recipe.actor() + " failed: " + e.getMessage(), e);
		}
	}

	private static List<Line> timed(Workplace place, Recipe recipe, Target target) throws BenchException {
		var lines = new ArrayList<Line>();
		try (var race = new Race()) {
			Command inMemory = race.add(recipe.command(place, place.memory()));
			Command onDisk = race.add(recipe.command(place, place.disk()));
			race.run(Duration.ofSeconds(90), 2, REPETITIONS, 0);
			Samples seconds = race.of(inMemory);
			double written = recipe.written(place);
			double read = recipe.bytesRead();
			double reading = recipe.reading();
			double writing = writing(place.memory(), written);
			double total = seconds.median();
			String what = recipe.actor() + ", " + recipe.words();
			lines.add(Line.figure(what + ", output on " + Workplace.kind(place.memory()), seconds, total, "s")
					.must(target).remark("%d cores; %.2f GB read, %.2f GB written".formatted(CORES,
							read / BYTES_PER_GIGABYTE, written / BYTES_PER_GIGABYTE)));
			lines.add(Line.figure(what + ", output on " + Workplace.kind(place.disk()), race.of(onDisk),
					race.of(onDisk).median(), "s"));
			double bandwidth = Machine.measure().allCores() * BYTES_PER_GIGABYTE;
			lines.add(Line.figure(recipe.actor() + ", share that is neither reading nor writing",
					100 * Math.max(0, total - reading - writing) / total, "%")
					.remark("reading alone %.2f s, writing alone %.2f s, one thread each; moving these bytes once at the bandwidth of the memory %.2f s"
							.formatted(reading, writing, 2 * (read + written) / bandwidth)));
			lines.add(Line.figure(recipe.actor() + ", peak memory", inMemory.peakResident() / BYTES_PER_MEGABYTE, "MB")
					.must(MEGABYTES)
					.remark("resident, with the heap that a recipe gets by itself; %.0f MB of it not mapped files"
							.formatted(inMemory.peakAnonymous() / BYTES_PER_MEGABYTE)));
		} catch (IOException e) {
			throw new BenchException(recipe.actor() + ": " + e.getMessage(), e);
		}
		return lines;
	}

	/** The least that an own script does for a flat field. */
	private static Line beside(Workplace place, Recipe flat, Map<String, List<Path>> frames) throws BenchException {
		String what = flat.actor() + ", " + flat.words();
		try {
			var arguments = new ArrayList<Object>(List.of("OUT"));
			arguments.addAll(frames.get("FLAT,OFF"));
			arguments.add("--");
			arguments.addAll(frames.get("FLAT,LAMP"));
			List<String> words = Programs.python(place, "flat_astropy.py", arguments.toArray());
			try (var race = new Race()) {
				Command ours = race.add(flat.command(place, place.memory()));
				Command script = race.add(new Command(place, "script with numpy, astropy, scipy", place.memory(), words,
						Map.of()).within(Duration.ofMinutes(5)));
				race.run(Duration.ofSeconds(60), 1, 3, 0);
				return Line.timeRatio(what, race.of(ours), script.label(), race.of(script)).remark(
						"theirs combines, subtracts and divides by a running median alone: no edges, no noise, no look-up tables");
			}
		} catch (BenchException e) {
			return Line.missing(what, "script with numpy, astropy, scipy", e.getMessage());
		}
	}

	/** Seconds to write so many bytes, one after the other, which are removed again. */
	private static double writing(Path parent, double bytes) throws IOException {
		Path file = Files.createTempFile(parent, "bytes", "");
		try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
			long start = System.nanoTime();
			for (double left = bytes; left > 0; left -= CHUNK) {
				chunk.clear();
				channel.write(chunk);
			}
			return Race.since(start);
		} finally {
			Files.delete(file);
		}
	}

	/**
	 * A recipe with its inputs.
	 *
	 * @param actor
	 *            id of the actor
	 * @param inputs
	 *            files by port
	 */
	private record Recipe(String actor, Map<String, List<Path>> inputs) {

		List<String> words(Workplace place, String out) {
			var words = new ArrayList<>(List.of(place.startScript().toString(), "recipe", actor, "--out", out));
			new TreeMap<>(inputs).forEach((port, files) -> files.forEach(file -> {
				words.add("--in");
				words.add(port + "=" + file);
			}));
			return words;
		}

		Command command(Workplace place, Path parent) {
			return new Command(place, "armillary recipe " + actor, parent, words(place, "OUT"),
					DarkRow.javaEnvironment()).within(Duration.ofMinutes(5));
		}

		String words() {
			return inputs.values().stream().mapToInt(List::size).sum() + " files";
		}

		double bytesRead() throws IOException {
			double bytes = 0;
			for (List<Path> files : inputs.values()) {
				for (Path file : files) {
					bytes += Files.size(file);
				}
			}
			return bytes;
		}

		/** Bytes that one run of it writes. */
		double written(Workplace place) throws BenchException, IOException {
			double[] bytes = new double[1];
			new Command(place, actor, place.memory(), words(place, "OUT"), DarkRow.javaEnvironment())
					.within(Duration.ofMinutes(5)).after(folder -> {
						for (Path file : Frames.in(folder.resolve("out"))) {
							bytes[0] += Files.size(file);
						}
					}).run();
			return bytes[0];
		}

		/** Seconds to read all pixels of its inputs, one after the other. */
		double reading() throws IOException {
			long start = System.nanoTime();
			for (List<Path> files : inputs.values()) {
				for (Path file : files) {
					for (Hdu hdu : FitsFile.open(file).hdus()) {
						if (hdu.hasImage()) {
							hdu.readFloats();
						}
					}
				}
			}
			return Race.since(start);
		}
	}
}
