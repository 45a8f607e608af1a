package org.armillary.engine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
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

		Run(RunRequest request, RunPlan plan, RunListener listener) {
			this.request = request;
			this.plan = plan;
			this.listener = listener;
			this.outputFolder = request.outputFolder().toAbsolutePath().normalize();
			for (Job job : plan.jobs()) {
				for (List<Source> port : job.inputs().values()) {
					for (Source source : port) {
						if (source instanceof Source.Existing(var product)) {
							inputFiles.add(product.path());
						}
					}
				}
			}
		}

		RunResult execute() throws RefusedException {
			checkNoInputIsReplaced();
			List<Path> created = missingFolders();
			Path workFolder = makeWorkFolder();
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
			Optional<JobResult> notRun = notRun(job);
			if (notRun.isPresent()) {
				return notRun.get();
			}
			PortProducts inputs = inputs(job);
			listener.on(new RunEvent.JobStarted(job));
			Optional<JobResult> known = cache.find(job, inputs);
			if (known.isPresent()) {
				return known.get();
			}
			try {
				JobResult result = publish(job, executor.execute(job, inputs, folder, request.decisions(), listener));
				if (result.status() != Status.FAILED) {
					cache.store(job, inputs, result);
				}
				return result;
			} catch (InterruptedException e) {
				return JobResult.notRun(job.id(), Status.CANCELLED, RunMessage.CANCELLED.with(job.id()));
			} finally {
				delete(folder);
			}
		}

		/** The result of a job that cannot start because an upstream product is not there. */
		private Optional<JobResult> notRun(Job job) {
			for (List<Source> port : job.inputs().values()) {
				for (Source source : port) {
					if (source instanceof Source.Upstream upstream) {
						JobResult result = results.get(upstream.job());
						int delivered = result.products().getOrDefault(upstream.port(), List.of()).size();
						if (result.status().isFailure()) {
							return Optional.of(JobResult.notRun(job.id(), Status.SKIPPED,
									RunMessage.SKIPPED.with(job.id(),
											upstream.job(),
											result.status() == Status.FAILED ? "failed" : "was skipped")));
						}
						if (upstream.index() >= delivered) {
							return Optional
									.of(JobResult.notRun(job.id(), Status.NO_WORK, RunMessage.NO_INPUT.with(job.id(),
											upstream.job(), delivered, upstream.port())));
						}
					}
				}
			}
			return Optional.empty();
		}

		private PortProducts inputs(Job job) {
			var ports = new LinkedHashMap<String, List<ProductFile>>();
			job.inputs().forEach((port, sources) -> ports.put(port, sources.stream().map(source -> switch (source) {
			case Source.Existing(var product) -> product;
			case Source.Upstream upstream -> {
				ProductFile product = results.get(upstream.job()).products().get(upstream.port()).get(upstream.index());
				yield new ProductFile(product.path(), new ProductDescription(upstream.description().category(),
						product.description().keywords()));
			}
			}).toList()));
			return new PortProducts(ports);
		}

		/** Moves the products of a job to their final places. */
		private JobResult publish(Job job, JobResult result) {
			var products = new LinkedHashMap<String, List<ProductFile>>();
			var moved = new ArrayList<Path>();
			try {
				for (var port : result.products().entrySet()) {
					var published = new ArrayList<ProductFile>();
					for (ProductFile product : port.getValue()) {
						Path target = target(job, port.getKey(), product.category(), extension(product.path()));
						Files.createDirectories(target.getParent());
						Files.move(product.path(), target, StandardCopyOption.ATOMIC_MOVE,
								StandardCopyOption.REPLACE_EXISTING);
						moved.add(target);
						published.add(new ProductFile(target, product.description()));
					}
					products.put(port.getKey(), published);
				}
			} catch (IOException e) {
				moved.forEach(Run::delete);
				return new JobResult(job.id(), Status.FAILED, Map.of(), result.qc(),
						List.of(RunMessage.PRODUCT.with(outputFolder, Reason.of(e))), Optional.of(Kind.RESOURCE), e,
						result.duration());
			}
			return new JobResult(result.job(), result.status(), products, result.qc(), result.messages(),
					result.failure(),
					result.cause(), result.duration());
		}

		/** The place of a product; a number is appended where another product of this run has the name already. */
		private Path target(Job job, String port, String category, String extension) {
			Path target = name(job, port, category, extension, 1);
			for (int number = 2; taken.contains(target) || inputFiles.contains(target); number++) {
				target = name(job, port, category, extension, number);
			}
			taken.add(target);
			return target;
		}

		private Path name(Job job, String port, String category, String extension, int number) {
			Path folder = request.layout() == Layout.FLAT ? outputFolder : outputFolder.resolve(job.node());
			String name = (job.stem().isEmpty() ? "" : job.stem() + "_") + (category.isEmpty() ? port : category)
					+ (number == 1 ? "" : "_" + number);
			return folder.resolve(name + "." + extension);
		}

		private void checkNoInputIsReplaced() throws RefusedException {
			for (Job job : plan.jobs()) {
				for (PredictedProduct product : job.plan().products()) {
					String extension = job.actor().descriptor().output(product.port()).orElseThrow().extension();
					Path target = name(job, product.port(), product.description().category(), extension, 1);
					if (inputFiles.contains(target)) {
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

		private Path makeWorkFolder() throws RefusedException {
			try {
				Files.createDirectories(outputFolder);
				return Files.createTempDirectory(outputFolder, ".armillary-");
			} catch (IOException e) {
				missingFolders().forEach(Run::deleteIfEmpty);
				throw new RefusedException(RefusedException.Kind.INVALID,
						List.of(RunMessage.OUTPUT_FOLDER.with(outputFolder, Reason.of(e))), e);
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

		private static void delete(Path place) {
			try {
				if (Files.exists(place)) {
					Files.walkFileTree(place, new Deleter());
				}
			} catch (IOException e) {
				logger().log(System.Logger.Level.DEBUG, "not removed: " + place, e);
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
