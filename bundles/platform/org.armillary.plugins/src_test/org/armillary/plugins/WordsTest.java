package org.armillary.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.armillary.plugins.ComponentXml.ActorComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from filters, stack traces, class files and component descriptions. */
class WordsTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"(&(osgi.wiring.package=a.b)(version>=1.2.0)(!(version>=2.0.0))) | version [1.2.0,2.0.0)",
			"(&(osgi.wiring.package=a.b)(version>=1.2.0)(version<=2.0.0))    | version [1.2.0,2.0.0]",
			"(&(osgi.wiring.package=a.b)(!(version<=1.2.0))(version<=2.0.0)) | version (1.2.0,2.0.0]",
			"(&(osgi.wiring.package=a.b)(version>=1.2.0))                    | version 1.2.0 or later",
			"(&(osgi.wiring.package=a.b)(version=3.0.0))                     | version 3.0.0",
			"(osgi.wiring.package=a.b)                                       | any version" })
	void versionRange(String filter, String words) {
		assertEquals(words, ResolverReport.range(filter, "version"));
	}

	@Test
	void lastCauseOfAStackTrace() {
		var trace = new StringWriter();
		new IllegalStateException("outer", new IllegalArgumentException("middle", new IOException("disk full")))
				.printStackTrace(new PrintWriter(trace));
		assertEquals("java.io.IOException: disk full", Reasons.ofStackTrace(trace.toString()));
	}

	@Test
	void newerJavaIsNoticed() {
		int current = Runtime.version().feature() + 44;
		assertFalse(JavaVersion.isTooNew(current));
		assertTrue(JavaVersion.isTooNew(current + 1));
	}

	@Test
	void componentsThatAreActors() throws IOException {
		String xml = """
				<?xml version="1.0"?>
				<components xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0">
					<scr:component name="one"><implementation class="a.One"/>
						<service><provide interface="org.armillary.actor.Actor"/></service></scr:component>
					<scr:component><service><provide interface="org.armillary.actor.Actor"/></service>
						<implementation class="a.Two"/></scr:component>
					<scr:component name="other"><service><provide interface="java.lang.Runnable"/></service>
						<implementation class="a.Three"/></scr:component>
				</components>
				""";
		assertEquals(List.of(new ActorComponent("one", "a.One"), new ActorComponent("a.Two", "a.Two")), read(xml));
	}

	@Test
	void malformedAndForeignDescriptions() throws IOException {
		assertThrows(IOException.class, () -> read("<component><provide interface='org.armillary.actor.Actor'>"));
		assertThrows(IOException.class, () -> read(
				"<!DOCTYPE x SYSTEM 'file:/etc/passwd'><component><provide interface='org.armillary.actor.Actor'/></component>"));
		assertEquals(List.of(), read("not even XML, but it does not name the interface"));
	}

	@Test
	void pathsOfAHeader() {
		assertEquals(List.of("OSGI-INF/a.xml", "OSGI-INF/*.xml"),
				ComponentXml.paths(" OSGI-INF/a.xml , OSGI-INF/*.xml;x=y "));
		assertEquals(List.of(), ComponentXml.paths(null));
	}

	private static List<ActorComponent> read(String xml) throws IOException {
		return ComponentXml.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
	}
}
