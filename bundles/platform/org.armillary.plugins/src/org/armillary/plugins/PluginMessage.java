package org.armillary.plugins;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users about plug-ins that cannot be used. */
enum PluginMessage implements MessageTemplate {

	/** A folder of plug-ins that cannot be listed; folder, reason. */
	FOLDER("plugin.folder", "{0}: the plug-in folder cannot be read: {1}",
			"Create the folder or make it readable, or correct ARMILLARY_PLUGINS, which names the user’s plug-in folder."),
	/** A file that cannot be read; file, reason. */
	UNREADABLE("plugin.unreadable", "{0} cannot be read: {1}", "Make the file readable, or remove it."),
	/** A file that is no jar; file, reason. */
	NOT_A_JAR("plugin.not-a-jar", "{0} is not a jar: {1}", "Copy the jar again from its source, or remove it."),
	/** A jar without the manifest of a bundle; file, reason. */
	NOT_A_BUNDLE("plugin.not-a-bundle", "{0} is a jar but not an OSGi bundle: {1}",
			"Build the plug-in with bnd-maven-plugin as the example hello-actor does."),
	/** A bundle that uses the actor interface but offers nothing; file. */
	NO_COMPONENT("plugin.no-component",
			"{0} uses the actor interface but declares no component that is an actor, so it offers none",
			"Annotate the actor class with @Component(service = Actor.class) and build with bnd."),
	/** Class files of a newer Java; file, its Java, its class file version, the Java that runs. */
	JAVA_VERSION("plugin.java-version", "{0} is compiled for Java {1} (class file {2}); this is Java {3}",
			"Start Armillary with Java {1}, or compile the plug-in for Java {3} (maven.compiler.release)."),
	/** A package that nobody exports; bundle, package, version range, what is there. */
	MISSING_IMPORT("plugin.missing-import", "{0} needs the package {1} in {2}; {3}",
			"Put the bundle that exports {1} beside the plug-in, or build the plug-in against the SDK of this installation."),
	/** Another requirement that nobody meets; bundle, requirement. */
	MISSING_REQUIREMENT("plugin.missing-requirement", "{0} needs {1}, which is not there",
			"Put the bundle that provides it beside the plug-in."),
	/** A bundle that needs one that cannot be used; bundle, needed bundle, why that cannot be used. */
	BROKEN_REQUIREMENT("plugin.broken-requirement", "{0} needs {1}, which cannot be used: {2}",
			"Put {1} in order first."),
	/** A bundle that is left unresolved for another reason; bundle, report. */
	UNRESOLVED("plugin.unresolved", "{0} does not fit together with the other bundles: {1}",
			"Report this to the author of the plug-in."),
	/** A bundle that the framework refuses; file, reason. */
	NOT_INSTALLED("plugin.not-installed", "{0} was refused: {1}", "Report this to the author of the plug-in."),
	/** Another version is used; file, symbolic name, version, used version, used file. */
	SUPERSEDED("plugin.superseded", "{0} is not used: it holds version {2} of {1}, and version {3} is in {4}",
			"Remove the one that you do not want."),
	/** A plug-in that would replace a bundle of the product; file, symbolic name, version of the product's bundle. */
	SHIPPED("plugin.shipped", "{0} is not used: {1} {2} is a part of this installation", "Remove the file.",
			"If it is a plug-in of your own, give it another Bundle-SymbolicName."),
	/** An activator that throws; bundle, exception. */
	ACTIVATOR("plugin.activator", "{0} failed to start: {1}", "Report this to the author of the plug-in."),
	/** Code that does not return; bundle or actor, what it does, seconds. */
	HANGS("plugin.hangs", "{0}: {1} did not end within {2} s", "Report this to the author of the plug-in."),
	/** A component description that cannot be read; bundle, file in it, reason. */
	COMPONENT("plugin.component", "{0}: the component description {1} cannot be used: {2}",
			"Build the plug-in with bnd, which writes component descriptions from @Component."),
	/** Two actors of one id; id, bundle that is used, bundle that is not. */
	DUPLICATE_ID("plugin.duplicate-id", "the actor id {0} occurs twice, in {1} and in {2}; the first is used",
			"Remove one of the two, or give the actor another id."),
	/** An exception when the actor is made; actor, bundle, exception. */
	CONSTRUCTOR("plugin.constructor", "{0} of {1} cannot be made: {2}", "Report this to the author of the plug-in."),
	/** A class that is missing when the actor is made; actor, bundle, class. */
	MISSING_CLASS("plugin.missing-class", "{0} of {1} cannot be made: the class {2} is not there",
			"Report this to the author of the plug-in: Import-Package lacks its package, or the jar lacks the class."),
	/** A component whose references are not satisfied; actor, bundle, services. */
	MISSING_SERVICE("plugin.missing-service", "{0} of {1} waits for {2}, which nothing offers",
			"Install the plug-in that offers it."),
	/** A component that is not registered as an actor; actor, bundle, reason. */
	NOT_REGISTERED("plugin.not-registered", "{0} of {1} is not registered as an actor: {2}",
			"Report this to the author of the plug-in."),
	/** A rule file that cannot be used; bundle, path in it, reason. */
	RULES("plugin.rules", "{0}: the rule file {1} cannot be used: {2}",
			"Correct Armillary-Rules in the manifest of the bundle, or the file, and build the bundle again."),
	/** Two rule files of one name; path, bundle that is not used, name, bundle that is used. */
	RULES_TWICE("plugin.rules-twice",
			"the rule file {0} of {1} is not used: {3} has rules of the name {2} too",
			"Remove one of the two, or give the file another name."),
	/** A limits file that cannot be used; bundle, path, why. */
	LIMITS("plugin.limits", "{0}: the limits file {1} cannot be used: {2}",
			"Correct Armillary-Limits in the manifest of the bundle, or the file, and build the bundle again."),
	/** Two limits files of one name; path, bundle that is not used, name, bundle that is used. */
	LIMITS_TWICE("plugin.limits-twice",
			"the limits file {0} of {1} is not used: {3} has limits of the name {2} too",
			"Remove one of the two, or give the file another name."),
	/** A provider that does not describe its actor; bundle, exception. */
	PROVIDER("plugin.provider", "an actor that {0} offers does not describe itself: {1}",
			"Report this to the author of the plug-in.");

	private final MessageText text;

	PluginMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
