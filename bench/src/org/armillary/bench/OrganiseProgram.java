package org.armillary.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleReader;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.scan.HeaderMemory;
import org.armillary.organiser.scan.HeaderScan;
import org.armillary.organiser.scan.ScannedFiles;
import org.armillary.workflow.text.DocumentException;

/** Scans a folder once with the keywords of the rules for KMOS, and organises it, in a process that has just begun. */
final class OrganiseProgram {

	private static final String RULES = "rules/kmos.rules.yaml";

	private OrganiseProgram() {
	}

	/**
	 * Prints a line with the number of files found, the number of those that were remembered, and the seconds that this
	 * took; where it is told to organise, another with the number of datasets and the seconds.
	 *
	 * @param arguments
	 *            {@code scan} or {@code organise}, folder to scan, folder of the memory, threads
	 */
	public static void main(String[] arguments)
			throws IOException, InterruptedException, BenchException, DocumentException {
		RuleSet rules = rules();
		long began = System.nanoTime();
		ScannedFiles files = new HeaderScan(rules.selection(), HeaderMemory.in(Path.of(arguments[2])),
				Integer.parseInt(arguments[3])).scan(List.of(Path.of(arguments[1])));
		print(files.files().size() + " " + files.remembered(), began);
		if (arguments[0].equals("organise")) {
			long start = System.nanoTime();
			Organisation organisation = new Organiser(rules, Overlay.NONE, Instant.now()).organise(files.files());
			print(Integer.toString(organisation.datasets().size()), start);
		}
	}

	private static void print(String found, long start) {
		System.out.println(String.format(Locale.ROOT, "%s %.9f", found, Race.since(start)));
	}

	/** The rules that the product ships. */
	private static RuleSet rules() throws IOException, BenchException, DocumentException {
		try (InputStream stream = OrganiseProgram.class.getClassLoader().getResourceAsStream(RULES)) {
			if (stream == null) {
				throw new BenchException("the product has no " + RULES);
			}
			return RuleReader.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), RULES);
		}
	}
}
