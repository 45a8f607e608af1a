package org.armillary.osgi.tests;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.armillary.actor.provider.ActorCatalog;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** The framework that the tests run in. */
final class Osgi {

	private static final long WAIT_MILLIS = 10_000;

	private Osgi() {
	}

	static BundleContext context() {
		Bundle tests = FrameworkUtil.getBundle(Osgi.class);
		if (tests.getBundleContext() == null) {
			start(tests);
		}
		return tests.getBundleContext();
	}

	static Bundle bundle(String symbolicName) {
		return Arrays.stream(context().getBundles()).filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
				.findFirst()
				.orElseThrow(() -> new AssertionError(symbolicName + " is not in the test runtime"));
	}

	static void start(Bundle bundle) {
		try {
			bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
		} catch (BundleException e) {
			throw new AssertionError(bundle + " does not start", e);
		}
	}

	/** Starts the plug-ins bundle, anew where it runs already, with {@code folder} as the user's plug-in folder. */
	static ActorCatalog restart(Path folder) throws BundleException, InterruptedException {
		System.setProperty("armillary.plugins", folder.toString());
		start(bundle("org.apache.felix.scr"));
		Bundle plugins = bundle("org.armillary.plugins");
		plugins.stop(Bundle.STOP_TRANSIENT);
		plugins.start(Bundle.START_TRANSIENT);
		return service(ActorCatalog.class);
	}

	/** A service that is there or about to come. */
	static <S> S service(Class<S> type) throws InterruptedException {
		var tracker = new ServiceTracker<S, S>(context(), type, null);
		tracker.open();
		try {
			return tracker.waitForService(WAIT_MILLIS);
		} finally {
			tracker.close();
		}
	}

	/** Ids of the available actors. */
	static List<String> ids(ActorCatalog catalog) {
		return catalog.entries().stream().filter(ActorCatalog.Entry.Available.class::isInstance)
				.map(entry -> ((ActorCatalog.Entry.Available) entry).descriptor().id()).toList();
	}

	/** What is broken. */
	static List<ActorCatalog.Entry.Broken> broken(ActorCatalog catalog) {
		return catalog.entries().stream().filter(ActorCatalog.Entry.Broken.class::isInstance)
				.map(ActorCatalog.Entry.Broken.class::cast).toList();
	}
}
