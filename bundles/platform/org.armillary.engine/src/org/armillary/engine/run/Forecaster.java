package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.DatasetFiles;
import org.armillary.engine.Job;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.Processor;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunMessage;
import org.armillary.engine.RunRequest;
import org.armillary.engine.planning.Planning;
import org.armillary.engine.run.JobGraph.Node;
import org.armillary.engine.run.JobKeys.Keyed;
import org.armillary.engine.store.Lookup;
import org.armillary.engine.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a run would do: looks for the result of each job whose inputs are there, and goes on with the true
 * products of those that are found.
 */
final class Forecaster {

	/** So few jobs are looked up by the calling thread alone. */
	private static final int FEW = 32;
	private static final int MOST_THREADS = 8;

	private final Store store;
	private final JobKeys keys;
	private final Reasons reasons;
	private final Path outputFolder;
	private final Map<String, Found> found = new HashMap<>();
	/** What jobs made before whose products are gone, and jobs after them. */
	private final Map<String, JobReport> before = new HashMap<>();
	private final Set<String> reusedIfUnchanged = new HashSet<>();

	/** What is known of a job; the products only where they are there. */
	private record Found(JobReason reason, Range inputBytes, Map<String, List<MadeProduct>> products) {
	}

	/** A job that can be looked up. */
	private record Question(Node node, Map<String, List<JobInput>> inputs) {
	}

	/** What was found; a message instead where the job cannot be looked up. */
	private record Answer(@Nullable Keyed keyed, @Nullable Lookup looked, @Nullable Message problem) {
	}

	/** Makes a forecaster for one request. */
	Forecaster(RunRequest request, Store store) {
		this.store = store;
		this.keys = new JobKeys(request.decisions(), DatasetFiles.of(store.files(), request.datasets()));
		this.reasons = new Reasons(store);
		this.outputFolder = request.outputFolder().toAbsolutePath().normalize();
	}

	/** Makes the forecast. */
	Forecast of(Planning planning) throws RefusedException {
		var graph = new JobGraph(planning);
		int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
		try (ExecutorService pool = Executors.newFixedThreadPool(threads,
				Thread.ofPlatform().daemon().name("armillary forecast ", 1).factory())) {
			while (true) {
				if (graph.isReplanDue()) {
					graph.replan();
				}
				List<Question> questions = questions(graph);
				if (questions.isEmpty()) {
					break;
				}
				List<Answer> answers = questions.size() < FEW ? questions.stream().map(this::answer).toList()
						: answers(questions, pool, threads);
				for (int i = 0; i < questions.size(); i++) {
					take(graph, questions.get(i), answers.get(i));
				}
			}
		}
		graph.nodes().forEach(node -> suppose(graph, node));
		return forecast(graph);
	}

	/** Looks up a job as if all that is gone were made again as it was; in the order of the plan. */
	private void suppose(JobGraph graph, Node node) {
		if (node.result().isEmpty() && !before.containsKey(node.job().id()) && !found.containsKey(node.job().id())
				&& Forecast.upstream(node.job()).stream().allMatch(id -> before.containsKey(id)
						|| graph.node(id).filter(source -> source.result().isPresent()).isPresent())) {
			Lookup looked = answer(new Question(node, graph.inputs(node))).looked();
			if (looked instanceof Lookup.Hit) {
				reusedIfUnchanged.add(node.job().id());
			}
			if (looked != null) {
				before(looked).ifPresent(report -> before.put(node.job().id(), report));
			}
		}
		JobReport report = before.get(node.job().id());
		if (report != null) {
			graph.suppose(node, report.products(), report.key().hash());
		}
	}

	/** What a job made that does again what it did, or need not. */
	private static Optional<JobReport> before(Lookup looked) {
		return switch (looked) {
		case Lookup.Hit(var report) -> Optional.of(report);
		case Lookup.Cleaned(var report, _) -> Optional.of(report);
		case Lookup.Damaged(var report, _) -> Optional.of(report);
		case Lookup.Marked _,Lookup.Earlier _,Lookup.Miss _ -> Optional.empty();
		};
	}

	private static List<Question> questions(JobGraph graph) {
		var questions = new ArrayList<Question>();
		for (Optional<Node> next = graph.next(); next.isPresent(); next = graph.next()) {
			questions.add(new Question(next.get(), graph.inputs(next.get())));
		}
		return questions;
	}

