package org.armillary.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the files of a job cost without an engine: a folder with a descriptor, a product of 5760 bytes and a result; product
 * and result are renamed into folders of their own, descriptor and folder deleted. By two threads.
 */
final class FilesKernel implements Kernel {

	/** Jobs of one repetition. */
	static final int JOBS = 200;

	private static final int THREADS = 2;
	private static final int FOLDERS = 256;
	private static final byte[] DESCRIPTOR = new byte[1000];
	private static final byte[] PRODUCT = new byte[5760];
	private static final byte[] RESULT = new byte[2000];

	private final Path folder;
	private final boolean forced;

	/**
	 * Makes the folders.
	 *
	 * @param folder
	 *            where they are made
	 * @param forced
	 *            whether the result of each job must be on the disk before its renaming
	 */
	FilesKernel(Path folder, boolean forced) throws IOException {
		this.folder = folder;
		this.forced = forced;
		Files.createDirectories(folder.resolve("jobs"));
		for (int i = 0; i < FOLDERS; i++) {
			Files.createDirectories(kept("objects", i).getParent());
			Files.createDirectories(kept("results", i).getParent());
		}
	}

	@Override
	public void reset() throws IOException {
		for (int job = 0; job < JOBS; job++) {
			Files.deleteIfExists(kept("objects", job));
			Files.deleteIfExists(kept("results", job));
		}
	}

	@Override
	public double run() throws IOException, BenchException {
		var failures = new ConcurrentLinkedQueue<IOException>();
		List<Thread> running = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			int first = thread;
			running.add(Thread.ofPlatform().start(() -> {
				try {
					for (int job = first; job < JOBS; job += THREADS) {
						files(job);
					}
				} catch (IOException e) {
					failures.add(e);
				}
			}));
		}
		for (Thread thread : running) {
			try {
				thread.join();
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new BenchException("interrupted", e);
			}
		}
		if (!failures.isEmpty()) {
			throw failures.element();
		}
		return JOBS;
	}

	private void files(int job) throws IOException {
		Path own = Files.createDirectory(folder.resolve("jobs").resolve(Integer.toString(job)));
		Path descriptor = own.resolve("job.json");
		Path product = own.resolve("product.fits");
		Path result = own.resolve("result.json");
		Files.write(descriptor, DESCRIPTOR);
		Files.write(product, PRODUCT);
		try (var channel = FileChannel.open(result, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.wrap(RESULT));
			if (forced) {
				channel.force(true);
			}
		}
		Files.move(product, kept("objects", job), StandardCopyOption.ATOMIC_MOVE);
		Files.move(result, kept("results", job), StandardCopyOption.ATOMIC_MOVE);
		Files.delete(descriptor);
		Files.delete(own);
	}

	private Path kept(String kind, int job) {
		return folder.resolve(kind).resolve("%02x".formatted(job % FOLDERS)).resolve(Integer.toString(job));
	}
}
