package org.armillary.actor;

import java.nio.file.Path;

/**
 * A file on its way through a port.
 *
 * @param path
 *            where to read it; never write to it. The name has no meaning: the engine may stage files under any name, so a
 *            result must not depend on it
 * @param description
 *            category and header
 */
public record ProductFile(Path path, ProductDescription description) {

	/** The product category. */
	public String category() {
		return description.category();
	}
}
