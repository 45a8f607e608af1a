package org.armillary.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;

import org.armillary.actor.provider.ActorDescriptor;

/** The results of an algorithm number are those of its golden summary. */
final class GoldenRules {

	/** System property; the value {@code update} lets the summary be written instead of compared. */
	static final String PROPERTY = "armillary.golden";

	/** Environment variable to the same effect. */
	static final String VARIABLE = "ARMILLARY_GOLDEN";

	private static final int SHOWN = 8;

	private GoldenRules() {
	}

	/** Whether summaries are to be written instead of compared. */
	static boolean isUpdate() {
		return "update".equals(System.getProperty(PROPERTY, System.getenv(VARIABLE)));
	}

	/**
	 * Compares the results of all cases with the file {@code <actor id>-<algorithm>.txt}, or writes it.
	 *
	 * @param folder
	 *            where golden summaries are kept
	 * @param update
	 *            whether to write
	 */
	static void check(ContractJobs jobs, List<ContractCase> cases, Path folder, boolean update)
			throws IOException, InterruptedException {
		ActorDescriptor actor = jobs.actor();
		var found = new LinkedHashMap<String, GoldenEntry>();
		for (ContractCase contractCase : cases) {
			found.putAll(ProductSummary.of(contractCase, jobs.result(contractCase), jobs.inputs(contractCase)));
		}
		Path file = folder.resolve(actor.id() + "-" + actor.algorithm() + ".txt");
		if (update) {
			Files.createDirectories(folder);
			Files.writeString(file, text(actor, found));
			return;
		}
		if (!Files.exists(file)) {
			throw new ContractViolation(ContractMessage.GOLDEN_MISSING.with(actor.id(), file));
		}
		List<String> differences = differences(read(file), found);
		if (!differences.isEmpty()) {
			String more = differences.size() > SHOWN ? "\n… and " + (differences.size() - SHOWN) + " more" : "";
			throw new ContractViolation(ContractMessage.GOLDEN_DIFFERS
					.with(actor.id(), actor.algorithm(), differences.size() + " values of " + found.size(), file)
					.withDetail(String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size()))) + more));
		}
	}

	private static String text(ActorDescriptor actor, SequencedMap<String, GoldenEntry> entries) {
		var text = new StringBuilder("# Results of " + actor.id() + ", algorithm " + actor.algorithm()
				+ ", on the inputs of its contract test. Written by the test with " + VARIABLE + "=update.\n");
		entries.forEach((name, entry) -> text.append(name).append(" = ").append(entry.text()).append('\n'));
		return text.toString();
	}

	private static SequencedMap<String, GoldenEntry> read(Path file) throws IOException {
		var entries = new LinkedHashMap<String, GoldenEntry>();
		for (String line : Files.readAllLines(file)) {
			int split = line.indexOf(" = ");
			if (!line.startsWith("#") && split > 0) {
				entries.put(line.substring(0, split), GoldenEntry.parse(line.substring(split + 3)));
			}
		}
		return entries;
	}

	private static List<String> differences(SequencedMap<String, GoldenEntry> golden,
			SequencedMap<String, GoldenEntry> found) {
		var names = new LinkedHashSet<>(golden.keySet());
		names.addAll(found.keySet());
		var differences = new ArrayList<String>();
		for (String name : names) {
			GoldenEntry expected = golden.get(name);
			GoldenEntry present = found.get(name);
			if (expected == null || present == null || !expected.agrees(present)) {
				differences.add(name + ": " + (expected == null ? "absent" : expected.text()) + ", now "
						+ (present == null ? "absent" : present.text()));
			}
		}
		return differences;
	}
}
