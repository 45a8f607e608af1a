package org.armillary.kmos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class PhysicalUnitTest {

	private static PhysicalUnit unit(String text) {
		return PhysicalUnit.parse(text).orElseThrow(() -> new AssertionError(text));
	}

	@Test
	void spellingsOfOneUnitAreEqual() {
		for (List<String> same : List.of(List.of("adu/s", "ADU/sec", "adu s-1", "adu*s**-1", "s^-1 adu", "adu.s**(-1)"),
				List.of("erg/s/cm**2/Angstrom", "erg s-1 cm-2 Angstrom-1", "erg/(s cm2 Angstrom)",
						"erg/(s.cm^2)/Angstrom",
						"erg s**-1 cm**-2 Angstrom**-1"),
				List.of("", "1", "m/m"), List.of("/s", "1/s", "s**-1", "Hz**0 s-1"),
				List.of("10**-20 W/m**2", "10**(-20) W m-2"), List.of("m**(1/2)", "m**(0.5)"))) {
			for (String text : same) {
				assertEquals(unit(same.getFirst()), unit(text), text);
			}
		}
		assertTrue(!unit("um").equals(unit("nm")));
		assertTrue(!unit("adu/s").equals(unit("adu s")));
	}

	@Test
	void textsAreReadAsTheSameUnitAgain() {
		for (String text : List.of("adu/s", "erg/s/cm**2/um", "m**(1/2)", "1/s", "10**-17 erg/s", "count**3", "")) {
			assertEquals(unit(text), unit(unit(text).text()), text);
		}
		assertEquals("adu/s", unit("adu s-1").text());
		assertEquals("erg s**-1 cm**-2", unit("erg/s/cm2").text());
		assertEquals("s**-1", unit("1/s").text());
		assertEquals("", unit("m/m").text());
		assertEquals("m**(0.5)", unit("m**(1/2)").text());
	}

	@Test
	void functionsAreNoProducts() {
		for (String text : List.of("sqrt(adu)", "log(Hz)", "mag(AB)")) {
			assertTrue(PhysicalUnit.parse(text).isEmpty(), text);
		}
	}

	@Test
	void unitsMultiplyDivideAndRise() {
		assertEquals("", unit("adu/s").dividedBy(unit("ADU/s")).text());
		assertEquals("adu", unit("adu/s").times(unit("s")).text());
		assertEquals("adu**2 s**-2", unit("adu/s").toThe(2).text().replace("adu**2/s**2", "adu**2 s**-2"));
		assertEquals(unit("adu**2 s-2"), unit("adu/s").toThe(2));
		assertEquals(PhysicalUnit.NONE, unit("adu/s").toThe(0));
		assertEquals(unit("s**(1/2)"), unit("s").toThe(0.5));
	}

	@Test
	void whatIsNoUnitIsSaidSo() {
		for (String text : List.of("adu//s", "adu/", "(adu", "adu)", "3 adu", "100 adu", "1e-20 W", "m**", "m**(1/0)",
				"*m", "ä", "m**123456789", "(".repeat(10_000), "adu ,s")) {
			assertTrue(PhysicalUnit.parse(text).isEmpty(), text);
		}
	}
}
