package org.armillary.report.plot;

import org.armillary.report.page.HtmlPage;

/**
 * Writes Scalable Vector Graphics: texts are escaped and made harmless, coordinates have at most two decimals and
 * the same digits everywhere. Not for use by several threads.
 */
final class Svg {

	/** Coordinates have so many parts of a pixel. */
	private static final double PARTS = 100;
	/** Far outside any plot, and still a whole number of hundredths in every program. */
	private static final double FAR = 1e7;

	private final StringBuilder text = new StringBuilder();

	/** Begins an element with attributes, names and values in turn. */
	Svg open(String element, Object... attributes) {
		begin(element, attributes);
		text.append('>');
		return this;
	}

	/** Ends an element. */
	Svg close(String element) {
		text.append("</").append(element).append('>');
		return this;
	}

	/** An element without content. */
	Svg leaf(String element, Object... attributes) {
		begin(element, attributes);
		text.append("/>");
		return this;
	}

	/** An element with text. */
	Svg words(String element, String content, Object... attributes) {
		open(element, attributes);
		text.append(escaped(content));
		return close(element);
	}

	/** What has been written. */
	@Override
	public String toString() {
		return text.toString();
	}

	/** A coordinate with at most two decimals. */
	static String number(double value) {
		double bounded = Double.isNaN(value) ? 0 : Math.clamp(value, -FAR, FAR);
		long parts = Math.round(bounded * PARTS);
		long whole = Math.abs(parts) / (long) PARTS;
		long rest = Math.abs(parts) % (long) PARTS;
		String sign = parts < 0 ? "-" : "";
		if (rest == 0) {
			return sign + whole;
		}
		return sign + whole + "." + (rest % 10 == 0 ? String.valueOf(rest / 10) : (rest < 10 ? "0" : "") + rest);
	}

	/** Text as it may stand in an element or within quotes. */
	static String escaped(String content) {
		return HtmlPage.escaped(content);
	}

	private void begin(String element, Object... attributes) {
		text.append('<').append(element);
		for (int i = 0; i < attributes.length; i += 2) {
			Object value = attributes[i + 1];
			text.append(' ').append(attributes[i]).append("=\"")
					.append(value instanceof Double real ? number(real) : escaped(value.toString())).append('"');
		}
	}
}
