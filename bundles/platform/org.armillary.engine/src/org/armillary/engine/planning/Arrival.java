package org.armillary.engine.planning;

import java.util.List;
import java.util.Set;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.Job.Source;

/**
 * A product, existing or predicted, on its way to a port.
 *
 * @param source
 *            where it comes from
 * @param origins
 *            numbers of those input files that it stems from by way of triggers
 * @param stem
 *            first part of the names of what is made from it
 * @param blocked
 *            whether the job that makes it was refused or needs one that was, so that it never comes
 * @param datasets
 *            names of the datasets that it stems from by way of triggers
 */
record Arrival(Source source, Set<Integer> origins, String stem, boolean blocked, List<String> datasets) {

	Keywords keywords() {
		return source.description().keywords();
	}

	/** With another category for the port where it arrives. */
	Arrival retagged(String category) {
		var description = new ProductDescription(category, keywords());
		return with(switch (source) {
		case Source.Existing(var product, var selection) ->
			new Source.Existing(new ProductFile(product.path(), description), selection);
		case Source.Upstream(var job, var port, var made, var index, _, var selection) ->
			new Source.Upstream(job, port, made, index, description, selection);
		});
	}

	/** With only some of its extensions. */
	Arrival selected(ExtensionSelection selection) {
		return with(switch (source) {
		case Source.Existing(var product, _) -> new Source.Existing(product, selection);
		case Source.Upstream(var job, var port, var made, var index, var description, _) ->
			new Source.Upstream(job, port, made, index, description, selection);
		});
	}

	private Arrival with(Source changed) {
		return new Arrival(changed, origins, stem, blocked, datasets);
	}
}
