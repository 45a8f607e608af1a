package org.armillary.report.plot;

import java.util.Objects;
import java.util.Optional;

import org.armillary.engine.quality.Interval;

/**
 * A trend of 120 × 24 px that stands in a line of text or a cell of a table: the values in their order, the last one
 * marked, the limits behind them. Immutable.
 *
 * @param values
 *            the values, the oldest first; NaN is "no data"; copied
 * @param limits
 *            the ranges in which they must and should lie
 * @param description
 *            what somebody who cannot see it should know
 */
public record Sparkline(double[] values, Optional<LinePlot.Limits> limits, String description) {

	/** Copies the values. */
	public Sparkline {
		Objects.requireNonNull(limits, "limits");
		Objects.requireNonNull(description, "description");
		values = values.clone();
	}

	/** A trend without limits. */
	public static Sparkline of(double[] values, String description) {
		return new Sparkline(values, Optional.empty(), description);
	}

	/** This trend with limits, in the unit of the values. */
	public Sparkline withLimits(Interval requirement, Interval goal) {
		return new Sparkline(values, Optional.of(new LinePlot.Limits(requirement, goal)), description);
	}

	/** A copy of the values. */
	@Override
	public double[] values() {
		return values.clone();
	}

	/** The trend as an element of a page; the page should have {@link PlotStyle#CSS}. */
	public String svg() {
		return SparklineDrawing.element(values, limits, description);
	}
}
