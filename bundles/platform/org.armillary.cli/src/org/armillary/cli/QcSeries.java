package org.armillary.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.armillary.actor.message.Message;
import org.armillary.engine.RunMessage;
import org.armillary.engine.quality.Limit;
import org.armillary.engine.quality.LimitSet;
import org.armillary.engine.quality.Measurement;
import org.armillary.engine.quality.QualitySeries;
import org.armillary.engine.quality.QualityState;
import org.armillary.engine.quality.Verdict;

/**
 * A series of measurements with what each is by its limit.
 *
 * @param series
 *            the measurements
 * @param verdicts
 *            one for each
 */
record QcSeries(QualitySeries series, List<Verdict> verdicts) {

	/** Judges measurements, all by the same limit: they are of one value of one subject. */
	static QcSeries of(QualitySeries series, LimitSet limits) {
		Optional<Limit> limit = limits.limit(series.actor(), series.latest().value());
		return new QcSeries(series, series.measurements().stream()
				.map(measurement -> Verdict.of(measurement.value(), limit)).toList());
	}

	/** The limit, where it is in the unit of the values. */
	Optional<Limit> limit() {
		return verdict().isOfOtherUnit() ? Optional.empty() : verdict().limit();
	}

	/** That there is a limit, but in another unit; empty where there is not. */
	Optional<Message> unitNote() {
		return verdict().limit().filter(_ -> verdict().isOfOtherUnit())
				.map(limit -> RunMessage.QUALITY_UNIT.with(series.actor(), series.name(), series.unit(), limit.unit(),
						limit.file() + ":" + limit.line()));
	}

	/** What the latest value that counts is by its limit. */
	Verdict verdict() {
		return verdicts.get(series.measurements().lastIndexOf(series.latest()));
	}

	/** What the latest value that counts is. */
	QualityState state() {
		return verdict().state();
	}

	/** How many of the values that count fail. */
	long failed() {
		return IntStream.range(0, verdicts.size()).filter(i -> series.measurements().get(i).counts()
				&& verdicts.get(i).state() == QualityState.FAILED).count();
	}

	/** Name and unit. */
	String title() {
		return series.unit().isEmpty() ? series.name() : series.name() + " [" + series.unit() + "]";
	}

	/** Whether all times are those of observations. */
	boolean isObserved() {
		return series.measurements().stream().allMatch(Measurement::isObserved);
	}
}
