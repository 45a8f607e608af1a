package org.armillary.provenance.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.provenance.methods.Reference.Article;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

	@Test
	void readsAPaper() {
		Reference reference = Reference.of("Davies et al. 2013, A&A 558, A56");
		assertEquals("Davies2013", reference.key());
		assertEquals("Davies et al. 2013", reference.citation());
		assertEquals(Optional.of(new Article(List.of("Davies"), true, 2013, "A&A", "558", "A56", "")),
				reference.article());
		Map<String, String> fields = BibChecker.read(reference.bibtex()).getFirst().fields();
		assertEquals(Map.of("author", "{Davies} and others", "year", "2013", "journal", "A\\&A", "volume", "558",
				"pages", "A56"), fields);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"Horne 1986, PASP 98, 609|Horne1986|Horne 1986|PASP|98|609",
			"Förster Schreiber et al. 2009, ApJ 706, 1364|ForsterSchreiber2009|Förster Schreiber et al. 2009|ApJ|706|1364",
			"Moré 1978, Lecture Notes in Mathematics 630, 105|More1978|Moré 1978|Lecture Notes in Mathematics|630|105",
			"Hörmann 1993, Insurance: Math. Econ. 12, 39|Hormann1993|Hörmann 1993|Insurance: Math. Econ.|12|39",
			"Moyal 1955, Phil. Mag. 46, 263|Moyal1955|Moyal 1955|Phil. Mag.|46|263",
			"Weilbacher et al., 2020, A&A, 641, A28|Weilbacher2020|Weilbacher et al. 2020|A&A|641|A28",
			"Sharp & Birchall 2010, PASA 27, 91-103|Sharp2010|Sharp & Birchall 2010|PASA|27|91",
			"Bolton, Schlegel & Foo 2012, AJ 144, 144|Bolton2012|Bolton et al. 2012|AJ|144|144",
			"Davies 2007, MNRAS 375, 1099: a method to remove residual OH emission|Davies2007|?|?|?|?" })
	void readsThePapersOfTheFieldOrTakesThemAsTheyStand(String text, String key, String citation, String journal,
			String volume, String page) {
		Reference reference = Reference.of(text);
		assertEquals(key, reference.key());
		if (citation.equals("?")) {
			assertEquals(Optional.empty(), reference.article());
			assertEquals(text, reference.citation());
		} else {
			assertEquals(citation, reference.citation());
			assertEquals(List.of(journal, volume, page), reference.article()
					.map(article -> List.of(article.journal(), article.volume(), article.page())).orElseThrow());
		}
		assertEquals(1, BibChecker.read(reference.bibtex()).size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "100 % of {my} $5 code_base #1 ~ ^ \\ & <a> | \"q\"", "}{", "",
			"https://example.org/a_b%20c",
			"Łódź, Åre, Žižek, İzmir, 東京, ½ µm – “x” ‘y’…", "a\nb\tc", "\\input{/etc/passwd}" })
	void anyTextGivesAnEntryThatCanBeRead(String text) {
		Reference reference = Reference.of(text);
		List<BibChecker.Entry> entries = BibChecker.read(reference.bibtex());
		assertEquals("misc", entries.getFirst().type());
		assertTrue(reference.bibtex().chars().allMatch(character -> character < 0x7f), reference.bibtex());
	}

	@Test
	void accentsAreThoseOfLatex() {
		assertEquals("F{\\\"o}rster Mor{\\'e} {\\v{Z}}i{\\v{z}}ek {\\aa}", BibText.escaped("Förster Moré Žižek å")
				.replace("{\\r{a}}", "{\\aa}"));
		assertEquals("na{\\\"{\\i}}ve", BibText.escaped("naïve"));
	}

	@Test
	void keysAreUnlikeEachOtherAndEachPaperIsThereOnce() {
		var references = new References();
		references.cite("Davies et al. 2013, A&A 558, A56");
		references.cite("Davies et al. 2013, A&A 558, A56");
		references.cite("Davies & Smith 2013, MNRAS 1, 2; DAVIES 2013, AJ 3, 4");
		var keys = new ArrayList<String>();
		references.all().forEach(reference -> {
			keys.add(reference.key());
			assertEquals(reference.key(), BibChecker.read(reference.bibtex()).getFirst().key());
		});
		assertEquals(List.of("Davies2013", "Davies2013a", "DAVIES2013b"), keys);
		for (int i = 0; i < 60; i++) {
			references.cite("Davies et al. 2013, A&A 558, A" + (100 + i));
		}
		assertEquals(63, references.all().stream().map(Reference::key).map(String::toLowerCase).distinct().count());
	}

	@Test
	void aTextWithSemicolonsThatIsNoListOfPapersIsOne() {
		var references = new References();
		assertEquals(1, references.cite("KMOS manual; section 3").size());
	}
}
