package org.armillary.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEnvironment.BundleVersion;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** With what this installation executes runs. */
final class RunEnvironments {

	private RunEnvironments() {
	}

	/** This installation with its plug-ins, on this machine. */
	static RunEnvironment here() {
		Bundle bundle = FrameworkUtil.getBundle(RunEnvironments.class);
		return RunEnvironment.ofProcess().with(bundle == null ? "" : bundle.getVersion().toString(),
				bundle == null || bundle.getBundleContext() == null ? List.of()
						: bundles(bundle.getBundleContext().getBundles()),
				new MachineMemory(Path.of("/")).bytes().orElse(0));
	}

	private static List<BundleVersion> bundles(Bundle[] installed) {
		return Arrays.stream(installed).filter(bundle -> bundle.getSymbolicName() != null)
				.map(bundle -> new BundleVersion(bundle.getSymbolicName(), bundle.getVersion().toString()))
				.sorted(Comparator.comparing(BundleVersion::name).thenComparing(BundleVersion::version)).distinct()
				.toList();
	}
}
