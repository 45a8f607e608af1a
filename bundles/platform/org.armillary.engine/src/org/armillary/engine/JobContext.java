package org.armillary.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ProductWriter;
import org.armillary.actor.QcValue;
import org.armillary.actor.provider.PortDescriptor;
import org.jspecify.annotations.Nullable;

/** What a job of this process sees of the engine. */
final class JobContext implements ActorContext {

	/** A category becomes part of a file name; a port that makes products of no category has an empty one. */
	private static final Pattern CATEGORY = Pattern.compile("[A-Za-z0-9_.+-]*");

	private final Job job;
	private final Path products;
	private final Path scratch;
	private final Map<String, String> decisions;
	private final QcCollector collector;
	private final Thread thread = Thread.currentThread();
	private final Map<Path, Written> written = new LinkedHashMap<>();

	/** What a file was written as. */
	record Written(String port, String category) {
	}

	JobContext(Job job, Path products, Path scratch, Map<String, String> decisions, QcCollector collector) {
		this.job = job;
		this.products = products;
		this.scratch = scratch;
		this.decisions = decisions;
		this.collector = collector;
	}

	@Override
	public void checkpoint() throws InterruptedException {
		if (thread.isInterrupted() || Thread.currentThread().isInterrupted()) {
			throw new InterruptedException("job " + job.id() + " was cancelled");
		}
	}

	@Override
	public void progress(long done, long total, String unit) {
		collector.progress(done, total, unit);
	}

	@Override
	public Path scratch() {
		return scratch;
	}

	@Override
	public ProductFile write(String port, String category, ProductWriter writer)
			throws ActorException, IOException, InterruptedException {
		String actor = job.actor().descriptor().id();
		PortDescriptor descriptor = job.actor().descriptor().output(port).orElseThrow(() -> new ActorException(Kind.BUG,
				RunMessage.CONTRACT.with(actor, "it wrote a product for a port ‘" + port + "’ that it does not have")));
		String productCategory = category.isEmpty() ? descriptor.usualCategory() : category;
		if (!descriptor.acceptsCategory(productCategory) || !CATEGORY.matcher(productCategory).matches()) {
			throw new ActorException(Kind.BUG, RunMessage.CONTRACT.with(actor, "port " + port + " declares "
					+ descriptor.categories() + ", but it wrote a product of category ‘" + productCategory + "’"));
		}
		Path file;
		synchronized (written) {
			// messages about this file then say what it was to be
			String stem = productCategory.isEmpty() ? port : productCategory;
			file = products.resolve(stem + "-" + (written.size() + 1) + "." + descriptor.extension());
			written.put(file, new Written(port, productCategory));
		}
		writer.write(file);
		if (!Files.isRegularFile(file)) {
			throw new ActorException(Kind.BUG, RunMessage.CONTRACT.with(actor, "it wrote nothing for port " + port));
		}
		return ProductReader.readProduct(file, productCategory);
	}

	/** What a file was written as; empty for a file that was not written through this context. */
	Optional<Written> written(Path file) {
		synchronized (written) {
			return Optional.ofNullable(written.get(file));
		}
	}

	@Override
	public void publish(QcValue value) {
		collector.publish(value);
	}

	@Override
	public int execute(List<String> command, Path folder, Consumer<String> lines)
			throws IOException, InterruptedException {
		return ChildProcess.run(command, folder, lines);
	}

	@Override
	public Optional<String> decision(String key) {
		return Optional.ofNullable(decisions.get(job.node() + "." + key));
	}

	@Override
	public System.Logger log() {
		return new JobLogger();
	}

	/** Passes log entries on to whoever listens to the run. */
	private final class JobLogger implements System.Logger {

		@Override
		public String getName() {
			return job.id();
		}

		@Override
		public boolean isLoggable(Level level) {
			return level != Level.OFF && level.getSeverity() >= Level.DEBUG.getSeverity();
		}

		@Override
		public void log(Level level, @Nullable ResourceBundle texts, @Nullable String text,
				@Nullable Throwable problem) {
			if (isLoggable(level)) {
				collector.log(level, text + (problem == null ? "" : ": " + problem));
			}
		}

		@Override
		public void log(Level level, @Nullable ResourceBundle texts, @Nullable String format,
				Object @Nullable... values) {
			if (isLoggable(level) && format != null) {
				collector.log(level,
						values == null || values.length == 0 ? format : MessageFormat.format(format, values));
			}
		}
	}
}
