package org.armillary.organiser;

import static org.armillary.organiser.Example.NIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.armillary.organiser.header.HeaderFile;
import org.junit.jupiter.api.Test;

class OverlayActingTest {

	private static final HeaderFile FILE = Night.make("sub/x.fits", "DARK", "t", NIGHT, "ESO DET SEQ1 DIT", 10L);

	private static Frame corrected(String overlay) {
		return Example.organise(new Night().file(FILE), Example.overlay(overlay)).frames().getFirst();
	}

	@Test
	void aCorrectionChangesHeaderAndIdentity() {
		Frame frame = corrected("""
				corrections:
				  - files: [x.fits]
				    set: { ESO DET SEQ1 DIT: 20, ESO DPR TYPE: "FLAT,OFF", NEW: T, ESO INS TEMP: 280.5 }
				    remove: [ARCFILE]
				    reason: wrong
				""");

		assertEquals("FLAT_OFF", frame.category());
		assertEquals(Optional.of(20L), frame.header().value("ESO DET SEQ1 DIT"));
		assertEquals(Optional.empty(), frame.header().value("ARCFILE"));
		assertEquals(1, frame.corrections().size());
		assertEquals(Identities.of("frame\n" + FILE.identity() + "\nARCFILE removed\nESO DET SEQ1 DIT=20\n"
				+ "ESO DPR TYPE=FLAT,OFF\nESO INS TEMP=280.5\nNEW=T"), frame.identity());
		assertEquals(Optional.of("DARK"), frame.file().header().value("ESO DPR TYPE"), "the file stays as it is");
	}

	@Test
	void whatIsSoAlreadyIsNoCorrection() {
		Frame frame = corrected("""
				corrections:
				  - { files: ["*"], set: { ESO DET SEQ1 DIT: 10.0, ESO DPR TYPE: "DARK" }, remove: [NONE], reason: so }
				""");

		assertEquals(List.of(), frame.corrections());
		assertEquals(FILE.identity(), frame.identity());
		assertSame(FILE.header(), frame.header());
	}

	@Test
	void eachCorrectionSeesWhatThoseBeforeDid() {
		Frame frame = corrected("""
				corrections:
				  - { where: "[ESO DPR TYPE] == DARK", set: { ESO DPR TYPE: "STEP" }, reason: one }
				  - { where: "[ESO DPR TYPE] == DARK", set: { ESO DPR TYPE: "LOST" }, reason: not any more }
				  - { where: "[ESO DPR TYPE] == STEP", set: { ESO DPR TYPE: "OBJECT" }, reason: two }
				""");

		assertEquals("SCIENCE", frame.category());
		assertEquals(List.of("one", "two"), frame.corrections().stream().map(one -> one.reason()).toList());
	}

	@Test
	void thereAndBackIsTheFileAsItWas() {
		Frame frame = corrected("""
				corrections:
				  - { files: [x.fits], set: { ESO DPR TYPE: "STEP" }, reason: one }
				  - { files: [sub/*], set: { ESO DPR TYPE: "DARK" }, reason: two }
				""");

		assertEquals(2, frame.corrections().size());
		assertEquals(FILE.identity(), frame.identity());
	}

	@Test
	void excludedFilesAreNoFrames() {
		Night night = new Night().darks("d", 4, NIGHT, 10);
		Organisation organisation = Example.organise(night, Example.overlay("""
				corrections:
				  - { files: [d-3.fits], set: { ESO DET SEQ1 DIT: 99 }, reason: typed }
				exclude:
				  - { where: "[ESO DET SEQ1 DIT] == 99", reason: clouds }
				  - { files: [other*], reason: not there }
				"""));

		assertEquals(3, organisation.frames().size());
		assertEquals(List.of("organise.excluded", "organise.overlay-unused"), Example.ids(organisation));
		assertTrue(organisation.problems().getFirst().summary().contains("clouds"));
		assertTrue(organisation.problems().getLast().summary().contains("my.overlay.yaml:6"));
	}

	@Test
	void patternsFitWholeNames() {
		assertTrue(new Glob("*.fits").fits("a/b.fits"));
		assertTrue(new Glob("b?.fits").fitsFile("a/b1.fits"));
		assertTrue(new Glob("a*b*c").fits("aXbbXc"));
		assertTrue(new Glob("**").fits(""));
		assertTrue(new Glob("a[b").fits("a[b"));
		assertEquals(false, new Glob("b?.fits").fitsFile("a/b.fits"));
		assertEquals(false, new Glob("B*").fits("b"));
		assertEquals(false, new Glob("").fits("b"));
		assertEquals(false, new Glob("*a*a*a*a*a*a*a*a*b").fits("a".repeat(5000)));
	}
}
