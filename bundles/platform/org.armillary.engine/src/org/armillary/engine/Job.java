package org.armillary.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.Plan;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterValues;

/**
 * One node applied to one group of products.
 *
 * @param id
 *            identity within the run: the node, with {@code #} and a number where the node has several jobs
 * @param node
 *            id of the node
 * @param actor
 *            what does the work
 * @param parameters
 *            its parameters
 * @param inputs
 *            where the products of each input port come from
 * @param plan
 *            what it will make
 * @param stem
 *            first part of its products' file names, from the file or dataset that started it; empty for none
 * @param datasets
 *            names of the datasets that it belongs to: one where it was started by a dataset, several where files or products
 *            of several started it, none where there are no datasets
 */
public record Job(String id, String node, ActorProvider actor, ParameterValues parameters,
		Map<String, List<Source>> inputs,
		Plan plan, String stem, List<String> datasets) {

	/** Copies the collections, keeping their order. */
	public Job {
		inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
		datasets = List.copyOf(datasets);
	}

	/** Where a product at an input port comes from. */
	public sealed interface Source {

		/** What is known of it when the run is planned. */
		ProductDescription description();

		/** Which of its extensions the job receives. */
		ExtensionSelection selection();

		/** What a user calls it: the file name, or the job that will make it. */
		String words();

		/**
		 * A file from outside.
		 *
		 * @param product
		 *            the file, its path absolute, its category after any change on the connection
		 * @param selection
		 *            which of its extensions the job receives
		 */
		record Existing(ProductFile product, ExtensionSelection selection) implements Source {
			@Override
			public ProductDescription description() {
				return product.description();
			}

			@Override
			public String words() {
				return String.valueOf(product.path().getFileName());
			}
		}

		/**
		 * A product that an earlier job of the run makes.
		 *
		 * @param job
		 *            id of that job
		 * @param port
		 *            its output port
		 * @param category
		 *            its category as that job makes it
		 * @param index
		 *            which product of that port and category, from 0
		 * @param description
		 *            what is predicted or known of it, after any change of category on the connection
		 * @param selection
		 *            which of its extensions the job receives
		 */
		record Upstream(String job, String port, String category, int index, ProductDescription description,
				ExtensionSelection selection)
				implements Source {
			@Override
			public String words() {
				return job + "." + port + (index == 0 ? "" : " number " + (index + 1));
			}
		}
	}
}
