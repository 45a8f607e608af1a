package org.armillary.organiser.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.organiser.Organisation;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.Overlay.Correction;
import org.armillary.organiser.rules.Overlay.Exclusion;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.trace.FileTrace.ClassVerdict;
import org.armillary.organiser.trace.FileTrace.LeftOut;
import org.junit.jupiter.api.Test;

class FileTraceTest {

	private static final RuleLine LINE = new RuleLine("overlay.yaml", 3);

	private static FileTrace trace(Organisation organisation, HeaderFile file) {
		return new Tracer(organisation).file(file);
	}

	@Test
	void eachClassSaysWhichComparisonDecided() {
		var night = new TraceNight().science("s", "H", 61100, 120);
		FileTrace trace = trace(night.organised(), night.file("s.fits"));
		assertEquals(List.of("FLAT", "MASTER", "SCIENCE"),
				trace.classes().stream().map(verdict -> verdict.rule().category()).toList());
		assertEquals(List.of(false, false, true), trace.classes().stream().map(ClassVerdict::chosen).toList());
		assertEquals(List.of("[TYPE] is SCIENCE, expected FLAT"), trace.classes().get(0).explanation().reasons());
		assertEquals(List.of("[TYPE] is SCIENCE", "[DIT] is 10.0"), trace.classes().get(2).explanation().reasons());
		assertTrue(trace.leftOut().isEmpty());
	}

	@Test
	void datasetsTellTheValuesThatTheirFilesShareAndWhereTheyServe() {
		var night = new TraceNight().science("s", "H", 61100, 120).flat("f", "H", 61100.5, 120)
				.flat("g", "H", 61101, 120).science("k", "K", 61100, 120);
		Organisation organisation = night.organised();
		FileTrace chosen = trace(organisation, night.file("f-a.fits"));
		assertEquals("{template=f, band=H}", chosen.joined().getFirst().dataset().key().entrySet().stream()
				.map(entry -> entry.getKey() + "=" + entry.getValue().text()).toList().toString().replace('[', '{')
				.replace(']', '}'));
		assertEquals(2, chosen.uses().size());
		assertTrue(chosen.uses().getFirst().chosen());
		assertEquals(0, chosen.uses().getFirst().level().orElseThrow().number());
		assertFalse(chosen.uses().get(1).chosen());
		assertTrue(chosen.uses().get(1).words().contains("band = K"), chosen.uses().get(1).words());
		FileTrace lost = trace(organisation, night.file("g-b.fits"));
		assertEquals("farther in time", lost.uses().stream().filter(use -> use.level().isPresent()).findFirst()
				.orElseThrow().words());
	}

	@Test
	void aDatasetThatAFileOfItsCategoryDoesNotJoinSaysWhy() {
		var night = new TraceNight().file("s.fits", "SCIENCE", "s", "H", 61100, "DIT", 1L, "TARGET", "none")
				.file("t.fits", "SCIENCE", "t", "H", Double.NaN, "DIT", 1L);
		Organisation organisation = night.organised();
		FileTrace trace = trace(organisation, night.file("s.fits"));
		assertTrue(trace.joined().isEmpty());
		assertEquals(List.of("[TARGET] is none, expected another than none"),
				trace.refused().getFirst().when().orElseThrow().reasons());
		assertFalse(trace(organisation, night.file("t.fits")).refused().getFirst().hasTime());
	}

	@Test
	void aSkippedMemberSaysWhichConditionSkippedIt() {
		var night = new TraceNight().file("s.fits", "SCIENCE", "s", "H", 61100, "DIT", 1L, "NO", 1L);
		FileTrace trace = trace(night.organised(), night.file("s.fits"));
		assertTrue(trace.joined().getFirst().member().skipped());
		assertEquals(List.of("[NO] is 1"), trace.joined().getFirst().skip().orElseThrow().reasons());
	}

	@Test
	void checksThatAreForTheFileAreTold() {
		var night = new TraceNight().file("s.fits", "FLAT", "s", "H", 61100, "SHUT", "closed");
		FileTrace trace = trace(night.organised(), night.file("s.fits"));
		assertEquals(List.of("[SHUT] is closed, expected open"),
				trace.checks().getFirst().explanation().reasons());
		var without = new TraceNight().science("s", "H", 61100, 120);
		assertTrue(trace(without.organised(), without.file("s.fits")).checks().isEmpty());
	}

	@Test
	void filesThatTakePartInNothingSayWhy() {
		var night = new TraceNight().science("s", "H", 61100, 120).science("x", "H", 61101, 120)
				.file("one.fits", "FLAT", "a", "H", 61100, "ARCFILE", "A1")
				.file("two.fits", "FLAT", "b", "H", 61100, "ARCFILE", "A1");
		HeaderFile original = night.file("s.fits");
		night.files().add(new HeaderFile("z.fits", Optional.empty(), original.header(), 2880, original.identity()));
		var exclusion = new Exclusion(List.of("x*"), Optional.empty(), "clouds", LINE);
		Organisation organisation = night.organised("closest", new Overlay(List.of(),
				List.of(new Exclusion(List.of("other*"), Optional.empty(), "no", LINE), exclusion), List.of()));
		assertEquals(new LeftOut.Excluded(exclusion),
				trace(organisation, night.file("x.fits")).leftOut().orElseThrow());
		assertEquals(new LeftOut.CopyOf("s.fits"), trace(organisation, night.file("z.fits")).leftOut().orElseThrow());
		LeftOut.Disputed disputed = assertInstanceOf(LeftOut.Disputed.class,
				trace(organisation, night.file("one.fits")).leftOut().orElseThrow());
		assertEquals(List.of("two.fits"), disputed.others());
		assertTrue(trace(organisation, original).leftOut().isEmpty());
	}

	@Test
	void correctionsAreToldOneByOneWithTheValueBefore() {
		var night = new TraceNight().science("s", "H", 61100, 120);
		var first = new Correction(List.of(), Optional.empty(), Map.of("BAND", "K"), List.of(), "wrong", LINE);
		var second = new Correction(List.of("s.fits"), Optional.empty(), Map.of("BAND", "HK", "NEW", 5L),
				List.of("TEMP"), "again", LINE);
		var idle = new Correction(List.of(), Optional.empty(), Map.of("DIT", 10L), List.of(), "nothing new", LINE);
		FileTrace trace = trace(
				night.organised("closest", new Overlay(List.of(first, second, idle), List.of(), List.of())),
				night.file("s.fits"));
		assertEquals(List.of("BAND H K", "BAND K HK", "NEW - 5", "TEMP 120.0 -"),
				trace.changes().stream().map(change -> change.keyword() + " "
						+ change.before().map(Object::toString).orElse("-") + " "
						+ change.after().map(Object::toString).orElse("-")).sorted().toList());
		assertEquals("HK", trace.joined().getFirst().dataset().key().get("band").text());
	}
}
