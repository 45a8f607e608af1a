package org.armillary.launcher;

/** What the launcher can have to say, one sentence each. Its arguments are positional, in {@code String.format} form. */
enum LauncherMessage {

	/** The command line of the launcher itself is wrong; no argument. */
	USAGE("usage: org.armillary.launcher.Main --install DIR [-- ARGUMENT…]"),

	/** The installation has no list of bundles; argument: the folder searched. */
	NO_FEATURE("no headless feature was found in %s: the installation is not complete, please unpack it again"),

	/** The list of bundles could not be read; arguments: file, reason. */
	BAD_FEATURE("%s cannot be read (%s): the installation is damaged, please unpack it again"),

	/** A bundle did not install, resolve or start; arguments: bundle, reason. */
	BUNDLE_FAILED("bundle %s was left out: %s"),

	/** Nothing offers the application; argument: seconds waited. */
	NO_APPLICATION(
			"the command line application did not start within %d s: the installation is not complete or damaged"),

	/** Something that the framework logged while the application was missing; argument: the entry. */
	LOGGED("logged: %s"),

	/** The framework did not start; argument: reason. */
	NO_FRAMEWORK("the OSGi framework did not start: %s"),

	/** The application ended with an exception; argument: it. */
	BUG("the application ended unexpectedly, which is an error in Armillary: %s"),

	/** There was not enough memory; argument: the largest heap, MiB. */
	MEMORY(
			"%d MiB of memory were not enough; allow more with the environment variable ARMILLARY_MEMORY, for example ARMILLARY_MEMORY=16g"),

	/** The private folder could not be deleted; arguments: folder, reason. */
	NOT_DELETED("the temporary folder %s could not be deleted: %s");

	private final String text;

	LauncherMessage(String text) {
		this.text = text;
	}

	/** The sentence with its arguments, as printed. */
	String with(Object... arguments) {
		return "armillary: " + text.formatted(arguments);
	}
}
