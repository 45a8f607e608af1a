package org.armillary.engine.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

import org.armillary.actor.QcValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitSetTest {

	private static final List<String> NAMES = List.of("level", "noise");
	private static final List<String> SUBJECTS = List.of("", "DET.1", "DET.2", "DET.11", "IFU.1");
	private static final List<String> PATTERNS = List.of("*", "DET.*", "DET.1", "DET.1*", "*.1", "?ET.2", "I*", "");
	private static final List<String> UNITS = List.of("adu", "");

	private static Limit limit(String name, String subject, String unit, Interval requirement, Interval goal,
			int line) {
		return new Limit("a", name, subject, unit, requirement, goal, "", "f", line);
	}

	private static LimitSet set(Limit... limits) {
		return LimitSet.of("x", "", List.of(limits));
	}

	@Test
	void threeStates() {
		LimitSet set = set(limit("level", "*", "adu", new Interval(0, 10), new Interval(2, 8), 1));
		assertEquals(QualityState.GOAL_MET, state(set, 2));
		assertEquals(QualityState.GOAL_MET, state(set, 8));
		assertEquals(QualityState.REQUIREMENT_MET, state(set, Math.nextUp(8.0)));
		assertEquals(QualityState.REQUIREMENT_MET, state(set, 10));
		assertEquals(QualityState.FAILED, state(set, Math.nextUp(10.0)));
		assertEquals(QualityState.FAILED, state(set, -1e-300));
		assertEquals(QualityState.FAILED, state(set, Double.NaN));
		assertEquals(QualityState.FAILED, state(set, Double.POSITIVE_INFINITY));
	}

	/** A value that could not be measured fails any limit, even one that allows every number. */
	@Test
	void noNumberFailsEveryLimit() {
		LimitSet set = set(limit("level", "*", "adu", Interval.ALL, Interval.ALL, 1));
		assertEquals(QualityState.FAILED, state(set, Double.NaN));
		for (double limitless : new double[] { Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY }) {
			assertEquals(QualityState.FAILED, state(set, limitless));
			var atLeast = new Interval(3, Double.POSITIVE_INFINITY);
			assertEquals(QualityState.FAILED, state(set(limit("level", "*", "adu", atLeast, atLeast, 1)), limitless));
		}
		assertEquals(QualityState.GOAL_MET, state(set, -Double.MAX_VALUE));
	}

	private static QualityState state(LimitSet set, double value) {
		return set.verdict("a", new QcValue("level", "DET.1", value, "adu")).state();
	}

	@Test
	void otherUnitsAreNotCompared() {
		LimitSet set = set(limit("level", "*", "electron", new Interval(0, 1), new Interval(0, 1), 1));
		Verdict verdict = set.verdict("a", new QcValue("level", "", 5, "adu"));
		assertEquals(QualityState.NO_LIMIT, verdict.state());
		assertTrue(verdict.isOfOtherUnit());
		Verdict none = set.verdict("a", new QcValue("noise", "", 5, "adu"));
		assertFalse(none.isOfOtherUnit());
		assertEquals(Optional.empty(), none.limit());
	}

	@Test
	void ofOtherActorsNothing() {
		LimitSet set = set(limit("level", "*", "adu", new Interval(0, 1), new Interval(0, 1), 1));
		assertEquals(Optional.empty(), set.limit("b", new QcValue("level", "", 5, "adu")));
		assertEquals(Optional.empty(), LimitSet.NONE.limit("a", new QcValue("level", "", 5, "adu")));
	}

	@Test
	void laterFilesWin() {
		LimitSet first = set(limit("level", "DET.1", "adu", new Interval(0, 1), new Interval(0, 1), 1),
				limit("noise", "*", "adu", new Interval(0, 1), new Interval(0, 1), 2));
		LimitSet second = set(limit("level", "*", "adu", new Interval(0, 9), new Interval(0, 9), 3));
		LimitSet both = LimitSet.of(List.of(first, second));
		assertEquals(3, both.limit("a", new QcValue("level", "DET.1", 0, "adu")).orElseThrow().line());
		assertEquals(2, both.limit("a", new QcValue("noise", "DET.1", 0, "adu")).orElseThrow().line());
		assertEquals(List.of(1, 2, 3), both.limits().stream().map(Limit::line).toList());
		assertSame(first, LimitSet.of(List.of(first)));
		assertTrue(LimitSet.of(List.of()).isEmpty());
	}

	/** Verdicts over random files, limits and values are those of a slow reference. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void agreesWithAReference(long seed) {
		var random = new Random(seed);
		var seen = EnumSet.noneOf(QualityState.class);
		for (int round = 0; round < 200; round++) {
			var files = new ArrayList<List<Limit>>();
			for (int n = random.nextInt(4); n > 0; n--) {
				var limits = new ArrayList<Limit>();
				for (int m = random.nextInt(6); m > 0; m--) {
					double lowest = random.nextInt(5);
					double highest = lowest + random.nextInt(5);
					limits.add(limit(pick(NAMES, random), pick(PATTERNS, random), pick(UNITS, random),
							new Interval(lowest, highest), new Interval((lowest + highest) / 2, highest),
							files.size() * 100 + limits.size()));
				}
				files.add(limits);
			}
			LimitSet set = LimitSet
					.of(files.stream().map(limits -> LimitSet.of("x", "", limits)).toList());
			for (int i = 0; i < 30; i++) {
				double number = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(20) / 2.0;
				var value = new QcValue(pick(NAMES, random), pick(SUBJECTS, random), number, pick(UNITS, random));
				Optional<Limit> expected = reference(files, value);
				Verdict verdict = set.verdict("a", value);
				assertEquals(expected, verdict.limit());
				assertEquals(reference(expected, value), verdict.state());
				seen.add(verdict.state());
			}
		}
		assertEquals(EnumSet.allOf(QualityState.class), seen);
	}

	private static Optional<Limit> reference(List<List<Limit>> files, QcValue value) {
		Optional<Limit> holds = Optional.empty();
		for (List<Limit> limits : files) {
			Optional<Limit> best = Optional.empty();
			int length = -1;
			for (Limit limit : limits) {
				String letters = limit.subject().replaceAll("[*?]", "");
				var pattern = new StringBuilder();
				for (char c : limit.subject().toCharArray()) {
					pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
				}
				if (limit.name().equals(value.name()) && value.subject().matches(pattern.toString())
						&& letters.length() > length) {
					best = Optional.of(limit);
					length = letters.length();
				}
			}
			holds = best.isPresent() ? best : holds;
		}
		return holds;
	}

	private static QualityState reference(Optional<Limit> limit, QcValue value) {
		if (limit.isEmpty() || !limit.get().unit().equals(value.unit())) {
			return QualityState.NO_LIMIT;
		}
		double number = value.value();
		Interval must = limit.get().requirement();
		Interval should = limit.get().goal();
		if (number >= should.lowest() && number <= should.highest()) {
			return QualityState.GOAL_MET;
		}
		return number >= must.lowest() && number <= must.highest() ? QualityState.REQUIREMENT_MET
				: QualityState.FAILED;
	}

	private static <T> T pick(List<T> list, Random random) {
		return list.get(random.nextInt(list.size()));
	}
}
