package org.armillary.organiser;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.OverlayReader;
import org.armillary.organiser.rules.RuleReader;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.workflow.text.DocumentException;

/** A small instrument with its rules: darks, flats with angles and their masters, arcs, sky flats, science. */
final class Example {

	/** Modified Julian date of the night of all tests: 2026-03-01. */
	static final double NIGHT = 61_100;

	/** When it is read: a month later. */
	static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

	static final String TEXT = """
			armillary-rules: 1
			name: toy
			version: 1
			description: Rules for tests.
			applies: "[INSTRUME] == TOY"
			time: mjd
			frame: archiveName
			sequence: { number: exposureNumber, of: template, total: exposures }

			parameters:
			  calibrations:
			    value: closest
			    choices: [closest, order, raw, master, raw-per-level, master-per-level]
			    help: Which calibrations come first.
			  thorough: { value: "no", choices: ["no", "yes"], help: Whether darks are needed for science. }

			quantities:
			  mjd: "[MJD-OBS]"
			  archiveName: "[ARCFILE]"
			  template: "[ESO TPL START]"
			  exposureNumber: "[ESO TPL EXPNO]"
			  exposures: "[ESO TPL NEXP]"
			  band: "[ESO INS GRAT1 ID]"
			  angle: { value: "mod(round([ESO OCS ROT NAANGLE], 1), 360)", unit: deg }
			  dit: { value: "[ESO DET SEQ1 DIT]", unit: s }
			  temperature: { value: "[ESO INS TEMP]", unit: K }
			  target: "[ESO OCS ARM# NAME]"
			  lamp: "[ESO INS LAMP# NAME]"

			checks:
			  template-known:
			    require: "[ESO TPL ID] in (dark, flat, arc, sky, science)"
			    says: these templates are unknown
			    remedy: Exclude them.

			classes:
			  MASTER_DARK: "[ESO PRO CATG] == MASTER_DARK"
			  MASTER_FLAT: "[ESO PRO CATG] == MASTER_FLAT"
			  DARK: "not exists [ESO PRO CATG] and [ESO DPR TYPE] == DARK"
			  FLAT_OFF: "not exists [ESO PRO CATG] and [ESO DPR TYPE] == 'FLAT,OFF'"
			  FLAT_ON: "not exists [ESO PRO CATG] and [ESO DPR TYPE] == 'FLAT,LAMP'"
			  ARC_ON: "not exists [ESO PRO CATG] and [ESO DPR TYPE] == 'WAVE,LAMP'"
			  FLAT_SKY: "not exists [ESO PRO CATG] and [ESO DPR TYPE] == 'FLAT,SKY'"
			  SCIENCE: "not exists [ESO PRO CATG] and [ESO DPR TYPE] == OBJECT"

			datasets:
			  dark:
			    group: [template, dit]
			    label: [dit]
			    members:
			      DARK: { min: 3, plan: 5, max: 6 }
			  dark-master:
			    master: yes
			    group: [template, dit]
			    label: [dit]
			    members:
			      MASTER_DARK: { min: 1 }
			  flat:
			    group: [template, band]
			    label: [band]
			    members:
			      FLAT_OFF: { min: 1 }
			      FLAT_ON: { each: angle, min: 3 }
			    needs:
			      dark:
			        from: [dark, dark-master]
			        prefer: $calibrations
			        match: [dit]
			        levels:
			          - { level: 0, within: 1 d }
			          - { level: 1, within: 10 d }
			          - { level: 3 }
			  flat-master:
			    master: yes
			    group: [template, band]
			    label: [band]
			    members:
			      MASTER_FLAT: { min: 1 }
			  arc:
			    group: [template, band]
			    label: [band]
			    members:
			      ARC_ON: { min: 1 }
			    needs:
			      flat:
			        from: [flat, flat-master]
			        prefer: $calibrations
			        match: [band, { quantity: temperature, within: 1 }]
			        levels:
			          - { level: -1, within: 1.5 h }
			          - { level: 0, before: 0 d, after: 1 d }
			          - { level: 1, before: 4 h, after: 0 d, match: [{ quantity: angle, within: 30, period: 360 }] }
			          - { level: 2, within: 14 d }
			  sky-flat:
			    group: [template, band]
			    label: [band]
			    members:
			      FLAT_SKY:
			        min: 2
			        skip: "$exposureNumber == 1"
			        reason: the first is a test
			  science:
			    group: [template, target]
			    label: [target]
			    members:
			      SCIENCE: { min: 1 }
			    needs:
			      flat:
			        from: [flat, { type: flat-master, when: "[ESO INS GRAT1 ID] == K" }]
			        match: [band]
			        levels:
			          - { level: 0 }
			      dark:
			        from: [dark]
			        when: "$thorough == yes"
			        only: "[ESO DET SEQ1 DIT] > 5"
			        never: "[ESO TPL START] == bad"
			        min: 2
			        max: 3
			        levels:
			          - { level: 0, within: 5 d }
			""";

	static final RuleSet RULES = rules(Map.of());

	private Example() {
	}

	static RuleSet rules(Map<String, String> parameters) {
		try {
			return RuleReader.parse(TEXT, "toy.rules.yaml").with(parameters);
		} catch (DocumentException e) {
			throw new IllegalStateException(e.explanation().text(), e);
		}
	}

	static Overlay overlay(String text) {
		try {
			return OverlayReader.parse("armillary-overlay: 1\n" + text, "my.overlay.yaml");
		} catch (DocumentException e) {
			throw new IllegalStateException(e.explanation().text(), e);
		}
	}

	static Organisation organise(Night night) {
		return organise(night.files());
	}

	static Organisation organise(List<HeaderFile> files) {
		return new Organiser(RULES, Overlay.NONE, NOW).organise(files);
	}

	static Organisation organise(Night night, Overlay overlay) {
		return new Organiser(RULES, overlay, NOW).organise(night.files());
	}

	static Organisation organise(Night night, String parameter, String value) {
		return new Organiser(rules(Map.of(parameter, value)), Overlay.NONE, NOW).organise(night.files());
	}

	/** How often each message was told. */
	static List<String> ids(Organisation organisation) {
		return organisation.problems().stream().map(problem -> problem.id()).sorted().toList();
	}
}
