package org.armillary.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

import org.armillary.numerics.kernel.Kernels;

/** A JVM that does one kernel again and again; the other side is {@link Worker}. */
final class KernelWorker {

	private static final double WARM_SECONDS = 3;
	private static final int WARM_RUNS = 20;
	private static final double LONGEST_WARM_SECONDS = 20;

	private KernelWorker() {
	}

	/**
	 * Warms up, then runs the kernel for each line that comes.
	 *
	 * @param arguments
	 *            name of the kernel, then what it needs
	 */
	public static void main(String[] arguments) throws IOException, BenchException {
		Kernel kernel = switch (arguments[0]) {
		case "combine" -> new CombineKernel(Integer.parseInt(arguments[1]), Path.of(arguments[2]));
		case "copy" -> new CubeKernel(false);
		case "divide" -> new CubeKernel(true);
		case "exposure" -> new ExposureKernel(Path.of(arguments[1]));
		case "files" -> new FilesKernel(Path.of(arguments[1]), false);
		case "forced-files" -> new FilesKernel(Path.of(arguments[1]), true);
		case "read" -> new ReadKernel(Path.of(arguments[1]));
		default -> throw new BenchException("there is no kernel " + arguments[0]);
		};
		long start = System.nanoTime();
		for (int run = 0; (run < WARM_RUNS || Race.since(start) < WARM_SECONDS)
				&& Race.since(start) < LONGEST_WARM_SECONDS; run++) {
			kernel.reset();
			kernel.run();
		}
		System.out.println("ready kernels " + Kernels.description());
		try (var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
			while (orders.readLine() != null) {
				kernel.reset();
				long begin = System.nanoTime();
				double check = kernel.run();
				double seconds = Race.since(begin);
				System.out.println(String.format(Locale.ROOT, "%.9f %s", seconds, check));
			}
		}
	}
}
