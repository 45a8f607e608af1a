package org.armillary.data.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;

/**
 * Changes the primary header of a file that is there, and nothing else of it: all data and extensions stay as they are,
 * byte by byte, and so do those cards that are not changed. Where the new header fills as many blocks of 2880 bytes as
 * the old one it is written over it; else, or where the file may not be written, the file is copied with the new header
 * and replaced by the copy. A CHECKSUM that was right is right afterwards, one that was wrong stays wrong; DATASUM
 * stays.
 */
public final class HeaderEdit {

	private static final byte[] SIMPLE = "SIMPLE  =".getBytes(StandardCharsets.US_ASCII);
	private static final byte[] END = "END     ".getBytes(StandardCharsets.US_ASCII);
	private static final String CHECKSUM = "CHECKSUM";
	private static final String NO_CHECKSUM = "0".repeat(16);
	private static final long WORD = 0xffffffffL;
	private static final int READ_AHEAD = 8 * HeaderScanner.BLOCK;
	/** Bytes that are copied before an interrupt is noticed. */
	private static final long PIECE = 64L << 20;
	private static final Pattern STRUCTURE = Pattern.compile("SIMPLE|BITPIX|NAXIS\\d*|GROUPS|PCOUNT|GCOUNT");

	private final Path file;
	private final byte[] before;
	private final FitsHeader header;

	private HeaderEdit(Path file, byte[] before, int length) {
		this.file = file;
		this.before = before;
		this.header = FitsHeader.parse(file.toString(), Arrays.copyOf(before, length));
	}

	/**
	 * Changes the primary header of a file. What is not FITS, is compressed as a whole, or has no whole primary header is
	 * left alone.
	 *
	 * @param change
	 *            gives the new header for the one that is there; the cards that tell how the data are stored must stay
	 * @return whether the file was changed
	 * @throws FitsException
	 *             where the file cannot be read or written; it is as it was then, unless it was written over
	 */
	public static boolean primary(Path file, UnaryOperator<FitsHeader> change) throws FitsException {
		Optional<HeaderEdit> edit = opened(file);
		return edit.isPresent() && edit.orElseThrow().apply(change);
	}

	/**
	 * The primary header that {@link #primary} would change; no other header of the file is read.
	 *
	 * @return the header; empty for what is left alone
	 * @throws FitsException
	 *             where the file cannot be read
	 */
	public static Optional<FitsHeader> read(Path file) throws FitsException {
		return opened(file).map(edit -> edit.header);
	}

	private static Optional<HeaderEdit> opened(Path file) throws FitsException {
		try {
			return open(file);
		} catch (IOException e) {
			throw FileErrors.reading(file, e);
		}
	}

