package org.armillary.provenance.crate;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Where a crate is written to: a new folder, or a zip archive. It appears under its name when it is complete; what is
 * not committed is taken away.
 */
final class CrateTarget implements Closeable {

	private static final int CHUNK = 1 << 18;

	private final Path place;
	private final Path hidden;
	private final @Nullable ZipOutputStream zip;
	private boolean committed;

	/**
	 * What was written.
	 *
	 * @param bytes
	 *            size, bytes
	 * @param sha256
	 *            SHA-256 of the bytes, hexadecimal digits in lower case
	 */
	record Written(long bytes, String sha256) {
	}

	private CrateTarget(Path place, Path hidden, @Nullable ZipOutputStream zip) {
		this.place = place;
		this.hidden = hidden;
		this.zip = zip;
	}

	/** Begins an archive where the name ends in {@code .zip}, else a folder; neither may be there already. */
	static CrateTarget at(Path place) throws IOException {
		Path whole = place.toAbsolutePath().normalize();
		if (Files.exists(whole, LinkOption.NOFOLLOW_LINKS)) {
			throw new FileAlreadyExistsException(whole.toString());
		}
		Path parent = whole.getParent();
		Files.createDirectories(parent);
		if (!whole.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
			Path folder = Files.createTempDirectory(parent, ".armillary-crate-");
			return new CrateTarget(whole, folder, null);
		}
		Path file = Files.createTempFile(parent, ".armillary-crate-", ".zip");
		return new CrateTarget(whole, file, new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file))));
	}

	/** Copies a file in. */
	Written copy(Path file, String name) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return write(name, in);
		}
	}

	/** Writes a text in UTF-8. */
	Written write(String name, String text) throws IOException {
		try (InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
			return write(name, in);
		}
	}

	private Written write(String name, InputStream in) throws IOException {
		ZipOutputStream archive = zip;
		if (archive == null) {
			Path file = hidden.resolve(name);
			Files.createDirectories(file.getParent());
			try (OutputStream out = Files.newOutputStream(file)) {
				return counted(in, out);
			}
		}
		archive.putNextEntry(new ZipEntry(name));
		Written written = counted(in, archive);
		archive.closeEntry();
		return written;
	}

	private static Written counted(InputStream in, OutputStream out) throws IOException {
		MessageDigest digest = sha256();
		byte[] chunk = new byte[CHUNK];
		long bytes = 0;
		for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
			out.write(chunk, 0, length);
			digest.update(chunk, 0, length);
			bytes += length;
		}
		return new Written(bytes, HexFormat.of().formatHex(digest.digest()));
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}

	/** Lets the crate appear. */
	void commit() throws IOException {
		if (zip != null) {
			zip.close();
		}
		rights();
		Files.move(hidden, place, StandardCopyOption.ATOMIC_MOVE);
		committed = true;
	}

	/** Temporary files are for their owner alone; a crate is as readable as any other file. */
	private void rights() throws IOException {
		Path usual = place.resolveSibling(hidden.getFileName() + "-rights");
		if (zip == null) {
			Files.createDirectory(usual);
		} else {
			Files.createFile(usual);
		}
		try {
			Files.setPosixFilePermissions(hidden, Files.getPosixFilePermissions(usual));
		} finally {
			Files.delete(usual);
		}
	}

	@Override
	public void close() throws IOException {
		if (committed) {
			return;
		}
		if (zip != null) {
			zip.close();
		}
		Files.walkFileTree(hidden, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
					throws IOException {
				Files.delete(folder);
				return FileVisitResult.CONTINUE;
			}
		});
	}
}
