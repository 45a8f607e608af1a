package org.armillary.accidents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.DescriptorJson;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.actor.provider.PortProducts;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsWriter;

/**
 * Actors that take some milliseconds. Their products are made of all that goes in, so that whatever changes is passed on; and
 * each start is written to a file that all processes share.
 */
final class FastActors {

	/** Names the environment variable with the file that every start is appended to. */
	static final String LOG = "ARMILLARY_ACCIDENTS_LOG";

	/** A job that declares this much memory gets a process of its own in these tests. */
	static final long HEAVY_BYTES = 1 << 20;

	private static final int LOG_LINE = 200;

	private FastActors() {
	}

	/** All of them. */
	static ActorCatalog catalog() {
		return ActorCatalog.of(new Fast("fast.step", 0, false, "txt"), new Fast("fast.collect", 0, true, "txt"),
				new Fast("fast.program", 0, false, "txt"), new Fast("fast.image", 0, false, "fits"),
				new Fast("fast.heavy", HEAVY_BYTES, false, "txt"), new Fast("fast.large", 0, false, "dat"));
	}

	/** One of them. */
	private static final class Fast implements ActorProvider {

		private static final int LARGE_BYTES = 400_000;

		private final ActorDescriptor descriptor;
		private final long memoryBytes;

		Fast(String id, long memoryBytes, boolean grouped, String extension) {
			this.memoryBytes = memoryBytes;
			boolean image = extension.equals("fits");
			try {
				descriptor = DescriptorJson
						.read("""
								{"id": "%s", "algorithm": 1, "title": "Fast", "category": "tests", "help": "A fast actor.",
								"parameters": [{"name": "text", "type": "text", "default": "", "help": "What it writes besides."}],
								"inputs": [{"name": "in", "role": "trigger", "payload": "file", "grouped": %s, "min": 1%s, "help": "Files."},
								    {"name": "calibration", "role": "associated", "payload": "file", "min": 0, "max": 1, "help": "A file."}],
								"outputs": [{"name": "out", "role": "output", "payload": "%s", "categories": ["FAST"], "extension": "%s", "help": "A product."}]}
								"""
								.formatted(id, grouped, grouped ? "" : ", \"max\": 1", image ? "image" : "file",
										extension));
			} catch (DescriptionException e) {
				throw new IllegalArgumentException(e);
			}
		}

		@Override
		public ActorDescriptor descriptor() {
			return descriptor;
		}

		@Override
		public Plan plan(ParameterValues parameters, PlanInput inputs) {
			return new Plan(
					List.of(new PredictedProduct("out", new ProductDescription("FAST", Keywords.NONE))),
					new ResourceEstimate(memoryBytes, 0, 1));
		}

		@Override
		public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context)
				throws ActorException, InterruptedException {
			try {
				String content = content(parameters, inputs);
				log(context.log().getName(), content);
				if (descriptor.id().equals("fast.program")) {
					Files.writeString(context.scratch().resolve("note"), content);
					context.execute(List.of("sh", "-c", "sleep 0.01 & wait"), context.scratch(), _ -> {
					});
				}
				context.checkpoint();
				ProductFile product = context.write("out", file -> write(file, content));
				return Outcome.ok(new PortProducts(Map.of("out", List.of(product))));
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}

		/** A digest of actor, parameters and all inputs. */
		private String content(ParameterValues parameters, PortProducts inputs) throws IOException {
			MessageDigest digest = sha256();
			digest.update((descriptor.id() + parameters.key()).getBytes(StandardCharsets.UTF_8));
			for (PortDescriptor port : descriptor.inputs()) {
				var contents = new ArrayList<String>();
				for (ProductFile file : inputs.port(port.name())) {
					contents.add(file.path().toString().endsWith(".fits") ? ContentDigest.of(file.path())
							: HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file.path()))));
				}
				contents.stream().sorted().forEach(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
			}
			return HexFormat.of().formatHex(digest.digest());
		}

		private void write(Path file, String content) throws IOException {
			switch (descriptor.id()) {
			case "fast.image" -> {
				try (FitsWriter fits = FitsWriter.create(file)) {
					// a keyword that changes with each execution and does not count
					fits.primary(FitsHeader.builder().set("DATE", Instant.now().toString(), "")
							.set("CONTENT", content, "").build());
					fits.commit();
				}
			}
			case "fast.large" -> Files.write(file, content.repeat(LARGE_BYTES / content.length())
					.getBytes(StandardCharsets.US_ASCII));
			default -> Files.writeString(file, content + "\n");
			}
		}

		/** Appends one line in one write, so that lines of several processes do not mix. */
		private static void log(String job, String content) throws IOException {
			String line = job + " " + content;
			Files.writeString(Path.of(Optional.ofNullable(System.getenv(LOG)).orElseThrow()),
					line + " ".repeat(LOG_LINE - line.length()) + "\n", StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}

		private static MessageDigest sha256() {
			try {
				return MessageDigest.getInstance("SHA-256");
			} catch (NoSuchAlgorithmException e) {
				throw new IllegalStateException(e);
			}
		}
	}
}
