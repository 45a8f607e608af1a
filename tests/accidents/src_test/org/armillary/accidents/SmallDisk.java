package org.armillary.accidents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in memory that is soon full, where this process may mount one. */
final class SmallDisk implements AutoCloseable {

	private final Path place;

	private SmallDisk(Path place) {
		this.place = place;
	}

	/** Mounts one of the given size, bytes. */
	static SmallDisk mount(Path place, long bytes) throws IOException, InterruptedException {
		Files.createDirectories(place);
		run(List.of("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", place.toString()));
		return new SmallDisk(place);
	}

	Path place() {
		return place;
	}

	/** Fills it until so many bytes are free. */
	void fill(long free) throws IOException {
		long usable = Files.getFileStore(place).getUsableSpace();
		Files.write(place.resolve("ballast"), new byte[(int) Math.max(0, usable - free)]);
	}

	/** Makes room again. */
	void empty() throws IOException {
		Files.delete(place.resolve("ballast"));
	}

	/** Forbids or allows to write to it, also to the administrator. */
	void readOnly(boolean forbidden) throws IOException, InterruptedException {
		run(List.of("mount", "-o", forbidden ? "remount,ro" : "remount,rw", place.toString()));
	}

	@Override
	public void close() throws IOException {
		try {
			run(List.of("umount", "-l", place.toString()));
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private static void run(List<String> command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IOException(String.join(" ", command) + ": " + said.strip());
		}
	}
}
