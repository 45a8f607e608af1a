package org.armillary.engine.job;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ProductFile;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.actor.provider.PortProducts;
import org.armillary.engine.job.JobContext.Written;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunMessage;
import org.jspecify.annotations.Nullable;

/** Checks that an actor delivers what its description promises. */
final class DeliveryCheck {

	private final ActorDescriptor actor;
	private final JobContext context;

	DeliveryCheck(ActorDescriptor actor, JobContext context) {
		this.actor = actor;
		this.context = context;
	}

	/**
	 * The products as they lie there now.
	 *
	 * @param complete
	 *            whether nothing may be missing
	 * @throws ActorException
	 *             of kind BUG where the actor broke its contract
	 */
	Map<String, List<MadeProduct>> products(PortProducts outputs, boolean complete)
			throws ActorException, IOException {
		for (String port : outputs.ports().keySet()) {
			if (actor.output(port).isEmpty()) {
				throw broken("it delivered at a port ‘" + port + "’ that it does not have", null);
			}
		}
		var products = new LinkedHashMap<String, List<MadeProduct>>();
		var seen = new HashSet<Path>();
		for (PortDescriptor port : actor.outputs()) {
			var delivered = new ArrayList<MadeProduct>();
			for (ProductFile product : outputs.port(port.name())) {
				Written written = context.written(product.path()).filter(file -> file.port().equals(port.name()))
						.orElseThrow(() -> broken("port " + port.name()
								+ " delivered a file that was not written for it through the context", null));
				if (!seen.add(product.path())) {
					throw broken("port " + port.name() + " delivered the same product twice", null);
				}
				delivered.add(now(written));
			}
			if (complete && delivered.size() < port.min() || delivered.size() > port.max()) {
				throw broken("port " + port.name() + " delivered " + delivered.size() + " products, it declares "
						+ port.cardinality(), null);
			}
			products.put(port.name(), delivered);
		}
		return products;
	}

	private MadeProduct now(Written written) throws ActorException, IOException {
		try {
			return context.now(written);
		} catch (NoSuchFileException e) {
			throw broken("it removed the product that it wrote for port " + written.port(), e);
		}
	}

	private ActorException broken(String how, @Nullable Throwable cause) {
		return new ActorException(Kind.BUG, RunMessage.CONTRACT.with(actor.id(), how), cause);
	}
}
