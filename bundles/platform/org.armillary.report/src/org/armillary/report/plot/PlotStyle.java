package org.armillary.report.plot;

import java.util.List;

/**
 * How plots look. Every plot names its colours itself, so that it looks right alone and in any program; in a page with
 * {@link #CSS} the style of the page has its way, in light and dark.
 *
 * <p>Colours are those of Okabe and Ito (2008, jfly.uni-koeln.de/color), which people with any colour vision tell
 * apart, made darker or lighter where they would have less than 3:1 of contrast against the paper. No series differs
 * by colour alone.
 */
public final class PlotStyle {

	/** Background of a plot in light pages and alone. */
	static final String PAPER = "#ffffff";
	static final String INK = "#1f2328";
	static final String SOFT_INK = "#57606a";
	static final String GRID = "#dfe3e8";
	/** What is good: the range of the goal. */
	static final String GOAL = "#007a5a";
	/** Where the requirement ends. */
	static final String REQUIREMENT = "#b34700";
	/** Colours of series in turn, on light paper. */
	static final List<String> SERIES = List.of("#0072b2", "#d55e00", "#00875f", "#a8588a", "#8a6100", "#2a7ca8",
			"#333333");
	/** Colours of series in turn, on dark paper. */
	static final List<String> DARK_SERIES = List.of("#56b4e9", "#f07f2e", "#2fc79a", "#d995bd", "#e69f00", "#f0e442",
			"#d0d0d0");
	static final String DARK_PAPER = "#16191d";
	static final String DARK_INK = "#e6e9ec";
	static final String DARK_SOFT_INK = "#a7b0ba";
	static final String DARK_GRID = "#343a42";
	static final String DARK_GOAL = "#3ccf9f";
	static final String DARK_REQUIREMENT = "#f58f4c";

	/**
	 * Style sheet of pages with plots. A page may set the variables {@code --plot-paper}, {@code --plot-ink},
	 * {@code --plot-soft}, {@code --plot-grid}, {@code --plot-goal}, {@code --plot-requirement} and {@code --plot-0} to
	 * {@code --plot-6} otherwise.
	 */
	public static final String CSS = css();

	private PlotStyle() {
	}

	private static String css() {
		var css = new StringBuilder();
		css.append(":root{")
				.append(variables(PAPER, INK, SOFT_INK, GRID, GOAL, REQUIREMENT, SERIES)).append("}\n");
		css.append("@media(prefers-color-scheme:dark){:root{")
				.append(variables(DARK_PAPER, DARK_INK, DARK_SOFT_INK, DARK_GRID, DARK_GOAL, DARK_REQUIREMENT,
						DARK_SERIES))
				.append("}}\n");
		css.append("""
				.plot{max-width:100%;height:auto;font-family:system-ui,sans-serif}
				.plot-paper{fill:var(--plot-paper)}
				.plot-text{fill:var(--plot-ink)}
				.plot-soft{fill:var(--plot-soft)}
				.plot-frame{stroke:var(--plot-soft)}
				.plot-grid{stroke:var(--plot-grid)}
				.plot-goal{color:var(--plot-goal)}
				.plot-requirement{color:var(--plot-requirement)}
				.plot-halo{stroke:var(--plot-paper)}
				""");
		for (int i = 0; i < SERIES.size(); i++) {
			css.append(".plot-s").append(i).append("{color:var(--plot-").append(i).append(")}\n");
		}
		return css.toString();
	}

	private static String variables(String paper, String ink, String soft, String grid, String goal, String requirement,
			List<String> series) {
		var text = new StringBuilder("--plot-paper:" + paper + ";--plot-ink:" + ink + ";--plot-soft:" + soft
				+ ";--plot-grid:" + grid + ";--plot-goal:" + goal + ";--plot-requirement:" + requirement);
		for (int i = 0; i < series.size(); i++) {
			text.append(";--plot-").append(i).append(':').append(series.get(i));
		}
		return text.toString();
	}
}
