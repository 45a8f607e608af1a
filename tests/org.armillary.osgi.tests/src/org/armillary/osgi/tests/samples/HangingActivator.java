package org.armillary.osgi.tests.samples;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** An activator that takes forever. */
public final class HangingActivator implements BundleActivator {

	@Override
	public void start(BundleContext context) throws InterruptedException {
		Thread.sleep(Long.MAX_VALUE);
	}

	@Override
	public void stop(BundleContext context) {
		// never started
	}
}
