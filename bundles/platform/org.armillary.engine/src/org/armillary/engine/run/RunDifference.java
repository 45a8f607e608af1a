package org.armillary.engine.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.armillary.engine.KeyDifference;
import org.armillary.engine.RunDatasets.Choice;
import org.armillary.workflow.WorkflowDifference;

/**
 * What differs between two runs.
 *
 * @param before
 *            id of the one
 * @param now
 *            id of the other
 * @param settings
 *            settings, overrides and decisions that differ
 * @param workflow
 *            what differs between the workflows; empty where a request is damaged
 * @param inputs
 *            input files that differ, by what they say and not by where they lie
 * @param versions
 *            with what they were executed, as far as both tell it
 * @param datasets
 *            datasets that differ and choices of calibrations; none where one of them had no datasets
 * @param jobs
 *            jobs that differ, matched by node and subject
 */
public record RunDifference(String before, String now, List<SettingChange> settings,
		Optional<WorkflowDifference> workflow, List<InputChange> inputs, List<VersionChange> versions,
		List<DatasetChange> datasets, List<JobChange> jobs) {

	/** Sorts of settings. */
	public enum SettingKind {
		/** A value set for the run. */
		SETTING,
		/** Values for some of the jobs; named by their condition. */
		OVERRIDE,
		/** What a person decided. */
		DECISION
	}

	/**
	 * A setting that differs.
	 *
	 * @param kind
	 *            what sort of setting it is
	 * @param name
	 *            its name
	 * @param before
	 *            its value; empty where it is not set
	 * @param now
	 *            its value; empty where it is not set
	 */
	public record SettingChange(SettingKind kind, String name, String before, String now) {
	}

	/** How an input differs. */
	public enum InputKind {
		/** Only the second run has it. */
		ADDED,
		/** Only the first run has it. */
		REMOVED,
		/** Both have a file of this name, which does not say the same. */
		CHANGED
	}

	/**
	 * An input file that differs.
	 *
	 * @param kind
	 *            how it differs
	 * @param name
	 *            name of the file
	 */
	public record InputChange(InputKind kind, String name) {
	}

	/** What has a version. */
	public enum VersionKind {
		/** The product. */
		PRODUCT,
		/** The Java virtual machine. */
		JAVA,
		/** The operating system. */
		SYSTEM,
		/** The rules by which files were organised. */
		RULES,
		/** A bundle of the product or of a plug-in. */
		BUNDLE,
		/** An actor, by the bundle that it came from. */
		ACTOR
	}

	/**
	 * A version that differs.
	 *
	 * @param kind
	 *            what sort of thing has it
	 * @param name
	 *            which one: name of the rules or the bundle, id of the actor; empty where there is only one of the kind
	 * @param before
	 *            its version; several, where the run was resumed with another, with commas; empty where the run had no such
	 *            bundle
	 * @param now
	 *            likewise
	 */
	public record VersionChange(VersionKind kind, String name, String before, String now) {
	}

	/** How a dataset differs. */
	public enum DatasetKind {
		/** Only the second run has it. */
		ADDED,
		/** Only the first run has it. */
		REMOVED,
		/** Both have a dataset of this name, of other files. */
		FILES,
		/** Other calibrations were chosen for it. */
		CHOICE
	}

	/**
	 * A dataset that differs.
	 *
	 * @param kind
	 *            how it differs
	 * @param dataset
	 *            its name, in the second run where that has it
	 * @param need
	 *            what the choice was for; empty where it is no choice that differs
	 * @param before
	 *            what the first run had chosen, the best first
	 * @param now
	 *            what the second run had chosen, the best first
	 */
	public record DatasetChange(DatasetKind kind, String dataset, String need, List<Choice> before,
			List<Choice> now) {

		/** Copies the lists. */
		public DatasetChange {
			before = List.copyOf(before);
			now = List.copyOf(now);
		}

		/** A dataset that differs in something else than a choice. */
		static DatasetChange of(DatasetKind kind, String dataset) {
			return new DatasetChange(kind, dataset, "", List.of(), List.of());
		}
	}

	/**
	 * A job that differs.
	 *
	 * @param node
	 *            id of its node
	 * @param subject
	 *            what it works on; empty for none
	 * @param jobBefore
	 *            its id; empty where the first run has no such job
	 * @param jobNow
	 *            its id; empty where the second run has no such job
	 * @param stateBefore
	 *            where it stands; empty likewise
	 * @param stateNow
	 *            where it stands; empty likewise
	 * @param key
	 *            in what its keys differ
	 * @param qc
	 *            quality-control values that differ
	 * @param products
	 *            products that differ
	 */
	public record JobChange(String node, String subject, String jobBefore, String jobNow,
			Optional<JobState> stateBefore, Optional<JobState> stateNow, List<KeyDifference> key, List<QcChange> qc,
			List<ProductChange> products) {

		/** Copies the lists. */
		public JobChange {
			key = List.copyOf(key);
			qc = List.copyOf(qc);
			products = List.copyOf(products);
		}

		/** Whether nothing differs. */
		boolean isEmpty() {
			return stateBefore.equals(stateNow) && key.isEmpty() && qc.isEmpty() && products.isEmpty();
		}
	}

	/**
	 * A quality-control value that differs.
	 *
	 * @param name
	 *            the parameter
	 * @param subject
	 *            what it was measured on; empty for the whole job
	 * @param unit
	 *            the unit
	 * @param before
	 *            its value; empty where the first run has none
	 * @param now
	 *            its value; empty where the second run has none
	 */
	public record QcChange(String name, String subject, String unit, Optional<Double> before, Optional<Double> now) {

		/** Second minus first, in the unit; empty where one of them is not there or not finite. */
		public OptionalDouble change() {
			double change = now.orElse(Double.NaN) - before.orElse(Double.NaN);
			return Double.isFinite(change) ? OptionalDouble.of(change) : OptionalDouble.empty();
		}

		/** The change as a part of the first value, 0.1 for ten per cent more; empty also where that is 0. */
		public OptionalDouble relative() {
			double relative = change().orElse(Double.NaN) / Math.abs(before.orElse(Double.NaN));
			return Double.isFinite(relative) ? OptionalDouble.of(relative) : OptionalDouble.empty();
		}
	}

	/**
	 * A product that differs.
	 *
	 * @param port
	 *            output port
	 * @param category
	 *            its category
	 * @param index
	 *            which product of that port and category, from 0
	 * @param before
	 *            digest of its content; empty where the first run has none
	 * @param now
	 *            digest of its content; empty where the second run has none
	 */
	public record ProductChange(String port, String category, int index, String before, String now) {
	}

	/** Copies the lists. */
	public RunDifference {
		settings = List.copyOf(settings);
		inputs = List.copyOf(inputs);
		versions = List.copyOf(versions);
		datasets = List.copyOf(datasets);
		jobs = List.copyOf(jobs);
	}

	/** Whether nothing differs. */
	public boolean isEmpty() {
		return settings.isEmpty() && workflow.map(WorkflowDifference::isEmpty).orElse(true) && inputs.isEmpty()
				&& versions.isEmpty() && datasets.isEmpty() && jobs.isEmpty();
	}
}
