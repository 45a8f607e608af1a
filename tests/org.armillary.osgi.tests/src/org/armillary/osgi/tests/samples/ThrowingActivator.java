package org.armillary.osgi.tests.samples;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** An activator that fails. */
public final class ThrowingActivator implements BundleActivator {

	@Override
	public void start(BundleContext context) {
		throw new IllegalStateException("no connection");
	}

	@Override
	public void stop(BundleContext context) {
		// never started
	}
}
