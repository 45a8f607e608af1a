package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * How much memory there is to use: that of the machine, or less where a control group of Linux limits this process, as in a
 * container or a job of a cluster.
 */
final class MachineMemory {

	/** What is left to the rest of the machine is 30 %. */
	private static final double SHARE = 0.7;
	private static final String TOTAL = "MemTotal:";

	private final Path root;

	/**
	 * Looks below another folder than {@code /}.
	 *
	 * @param root
	 *            folder with {@code proc} and {@code sys}
	 */
	MachineMemory(Path root) {
		this.root = root;
	}

	/** What all jobs together may use where the user does not say otherwise: 70 % of what there is, bytes. */
	static long budget() {
		return (long) (SHARE * new MachineMemory(Path.of("/")).bytes().orElse(Runtime.getRuntime().maxMemory()));
	}

	/** What there is, bytes; empty on a system that does not say. */
	OptionalLong bytes() {
		OptionalLong machine = total();
		OptionalLong group = group();
		if (machine.isEmpty() || group.isEmpty()) {
			return machine.isPresent() ? machine : group;
		}
		return OptionalLong.of(Math.min(machine.getAsLong(), group.getAsLong()));
	}

	private OptionalLong total() {
		return lines("proc/meminfo").stream().filter(line -> line.startsWith(TOTAL))
				.mapToLong(line -> number(line.substring(TOTAL.length()).replace("kB", "")) << 10)
				.filter(bytes -> bytes > 0).findFirst();
	}

	/** The smallest limit of the group of this process and of those above it, in either version of control groups. */
	private OptionalLong group() {
		long smallest = Long.MAX_VALUE;
		for (String line : lines("proc/self/cgroup")) {
			String[] parts = line.split(":", 3);
			boolean second = parts.length == 3 && "0".equals(parts[0]) && parts[1].isEmpty();
			boolean first = parts.length == 3 && List.of(parts[1].split(",")).contains("memory");
			if (second || first) {
				String mount = second ? "sys/fs/cgroup" : "sys/fs/cgroup/memory";
				String file = second ? "memory.max" : "memory.limit_in_bytes";
				smallest = Math.min(smallest, smallestLimit(mount, parts[2], file));
			}
		}
		return smallest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(smallest);
	}

	/** Within a container the path may be that outside of it; the limit then stands at the mount itself. */
	private long smallestLimit(String mount, String path, String file) {
		long smallest = Long.MAX_VALUE;
		Path relative = Path.of("/").relativize(Path.of(path).normalize());
		for (Path group = relative; group != null; group = group.getParent()) {
			smallest = Math.min(smallest, limit(mount + "/" + group + "/" + file));
		}
		return Math.min(smallest, limit(mount + "/" + file));
	}

	private long limit(String file) {
		return lines(file).stream().mapToLong(MachineMemory::number).filter(bytes -> bytes > 0).findFirst()
				.orElse(Long.MAX_VALUE);
	}

	/** The number in a text; 0 where there is none, as in {@code max}. */
	private static long number(String text) {
		String digits = text.strip();
		return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
	}

	private List<String> lines(String file) {
		try {
			Path place = root.resolve(file);
			return Files.isReadable(place) ? Files.readAllLines(place) : List.of();
		} catch (IOException e) {
			System.getLogger(MachineMemory.class.getName()).log(System.Logger.Level.DEBUG, "not read: " + file, e);
			return List.of();
		}
	}
}
