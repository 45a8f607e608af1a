package org.armillary.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The program behind {@code armillary bench}.
 *
 * <p>
 * Exit code 0: every row asked for was measured and reached its targets; 1: one did not; 2: wrong usage. A peer that is
 * not installed is named in the table and changes nothing.
 */
final class Bench {

	private static final int PLACES = 4;
	private static final List<Row> ROWS = List.of(new StartRow(), new ReadRow(), new CombineRow(), new ArithmeticRow(),
			new DarkRow(), new JobsRow(), new PlanRow(), new CachedRow(), new OrganiseRow(), new SimulateRow(),
			new CalibrationRow());

	private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
	private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);

	private Bench() {
	}

	/**
	 * Measures.
	 *
	 * @param arguments
	 *            four folders (product, peers' sources, empty on disk, empty in memory), then what the user typed
	 */
	public static void main(String[] arguments) {
		var words = List.of(arguments);
		System.exit(new Bench().execute(
				new Workplace(Path.of(words.get(0)), Path.of(words.get(1)), Path.of(words.get(2)),
						Path.of(words.get(3))),
				words.subList(PLACES, words.size())));
	}

	private int execute(Workplace place, List<String> words) {
		var names = new ArrayList<String>();
		Optional<Path> json = Optional.empty();
		boolean peers = false;
		for (int i = 0; i < words.size(); i++) {
			String word = words.get(i);
			if (word.equals("--peers")) {
				peers = true;
			} else if (word.equals("--json") && i + 1 < words.size()) {
				i++;
				json = Optional.of(Path.of(words.get(i)));
			} else if (word.equals("--help") || word.equals("-h")) {
				out.print(usage());
				return 0;
			} else if (ROWS.stream().anyMatch(row -> row.name().equals(word))) {
				names.add(word);
			} else {
				err.println(word.equals("--json")
						? "armillary: bench wants a file after --json"
						: "armillary: bench does not know \"" + word + "\"");
				err.print(usage());
				return 2;
			}
		}
		List<Row> rows = ROWS.stream().filter(row -> names.isEmpty() || names.contains(row.name())).toList();
		return measure(place, rows, peers, json);
	}

	private static String usage() {
		return "Usage: armillary bench [NAME…] [--peers] [--json FILE]\n" + ROWS.stream()
				.map(row -> "      %-12s%s%n".formatted(row.name(), row.title())).collect(Collectors.joining());
	}

	private int measure(Workplace place, List<Row> rows, boolean peers, Optional<Path> json) {
		var machine = Machine.measure();
		out.println("machine: " + machine.text());
		out.println("Java:    " + Runtime.version() + ", output on " + Workplace.kind(place.memory()) + ", inputs on "
				+ Workplace.kind(place.disk()) + " in the page cache");
		if (machine.isBusy()) {
			out.printf("note:    other programs were running (load %.1f)%n", machine.load());
		}
		var results = new ArrayList<Result>();
		for (Row row : rows) {
			err.println("measuring " + row.name() + " …");
			try {
				results.add(new Result(row.name(), row.title(), row.measure(place, peers), ""));
			} catch (BenchException e) {
				results.add(new Result(row.name(), row.title(), List.of(), e.getMessage()));
			}
		}
		TextReport.of(results).forEach(out::println);
		if (json.isPresent()) {
			try {
				Files.writeString(json.get(), JsonReport.of(machine, results));
			} catch (IOException e) {
				err.println("armillary: " + json.get() + " could not be written: " + e);
				return 2;
			}
		}
		return results.stream().allMatch(Result::isGood) ? 0 : 1;
	}
}
