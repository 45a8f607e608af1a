package org.armillary.organiser;

import static org.armillary.organiser.Example.NIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.organiser.trace.NeedTrace;
import org.armillary.organiser.trace.Tracer;
import org.junit.jupiter.api.Test;

class OverlayTellingTest {

	private static final Night LAMPS = new Night().arc("a", "H", NIGHT).masterFlat("near", "H", NIGHT + 0.01)
			.masterFlat("far", "H", NIGHT + 5);

	private static Organisation organised(String overlay) {
		return Example.organise(LAMPS, Example.overlay(overlay));
	}

	private static Message told(Organisation organisation, String id) {
		return organisation.problems().stream().filter(problem -> problem.id().equals(id)).findFirst().orElseThrow();
	}

	@Test
	void anUnknownNeedIsToldWithTheNearestName() {
		Organisation organisation = organised("""
				choose:
				  - { need: flatt, never: ["near-*"], reason: bad }
				""");
		assertEquals(List.of("overlay.need"), Example.ids(organisation));
		String told = told(organisation, "overlay.need").summary();
		assertTrue(told.contains("my.overlay.yaml:3") && told.contains("‘flatt’") && told.contains("‘flat’"), told);
	}

	@Test
	void aListThatAllowsNoneIsNotOneThatDoesNothing() {
		Organisation organisation = organised("""
				choose:
				  - { need: flat, only: ["nobody-*"], reason: better }
				""");
		assertEquals(List.of("organise.incomplete", "organise.overlay-only"), Example.ids(organisation));
		String told = told(organisation, "organise.overlay-only").summary();
		assertTrue(told.contains("my.overlay.yaml:3") && told.contains("none of the 2 candidates"), told);
	}

	@Test
	void aCandidateKeptOutSaysByWhomAndWhy() {
		Organisation organisation = organised("""
				choose:
				  - { need: flat, never: ["near-*"], reason: the lamp was changed }
				""");
		assertEquals(List.of(), Example.ids(organisation));
		NeedTrace trace = new Tracer(organisation).need(organisation.datasets().stream()
				.filter(dataset -> dataset.rule().type().equals("arc")).findFirst().orElseThrow(), "flat")
				.orElseThrow();
		String words = trace.candidates().getLast().words();
		assertTrue(words.contains("my.overlay.yaml:3") && words.contains("the lamp was changed"), words);
	}

	@Test
	void keywordsThatNoFileHasAreToldUnlessRulesLookAtThem() {
		Organisation organisation = organised(
				"""
						corrections:
						  - { files: "*", set: { ESO INS TEMQ: 3, ESO INS LAMP3 NAME: Ne }, remove: [ESO DET SEQ1 DIX], reason: slips }
						""");
		List<Message> told = organisation.problems().stream()
				.filter(problem -> problem.id().equals("organise.overlay-keyword")).toList();
		assertEquals(2, told.size(), organisation.problems().toString());
		assertTrue(told.getFirst().summary().contains("ESO INS TEMQ")
				&& told.getFirst().summary().contains("‘ESO INS TEMP’"), told.getFirst().summary());
		assertTrue(told.getLast().summary().contains("removes ESO DET SEQ1 DIX")
				&& told.getLast().summary().contains("‘ESO DET SEQ1 DIT’"), told.getLast().summary());
	}

	@Test
	void keywordsThatOneOfTheFilesHasAreNoSlips() {
		Organisation organisation = organised("""
				corrections:
				  - { files: "*", remove: [ESO PRO CATG], reason: raw as well }
				""");
		assertTrue(Example.ids(organisation).stream().noneMatch("organise.overlay-keyword"::equals));
	}
}
