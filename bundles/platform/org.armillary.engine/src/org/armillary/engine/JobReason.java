package org.armillary.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a job runs, or why it need not.
 *
 * @param kind
 *            why
 * @param run
 *            the run that made what is reused or compared with; empty for none
 * @param differences
 *            in what the job differs from the earlier one that is most like it
 * @param jobs
 *            ids of the jobs that it waits for, where it is not known yet
 * @param inputs
 *            how many products arrive at an input port, for those where several differ
 * @param product
 *            name of the product that is damaged, missing or known by another digest today; empty for none
 * @param mark
 *            who marked the earlier result as out of date, when and why, in words; empty for none
 */
public record JobReason(Kind kind, String run, List<KeyDifference> differences, List<String> jobs,
		Map<String, Integer> inputs, String product, String mark) {

	/** More differences of one port than this are told together. */
	private static final int MOST_OF_A_PORT = 3;

	private static final int MOST_NAMED = 5;

	/** Why a job runs, or why it need not. */
	public enum Kind {
		/** The store has the result of a job with the same key. */
		REUSED,
		/** Nothing like it was ever run. */
		NEW,
		/** Something that decides its result differs from all that was run. */
		CHANGED,
		/** It was run, but a product is missing or damaged. */
		DAMAGED,
		/** It was run by an earlier version of the program, which knew a product by another digest. */
		EARLIER_VERSION,
		/** It was run, but a product was cleaned away to save space. */
		CLEANED,
		/** It was run, but somebody marked the result as out of date. */
		MARKED,
		/** It depends on products that have to be made first. */
		UPSTREAM
	}

	/** Copies the collections. */
	public JobReason {
		differences = List.copyOf(differences);
		jobs = List.copyOf(jobs);
		inputs = Map.copyOf(inputs);
	}

	/** A reason in which no port has several differences. */
	public JobReason(Kind kind, String run, List<KeyDifference> differences, List<String> jobs) {
		this(kind, run, differences, jobs, Map.of(), "", "");
	}

	/**
	 * The key differs from that of an earlier job.
	 *
	 * @param run
	 *            the run of the earlier job
	 * @param differences
	 *            the differences
	 * @param key
	 *            the key of the later job
	 */
	public static JobReason changed(String run, List<KeyDifference> differences, JobKey key) {
		Map<String, Long> several = count(differences.stream().filter(JobReason::isInput).map(KeyDifference::name));
		several.values().removeIf(number -> number <= MOST_OF_A_PORT);
		var inputs = new LinkedHashMap<String, Integer>();
		count(key.parts().stream()
				.filter(part -> part.kind() == KeyPart.Kind.INPUT && !part.value().isEmpty()).map(KeyPart::name))
				.forEach((port, number) -> {
					if (several.containsKey(port)) {
						inputs.put(port, Math.toIntExact(number));
					}
				});
		return new JobReason(Kind.CHANGED, run, differences, List.of(), inputs, "", "");
	}

	private static Map<String, Long> count(Stream<String> names) {
		return names.collect(Collectors.groupingBy(name -> name, LinkedHashMap::new, Collectors.counting()));
	}

	private static boolean isInput(KeyDifference difference) {
		return difference.kind() == KeyPart.Kind.INPUT;
	}

	/** The result of an earlier run is used. */
	public static JobReason reused(String run) {
		return new JobReason(Kind.REUSED, run, List.of(), List.of());
	}

	/**
	 * A product was cleaned away to save space.
	 *
	 * @param run
	 *            the run that made it
	 * @param product
	 *            name of the product
	 */
	public static JobReason cleaned(String run, String product) {
		return new JobReason(Kind.CLEANED, run, List.of(), List.of(), Map.of(), product, "");
	}

	/**
	 * A product was made by an earlier version of the program and is known by another digest today.
	 *
	 * @param run
	 *            the run that made it
	 * @param product
	 *            name of the product
	 */
	public static JobReason earlierVersion(String run, String product) {
		return new JobReason(Kind.EARLIER_VERSION, run, List.of(), List.of(), Map.of(), product, "");
	}

	/**
	 * A product is damaged or missing.
	 *
	 * @param run
	 *            the run that made it
	 * @param product
	 *            its name
	 */
	public static JobReason damaged(String run, String product) {
		return new JobReason(Kind.DAMAGED, run, List.of(), List.of(), Map.of(), product, "");
	}

	/**
	 * The result was marked as out of date.
	 *
	 * @param run
	 *            the run that made it
	 * @param mark
	 *            who marked it, when and why, in words
	 */
	public static JobReason marked(String run, String mark) {
		return new JobReason(Kind.MARKED, run, List.of(), List.of(), Map.of(), "", mark);
	}

	/** Whether the job need not run. */
	public boolean isReused() {
		return kind == Kind.REUSED;
	}

	/** In one line, as {@code armillary why} tells it. */
	public String text() {
		return switch (kind) {
		case REUSED -> "reused: identical inputs" + (run.isEmpty() ? "" : " (from run " + run + ")");
		case NEW -> "ran: nothing like it was run before";
		case CHANGED -> "re-ran: " + changes();
		case CLEANED -> "made again: " + (product.isEmpty() ? "a product" : "product " + product)
				+ " was cleaned away" + (run.isEmpty() ? "" : " (made by run " + run + ")");
		case EARLIER_VERSION -> "made again: " + (product.isEmpty() ? "a product" : "product " + product)
				+ " was made by an earlier version of Armillary" + (run.isEmpty() ? "" : " (in run " + run + ")");
		case DAMAGED -> "made again: " + (product.isEmpty() ? "a product" : "product " + product)
				+ " was damaged or missing in the store" + (run.isEmpty() ? "" : " (made by run " + run + ")");
		case MARKED -> "made again: " + mark + (run.isEmpty() ? "" : " (made by run " + run + ")");
		case UPSTREAM -> "runs after " + some(jobs) + ", unless what " + (jobs.size() == 1 ? "it makes" : "they make")
				+ " comes out unchanged";
		};
	}

	/** What differs from the earlier job, in one line; empty where nothing is compared. */
	public String changes() {
		return String.join("; ", differenceTexts());
	}

	private static String some(List<String> jobs) {
		return String.join(", ", jobs.subList(0, Math.min(MOST_NAMED, jobs.size())))
				+ (jobs.size() > MOST_NAMED ? " and " + (jobs.size() - MOST_NAMED) + " more" : "");
	}

	/** The differences in words; many of one port are summed up. */
	private List<String> differenceTexts() {
		var texts = new ArrayList<String>();
		Map<String, Long> numbers = count(differences.stream().filter(JobReason::isInput).map(KeyDifference::name));
		var told = new HashSet<String>();
		for (KeyDifference difference : differences) {
			String port = difference.name();
			if (!isInput(difference) || numbers.get(port) <= MOST_OF_A_PORT) {
				texts.add(difference.text());
			} else if (told.add(port)) {
				List<KeyDifference> ofPort = differences.stream()
						.filter(other -> isInput(other) && other.name().equals(port)).toList();
				texts.add("input " + port + ": " + portText(port, ofPort));
			}
		}
		return texts;
	}

	private String portText(String port, List<KeyDifference> ofPort) {
		String all = inputs.containsKey(port) ? " of " + inputs.get(port) : "";
		var parts = new ArrayList<String>();
		add(parts, all + " changed: ", ofPort.stream()
				.filter(one -> one.before().equals(one.now())).map(KeyDifference::now).toList());
		add(parts, all + " replaced: ", ofPort.stream()
				.filter(one -> !one.before().isEmpty() && !one.now().isEmpty() && !one.before().equals(one.now()))
				.map(one -> one.before() + " → " + one.now()).toList());
		add(parts, all + " new: ",
				ofPort.stream().filter(one -> one.before().isEmpty()).map(KeyDifference::now).toList());
		add(parts, " gone: ", ofPort.stream().filter(one -> one.now().isEmpty()).map(KeyDifference::before).toList());
		return String.join(", ", parts);
	}

	/** How many, and the names of the first of them. */
	private static void add(List<String> parts, String words, List<String> names) {
		if (!names.isEmpty()) {
			parts.add(names.size() + words + String.join(", ", names.subList(0, Math.min(names.size(), MOST_OF_A_PORT)))
					+ (names.size() > MOST_OF_A_PORT ? ", …" : ""));
		}
	}
}
