package org.armillary.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The machine that the numbers belong to; no names.
 *
 * @param cores
 *            processors that the JVM may use
 * @param vectors
 *            its widest vector instructions
 * @param memoryGigabytes
 *            main memory, 10^9 bytes
 * @param oneCore
 *            memory bandwidth of one core in GB/s: a triad a = b + 3 c over arrays far larger than the caches, 24 bytes
 *            counted for each element
 * @param allCores
 *            the same with a thread on each core
 * @param load
 *            how many programs wanted a processor, over the last minute
 */
record Machine(int cores, String vectors, double memoryGigabytes, double oneCore, double allCores, double load) {

	private static final int ELEMENTS = 8_000_000;
	private static final int BYTES_PER_ELEMENT = 24;
	private static final int REPETITIONS = 15;
	private static final double BUSY = 0.5;

	/** Looks at it and measures it, in about a second. */
	static Machine measure() {
		double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
		int cores = Runtime.getRuntime().availableProcessors();
		double bytes = ManagementFactory
				.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
						? system.getTotalMemorySize()
						: Double.NaN;
		return new Machine(cores, widestVectors(), bytes / 1e9, bandwidth(1), bandwidth(cores), load);
	}

	/** Whether other programs may have spoilt the measurements. */
	boolean isBusy() {
		return load > BUSY;
	}

	String text() {
		return String.format(Locale.ROOT, "%d cores, %s, %.0f GB memory, triad %.1f GB/s with one core, %.1f with all",
				cores,
				vectors, memoryGigabytes, oneCore, allCores);
	}

	private static String widestVectors() {
		try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			String flags = lines.filter(line -> line.startsWith("flags") || line.startsWith("Features")).findFirst()
					.orElse("") + " ";
			return flags.contains(" avx512f ")
					? "AVX-512"
					: flags.contains(" avx2 ") ? "AVX2" : flags.contains(" asimd ") ? "NEON" : "no wide vectors";
		} catch (IOException _) {
			return "vector instructions unknown";
		}
	}

	private static double bandwidth(int threads) {
		double[][] arrays = new double[3 * threads][ELEMENTS / threads];
		double best = Double.POSITIVE_INFINITY;
		for (int repetition = 0; repetition < REPETITIONS; repetition++) {
			List<Thread> running = new ArrayList<>();
			long start = System.nanoTime();
			for (int thread = 0; thread < threads; thread++) {
				double[] result = arrays[3 * thread];
				double[] left = arrays[3 * thread + 1];
				double[] right = arrays[3 * thread + 2];
				running.add(Thread.ofPlatform().start(() -> triad(result, left, right)));
			}
			for (Thread thread : running) {
				try {
					thread.join();
				} catch (InterruptedException _) {
					Thread.currentThread().interrupt();
					return Double.NaN;
				}
			}
			best = Math.min(best, Race.since(start));
		}
		return (double) ELEMENTS / threads * threads * BYTES_PER_ELEMENT / best / 1e9;
	}

	private static void triad(double[] result, double[] left, double[] right) {
		for (int i = 0; i < result.length; i++) {
			result[i] = left[i] + 3 * right[i];
		}
	}
}
