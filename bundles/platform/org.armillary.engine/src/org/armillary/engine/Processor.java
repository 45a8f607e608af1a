package org.armillary.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processor of a machine. Machines of the same kind of processor are as fast as each other, as far as forecasts are
 * concerned.
 *
 * @param model
 *            what it calls itself; empty where that is unknown
 * @param cores
 *            how many processors the operating system sees
 */
public record Processor(String model, int cores) {

	private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");
	private static final String MODEL = "model name";
	private static final String PROCESSOR = "processor";

	/** The processor of this machine. */
	public static Processor here() {
		return here(DESCRIPTION);
	}

	/** The processor that a file in the form of {@code /proc/cpuinfo} describes. */
	static Processor here(Path description) {
		List<String> lines;
		try {
			lines = Files.isReadable(description) ? Files.readAllLines(description) : List.of();
		} catch (IOException e) {
			System.getLogger(Processor.class.getName()).log(System.Logger.Level.DEBUG, "the processor is unknown", e);
			lines = List.of();
		}
		int cores = (int) lines.stream().filter(line -> name(line).equals(PROCESSOR)).count();
		String model = lines.stream().filter(line -> name(line).equals(MODEL))
				.map(line -> line.substring(line.indexOf(':') + 1).strip().replaceAll("\\s+", " ")).findFirst()
				.orElse("");
		return new Processor(model, cores == 0 ? Runtime.getRuntime().availableProcessors() : cores);
	}

	private static String name(String line) {
		int colon = line.indexOf(':');
		return colon < 0 ? "" : line.substring(0, colon).strip();
	}

	/** What tells it from processors of another speed: model and number of cores. */
	public String words() {
		return (model.isEmpty() ? System.getProperty("os.arch", "unknown") : model) + " × " + cores;
	}
}