	private List<Answer> answers(List<Question> questions, ExecutorService pool, int threads)
			throws RefusedException {
		var futures = new ArrayList<Future<List<Answer>>>();
		int size = (questions.size() + 2 * threads - 1) / (2 * threads);
		for (int start = 0; start < questions.size(); start += size) {
			List<Question> part = questions.subList(start, Math.min(questions.size(), start + size));
			futures.add(pool.submit(() -> part.stream().map(this::answer).toList()));
		}
		var answers = new ArrayList<Answer>(questions.size());
		try {
			for (Future<List<Answer>> future : futures) {
				answers.addAll(future.get());
			}
		} catch (InterruptedException e) {
			pool.shutdownNow();
			Thread.currentThread().interrupt();
			throw new RefusedException(RefusedException.Kind.CANCELLED, List.of(RunMessage.CANCELLED_PLAN.with()), e);
		} catch (ExecutionException e) {
			throw new IllegalStateException(e.getCause());
		}
		return answers;
	}

	private Answer answer(Question question) {
		try {
			Keyed keyed = keys.of(question.node().job(), question.inputs());
			return new Answer(keyed, store.find(keyed.key()), null);
		} catch (ActorException e) {
			return new Answer(null, null, e.explanation());
		} catch (IOException e) {
			return new Answer(null, null, e instanceof HasMessage explained ? explained.explanation()
					: RunMessage.INPUT_FILE.with(question.node().job().id(), Reason.of(e)));
		}
	}

	private void take(JobGraph graph, Question question, Answer answer) throws RefusedException {
		Node node = question.node();
		Job job = node.job();
		if (answer.problem() != null) {
			throw new RefusedException(answer.problem());
		}
		if (answer.looked() instanceof Lookup.Hit(JobReport report)) {
			found.put(job.id(), new Found(JobReason.reused(report.run()), Range.ZERO, report.products()));
			graph.delivered(node, report.result(), report.products(), report.key().hash());
		} else if (answer.keyed() != null && answer.looked() != null) {
			found.put(job.id(), new Found(reasons.of(job, answer.keyed().key(), answer.looked()),
					bytes(question.inputs()), Map.of()));
			before(answer.looked()).ifPresent(report -> before.put(job.id(), report));
		}
	}

	/** Size of files that are there; zero where it is not known. */
	private Range bytes(Map<String, List<JobInput>> inputs) {
		long bytes = 0;
		for (List<JobInput> port : inputs.values()) {
			for (JobInput input : port) {
				try {
					bytes += input.bytes(keys.files());
				} catch (IOException e) {
					System.getLogger(Forecaster.class.getName()).log(System.Logger.Level.DEBUG,
							"size unknown: " + input.path(), e);
					return Range.ZERO;
				}
			}
		}
		return Range.exactly(bytes);
	}

	private Forecast forecast(JobGraph graph) {
		List<Job> jobs = graph.nodes().stream().map(Node::job).toList();
		Set<String> actors = jobs.stream().map(Forecaster::actor).collect(Collectors.toCollection(LinkedHashSet::new));
		var sizes = new PredictedSizes(new Estimates(store::experience, actors, Processor.here().words()), keys);
		var list = new ArrayList<Forecast.Item>(jobs.size());
		long reusedBytes = 0;
		for (Node node : graph.nodes()) {
			Job job = node.job();
			Found known = found.get(job.id());
			if (known != null && known.reason().isReused() && node.result().isPresent()) {
				sizes.made(job, known.products());
				reusedBytes += known.products().values().stream().flatMap(List::stream).mapToLong(MadeProduct::bytes)
						.sum();
				list.add(new Forecast.Item(job, known.reason(), Optional.empty()));
			} else if (known != null && !known.reason().isReused()) {
				list.add(new Forecast.Item(job, known.reason(), sizes.estimate(job, known.inputBytes())));
			} else {
				List<String> upstream = Forecast.upstream(job).stream()
						.filter(id -> graph.node(id).filter(source -> source.result().isEmpty()).isPresent()).toList();
				list.add(new Forecast.Item(job, new JobReason(JobReason.Kind.UPSTREAM, "", List.of(), upstream),
						sizes.estimate(job, sizes.inputs(job)), reusedIfUnchanged.contains(job.id())));
			}
		}
		return new Forecast(graph.plan(), list, Disks.of(store.folder(), outputFolder, reusedBytes));
	}

	private static String actor(Job job) {
		return job.actor().descriptor().id();
	}
}
