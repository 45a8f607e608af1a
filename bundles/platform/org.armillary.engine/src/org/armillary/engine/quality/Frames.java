package org.armillary.engine.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;

/**
 * Tells which results were made of the same files: products of other results are followed back to what these are made of.
 * What was made of nothing, as simulations are, is a file like those from outside. <b>Threads.</b> For one thread.
 */
final class Frames {

	/**
	 * What a result was made of.
	 *
	 * @param maker
	 *            hash of the key of the job that made it; empty where that is not said
	 * @param digest
	 *            digest of its content
	 * @param received
	 *            digest of what the job received of it
	 */
	private record Input(String maker, String digest, String received) {
	}

	/** What is kept of a result: its inputs and, where it has none, what else tells it from others. */
	private record Job(List<Input> inputs, List<String> settings) {
	}

	private final Map<String, Job> jobs = new HashMap<>();
	/** The job of each product; of several the one with the first key, so that nothing depends on the order. */
	private final Map<String, String> makers = new HashMap<>();
	private final Map<String, Set<String>> sources = new HashMap<>();
	private final Set<String> atWork = new HashSet<>();
	private final Map<List<String>, Integer> numbers = new HashMap<>();

	/** Takes notice of a result. All must be known before anything is asked. */
	void add(JobReport report) {
		String key = report.key().hash();
		List<Input> inputs = inputs(report);
		jobs.put(key, new Job(inputs, inputs.isEmpty() ? settings(report) : List.of()));
		for (List<MadeProduct> products : report.products().values()) {
			for (MadeProduct product : products) {
				makers.merge(product.digest(), key, (one, other) -> one.compareTo(other) <= 0 ? one : other);
			}
		}
	}

	private static List<Input> inputs(JobReport report) {
		var inputs = new ArrayList<Input>();
		for (UsedInput input : report.facts().inputs()) {
			String digest = input.origin().digest();
			inputs.add(new Input(input.origin().maker().map(Maker::key).orElse(""),
					digest.isEmpty() ? input.received() : digest, input.received()));
		}
		if (inputs.isEmpty()) {
			// results of earlier versions keep no facts; the category follows the digest after a blank
			for (KeyPart part : report.key().parts()) {
				if (part.kind() == KeyPart.Kind.INPUT && !part.value().isEmpty()) {
					int blank = part.value().indexOf(' ');
					String digest = blank < 0 ? part.value() : part.value().substring(0, blank);
					inputs.add(new Input("", digest, digest));
				}
			}
		}
		return inputs;
	}

	/** The parameters; the key where not even these are known. */
	private static List<String> settings(JobReport report) {
		if (report.key().parts().isEmpty()) {
			return List.of(report.key().hash());
		}
		var settings = new ArrayList<String>();
		report.key().parts().stream().filter(part -> part.kind() == KeyPart.Kind.PARAMETER).forEach(part -> {
			settings.add(part.name());
			settings.add(part.value());
		});
		return settings;
	}

	/**
	 * A number that results of the same files have in common; of those that were made of nothing, results of the same
	 * parameters and the same time.
	 *
	 * @param key
	 *            hash of the key of a known result
	 * @param observed
	 *            when its products were observed
	 */
	int of(String key, OptionalDouble observed) {
		Job job = jobs.getOrDefault(key, new Job(List.of(), List.of(key)));
		var what = new ArrayList<String>();
		if (job.inputs.isEmpty()) {
			what.add(observed.toString());
			what.addAll(job.settings);
		} else {
			what.addAll(sources(key, job));
		}
		return numbers.computeIfAbsent(what, _ -> numbers.size());
	}

	/** Digests of the files that a result was made of in the end. */
	private Set<String> sources(String key, Job job) {
		Set<String> known = sources.get(key);
		if (known != null) {
			return known;
		}
		atWork.add(key);
		var found = new TreeSet<String>();
		for (Input input : job.inputs) {
			String maker = maker(input);
			Job made = jobs.get(maker);
			if (made == null || made.inputs.isEmpty() || atWork.contains(maker)) {
				found.add(input.digest);
			} else {
				found.addAll(sources(maker, made));
			}
		}
		atWork.remove(key);
		sources.put(key, found);
		return found;
	}

	private String maker(Input input) {
		return jobs.containsKey(input.maker) ? input.maker
				: makers.getOrDefault(input.digest, makers.getOrDefault(input.received, ""));
	}
}
