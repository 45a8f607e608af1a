package org.armillary.organiser.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** A level is refused just where no candidate can have it, found by trying candidates of all kinds. */
class LadderTest {

	private static final RuleLine LINE = new RuleLine("rules", 1);
	private static final double[] WINDOWS = { 0, 0.5, 1, 2 };
	private static final double[] LIMITS = { 0, 1, 2 };

	/** A candidate: how much later it is, and how far its two quantities are from those of the dataset in need. */
	private record Candidate(double delta, double band, double angle, boolean master) {
	}

	private static final List<Candidate> CANDIDATES = candidates();

	private static List<Candidate> candidates() {
		var candidates = new ArrayList<Candidate>();
		for (double delta : new double[] { -9, -2, -1.5, -1, -0.5, -0.2, 0, 0.2, 0.5, 1, 1.5, 2, 9 }) {
			for (double band : new double[] { 0, 0.5, 1, 1.5, 2, 3, 359, 359.5 }) {
				for (double angle : new double[] { 0, 1, 1.5, 3, 358.5, 359 }) {
					candidates.add(new Candidate(delta, band, angle, false));
					candidates.add(new Candidate(delta, band, angle, true));
				}
			}
		}
		return candidates;
	}

	private static boolean agrees(Match match, Candidate candidate) {
		double difference = match.quantity().equals("band") ? candidate.band : candidate.angle;
		double nearest = match.period().isPresent() ? Math.min(difference, 360 - difference) : difference;
		return match.raw() && candidate.master || difference == 0
				|| match.within().isPresent() && nearest <= match.within().getAsDouble();
	}

	private static boolean takes(Level level, Candidate candidate) {
		return candidate.delta >= -level.before().orElse(Double.POSITIVE_INFINITY)
				&& candidate.delta <= level.after().orElse(Double.POSITIVE_INFINITY)
				&& level.match().stream().allMatch(match -> agrees(match, candidate));
	}

	private static OptionalDouble window(Random random) {
		return random.nextInt(4) == 0 ? OptionalDouble.empty()
				: OptionalDouble.of(WINDOWS[random.nextInt(WINDOWS.length)]);
	}

	private static Level level(Random random) {
		var matches = new ArrayList<Match>();
		for (String quantity : List.of("band", "angle")) {
			if (random.nextInt(3) == 0) {
				boolean near = random.nextBoolean();
				matches.add(new Match(quantity,
						near ? OptionalDouble.of(LIMITS[random.nextInt(LIMITS.length)]) : OptionalDouble.empty(),
						near && random.nextBoolean() ? OptionalDouble.of(360) : OptionalDouble.empty(),
						random.nextInt(3) == 0, LINE));
			}
		}
		return new Level(random.nextInt(5) - 1, window(random), window(random), matches, LINE);
	}

	@Test
	void levelsAreRefusedWhereNoCandidateIsLeftForThem() {
		int refused = 0;
		int missed = 0;
		for (int seed = 0; seed < 3000; seed++) {
			var random = new Random(seed * ExpressionTest.SPREAD);
			var earlier = new ArrayList<Level>();
			for (int i = random.nextInt(4); i > 0; i--) {
				earlier.add(level(random));
			}
			Level level = level(random);
			boolean left = CANDIDATES.stream().anyMatch(candidate -> takes(level, candidate)
					&& earlier.stream().noneMatch(other -> takes(other, candidate)));
			Optional<Level> covering = Ladder.covering(level, earlier);
			if (covering.isPresent()) {
				assertTrue(!left, () -> level + " is reached in spite of " + earlier);
				refused++;
			} else if (!left) {
				missed++;
			}
		}
		assertTrue(refused > 500, refused + " levels were refused");
		// those that only several matches together leave nothing to
		assertTrue(missed < refused / 20, missed + " levels without effect were not refused, " + refused + " were");
	}

	@Test
	void severalWindowsTogetherCoverOne() {
		var past = new Level(0, OptionalDouble.of(1), OptionalDouble.of(0), List.of(), LINE);
		var future = new Level(0, OptionalDouble.of(0), OptionalDouble.of(1), List.of(), new RuleLine("rules", 2));
		var both = new Level(1, OptionalDouble.of(1), OptionalDouble.of(0.5), List.of(), LINE);
		assertEquals(Optional.of(future), Ladder.covering(both, List.of(past, future)));
		assertEquals(Optional.empty(), Ladder.covering(both, List.of(past)));
	}
}
