package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.armillary.data.fits.FitsFile;

/** Reduces full-size darks as a user does, each time in a new JVM, beside the recipe of ESO that is nearest to it. */
final class DarkRow implements Row {

	private static final int FRAMES = 5;
	private static final int MANY_FRAMES = 50;
	private static final double PIXELS = 3.0 * 2048 * 2048;
	private static final Target SECONDS = Target.atMost(4);
	private static final Target TIMES_FASTER = Target.atLeast(1.5);
	private static final Target MEGABYTES = Target.atMost(1000);
	private static final double BYTES_PER_MEGABYTE = 1e6;

	@Override
	public String name() {
		return "dark";
	}

	@Override
	public String title() {
		return "whole process “armillary recipe kmos.dark”, cold JVM, frames of 3 × 2048²";
	}

	@Override
	public List<Line> measure(Workplace place, boolean peers) throws BenchException {
		var lines = new ArrayList<Line>();
		List<Path> frames = simulated(place);
		try (var race = new Race()) {
			String what = FRAMES + " frames, output on " + Workplace.kind(place.memory());
			Command ours = race.add(recipe(place, "kmos.dark", place.memory(), frames));
			Command onDisk = race.add(recipe(place, "kmos.dark", place.disk(), frames));
			var esorex = new ArrayList<Command>();
			if (peers) {
				try {
					for (Command command : Esorex.masterBias(place)) {
						esorex.add(race.add(command));
					}
				} catch (BenchException e) {
					lines.add(Line.missing(what, "esorex gimasterbias", e.getMessage()));
				}
			}
			race.run(Duration.ofSeconds(50), 3, 7, 0);
			Samples seconds = race.of(ours);
			lines.addFirst(Line.figure(what, seconds, seconds.median(), "s").must(SECONDS));
			lines.add(1, Line.figure(FRAMES + " frames, output on " + Workplace.kind(place.disk()), race.of(onDisk),
					race.of(onDisk).median(), "s"));
			for (Command command : esorex) {
				Line line = Line.speedRatio(what, seconds, command.label(), race.of(command),
						FRAMES * PIXELS / (Esorex.FRAMES * Esorex.PIXELS));
				lines.add(command == esorex.getFirst()
						? line.must(TIMES_FASTER).remark("times faster per input pixel; " + Esorex.version(place))
						: line.remark("times faster per input pixel"));
			}
			lines.add(memory(FRAMES + " frames, peak memory", ours));
			Command many = recipe(place, "kmos.dark", place.memory(), repeated(place, frames));
			Samples manySeconds = Samples.of(many.run().seconds());
			lines.add(Line.figure(MANY_FRAMES + " frames", manySeconds, manySeconds.median(), "s"));
			lines.add(memory(MANY_FRAMES + " frames, peak memory", many));
		}
		return lines;
	}

	/** So that the product runs with the JDK that this program runs with. */
	static Map<String, String> javaEnvironment() {
		var environment = new HashMap<String, String>();
		environment.put("ARMILLARY_JAVA", Programs.javaHome().toString());
		return environment;
	}

	private static Line memory(String what, Command command) {
		return Line.figure(what, command.peakResident() / BYTES_PER_MEGABYTE, "MB").must(MEGABYTES)
				.remark("resident, %.0f MB of it not mapped files"
						.formatted(command.peakAnonymous() / BYTES_PER_MEGABYTE));
	}

	private static Command recipe(Workplace place, String actor, Path parent, List<Path> frames) {
		var words = new ArrayList<>(List.of(place.startScript().toString(), "recipe", actor, "--out", "OUT"));
		for (Path frame : frames) {
			words.add("--in");
			words.add("darks=" + frame);
		}
		return new Command(place, "armillary recipe " + actor, parent, words, javaEnvironment());
	}

	private static List<Path> simulated(Workplace place) throws BenchException {
		Path folder = place.disk().resolve("darks");
		try {
			Programs.output(place, List.of(place.startScript().toString(), "recipe", "kmos.simulate-darks", "--set",
					"exposures=" + FRAMES, "--out", folder.toString()), javaEnvironment());
			var frames = new ArrayList<Path>();
			for (Path file : Frames.in(folder)) {
				if (FitsFile.open(file).primary().header().findText("ESO PRO CATG").isEmpty()) {
					frames.add(file);
				}
			}
			if (frames.size() != FRAMES) {
				throw new BenchException("the simulator made " + frames.size() + " darks instead of " + FRAMES);
			}
			return frames;
		} catch (IOException e) {
			throw new BenchException("the darks could not be simulated: " + e.getMessage(), e);
		}
	}

	// other names for the same files: fifty different ones would only take longer to make
	private static List<Path> repeated(Workplace place, List<Path> frames) throws BenchException {
		try {
			Path folder = Files.createDirectory(place.disk().resolve("many-darks"));
			var many = new ArrayList<Path>();
			for (int i = 0; i < MANY_FRAMES; i++) {
				many.add(Files.createLink(folder.resolve("dark-%02d.fits".formatted(i + 1)),
						frames.get(i % frames.size())));
			}
			return many;
		} catch (IOException e) {
			throw new BenchException("the darks could not be given other names: " + e.getMessage(), e);
		}
	}
}
