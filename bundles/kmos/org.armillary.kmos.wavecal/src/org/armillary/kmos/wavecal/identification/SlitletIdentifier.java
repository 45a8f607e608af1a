package org.armillary.kmos.wavecal.identification;

import java.util.Arrays;
import java.util.Optional;

import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.wavecal.identification.PatternSearch.Candidate;
import org.armillary.kmos.wavecal.identification.PatternSearch.Range;
import org.jspecify.annotations.Nullable;

/** Identifies the lines of one slitlet, blind or with the help of a neighbour. Immutable. */
final class SlitletIdentifier {

	private static final int BLIND_CANDIDATES = 24;
	private static final int NEIGHBOUR_CANDIDATES = 3;
	/** The rate of rows by wavelength lies within this share of the nominal one. */
	private static final double PLAUSIBLE = 0.2;
	/** A law that is no better than this is no other. */
	private static final double LEAST_GAIN = 1e-6;
	/**
	 * Bends of one row at the upper and at the lower end, the fourth power of the distance from the other, by degree.
	 */
	private static final double[][] END_BENDS = { { 0.2, 0.4, 2 / 7.0, 0.1, 1 / 70.0 },
			{ 0.2, -0.4, 2 / 7.0, -0.1, 1 / 70.0 } };
	private static final int END_STEPS = 9;
	private static final double END_STEP = 2;

	private final LinePattern pattern;
	private final Checkpoint checkpoint;
	private final PatternSearch search;
	private final LawRefinement refinement;

	SlitletIdentifier(LinePattern pattern, Checkpoint checkpoint) {
		this.checkpoint = checkpoint;
		this.pattern = pattern;
		search = new PatternSearch(pattern);
		refinement = new LawRefinement(pattern);
	}

	LinePattern pattern() {
		return pattern;
	}

	/** Without knowing anything but the nominal law; empty unless it is certain. */
	Optional<SlitletMatch> blind(LinePeaks peaks) throws InterruptedException {
		return best(peaks).filter(match -> match.quality().isCertain());
	}

	/** The best law of a blind search, certain or not. */
	Optional<SlitletMatch> best(LinePeaks peaks) throws InterruptedException {
		SlitletMatch best = null;
		RowLaw start = new RowLaw(pattern.nominal(), new double[1]);
		for (Candidate candidate : search.search(peaks, start, Range.BLIND, BLIND_CANDIDATES)) {
			checkpoint.check();
			best = better(best, refinement.fromBlind(candidate.law(), peaks), peaks);
		}
		return Optional.ofNullable(best == null ? null : withEnds(best, peaks));
	}

	/**
	 * From the law of a neighbour, or from a law of the slitlet itself that may be better; empty unless it is
	 * confirmed.
	 */
	Optional<SlitletMatch> near(LinePeaks peaks, RowLaw neighbour) throws InterruptedException {
		checkpoint.check();
		SlitletMatch best = null;
		for (Candidate candidate : search.search(peaks, neighbour, Range.NEIGHBOUR, NEIGHBOUR_CANDIDATES)) {
			best = better(best, refinement.fromNeighbour(candidate.law(), peaks), peaks);
		}
		return Optional.ofNullable(best).filter(match -> match.quality().isConfirmed());
	}

	/** Tries whether the law explains more if it is bent at its ends, where few lines may have led astray. */
	private SlitletMatch withEnds(SlitletMatch match, LinePeaks peaks) throws InterruptedException {
		SlitletMatch best = match;
		for (double[] bend : END_BENDS) {
			RowLaw start = best.law();
			for (int k = -END_STEPS; k <= END_STEPS; k++) {
				checkpoint.check();
				double rows = k * END_STEP;
				double[] terms = Arrays.stream(bend).map(term -> term * rows).toArray();
				best = better(best, refinement.fromNeighbour(start.plus(terms), peaks), peaks);
			}
		}
		return best;
	}

	private @Nullable SlitletMatch better(@Nullable SlitletMatch best, RowLaw law, LinePeaks peaks) {
		if (!law.isPlausible(PLAUSIBLE)) {
			return best;
		}
		SlitletMatch match = SlitletMatch.of(pattern, law, peaks);
		return best == null || match.quality().merit() > best.quality().merit() + LEAST_GAIN ? match : best;
	}
}
