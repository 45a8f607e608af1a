package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The peer for whole recipes: ESO's command-line program with the GIRAFFE recipes, whose frames are as large as KMOS's. */
final class Esorex {

	static final String NEEDED = "please install esorex and cpl-plugin-giraf";

	/** Bias frames to combine, and the pixels of one. */
	static final int FRAMES = 7;
	static final double PIXELS = 2148.0 * 4096;

	private static final String RECIPE = "gimasterbias";

	private Esorex() {
	}

	static boolean isInstalled(Workplace place) {
		try {
			return Programs.output(place, List.of("esorex", "--recipes"), Map.of()).stream()
					.anyMatch(line -> line.contains(RECIPE));
		} catch (IOException _) {
			return false;
		}
	}

	/** Its version and that of the recipe. */
	static String version(Workplace place) {
		try {
			return Programs.output(place, List.of("esorex", "--version"), Map.of()).stream()
					.filter(line -> line.contains("version")).findFirst().orElse("esorex")
					.replaceAll("[*,]", "").replaceAll(" +", " ").strip();
		} catch (IOException _) {
			return "esorex of unknown version";
		}
	}

	/**
	 * Makes the frames, and two commands that combine them.
	 *
	 * @return with the recipe's defaults (average), and with clipping as ours does
	 */
	static List<Command> masterBias(Workplace place) throws BenchException {
		if (!isInstalled(place)) {
			throw new BenchException(NEEDED);
		}
		try {
			Path folder = Files.createDirectories(place.disk().resolve("bias"));
			Programs.output(place, Programs.python(place, "giraffe_bias.py", folder, FRAMES), Map.of());
			var frames = new ArrayList<String>();
			for (Path file : Frames.in(folder)) {
				frames.add(file + " BIAS");
			}
			Path list = place.disk().resolve("bias.sof");
			Files.write(list, frames);
			return List.of(command(place, "esorex gimasterbias", List.of(), list),
					command(place, "esorex gimasterbias, ksigma", List.of("--stack-method=ksigma",
							"--stack-ksigmalow=3", "--stack-ksigmahigh=3"), list));
		} catch (IOException e) {
			throw new BenchException("the frames for esorex could not be made: " + e.getMessage(), e);
		}
	}

	private static Command command(Workplace place, String label, List<String> options, Path list) {
		// the log goes to the command's own folder too
		var words = new ArrayList<>(List.of("esorex", "--log-dir=.", "--output-dir=OUT", RECIPE));
		words.addAll(options);
		words.add(list.toString());
		return new Command(place, label, place.memory(), words, Map.of());
	}
}
