package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A disk that remembers what was safe on it, and can lose the rest: what came later is then missing, empty, half there
 * or there, as chance has it. Renames come through in any order. The index is left as it is, which is the worst case:
 * it may then speak of files that are gone, if it was written too early. It can also be full or broken.
 */
final class FragileDisk implements Disk {

	private final Disk disk = new SystemDisk();
	private volatile Optional<IOException> failure = Optional.empty();
	private volatile Optional<IOException> syncFailure = Optional.empty();
	private Map<Path, byte[]> safe = Map.of();

	/** Takes what a folder holds now for safe. */
	synchronized void remember(Path folder) throws IOException {
		safe = contents(folder);
	}

	/** From now on nothing can be written any more. */
	void failWith(IOException problem) {
		failure = Optional.of(problem);
	}

	/** From now on nothing becomes safe any more. */
	void failSyncWith(IOException problem) {
		syncFailure = Optional.of(problem);
	}

	/** Works again. */
	void mend() {
		failure = Optional.empty();
		syncFailure = Optional.empty();
	}

	private static void fail(Optional<IOException> problem) throws IOException {
		if (problem.isPresent()) {
			throw new IOException(problem.orElseThrow().getMessage());
		}
	}

	@Override
	public void write(Path file, byte[] content) throws IOException {
		fail(failure);
		disk.write(file, content);
	}

	@Override
	public void move(Path from, Path to) throws IOException {
		disk.move(from, to);
	}

	@Override
	public void copy(Path from, Path to) throws IOException {
		fail(failure);
		disk.copy(from, to);
	}

	@Override
	public synchronized void sync(Path folder, Collection<Path> written) throws IOException {
		fail(syncFailure);
		// what is written while it works may become safe or not
		remember(folder);
	}

	/** All files below a folder but those of the index. */
	private static Map<Path, byte[]> contents(Path folder) throws IOException {
		var contents = new LinkedHashMap<Path, byte[]>();
		Files.walkFileTree(folder, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				if (!file.startsWith(folder.resolve("index"))) {
					contents.put(file, Files.readAllBytes(file));
				}
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException problem) {
				// a temporary file that has got its name meanwhile
				return FileVisitResult.CONTINUE;
			}
		});
		return contents;
	}

	/** Loses power: puts the folder into a state in which a machine may find it after that. */
	synchronized void losePower(Path folder, Random chance) throws IOException {
		for (var entry : contents(folder).entrySet()) {
			Path file = entry.getKey();
			byte[] before = safe.get(file);
			if (before == null) {
				file.toFile().setWritable(true);
				switch (chance.nextInt(4)) {
				case 0 -> Files.delete(file);
				case 1 -> Files.write(file, new byte[0]);
				case 2 ->
					Files.write(file, Arrays.copyOf(entry.getValue(), chance.nextInt(entry.getValue().length + 1)));
				default -> {
					// the size came through, the content did not
					Files.write(file, new byte[entry.getValue().length]);
				}
				}
			}
		}
		for (var entry : safe.entrySet()) {
			if (!Files.exists(entry.getKey())) {
				Files.createDirectories(entry.getKey().getParent());
				Files.write(entry.getKey(), entry.getValue());
			}
		}
	}

	@Override
	public void close() {
		disk.close();
	}
}
