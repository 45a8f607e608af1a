package org.armillary.osgi.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Every bundle of the headless feature resolves against the others. */
class HeadlessBundlesTest {

	private static final int RESOLVED_STATES = Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE;

	@Test
	void allBundlesOfOursResolve() {
		List<Bundle> ours = Stream.of(FrameworkUtil.getBundle(getClass()).getBundleContext().getBundles())
				.filter(bundle -> bundle.getSymbolicName().startsWith("org.armillary."))
				.toList();
		assertTrue(ours.size() >= 10, () -> "only " + ours);
		List<Bundle> unresolved = ours.stream().filter(bundle -> (bundle.getState() & RESOLVED_STATES) == 0).toList();
		assertEquals(List.of(), unresolved);
	}
}
