package org.armillary.plugins.rules;

import java.util.List;

import org.armillary.actor.message.Message;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Text files of one kind that are installed. A bundle names them in its manifest, separated by commas, each with the
 * ending of its kind.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
@ProviderType
public interface TextCatalog {

	/** A file that is installed, or something that should have been one. */
	sealed interface Entry {

		/** What it is called, such as {@code kmos}, or the path that the manifest names. */
		String name();

		/** Where it comes from: the bundle with its version and, for a plug-in, its file. */
		String origin();

		/**
		 * A file that could be read.
		 *
		 * @param name
		 *            its file name without the ending, unlike that of all others of the catalogue
		 * @param file
		 *            what people call it: its file name
		 * @param text
		 *            what stands in it
		 * @param origin
		 *            bundle and version
		 */
		record Available(String name, String file, String text, String origin) implements Entry {
		}

		/**
		 * A file that cannot be used.
		 *
		 * @param name
		 *            the path that the manifest names
		 * @param origin
		 *            bundle and version
		 * @param why
		 *            what is wrong
		 */
		record Broken(String name, String origin, Message why) implements Entry {
		}
	}

	/** All entries: those that could be read, by name, then the others, by name. */
	List<Entry> entries();
}
