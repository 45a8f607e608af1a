package org.armillary.organiser.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleReader;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.workflow.text.DocumentException;

/** A small night of flats and science frames, of which every answer is plain to see. */
final class TraceNight {

	static final String RULES = """
			armillary-rules: 1
			name: test
			version: 1
			description: flats and science
			time: mjd
			frame: archiveName
			quantities:
			  mjd: "[MJD-OBS]"
			  archiveName: "[ARCFILE]"
			  band: "[BAND]"
			  angle: "[ANGLE]"
			  temperature: { value: "[TEMP]", unit: K }
			  template: "[TPL]"
			checks:
			  shutter:
			    when: "exists [SHUT]"
			    require: "[SHUT] == open"
			    says: the shutter was closed
			    remedy: Leave them out.
			classes:
			  FLAT: "[TYPE] == FLAT"
			  MASTER: "[TYPE] == MASTER"
			  SCIENCE: "[TYPE] == SCIENCE and [DIT] > 0"
			datasets:
			  flat:
			    group: [template, band]
			    label: [band]
			    members:
			      FLAT: { each: angle, min: 2 }
			  flat-master:
			    master: yes
			    group: [template, band]
			    label: [band]
			    members:
			      MASTER: { min: 1 }
			  science:
			    when: "[TARGET] != none"
			    group: [template, band]
			    label: [band]
			    members:
			      SCIENCE: { min: 1, skip: "[NO] == 1", reason: a test exposure }
			    needs:
			      flat:
			        from: [flat, flat-master]
			        prefer: PREFER
			        match: [band]
			        levels:
			          - { level: 0, within: 1 d, match: [{ quantity: temperature, within: 1 }] }
			          - { level: 1, within: 2 d }
			          - { level: 2, within: 10 d }
			""";

	private final List<HeaderFile> files = new ArrayList<>();

	/** Adds a file. */
	TraceNight file(String name, String type, String template, String band, double mjd, Object... more) {
		Map<String, Object> keywords = new LinkedHashMap<>();
		keywords.put("TYPE", type);
		keywords.put("TPL", template);
		keywords.put("BAND", band);
		keywords.put("MJD-OBS", mjd);
		for (int i = 0; i < more.length; i += 2) {
			keywords.put((String) more[i], more[i + 1]);
		}
		files.add(new HeaderFile(name, Optional.empty(), Header.of(keywords), 2880,
				String.format("%064x", keywords.toString().hashCode())));
		return this;
	}

	/** Adds two flats at one angle. */
	TraceNight flat(String template, String band, double mjd, double temperature) {
		return file(template + "-a.fits", "FLAT", template, band, mjd, "ANGLE", 0L, "TEMP", temperature)
				.file(template + "-b.fits", "FLAT", template, band, mjd + 0.001, "ANGLE", 0L, "TEMP", temperature);
	}

	/** Adds a master flat. */
	TraceNight master(String template, String band, double mjd, double temperature) {
		return file(template + ".fits", "MASTER", template, band, mjd, "TEMP", temperature);
	}

	/** Adds a science frame. */
	TraceNight science(String template, String band, double mjd, double temperature) {
		return file(template + ".fits", "SCIENCE", template, band, mjd, "DIT", 10.0, "TEMP", temperature);
	}

	List<HeaderFile> files() {
		return files;
	}

	HeaderFile file(String name) {
		return files.stream().filter(file -> file.name().equals(name)).findFirst().orElseThrow();
	}

	static RuleSet rules(String prefer) {
		try {
			return RuleReader.parse(RULES.replace("PREFER", prefer), "test.rules.yaml");
		} catch (DocumentException e) {
			throw new IllegalStateException(e.explanation().text(), e);
		}
	}

	Organisation organised(String prefer, Overlay overlay) {
		return new Organiser(rules(prefer), overlay, Instant.parse("2040-01-01T00:00:00Z")).organise(files);
	}

	Organisation organised() {
		return organised("closest", Overlay.NONE);
	}
}
