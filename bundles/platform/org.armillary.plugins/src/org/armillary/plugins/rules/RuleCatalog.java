package org.armillary.plugins.rules;

import java.util.List;

import org.armillary.actor.message.Message;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The rule files that are installed. A bundle names them in its manifest, separated by commas, each with the ending
 * {@value #ENDING}:
 *
 * <pre>{@code
 * Armillary-Rules: rules/kmos.rules.yaml
 * }</pre>
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
@ProviderType
public interface RuleCatalog {

	/** Header of the manifest. */
	String HEADER = "Armillary-Rules";

	/** What the names of rule files end with; what stands before it is the name of the rules. */
	String ENDING = ".rules.yaml";

	/** No rules are installed. */
	RuleCatalog NONE = List::of;

	/** A rule file that is installed, or something that should have been one. */
	sealed interface Entry {

		/** What the rules are called, such as {@code kmos}, or the path that the manifest names. */
		String name();

		/** Where it comes from: the bundle with its version and, for a plug-in, its file. */
		String origin();

		/**
		 * A file that could be read.
		 *
		 * @param name
		 *            its file name without {@link RuleCatalog#ENDING}, unlike that of all others
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
