package org.armillary.engine.quality;

import java.util.Optional;

import org.armillary.actor.QcValue;

/**
 * What a quality-control value is by its limit.
 *
 * @param value
 *            the value
 * @param limit
 *            the limit that holds for it; empty for none
 * @param state
 *            what it is; {@link QualityState#NO_LIMIT} also where its limit is in another unit
 */
public record Verdict(QcValue value, Optional<Limit> limit, QualityState state) {

	/** Judges a value by the limit that holds for it; see {@link LimitSet#limit}. */
	public static Verdict of(QcValue value, Optional<Limit> limit) {
		return new Verdict(value, limit, limit.map(known -> state(value, known)).orElse(QualityState.NO_LIMIT));
	}

	private static QualityState state(QcValue value, Limit limit) {
		if (!limit.unit().equals(value.unit())) {
			return QualityState.NO_LIMIT;
		}
		if (!Double.isFinite(value.value()) || !limit.requirement().contains(value.value())) {
			return QualityState.FAILED;
		}
		return limit.goal().contains(value.value()) ? QualityState.GOAL_MET : QualityState.REQUIREMENT_MET;
	}

	/** Whether there is a limit, but in another unit than the value, so that the two are not compared. */
	public boolean isOfOtherUnit() {
		return limit.isPresent() && state == QualityState.NO_LIMIT;
	}
}
