package org.armillary.organiser.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.organiser.rules.Overlay.ChoiceList;
import org.armillary.organiser.rules.Overlay.Correction;
import org.armillary.organiser.rules.Overlay.Exclusion;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.text.DocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Overlays are read as they are written, and told with their line where they cannot be. */
class OverlayReaderTest {

	static final String OVERLAY = """
			armillary-overlay: 1
			description: From the log.

			corrections:
			  - files: [a.fits, "b*.fits"]
			    where: "[GRATING] == R60O"
			    set:
			      GRATING: R600
			      HIERARCH ESO  TPL NEXP: 5
			      CODE: "007"
			      TEMP: -1.5e1
			      LAMP: T
			      OPEN: false
			      WORD: 'T'
			      EMPTY: ""
			      HUGE: 123456789012345678901
			    remove: [BAD, HIERARCH ESO OBS ID]
			    reason: Typed by hand.
			  - { files: "*", remove: BAD, reason: Everywhere. }

			exclude:
			  - files: c.fits
			    reason: Clouds.
			  - where: "[TYPE] like 'TEST*'"
			    reason: |
			      Tests
			      of the lamp.

			choose:
			  - { need: flat, for: "science-*", never: [flat-1, flat-2], reason: Old lamp. }
			  - only: d.fits
			    reason: The only one.
			""";

	private static List<String> problems(String text) {
		try {
			OverlayReader.parse(text, "overlay");
			return List.of();
		} catch (DocumentException e) {
			return e.problems().stream().map(problem -> problem.message().id() + " " + problem.line()).toList();
		}
	}

	private static RuleLine line(int line) {
		return new RuleLine("overlay", line);
	}

	@Test
	void everythingIsRead() throws Exception {
		var set = new LinkedHashMap<String, Object>();
		set.put("GRATING", "R600");
		set.put("ESO TPL NEXP", 5L);
		set.put("CODE", "007");
		set.put("TEMP", -15.0);
		set.put("LAMP", true);
		set.put("OPEN", false);
		set.put("WORD", "T");
		set.put("EMPTY", "");
		set.put("HUGE", 123456789012345678901.0);
		assertEquals(new Overlay(
				List.of(new Correction(List.of("a.fits", "b*.fits"),
						Optional.of(Condition.parse("[GRATING] == R60O")), set, List.of("BAD", "ESO OBS ID"),
						"Typed by hand.", line(5)),
						new Correction(List.of("*"), Optional.empty(), Map.of(), List.of("BAD"), "Everywhere.",
								line(19))),
				List.of(new Exclusion(List.of("c.fits"), Optional.empty(), "Clouds.", line(22)),
						new Exclusion(List.of(), Optional.of(Condition.parse("[TYPE] like 'TEST*'")),
								"Tests\nof the lamp.", line(24))),
				List.of(new ChoiceList(Optional.of("flat"), List.of("science-*"), List.of(),
						List.of("flat-1", "flat-2"), "Old lamp.", line(30)),
						new ChoiceList(Optional.empty(), List.of(), List.of("d.fits"), List.of(), "The only one.",
								line(31)))),
				OverlayReader.parse(OVERLAY, "overlay"));
	}

	@Test
	void selectionHasWhatIsLookedAtAndChanged() throws DocumentException {
		assertEquals(List.of("BAD", "CODE", "EMPTY", "ESO OBS ID", "ESO TPL NEXP", "GRATING", "HUGE", "LAMP", "OPEN",
				"TEMP", "TYPE", "WORD"), OverlayReader.parse(OVERLAY, "overlay").selection().names());
		assertEquals(List.of(), Overlay.NONE.selection().names());
	}

	@Test
	void overlaysFollowOneAnother() throws DocumentException {
		Overlay one = OverlayReader.parse(OVERLAY, "one");
		Overlay both = one.and(OverlayReader.parse(OVERLAY, "two"));
		assertEquals(one.corrections(), both.corrections().subList(0, 2));
		assertEquals(List.of("one:22", "one:24", "two:22", "two:24"),
				both.exclusions().stream().map(exclusion -> exclusion.line().toString()).toList());
		assertEquals(4, both.lists().size());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			armillary-overlay: 1      | armillary-overlay: 7         | overlay.version
			armillary-overlay: 1      | armillary-rules: 1           | workflow.unknown-key, overlay.version
			corrections:              | correction:                  | workflow.unknown-key
			exclude:                  | exclude: all                 | workflow.syntax 22
			    reason: Typed by hand. | ^^                          | workflow.missing-key 5
			    reason: Clouds.       | reason: ' '          | workflow.no-value
			    reason: Clouds.       | reason:                | workflow.no-value
			  - files: c.fits         | - fils: c.fits           | workflow.unknown-key
			    where: "[GRATING]     | where: "$grating       | overlay.reference
			    where: "[GRATING] ==  | where: "[GRATING] =    | workflow.condition
			{ files: "*", remove      | { remove                     | overlay.nothing
			remove: BAD, reason       | reason                       | overlay.nothing
			never: [flat-1, flat-2],  | ^^                           | overlay.nothing
			never: [flat-1, flat-2],  | never: [{a: b}],             | workflow.type
			GRATING: R600             | grating: R600                | rules.name
			GRATING: R600             | GRATING:                     | workflow.no-value
			GRATING: R600             | GRATING: [R600]              | workflow.type
			GRATING: R600             | NAXIS1: 3                    | overlay.structure
			GRATING: R600             | BITPIX: -32                  | overlay.structure
			GRATING: R600             | GRATING: Röhre               | overlay.text
			GRATING: R600             | GRATING: "a\\u0007"          | overlay.text
			GRATING: R600             | GRATING: 1234567890123456789012345678901234567890123456789012345678901234567890A | overlay.text
			GRATING: R600             | BAD: R600                    | overlay.twice 17
			GRATING: R600             | CODE: R600                   | workflow.duplicate 10
			GRATING: R600             | ESO TPL NEXP: 3              | rules.together 9
			remove: [BAD,             | remove: [b,                  | rules.name
			remove: [BAD,             | remove: [SIMPLE,             | overlay.structure
			""")
	void tellsWhatIsWrong(String old, String other, String expected) {
		int line = RuleText.line(OVERLAY, old);
		assertEquals(
				List.of(expected.split(", ")).stream().map(id -> id.contains(" ") ? id : id + " " + line).toList(),
				problems(OVERLAY.replaceFirst(Pattern.quote(old),
						Matcher.quoteReplacement(other == null ? "" : other))));
	}

	@Test
	void textsWithoutOverlayAreRefused() {
		assertEquals(List.of("overlay.version 1"), problems(""));
		assertEquals(List.of(), problems("armillary-overlay: 1\n"));
		assertFalse(problems("- a\n").isEmpty());
		DocumentException e = assertThrows(DocumentException.class,
				() -> OverlayReader.parse("armillary-overlay: 1\nexclude:\n  - {}\n", "overlay"));
		assertEquals(2, e.problems().size(), () -> String.join("\n", RuleText.told(e)));
	}
}
