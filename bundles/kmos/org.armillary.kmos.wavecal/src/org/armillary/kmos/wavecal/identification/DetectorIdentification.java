package org.armillary.kmos.wavecal.identification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.armillary.kmos.detector.Checkpoint;
import org.armillary.numerics.RobustStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the lines in all slitlets of a detector. A few slitlets that lie apart are searched blind; those that
 * agree lead to their neighbours, one after the other, each of which is judged on its own; where that fails the
 * slitlet is searched blind again. At last each is compared with its surroundings, since few lines at an end may lead
 * astray.
 */
public final class DetectorIdentification {

	private static final int ANCHORS = 7;
	/** If these agree, no more are needed. */
	private static final int ENOUGH_ANCHORS = 3;
	private static final int FEWEST_PEAKS = 5;
	/** Slitlets of a detector show a wavelength in rows no farther apart than this. */
	private static final double MOST_APART = 60;
	/** A slitlet leads to another that is so many places away at most. */
	private static final int REACH = 15;
	/** Slitlets on each side with which one is compared. */
	private static final int SURROUNDING = 6;
	private static final int FEWEST_SURROUNDING = 3;
	/** Farther than this from what the surroundings suggest is worth a second look, rows. */
	private static final double LOOK_AGAIN = 1.2;
	/** Farther than this is wrong, rows. */
	private static final double WRONG = 8;
	/** Within this part of the range there always are lines. */
	private static final double INNER = 0.6;
	/** What the surroundings suggest is better if it explains this share of what the slitlet's own law does. */
	private static final double NEARLY_AS_GOOD = 0.97;

	private final SlitletIdentifier identifier;
	private final List<LinePeaks> peaks;
	private final Checkpoint checkpoint;
	private final @Nullable SlitletMatch[] found;

	private DetectorIdentification(LinePattern pattern, List<LinePeaks> peaks, Checkpoint checkpoint) {
		this.checkpoint = checkpoint;
		identifier = new SlitletIdentifier(pattern, checkpoint);
		this.peaks = peaks;
		found = new SlitletMatch[peaks.size()];
	}

	/**
	 * Identifies.
	 *
	 * @param pattern
	 *            the lines
	 * @param peaks
	 *            of each slitlet in order of x; empty of a slitlet without light
	 * @param hint
	 *            a law that may be right, such as reference lines suggest
	 * @param checkpoint
	 *            called slitlet by slitlet
	 * @return for each slitlet what it shows; empty where it is not certain
	 * @throws InterruptedException
	 *             where it was cancelled
	 */
	public static List<Optional<SlitletMatch>> identify(LinePattern pattern, List<LinePeaks> peaks,
			Optional<RowLaw> hint, Checkpoint checkpoint) throws InterruptedException {
		var detector = new DetectorIdentification(pattern, peaks, checkpoint);
		detector.anchors(hint);
		detector.spread();
		detector.blindElsewhere();
		detector.compare();
		return Arrays.stream(detector.found).map(Optional::ofNullable).toList();
	}

	/** Searches some slitlets blind and keeps the largest number that agree. */
	private void anchors(Optional<RowLaw> hint) throws InterruptedException {
		List<Integer> lit = lit();
		var anchors = new ArrayList<Integer>();
		for (int turn = 0; turn < ANCHORS && !lit.isEmpty(); turn++) {
			checkpoint.check();
			if (anchors.size() == ENOUGH_ANCHORS && turn == ENOUGH_ANCHORS && keepAgreeing(anchors) == ENOUGH_ANCHORS) {
				return;
			}
			// the outermost and the middle one first
			int k = turn * (ANCHORS / 2) % ANCHORS;
			int slitlet = lit.get((2 * k + 1) * lit.size() / (2 * ANCHORS));
			if (found[slitlet] == null) {
				Optional<SlitletMatch> match = identifier.blind(peaks.get(slitlet));
				if (match.isEmpty() && hint.isPresent()) {
					match = identifier.near(peaks.get(slitlet), hint.orElseThrow())
							.filter(near -> near.quality().isCertain());
				}
				if (match.isPresent()) {
					found[slitlet] = match.orElseThrow();
					anchors.add(slitlet);
				}
			}
		}
		keepAgreeing(anchors);
	}

	/** Keeps the largest group of slitlets whose laws are alike; gives its size. */
	private int keepAgreeing(List<Integer> slitlets) {
		List<Integer> largest = List.of();
		for (int slitlet : slitlets) {
			List<Integer> group = slitlets.stream().filter(other -> areAlike(slitlet, other)).toList();
			if (group.size() > largest.size()) {
				largest = group;
			}
		}
		for (int slitlet : slitlets) {
			if (!largest.contains(slitlet)) {
				found[slitlet] = null;
			}
		}
		return largest.size();
	}

