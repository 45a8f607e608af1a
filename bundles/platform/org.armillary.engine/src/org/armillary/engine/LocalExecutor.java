package org.armillary.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.actor.provider.ActorMessage;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.actor.provider.PortProducts;
import org.armillary.engine.JobContext.Written;
import org.armillary.engine.JobResult.Status;

/**
 * Executes a job in this process, on a thread of its own, so that cancelling does not wait for an actor that does not
 * listen: {@link #CANCEL_PATIENCE} after the request the job counts as cancelled whatever its thread still does.
 */
public final class LocalExecutor implements JobExecutor {

	/** How long a cancelled job may take to end by itself. */
	public static final Duration CANCEL_PATIENCE = Duration.ofMillis(1500);

	@Override
	public JobResult execute(Job job, PortProducts inputs, Path folder, Map<String, String> decisions,
			RunListener listener)
			throws InterruptedException {
		long start = System.nanoTime();
		var qc = new QcCollector(job.id(), listener);
		var work = new FutureTask<>(() -> {
			Path products = Files.createDirectories(folder.resolve("products"));
			Path scratch = Files.createDirectories(folder.resolve("scratch"));
			var context = new JobContext(job, products, scratch, decisions, qc);
			Outcome<PortProducts> outcome = job.actor().run(job.parameters(), inputs, context);
			return result(job, outcome, context, qc, start);
		});
		var thread = Thread.ofPlatform().daemon().name("job " + job.id()).start(work);
		try {
			return work.get();
		} catch (ExecutionException e) {
			return failure(job, e.getCause(), qc, start);
		} catch (InterruptedException e) {
			work.cancel(true);
			thread.join(CANCEL_PATIENCE);
			throw e;
		}
	}

	private static JobResult result(Job job, Outcome<PortProducts> outcome, JobContext context, QcCollector qc,
			long start)
			throws ActorException, IOException {
		return switch (outcome) {
		case Outcome.Ok<PortProducts>(var outputs, var caveats) -> new JobResult(job.id(), Status.OK,
				products(job, outputs, context, true), qc.values(), caveats, Optional.empty(), null, since(start));
		case Outcome.Partial<PortProducts>(var outputs, var why) -> new JobResult(job.id(), Status.PARTIAL,
				products(job, outputs, context, false), qc.values(), List.of(why), Optional.empty(), null,
				since(start));
		case Outcome.NoWork<PortProducts>(var why) -> new JobResult(job.id(), Status.NO_WORK, Map.of(), qc.values(),
				List.of(why), Optional.empty(), null, since(start));
		};
	}

	/** The products with their headers, after checking that the actor kept to its contract. */
	private static Map<String, List<ProductFile>> products(Job job, PortProducts outputs, JobContext context,
			boolean complete)
			throws ActorException, IOException {
		String actor = job.actor().descriptor().id();
		var products = new LinkedHashMap<String, List<ProductFile>>();
		var seen = new HashSet<Path>();
		for (String port : outputs.ports().keySet()) {
			if (job.actor().descriptor().output(port).isEmpty()) {
				throw broken(actor, "it delivered at a port ‘" + port + "’ that it does not have");
			}
		}
		for (PortDescriptor port : job.actor().descriptor().outputs()) {
			var delivered = new ArrayList<ProductFile>();
			for (ProductFile product : outputs.port(port.name())) {
				Written written = context.written(product.path()).filter(file -> file.port().equals(port.name()))
						.orElseThrow(() -> broken(actor,
								"port " + port.name()
										+ " delivered a file that was not written for it through the context"));
				if (!seen.add(product.path())) {
					throw broken(actor, "port " + port.name() + " delivered the same product twice");
				}
				delivered.add(ProductReader.readProduct(product.path(), written.category()));
			}
			if (complete && delivered.size() < port.min() || delivered.size() > port.max()) {
				throw broken(actor, "port " + port.name() + " delivered " + delivered.size() + " products, it declares "
						+ port.cardinality());
			}
			products.put(port.name(), delivered);
		}
		return products;
	}

	private static ActorException broken(String actor, String how) {
		return new ActorException(Kind.BUG, RunMessage.CONTRACT.with(actor, how));
	}

	private static JobResult failure(Job job, Throwable cause, QcCollector qc, long start) {
		String actor = job.actor().descriptor().id();
		Kind kind;
		Message message;
		switch (cause) {
		case ActorException failure -> {
			kind = failure.kind();
			message = failure.explanation();
		}
		case InterruptedException _ -> {
			// a cancelled job does not get here
			kind = Kind.BUG;
			message = RunMessage.CONTRACT.with(actor, "it said that it was cancelled, but nobody cancelled it");
		}
		case IOException e when e instanceof HasMessage explained -> {
			kind = explained.isResourceFailure() ? Kind.RESOURCE : Kind.DATA;
			message = explained.explanation();
		}
		case IOException e -> {
			kind = Kind.RESOURCE;
			message = ActorMessage.INPUT_OUTPUT.with(actor, Reason.of(e));
		}
		case OutOfMemoryError _ -> {
			kind = Kind.RESOURCE;
			message = ActorMessage.MEMORY.with(actor, Runtime.getRuntime().maxMemory() >> 20);
		}
		default -> {
			kind = Kind.BUG;
			message = ActorMessage.DEFECT.with(actor, cause);
		}
		}
		return new JobResult(job.id(), Status.FAILED, Map.of(), qc.values(), List.of(message), Optional.of(kind), cause,
				since(start));
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}
}
