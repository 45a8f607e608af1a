package org.armillary.engine.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.armillary.engine.HeaderFiles;

/**
 * A disk that notes, outside the store, which files had been written for good when the store was last synced, and how long
 * they were. After the process was killed, {@link #cutPower} makes of its files what a loss of power could have left.
 */
public final class SyncedFiles implements Disk {

	/** Files that are forced to the disk before they get their name. */
	private static final Pattern FORCED = Pattern.compile("armillary-store\\.json|runs/[^/]+/request\\.json");

	private final Disk disk = new SystemDisk();
	private final Path note;

	private SyncedFiles(Path note) {
		this.note = note;
	}

	/** Opens a store whose syncs are noted in a file. */
	public static Store open(Path folder, Path note) throws StoreException {
		return Store.open(folder, new SyncedFiles(note), new HeaderFiles(), InstantSource.system());
	}

	@Override
	public void write(Path file, byte[] content) throws IOException {
		disk.write(file, content);
	}

	@Override
	public void move(Path from, Path to) throws IOException {
		disk.move(from, to);
	}

	@Override
	public void copy(Path from, Path to) throws IOException {
		disk.copy(from, to);
	}

	@Override
	public void sync(Path folder, Collection<Path> written) throws IOException {
		// what comes while the sync is going on may be lost; results are noted before the products that they name
		Map<String, Long> results = sizes(folder);
		Map<String, Long> all = sizes(folder);
		all.keySet().removeIf(file -> file.startsWith("results/") && !results.containsKey(file));
		List<String> files = all.entrySet().stream().map(file -> file.getValue() + " " + file.getKey()).toList();
		disk.sync(folder, written);
		Path fresh = Files.write(note.resolveSibling(note.getFileName() + ".new"), files);
		Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	@Override
	public void close() {
		disk.close();
	}

	/** Names of the files below the store that had been synced, with their lengths then. */
	public static Map<String, Long> synced(Path note) throws IOException {
		var synced = new HashMap<String, Long>();
		if (Files.exists(note)) {
			for (String line : Files.readAllLines(note)) {
				int blank = line.indexOf(' ');
				synced.put(line.substring(blank + 1), Long.valueOf(line.substring(0, blank)));
			}
		}
		return synced;
	}

	/**
	 * Loses what was written after the last sync: each such file is gone, empty, torn or full of zeros, or was lucky. The
	 * index, which is written in place, may lose anything.
	 */
	public static void cutPower(Path store, Path note, Random random) throws IOException {
		Map<String, Long> synced = synced(note);
		for (var file : sizes(store).entrySet()) {
			Path path = store.resolve(file.getKey());
			if (FORCED.matcher(file.getKey()).matches()) {
				continue;
			}
			// a resumed run cuts off the torn end of its journal, so a file may be shorter than it was
			long before = Math.min(synced.getOrDefault(file.getKey(), 0L), file.getValue());
			if (file.getKey().startsWith("index/")) {
				before = 0;
			} else if (before == file.getValue() && synced.containsKey(file.getKey())) {
				continue;
			}
			path.toFile().setWritable(true);
			switch (random.nextInt(5)) {
			case 0 -> truncate(path, before);
			case 1 -> truncate(path, before + random.nextLong(file.getValue() - before + 1));
			case 2 -> zero(path, before, file.getValue());
			case 3 -> {
				if (synced.containsKey(file.getKey())) {
					truncate(path, before);
				} else {
					Files.delete(path);
				}
			}
			default -> {
				// it reached the disk in time
			}
			}
		}
	}

	private static void truncate(Path file, long length) throws IOException {
		try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(length);
		}
	}

	private static void zero(Path file, long from, long to) throws IOException {
		try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.allocate((int) (to - from)), from);
		}
	}

	private static Map<String, Long> sizes(Path folder) throws IOException {
		var sizes = new TreeMap<String, Long>();
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.toList()) {
				try {
					if (Files.isRegularFile(file)) {
						sizes.put(folder.relativize(file).toString(), Files.size(file));
					}
				} catch (NoSuchFileException _) {
					// gone meanwhile
				}
			}
		} catch (UncheckedIOException _) {
			// a folder was removed while it was looked at
			return sizes(folder);
		}
		return sizes;
	}
}