	private boolean areAlike(int slitlet, int other) {
		RowLaw one = law(slitlet);
		RowLaw two = law(other);
		return Math.abs(one.rowAt(-INNER) - two.rowAt(-INNER)) <= MOST_APART
				&& Math.abs(one.rowAt(0) - two.rowAt(0)) <= MOST_APART
				&& Math.abs(one.rowAt(INNER) - two.rowAt(INNER)) <= MOST_APART;
	}

	/** From slitlets that are known to their neighbours, upward and downward, until nothing changes. */
	private void spread() throws InterruptedException {
		boolean changed = true;
		while (changed) {
			changed = sweep(1) | sweep(-1);
		}
	}

	private boolean sweep(int direction) throws InterruptedException {
		boolean changed = false;
		int known = -1;
		int count = peaks.size();
		for (int k = 0; k < count; k++) {
			checkpoint.check();
			int slitlet = direction > 0 ? k : count - 1 - k;
			if (found[slitlet] == null && known >= 0 && Math.abs(slitlet - known) <= REACH
					&& peaks.get(slitlet).count() >= FEWEST_PEAKS) {
				found[slitlet] = identifier.near(peaks.get(slitlet), law(known)).orElse(null);
				changed |= found[slitlet] != null;
			}
			known = found[slitlet] != null ? slitlet : known;
		}
		return changed;
	}

	/** Searches blind what could not be reached from neighbours, and goes on from there. */
	private void blindElsewhere() throws InterruptedException {
		for (int slitlet : lit()) {
			checkpoint.check();
			if (found[slitlet] == null) {
				Optional<SlitletMatch> match = identifier.blind(peaks.get(slitlet));
				found[slitlet] = match.orElse(null);
				if (match.isPresent() && lit().stream().anyMatch(
						other -> other != slitlet && found[other] != null && !areAlike(slitlet, other))) {
					found[slitlet] = null;
				} else if (match.isPresent()) {
					spread();
				}
			}
		}
	}

	/** Compares each slitlet with its surroundings. */
	private void compare() throws InterruptedException {
		for (int slitlet = 0; slitlet < found.length; slitlet++) {
			checkpoint.check();
			SlitletMatch own = found[slitlet];
			Optional<RowLaw> suggested = surroundings(slitlet);
			if (own == null || suggested.isEmpty()) {
				continue;
			}
			RowLaw law = suggested.orElseThrow();
			if (PatternSearch.distance(own.law(), law) > LOOK_AGAIN) {
				Optional<SlitletMatch> other = identifier.near(peaks.get(slitlet), law);
				if (other.isPresent()
						&& other.orElseThrow().quality().merit() >= NEARLY_AS_GOOD * own.quality().merit()) {
					own = other.orElseThrow();
					found[slitlet] = own;
				}
				if (Math.abs(own.law().rowAt(-INNER) - law.rowAt(-INNER)) > WRONG
						|| Math.abs(own.law().rowAt(INNER) - law.rowAt(INNER)) > WRONG) {
					found[slitlet] = null;
				}
			}
		}
	}

	/** The law that the surroundings of a slitlet suggest: a robust straight line by slitlet for each coefficient. */
	private Optional<RowLaw> surroundings(int slitlet) {
		var near = new ArrayList<Integer>();
		for (int other = Math.max(0, slitlet - SURROUNDING); other <= Math.min(found.length - 1,
				slitlet + SURROUNDING); other++) {
			if (other != slitlet && found[other] != null) {
				near.add(other);
			}
		}
		if (near.size() < FEWEST_SURROUNDING) {
			return Optional.empty();
		}
		double[] terms = new double[RowLaw.MOST_DEGREE + 1];
		for (int term = 0; term < terms.length; term++) {
			terms[term] = predicted(slitlet, near, term);
		}
		return Optional.of(new RowLaw(identifier.pattern().nominal(), terms));
	}

	private double predicted(int slitlet, List<Integer> near, int term) {
		int count = near.size();
		double[] slopes = new double[count * (count - 1) / 2];
		int at = 0;
		for (int i = 0; i < count; i++) {
			for (int j = 0; j < i; j++) {
				slopes[at++] = (term(near.get(i), term) - term(near.get(j), term)) / (near.get(i) - near.get(j));
			}
		}
		double slope = RobustStatistics.median(slopes);
		return RobustStatistics.median(near.stream()
				.mapToDouble(other -> term(other, term) + slope * (slitlet - other)).toArray());
	}

	private double term(int slitlet, int term) {
		double[] correction = law(slitlet).correction();
		return term < correction.length ? correction[term] : 0;
	}

	private List<Integer> lit() {
		var lit = new ArrayList<Integer>();
		for (int slitlet = 0; slitlet < peaks.size(); slitlet++) {
			if (peaks.get(slitlet).count() >= FEWEST_PEAKS) {
				lit.add(slitlet);
			}
		}
		return lit;
	}

	private RowLaw law(int slitlet) {
		SlitletMatch match = found[slitlet];
		if (match == null) {
			throw new IllegalStateException("slitlet " + slitlet + " is not known");
		}
		return match.law();
	}
}
