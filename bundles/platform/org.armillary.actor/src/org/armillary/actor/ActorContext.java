package org.armillary.actor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.osgi.annotation.versioning.ProviderType;

/** What the engine offers to a running job. All methods may be called from any thread that works for the job. */
@ProviderType
public interface ActorContext {

	/**
	 * Ends the job if it was cancelled. Call it at least every half second of work; it costs some nanoseconds.
	 *
	 * @throws InterruptedException
	 *             where the job was cancelled
	 */
	void checkpoint() throws InterruptedException;

	/**
	 * Tells how far the work is.
	 *
	 * @param done
	 *            units done
	 * @param total
	 *            units in all; 0 where that is unknown
	 * @param unit
	 *            what is counted: {@code frame}, {@code plane}
	 */
	void progress(long done, long total, String unit);

	/** An empty folder for this job's temporary files; removed after the job. */
	Path scratch();

	/**
	 * Makes a product with the usual category of its port.
	 *
	 * @param port
	 *            name of the output port
	 * @param writer
	 *            writes the content
	 * @return the product, to be put into the record of outputs
	 */
	default ProductFile write(String port, ProductWriter writer)
			throws ActorException, IOException, InterruptedException {
		return write(port, "", writer);
	}

	/**
	 * Makes a product.
	 *
	 * @param port
	 *            name of the output port
	 * @param category
	 *            product category; empty for the port's usual one
	 * @param writer
	 *            writes the content
	 * @return the product, to be put into the record of outputs
	 */
	ProductFile write(String port, String category, ProductWriter writer)
			throws ActorException, IOException, InterruptedException;

	/** Publishes a quality-control value; shown while the job runs and kept with it. */
	void publish(QcValue value);

	/**
	 * Runs an external program and waits for it. The engine owns the process with all its children: they end when the job
	 * is cancelled or the engine dies.
	 *
	 * @param command
	 *            program and arguments
	 * @param folder
	 *            working folder, usually {@link #scratch()}
	 * @param lines
	 *            receives what the program prints on both channels, a line at a time
	 * @return the exit code
	 */
	int execute(List<String> command, Path folder, Consumer<String> lines) throws IOException, InterruptedException;

	/** What a person decided for this node under {@code key}, such as a list of rejected frames; empty where nobody did. */
	Optional<String> decision(String key);

	/** Where to log to; for the author and for the curious, never for what a user must read. */
	System.Logger log();
}
