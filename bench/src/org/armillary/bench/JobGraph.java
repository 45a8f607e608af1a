package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.armillary.data.fits.FitsWriter;

/**
 * A workflow of {@link TouchActor}s one after the other, and the images that go in: a job for each node and image.
 *
 * @param flow
 *            the workflow
 * @param inputs
 *            folder of the images
 * @param jobs
 *            number of jobs
 * @param plugins
 *            folder of the plug-in that has the actor
 */
record JobGraph(Path flow, Path inputs, int jobs, Path plugins) {

	/** Nodes and files of the graph of many jobs. */
	static final int NODES = 5;
	static final int DATASETS = 2000;

	private static final int SIDE = 2;
	private static final double FIRST_DAY = 61000;

	/** Writes an image. */
	@FunctionalInterface
	private interface ImageWriter {
		void write(FitsWriter writer, int serial) throws IOException;
	}

	/** 5 nodes for each of 2000 images of 2 × 2 pixels; made once. */
	static JobGraph ofManyJobs(Workplace place) throws IOException {
		return make(place, place.disk().resolve("graph"), NODES, DATASETS, (writer, serial) -> writer.primaryImage(
				TouchActor.header(serial).with("MJD-OBS", FIRST_DAY + serial, "Time of the exposure"), "adu",
				new short[] { (short) serial, 1, 2, 3 }, SIDE, SIDE));
	}

	/**
	 * One node for each of some frames as large as KMOS's: three detectors of 2048² 32-bit floats, 50.3 MB.
	 *
	 * @param frames
	 *            how many
	 * @param pixels
	 *            number of pixels on the side of a detector
	 */
	static JobGraph ofLargeFrames(Workplace place, int frames, int pixels) throws IOException {
		float[] values = new float[pixels * pixels];
		for (int i = 0; i < values.length; i++) {
			values[i] = i % 1009 * 0.25f;
		}
		return make(place, place.disk().resolve("large-frames"), 1, frames, (writer, serial) -> {
			writer.primary(TouchActor.header(serial).with("MJD-OBS", FIRST_DAY + serial, "Time of the exposure"));
			for (int detector = 1; detector <= 3; detector++) {
				values[0] = serial * 3 + detector;
				writer.image("CHIP" + detector + ".INT1", TouchActor.header(serial), "adu", values, pixels, pixels);
			}
		});
	}

	private static JobGraph make(Workplace place, Path folder, int nodes, int datasets, ImageWriter images)
			throws IOException {
		var graph = new JobGraph(folder.resolve("touch.flow.yaml"), folder.resolve("inputs"), nodes * datasets,
				TouchPlugin.folder(place));
		if (Files.exists(graph.flow)) {
			return graph;
		}
		Files.createDirectories(graph.inputs);
		for (int serial = 1; serial <= datasets; serial++) {
			try (FitsWriter writer = FitsWriter.create(graph.inputs.resolve("frame-%04d.fits".formatted(serial)))) {
				images.write(writer, serial);
				writer.commit();
			}
		}
		Files.writeString(graph.flow, workflow(nodes));
		return graph;
	}

	private static String workflow(int nodes) {
		var text = new StringBuilder("""
				armillary-workflow: 1
				name: touch
				inputs:
				  frame:
				    payload: image
				nodes:
				""");
		for (int node = 1; node <= nodes; node++) {
			text.append("""
					  step%1$d:
					    actor: %2$s
					    algorithm: 1
					    parameters:
					      step: "%1$d"
					""".formatted(node, TouchActor.ID));
		}
		text.append("connections:\n  - frame -> step1.image\n");
		for (int node = 2; node <= nodes; node++) {
			text.append("  - step%d.touched -> step%d.image\n".formatted(node - 1, node));
		}
		return text.toString();
	}

	/** Its size in words. */
	String words() {
		return String.format(Locale.ROOT, "%,d jobs", jobs).replace(',', ' ');
	}

	/** A name for it, different from other graphs'. */
	String name() {
		return flow.getParent().getFileName().toString();
	}

	/**
	 * The command that runs it.
	 *
	 * @param parent
	 *            where the folder for products is made
	 * @param store
	 *            where results are kept
	 * @param options
	 *            further words
	 */
	Command run(Workplace place, Path parent, Path store, String... options) {
		var words = new ArrayList<>(List.of(place.startScript().toString(), "run", flow.toString(), "--data",
				inputs.toString(), "--out", "OUT"));
		words.addAll(List.of(options));
		var environment = DarkRow.javaEnvironment();
		environment.putAll(Map.of("ARMILLARY_PLUGINS", plugins.toString(), "ARMILLARY_STORE", store.toString()));
		return new Command(place, "armillary run", parent, words, environment)
				.handsWorkTo(new MemoryWatch.WorkProcess("exec-run", store)).after(this::checkProducts);
	}

	/** Fails where a forecast says that not all results are in a store. */
	void checkReuse(Workplace place, Path store) throws BenchException {
		run(place, place.disk(), store, "--forecast", "--json").after(folder -> {
			String forecast = Files.readString(folder.resolve("log"));
			if (!Pattern.compile("\"toRun\"\\s*:\\s*0\\b").matcher(forecast).find()
					|| !Pattern.compile("\"reused\"\\s*:\\s*" + jobs + "\\b").matcher(forecast).find()) {
				throw new BenchException("armillary run would do again what was done before");
			}
		}).run();
	}

	/** Fails where there is not one product for each job. */
	void checkProducts(Path folder) throws IOException, BenchException {
		long products;
		try (var files = Files.walk(folder.resolve("out"))) {
			products = files.filter(file -> file.toString().endsWith(".fits")).count();
		}
		if (products != jobs) {
			throw new BenchException("armillary run made %d products of %d%s".formatted(products, jobs,
					Command.reason(folder.resolve("log"))));
		}
	}
}
