package org.armillary.engine.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;

/** The true disk. */
final class SystemDisk implements Disk {

	private FileSystemSync sync;

	SystemDisk() {
		this(FileSystemSync.best());
	}

	/** A disk that begins with a way to make things safe that may turn out not to exist. */
	SystemDisk(FileSystemSync sync) {
		this.sync = sync;
	}

	@Override
	public void write(Path file, byte[] content) throws IOException {
		Files.write(file, content);
	}

	@Override
	public void move(Path from, Path to) throws IOException {
		Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
	}

	@Override
	public void copy(Path from, Path to) throws IOException {
		Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
		// a FileChannel would refuse to work in an interrupted thread
		try (var copy = new RandomAccessFile(to.toFile(), "r")) {
			copy.getFD().sync();
		}
	}

	@Override
	public synchronized void sync(Path folder, Collection<Path> written) throws IOException {
		try {
			sync.sync(folder);
		} catch (UnsupportedOperationException e) {
			// the next better way; the last one forces file by file
			Log.note(SystemDisk.class, "the file system of " + folder + " cannot be synchronised as a whole", e);
			sync = sync.fallback();
			if (sync == FileSystemSync.NONE) {
				forceEach(written);
			} else {
				sync(folder, written);
			}
		}
	}

	/** Forces files, then the folders that hold their names. */
	private static void forceEach(Collection<Path> files) throws IOException {
		var folders = new LinkedHashSet<Path>();
		for (Path file : files) {
			force(file);
			folders.add(file.getParent());
		}
		for (Path folder : folders) {
			force(folder);
		}
	}

	/** Forces a file or a folder; one that has gone meanwhile needs nothing. */
	private static void force(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			channel.force(true);
		} catch (NoSuchFileException e) {
			Log.note(SystemDisk.class, "gone before it was forced", e);
		}
	}

	@Override
	public synchronized void close() {
		sync.close();
	}
}
