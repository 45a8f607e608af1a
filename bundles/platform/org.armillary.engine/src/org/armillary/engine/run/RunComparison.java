package org.armillary.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.armillary.actor.QcValue;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.RunDifference.JobChange;
import org.armillary.engine.run.RunDifference.ProductChange;
import org.armillary.engine.run.RunDifference.QcChange;
import org.armillary.engine.run.RunDifference.SettingChange;
import org.armillary.engine.run.RunDifference.SettingKind;
import org.armillary.workflow.WorkflowDifference;

/** Compares two runs. */
final class RunComparison {

	/** What makes jobs of two runs the same: node and subject, and their order where several have the same. */
	private record Identity(String node, String subject, int number) {
	}

	/** Which product of a job. */
	private record Place(String port, String category, int index) {
	}

	/** Which quality-control value of a job. */
	private record Measure(String name, String subject, int number) {
	}

	private final RunRecord before;
	private final RunRecord now;
	private final Function<JobKey, Optional<JobReport>> reports;

	/**
	 * Compares two runs.
	 *
	 * @param reports
	 *            finds the report of a job, where there still is one
	 */
	RunComparison(RunRecord before, RunRecord now, Function<JobKey, Optional<JobReport>> reports) {
		this.before = before;
		this.now = now;
		this.reports = reports;
	}

	RunDifference difference() {
		Optional<WorkflowDifference> workflow = before.request().flatMap(one -> now.request().map(
				other -> WorkflowDifference.between(one.workflow().workflow(), other.workflow().workflow())));
		return new RunDifference(before.summary().id(), now.summary().id(), settings(), workflow,
				InputComparison.between(before, now), VersionComparison.between(before, now, reports),
				DatasetComparison.between(before, now), jobs());
	}

	private List<SettingChange> settings() {
		var changes = new ArrayList<SettingChange>();
		if (before.request().isPresent() && now.request().isPresent()) {
			RunRequest one = before.request().get();
			RunRequest other = now.request().get();
			compare(changes, SettingKind.SETTING, one.settings(), other.settings());
			compare(changes, SettingKind.OVERRIDE, overrides(one), overrides(other));
			compare(changes, SettingKind.DECISION, one.decisions(), other.decisions());
		}
		return changes;
	}

	private static Map<String, String> overrides(RunRequest request) {
		var overrides = new LinkedHashMap<String, String>();
		request.overrides().forEach(override -> override.settings().forEach(
				(name, value) -> overrides.put("where " + override.where() + ": " + name, value)));
		return overrides;
	}

	private static void compare(List<SettingChange> changes, SettingKind kind, Map<String, String> before,
			Map<String, String> now) {
		both(before, now).forEach(name -> {
			String old = before.getOrDefault(name, "");
			String value = now.getOrDefault(name, "");
			if (!old.equals(value)) {
				changes.add(new SettingChange(kind, name, old, value));
			}
		});
	}

	private static <K> LinkedHashSet<K> both(Map<K, ?> one, Map<K, ?> other) {
		var keys = new LinkedHashSet<>(one.keySet());
		keys.addAll(other.keySet());
		return keys;
	}

	private List<JobChange> jobs() {
		Map<Identity, JobRecord> one = byIdentity(before);
		Map<Identity, JobRecord> other = byIdentity(now);
		return both(one, other).stream()
				.map(id -> change(id, Optional.ofNullable(one.get(id)), Optional.ofNullable(other.get(id))))
				.filter(change -> !change.isEmpty()).toList();
	}

	private static Map<Identity, JobRecord> byIdentity(RunRecord run) {
		var numbers = new HashMap<Identity, Integer>();
		var jobs = new LinkedHashMap<Identity, JobRecord>();
		for (JobRecord job : run.jobs()) {
			var first = new Identity(job.outline().node(), job.outline().subject(), 0);
			int number = numbers.merge(first, 1, Integer::sum) - 1;
			jobs.put(new Identity(first.node(), first.subject(), number), job);
		}
		return jobs;
	}

