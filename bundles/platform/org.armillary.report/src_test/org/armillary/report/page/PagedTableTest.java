package org.armillary.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.report.page.PagedTable.Column;
import org.junit.jupiter.api.Test;

class PagedTableTest {

	private static String table(int rows) {
		var table = new PagedTable("t", "Numbers & more", "numbers", List.of(Column.numbers("n")), List.of(), 10);
		for (int i = 0; i < rows; i++) {
			table.row(List.of(), new HtmlPage().element("td", "row " + i));
		}
		assertEquals(rows, table.size());
		var page = new HtmlPage();
		table.write(page);
		return page.content().toString();
	}

	@Test
	void fewRowsNeedNoScript() {
		String table = table(10);
		assertFalse(table.contains("<template>") || table.contains("<noscript>"));
		assertTrue(table.contains("<caption>Numbers &amp; more</caption>"));
	}

	@Test
	void manyRowsWait() {
		String table = table(25);
		String inert = table.substring(table.indexOf("<template>"), table.indexOf("</template>"));
		assertTrue(table.substring(0, table.indexOf("<template>")).contains("row 9<"));
		assertEquals(15, inert.split("row ", -1).length - 1);
		assertTrue(table.contains("10 of 25 numbers"));
	}

	@Test
	void scriptsThatAreNoXmlAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> new HtmlPage().page("t", "a < b"));
		assertThrows(IllegalArgumentException.class, () -> new HtmlPage().page("t", "", "a && b", ""));
	}

	@Test
	void harmless() {
		assertEquals("a\\nb\\x1b\\x202e\\xd800é∑😀", HarmlessText.line("a\nb\u001b\u202e\ud800é∑😀"));
		assertEquals("\\xffff\\xe000", HarmlessText.line("\uffff\ue000"));
		assertEquals("&lt;&amp;&gt;&quot;&#39;", HtmlPage.escaped("<&>\"'"));
		assertEquals("a\nb    c\n", new HtmlPage().lines("a\r\nb\tc").content().toString());
	}
}
