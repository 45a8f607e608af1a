package org.armillary.engine;

import java.util.Set;

import org.armillary.actor.Payload;
import org.armillary.actor.ProductDescription;

/**
 * What planning needs to know of a file, all of it from headers.
 *
 * @param description
 *            category (empty where the file states none) and primary header; no keywords where the file is not FITS
 * @param payloads
 *            what the file holds; always with {@link Payload#FILE}
 * @param bytes
 *            size of the file, bytes
 */
public record FileFacts(ProductDescription description, Set<Payload> payloads, long bytes) {

	/** Copies the set. */
	public FileFacts {
		payloads = Set.copyOf(payloads);
	}
}
