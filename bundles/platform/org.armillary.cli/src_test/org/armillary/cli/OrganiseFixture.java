package org.armillary.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.organiser.DatasetStates;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.ReductionHistory;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleReader;
import org.armillary.organiser.scan.ScannedFiles;
import org.armillary.workflow.text.DocumentException;

/** Some files in memory, organised by small rules. */
final class OrganiseFixture {

	static final String RULES = """
			armillary-rules: 1
			name: test
			version: 7
			description: darks, flats and science
			applies: "[INSTRUME] == TEST"
			time: mjd
			quantities:
			  mjd: "[MJD-OBS]"
			  band: "[BAND]"
			  angle: { value: "[ANGLE]", unit: deg }
			  template: "[TPL]"
			  target: "[TARGET# NAME]"
			parameters:
			  mode: { value: quick, choices: [quick, thorough], help: how }
			checks:
			  lamp:
			    when: "[TYPE] == 'FLAT,ON'"
			    require: "[LAMP] != F"
			    says: the lamp was off
			    remedy: Exclude it.
			classes:
			  DARK: "[TYPE] == DARK"
			  FLAT_OFF: "[TYPE] == 'FLAT,OFF'"
			  FLAT_ON: "[TYPE] == 'FLAT,ON'"
			  SCIENCE: "[TYPE] == SCIENCE"
			datasets:
			  dark:
			    group: [template]
			    members:
			      DARK: { min: 2, plan: 3 }
			  flat:
			    group: [template, band]
			    label: [band]
			    members:
			      FLAT_OFF: { min: 1 }
			      FLAT_ON: { each: angle, min: 2 }
			    needs:
			      dark:
			        from: [dark]
			        levels:
			          - { level: 0, within: 1 d }
			          - { level: 1, within: 7 d }
			  target:
			    group: [template, target]
			    label: [target]
			    members:
			      SCIENCE: { min: 1 }
			""";

	private final List<HeaderFile> files = new ArrayList<>();

	/** Adds a file. */
	OrganiseFixture file(String name, String type, String template, double mjd, Object... more) {
		Map<String, Object> keywords = new LinkedHashMap<>();
		keywords.put("INSTRUME", "TEST");
		keywords.put("TYPE", type);
		keywords.put("TPL", template);
		keywords.put("MJD-OBS", mjd);
		for (int i = 0; i < more.length; i += 2) {
			keywords.put((String) more[i], more[i + 1]);
		}
		files.add(new HeaderFile(name, Optional.empty(), Header.of(keywords), 2880,
				String.format("%064x", (name + keywords).hashCode())));
		return this;
	}

	/** Adds darks. */
	OrganiseFixture darks(int number, double mjd) {
		for (int i = 0; i < number; i++) {
			file("dark" + i + ".fits", "DARK", "d", mjd + i * 0.001);
		}
		return this;
	}

	/** Adds one flat with the lamp off and some with it on. */
	OrganiseFixture flats(String band, double mjd, int... angles) {
		file("off-" + band + ".fits", "FLAT,OFF", "f" + band, mjd, "BAND", band);
		for (int i = 0; i < angles.length; i++) {
			file("on-" + band + i + ".fits", "FLAT,ON", "f" + band, mjd + 0.001 * (i + 1), "BAND", band, "ANGLE",
					(long) angles[i]);
		}
		return this;
	}

	List<HeaderFile> files() {
		return files;
	}

	Organised organised() {
		return organised(Overlay.NONE);
	}

	Organised organised(Overlay overlay) {
		return organised(RULES, overlay);
	}

	Organised organised(String rules, Overlay overlay) {
		Organisation organisation;
		try {
			organisation = new Organiser(RuleReader.parse(rules, "test.rules.yaml"), overlay,
					Instant.parse("2040-01-01T00:00:00Z")).organise(files);
		} catch (DocumentException e) {
			throw new IllegalStateException(e.explanation().text(), e);
		}
		return new Organised(List.of("night"), new ScannedFiles(files, List.of(), List.of(), 0), organisation,
				DatasetStates.of(organisation, ReductionHistory.NONE));
	}
}
