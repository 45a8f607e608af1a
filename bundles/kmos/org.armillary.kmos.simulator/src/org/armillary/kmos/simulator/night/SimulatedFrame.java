package org.armillary.kmos.simulator.night;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.armillary.data.FitsHeader;
import org.armillary.kmos.simulator.header.PrimaryHeader;

/**
 * A file of a simulated night with the truth about it.
 *
 * @param name
 *            path below the folder, parts separated by {@code /}
 * @param keywords
 *            those keywords of its primary header that say something about the exposure, as they stand in the file: {@link
 *            String}, {@link Long}, {@link Double} or {@link Boolean}; none where the file is no FITS file or ends within its
 *            primary header
 * @param category
 *            what it truly is, such as {@code FLAT_ON} or the category of a product; empty where it is nothing of KMOS
 * @param dataset
 *            key of the dataset that it truly belongs to: kind, what tells it from others, start of the template, such as
 *            {@code flat H 2026-03-02T11:31:00}; empty for none
 * @param faults
 *            what was done to it
 * @param bytes
 *            its size
 * @param readable
 *            whether its primary header can be read
 * @param content
 *            what it is made of
 */
public record SimulatedFrame(String name, Map<String, Object> keywords, String category, String dataset,
		Set<Fault> faults, long bytes, boolean readable, Content content) {

	/**
	 * What a file is made of.
	 *
	 * @param keywords
	 *            keywords of the primary header, also where it cannot be read
	 * @param headers
	 *            makes the primary header
	 * @param extensions
	 *            number of extensions; -1 for a file that is no FITS file
	 * @param bytesOnDisk
	 *            what it takes on a disk
	 */
	record Content(Map<String, Object> keywords, PrimaryHeader headers, int extensions, long bytesOnDisk) {
	}

	/** Copies the collections. */
	public SimulatedFrame {
		keywords = Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
		faults = Set.copyOf(faults);
	}

	/** The primary header in full length, as it stands in the file; made anew by each call. */
	public FitsHeader header() {
		return content.headers().of(content.keywords());
	}

	/** Digest of the keywords, 64 hexadecimal digits: equal for copies alone. */
	public String identity() {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			content.keywords().forEach(
					(keyword, value) -> digest.update((keyword + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
			digest.update((content.extensions() + " " + readable).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest.digest());
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
