package org.armillary.engine.job;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.EnvironmentPart;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorMessage;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.DescriptorJson;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortProducts;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;

/** An actor that does what its parameter {@code act} says; the other one, {@code argument}, says more. */
final class ActingActor implements ActorProvider {

	static final String ID = "test.act";

	private static final Message WHY = new Message("test.why", "because", Optional.empty(), List.of("do not"));

	private static final String DESCRIPTION = """
			{"id": "test.act", "algorithm": 3, "title": "Test", "category": "tests", "help": "A test actor.",
			"parameters": [{"name": "act", "type": "text", "default": "fits", "help": "What it does."},
			    {"name": "argument", "type": "text", "default": "", "help": "How it does it."}],
			"inputs": [{"name": "in", "role": "trigger", "payload": "file", "min": 0, "max": 9, "grouped": true,
			    "help": "Files."}],
			"outputs": [
			    {"name": "out", "role": "output", "payload": "image", "categories": ["MADE", "OTHER"], "min": 0, "max": 3,
			    "help": "FITS."},
			    {"name": "text", "role": "output", "payload": "file", "categories": ["TEXT"], "min": 0, "max": 1, "extension": "txt",
			    "help": "Text."}]}
			""";

	private final ActorDescriptor descriptor;

	ActingActor() {
		try {
			descriptor = DescriptorJson.read(DESCRIPTION);
		} catch (DescriptionException e) {
			throw new IllegalStateException(e);
		}
	}

	static ActorCatalog catalog() {
		return ActorCatalog.of(new ActingActor());
	}

	@Override
	public ActorDescriptor descriptor() {
		return descriptor;
	}

	@Override
	public Set<EnvironmentPart> environment(ParameterValues parameters) {
		return Set.of(new EnvironmentPart("program", "7"));
	}

