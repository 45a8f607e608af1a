package org.armillary.engine.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitReaderTest {

	private static final String HEAD = "armillary-limits: 1\nname: test\nlimits:\n";
	private static final String LIMIT = HEAD + "  - actor: kmos.dark\n    value: dark current\n    unit: electron/s\n";

	@TempDir
	Path folder;

	private static List<String> problems(String text) {
		return assertThrows(DocumentException.class, () -> LimitReader.read(text, "x.limits.yaml")).problems().stream()
				.map(LimitReaderTest::told).toList();
	}

	private static String told(Problem problem) {
		return problem.line() + ":" + problem.column() + " " + problem.message().id();
	}

	private static Limit only(String text) throws DocumentException {
		List<Limit> limits = LimitReader.read(text, "x.limits.yaml").limits();
		assertEquals(1, limits.size());
		return limits.getFirst();
	}

	@Test
	void aWholeFile() throws DocumentException {
		LimitSet set = LimitReader.read("""
				armillary-limits: 1
				name: kmos
				description: >
				  Darks
				  of KMOS.
				limits:
				  - actor: kmos.dark
				    value: dark current
				    subject: DET.*
				    unit: electron/s
				    requirement: "<= 0.1"
				    goal: "0 .. 0.02"
				    why: Manual, section 3.
				  - { actor: kmos.dark, value: bad pixels, unit: "", requirement: { min: 5, max: 8e4 } }
				  - actor: kmos.stats
				    value: median
				    unit: adu
				    goal: ≥ -3
				""", "kmos.limits.yaml");
		assertEquals("kmos", set.name());
		assertEquals("Darks of KMOS.", set.description());
		assertEquals(List.of(
				new Limit("kmos.dark", "dark current", "DET.*", "electron/s",
						new Interval(Double.NEGATIVE_INFINITY, 0.1), new Interval(0, 0.02), "Manual, section 3.",
						"kmos.limits.yaml", 7),
				new Limit("kmos.dark", "bad pixels", "*", "", new Interval(5, 80000), new Interval(5, 80000), "",
						"kmos.limits.yaml", 14),
				new Limit("kmos.stats", "median", "*", "adu", Interval.ALL,
						new Interval(-3, Double.POSITIVE_INFINITY), "", "kmos.limits.yaml", 15)),
				set.limits());
		assertFalse(set.isEmpty());
	}

	@Test
	void aListWithoutLimitsIsEmpty() throws DocumentException {
		assertTrue(LimitReader.read(HEAD, "x").isEmpty());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "<= 0.1 | -Infinity | 0.1", ">= -3 | -3 | Infinity", "≤ .5 | -Infinity | 0.5",
			"≥1e3 | 1000 | Infinity", "0.8 .. 1.2 | 0.8 | 1.2", "0.8..1.2 | 0.8 | 1.2", "-2..-1 | -2 | -1",
			"0 .. 0 | 0 | 0", "+1e-3 .. 2E+2 | 0.001 | 200", "{min: 1} | 1 | Infinity", "{max: 1} | -Infinity | 1",
			"{min: -1, max: 2.5} | -1 | 2.5", "'>= -0' | 0 | Infinity" })
	void ranges(String text, double lowest, double highest) throws DocumentException {
		String written = text.startsWith("{") ? text : "\"" + text + "\"";
		assertEquals(new Interval(lowest, highest), only(LIMIT + "    requirement: " + written + "\n").requirement());
	}

	/** What a range says of itself can be read again as the same range. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void textsOfRangesAreRanges(long seed) throws DocumentException {
		var random = new Random(seed);
		for (int i = 0; i < 300; i++) {
			double one = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
			double other = one + Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(40) - 20);
			var range = switch (random.nextInt(3)) {
			case 0 -> new Interval(one, other);
			case 1 -> new Interval(one, Double.POSITIVE_INFINITY);
			default -> new Interval(Double.NEGATIVE_INFINITY, one);
			};
			assertEquals(range, only(LIMIT + "    goal: \"" + range.text() + "\"\n").goal(), range.text());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "< 0.1", "> 3", "0.1", "<= x", "1 .. ", "1 ... 2", "<= 1e999", "-1e999 .. 2", "2 .. 1",
			"<= NaN", "<= 0x10", "<= 1,5", "{min: 2, max: 1}", "{min: x}", "{min: 1e999}", "{ }" })
	void badRanges(String text) {
		String written = text.startsWith("{") ? text : "\"" + text + "\"";
		List<String> told = problems(LIMIT + "    requirement: " + written + "\n");
		assertEquals(1, told.size(), told.toString());
		assertTrue(told.getFirst().endsWith(" quality.range"), told.toString());
		assertTrue(told.getFirst().startsWith("7:"), told.toString());
	}

	@Test
	void firstLine() {
		assertEquals(List.of("1:1 quality.version"), problems(""));
		assertEquals(List.of("1:1 quality.version"), problems("# nothing\n"));
		assertEquals(List.of("1:1 quality.version"), problems("name: x\nlimits:\n"));
		assertEquals(List.of("1:1 quality.version"), problems("armillary-limits: 2\nanything: goes\n").stream()
				.filter(told -> told.endsWith("version")).toList());
		assertEquals(List.of("2:1 quality.version"), problems("name: x\narmillary-limits: 1\nlimits:\n"));
	}

	@Test
	void allProblemsAtOnce() {
		assertEquals(List.of("2:1 quality.name", "4:5 workflow.missing-key", "7:5 quality.twice", "8:63 quality.goal",
				"10:5 workflow.unknown-key", "11:5 quality.empty", "12:46 workflow.no-value"), problems("""
						armillary-limits: 1
						name: two words
						limits:
						  - actor: a
						    value: level
						    requirement: "<= 1"
						  - { actor: a, value: level, unit: adu, requirement: "<= 1" }
						  - { actor: a, value: noise, unit: adu, requirement: "<= 1", goal: "<= 2" }
						  - actor: a
						    vlaue: noise
						  - { actor: a, value: current, unit: adu }
						  - { actor: a, value: x, goal: "<= 1", unit: }
						"""));
	}

	@Test
	void namesThatMustBeThere() {
		assertEquals(List.of("1:1 workflow.missing-key", "1:1 workflow.missing-key"),
				problems("armillary-limits: 1\n"));
		assertEquals(List.of("4:5 workflow.missing-key", "4:5 workflow.missing-key", "4:5 workflow.missing-key"),
				problems(HEAD + "  - goal: <= 1\n").stream().filter(told -> told.endsWith("missing-key")).toList());
		assertEquals(List.of("4:12 workflow.no-value"),
				problems(HEAD + "  - actor: \" \"\n    value: x\n    unit: \"\"\n    goal: \"<= 1\"\n"));
	}

	@Test
	void aGoalOutsideOfItsRequirement() {
		String text = LIMIT + "    requirement: \"0 .. 1\"\n    goal: ";
		assertEquals(List.of("8:5 quality.goal"), problems(text + "\">= 0.5\"\n"));
		assertEquals(List.of("8:5 quality.goal"), problems(text + "\"-0.1 .. 0.5\"\n"));
	}

	@Test
	void twiceForTheSameSubjectsOnly() throws DocumentException {
		String one = "  - { actor: a, value: x, unit: s, goal: \"<= 1\"";
		assertEquals(List.of("5:5 quality.twice"), problems(HEAD + one + "}\n" + one + ", subject: \"*\"}\n"));
		assertEquals(2, LimitReader.read(HEAD + one + "}\n" + one + ", subject: D*}\n", "x").limits().size());
	}

	@Test
	void whatIsNoMap() {
		assertEquals(List.of("1:1 quality.version", "1:1 workflow.type"), problems("- a\n").stream().sorted().toList()
				.stream().filter(told -> !told.endsWith("missing-key")).toList());
		assertEquals(List.of("4:5 workflow.type"), problems(HEAD + "  - text\n"));
		assertEquals(List.of("3:9 workflow.type"), problems("armillary-limits: 1\nname: x\nlimits: 5\n"));
	}

	@Test
	void files() throws IOException, DocumentException {
		Path file = folder.resolve("x.limits.yaml");
		Files.writeString(file, LIMIT + "    goal: \"<= 1\"\n");
		assertEquals(file.toString(), LimitReader.read(file).limits().getFirst().file());
		assertThrows(DocumentException.class, () -> LimitReader.read(folder));
		Files.write(file, new byte[] { (byte) 0xff });
		assertThrows(DocumentException.class, () -> LimitReader.read(file));
	}

	/** Damaged texts are refused or read, and nothing else. */
	@ParameterizedTest
	@ValueSource(longs = { 11, 12, 13 })
	void damagedTexts(long seed) {
		var random = new Random(seed);
		String whole = LIMIT + "    subject: DET.*\n    requirement: { min: 0.5, max: 7 }\n    goal: \"1 .. 2\"\n";
		String marks = ":-{}[]\"'.<>=#*&!|\n \t10aé";
		int refused = 0;
		for (int i = 0; i < 400; i++) {
			var text = new StringBuilder(whole);
			for (int n = random.nextInt(4); n >= 0; n--) {
				int at = random.nextInt(text.length());
				switch (random.nextInt(3)) {
				case 0 -> text.deleteCharAt(at);
				case 1 -> text.insert(at, marks.charAt(random.nextInt(marks.length())));
				default -> text.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
				}
			}
			try {
				LimitReader.read(text.toString(), "x").limits();
			} catch (DocumentException e) {
				refused++;
				assertFalse(e.problems().isEmpty());
			}
		}
		assertTrue(refused > 100, refused + " refused");
	}
}
