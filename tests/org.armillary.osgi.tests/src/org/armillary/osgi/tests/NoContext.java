package org.armillary.osgi.tests;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ProductWriter;
import org.armillary.actor.QcValue;

/** A context for actors that do nothing. */
final class NoContext implements ActorContext {

	@Override
	public void checkpoint() {
		// never cancelled
	}

	@Override
	public void progress(long done, long total, String unit) {
		// nobody looks
	}

	@Override
	public Path scratch() {
		throw new UnsupportedOperationException();
	}

	@Override
	public ProductFile write(String port, String category, ProductWriter writer) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void publish(QcValue value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int execute(List<String> command, Path folder, Consumer<String> lines) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Optional<String> decision(String key) {
		return Optional.empty();
	}

	@Override
	public System.Logger log() {
		return System.getLogger(NoContext.class.getName());
	}
}
