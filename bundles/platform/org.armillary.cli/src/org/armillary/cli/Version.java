package org.armillary.cli;

import org.armillary.numerics.kernel.Kernels;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

import picocli.CommandLine.IVersionProvider;

/** The version of the installed product, and what it runs on. */
final class Version implements IVersionProvider {

	@Override
	public String[] getVersion() {
		Bundle bundle = FrameworkUtil.getBundle(Version.class);
		String version = bundle == null ? "development" : bundle.getVersion().toString();
		return new String[] { "armillary " + version + ", Java " + Runtime.version(),
				"numerics: " + Kernels.description() };
	}
}
