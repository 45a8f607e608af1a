package org.armillary.organiser.rules;

import java.util.List;
import java.util.stream.IntStream;

import org.armillary.actor.message.Message;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Problem;

/** Texts of rules and overlays for tests, and how they are read. */
final class RuleText {

	/** Rules with each construct of the language at least once. */
	static final String RULES = """
			armillary-rules: 1
			name: small
			version: 3
			description: |
			  Two lines
			  of words.
			applies: "[INSTRUME] == SMALL"
			time: mjd
			frame: archiveName
			sequence: { number: exposure, of: template }

			parameters:
			  prefer:
			    value: raw-per-level
			    choices: [raw-per-level, master-per-level, raw, master]
			    help: Which one.
			  longitude: -70.4

			quantities:
			  mjd: { value: ["[MJD-OBS]", "mjd([DATE-OBS])"], unit: d, help: Start. }
			  archiveName: "[ARCFILE]"
			  exposure: "[TPL EXPNO]"
			  template: "[TPL START]"
			  night: night($mjd, $longitude)
			  band: join([GRAT1 ID], [GRAT2 ID])
			  angle: { value: "mod(round([NAANGLE], 1), 360)", unit: deg }
			  target: { value: "[ARM# NAME]", when: "[CATG] == SCIENCE" }
			  targets: count($target)
			  block:
			    - { when: "$prefer == master", value: "[OBS ID]" }
			    - "[TPL START]"
			  temperature: "[TEMP]"

			checks:
			  known: { when: "not exists [PRO CATG]", require: "[TPL ID] like 'SMALL_*'", says: Unknown., remedy: Look. }

			classes:
			  MASTER_DARK: "[PRO CATG] == MASTER_DARK"
			  DARK: { when: "[TYPE] == DARK", help: Shutter closed. }
			  FLAT_ON: "[TYPE] == 'FLAT,LAMP'"
			  FLAT_OFF: "[TYPE] == 'FLAT,OFF'"
			  SCIENCE: "[CATG] == SCIENCE and $targets > 0"

			datasets:
			  dark:
			    group: template
			    members: { DARK: { min: 3, max: 20, plan: 5 } }
			  dark-master:
			    master: yes
			    group: []
			    members:
			      MASTER_DARK:
			  flat:
			    help: Lamp on and off.
			    group: [template, band]
			    label: [band]
			    when: exists [TEMP]
			    members:
			      FLAT_OFF: { min: 3 }
			      FLAT_ON: { each: angle, min: 3, skip: "$exposure == 1", reason: The first is a test. }
			    needs:
			      dark:
			        from: [dark, { type: dark-master, when: "$prefer != raw" }]
			        prefer: $prefer
			        levels:
			          - { level: -1, within: 1.5 h, match: [night] }
			          - { level: 0, after: 1 d, before: 0 d }
			          - { level: 3 }
			  science:
			    group: [block, target]
			    members:
			      SCIENCE: { min: 0 }
			    needs:
			      flat:
			        from: flat
			        prefer: order
			        min: 2
			        when: "[NEEDS] == T"
			        only: "[LAMP] == white"
			        never: "[OLD]"
			        match: [band, { quantity: angle, within: 30, period: 360 }, { quantity: temperature, within: 1 }]
			        levels:
			          - { level: 0, before: 90 min, after: 30 s }
			          - { level: 0, before: 4 h }
			""";

	private RuleText() {
	}

	/** The rules above with a text in place of another. */
	static String with(String old, String other) {
		if (!RULES.contains(old)) {
			throw new IllegalArgumentException(old);
		}
		return RULES.replace(old, other);
	}

	static RuleSet rules(String text) {
		try {
			return RuleReader.parse(text, "rules");
		} catch (DocumentException e) {
			throw new AssertionError(String.join("\n", told(e)), e);
		}
	}

	/** What is told of rules that cannot be used: {@code id line}. */
	static List<String> problems(String text) {
		try {
			RuleReader.parse(text, "rules");
			return List.of();
		} catch (DocumentException e) {
			return e.problems().stream().map(problem -> problem.message().id() + " " + problem.line()).toList();
		}
	}

	/** All texts of problems. */
	static List<String> told(DocumentException exception) {
		return exception.problems().stream().map(Problem::message).map(Message::text).toList();
	}

	/** The line, from 1, in which a text stands first. */
	static int line(String text, String part) {
		List<String> lines = text.lines().toList();
		return 1 + IntStream.range(0, lines.size()).filter(i -> lines.get(i).contains(part)).findFirst().orElseThrow();
	}
}
