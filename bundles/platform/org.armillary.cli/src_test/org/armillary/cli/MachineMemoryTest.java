package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineMemoryTest {

	@TempDir
	private Path root;

	private void file(String path, String content) throws IOException {
		Path file = root.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content + "\n");
	}

	private OptionalLong bytes() {
		return new MachineMemory(root).bytes();
	}

	@Test
	void withoutGroupsItIsThatOfTheMachine() throws IOException {
		file("proc/meminfo", "MemTotal:       16384 kB\nMemFree:         1 kB");
		assertEquals(OptionalLong.of(16L << 20), bytes());
	}

	@Test
	void aGroupOfTheSecondVersionLimitsIt() throws IOException {
		file("proc/meminfo", "MemTotal:       16384 kB");
		file("proc/self/cgroup", "0::/user.slice/job.scope");
		file("sys/fs/cgroup/user.slice/job.scope/memory.max", "max");
		file("sys/fs/cgroup/user.slice/memory.max", "1048576");
		assertEquals(OptionalLong.of(1 << 20), bytes());
		// the path is that outside of a container, where only the mount itself is seen
		file("proc/self/cgroup", "0::/docker/0123");
		file("sys/fs/cgroup/memory.max", "2097152");
		assertEquals(OptionalLong.of(2 << 20), bytes());
	}

	@Test
	void aGroupOfTheFirstVersionLimitsIt() throws IOException {
		file("proc/meminfo", "MemTotal:       16384 kB");
		file("proc/self/cgroup", "5:cpu,cpuacct:/x\n4:memory:/slurm/job_7\n0::/");
		file("sys/fs/cgroup/memory/slurm/job_7/memory.limit_in_bytes", "3145728");
		// no limit
		file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
		assertEquals(OptionalLong.of(3 << 20), bytes());
	}

	@Test
	void aLimitAboveThatOfTheMachineDoesNotCount() throws IOException {
		file("proc/meminfo", "MemTotal:       1024 kB");
		file("proc/self/cgroup", "0::/");
		file("sys/fs/cgroup/memory.max", "1073741824");
		assertEquals(OptionalLong.of(1 << 20), bytes());
	}

	@Test
	void aSystemThatDoesNotSayHasNone() {
		assertEquals(OptionalLong.empty(), bytes());
		assertTrue(MachineMemory.budget() > 0);
	}
}
