package org.armillary.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.armillary.actor.Actor;
import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorClassReader;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.plugins.ComponentXml.ActorComponent;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The actors that a bundle declares, read from its component descriptions and class files. The bundle need not be
 * resolved; none of its classes is loaded and it is not activated.
 *
 * @param declared
 *            the actors that have a description
 * @param undescribed
 *            what is wrong with the others
 */
record BundleActors(List<Declared> declared, List<Undescribed> undescribed) {

	/**
	 * An actor that a bundle declares.
	 *
	 * @param bundle
	 *            the bundle
	 * @param component
	 *            the component that is the actor
	 * @param descriptor
	 *            its description
	 */
	record Declared(Bundle bundle, ActorComponent component, ActorDescriptor descriptor) {
	}

	/**
	 * A component that is no actor though it should be one.
	 *
	 * @param name
	 *            class, or path of the component description
	 * @param why
	 *            what is wrong
	 */
	record Undescribed(String name, Message why) {
	}

	/**
	 * Reads a bundle.
	 *
	 * @param subject
	 *            how the bundle is named to the user
	 */
	static BundleActors read(Bundle bundle, String subject) {
		var declared = new ArrayList<Declared>();
		var undescribed = new ArrayList<Undescribed>();
		var reader = new ActorClassReader(resource -> open(bundle, resource));
		for (String pattern : ComponentXml.paths(bundle.getHeaders("").get("Service-Component"))) {
			for (String path : expand(bundle, pattern)) {
				try {
					for (ActorComponent component : components(bundle, path)) {
						try {
							declared.add(new Declared(bundle, component, reader.read(component.className())));
						} catch (DescriptionException e) {
							undescribed.add(new Undescribed(component.className(), e.explanation()));
						} catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
							undescribed.add(new Undescribed(component.className(),
									unreadable(subject, component.className(), e)));
						}
					}
				} catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
					undescribed.add(new Undescribed(path, unreadable(subject, path, e)));
				}
			}
		}
		return new BundleActors(List.copyOf(declared), List.copyOf(undescribed));
	}

	/**
	 * Whether a bundle that declares no actor was likely meant to: it imports the actor interface, none of its component
	 * descriptions names anything of that interface, and no activator could register an actor instead.
	 */
	static boolean isIdle(Bundle bundle) {
		var headers = bundle.getHeaders("");
		String imports = headers.get(Constants.IMPORT_PACKAGE);
		if (imports == null || !imports.contains(Actor.class.getPackageName())
				|| headers.get(Constants.BUNDLE_ACTIVATOR) != null) {
			return false;
		}
		for (String pattern : ComponentXml.paths(headers.get("Service-Component"))) {
			for (String path : expand(bundle, pattern)) {
				if (mentionsActors(bundle, path)) {
					return false;
				}
			}
		}
		return true;
	}

	private static boolean mentionsActors(Bundle bundle, String path) {
		URL url = bundle.getEntry(path);
		if (url == null) {
			return false;
		}
		try (InputStream in = url.openStream()) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8)
					.contains("\"" + Actor.class.getPackageName() + ".");
		} catch (IOException e) {
			return false; // told by whoever reads it for its actors
		}
	}

	private static Message unreadable(String subject, String what, Throwable e) {
		return e instanceof HasMessage explained ? explained.explanation()
				: PluginMessage.COMPONENT.with(subject, what, Reasons.of(e));
	}

	/** The paths that a pattern stands for: itself where it has no wildcard. */
	private static List<String> expand(Bundle bundle, String pattern) {
		int slash = pattern.lastIndexOf('/');
		if (!pattern.substring(slash + 1).contains("*")) {
			return List.of(pattern);
		}
		var entries = bundle.findEntries(slash < 0 ? "/" : pattern.substring(0, slash), pattern.substring(slash + 1),
				false);
		return entries == null ? List.of()
				: Collections.list(entries).stream().map(url -> url.getPath().substring(1)).sorted().toList();
	}

	private static List<ActorComponent> components(Bundle bundle, String path) throws IOException {
		URL url = bundle.getEntry(path);
		if (url == null) {
			throw new IOException("the manifest names it, but it is not in the jar");
		}
		try (InputStream in = url.openStream()) {
			return ComponentXml.read(in);
		}
	}

	/**
	 * Opens a class file as the bundle's class loader would find it: in the jar itself, else (nested jars, several Java
	 * releases in one jar, imported packages) through the class loader, which gives resources without loading a class.
	 */
	private static @Nullable InputStream open(Bundle bundle, String resource) throws IOException {
		var headers = bundle.getHeaders("");
		URL url = headers.get("Bundle-ClassPath") == null && headers.get("Multi-Release") == null
				? bundle.getEntry(resource)
				: null;
		if (url == null) {
			BundleWiring wiring = bundle.adapt(BundleWiring.class);
			url = wiring == null ? bundle.getEntry(resource) : wiring.getClassLoader().getResource(resource);
		}
		return url == null ? null : url.openStream();
	}
}
