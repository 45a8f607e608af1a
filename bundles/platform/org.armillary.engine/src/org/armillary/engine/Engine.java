package org.armillary.engine;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Reason;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.PortProducts;
import org.armillary.engine.Job.Source;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RunRequest.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Runs workflows: plans all jobs, then executes them one by one. Products appear under their final names by atomic renaming
 * after their job has ended well; a failed or cancelled job leaves nothing.
 */
public final class Engine {

	private static final int DELETE_ATTEMPTS = 10;
	private static final long DELETE_PAUSE_NANOSECONDS = 30_000_000;

	private final Planner planner;
	private final ResultCache cache;
	private final JobExecutor executor;

	/** Makes an engine that executes jobs in this process and remembers nothing. */
	public Engine(ActorCatalog catalog) {
		this(new Planner(catalog), ResultCache.NONE, new LocalExecutor());
	}

	/** Makes an engine of the given parts. */
	public Engine(Planner planner, ResultCache cache, JobExecutor executor) {
		this.planner = planner;
		this.cache = cache;
		this.executor = executor;
	}

	/**
	 * Runs a workflow to its end. Interrupting the thread cancels the run: the result then says so.
	 *
	 * @throws RefusedException
	 *             before any job started, with nothing written
	 */
	public RunResult run(RunRequest request, RunListener listener) throws RefusedException {
		RunPlan plan = planner.plan(request);
		return new Run(request, plan, listener).execute();
	}

	/** One run. */
	private final class Run {

		private final RunRequest request;
		private final RunPlan plan;
		private final RunListener listener;
		private final Path outputFolder;
		private final Set<Path> inputFiles = new HashSet<>();
		private final Set<Path> taken = new HashSet<>();
		private final Map<String, JobResult> results = new LinkedHashMap<>();
		private final Map<String, Job> jobsById = new LinkedHashMap<>();

		Run(RunRequest request, RunPlan plan, RunListener listener) {
			this.request = request;
			this.plan = plan;
			this.listener = listener;
			this.outputFolder = request.outputFolder().toAbsolutePath().normalize();
			for (Job job : plan.jobs()) {
				jobsById.put(job.id(), job);
				for (List<Source> port : job.inputs().values()) {
					for (Source source : port) {
						if (source instanceof Source.Existing(var product)) {
							inputFiles.add(realPath(product.path()));
						}
					}
				}
			}
		}

		RunResult execute() throws RefusedException {
			checkNoInputIsReplaced();
			List<Path> created = missingFolders();
			Path workFolder = makeWorkFolder(created);
			try {
				listener.on(new RunEvent.Started(plan));
				boolean cancelled = false;
				for (Job job : plan.jobs()) {
					JobResult result;
					if (cancelled || Thread.currentThread().isInterrupted()) {
						result = JobResult.notRun(job.id(), Status.CANCELLED, RunMessage.CANCELLED.with(job.id()));
					} else {
						result = execute(job, workFolder.resolve("job" + results.size()));
					}
					cancelled |= result.status() == Status.CANCELLED;
					results.put(job.id(), result);
					listener.on(new RunEvent.JobEnded(result));
				}
				var result = new RunResult(plan, List.copyOf(results.values()));
				listener.on(new RunEvent.Ended(result));
				return result;
			} finally {
				delete(workFolder);
				created.forEach(Run::deleteIfEmpty);
			}
		}

		private JobResult execute(Job job, Path folder) {
			Optional<JobResult> failedBefore = failedBefore(job);
			if (failedBefore.isPresent()) {
				return failedBefore.get();
			}
			PortProducts inputs = inputs(job);
			Optional<JobResult> withoutInput = withoutInput(job, inputs);
			if (withoutInput.isPresent()) {
				return withoutInput.get();
			}
			listener.on(new RunEvent.JobStarted(job));
			Optional<JobResult> known = cache.find(job, inputs, request.decisions());
			if (known.isPresent()) {
				return known.get().forJob(job.id());
			}
			try {
				JobResult result = publish(job,
						executor.execute(job, inputs, folder, request.decisions(), listener), folder);
				if (result.status() != Status.FAILED) {
					cache.store(job, inputs, request.decisions(), result);
				}
				return result;
			} catch (InterruptedException e) {
				return JobResult.notRun(job.id(), Status.CANCELLED, RunMessage.CANCELLED.with(job.id()));
			} finally {
				delete(folder);
			}
		}

