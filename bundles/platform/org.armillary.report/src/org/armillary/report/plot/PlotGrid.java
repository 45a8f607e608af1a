package org.armillary.report.plot;

import java.util.List;
import java.util.Objects;

/**
 * Several plots side by side as one picture. Immutable.
 *
 * @param title
 *            what they show together
 * @param description
 *            what somebody who cannot see them should know; may be empty
 * @param plots
 *            the plots, row after row
 * @param columns
 *            plots in a row
 */
public record PlotGrid(String title, String description, List<LinePlot> plots, int columns) {

	/** Checks the number of columns. */
	public PlotGrid {
		Objects.requireNonNull(title, "title");
		Objects.requireNonNull(description, "description");
		plots = List.copyOf(plots);
		if (columns < 1 || plots.isEmpty()) {
			throw new IllegalArgumentException(plots.size() + " plots in " + columns + " columns");
		}
	}

	/** The plots as one element of a page; the page should have {@link PlotStyle#CSS}. */
	public String svg() {
		return PlotDrawing.element(plots, columns, title, description);
	}

	/** The plots as a file of its own. */
	public String document() {
		return PlotDrawing.document(plots, columns, title, description);
	}
}
