package org.armillary.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.data.FitsCard.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FitsHeaderTest {

	private static FitsHeader header(String... records) {
		var text = new StringBuilder();
		for (String record : records) {
			text.append("%-80s".formatted(record));
		}
		return FitsHeader.parse("a.fits[1]", text.toString().getBytes(StandardCharsets.ISO_8859_1));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"A       =                    T / yes                | LOGICAL    | true",
			"A       = F                                         | LOGICAL    | false",
			"A       =                  -32 / bits               | INTEGER    | -32",
			"A       = 9223372036854775807                       | INTEGER    | 9223372036854775807",
			"A       = 9223372036854775808                       | REAL       | 9.223372036854776E18",
			"A       =                2000. / a dot              | REAL       | 2000.0",
			"A       = -5.55555555555556E-05                     | REAL       | -5.55555555555556E-5",
			"A       = 1.5D+3                                    | REAL       | 1500.0",
			"A       = .5                                        | REAL       | 0.5",
			"A       = 'RA---TAN'           / it''s              | TEXT       | RA---TAN",
			"A       = 'O''Hara  '                               | TEXT       | O'Hara",
			"A       = 'a / b'                                   | TEXT       | a / b",
			"A       = ''                                        | TEXT       | \"\"",
			"A       =                      / nothing known      | UNDEFINED  | \"\"",
			"A       = (1, 2)                                    | COMPLEX    | (1, 2)",
			"A       = 'no end                                   | MALFORMED  | 'no end",
			"A       = NaN                                       | MALFORMED  | NaN",
			"A       = 1.0f                                      | MALFORMED  | 1.0f",
			"A       = 1E999                                     | MALFORMED  | 1E999",
			"A         no indicator                              | COMMENTARY | \"  no indicator\"" })
	void readsEveryKindOfValue(String record, Kind kind, String value) {
		FitsCard card = header(record).cards().getFirst();
		assertEquals(kind, card.kind());
		assertEquals(value, card.value().toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "HISTORY = 5 steps", "COMMENT = 'text'", "        = 5", "HISTORY = 5" })
	void commentaryHasNoValueEvenBehindAnEqualsSign(String record) {
		FitsCard card = header(record).cards().getFirst();
		assertEquals(Kind.COMMENTARY, card.kind());
		assertEquals(record.substring(8), card.value());
	}

	@Test
	void readsHierarchKeywordsWithoutTheirPrefix() throws FitsException {
		FitsHeader header = header("HIERARCH ESO INS FILT3 ID = 'YJ      ' / Filter unique id.",
				"HIERARCH ESO PRO FRNAME= 'no blank before'", "HIERARCH ESO DET CHIP GAIN = 2.1 / Gain in e-/ADU");
		assertEquals("YJ", header.text("ESO INS FILT3 ID"));
		assertEquals("YJ", header.text("HIERARCH ESO INS FILT3 ID"));
		assertEquals("no blank before", header.text("ESO PRO FRNAME"));
		assertEquals(2.1, header.real("ESO DET CHIP GAIN"));
		assertEquals(Map.of("ESO INS FILT3 ID", "YJ", "ESO PRO FRNAME", "no blank before", "ESO DET CHIP GAIN", 2.1),
				header.values());
	}

	@Test
	void joinsLongTexts() throws FitsException {
		FitsHeader header = header("LONG    = 'one &'", "CONTINUE  'two&' / a", "CONTINUE  ' three' / b",
				"NEXT    = 1");
		assertEquals("one two three", header.text("LONG"));
		assertEquals("a b", header.card("LONG").orElseThrow().comment());
		assertEquals(1, header.integer("NEXT"));
		assertEquals(2, header.cards().size());
	}

	@Test
	void anAmpersandWithoutContinuationIsJustAnAmpersand() throws FitsException {
		assertEquals("R&", header("A       = 'R&'", "B       = 1").text("A"));
	}

	@Test
	void tellsWhatIsMissingOrOfTheWrongType() {
		FitsHeader header = header("EXPTIME = 'long'", "A       = 1.5", "B       =");
		assertEquals("fits.keyword-missing", id(() -> header.real("GAIN")));
		assertEquals("fits.keyword-missing", id(() -> header.real("B")));
		assertEquals("fits.keyword-type", id(() -> header.real("EXPTIME")));
		assertEquals("fits.keyword-type", id(() -> header.integer("A")));
		assertEquals("fits.keyword-type", id(() -> header.findText("A")));
		assertEquals("fits.keyword-type", id(() -> header.logical("A")));
		FitsException wrong = assertThrows(FitsException.class, () -> header.real("EXPTIME"));
		for (String part : List.of("a.fits[1]", "EXPTIME", "'long'")) {
			assertTrue(wrong.explanation().summary().contains(part), wrong.explanation().summary());
		}
	}

	@Test
	void missingAndUndefinedKeywordsAreEmpty() throws FitsException {
		FitsHeader header = header("B       =");
		assertEquals(Optional.empty(), header.findText("A"));
		assertTrue(header.findReal("B").isEmpty());
		assertTrue(header.contains("B"));
		assertFalse(header.contains("A"));
	}

	@Test
	void setsInPlaceAndKeepsEverythingElseAsItWas() throws FitsException {
		FitsHeader before = header("A       =  1 / odd spacing", "COMMENT one", "B       = 2", "HISTORY two");
		FitsHeader after = before.with("A", 3).with("C", "new").withHistory("three");
		assertEquals(1, before.integer("A"));
		assertEquals(3, after.integer("A"));
		assertEquals("odd spacing", after.card("A").orElseThrow().comment());
		assertEquals(before.cards().subList(1, 4), after.cards().subList(1, 4));
		assertEquals(List.of("one"), after.comments().stream().map(String::strip).toList());
		assertEquals(2, after.history().size());
		assertFalse(after.without("a", "B").contains("A"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "short", "it's 'quoted'", "a / b", "ends with &" })
	void textSurvivesWritingAndReading(String text) throws FitsException {
		assertRoundTrip("OBJECT", text);
		assertRoundTrip("ESO OBS TARG NAME", text);
	}

	@Test
	void longTextsSurviveWhereverTheyAreCut() throws FitsException {
		for (int length = 50; length < 230; length++) {
			assertRoundTrip("OBJECT", "x".repeat(length));
			assertRoundTrip("ESO OBS TARG NAME", "'".repeat(length) + "x");
			assertRoundTrip("ESO PRO REC1 RAW1 NAME", "ab'".repeat(length / 3));
		}
	}

	@Test
	void numbersSurviveWritingAndReading() throws FitsException {
		for (double value : new double[] { 0, -0.0, 1, Math.PI, 1e-300, -Double.MAX_VALUE, Double.MIN_VALUE, 1e22 }) {
			FitsHeader header = reread(FitsCard.of("A", value, "comment"), FitsCard.of("ESO QC A", value, "comment"));
			assertEquals(value, header.real("A"));
			assertEquals(value, header.real("ESO QC A"));
		}
		assertEquals(0.1, reread(FitsCard.of("A", 0.1f, "")).real("A"));
		assertEquals(Long.MIN_VALUE, reread(FitsCard.of("A", Long.MIN_VALUE, "")).integer("A"));
		assertTrue(reread(FitsCard.of("A", true, "")).logical("A"));
	}

	@Test
	void whatFitsCannotSayIsUndefined() throws FitsException {
		assertTrue(reread(FitsCard.of("A", Double.NaN, "")).findReal("A").isEmpty());
		assertEquals(Kind.UNDEFINED, FitsCard.of("A", Double.POSITIVE_INFINITY, "").kind());
		assertEquals("H?nsel", FitsCard.of("A", "H\u00e4nsel", "").value());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "UML\u00c4UT", "A=B", "ESO A'B", "ESO A=B" })
	void refusesKeywordsThatFitsDoesNotAllow(String keyword) {
		assertThrows(IllegalArgumentException.class, () -> FitsCard.of(keyword, 1, ""));
	}

	@Test
	void cutsCommentsThatDoNotFit() {
		FitsCard card = FitsCard.of("A", 1, "c".repeat(100));
		assertEquals(FitsCard.RECORD, card.image().length());
		assertEquals("c".repeat(47), card.comment());
	}

	private static void assertRoundTrip(String keyword, String text) throws FitsException {
		FitsCard card = FitsCard.of(keyword, text, "comment");
		FitsHeader header = reread(card, FitsCard.of("NEXT", 1, ""));
		assertEquals(text, header.text(keyword));
		assertEquals(card, header.cards().getFirst());
		assertEquals(1, header.integer("NEXT"));
	}

	private static FitsHeader reread(FitsCard... cards) {
		var text = new StringBuilder();
		for (FitsCard card : cards) {
			assertEquals(0, card.image().length() % FitsCard.RECORD);
			text.append(card.image());
		}
		return FitsHeader.parse("a.fits[1]", text.toString().getBytes(StandardCharsets.US_ASCII));
	}

	private static String id(org.junit.jupiter.api.function.Executable executable) {
		return assertThrows(FitsException.class, executable).explanation().id();
	}
}
