package org.armillary.report.preview;

/** A quick look at a file or a part of it. All texts are plain: whoever shows them escapes them. */
public sealed interface Preview {

	/** What is shown, in a few words. */
	String caption();

	/**
	 * A picture.
	 *
	 * @param caption
	 *            what is shown, in a few words
	 * @param detail
	 *            how it was made: pixels averaged, limits of the colours with their unit, pixels without data
	 * @param width
	 *            width, px
	 * @param height
	 *            height, px
	 * @param png
	 *            the picture as a PNG file; not copied, must not be changed
	 */
	record Picture(String caption, String detail, int width, int height, byte[] png) implements Preview {
	}

	/**
	 * A plot.
	 *
	 * @param caption
	 *            what is shown, in a few words
	 * @param detail
	 *            how it was made
	 * @param svg
	 *            the plot as an element of a page
	 */
	record Curve(String caption, String detail, String svg) implements Preview {
	}

	/**
	 * What cannot be drawn: the first rows of a table, or why a file cannot be shown.
	 *
	 * @param caption
	 *            what is shown, in a few words
	 * @param text
	 *            the text, in lines of equal pitch
	 */
	record Words(String caption, String text) implements Preview {
	}
}
