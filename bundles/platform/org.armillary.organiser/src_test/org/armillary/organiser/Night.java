package org.armillary.organiser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;

/** Files made by hand. */
final class Night {

	private final List<HeaderFile> files = new ArrayList<>();

	List<HeaderFile> files() {
		return List.copyOf(files);
	}

	/** Adds a file with keywords of the example instrument; {@code more} are keywords and values in turn, null removes. */
	Night file(String name, String type, String template, double mjd, Object... more) {
		files.add(make(name, type, template, mjd, more));
		return this;
	}

	Night file(HeaderFile file) {
		files.add(file);
		return this;
	}

	static HeaderFile make(String name, String type, String template, double mjd, Object... more) {
		var keywords = new LinkedHashMap<String, Object>();
		keywords.put("INSTRUME", "TOY");
		keywords.put("MJD-OBS", mjd);
		keywords.put("ARCFILE", name);
		keywords.put("ESO DPR TYPE", type);
		keywords.put("ESO TPL START", template);
		keywords.put("ESO TPL ID", kind(type));
		for (int i = 0; i < more.length; i += 2) {
			if (more[i + 1] == null) {
				keywords.remove(more[i]);
			} else {
				keywords.put((String) more[i], more[i + 1]);
			}
		}
		return file(name, keywords);
	}

	static HeaderFile file(String name, Map<String, Object> keywords) {
		return new HeaderFile(name, Optional.empty(), Header.of(keywords), 1000,
				Identities.of(name.substring(name.lastIndexOf('/') + 1) + keywords));
	}

	private static String kind(String type) {
		return type.equals("DARK") ? "dark"
				: type.startsWith("FLAT,S") ? "sky"
						: type.startsWith("FLAT") ? "flat"
								: type.startsWith("WAVE") ? "arc" : "science";
	}

	/** Darks of one template. */
	Night darks(String template, int count, double mjd, double dit, Object... more) {
		for (int i = 0; i < count; i++) {
			file(template + "-" + i + ".fits", "DARK", template, mjd + i * 0.001, with(more, "ESO DET SEQ1 DIT", dit));
		}
		return this;
	}

	/** Flats of one template: one off, three on at each angle, with an integration time of 10 s. */
	Night flats(String template, String band, double mjd, double[] angles, Object... more) {
		Object[] keywords = with(more, "ESO INS GRAT1 ID", band, "ESO DET SEQ1 DIT", 10.0, "ESO INS TEMP", 280.0);
		file(template + "-off.fits", "FLAT,OFF", template, mjd, with(keywords, "ESO INS FILT1 ID", "Block"));
		int number = 0;
		for (double angle : angles) {
			for (int i = 0; i < 3; i++) {
				number++;
				file(template + "-" + number + ".fits", "FLAT,LAMP", template, mjd + number * 0.001,
						with(keywords, "ESO OCS ROT NAANGLE", angle));
			}
		}
		return this;
	}

	Night flats(String template, String band, double mjd, Object... more) {
		return flats(template, band, mjd, new double[] { 0 }, more);
	}

	Night arc(String template, String band, double mjd, Object... more) {
		return file(template + ".fits", "WAVE,LAMP", template, mjd,
				with(more, "ESO INS GRAT1 ID", band, "ESO INS TEMP", 280.0, "ESO OCS ROT NAANGLE", 0.0));
	}

	Night masterFlat(String template, String band, double mjd, Object... more) {
		return file(template + "-master.fits", "FLAT,LAMP", template, mjd,
				with(more, "ESO PRO CATG", "MASTER_FLAT", "ESO INS GRAT1 ID", band, "ESO INS TEMP", 280.0));
	}

	Night science(String template, String band, double mjd, Object... more) {
		return file(template + ".fits", "OBJECT", template, mjd,
				with(more, "ESO INS GRAT1 ID", band, "ESO OCS ARM1 NAME", "A"));
	}

	/** What is given first wins. */
	private static Object[] with(Object[] given, Object... defaults) {
		var all = new ArrayList<>(List.of(defaults));
		for (Object one : given) {
			all.add(one);
		}
		return all.toArray();
	}
}
