package org.armillary.engine.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.data.fits.HeaderEdit;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunMessage;
import org.armillary.engine.files.FileTrees;
import org.jspecify.annotations.Nullable;

/** What a job of this process sees of the engine. */
final class JobContext implements ActorContext {

	/** A category becomes part of a file name; a port that makes products of no category has an empty one. */
	private static final Pattern CATEGORY = Pattern.compile("[A-Za-z0-9_.+-]*");

	private final JobFolder folder;
	private final JobDescriptor job;
	private final ActorDescriptor actor;
	private final QcCollector collector;
	private final JobControl control;
	private final ProductHistory history;
	private final Thread thread = Thread.currentThread();
	private final Map<Path, Written> written = new LinkedHashMap<>();
	private int files;
	private @Nullable Path scratch;

	/**
	 * A product that was written.
	 *
	 * @param port
	 *            for which port
	 * @param product
	 *            what was found when it was complete
	 * @param stamp
	 *            the file at that time
	 */
	record Written(String port, MadeProduct product, FileStamp stamp) {

		/** The product as it is now: an actor should not touch it again, but one that does gets what it made of it. */
		MadeProduct now(ProductHistory history) throws IOException {
			if (FileStamp.of(product.path()).equals(stamp)) {
				return product;
			}
			HeaderEdit.primary(product.path(), history::in);
			return ProductFiles.made(product.path(), product.description().category(), Files.size(product.path()));
		}
	}

	JobContext(JobFolder folder, JobDescriptor job, ActorDescriptor actor, QcCollector collector, JobControl control,
			ProductHistory history) {
		this.folder = folder;
		this.job = job;
		this.actor = actor;
		this.collector = collector;
		this.control = control;
		this.history = history;
	}

	@Override
	public void checkpoint() throws InterruptedException {
		if (control.isCancelled() || thread.isInterrupted() || Thread.currentThread().isInterrupted()) {
			throw new InterruptedException("job " + job.id() + " was cancelled");
		}
	}

	@Override
	public void progress(long done, long total, String unit) {
		collector.progress(done, total, unit);
	}

	@Override
	public Path scratch() {
		synchronized (written) {
			Path known = scratch;
			if (known == null) {
				try {
					known = folder.scratch();
					FileTrees.createEmpty(known);
				} catch (IOException e) {
					throw new ScratchException(e);
				}
				scratch = known;
			}
			return known;
		}
	}

	/** Whether there is a scratch folder. */
	boolean hasScratch() {
		synchronized (written) {
			return scratch != null;
		}
	}

	@Override
	public ProductFile write(String port, String category, ProductWriter writer)
			throws ActorException, IOException, InterruptedException {
		PortDescriptor descriptor = actor.output(port).orElseThrow(
				() -> broken("it wrote a product for a port ‘" + port + "’ that it does not have"));
		String productCategory = category.isEmpty() ? descriptor.usualCategory() : category;
		if (!descriptor.acceptsCategory(productCategory) || !CATEGORY.matcher(productCategory).matches()) {
			throw broken("port " + port + " declares " + descriptor.categories()
					+ ", but it wrote a product of category ‘" + productCategory + "’");
		}
		Path file = place(productCategory.isEmpty() ? port : productCategory, descriptor.extension());
		writer.write(file);
		// a job that was given up leaves no digest of large files to wait for
		checkpoint();
		FileStamp stamp = stamp(port, file);
		if (HeaderEdit.primary(file, history::in)) {
			stamp = FileStamp.of(file);
		}
		MadeProduct product = ProductFiles.made(file, productCategory, stamp.bytes());
		synchronized (written) {
			written.put(file, new Written(port, product, stamp));
		}
		return product.file();
	}

	/** Where the next product goes: messages about it then say what it was to be. */
	private Path place(String stem, String extension) throws IOException {
		synchronized (written) {
			files++;
			if (files == 1) {
				folder.makeProducts();
			}
			return folder.products().resolve(stem + "-" + files + "." + extension);
		}
	}

	/** The file that was written. What is a link, or has a second name, belongs to somebody else and is copied. */
	private FileStamp stamp(String port, Path file) throws ActorException, IOException {
		try {
			FileStamp stamp = FileStamp.of(file);
			if (stamp.isOwn()) {
				return stamp;
			}
			if (Files.isRegularFile(file)) {
				Path copy = file.resolveSibling("copy-of-" + file.getFileName());
				Files.copy(file, copy);
				Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
				return FileStamp.of(file);
			}
		} catch (NoSuchFileException e) {
			throw broken("it wrote nothing for port " + port, e);
		}
		throw broken("what it wrote for port " + port + " is no file");
	}

	/** The product as it lies there now. */
	MadeProduct now(Written product) throws IOException {
		return product.now(history);
	}

	/** What was written as a file; empty for a file that was not written through this context. */
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
	public int execute(List<String> command, Path place, Consumer<String> lines)
			throws IOException, InterruptedException {
		checkpoint();
		return ChildProcess.run(command, place, lines);
	}

	@Override
	public Optional<String> decision(String key) {
		return Optional.ofNullable(job.decisions().get(key));
	}

	@Override
	public System.Logger log() {
		return new JobLogger();
	}

	private ActorException broken(String how) {
		return broken(how, null);
	}

	private ActorException broken(String how, @Nullable Throwable cause) {
		return new ActorException(Kind.BUG, RunMessage.CONTRACT.with(actor.id(), how), cause);
	}

	/** The scratch folder cannot be made; the method that gives it cannot throw anything else. */
	static final class ScratchException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient IOException problem;

		private ScratchException(IOException problem) {
			super(problem);
			this.problem = problem;
		}

		IOException problem() {
			return problem;
		}
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
