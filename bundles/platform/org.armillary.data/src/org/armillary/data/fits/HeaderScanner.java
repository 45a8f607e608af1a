package org.armillary.data.fits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
	private static final byte[] NONE = {};

	private final Path path;
	private final HeaderInput input;
	private final Purpose purpose;
	private final List<Found> found = new ArrayList<>();
	private long cardsSoFar;

	private HeaderScanner(Path path, HeaderInput input, Purpose purpose) {
		this.path = path;
		this.input = input;
		this.purpose = purpose;
	}

	/** What headers are looked for. */
	private enum Purpose {
		/** To read cards and data. */
		FILE,
		/** To read headers; only the cards of the structure are looked at. */
		HEADERS,
		/** The same where headers stand back to back, without the data that they tell of. */
		HEADERS_ALONE
	}

	/** The content of a file and its HDUs. */
	record Scan(FileContent content, List<Hdu> hdus) {
	}

	/**
	 * An HDU before it is known whether the file is as it should be.
	 *
	 * @param header
	 *            its cards, or those of its structure
	 * @param records
	 *            all its records where only headers are looked for, else none
	 */
	private record Found(FitsHeader header, HduStructure structure, long dataOffset, byte[] records) {
	}

	static Scan scan(Path path) throws FitsException {
		if (Files.isDirectory(path)) {
			throw new FitsException(FitsMessage.DIRECTORY.with(path));
		}
		try (HeaderInput.OfFile input = HeaderInput.open(path)) {
			var scanner = new HeaderScanner(path, input, Purpose.FILE);
			scanner.scanFile(input);
			FileContent content = input.content();
			var hdus = new ArrayList<Hdu>();
			for (Found hdu : scanner.found) {
				hdus.add(Hdu.of(content, hdus.size(), hdu.header(), hdu.structure(), hdu.dataOffset()));
			}
			return new Scan(content, List.copyOf(hdus));
		} catch (IOException e) {
			throw FileErrors.reading(path, e);
		}
	}

	/** The headers of a file. */
	static StoredHeaders headers(Path path) throws FitsException {
		try (HeaderInput.OfFile input = HeaderInput.open(path)) {
			var scanner = new HeaderScanner(path, input, Purpose.HEADERS);
			scanner.scanFile(input);
			return scanner.headers();
		} catch (IOException e) {
			throw Files.isDirectory(path) ? new FitsException(FitsMessage.DIRECTORY.with(path), e)
					: FileErrors.reading(path, e);
		}
	}

	/** Headers that stand back to back. */
	static StoredHeaders headers(Path source, byte[] blocks) throws FitsException {
		try (var input = new HeaderInput.Bytes(blocks)) {
			var scanner = new HeaderScanner(source, input, Purpose.HEADERS_ALONE);
			scanner.scan();
			return scanner.headers();
		} catch (IOException e) {
			throw FileErrors.reading(source, e);
		}
	}

	private StoredHeaders headers() {
		return new StoredHeaders(path, found.stream().map(Found::records).toList(),
				found.stream().map(hdu -> hdu.structure().dataBytes()).toList());
	}

	private void scanFile(HeaderInput.OfFile file) throws IOException {
		try {
			scan();
		} catch (FitsException e) {
			// of a compressed file the damage is worth telling, not what became of the content
			file.checkWhole();
			throw e;
		}
	}

	private void scan() throws IOException {
		checkBeginning();
		long offset = 0;
		while (offset == 0 || beginsWith(offset, XTENSION)) {
			if (found.size() == MOST_HDUS) {
				throw new FitsException(FitsMessage.TOO_MANY_HDUS.with(path, MOST_HDUS));
			}
			offset = scanHdu(offset);
		}
		checkEnd(offset);
	}

	/**
	 * Refuses anything but padding after the last HDU: it may be an extension whose beginning is damaged. After the last
	 * of headers alone padding would be data.
	 */
	private void checkEnd(long end) throws IOException {
		byte[] rest;
		for (long offset = end; (rest = input.read(offset, READ_AHEAD)).length > 0; offset += rest.length) {
			for (int i = 0; i < rest.length; i++) {
				if (rest[i] != 0 && rest[i] != ' ' || purpose == Purpose.HEADERS_ALONE) {
					String text = new String(input.read(offset + i, XTENSION.length()), StandardCharsets.ISO_8859_1);
					throw new FitsException(FitsMessage.BAD_STRUCTURE.with(path + "[" + found.size() + "]",
							"content at byte " + (offset + i), "\"" + text.replaceAll("[^ -~]", "?") + "\"",
							"\"" + XTENSION + "\" at byte " + end + ", or nothing but padding after the last HDU"));
				}
			}
		}
	}

	private void checkBeginning() throws IOException {
		byte[] start = input.read(0, 9);
		if (start.length == 0) {
			throw new FitsException(FitsMessage.EMPTY.with(path));
		}
		String text = new String(start, StandardCharsets.ISO_8859_1);
		if (text.startsWith("BZh")) {
			throw new FitsException(FitsMessage.COMPRESSED.with(path, "bzip2"));
		}
		if (text.startsWith("\u001f\u009d")) {
			throw new FitsException(FitsMessage.COMPRESSED.with(path, "Unix compress (.Z)"));
		}
		if (!text.equals("SIMPLE  =")) {
			throw new FitsException(FitsMessage.NOT_FITS.with(path, text.replaceAll("[^ -~]", "?")));
		}
	}

	private boolean beginsWith(long offset, String keyword) throws IOException {
		return Arrays.equals(input.read(offset, keyword.length()), keyword.getBytes(StandardCharsets.US_ASCII));
	}

	/** Reads the header at {@code offset} and returns where the next one may begin. */
	private long scanHdu(long offset) throws IOException {
		int index = found.size();
		byte[] records = readHeader(offset, index);
		long dataOffset = offset + blocks(records.length + RECORD);
		boolean whole = purpose == Purpose.FILE;
		FitsHeader header = FitsHeader.parse(path + "[" + index + "]",
				whole ? records : StructureRecords.among(records));
		var structure = HduStructure.of(header, index == 0);
		header = header.from(Hdu.label(path, index, header));
		found.add(new Found(header, structure, dataOffset, whole ? NONE : records));
		if (purpose == Purpose.HEADERS_ALONE) {
			return dataOffset;
		}
		long end = Math.addExact(dataOffset, structure.dataBytes());
		if (!input.reaches(end)) {
			throw new FitsException(FitsMessage.TRUNCATED.with(header.source(), end, input.size()));
		}
		return dataOffset + blocks(structure.dataBytes());
	}

	/** The records of the header at {@code offset}, without END. */
	private byte[] readHeader(long offset, int index) throws IOException {
		byte[] records = new byte[0];
		int searched = 0;
		while (true) {
			byte[] more = input.read(offset + records.length, Math.max(READ_AHEAD, records.length));
			int usable = more.length - more.length % RECORD;
			if (usable == 0) {
				throw new FitsException(FitsMessage.HEADER_TRUNCATED.with(path, index, offset, input.size()));
			}
			int known = records.length;
			records = Arrays.copyOf(records, known + usable);
			System.arraycopy(more, 0, records, known, usable);
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

	/** {@code bytes} rounded up to whole blocks. */
	static long blocks(long bytes) {
		return (bytes + BLOCK - 1) / BLOCK * BLOCK;
	}
}
