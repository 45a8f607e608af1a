package org.armillary.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ProductWriter;
import org.armillary.actor.QcValue;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.PortDescriptor;

/**
 * The context of a job in a test: products and scratch files go to a folder of the test, published values and progress are
 * kept, and the job can be cancelled at a chosen moment.
 *
 * <pre>{@code
 * var context = TestContext.of(descriptor, temporaryFolder);
 * var outcome = new CountPixels().run(parameters, inputs, context);
 * assertEquals(3.0, context.value("count", "").orElseThrow());
 * }</pre>
 *
 * <p><b>Threads.</b> Safe for use by several threads, as every context is.
 */
public final class TestContext implements ActorContext {

	/**
	 * How far a job said it was.
	 *
	 * @param done
	 *            units done
	 * @param total
	 *            units in all; 0 where that is unknown
	 * @param unit
	 *            what is counted
	 */
	public record Progress(long done, long total, String unit) {
	}

	private final ActorDescriptor actor;
	private final Path scratch;
	private final Path products;
	private final Map<String, String> decisions;
	private final List<QcValue> published = new CopyOnWriteArrayList<>();
	private final List<Progress> progress = new CopyOnWriteArrayList<>();
	private final List<ProductFile> made = new CopyOnWriteArrayList<>();
	private final AtomicInteger files = new AtomicInteger();
	private final AtomicInteger checkpoints = new AtomicInteger();
	private final AtomicLong lastSign = new AtomicLong(System.nanoTime());
	private final AtomicLong longestPause = new AtomicLong();
	private volatile int cancelAt = Integer.MAX_VALUE;
	private volatile boolean cancelled;

	private TestContext(ActorDescriptor actor, Path folder, Map<String, String> decisions) throws IOException {
		this.actor = actor;
		this.decisions = Map.copyOf(decisions);
		scratch = Files.createDirectories(folder.resolve("scratch"));
		products = Files.createDirectories(folder.resolve("products"));
	}

	/**
	 * Makes a context.
	 *
	 * @param actor
	 *            the actor that will run, for its output ports
	 * @param folder
	 *            where to write; gets the folders {@code scratch} and {@code products}
	 */
	public static TestContext of(ActorDescriptor actor, Path folder) throws IOException {
		return new TestContext(actor, folder, Map.of());
	}

	/** Makes a context with what a person decided, by key. */
	public static TestContext of(ActorDescriptor actor, Path folder, Map<String, String> decisions) throws IOException {
		return new TestContext(actor, folder, decisions);
	}

	@Override
	public void checkpoint() throws InterruptedException {
		int count = checkpoints.incrementAndGet();
		sign();
		if (count >= cancelAt) {
			cancelled = true;
		}
		if (cancelled || Thread.currentThread().isInterrupted()) {
			cancelled = true;
			throw new InterruptedException();
		}
	}

	@Override
	public void progress(long done, long total, String unit) {
		progress.add(new Progress(done, total, unit));
	}

	@Override
	public Path scratch() {
		return scratch;
	}

	@Override
	public ProductFile write(String port, String category, ProductWriter writer)
			throws ActorException, IOException, InterruptedException {
		PortDescriptor output = actor.output(port)
				.orElseThrow(() -> refused("it wrote a product for a port ‘" + port + "’ that it does not have"));
		String written = category.isEmpty() ? output.usualCategory() : category;
		if (!output.acceptsCategory(written)) {
			throw refused("port " + port + " declares " + output.categories() + ", but it wrote ‘" + written + "’");
		}
		Path file = products.resolve(port + "-" + files.incrementAndGet() + "." + output.extension());
		writer.write(file);
		if (!Files.isRegularFile(file)) {
			throw refused("it wrote nothing for port " + port);
		}
		ProductFile product = ProductFiles.describe(file, written);
		made.add(product);
		return product;
	}

	/** A defect of the actor, told as the engine tells it. */
	private ActorException refused(String problem) {
		return new ActorException(Kind.BUG, ContractMessage.WRITE.with(actor.id(), problem));
	}

	@Override
	public void publish(QcValue value) {
		published.add(value);
	}

	@Override
	public int execute(List<String> command, Path folder, Consumer<String> lines)
			throws IOException, InterruptedException {
		checkpoint();
		Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
		process.getOutputStream().close();
		Thread reader = Thread.ofVirtual().start(() -> forward(process, lines));
		try {
			while (!process.waitFor(Duration.ofMillis(50))) {
				checkpoint();
			}
			reader.join();
			return process.exitValue();
		} finally {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		}
	}

	private static void forward(Process process, Consumer<String> lines) {
		try (BufferedReader output = process.inputReader()) {
			output.lines().forEach(lines);
		} catch (IOException e) {
			lines.accept("the output could not be read further: " + e.getMessage());
		}
	}

	@Override
	public Optional<String> decision(String key) {
		return Optional.ofNullable(decisions.get(key));
	}

	@Override
	public System.Logger log() {
		return QuietLogger.INSTANCE;
	}

	/** Cancels the job: its next checkpoint ends it. To wake a job that waits, interrupt its thread too. */
	public void cancel() {
		cancelled = true;
	}

	/** Lets the {@code count}-th checkpoint, from 1, and all after it end the job. */
	public void cancelAtCheckpoint(int count) {
		cancelAt = count;
	}

	/** Number of checkpoints passed so far. */
	public int checkpoints() {
		return checkpoints.get();
	}

	/** The published values, in order. */
	public List<QcValue> published() {
		return List.copyOf(published);
	}

	/** The last published value with this name and subject. */
	public Optional<Double> value(String name, String subject) {
		return published.reversed().stream().filter(qc -> qc.name().equals(name) && qc.subject().equals(subject))
				.map(QcValue::value).findFirst();
	}

	/** What the job said about its progress, in order. */
	public List<Progress> progress() {
		return List.copyOf(progress);
	}

	/** The products, in the order in which they were written. */
	public List<ProductFile> products() {
		return new ArrayList<>(made);
	}

	/** Longest time between two checkpoints up to now, the start included, nanoseconds. */
	long longestPauseNanos() {
		sign();
		return longestPause.get();
	}

	private void sign() {
		long now = System.nanoTime();
		long pause = now - lastSign.getAndSet(now);
		longestPause.accumulateAndGet(pause, Math::max);
	}
}
