package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Where things are. The folders for files are made and removed by the start script.
 */
final class Workplace {

	private final Path product;
	private final Path peers;
	private final Path disk;
	private final Path memory;
	private final Queue<Process> children = new ConcurrentLinkedQueue<>();

	/**
	 * Takes note of them.
	 *
	 * @param product
	 *            the built product
	 * @param peers
	 *            sources of the peers' programs
	 * @param disk
	 *            an empty folder on an ordinary disk
	 * @param memory
	 *            an empty folder on a tmpfs, where there is one
	 */
	Workplace(Path product, Path peers, Path disk, Path memory) {
		this.product = product;
		this.peers = peers;
		this.disk = disk;
		this.memory = memory;
		Runtime.getRuntime().addShutdownHook(new Thread(() -> children.forEach(child -> {
			child.descendants().forEach(ProcessHandle::destroyForcibly);
			child.destroyForcibly();
		})));
	}

	Path disk() {
		return disk;
	}

	Path memory() {
		return memory;
	}

	Path peer(String file) {
		return peers.resolve(file);
	}

	/** The start script of the product. */
	Path startScript() {
		return product.resolve("armillary");
	}

	/** Ends a program when this one is ended. */
	void endsWithUs(Process process) {
		children.removeIf(child -> !child.isAlive());
		children.add(process);
	}

	/** The kind of file system that a folder is on, such as {@code tmpfs} or {@code ext4}. */
	static String kind(Path folder) {
		try {
			return Files.getFileStore(folder).type();
		} catch (IOException e) {
			return "unknown file system (" + e.getMessage() + ")";
		}
	}

	/** Removes a folder and what is in it. */
	static void delete(Path folder) throws IOException {
		try (var files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}
}
