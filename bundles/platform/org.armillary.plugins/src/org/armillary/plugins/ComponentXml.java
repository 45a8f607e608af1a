package org.armillary.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.armillary.actor.Actor;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads the component descriptions of Declarative Services, as far as they tell of actors. */
final class ComponentXml {

	/**
	 * A component that provides the service {@link Actor}.
	 *
	 * @param name
	 *            name of the component, unique in its bundle
	 * @param className
	 *            binary name of the class
	 */
	record ActorComponent(String name, String className) {
	}

	private ComponentXml() {
	}

	/** The paths in a Service-Component header; the last segment of each may hold the wildcard {@code *}. */
	static List<String> paths(@Nullable String header) {
		return header == null ? List.of()
				: Arrays.stream(header.split(",")).map(path -> path.replaceFirst(";.*", "").strip())
						.filter(path -> !path.isEmpty()).toList();
	}

	/**
	 * Reads a description.
	 *
	 * @throws IOException
	 *             where it cannot be read or is no well-formed XML
	 */
	static List<ActorComponent> read(InputStream in) throws IOException {
		byte[] bytes = in.readAllBytes();
		if (!new String(bytes, StandardCharsets.UTF_8).contains(Actor.class.getName())) {
			return List.of(); // most components of an installation; spares the parser
		}
		var handler = new Handler();
		try {
			SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
			factory.setNamespaceAware(true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.newSAXParser().parse(new InputSource(new java.io.ByteArrayInputStream(bytes)), handler);
		} catch (SAXException | ParserConfigurationException e) {
			throw new IOException(e.getMessage(), e);
		}
		return handler.actors;
	}

	private static final class Handler extends DefaultHandler {

		private final List<ActorComponent> actors = new ArrayList<>();
		private @Nullable String name;
		private @Nullable String className;
		private boolean actor;

		@Override
		public void startElement(String namespace, String localName, String qualifiedName, Attributes attributes) {
			switch (localName) {
			case "component" -> {
				name = attributes.getValue("name");
				className = null;
				actor = false;
			}
			case "implementation" -> className = attributes.getValue("class");
			case "provide" -> actor |= Actor.class.getName().equals(attributes.getValue("interface"));
			default -> {
				// nothing else tells of actors
			}
			}
		}

		@Override
		public void endElement(String namespace, String localName, String qualifiedName) {
			String implementation = className;
			if (localName.equals("component") && actor && implementation != null) {
				actors.add(new ActorComponent(name == null ? implementation : name, implementation));
			}
		}

		@Override
		public void error(SAXParseException e) throws SAXException {
			throw e;
		}
	}
}
