package org.armillary.engine.store;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.file.Path;

/**
 * A way to make everything that was written to a file system survive a loss of power.
 *
 * <p>An unchecked {@link UnsupportedOperationException} says that this way does not exist here.
 */
interface FileSystemSync extends AutoCloseable {

	/** There is no way to do it for all files together. */
	FileSystemSync NONE = new FileSystemSync() {
		@Override
		public void sync(Path folder) {
			throw new UnsupportedOperationException("only file by file");
		}

		@Override
		public FileSystemSync fallback() {
			return this;
		}
	};

	/** The program {@code sync}. */
	FileSystemSync PROGRAM = new FileSystemSync() {
		@Override
		public void sync(Path folder) throws IOException {
			runProgram(folder);
		}

		@Override
		public FileSystemSync fallback() {
			return NONE;
		}
	};

	/** Returns when what was written to the file system of a folder would survive. */
	void sync(Path folder) throws IOException;

	/** The next best way. */
	FileSystemSync fallback();

	@Override
	default void close() {
		// nothing is open
	}

	/** The best way on this system. Without the right to call the C library there would be warnings. */
	static FileSystemSync best() {
		return FileSystemSync.class.getModule().isNativeAccessEnabled() ? new SyncfsCall() : PROGRAM;
	}

	private static void runProgram(Path folder) throws IOException {
		Process process;
		try {
			process = new ProcessBuilder("sync", "-f", folder.toString()).redirectErrorStream(true)
					.redirectInput(Redirect.from(Path.of("/dev/null").toFile())).start();
		} catch (IOException e) {
			throw new UnsupportedOperationException("there is no program sync", e);
		}
		try (var output = process.getInputStream()) {
			String text = new String(output.readAllBytes(), Charset.defaultCharset()).strip();
			int code = process.waitFor();
			if (code != 0 && text.contains("option")) {
				throw new UnsupportedOperationException(text);
			}
			if (code != 0) {
				throw new IOException("sync -f " + folder + ": " + text);
			}
		} catch (InterruptedException e) {
			process.destroy();
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while waiting for sync -f " + folder, e);
		}
	}
}
