package org.armillary.actor;

import java.io.IOException;
import java.nio.file.Path;

import org.osgi.annotation.versioning.ConsumerType;

/** Writes the content of one product. */
@ConsumerType
@FunctionalInterface
public interface ProductWriter {

	/**
	 * Writes the file.
	 *
	 * @param file
	 *            where to; it does not exist yet
	 */
	void write(Path file) throws ActorException, IOException, InterruptedException;
}