	private JobChange change(Identity id, Optional<JobRecord> one, Optional<JobRecord> other) {
		List<KeyDifference> key = List.of();
		List<QcChange> qc = List.of();
		List<ProductChange> products = List.of();
		if (one.isPresent() && other.isPresent()) {
			Optional<JobKey> oldKey = one.get().key();
			Optional<JobKey> newKey = other.get().key();
			if (oldKey.isPresent() && newKey.isPresent() && !oldKey.equals(newKey)) {
				key = KeyDifference.between(oldKey.get().parts(), newKey.get().parts());
			}
			qc = qc(one.get(), other.get());
			if (!oldKey.equals(newKey) || one.get().state() != other.get().state()) {
				products = products(one.get(), other.get());
			}
		}
		return new JobChange(id.node(), id.subject(), one.map(JobRecord::id).orElse(""),
				other.map(JobRecord::id).orElse(""), one.map(JobRecord::state), other.map(JobRecord::state), key, qc,
				products);
	}

	private static List<QcChange> qc(JobRecord before, JobRecord now) {
		Map<Measure, QcValue> one = qc(before);
		Map<Measure, QcValue> other = qc(now);
		var changes = new ArrayList<QcChange>();
		for (Measure measure : both(one, other)) {
			Optional<QcValue> old = Optional.ofNullable(one.get(measure));
			Optional<QcValue> value = Optional.ofNullable(other.get(measure));
			// as objects, so that NaN equals NaN
			if (!old.equals(value)) {
				changes.add(new QcChange(measure.name(), measure.subject(),
						Stream.of(value, old).flatMap(Optional::stream).map(QcValue::unit).findFirst().orElse(""),
						old.map(QcValue::value), value.map(QcValue::value)));
			}
		}
		return changes;
	}

	private static Map<Measure, QcValue> qc(JobRecord job) {
		var values = new LinkedHashMap<Measure, QcValue>();
		job.result().ifPresent(result -> result.qc().forEach(value -> {
			int number = 0;
			while (values.putIfAbsent(new Measure(value.name(), value.subject(), number), value) != null) {
				number++;
			}
		}));
		return values;
	}

	/** Products whose content differs; where a result is no longer remembered, only those that are not in both. */
	private List<ProductChange> products(JobRecord before, JobRecord now) {
		Map<Place, Optional<String>> one = digests(before);
		Map<Place, Optional<String>> other = digests(now);
		var changes = new ArrayList<ProductChange>();
		for (Place place : both(one, other)) {
			Optional<String> old = one.getOrDefault(place, Optional.of(""));
			Optional<String> value = other.getOrDefault(place, Optional.of(""));
			boolean both = one.containsKey(place) && other.containsKey(place);
			if (!both || old.isPresent() && value.isPresent() && !Objects.equals(old, value)) {
				changes.add(new ProductChange(place.port(), place.category(), place.index(), old.orElse(""),
						value.orElse("")));
			}
		}
		return changes;
	}

	/** Digests of a job's products; empty ones where its result is no longer remembered. */
	private Map<Place, Optional<String>> digests(JobRecord job) {
		var digests = new LinkedHashMap<Place, Optional<String>>();
		Optional<JobReport> report = job.state().isFinished() ? job.key().flatMap(reports) : Optional.empty();
		if (report.isPresent()) {
			report.get().products().forEach((port, products) -> products.forEach(product -> put(digests, port,
					product.description().category(), Optional.of(product.digest()))));
		} else {
			job.result().ifPresent(result -> result.products().forEach((port, products) -> products
					.forEach(product -> put(digests, port, product.category(), Optional.empty()))));
		}
		return digests;
	}

	private static void put(Map<Place, Optional<String>> digests, String port, String category,
			Optional<String> digest) {
		int index = 0;
		while (digests.putIfAbsent(new Place(port, category, index), digest) != null) {
			index++;
		}
	}
}
