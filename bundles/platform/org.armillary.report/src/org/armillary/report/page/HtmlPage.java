package org.armillary.report.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Writes a page that needs nothing else: all text is escaped and made harmless ({@link HarmlessText}), and the page itself
 * forbids browsers to load or run anything but its own style, its own script where it has one, and pictures that stand in it.
 * What is written is HTML and well-formed XML at once.
 */
public final class HtmlPage {

	/** A page of what nobody names. */
	private static final String NO_GENERATOR = "";

	private final StringBuilder body = new StringBuilder();

	/** Makes an empty page. */
	public HtmlPage() {
		// nothing to prepare
	}

	/** Text as it may stand in a page, also within quotes. */
	public static String escaped(String text) {
		String line = HarmlessText.line(text);
		var escaped = new StringBuilder(line.length() + 16);
		for (int i = 0; i < line.length(); i++) {
			char c = line.charAt(i);
			switch (c) {
			case '&' -> escaped.append("&amp;");
			case '<' -> escaped.append("&lt;");
			case '>' -> escaped.append("&gt;");
			case '"' -> escaped.append("&quot;");
			case '\'' -> escaped.append("&#39;");
			default -> escaped.append(c);
			}
		}
		return escaped.toString();
	}

	/** Begins an element. */
	public HtmlPage open(String element) {
		body.append('<').append(element).append('>');
		return this;
	}

	/**
	 * Begins an element with attributes.
	 *
	 * @param attributes
	 *            names and values in turn
	 */
	public HtmlPage open(String element, List<String> attributes) {
		begin(element, attributes);
		body.append('>');
		return this;
	}

	/**
	 * An element without content, such as a picture.
	 *
	 * @param attributes
	 *            names and values in turn
	 */
	public HtmlPage empty(String element, List<String> attributes) {
		begin(element, attributes);
		body.append(" />");
		return this;
	}

	/** Ends an element and its line. */
	public HtmlPage close(String element) {
		body.append("</").append(element).append(">\n");
		return this;
	}

	/** Ends an element within a line, so that no blank follows it. */
	public HtmlPage end(String element) {
		body.append("</").append(element).append('>');
		return this;
	}

	/** A piece of text. */
	public HtmlPage text(String text) {
		body.append(escaped(text));
		return this;
	}

	/** A text of several lines, as it stands; a tab is shown as four blanks. */
	public HtmlPage lines(String text) {
		text.lines().forEach(line -> body.append(escaped(line.replace("\t", "    "))).append('\n'));
		return this;
	}

	/** An element with text. */
	public HtmlPage element(String element, String text) {
		return open(element).text(text).close(element);
	}

	/** An element of a class with text. */
	public HtmlPage element(String element, String styleClass, String text) {
		return open(element, List.of("class", styleClass)).text(text).close(element);
	}

	/** A PNG picture of a size in pixels, with words for who cannot see it. */
	public HtmlPage picture(byte[] png, int width, int height, String words) {
		body.append("<img alt=\"").append(escaped(words)).append("\" width=\"").append(width).append("\" height=\"")
				.append(height).append("\" decoding=\"async\" src=\"data:image/png;base64,")
				.append(Base64.getEncoder().encodeToString(png)).append("\" />");
		return this;
	}

	/**
	 * Markup that was made to stand in a page, such as a plot: nothing in it is escaped.
	 *
	 * @param markup
	 *            well-formed, every text in it escaped
	 */
	public HtmlPage markup(CharSequence markup) {
		body.append(markup);
		return this;
	}

	/** The content written so far, as markup for another page. */
	public CharSequence content() {
		return body;
	}

	/** The whole page, without scripts. */
	public String page(String title, String style) {
		return page(title, style, "", NO_GENERATOR);
	}

	/**
	 * The whole page.
	 *
	 * @param style
	 *            its style sheet, without {@code <} and {@code &}
	 * @param script
	 *            its script, run when the page was read, without {@code <} and {@code &}; empty for none
	 * @param generator
	 *            which program, and which part of it, wrote the page; empty for nobody
	 */
	public String page(String title, String style, String script, String generator) {
		String policy = "default-src 'none'; style-src " + source(style)
				+ (script.isEmpty() ? "" : "; script-src " + source(script) + "; img-src data:")
				+ "; base-uri 'none'; form-action 'none'";
		var page = new StringBuilder(body.length() + style.length() + script.length() + 1000);
		page.append("""
				<!DOCTYPE html>
				<html lang="en">
				<head>
				<meta charset="utf-8" />
				<meta http-equiv="Content-Security-Policy" content="%s" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="referrer" content="no-referrer" />
				<meta name="color-scheme" content="light dark" />
				""".formatted(policy));
		if (!generator.isEmpty()) {
			page.append("<meta name=\"generator\" content=\"").append(escaped(generator)).append("\" />\n");
		}
		page.append("<title>").append(escaped(title)).append("</title>\n<style>").append(style)
				.append("</style>\n</head>\n<body>\n").append(body);
		if (!script.isEmpty()) {
			page.append("<script>").append(script).append("</script>\n");
		}
		return page.append("</body>\n</html>\n").toString();
	}

	private void begin(String element, List<String> attributes) {
		body.append('<').append(element);
		for (int i = 0; i < attributes.size(); i += 2) {
			body.append(' ').append(attributes.get(i)).append("=\"").append(escaped(attributes.get(i + 1))).append('"');
		}
	}

	/** A text of the page's own by its digest, as content policies name it. */
	private static String source(String text) {
		if (text.indexOf('<') >= 0 || text.indexOf('&') >= 0) {
			throw new IllegalArgumentException("a style or script with < or & is no XML");
		}
		try {
			return "'sha256-" + Base64.getEncoder().encodeToString(
					MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))) + "'";
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