	@Override
	public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context)
			throws ActorException, InterruptedException {
		try {
			return act((String) parameters.value("act"), (String) parameters.value("argument"), inputs, context);
		} catch (IOException e) {
			throw new ActorException(Kind.RESOURCE, ActorMessage.INPUT_OUTPUT.with(ID, e), e);
		}
	}

	private static Outcome<PortProducts> act(String act, String argument, PortProducts inputs, ActorContext context)
			throws ActorException, InterruptedException, IOException {
		switch (act) {
		case "fits" -> {
			context.publish(new QcValue("level", "all", 1.5, "ADU"));
			context.progress(1, 1, "frame");
			context.log().log(System.Logger.Level.INFO, "made one");
			return out(fits(context, "MADE", argument));
		}
		case "partial" -> {
			return new Outcome.Partial<>(ports(fits(context, "MADE", argument)), WHY);
		}
		case "nowork" -> {
			return new Outcome.NoWork<>(WHY);
		}
		case "describe" -> {
			return text(context, describe(inputs, context));
		}
		case "fail" -> throw new ActorException(Kind.valueOf(argument), WHY);
		case "defect" -> throw new IllegalStateException("a defect");
		case "memory" -> throw new OutOfMemoryError("as if");
		case "interrupt" -> throw new InterruptedException("a lie");
		case "sleep" -> {
			return sleep(Double.parseDouble(argument), context);
		}
		case "deaf" -> {
			return deaf(Double.parseDouble(argument), context);
		}
		case "scratch" -> {
			Files.writeString(context.scratch().resolve("x"), "x");
			return text(context, String.valueOf(context.scratch()));
		}
		case "pid" -> {
			return text(context, String.valueOf(ProcessHandle.current().pid()));
		}
		case "burn" -> {
			return burn(argument, context);
		}
		case "program" -> {
			return program(argument, context);
		}
		default -> {
			return Misdeeds.act(act, argument, inputs, context);
		}
		}
	}

	/** What it got: a line for each product and decision. */
	private static String describe(PortProducts inputs, ActorContext context) throws IOException {
		var lines = new ArrayList<String>();
		for (ProductFile product : inputs.port("in")) {
			String line = product.category() + " " + product.description().keywords().text("OBJECT").orElse("-");
			if (product.path().toString().endsWith(".fits")) {
				line += " " + FitsFile.open(product.path()).hdus().stream().map(Hdu::name).toList();
			}
			lines.add(line);
		}
		lines.add("decision " + context.decision("reject").orElse("none"));
		return String.join("\n", lines);
	}

	private static Outcome<PortProducts> sleep(double seconds, ActorContext context)
			throws InterruptedException, ActorException, IOException {
		long end = System.nanoTime() + (long) (seconds * 1e9);
		for (int i = 0; System.nanoTime() < end; i++) {
			context.checkpoint();
			context.progress(i, 0, "nap");
			Thread.sleep(10);
		}
		return text(context, "slept");
	}

	/** Works in a pool of three threads and then itself; tells how much processor time that took, ns. */
	private static Outcome<PortProducts> burn(String seconds, ActorContext context)
			throws InterruptedException, ActorException, IOException {
		long used = 0;
		try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
			Callable<Long> work = () -> burnt(Double.parseDouble(seconds));
			for (Future<Long> part : pool.invokeAll(Collections.nCopies(3, work))) {
				used += part.get();
			}
		} catch (ExecutionException e) {
			throw new IllegalStateException(e);
		}
		return text(context, String.valueOf(used + burnt(Double.parseDouble(seconds))));
	}

	private static long burnt(double seconds) {
		var threads = ManagementFactory.getThreadMXBean();
		long start = threads.getCurrentThreadCpuTime();
		while (threads.getCurrentThreadCpuTime() - start < seconds * 1e9) {
			Thread.onSpinWait();
		}
		return threads.getCurrentThreadCpuTime() - start;
	}

	/** Works on whatever it is told. */
	private static Outcome<PortProducts> deaf(double seconds, ActorContext context)
			throws InterruptedException, ActorException, IOException {
		long end = System.nanoTime() + (long) (seconds * 1e9);
		while (System.nanoTime() < end) {
			try {
				Thread.sleep(20);
			} catch (InterruptedException _) {
				context.log().log(System.Logger.Level.INFO, "never mind");
			}
			context.progress(0, 0, "nap");
		}
		return text(context, "done all the same");
	}

	private static Outcome<PortProducts> program(String script, ActorContext context)
			throws InterruptedException, ActorException, IOException {
		var lines = new ArrayList<String>();
		int code = context.execute(List.of("sh", "-c", script), Path.of("/"), line -> {
			lines.add(line);
			context.log().log(System.Logger.Level.INFO, line);
		});
		return text(context, code + " " + lines);
	}

	static ProductFile fits(ActorContext context, String category, String object)
			throws ActorException, InterruptedException, IOException {
		return context.write("out", category, file -> writeFits(file, object));
	}

	/** A file of two blocks: a header and an image of 24 × 15 pixels. */
	static void writeFits(Path file, String object) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			var header = FitsHeader.builder().set("OBJECT", object).set("ESO PRO CATG", "MADE").build();
			writer.primaryImage(header, "ADU", new float[360], 24, 15);
			writer.commit();
		}
	}

	static Outcome<PortProducts> text(ActorContext context, String text)
			throws ActorException, InterruptedException, IOException {
		ProductFile product = context.write("text", file -> Files.writeString(file, text));
		return Outcome.ok(new PortProducts(Map.of("text", List.of(product))));
	}

	static Outcome<PortProducts> out(ProductFile... products) {
		return Outcome.ok(ports(products));
	}

	private static PortProducts ports(ProductFile... products) {
		var ports = new HashMap<String, List<ProductFile>>();
		ports.put("out", List.of(products));
		return new PortProducts(ports);
	}

	/** Writes to a device that is always full. */
	static void fill(Path file) throws IOException {
		try (OutputStream output = Files.newOutputStream(file)) {
			output.write(new byte[10]);
		}
	}
}
