package org.armillary.organiser;

import static org.armillary.organiser.Example.NIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.armillary.actor.message.Message;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleReader;
import org.junit.jupiter.api.Test;

class ClassifyingTest {

	private static String category(Object... more) {
		return Example.organise(List.of(Night.make("x.fits", "DARK", "t", NIGHT, more))).frames().getFirst().category();
	}

	@Test
	void categoriesComeFromHeaders() {
		assertEquals("DARK", category());
		assertEquals("DARK", category("ESO DPR TYPE", "DARK   "));
		assertEquals("MASTER_DARK", category("ESO PRO CATG", "MASTER_DARK"));
		assertEquals("", category("ESO PRO CATG", "OTHER"));
		assertEquals("", category("ESO DPR TYPE", null));
		assertEquals("", category("INSTRUME", "OTHER"), "the rules are not for it");
	}

	@Test
	void filesWithoutACategoryAreToldWithWhatTheySay() {
		Night night = new Night().darks("d", 3, NIGHT, 10);
		for (int i = 0; i < 5; i++) {
			night.file("x" + i + ".fits", "STRANGE", "t", NIGHT, "ESO TPL ID", "dark");
		}
		night.file("foreign.fits", "DARK", "t", NIGHT, "INSTRUME", "OTHER");
		Organisation organisation = Example.organise(night);
		assertEquals(List.of("organise.unclassified"), Example.ids(organisation));
		String text = organisation.problems().getFirst().text();
		assertTrue(text.contains("6 files"), text);
		assertTrue(text.contains("5 files with ESO DPR TYPE = STRANGE"), text);
		assertTrue(text.contains("[INSTRUME] is OTHER, expected TOY"), text);
	}

	@Test
	void nothingAtAllIsTold() {
		assertEquals(List.of("organise.nothing"), Example.ids(Example.organise(new Night())));
		assertEquals(List.of("organise.nothing"), Example
				.ids(Example.organise(new Night().file("x.fits", "STRANGE", "t", NIGHT, "ESO TPL ID", "dark"))));
	}

	@Test
	void copiesAreLeftOut() {
		Night night = new Night().darks("d", 3, NIGHT, 10);
		HeaderFile first = night.files().getFirst();
		night.file(new HeaderFile("copy/" + first.name(), first.path(), first.header(), 1000, first.identity()));
		Organisation organisation = Example.organise(night);

		assertEquals(List.of("organise.copy"), Example.ids(organisation));
		assertEquals(3, organisation.frames().size());
		assertEquals("copy/d-0.fits", organisation.frames().getFirst().name(), "the first by name");
	}

	@Test
	void differentFilesThatClaimToBeTheSameAreNotUsed() {
		Organisation organisation = Example
				.organise(new Night().darks("d", 4, NIGHT, 10).file("other.fits", "DARK", "d",
						NIGHT + 0.01, "ESO DET SEQ1 DIT", 10.0, "ARCFILE", "d-1.fits"));

		assertEquals(List.of("organise.same-frame"), Example.ids(organisation));
		assertEquals(5, organisation.frames().size());
		assertEquals(List.of("DARK", "", "DARK", "DARK", ""),
				organisation.frames().stream().map(Frame::category).toList());
		assertEquals(3, organisation.datasets().getFirst().members().size());
	}

	@Test
	void aFileWithoutATimeIsInNoDataset() {
		Organisation organisation = Example.organise(new Night().darks("d", 3, NIGHT, 10)
				.file("1.fits", "DARK", "d", NIGHT, "MJD-OBS", null)
				.file("2.fits", "DARK", "d", NIGHT, "MJD-OBS", "now")
				.file("3.fits", "DARK", "d", NIGHT, "MJD-OBS", Double.NaN)
				.file("4.fits", "DARK", "d", NIGHT, "MJD-OBS", 1e30)
				.file("5.fits", "DARK", "d", NIGHT, "MJD-OBS", Double.NEGATIVE_INFINITY));

		assertEquals(List.of("organise.no-time"), Example.ids(organisation));
		assertEquals(3, organisation.datasets().getFirst().members().size());
		Message problem = organisation.problems().getFirst();
		assertTrue(problem.summary().contains("5 files"), problem.summary());
		assertTrue(problem.summary().contains("MJD-OBS"), "the keyword is named: " + problem.summary());
		assertTrue(problem.detail().orElse("").contains("1.fits: MJD-OBS is absent"), "and what was found");
	}