		/** The result of a job that cannot start because one that it needs failed. */
		private Optional<JobResult> failedBefore(Job job) {
			for (List<Source> port : job.inputs().values()) {
				for (Source source : port) {
					if (source instanceof Source.Upstream upstream) {
						Status status = results.get(upstream.job()).status();
						if (status.isFailure()) {
							return Optional
									.of(JobResult.notRun(job.id(), Status.SKIPPED, RunMessage.SKIPPED.with(job.id(),
											upstream.job(), status == Status.FAILED ? "failed" : "was skipped")));
						}
					}
				}
			}
			return Optional.empty();
		}

		/** The result of a job that has nothing to do because a port got fewer products than it needs. */
		private static Optional<JobResult> withoutInput(Job job, PortProducts inputs) {
			return job.actor().descriptor().inputs().stream()
					.filter(port -> inputs.port(port.name()).size() < port.min()).findFirst()
					.map(port -> JobResult.notRun(job.id(), Status.NO_WORK,
							RunMessage.NO_INPUT.with(job.id(), port.name(),
									inputs.port(port.name()).size(), port.cardinality())));
		}

		/** The products that are there; what an earlier job did not make is left out. */
		private PortProducts inputs(Job job) {
			var ports = new LinkedHashMap<String, List<ProductFile>>();
			job.inputs().forEach((port, sources) -> ports.put(port, sources.stream().flatMap(source -> switch (source) {
			case Source.Existing(var product) -> Stream.of(product);
			case Source.Upstream upstream -> delivered(upstream).stream();
			}).toList()));
			return new PortProducts(ports);
		}

		/**
		 * The product that a job made where its plan predicted one, found by port, category and place among those. Where the
		 * job made another number of them it is unknown which is which, and none is taken.
		 */
		private Optional<ProductFile> delivered(Source.Upstream upstream) {
			JobResult result = results.get(upstream.job());
			List<ProductFile> made = result.products().getOrDefault(upstream.port(), List.of()).stream()
					.filter(product -> product.category().equals(upstream.category())).toList();
			long predicted = jobsById.get(upstream.job()).plan().products().stream()
					.filter(product -> product.port().equals(upstream.port())
							&& product.description().category().equals(upstream.category()))
					.count();
			return made.size() == predicted ? Optional.of(made.get(upstream.index()))
					.map(product -> new ProductFile(product.path(),
							new ProductDescription(upstream.description().category(),
									product.description().keywords())))
					: Optional.empty();
		}

		/** Moves the products of a job to their final places. */
		private JobResult publish(Job job, JobResult result, Path folder) {
			var products = new LinkedHashMap<String, List<ProductFile>>();
			var placed = new LinkedHashMap<Path, Optional<Path>>();
			List<Path> created = List.of();
			try {
				for (var port : result.products().entrySet()) {
					var published = new ArrayList<ProductFile>();
					for (ProductFile product : port.getValue()) {
						Path target = target(job, port.getKey(), product.category(), extension(product.path()));
						if (!Files.exists(target.getParent())) {
							Files.createDirectories(target.getParent());
							created = List.of(target.getParent());
						}
						placed.put(target, keepEarlier(target, folder.resolve("earlier-" + placed.size())));
						Files.move(product.path(), target, StandardCopyOption.ATOMIC_MOVE,
								StandardCopyOption.REPLACE_EXISTING);
						published.add(new ProductFile(target, product.description()));
					}
					products.put(port.getKey(), published);
				}
			} catch (IOException e) {
				placed.forEach(Run::restore);
				created.forEach(Run::deleteIfEmpty);
				return new JobResult(job.id(), Status.FAILED, Map.of(), result.qc(),
						List.of(RunMessage.PRODUCT.with(outputFolder, Reason.of(e))), Optional.of(Kind.RESOURCE), e,
						result.duration());
			}
			return new JobResult(result.job(), result.status(), products, result.qc(), result.messages(),
					result.failure(),
					result.cause(), result.duration());
		}

		/**
		 * Keeps what an earlier run left at a place under a second name, until all products of the job are in their places;
		 * the place itself is never empty, so that a crash leaves the earlier product or the new one.
		 */
		private static Optional<Path> keepEarlier(Path target, Path second) throws IOException {
			if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
				return Optional.empty();
			}
			try {
				Files.createLink(second, target);
			} catch (UnsupportedOperationException | FileSystemException e) {
				logger().log(System.Logger.Level.DEBUG, "copied instead of linked: " + target, e);
				Files.copy(target, second, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
			}
			return Optional.of(second);
		}

