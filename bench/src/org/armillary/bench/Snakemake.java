package org.armillary.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The peer for whole runs of many jobs. */
final class Snakemake {

	static final String NEEDED = "please install snakemake";

	private static final Duration CAP = Duration.ofMinutes(5);
	private static final int MINUTES_BETWEEN_STEPS = 10;

	/** How a rule makes its file. */
	enum Rule {
		/** A shell command. */
		SHELL("shell: \"touch {output}\""),
		/** Python inside the rules' file, for which Snakemake starts itself again. */
		RUN("run: open(output[0], \"w\").close()");

		private final String text;

		Rule(String text) {
			this.text = text;
		}
	}

	private Snakemake() {
	}

	/**
	 * Its name and version.
	 *
	 * @throws BenchException
	 *             where it is not installed
	 */
	static String version(Workplace place) throws BenchException {
		try {
			return "Snakemake " + String.join("", Programs.output(place, List.of("snakemake", "--version"), Map.of()));
		} catch (IOException e) {
			throw new BenchException(NEEDED, e);
		}
	}

	/**
	 * A command that runs rules which depend on nothing.
	 *
	 * @param jobs
	 *            how many
	 * @param options
	 *            further words
	 */
	static Command run(Workplace place, String label, Rule rule, int jobs, String... options) {
		var words = new ArrayList<>(List.of("snakemake", "-j", "2"));
		words.addAll(List.of(options));
		return new Command(place, label, place.disk(), words, environment(place)).within(CAP)
				.before(folder -> Files.writeString(folder.resolve("Snakefile"), """
						rule all:
						    input: expand("made/{i}", i=range(%d))
						rule touch:
						    output: "made/{i}"
						    %s
						""".formatted(jobs, rule.text)))
				.after(folder -> {
					try (var made = Files.list(folder.resolve("made"))) {
						if (made.count() != jobs) {
							throw new BenchException(label + " did not make " + jobs + " files");
						}
					}
				});
	}

	/**
	 * A command that plans a graph of which everything is made already: files, their times, and what Snakemake notes of the
	 * rules that made them. One dataset is run; the notes of the others are copies with their names.
	 *
	 * @param nodes
	 *            rules, one after the other
	 * @param datasets
	 *            files that go through them
	 */
	static Command plan(Workplace place, int nodes, int datasets) throws BenchException {
		Path folder = place.disk().resolve("snakemake");
		try {
			Files.createDirectories(folder);
			Files.writeString(folder.resolve("Snakefile"), rules(nodes, datasets));
			Instant start = Instant.now().minus(Duration.ofDays(1));
			make(folder.resolve("made0/0"), start);
			Programs.output(place, List.of("snakemake", "-j", "1", "--directory", folder.toString(), "--snakefile",
					folder.resolve("Snakefile").toString(), file(nodes, 0)), environment(place));
			for (int node = 0; node <= nodes; node++) {
				String note = node == 0 ? "" : Files.readString(note(folder, node, 0));
				for (int dataset = 0; dataset < datasets; dataset++) {
					make(folder.resolve(file(node, dataset)),
							start.plus(Duration.ofMinutes((long) node * MINUTES_BETWEEN_STEPS)));
					if (node > 0) {
						Files.writeString(note(folder, node, dataset),
								note.replace(file(node - 1, 0) + "\"", file(node - 1, dataset) + "\"")
										.replace(file(node, 0) + "\"", file(node, dataset) + "\""));
					}
				}
			}
		} catch (IOException e) {
			throw new BenchException("the graph for Snakemake could not be made: " + e.getMessage(), e);
		}
		return new Command(place, "snakemake -n", place.disk(),
				List.of("snakemake", "-n", "--directory", folder.toString(), "--snakefile",
						folder.resolve("Snakefile").toString()),
				environment(place)).cappedAt(CAP).after(own -> {
					if (!Files.readString(own.resolve("log")).contains("Nothing to be done")) {
						throw new BenchException(
								"snakemake -n would run something" + Command.reason(own.resolve("log")));
					}
				});
	}

	private static String rules(int nodes, int datasets) {
		var text = new StringBuilder("""
				rule all:
				    input: expand("made%d/{i}", i=range(%d))
				""".formatted(nodes, datasets));
		IntStream.rangeClosed(1, nodes).forEach(node -> text.append("""
				rule step%1$d:
				    input: "made%2$d/{i}"
				    output: "made%1$d/{i}"
				    %3$s
				""".formatted(node, node - 1, Rule.SHELL.text)));
		return text.toString();
	}

	private static String file(int node, int dataset) {
		return "made" + node + "/" + dataset;
	}

	private static Path note(Path folder, int node, int dataset) {
		return folder.resolve(".snakemake/metadata").resolve(
				Base64.getUrlEncoder().encodeToString(file(node, dataset).getBytes(StandardCharsets.UTF_8)));
	}

	private static void make(Path file, Instant time) throws IOException {
		Files.createDirectories(file.getParent());
		Files.write(file, new byte[0]);
		Files.setLastModifiedTime(file, FileTime.from(time));
	}

	// what it would keep in the user's home
	private static Map<String, String> environment(Workplace place) {
		return Map.of("XDG_CACHE_HOME", place.disk().resolve("snakemake-cache").toString());
	}
}
