package org.armillary.workflow.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

/** Files that give values by name: groups, lists, maps in lists, and what is refused. */
class NamedValueTest {

	private static List<NamedValue> read(String text, Problems problems) throws DocumentException {
		return NamedValue.read(new SourceText(text, "a.yaml"), "the file", problems);
	}

	private static Map<String, String> values(String text) throws DocumentException {
		var problems = new Problems(new SourceText(text, "a.yaml"));
		var values = new LinkedHashMap<String, String>();
		read(text, problems).forEach(value -> values.put(value.name(), value.text()));
		problems.throwIfAny();
		return values;
	}

	/** Ids with lines, and the names that are read all the same. */
	private static List<String> problems(String text) throws DocumentException {
		var problems = new Problems(new SourceText(text, "a.yaml"));
		read(text, problems);
		return problems.sorted().stream().map(problem -> problem.line() + " " + problem.message().id()).toList();
	}

	@Test
	void groupsAreNamesWithPoints() throws DocumentException {
		assertEquals(Map.of("size", "small", "flexure.spatial", "0.5", "flexure.deep.er", "1", "a.b", "x y"), values("""
				# a night
				size: small
				flexure:
				  spatial: 0.5
				  deep: { er: 1 }
				a.b: x y
				"""));
		assertEquals(Map.of(), values("# nothing\n"));
	}

	@Test
	void listsBecomeTextWithCommas() throws DocumentException {
		assertEquals(Map.of("bands", "H,K", "angles", "-60,0", "none", "", "targets",
				"arm=3 kind=disc outside=true,arm=4 kind=star"), values("""
						bands: [H, K]
						angles:
						  - -60
						  - "0"
						none: []
						targets:
						  - { arm: 3, kind: disc, outside: true }
						  - arm=4 kind=star
						"""));
	}

	@Test
	void everyElementKnowsItsPlace() throws DocumentException {
		String text = "flexure:\n  spatial: 0.5\nbands:\n  - H\n  - K\n";
		var values = read(text, new Problems(new SourceText(text, "a.yaml")));
		assertEquals("a.yaml:2:3", values.getFirst().place().text());
		assertEquals("a.yaml:2:12", values.getFirst().elements().getFirst().place().text());
		assertTrue(values.getLast().isList());
		assertEquals(List.of("a.yaml:4:5", "a.yaml:5:5"),
				values.getLast().elements().stream().map(element -> element.place().text()).toList());
	}

	@Test
	void mistakesAreToldTogetherWithTheirLines() throws DocumentException {
		assertEquals(List.of("2 workflow.duplicate", "3 workflow.no-value", "4 workflow.value", "5 workflow.value",
				"6 workflow.value", "7 workflow.type", "8 workflow.no-value", "10 workflow.duplicate"), problems("""
						a.b: 1
						a: { b: 2 }
						empty:
						comma: ["H,K"]
						blank: [{ name: a b }]
						sign: [{ "a=b": c }]
						inner: [[1]]
						hollow: [{}]
						twice: 1
						twice: 2
						"""));
		assertEquals(List.of("1 workflow.type"), problems("- a\n- b\n"));
		assertEquals(List.of("1 workflow.type"), problems("just text\n"));
	}

	@Test
	void whatIsNoYamlIsRefused() {
		assertThrows(DocumentException.class, () -> problems("a: [1\n"));
		assertThrows(DocumentException.class, () -> problems("a: &x 1\nb: *x\n"));
	}
}