		/** Puts back what stood at a place before, if anything did. */
		private static void restore(Path target, Optional<Path> earlier) {
			try {
				if (earlier.isPresent()) {
					Files.move(earlier.get(), target, StandardCopyOption.ATOMIC_MOVE,
							StandardCopyOption.REPLACE_EXISTING);
				} else {
					Files.deleteIfExists(target);
				}
			} catch (IOException e) {
				logger().log(System.Logger.Level.WARNING, "not restored: " + target, e);
			}
		}

		/** The place of a product; a number is appended where another product of this run has the name already. */
		private Path target(Job job, String port, String category, String extension) {
			Path target = name(job, port, category, extension, 1);
			for (int number = 2; taken.contains(target) || inputFiles.contains(realPath(target)); number++) {
				target = name(job, port, category, extension, number);
			}
			taken.add(target);
			return target;
		}

		private Path name(Job job, String port, String category, String extension, int number) {
			Path folder = request.layout() == Layout.FLAT ? outputFolder : outputFolder.resolve(job.node());
			String name = (job.stem().isEmpty() ? "" : job.stem() + "_") + (category.isEmpty() ? port : category)
					+ (number == 1 ? "" : "_" + number);
			Path place = folder.resolve(name + "." + extension);
			if (!place.normalize().startsWith(outputFolder)) {
				throw new IllegalStateException("the product " + place + " would lie outside " + outputFolder);
			}
			return place;
		}

		private void checkNoInputIsReplaced() throws RefusedException {
			for (Job job : plan.jobs()) {
				for (PredictedProduct product : job.plan().products()) {
					String extension = job.actor().descriptor().output(product.port()).orElseThrow().extension();
					Path target = name(job, product.port(), product.description().category(), extension, 1);
					if (inputFiles.contains(realPath(target))) {
						throw new RefusedException(RunMessage.OUTPUT_IS_INPUT.with(target));
					}
				}
			}
		}

		/** The folders that {@link #makeWorkFolder} will create, innermost first. */
		private List<Path> missingFolders() {
			var missing = new ArrayList<Path>();
			for (Path folder = outputFolder; folder != null && !Files.exists(folder); folder = folder.getParent()) {
				missing.add(folder);
			}
			return missing;
		}

		private Path makeWorkFolder(List<Path> created) throws RefusedException {
			try {
				Files.createDirectories(outputFolder);
				return Files.createTempDirectory(outputFolder, ".armillary-");
			} catch (IOException e) {
				created.forEach(Run::deleteIfEmpty);
				throw new RefusedException(RefusedException.Kind.INVALID,
						List.of(RunMessage.OUTPUT_FOLDER.with(outputFolder, Reason.of(e))), e);
			}
		}

		/** The file behind all links; the path itself where there is no file yet and its folder has no links. */
		private static Path realPath(Path file) {
			try {
				return Files.exists(file) ? file.toRealPath() : file;
			} catch (IOException e) {
				logger().log(System.Logger.Level.DEBUG, "links not followed: " + file, e);
				return file;
			}
		}

		private static String extension(Path file) {
			String name = file.getFileName().toString();
			return name.substring(name.indexOf('.') + 1);
		}

		private static void deleteIfEmpty(Path folder) {
			try (var content = Files.list(folder)) {
				if (content.findAny().isEmpty()) {
					Files.delete(folder);
				}
			} catch (IOException e) {
				logger().log(System.Logger.Level.DEBUG, "not removed: " + folder, e);
			}
		}

		/** Deletes a folder with all it holds; tries for a while where a cancelled job still writes into it. */
		private static void delete(Path place) {
			for (int attempt = 1; Files.exists(place, LinkOption.NOFOLLOW_LINKS); attempt++) {
				try {
					Files.walkFileTree(place, new Deleter());
				} catch (IOException e) {
					if (attempt == DELETE_ATTEMPTS) {
						logger().log(System.Logger.Level.WARNING, "not removed: " + place, e);
						return;
					}
					LockSupport.parkNanos(DELETE_PAUSE_NANOSECONDS);
				}
			}
		}
	}

	private static System.Logger logger() {
		return System.getLogger(Engine.class.getName());
	}

	/** Deletes a folder with all it holds. */
	private static final class Deleter extends SimpleFileVisitor<Path> {

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
			Files.delete(file);
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
			Files.delete(folder);
			return FileVisitResult.CONTINUE;
		}
	}
}
