package org.armillary.engine.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to execute a run: a lock on a file, which the system releases when the process ends, however it ends. The file
 * also says which process holds it.
 *
 * <p><b>One registry for the whole process.</b> POSIX releases all locks of a process on a file as soon as the process closes
 * <i>any</i> descriptor of it, and two locks of one process never conflict. So nothing in this process may open the file of a
 * lease that it holds; the registry says which those are, and all opening and closing happens under its monitor.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
public final class Lease implements AutoCloseable {

	/** The leases that this process holds, by file. */
	private static final Map<Object, Lease> HELD = new HashMap<>();

	/** Somebody who looks whether a lease is free holds it for some microseconds; hence it is tried more than once. */
	private static final int ATTEMPTS = 10;
	private static final long PAUSE_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(5);
	private static final int MOST_BYTES = 4096;

	private final Object key;
	private final FileChannel channel;
	private final LeaseHolder holder;

	private Lease(Object key, FileChannel channel, LeaseHolder holder) {
		this.key = key;
		this.channel = channel;
		this.holder = holder;
	}

	/**
	 * Takes the lease; empty while another holds it.
	 *
	 * @param file
	 *            the file of the lease, made if there is none
	 * @throws IOException
	 *             where the file cannot be written or the file system has no locks
	 */
	static Optional<Lease> take(Path file) throws IOException {
		for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
			Optional<Lease> lease = tryOnce(file);
			if (lease.isPresent()) {
				return lease;
			}
			LockSupport.parkNanos(PAUSE_NANOSECONDS);
		}
		return tryOnce(file);
	}

	private static Optional<Lease> tryOnce(Path file) throws IOException {
		synchronized (HELD) {
			Optional<Object> known = key(file);
			if (known.isPresent() && HELD.containsKey(known.get())) {
				return Optional.empty();
			}
			return Uninterrupted.get(() -> lock(file));
		}
	}

	private static Optional<Lease> lock(Path file) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE);
		boolean kept = false;
		try {
			FileLock lock = channel.tryLock();
			if (lock == null) {
				return Optional.empty();
			}
			LeaseHolder holder = LeaseHolder.here();
			channel.truncate(0);
			channel.write(ByteBuffer.wrap(holder.json().getBytes(StandardCharsets.UTF_8)), 0);
			var lease = new Lease(key(file).orElseThrow(() -> new NoSuchFileException(file.toString())), channel,
					holder);
			HELD.put(lease.key, lease);
			kept = true;
			return Optional.of(lease);
		} finally {
			if (!kept) {
				channel.close();
			}
		}
	}

	/**
	 * Who holds the lease; empty where nobody does. Looking does not disturb the holder.
	 *
	 * @param file
	 *            the file of the lease; need not exist
	 */
	static Optional<LeaseHolder> holder(Path file) throws IOException {
		synchronized (HELD) {
			Optional<Object> key = key(file);
			if (key.isEmpty()) {
				return Optional.empty();
			}
			Lease own = HELD.get(key.get());
			return own != null ? Optional.of(own.holder) : Uninterrupted.get(() -> look(file));
		}
	}

	private static Optional<LeaseHolder> look(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			// a shared lock, so that several may look at the same time
			FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
			if (lock != null) {
				lock.release();
				return Optional.empty();
			}
			ByteBuffer buffer = ByteBuffer.allocate(MOST_BYTES);
			channel.read(buffer, 0);
			return Optional
					.of(LeaseHolder.parse(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)));
		}
	}

	/** Identity of the file, however it is named; empty where there is none. */
	private static Optional<Object> key(Path file) throws IOException {
		try {
			Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
			return Optional.of(key == null ? file.toRealPath() : key);
		} catch (NoSuchFileException _) {
			return Optional.empty();
		}
	}

	/** This process, with the time at which it took the lease. */
	public LeaseHolder holder() {
		return holder;
	}

	/** Gives the lease back. */
	@Override
	public void close() throws IOException {
		synchronized (HELD) {
			if (HELD.remove(key, this)) {
				channel.close();
			}
		}
	}
}
