package org.armillary.provenance;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.run.JobRecord;
import org.armillary.provenance.Ancestry.Source;
import org.armillary.provenance.Ancestry.Step;
import org.armillary.provenance.StoreGraph.Item;

/** Walks from a product to the files from outside. Each walker serves once. */
final class AncestryWalk {

	private final Provenance provenance;
	private final RunView run;
	private final Sources sources;
	private final List<Step> steps = new ArrayList<>();
	private final Map<Item, Integer> places = new HashMap<>();
	private final Set<Item> open = new HashSet<>();
	private final Map<String, UsedInput> roots = new LinkedHashMap<>();
	private final Set<String> gaps = new LinkedHashSet<>();

	AncestryWalk(Provenance provenance, StoreGraph graph, RunView run) {
		this.provenance = provenance;
		this.run = run;
		this.sources = new Sources(graph, run);
	}

	/** The ancestry of a product of a result. */
	Ancestry of(Item item, MadeProduct product) throws IOException {
		visit(item);
		// in the order of the steps, not in that of the walk, which goes the other way
		for (Step step : steps) {
			List<UsedInput> inputs = step.report().facts().inputs();
			for (int i = 0; i < inputs.size(); i++) {
				if (step.sources().get(i).isEmpty()) {
					roots.putIfAbsent(StoreGraph.digest(inputs.get(i)), inputs.get(i));
				}
			}
		}
		return new Ancestry(product, steps, roots, List.copyOf(gaps));
	}

	/** A result whose inputs are being followed. */
	private static final class Visit {
		private final Item item;
		private final JobReport report;
		private final JobFacts facts;
		private final List<Sources.Origin> origins;
		private final List<Optional<Source>> sources = new ArrayList<>();

		Visit(Item item, JobReport report, List<Sources.Origin> origins) {
			this.item = item;
			this.report = report;
			this.facts = StoreGraph.facts(report);
			this.origins = origins;
		}
	}

	/** Visits a result after all that made its inputs, however long the way is: without a call for each step of it. */
	private void visit(Item first) throws IOException {
		var way = new ArrayDeque<Visit>();
		way.push(begin(first));
		while (!way.isEmpty()) {
			Visit visit = way.peek();
			int next = visit.sources.size();
			if (next == visit.origins.size()) {
				end(way.pop());
			} else if (visit.origins.get(next) instanceof Sources.Product(var maker, _) && !open.contains(maker)
					&& !places.containsKey(maker)) {
				way.push(begin(maker));
			} else {
				visit.sources.add(source(visit.item, visit.facts.inputs().get(next), visit.origins.get(next)));
			}
		}
	}

	private Visit begin(Item item) throws IOException {
		open.add(item);
		JobReport report = provenance.report(item.key()).orElseThrow(
				() -> new IOException("the result " + item.key() + " was removed while it was looked at"));
		if (!item.hasFacts()) {
			gaps.add(ProvenanceMessage.NO_FACTS.with(name(item), item.key()).summary());
		}
		return new Visit(item, report, sources.of(item));
	}

	private void end(Visit visit) {
		open.remove(visit.item);
		places.put(visit.item, steps.size());
		JobReport report = visit.report;
		steps.add(new Step(name(visit.item), node(visit.item),
				new JobReport(report.run(), report.actor(), report.key(), report.result(), report.products(),
						report.ended(), report.circumstances(), visit.facts),
				visit.sources));
	}

	/** Where an input came from; who made it was visited, unless that leads in a circle. */
	private Optional<Source> source(Item item, UsedInput input, Sources.Origin origin) {
		return switch (origin) {
		case Sources.Outside() -> Optional.empty();
		case Sources.Gone(Maker maker) -> {
			gaps.add(ProvenanceMessage.MAKER_GONE.with(input.origin().name(), name(item), maker.key()).summary());
			yield Optional.empty();
		}
		case Sources.Changed(Maker maker, _) -> {
			gaps.add(ProvenanceMessage.MAKER_CHANGED.with(input.origin().name(), name(item), maker.key()).summary());
			yield Optional.empty();
		}
		case Sources.Product(var maker, var output) -> {
			if (!places.containsKey(maker)) {
				gaps.add(ProvenanceMessage.CIRCLE.with(name(item), input.origin().name()).summary());
				yield Optional.empty();
			}
			yield Optional.of(new Source(places.get(maker), output.port(), output.index()));
		}
		};
	}

	private String name(Item item) {
		return run.job(item.key()).map(JobRecord::id).orElse(item.job());
	}

	private String node(Item item) {
		return run.job(item.key()).map(job -> job.outline().node())
				.orElseGet(() -> item.job().replaceFirst("#\\d+$", ""));
	}
}
