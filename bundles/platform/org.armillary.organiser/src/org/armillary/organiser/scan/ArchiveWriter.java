package org.armillary.organiser.scan;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.data.FitsException;
import org.armillary.data.fits.StoredHeaders;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.message.OrganiserMessage;
import org.jspecify.annotations.Nullable;

/** Writes an archive of headers; see {@link HeaderArchive}. */
final class ArchiveWriter {

	/** Headers that are in memory at the same time. */
	private static final int BATCH = 64;
	/** Headers are so repetitive that more costs time and gains little. */
	private static final int LEVEL = 4;
	/** The beginning of what a zip can tell of time, so that the same headers give the same bytes. */
	private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
	private static final int BUFFER_BYTES = 1 << 16;

	private final Path zip;
	private final boolean replace;
	private final Parallel parallel = new Parallel(HeaderScan.threads());

	ArchiveWriter(Path zip, boolean replace) {
		this.zip = zip;
		this.replace = replace;
	}

	ScannedFiles write(ScannedFiles found) throws IOException, InterruptedException {
		if (!replace && Files.exists(zip)) {
			throw new ScanException(OrganiserMessage.ARCHIVE_EXISTS.with(zip), null);
		}
		var problems = new ArrayList<Message>(found.problems());
		var files = new ArrayList<HeaderFile>();
		for (HeaderFile file : found.files()) {
			Optional<String> fault = ArchiveNames.fault(file.name());
			if (fault.isEmpty()) {
				files.add(file);
			} else {
				problems.add(OrganiserMessage.ARCHIVE_NAME.with(file.name(), fault.orElseThrow()));
			}
		}
		if (files.isEmpty() || files.size() > HeaderArchive.MOST_FILES) {
			throw new ScanException(
					OrganiserMessage.ARCHIVE_TOO_MANY.with(zip, files.size(), HeaderArchive.MOST_FILES), null);
		}
		writeWhole(files);
		return new ScannedFiles(files, found.unfinished(), problems, found.remembered());
	}

	private void writeWhole(List<HeaderFile> files) throws IOException, InterruptedException {
		Path fresh = zip.resolveSibling("." + zip.getFileName() + "." + UUID.randomUUID() + ".part");
		try {
			try (OutputStream stream = Files.newOutputStream(fresh, StandardOpenOption.CREATE_NEW,
					StandardOpenOption.WRITE);
					var buffered = new BufferedOutputStream(stream, BUFFER_BYTES);
					var out = new ZipOutputStream(buffered)) {
				out.setLevel(LEVEL);
				write(files, out);
			}
			settle(fresh);
		} catch (ScanException e) {
			throw e;
		} catch (FileAlreadyExistsException e) {
			throw new ScanException(OrganiserMessage.ARCHIVE_EXISTS.with(zip), e);
		} catch (IOException e) {
			throw new ScanException(OrganiserMessage.ARCHIVE_UNWRITABLE.with(zip).withDetail(Reason.of(e)), e);
		} finally {
			Files.deleteIfExists(fresh);
		}
	}

	private void settle(Path fresh) throws IOException {
		if (!replace) {
			Files.move(fresh, zip);
			return;
		}
		try {
			Files.move(fresh, zip, StandardCopyOption.ATOMIC_MOVE);
		} catch (AtomicMoveNotSupportedException e) {
			System.getLogger(ArchiveWriter.class.getName()).log(System.Logger.Level.DEBUG, "renamed in two steps", e);
			Files.move(fresh, zip, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private void write(List<HeaderFile> files, ZipOutputStream out) throws IOException, InterruptedException {
		var entries = new ArrayList<ArchiveManifest.Entry>();
		for (HeaderFile file : files) {
			entries.add(new ArchiveManifest.Entry(file.name(), file.bytes(),
					String.format(Locale.ROOT, "headers/%06d", entries.size() + 1)));
		}
		entry(out, ArchiveManifest.NAME, new ArchiveManifest(ArchiveManifest.FORMAT, entries.size(), entries).json());
		long total = 0;
		for (int first = 0; first < files.size(); first += BATCH) {
			List<HeaderFile> batch = files.subList(first, Math.min(first + BATCH, files.size()));
			var blocks = new Blocks[batch.size()];
			parallel.run(blocks.length, i -> blocks[i] = blocks(batch.get(i)));
			for (int i = 0; i < blocks.length; i++) {
				byte[] bytes = blocks[i].bytes();
				if (bytes == null) {
					throw new ScanException(OrganiserMessage.ARCHIVE_CHANGED.with(batch.get(i).name())
							.withDetail(blocks[i].reason()), null);
				}
				total += bytes.length;
				checkSize(batch.get(i).name() + ": headers", bytes.length, HeaderArchive.MOST_FILE_BYTES);
				checkSize("headers", total, HeaderArchive.MOST_BYTES);
				entry(out, entries.get(first + i).entry(), bytes);
			}
		}
	}

	private void checkSize(String what, long bytes, long most) throws ScanException {
		if (bytes > most) {
			throw new ScanException(OrganiserMessage.ARCHIVE_TOO_LARGE.with(zip, what + " of " + bytes + " bytes",
					most + " bytes"), null);
		}
	}

	/** What is exported of a file, or why nothing is. */
	private record Blocks(byte @Nullable [] bytes, String reason) {
	}

	/** Reads a file again; it must be what it was. */
	private static Blocks blocks(HeaderFile file) {
		try {
			StoredHeaders headers = StoredHeaders.read(file.path().orElseThrow());
			return HeaderDigest.of(headers).equals(file.identity()) ? new Blocks(headers.blocks(), "")
					: new Blocks(null, "Its headers are others than when the folder was scanned.");
		} catch (FitsException e) {
			return new Blocks(null, e.explanation().summary());
		}
	}

	private static void entry(ZipOutputStream out, String name, byte[] bytes) throws IOException {
		var entry = new ZipEntry(name);
		entry.setTimeLocal(NO_TIME);
		entry.setMethod(Deflater.DEFLATED);
		out.putNextEntry(entry);
		out.write(bytes);
		out.closeEntry();
	}
}
