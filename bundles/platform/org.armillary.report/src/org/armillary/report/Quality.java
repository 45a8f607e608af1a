package org.armillary.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.actor.QcValue;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobResult;
import org.armillary.engine.quality.LimitSet;
import org.armillary.engine.quality.Measurement;
import org.armillary.engine.quality.QualityState;
import org.armillary.engine.quality.Verdict;

/**
 * The quality-control values of those jobs of a run that made what they should, each with what it is by its limit, and
 * those that the same actors published earlier.
 *
 * @param values
 *            all values in the order of the jobs
 * @param series
 *            the values that belong together
 */
record Quality(List<Value> values, List<Series> series) {

	/**
	 * A value.
	 *
	 * @param job
	 *            the job that published it
	 * @param verdict
	 *            what it is by its limit
	 */
	record Value(ReportJob job, Verdict verdict) {

		QcValue measured() {
			return verdict.value();
		}
	}

	/**
	 * What a node measured under the same name on the same subject, by one job or by several.
	 *
	 * @param values
	 *            at least one, in the order of the jobs
	 * @param earlier
	 *            values of jobs that are not of this run and ended before it did, oldest first
	 */
	record Series(String node, String actor, String name, String subject, String unit, List<Value> values,
			List<Double> earlier) {

		/** The worst of them. */
		QualityState state() {
			return values.stream().map(value -> value.verdict().state()).min(Comparator.naturalOrder()).orElseThrow();
		}

		/** The value in the middle of those that could be measured; NaN for none. */
		double median() {
			double[] sorted = values.stream().mapToDouble(value -> value.measured().value())
					.filter(value -> !Double.isNaN(value)).sorted().toArray();
			int half = sorted.length / 2;
			return sorted.length == 0 ? Double.NaN
					: sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
		}
	}

	/** Identity of a series. */
	private record Name(String node, String name, String subject, String unit) {
		static Name of(ReportJob job, QcValue value) {
			return new Name(job.node(), value.name(), value.subject(), value.unit());
		}
	}

	/** Copies the lists. */
	Quality {
		values = List.copyOf(values);
		series = List.copyOf(series);
	}

	/** Judges the values of a run. */
	static Quality of(ReportRun run, LimitSet limits, ReportSource source) throws IOException {
		var values = new ArrayList<Value>();
		var byName = new LinkedHashMap<Name, List<Value>>();
		Set<String> own = new HashSet<>();
		for (ReportJob job : run.jobs()) {
			job.job().key().map(JobKey::hash).ifPresent(own::add);
			// a job that failed made nothing whose quality counts
			for (QcValue measured : job.result().filter(_ -> job.isFinished()).map(JobResult::qc).orElse(List.of())) {
				var value = new Value(job, limits.verdict(job.actor(), measured));
				values.add(value);
				byName.computeIfAbsent(Name.of(job, measured), _ -> new ArrayList<>()).add(value);
			}
		}
		var histories = new HashMap<String, Map<Name, List<Double>>>();
		var series = new ArrayList<Series>();
		for (Map.Entry<Name, List<Value>> entry : byName.entrySet()) {
			Name name = entry.getKey();
			String actor = entry.getValue().getFirst().job().actor();
			if (!histories.containsKey(actor)) {
				histories.put(actor, earlier(run, source.history(actor), own));
			}
			series.add(new Series(name.node(), actor, name.name(), name.subject(), name.unit(),
					List.copyOf(entry.getValue()), histories.get(actor)
							.getOrDefault(new Name("", name.name(), name.subject(), name.unit()), List.of())));
		}
		// of equally good ones, what has the same name stands together
		var order = new HashMap<String, Integer>();
		series.forEach(one -> order.putIfAbsent(one.node() + " " + one.name(), order.size()));
		series.sort(Comparator.comparing(Series::state).thenComparing(one -> order.get(one.node() + " " + one.name())));
		return new Quality(values, series);
	}

	private static Map<Name, List<Double>> earlier(ReportRun run, List<Measurement> history, Set<String> own) {
		var earlier = new HashMap<Name, List<Double>>();
		for (Measurement measurement : history) {
			boolean before = run.record().summary().latest()
					.map(latest -> !measurement.ended().isAfter(latest)).orElse(true);
			if (before && !own.contains(measurement.key())) {
				QcValue value = measurement.value();
				earlier.computeIfAbsent(new Name("", value.name(), value.subject(), value.unit()),
						_ -> new ArrayList<>()).add(value.value());
			}
		}
		return earlier;
	}

	/** How many values are in a state. */
	long count(QualityState state) {
		return values.stream().filter(value -> value.verdict().state() == state).count();
	}
}
