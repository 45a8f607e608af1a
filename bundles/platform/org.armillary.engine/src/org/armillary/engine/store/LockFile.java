package org.armillary.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file whose bytes are locked: against other processes by the operating system, which lets go of them when a process
 * dies however it dies, and against other threads by this class.
 *
 * <p>The locks of the operating system (POSIX {@code fcntl}) belong to process and file: whenever the process closes
 * <em>any</em> descriptor of the file, it loses <em>all</em> its locks on it. So there is one channel for a file in the
 * whole process, kept in {@link #OPEN} and closed only when nobody uses the file any more. Locks are only tried, never
 * waited for: an interrupted wait would close the channel.
 */
final class LockFile implements AutoCloseable {

	/** The files of the process; what it holds is what the operating system holds for the process. */
	private static final Registry OPEN = new Registry();

	private final Object identity;
	private final FileChannel channel;
	private final Set<Long> taken = new HashSet<>();
	private final Map<Long, SharedLock> shared = new HashMap<>();
	private int users = 1;

	private LockFile(Object identity, FileChannel channel) {
		this.identity = identity;
		this.channel = channel;
	}

	/** Opens a file that exists. */
	static LockFile open(Path file) throws IOException {
		return OPEN.open(file);
	}

	/** A lock that is held; closing it lets go of it. */
	@FunctionalInterface
	interface Held extends AutoCloseable {
		@Override
		void close();
	}

	/** Locks of one byte that holders in this process share; the operating system knows one. */
	private static final class SharedLock {
		private final FileLock lock;
		private int holders = 1;

		SharedLock(FileLock lock) {
			this.lock = lock;
		}
	}

	/** Locks one byte against everybody, if it is free. */
	synchronized Optional<Held> tryExclusive(long position) throws IOException {
		if (taken.contains(position) || shared.containsKey(position)) {
			return Optional.empty();
		}
		Optional<FileLock> lock = lock(position, false);
		if (lock.isPresent()) {
			taken.add(position);
		}
		return lock.map(held -> once(() -> {
			synchronized (this) {
				taken.remove(position);
				release(held);
			}
		}));
	}

	/** Locks one byte together with others who share it, if nobody has it alone. */
	synchronized Optional<Held> tryShared(long position) throws IOException {
		if (taken.contains(position)) {
			return Optional.empty();
		}
		SharedLock known = shared.get(position);
		if (known != null) {
			known.holders++;
		} else {
			Optional<FileLock> lock = lock(position, true);
			if (lock.isEmpty()) {
				return Optional.empty();
			}
			shared.put(position, new SharedLock(lock.orElseThrow()));
		}
		return Optional.of(once(() -> releaseShared(position)));
	}

	private synchronized void releaseShared(long position) {
		SharedLock held = shared.get(position);
		held.holders--;
		if (held.holders == 0) {
			shared.remove(position);
			release(held.lock);
		}
	}

	private Optional<FileLock> lock(long position, boolean together) throws IOException {
		try {
			return Optional.ofNullable(channel.tryLock(position, 1, together));
		} catch (OverlappingFileLockException e) {
			// a class that was loaded twice, as in two frameworks in one process
			Log.note(LockFile.class, "locked by this process", e);
			return Optional.empty();
		}
	}

	/**
	 * A lock that was let go of cannot be held by others in the way: failing to do so is only of interest to experts.
	 */
	private void release(FileLock lock) {
		try {
			if (channel.isOpen()) {
				lock.release();
			}
		} catch (IOException e) {
			Log.warn(LockFile.class, "a lock could not be released", e);
		}
	}

	/** Lets go only once, however often it is closed. */
	private static Held once(Runnable release) {
		var done = new AtomicBoolean();
		return () -> {
			if (done.compareAndSet(false, true)) {
				release.run();
			}
		};
	}

	/** Says that one user less needs it; with the last one its locks end. */
	@Override
	public void close() throws IOException {
		OPEN.close(this);
	}

	/** The lock files that the process has open. */
	private static final class Registry {

		private final Map<Object, LockFile> files = new HashMap<>();

		synchronized LockFile open(Path file) throws IOException {
			Object identity = identity(file);
			LockFile known = files.get(identity);
			if (known != null) {
				known.users++;
				return known;
			}
			var fresh = new LockFile(identity,
					FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
			files.put(identity, fresh);
			return fresh;
		}

		/** Device and inode, without opening the file, for the reason above. */
		private static Object identity(Path file) throws IOException {
			FileIdentity identity = FileIdentity.of(file);
			return identity.device() + " " + identity.inode();
		}

		synchronized void close(LockFile file) throws IOException {
			file.users--;
			if (file.users == 0) {
				files.remove(file.identity);
				file.channel.close();
			}
		}
	}
}
