package org.armillary.engine.run;

import java.util.List;
import java.util.Optional;

import org.armillary.engine.KeyDifference;
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
 * @param jobs
 *            jobs that differ, matched by node and subject
 */
public record RunDifference(String before, String now, List<SettingChange> settings,
		Optional<WorkflowDifference> workflow, List<InputChange> inputs, List<JobChange> jobs) {

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
		jobs = List.copyOf(jobs);
	}

	/** Whether nothing differs. */
	public boolean isEmpty() {
		return settings.isEmpty() && workflow.map(WorkflowDifference::isEmpty).orElse(true) && inputs.isEmpty()
				&& jobs.isEmpty();
	}
}
