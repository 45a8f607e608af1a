package org.armillary.actor.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ProductWriter;
import org.armillary.actor.QcValue;

/** The least context: writes products into a folder under the name of their port. */
record PlainContext(Path folder) implements ActorContext {

	@Override
	public void checkpoint() throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
	}

	@Override
	public void progress(long done, long total, String unit) {
		// nobody looks
	}

	@Override
	public Path scratch() {
		return folder;
	}

	@Override
	public ProductFile write(String port, String category, ProductWriter writer)
			throws ActorException, IOException, InterruptedException {
		writer.write(folder.resolve(port));
		return new ProductFile(folder.resolve(port), new ProductDescription(category, Keywords.NONE));
	}

	@Override
	public void publish(QcValue value) {
		// nobody looks
	}

	@Override
	public int execute(List<String> command, Path workingFolder, Consumer<String> lines) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Optional<String> decision(String key) {
		return Optional.empty();
	}

	@Override
	public System.Logger log() {
		return System.getLogger("test");
	}
}
