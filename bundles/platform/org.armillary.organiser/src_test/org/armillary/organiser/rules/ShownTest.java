package org.armillary.organiser.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import org.armillary.organiser.header.Header;
import org.armillary.workflow.condition.Explanation;
import org.armillary.workflow.text.DocumentException;
import org.junit.jupiter.api.Test;

class ShownTest {

	@Test
	void digitsLeftByArithmeticAreNotShown() {
		assertEquals("86399.999992", new Value.Number(86399.99999182764).shown());
		assertEquals("0.3", new Value.Number(0.1 + 0.2).shown());
		assertEquals("-0.00123457", new Value.Number(-0.0012345678901).shown());
		assertEquals("1.23457e-20", new Value.Number(1.2345678901e-20).shown());
		assertEquals("20", new Value.Number(19.9999999999).shown());
		assertEquals("61100.12345678", new Value.Number(61100.12345678).shown(), "as headers state it");
		assertEquals("v1.1234567890.2", new Value.Text("v1.1234567890.2").shown());
		assertEquals("35", new Value.Number(35).shown());
	}

	@Test
	void reasonsOfConditionsAreToRead() throws DocumentException {
		RuleSet rules = RuleReader.parse("""
				armillary-rules: 1
				name: x
				version: 1
				time: mjd
				quantities:
				  mjd: "[MJD-OBS]"
				  seconds: "([A] - [B]) * 86400"
				checks:
				  clock: { require: "$seconds < 2", says: Two times., remedy: Look. }
				classes: { ALL: "exists [A]" }
				""", "x.rules.yaml");
		var keywords = new LinkedHashMap<String, Object>();
		keywords.put("A", 61101.2);
		keywords.put("B", 61100.2000001);
		Explanation why = new QuantityValues(rules).of(Header.of(keywords))
				.explain(rules.checks().getFirst().require());
		assertFalse(why.holds());
		assertEquals(Optional.empty(),
				List.of(why.text().split("[^0-9.]+")).stream().filter(number -> number.length() > 12).findFirst());
		assertEquals("Two times", rules.checks().getFirst().says());
	}
}