	private static Optional<HeaderEdit> open(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			byte[] bytes = {};
			for (int searched = 0; searched / FitsCard.RECORD <= HeaderScanner.MOST_CARDS;) {
				bytes = more(channel, bytes);
				if (searched == 0 && !begins(bytes, 0, SIMPLE)) {
					return Optional.empty();
				}
				int whole = bytes.length / FitsCard.RECORD * FitsCard.RECORD;
				for (int at = searched; at < whole; at += FitsCard.RECORD) {
					if (begins(bytes, at, END)) {
						int blocks = (int) HeaderScanner.blocks(at + FitsCard.RECORD);
						return blocks > bytes.length ? Optional.empty()
								: Optional.of(new HeaderEdit(file, Arrays.copyOf(bytes, blocks), at));
					}
				}
				if (whole == searched) {
					return Optional.empty();
				}
				searched = whole;
			}
			return Optional.empty();
		}
	}

	/** The bytes that were read already and the next ones, as far as there are any. */
	private static byte[] more(FileChannel channel, byte[] known) throws IOException {
		var buffer = ByteBuffer.allocate((int) Math.min(channel.size(), known.length + (long) READ_AHEAD)).put(known);
		while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {
			// a read may give less than is there
		}
		return Arrays.copyOf(buffer.array(), buffer.position());
	}

	private static boolean begins(byte[] bytes, int at, byte[] text) {
		return bytes.length >= at + text.length && Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
	}

	private boolean apply(UnaryOperator<FitsHeader> change) throws FitsException {
		FitsHeader changed = change.apply(header);
		if (changed.equals(header)) {
			return false;
		}
		if (!structure(changed).equals(structure(header))) {
			throw new IllegalArgumentException("the structure of " + file + " cannot be changed in its header");
		}
		byte[] after = bytes(withChecksum(changed));
		if (after.length == before.length && isWritable()) {
			overwrite(after);
		} else {
			copy(after);
		}
		return true;
	}

	/** A file without the right of its owner is not written over, also by those who could. */
	private boolean isWritable() {
		try {
			return Files.isWritable(file)
					&& Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE);
		} catch (IOException | UnsupportedOperationException _) {
			return Files.isWritable(file);
		}
	}

	private static List<String> structure(FitsHeader header) {
		return header.cards().stream().filter(card -> STRUCTURE.matcher(card.keyword()).matches()).map(FitsCard::image)
				.toList();
	}

	/**
	 * The header with the checksum that it needs. What the data add up to follows from the old one: a HDU with a right
	 * CHECKSUM adds up to nothing.
	 */
	private FitsHeader withChecksum(FitsHeader changed) {
		Optional<FitsCard> known = changed.card(CHECKSUM)
				.filter(card -> card.value() instanceof String text && text.length() == NO_CHECKSUM.length());
		if (known.isEmpty() || !header.contains(CHECKSUM)) {
			return changed;
		}
		var old = new Checksum();
		old.add(ByteBuffer.wrap(before));
		FitsHeader open = changed.with(CHECKSUM, NO_CHECKSUM, known.get().comment());
		var sum = new Checksum();
		sum.add(ByteBuffer.wrap(bytes(open)));
		sum.add(ByteBuffer.allocate(Integer.BYTES).putInt((int) (~old.value() & WORD)).flip());
		return open.with(CHECKSUM, sum.encoded(), known.get().comment());
	}

	private static byte[] bytes(FitsHeader header) {
		var records = new StringBuilder();
		header.cards().forEach(card -> records.append(card.image()));
		records.append("END");
		records.repeat(' ', (int) (HeaderScanner.blocks(records.length()) - records.length()));
		return records.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private void overwrite(byte[] after) throws FitsException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			write(channel, after);
		} catch (IOException e) {
			throw FileErrors.writing(file, e);
		}
	}

	private void copy(byte[] after) throws FitsException {
		String name = file.getFileName().toString();
		Path copy = file.resolveSibling((name.startsWith(".") ? "" : ".") + name + "." + UUID.randomUUID() + ".part");
		long missing = after.length;
		try {
			try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
					FileChannel out = FileChannel.open(copy, StandardOpenOption.CREATE_NEW,
							StandardOpenOption.WRITE)) {
				missing += in.size() - before.length;
				write(out, after);
				append(in, out);
			}
			Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		} catch (IOException e) {
			FitsException told = DiskSpace.explain(file, missing, e).orElse(FileErrors.writing(file, e));
			try {
				Files.deleteIfExists(copy);
			} catch (IOException left) {
				told.addSuppressed(left);
			}
			throw told;
		}
	}

	private void append(FileChannel in, FileChannel out) throws IOException {
		long size = in.size();
		for (long done = before.length; done < size;) {
			long copied = in.transferTo(done, Math.min(PIECE, size - done), out);
			if (copied == 0) {
				throw new FileSystemException(file.toString(), null, "the file became shorter while it was copied");
			}
			done += copied;
		}
	}

	private static void write(FileChannel channel, byte[] bytes) throws IOException {
		ByteBuffer rest = ByteBuffer.wrap(bytes);
		while (rest.hasRemaining()) {
			channel.write(rest);
		}
	}
}
