package org.armillary.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.armillary.engine.quality.Interval;

/**
 * A plot of one or more series over one axis, with the limits of a quality-control value where it has some. Values
 * beyond its frame are marked by arrows at the edge; lines of more than 2000 values are thinned so that every
 * extreme stays. Immutable.
 *
 * @param title
 *            what it shows; may be empty
 * @param description
 *            what somebody who cannot see it should know; may be empty
 * @param x
 *            horizontal axis
 * @param y
 *            vertical axis
 * @param series
 *            the values
 * @param limits
 *            limits of the values of the vertical axis
 * @param width
 *            width, px
 * @param height
 *            height, px
 */
public record LinePlot(String title, String description, Axis x, Axis y, List<Series> series, Optional<Limits> limits,
		int width, int height) {

	/** The smallest plot that has room for axes. */
	private static final int SMALLEST = 120;

	/** Checks the size. */
	public LinePlot {
		Objects.requireNonNull(title, "title");
		Objects.requireNonNull(description, "description");
		series = List.copyOf(series);
		if (width < SMALLEST || height < SMALLEST) {
			throw new IllegalArgumentException("a plot of " + width + " x " + height + " px");
		}
	}

	/**
	 * Ranges that values should lie in, in the unit of the vertical axis.
	 *
	 * @param requirement
	 *            where they must lie
	 * @param goal
	 *            where they should lie
	 */
	public record Limits(Interval requirement, Interval goal) {
	}

	/** A builder of a plot of that title. */
	public static Builder titled(String title) {
		return new Builder(title);
	}

	/** The plot as an element of a page; the page should have {@link PlotStyle#CSS}. */
	public String svg() {
		return PlotDrawing.element(List.of(this), 1, title, description);
	}

	/** The plot as a file of its own. */
	public String document() {
		return PlotDrawing.document(List.of(this), 1, title, description);
	}

	/** Collects what a plot shows. Not for use by several threads. */
	public static final class Builder {

		private final String title;
		private final List<Series> series = new ArrayList<>();
		private String description = "";
		private Axis x = Axis.of("", "");
		private Axis y = Axis.of("", "");
		private Optional<Limits> limits = Optional.empty();
		private int width = 640;
		private int height = 300;

		private Builder(String title) {
			this.title = title;
		}

		/** Sets what somebody who cannot see the plot should know. */
		public Builder description(String text) {
			description = text;
			return this;
		}

		/** Sets the horizontal axis. */
		public Builder x(Axis axis) {
			x = axis;
			return this;
		}

		/** Sets the vertical axis. */
		public Builder y(Axis axis) {
			y = axis;
			return this;
		}

		/** Adds values. */
		public Builder add(Series values) {
			series.add(values);
			return this;
		}

		/** Sets the ranges in which values must and should lie, in the unit of the vertical axis. */
		public Builder limits(Interval requirement, Interval goal) {
			limits = Optional.of(new Limits(requirement, goal));
			return this;
		}

		/** Sets the size, px. */
		public Builder size(int newWidth, int newHeight) {
			width = newWidth;
			height = newHeight;
			return this;
		}

		/** The plot. */
		public LinePlot build() {
			return new LinePlot(title, description, x, y, series, limits, width, height);
		}
	}
}
