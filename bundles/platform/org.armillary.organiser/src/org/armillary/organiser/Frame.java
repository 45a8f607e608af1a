package org.armillary.organiser;

import java.util.List;

import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay.Correction;

/**
 * A file with what the rules say of it.
 *
 * @param file
 *            the file
 * @param header
 *            its keywords after corrections
 * @param corrections
 *            the corrections that changed it, in the order in which they acted
 * @param category
 *            its category; empty where it has none
 * @param mjd
 *            modified Julian date of its start, days; NaN where it states none
 * @param identity
 *            digest of the file's identity and what corrections changed; the file's own where none did
 */
public record Frame(HeaderFile file, Header header, List<Correction> corrections, String category, double mjd,
		String identity) {

	/** Copies the list. */
	public Frame {
		corrections = List.copyOf(corrections);
	}

	/** What people call it. */
	public String name() {
		return file.name();
	}
}
