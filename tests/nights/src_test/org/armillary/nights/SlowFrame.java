package org.armillary.nights;

import java.util.List;
import java.util.Map;

import org.armillary.organiser.header.HeaderFile;

/**
 * A file as {@link SlowOrganiser} sees it.
 *
 * @param file
 *            the file
 * @param keywords
 *            its keywords after corrections
 * @param corrections
 *            places, from 0, of the corrections that changed it
 * @param category
 *            its category; empty where it has none
 * @param mjd
 *            modified Julian date, days; NaN where it states none
 * @param identity
 *            digest
 */
record SlowFrame(HeaderFile file, Map<String, Object> keywords, List<Integer> corrections, String category, double mjd,
		String identity) {

	String name() {
		return file.name();
	}
}
