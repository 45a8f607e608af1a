package org.armillary.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Writes a page without scripts that needs nothing else: all text is escaped and made harmless ({@link Shown}), and the page
 * itself forbids browsers to load or run anything but its own style.
 */
final class HtmlPage {

	private final StringBuilder body = new StringBuilder();

	/** Text as it may stand in a page, also within quotes. */
	static String escaped(String text) {
		var escaped = new StringBuilder(text.length());
		for (char c : Shown.of(text).toCharArray()) {
			escaped.append(switch (c) {
			case '&' -> "&amp;";
			case '<' -> "&lt;";
			case '>' -> "&gt;";
			case '"' -> "&quot;";
			case '\'' -> "&#39;";
			default -> Character.toString(c);
			});
		}
		return escaped.toString();
	}

	/** Begins an element. */
	HtmlPage open(String element) {
		body.append('<').append(element).append('>');
		return this;
	}

	/**
	 * Begins an element with attributes.
	 *
	 * @param attributes
	 *            names and values in turn
	 */
	HtmlPage open(String element, List<String> attributes) {
		body.append('<').append(element);
		for (int i = 0; i < attributes.size(); i += 2) {
			body.append(' ').append(attributes.get(i)).append("=\"").append(escaped(attributes.get(i + 1))).append('"');
		}
		body.append('>');
		return this;
	}

	/** Ends an element. */
	HtmlPage close(String element) {
		body.append("</").append(element).append(">\n");
		return this;
	}

	/** A piece of text. */
	HtmlPage text(String text) {
		body.append(escaped(text));
		return this;
	}

	/** An element with text. */
	HtmlPage element(String element, String text) {
		return open(element).text(text).close(element);
	}

	/** An element of a class with text. */
	HtmlPage element(String element, String styleClass, String text) {
		return open(element, List.of("class", styleClass)).text(text).close(element);
	}

	/** The whole page. */
	String page(String title, String style) {
		String policy = "default-src 'none'; style-src 'sha256-" + digest(style)
				+ "'; base-uri 'none'; form-action 'none'";
		return """
				<!DOCTYPE html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta http-equiv="Content-Security-Policy" content="%s">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="referrer" content="no-referrer">
				<meta name="color-scheme" content="light dark">
				<title>%s</title>
				<style>%s</style>
				</head>
				<body>
				%s</body>
				</html>
				""".formatted(policy, escaped(title), style, body);
	}

	private static String digest(String style) {
		try {
			return Base64.getEncoder().encodeToString(
					MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
