package org.armillary.report.plot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A plot as a program reads it that knows nothing of plots. */
record Drawn(Element root) {

	private static final Pattern PATH = Pattern.compile("([MLVHhvzlam])|(-?\\d+(?:\\.\\d+)?)");

	static Drawn of(String svg) {
		try {
			var factory = DocumentBuilderFactory.newInstance();
			factory.setNamespaceAware(true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			return new Drawn(factory.newDocumentBuilder()
					.parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))).getDocumentElement());
		} catch (SAXException | IOException | ParserConfigurationException e) {
			throw new AssertionError(svg, e);
		}
	}

	/** All elements, the root first. */
	List<Element> elements() {
		var elements = new ArrayList<Element>();
		elements.add(root);
		var nodes = root.getElementsByTagNameNS("*", "*");
		for (int i = 0; i < nodes.getLength(); i++) {
			elements.add((Element) nodes.item(i));
		}
		return elements;
	}

	/** Elements one of whose classes it is. */
	List<Element> ofClass(String name) {
		return elements().stream().filter(element -> List.of(element.getAttribute("class").split(" ")).contains(name))
				.toList();
	}

	/** All texts that are seen. */
	List<String> texts() {
		return elements().stream().filter(element -> element.getLocalName().equals("text")).map(Element::getTextContent)
				.toList();
	}

	/** The corners of a path of absolute moves and lines, {@code x, y} each. */
	static List<double[]> corners(String path) {
		var corners = new ArrayList<double[]>();
		var numbers = new ArrayList<Double>();
		char command = 'M';
		var matcher = PATH.matcher(path);
		while (matcher.find()) {
			if (matcher.group(1) != null) {
				command = matcher.group(1).charAt(0);
				numbers.clear();
			} else {
				numbers.add(Double.valueOf(matcher.group(2)));
				if (command == 'V') {
					corners.add(new double[] { corners.getLast()[0], numbers.getFirst() });
					numbers.clear();
				} else if ((command == 'M' || command == 'L') && numbers.size() == 2) {
					corners.add(new double[] { numbers.getFirst(), numbers.getLast() });
					numbers.clear();
				}
			}
		}
		return corners;
	}
}
