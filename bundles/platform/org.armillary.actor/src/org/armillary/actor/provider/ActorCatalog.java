package org.armillary.actor.provider;

import java.util.List;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.Message;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The actors that are installed. Descriptions are read without running any code of the bundle they come from.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
@ProviderType
public interface ActorCatalog {

	/**
	 * An installed actor or something that should have been one.
	 */
	sealed interface Entry {

		/** Where it comes from: the bundle with its version, or a file. */
		String origin();

		/**
		 * An actor that can be used.
		 *
		 * @param descriptor
		 *            its description
		 * @param origin
		 *            bundle and version
		 */
		record Available(ActorDescriptor descriptor, String origin) implements Entry {
		}

		/**
		 * A plug-in or an actor of it that cannot be used.
		 *
		 * @param name
		 *            file name of the plug-in or id or class name of the actor
		 * @param origin
		 *            bundle and version, or the file
		 * @param why
		 *            what is wrong
		 */
		record Broken(String name, String origin, Message why) implements Entry {
		}
	}

	/** All entries, available ones by id, then broken ones by name. */
	List<Entry> entries();

	/** The description of an available actor. */
	default Optional<ActorDescriptor> descriptor(String id) {
		return entries().stream()
				.flatMap(entry -> entry instanceof Entry.Available available
						? java.util.stream.Stream.of(available.descriptor())
						: java.util.stream.Stream.empty())
				.filter(descriptor -> descriptor.id().equals(id)).findFirst();
	}

	/**
	 * The actor itself, ready to plan and run; this is where its bundle is activated.
	 *
	 * @param id
	 *            id of an available actor
	 * @return empty where no available actor has this id
	 * @throws ActorException
	 *             of kind BUG where the actor cannot be made, with its bundle and the reason
	 */
	Optional<ActorProvider> provider(String id) throws ActorException;

	/** A catalogue of the given actors, for tests and for embedding. */
	static ActorCatalog of(ActorProvider... providers) {
		return new FixedCatalog(List.of(providers));
	}
}
