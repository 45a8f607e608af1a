package org.armillary.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;

import org.armillary.report.page.HtmlPage;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Reads pages as XML, which is stricter than any browser. */
final class Pages {

	private static final Set<String> ELEMENTS = Set.of("html", "head", "meta", "title", "style", "script", "body", "a",
			"svg", "symbol", "use", "circle", "path", "rect", "line", "polyline", "polygon", "g", "text", "tspan",
			"desc",
			"div", "header", "nav", "main", "footer", "section", "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt",
			"dd", "table",
			"caption", "thead", "tbody", "tr", "th", "td", "span", "strong", "small", "br", "code", "pre", "details",
			"summary", "figure", "figcaption", "img", "template", "noscript");

	private Pages() {
	}

	static Document parse(String page) throws Exception {
		var factory = DocumentBuilderFactory.newInstance();
		factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
		return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
	}

	static List<Element> elements(Document document, String name) {
		var elements = new ArrayList<Element>();
		var found = document.getElementsByTagName(name);
		for (int i = 0; i < found.getLength(); i++) {
			elements.add((Element) found.item(i));
		}
		return elements;
	}

	static Element withId(Document document, String id) {
		return elements(document, "*").stream().filter(element -> element.getAttribute("id").equals(id)).findFirst()
				.orElseThrow();
	}

	/** Whether an element waits within a template. */
	static boolean isInert(Element element) {
		for (Node at = element; at != null; at = at.getParentNode()) {
			if (at.getNodeName().equals("template")) {
				return true;
			}
		}
		return false;
	}

	/** Nothing in the page can run or load anything but its own script. */
	static void assertHarmless(Document document) {
		assertEquals(1, elements(document, "script").size());
		assertEquals(1, elements(document, "style").size());
		for (Element element : elements(document, "*")) {
			assertTrue(ELEMENTS.contains(element.getTagName()), element.getTagName());
			var attributes = element.getAttributes();
			for (int i = 0; i < attributes.getLength(); i++) {
				String name = attributes.item(i).getNodeName();
				String value = attributes.item(i).getNodeValue();
				assertFalse(name.startsWith("on") || name.equals("style") || name.contains(":"), name);
				if (name.equals("href")) {
					assertTrue(value.startsWith("#"), value);
				} else if (name.equals("src")) {
					assertTrue(value.startsWith("data:image/png;base64,"), value);
				}
				assertFalse(value.contains("url("), value);
			}
		}
	}

	static String symbols() {
		var page = new HtmlPage();
		Mark.symbols(page);
		return page.content().toString();
	}
}
