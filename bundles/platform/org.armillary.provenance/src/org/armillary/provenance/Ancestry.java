package org.armillary.provenance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;

/**
 * How a product came to be, down to files that nobody in the store made.
 *
 * @param product
 *            the product as it lies in the store, or lay there
 * @param steps
 *            the jobs that made it and what it was made of, each after those whose products it needs; the last made the
 *            product itself
 * @param roots
 *            the files from outside by digest of their whole content, in the order in which they were first used; the input
 *            tells name and place
 * @param gaps
 *            what is not known, such as a job whose result is no longer in the store, in words; none where the ancestry is
 *            complete
 */
public record Ancestry(MadeProduct product, List<Step> steps, Map<String, UsedInput> roots, List<String> gaps) {

	/** Copies the collections. */
	public Ancestry {
		steps = List.copyOf(steps);
		roots = Collections.unmodifiableMap(new LinkedHashMap<>(roots));
		gaps = List.copyOf(gaps);
	}

	/**
	 * A job on the way.
	 *
	 * @param job
	 *            its id in the run that is told of; that in the run which executed it where the former has no such job
	 * @param node
	 *            id of its node; empty where that is not known
	 * @param report
	 *            what it worked with, made and used
	 * @param sources
	 *            for each input of its facts, in their order, the product that it was; empty for a file from outside
	 */
	public record Step(String job, String node, JobReport report, List<Optional<Source>> sources) {

		/** Copies the list. */
		public Step {
			sources = List.copyOf(sources);
		}
	}

	/**
	 * A product of a step before.
	 *
	 * @param step
	 *            index of that step in {@link Ancestry#steps}
	 * @param port
	 *            its output port
	 * @param index
	 *            place among the products of the port, from 0
	 */
	public record Source(int step, String port, int index) {
	}
}