	@Test
	void checksAreToldOnceWithTheirRemedy() {
		Night night = new Night();
		for (int i = 0; i < 5; i++) {
			night.file("d" + i + ".fits", "DARK", "d", NIGHT + i * 0.001, "ESO TPL ID", "new");
		}
		Organisation organisation = Example.organise(night);
		assertEquals(List.of("organise.check"), Example.ids(organisation));
		String text = organisation.problems().getFirst().text();
		assertTrue(text.contains("5 files: d0.fits, d1.fits, d2.fits, …"), text);
		assertTrue(text.contains("Exclude them."), text);
		assertTrue(organisation.datasets().getFirst().complete(), "organised all the same");
	}

	@Test
	void timesInTheFutureAreTold() {
		double now = 61_131; // 2026-04-01
		assertEquals(List.of(), Example.ids(Example.organise(new Night().darks("d", 3, now + 0.0048, 10))));
		assertEquals(List.of("organise.future"),
				Example.ids(Example.organise(new Night().darks("d", 3, now + 0.0050, 10))));
	}

	@Test
	void aClockThatRunsBackwardsIsToldOnceForASequence() {
		Night night = new Night();
		double[] times = { 0, 0.01, 0.03, 0.03, 0.02 };
		for (int i = 0; i < times.length; i++) {
			night.file("d" + i + ".fits", "DARK", "d", NIGHT + times[i], "ESO TPL EXPNO", (long) i);
			night.file("e" + i + ".fits", "DARK", "e", NIGHT + i * 0.01, "ESO TPL EXPNO", (double) i);
			night.file("f" + i + ".fits", "DARK", "f", NIGHT + i * 0.01, "ESO TPL EXPNO", 1L);
		}
		Organisation organisation = Example.organise(night);
		assertEquals(List.of("organise.backwards"), Example.ids(organisation));
		assertTrue(organisation.problems().getFirst().summary().contains("d2.fits"));
		assertTrue(organisation.problems().getFirst().summary().contains("d3.fits"));
	}

	@Test
	void severalClassesAreTold() throws Exception {
		var rules = RuleReader.parse(Example.TEXT.replace("== 'FLAT,OFF'\"", "in ('FLAT,OFF', DARK)\""),
				"ambiguous.rules.yaml").with(Map.of());
		Organisation organisation = new Organiser(rules, Overlay.NONE, Example.NOW)
				.organise(new Night().darks("d", 3, NIGHT, 10).files());
		assertEquals(List.of("organise.ambiguous"), Example.ids(organisation));
		assertEquals("DARK", organisation.frames().getFirst().category());
		assertTrue(organisation.problems().getFirst().summary().contains("DARK (ambiguous.rules.yaml:"));
	}

	@Test
	void incompleteDatasetsSayWhatIsLackingAndWhatWasNearest() {
		Organisation organisation = Example
				.organise(
						new Night().arc("a", "H", NIGHT).masterFlat("k", "K", NIGHT).masterFlat("m", "H", NIGHT + 20));
		assertEquals(List.of("organise.incomplete"), Example.ids(organisation));
		String text = organisation.problems().getFirst().text();
		assertTrue(text.contains("no flat"), text);
		assertTrue(
				text.contains("flat-master-H-2026-03-21T00:00:00: expected |Δt| ≤ 14 d, found +20 d (toy.rules.yaml:"),
				text);
		assertTrue(text.contains("--why arc-H-2026-03-01T00:00:00 flat"), text);

		String members = Example.organise(new Night().flats("f", "H", NIGHT, new double[0])).problems().getFirst()
				.text();
		assertTrue(members.contains("FLAT_ON: found 0, needed 3 (toy.rules.yaml:"), members);
		assertTrue(members.contains("there is no other dataset of the kind dark, dark-master"), members);
	}
}
