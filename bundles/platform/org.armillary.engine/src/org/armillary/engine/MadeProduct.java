package org.armillary.engine;

import java.nio.file.Path;

import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;

/**
 * A product that a job made.
 *
 * @param path
 *            where it lies, absolute
 * @param digest
 *            what it says; see {@link InputFiles#digest}
 * @param bytes
 *            size of the file, bytes
 * @param description
 *            its category and primary header
 */
public record MadeProduct(Path path, String digest, long bytes, ProductDescription description) {

	/** The product as a file on its way through a port. */
	public ProductFile file() {
		return new ProductFile(path, description);
	}

	/** The same product in another place. */
	public MadeProduct at(Path place) {
		return new MadeProduct(place, digest, bytes, description);
	}

	/** What its name ends in, without the dot. */
	public String extension() {
		String name = path.getFileName().toString();
		return name.substring(name.indexOf('.') + 1);
	}
}
