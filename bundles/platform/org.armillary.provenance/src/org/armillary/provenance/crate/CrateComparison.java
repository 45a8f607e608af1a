package org.armillary.provenance.crate;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.JobReport;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.script.RunSteps;

/**
 * The products of a crate beside those of a run that did the same again. Jobs are the same where their keys are; those
 * that are left are taken node by node, in their order.
 *
 * @param same
 *            number of products with the content that the crate states
 * @param all
 *            number of products in the crate
 * @param reused
 *            number of jobs whose result was in the store before, so that nothing was made again
 * @param differences
 *            the products that differ
 */
public record CrateComparison(int same, int all, int reused, List<Difference> differences) {

	private static final int DIGITS = 8;

	/**
	 * A product that is not what it was.
	 *
	 * @param product
	 *            where it is in the crate
	 * @param job
	 *            the job that made it
	 * @param expected
	 *            digest in the crate
	 * @param found
	 *            digest now; empty where it was not made
	 * @param why
	 *            in what the keys of the jobs differ; none where the same work gave something else
	 */
	public record Difference(String product, String job, String expected, Optional<String> found,
			List<KeyDifference> why) {

		/** Copies the list. */
		public Difference {
			why = List.copyOf(why);
		}
	}

	/** Copies the list. */
	public CrateComparison {
		differences = List.copyOf(differences);
	}

	/** Compares. */
	public static CrateComparison of(CrateRun crate, RunRecord run, RunSteps.Reports reports) throws IOException {
		Map<String, JobRecord> partners = partners(crate, run);
		var differences = new ArrayList<Difference>();
		int same = 0;
		for (CrateRun.Job job : crate.jobs()) {
			Optional<JobRecord> partner = Optional.ofNullable(partners.get(job.id()));
			Optional<JobReport> report = Optional.empty();
			if (partner.isPresent() && partner.get().state().isFinished() && partner.get().key().isPresent()) {
				report = reports.find(partner.get().key().get().hash());
			}
			List<KeyDifference> why = partner.flatMap(JobRecord::key).map(key -> why(job.key().parts(), key.parts()))
					.orElse(List.of());
			for (var port : job.products().entrySet()) {
				List<MadeProduct> made = report.map(known -> known.products().getOrDefault(port.getKey(), List.of()))
						.orElse(List.of());
				for (int i = 0; i < port.getValue().size(); i++) {
					CrateRun.Product expected = port.getValue().get(i);
					Optional<String> found = i < made.size() ? Optional.of(made.get(i).digest()) : Optional.empty();
					if (found.filter(expected.digest()::equals).isPresent()) {
						same++;
					} else {
						differences.add(new Difference(expected.place(), job.id(), expected.digest(), found, why));
					}
				}
			}
		}
		return new CrateComparison(same, crate.products(), run.counts().reused(), differences);
	}

	/** The differences of two keys; inputs are told with the beginnings of their digests, as names need not differ. */
	private static List<KeyDifference> why(List<KeyPart> before, List<KeyPart> now) {
		var told = new ArrayList<KeyDifference>();
		List<KeyPart> gone = inputsWithout(before, now);
		List<KeyPart> added = inputsWithout(now, before);
		for (KeyDifference difference : KeyDifference.between(before, now)) {
			told.add(difference.kind() != KeyPart.Kind.INPUT ? difference
					: new KeyDifference(difference.kind(), difference.name(),
							numbered(difference.name(), difference.before(), gone),
							numbered(difference.name(), difference.now(), added)));
		}
		return told;
	}

	private static List<KeyPart> inputsWithout(List<KeyPart> parts, List<KeyPart> other) {
		return new ArrayList<>(parts.stream().filter(part -> part.kind() == KeyPart.Kind.INPUT)
				.filter(part -> other.stream().noneMatch(part::matches)).toList());
	}

	/** A name with the beginning of its digest, which is taken out of the list. */
	private static String numbered(String port, String label, List<KeyPart> parts) {
		Optional<KeyPart> part = parts.stream()
				.filter(candidate -> candidate.name().equals(port) && candidate.label().equals(label)).findFirst();
		part.ifPresent(parts::remove);
		return part.filter(known -> known.value().length() > DIGITS)
				.map(known -> label + " (" + known.value().substring(0, DIGITS) + "…)").orElse(label);
	}

	private static Map<String, JobRecord> partners(CrateRun crate, RunRecord run) {
		var byKey = new HashMap<String, Deque<JobRecord>>();
		run.jobs().forEach(job -> job.key().ifPresent(
				key -> byKey.computeIfAbsent(key.hash(), _ -> new ArrayDeque<>()).add(job)));
		var partners = new HashMap<String, JobRecord>();
		for (CrateRun.Job job : crate.jobs()) {
			Deque<JobRecord> equal = byKey.getOrDefault(job.key().hash(), new ArrayDeque<>());
			if (!equal.isEmpty()) {
				partners.put(job.id(), equal.remove());
			}
		}
		var taken = new HashSet<String>();
		partners.values().forEach(job -> taken.add(job.id()));
		var left = new HashMap<String, Deque<JobRecord>>();
		run.jobs().stream().filter(job -> !taken.contains(job.id()))
				.forEach(job -> left.computeIfAbsent(job.outline().node(), _ -> new ArrayDeque<>()).add(job));
		for (CrateRun.Job job : crate.jobs()) {
			Deque<JobRecord> ofNode = left.getOrDefault(job.node(), new ArrayDeque<>());
			if (!partners.containsKey(job.id()) && !ofNode.isEmpty()) {
				partners.put(job.id(), ofNode.remove());
			}
		}
		return partners;
	}
}
