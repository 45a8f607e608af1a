package org.armillary.data.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;

/** Finds and reads all headers of a file, in bounded memory, and checks that the data they promise are there. */
final class HeaderScanner {

	/** Length of a block, in bytes: headers and data units fill whole ones. */
	static final int BLOCK = 2880;

	/** Largest header accepted. The longest seen from an instrument has a few thousand cards. */
	static final int MOST_CARDS = 100_000;

	/** Most HDUs accepted. */
	static final int MOST_HDUS = 20_000;

	/** Most cards of all headers together: bounds the memory that a file can ask for. */
	private static final int MOST_CARDS_IN_FILE = 2_000_000;

	private static final int RECORD = FitsCard.RECORD;
	private static final byte[] END = "END     ".getBytes(StandardCharsets.US_ASCII);
	private static final String XTENSION = "XTENSION";
	private static final int READ_AHEAD = 8 * BLOCK;

	private final Path path;
	private final FileChannel channel;
	private final long size;
	private final List<Hdu> hdus = new ArrayList<>();
	private long cardsSoFar;

	private HeaderScanner(Path path, FileChannel channel) throws IOException {
		this.path = path;
		this.channel = channel;
		this.size = channel.size();
	}

	/** The HDUs of a file and its length in bytes. */
	record Scan(List<Hdu> hdus, long size) {
	}

	static Scan scan(Path path) throws FitsException {
		if (Files.isDirectory(path)) {
			throw new FitsException(FitsMessage.DIRECTORY.with(path));
		}
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
			var scanner = new HeaderScanner(path, channel);
			scanner.scan();
			return new Scan(List.copyOf(scanner.hdus), scanner.size);
		} catch (IOException e) {
			throw FileErrors.reading(path, e);
		}
	}

	private void scan() throws IOException {
		checkBeginning();
		long offset = 0;
		while (offset < size && (offset == 0 || beginsWith(offset, XTENSION))) {
			if (hdus.size() == MOST_HDUS) {
				throw new FitsException(FitsMessage.TOO_MANY_HDUS.with(path, MOST_HDUS));
			}
			offset = scanHdu(offset);
		}
		checkEnd(offset);
	}

	/** Refuses anything but padding after the last HDU: it may be an extension whose beginning is damaged. */
	private void checkEnd(long end) throws IOException {
		for (long offset = end; offset < size; offset += READ_AHEAD) {
			byte[] rest = read(offset, READ_AHEAD);
			for (int i = 0; i < rest.length; i++) {
				if (rest[i] != 0 && rest[i] != ' ') {
					String found = new String(read(offset + i, XTENSION.length()), StandardCharsets.ISO_8859_1);
					throw new FitsException(FitsMessage.BAD_STRUCTURE.with(path + "[" + hdus.size() + "]",
							"content at byte " + (offset + i), "\"" + found.replaceAll("[^ -~]", "?") + "\"",
							"\"" + XTENSION + "\" at byte " + end + ", or nothing but padding after the last HDU"));
				}
			}
		}
	}

	private void checkBeginning() throws IOException {
		if (size == 0) {
			throw new FitsException(FitsMessage.EMPTY.with(path));
		}
		byte[] start = read(0, 9);
		String text = new String(start, StandardCharsets.ISO_8859_1);
		if (text.startsWith("\u001f\u008b")) {
			throw new FitsException(FitsMessage.COMPRESSED.with(path, "gzip"));
		}
		if (text.startsWith("BZh")) {
			throw new FitsException(FitsMessage.COMPRESSED.with(path, "bzip2"));
		}
		if (!text.equals("SIMPLE  =")) {
			throw new FitsException(FitsMessage.NOT_FITS.with(path, text.replaceAll("[^ -~]", "?")));
		}
	}

	private boolean beginsWith(long offset, String keyword) throws IOException {
		return Arrays.equals(read(offset, keyword.length()), keyword.getBytes(StandardCharsets.US_ASCII));
	}

	/** Reads the header at {@code offset} and returns where the next one may begin. */
	private long scanHdu(long offset) throws IOException {
		int index = hdus.size();
		byte[] records = readHeader(offset, index);
		long dataOffset = offset + blocks(records.length + RECORD);
		FitsHeader header = FitsHeader.parse(path + "[" + index + "]", records);
		var structure = HduStructure.of(header, index == 0);
		String name = header.findText("EXTNAME").orElse(index == 0 ? "PRIMARY" : "");
		long version = header.findInteger("EXTVER").orElse(1);
		String label = path + "[" + (name.isEmpty() ? String.valueOf(index) : name)
				+ (version == 1 ? "" : "," + version) + "]";
		long end = Math.addExact(dataOffset, structure.dataBytes());
		if (end > size) {
			throw new FitsException(FitsMessage.TRUNCATED.with(label, end, size));
		}
		hdus.add(new Hdu(path, index, name, version, header.from(label), structure, dataOffset));
		return dataOffset + blocks(structure.dataBytes());
	}

	/** The records of the header at {@code offset}, without END. */
	private byte[] readHeader(long offset, int index) throws IOException {
		byte[] records = new byte[0];
		int searched = 0;
		while (true) {
			int room = (int) Math.min(Math.max(READ_AHEAD, records.length), size - offset - records.length);
			if (room < RECORD) {
				throw new FitsException(FitsMessage.HEADER_TRUNCATED.with(path, index, offset, size));
			}
			byte[] more = read(offset + records.length, room - room % RECORD);
			int known = records.length;
			records = Arrays.copyOf(records, known + more.length);
			System.arraycopy(more, 0, records, known, more.length);
			for (; searched + RECORD <= records.length; searched += RECORD) {
				if (cardsSoFar + searched / RECORD > MOST_CARDS_IN_FILE || searched / RECORD > MOST_CARDS) {
					throw new FitsException(FitsMessage.HEADER_ENDLESS.with(path, index, MOST_CARDS));
				}
				if (Arrays.equals(records, searched, searched + END.length, END, 0, END.length)) {
					cardsSoFar += searched / RECORD;
					return Arrays.copyOf(records, searched);
				}
			}
		}
	}

	private byte[] read(long offset, int length) throws IOException {
		var buffer = ByteBuffer.allocate((int) Math.min(length, size - offset));
		while (buffer.hasRemaining()) {
			if (channel.read(buffer, offset + buffer.position()) < 0) {
				throw new FitsException(FitsMessage.TRUNCATED.with(path, offset + length, channel.size()));
			}
		}
		return buffer.array();
	}

	/** {@code bytes} rounded up to whole blocks. */
	static long blocks(long bytes) {
		return (bytes + BLOCK - 1) / BLOCK * BLOCK;
	}
}
