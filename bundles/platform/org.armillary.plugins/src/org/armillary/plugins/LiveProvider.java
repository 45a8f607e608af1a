package org.armillary.plugins;

import java.util.Optional;

import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.DescriptorRules;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A service {@link ActorProvider}; asked for its description once, when the catalogue is. */
final class LiveProvider {

	private final BundleContext context;
	private final ServiceReference<ActorProvider> reference;
	private final String origin;
	private final PluginThreads threads;
	private @Nullable TimeLimit<Described> description;

	/**
	 * A provider with its description.
	 *
	 * @param provider
	 *            the service
	 * @param descriptor
	 *            what it says of itself
	 */
	record Described(ActorProvider provider, ActorDescriptor descriptor) {
	}

	LiveProvider(BundleContext context, ServiceReference<ActorProvider> reference, String origin,
			PluginThreads threads) {
		this.context = context;
		this.reference = reference;
		this.origin = origin;
		this.threads = threads;
	}

	/** The bundle that offers the service, as it is named to the user. */
	String origin() {
		return origin;
	}

	ServiceReference<ActorProvider> reference() {
		return reference;
	}

	/**
	 * The provider and its description.
	 *
	 * @throws PluginException
	 *             where it does not describe itself, or not in time
	 */
	Described described() throws PluginException {
		TimeLimit<Described> started;
		synchronized (this) {
			if (description == null) {
				description = threads.start(origin(), this::describe);
			}
			started = description;
		}
		return started.get(PluginMessage.HANGS.with(origin(), "descriptor()", TimeLimit.SECONDS),
				reason -> PluginMessage.PROVIDER.with(origin(), reason));
	}

	private Described describe() throws PluginException {
		try {
			ActorProvider provider = context.getService(reference);
			if (provider == null) {
				throw new PluginException(PluginMessage.PROVIDER.with(origin(), "the service is gone"));
			}
			ActorDescriptor descriptor = Optional.ofNullable(provider.descriptor()).orElseThrow(
					() -> new PluginException(PluginMessage.PROVIDER.with(origin(), "descriptor() returned null")));
			return new Described(provider, DescriptorRules.check(descriptor.id(), descriptor));
		} catch (DescriptionException e) {
			throw new PluginException(e.explanation(), e);
		} catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
			throw new PluginException(PluginMessage.PROVIDER.with(origin(), Reasons.of(e)), e);
		}
	}
}
