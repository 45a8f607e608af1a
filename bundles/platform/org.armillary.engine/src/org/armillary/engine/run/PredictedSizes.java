package org.armillary.engine.run;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.PredictedProduct;
import org.armillary.engine.Job;
import org.armillary.engine.Job.Source;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.store.Experience;

/**
 * Estimates jobs in the order of the plan, and how large their products will be, which are the inputs of later jobs.
 *
 * <p><b>Threads.</b> For one thread.
 */
final class PredictedSizes {

	private final Estimates estimates;
	private final JobKeys keys;
	/** Of one product, by job and port; those of a port are taken to be of the same size. */
	private final Map<String, Map<String, Range>> products = new HashMap<>();

	/**
	 * Makes estimates.
	 *
	 * @param estimates
	 *            what is known of the actors
	 * @param keys
	 *            gives the settings of jobs and the files from outside
	 */
	PredictedSizes(Estimates estimates, JobKeys keys) {
		this.estimates = estimates;
		this.keys = keys;
	}

	/** The products of a job are there. */
	void made(Job job, Map<String, List<MadeProduct>> made) {
		var sizes = new HashMap<String, Range>();
		made.forEach((port, list) -> sizes.put(port,
				Range.exactly(list.stream().mapToLong(MadeProduct::bytes).average().orElse(0))));
		products.put(job.id(), sizes);
	}

	/** Size of all inputs of a job, bytes; zero where that of one is not known. */
	Range inputs(Job job) {
		Range sum = Range.ZERO;
		for (List<Source> port : job.inputs().values()) {
			for (Source source : port) {
				Optional<Range> size = switch (source) {
				case Source.Existing existing -> size(JobInput.of(existing));
				case Source.Upstream upstream -> Optional
						.ofNullable(products.getOrDefault(upstream.job(), Map.of()).get(upstream.port()));
				};
				if (size.isEmpty()) {
					return Range.ZERO;
				}
				sum = sum.plus(size.orElseThrow());
			}
		}
		return sum;
	}

	private Optional<Range> size(JobInput input) {
		try {
			return Optional.of(Range.exactly(input.bytes(keys.files())));
		} catch (IOException e) {
			System.getLogger(PredictedSizes.class.getName()).log(System.Logger.Level.DEBUG,
					"size unknown: " + input.path(), e);
			return Optional.empty();
		}
	}

	/**
	 * Estimates a job; empty where its actor never worked.
	 *
	 * @param input
	 *            size of its inputs, bytes; zero where it is not known
	 */
	Optional<Estimate> estimate(Job job, Range input) {
		String actor = job.actor().descriptor().id();
		Optional<Estimate> estimate = estimates.of(actor, settings(job), input,
				job.plan().resources().memoryBytes());
		estimate.ifPresent(known -> {
			var sizes = new HashMap<String, Range>();
			Map<String, Long> counts = job.plan().products().stream()
					.collect(Collectors.groupingBy(PredictedProduct::port, Collectors.counting()));
			counts.forEach(
					(port, count) -> sizes.put(port, known.output().times(estimates.share(actor, port) / count)));
			products.put(job.id(), sizes);
		});
		return estimate;
	}

	private OptionalLong settings(Job job) {
		try {
			return OptionalLong.of(Experience.settings(keys.settings(job)));
		} catch (ActorException e) {
			System.getLogger(PredictedSizes.class.getName()).log(System.Logger.Level.DEBUG,
					"settings unknown: " + job.id(), e);
			return OptionalLong.empty();
		}
	}
}
