package org.armillary.engine.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.provider.PortProducts;

/** What actors should not do. */
final class Misdeeds {

	private static final Path FULL = Path.of("/dev/full");

	private Misdeeds() {
	}

	static Outcome<PortProducts> act(String act, String argument, PortProducts inputs, ActorContext context)
			throws ActorException, InterruptedException, IOException {
		switch (act) {
		case "wrong-port" -> context.write("nowhere", file -> Files.writeString(file, ""));
		case "wrong-category" -> ActingActor.fits(context, "../escaped", "");
		case "nothing" -> context.write("text", _ -> {
		});
		case "folder" -> context.write("text", Files::createDirectory);
		case "foreign" -> {
			return ActingActor.out(inputs.port("in").getFirst());
		}
		case "twice" -> {
			ProductFile product = ActingActor.fits(context, "MADE", "x");
			return ActingActor.out(product, product);
		}
		case "many" -> {
			var products = new ArrayList<ProductFile>();
			for (int i = 0; i < 4; i++) {
				products.add(ActingActor.fits(context, "MADE", "x"));
			}
			return ActingActor.out(products.toArray(ProductFile[]::new));
		}
		case "unknown-output" -> {
			var product = new ProductFile(Path.of("/"), new ProductDescription("", Keywords.NONE));
			return Outcome.ok(new PortProducts(Map.of("unknown", List.of(product))));
		}
		case "removed" -> {
			ProductFile product = ActingActor.fits(context, "MADE", "x");
			Files.delete(product.path());
			return ActingActor.out(product);
		}
		case "late" -> {
			ProductFile product = ActingActor.fits(context, "MADE", "early");
			Thread.sleep(20);
			ActingActor.writeFits(product.path(), "late");
			return ActingActor.out(product);
		}
		case "link" -> {
			Path input = inputs.port("in").getFirst().path();
			return ActingActor.out(context.write("out", file -> Files.createSymbolicLink(file, input)));
		}
		case "hard-link" -> {
			Path input = inputs.port("in").getFirst().path();
			return ActingActor.out(context.write("out", file -> Files.createLink(file, input)));
		}
		case "full" -> context.write("text", _ -> ActingActor.fill(FULL));
		case "exit" -> System.exit(Integer.parseInt(argument));
		case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(argument));
		case "signal" -> {
			signal(argument);
			Thread.sleep(20_000);
		}
		case "heap" -> {
			return ActingActor.text(context, String.valueOf(fill(Integer.parseInt(argument))));
		}
		case "tear" -> {
			for (int i = 0; i < 2000; i++) {
				context.publish(new QcValue("QC VALUE " + i, "", i, "adu"));
			}
			tear();
			return ActingActor.text(context, "torn");
		}
		case "chatter" -> {
			return ActingActor.text(context, String.valueOf(chatter(Integer.parseInt(argument))));
		}
		case "print" -> {
			disturb();
			return ActingActor.text(context, "printed");
		}
		default -> throw new IllegalArgumentException(act);
		}
		throw new IllegalStateException("it should not come to this");
	}

	/** Sends a signal to its own process. */
	private static void signal(String name) throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-" + name, String.valueOf(ProcessHandle.current().pid())).start().waitFor();
	}

	/** Needs so many MiB of heap at once. */
	private static int fill(int mebibytes) throws InterruptedException {
		var blocks = new ArrayList<byte[]>();
		// small enough not to be rounded up by the collector
		for (int i = 0; i < mebibytes << 4; i++) {
			blocks.add(new byte[1 << 16]);
		}
		Thread.sleep(300);
		return blocks.size();
	}

	/** From now on what the process says ends in the middle of a line; native code could do that. */
	private static void tear() {
		Path channel = Path.of("/proc/self/fd/1");
		Thread.ofPlatform().daemon().start(() -> {
			try (var out = Files.newOutputStream(channel, StandardOpenOption.WRITE)) {
				byte[] lines = ("x".repeat(1000) + "\n").repeat(100).getBytes(StandardCharsets.US_ASCII);
				while (true) {
					out.write(lines);
				}
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		});
	}

	/** Prints so many lines; how many of them in the first 400 ms. */
	private static int chatter(int lines) {
		long start = System.nanoTime();
		int early = 0;
		for (int i = 0; i < lines; i++) {
			System.err.println("line " + i);
			if (System.nanoTime() - start < 400_000_000) {
				early++;
			}
		}
		return early;
	}

	/** Prints what could be taken for the protocol, and reads what is not meant for it. */
	private static void disturb() throws IOException {
		System.out.println("{\"worker\":\"done\",\"report\":{}}");
		System.out.print("unfinished");
		System.err.println("an error line");
		System.err.print("the rest");
		if (System.in.read() >= 0) {
			throw new IllegalStateException("it could read commands");
		}
	}
}
