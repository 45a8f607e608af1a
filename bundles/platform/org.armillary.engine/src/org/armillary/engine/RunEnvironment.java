package org.armillary.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * With what a run was executed: told in its journal whenever a process takes it up.
 *
 * @param version
 *            version of the product
 * @param bundles
 *            the bundles of the product and its plug-ins, by name
 * @param java
 *            name and version of the Java virtual machine
 * @param system
 *            name and version of the operating system and its architecture
 * @param processor
 *            model of the processor; empty where that is unknown
 * @param cores
 *            processors that the virtual machine may use
 * @param memoryBytes
 *            memory of the machine, bytes; 0 where that is unknown
 * @param host
 *            name of the machine
 * @param user
 *            who executes it
 */
public record RunEnvironment(String version, List<BundleVersion> bundles, String java, String system, String processor,
		int cores, long memoryBytes, String host, String user) {

	/** Copies the list. */
	public RunEnvironment {
		bundles = List.copyOf(bundles);
	}

	/**
	 * What this process knows of itself; version, bundles and memory of the machine are for others to tell.
	 */
	public static RunEnvironment ofProcess() {
		return new RunEnvironment("", List.of(),
				System.getProperty("java.vm.name", "") + " " + System.getProperty("java.runtime.version", ""),
				String.join(" ", System.getProperty("os.name", ""), System.getProperty("os.version", ""),
						System.getProperty("os.arch", "")),
				Processor.here().model(), Runtime.getRuntime().availableProcessors(), 0, hostName(),
				System.getProperty("user.name", ""));
	}

	/** The same with what is known of product and machine. */
	public RunEnvironment with(String productVersion, List<BundleVersion> installed, long machineMemoryBytes) {
		return new RunEnvironment(productVersion, installed, java, system, processor, cores, machineMemoryBytes, host,
				user);
	}

	/** Name of this machine. */
	public static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		} catch (UnknownHostException e) {
			System.getLogger(RunEnvironment.class.getName()).log(System.Logger.Level.DEBUG,
					"a machine without a name", e);
			return "localhost";
		}
	}

	/**
	 * A bundle.
	 *
	 * @param name
	 *            symbolic name
	 * @param version
	 *            version with qualifier
	 */
	public record BundleVersion(String name, String version) {
	}
}
