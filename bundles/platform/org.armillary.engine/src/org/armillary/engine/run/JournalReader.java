package org.armillary.engine.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.armillary.engine.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal, also while it is written. Only lines that were written as they stand count: a line that is damaged is
 * skipped and counted, a last line without its end is taken as not written yet. Whatever the file holds, reading does not
 * fail because of it.
 *
 * <p>Files are read without channels, which an interrupt would close.
 *
 * <p><b>Threads.</b> For one thread.
 */
public final class JournalReader implements AutoCloseable {

	private static final int CHUNK = 1 << 13;

	/**
	 * An event and when it happened.
	 *
	 * @param time
	 *            when it was written, to the millisecond
	 * @param event
	 *            what happened
	 */
	public record Entry(Instant time, RunEvent event) {
	}

	/**
	 * The end of a journal.
	 *
	 * @param entry
	 *            the last event; empty where there is none
	 * @param position
	 *            where its line ends, bytes
	 */
	record Tail(Optional<Entry> entry, long position) {
	}

	/** Reads a line; empty where it is damaged. */
	private interface LineParser<T> {
		Optional<T> parse(byte[] bytes, int from, int to);
	}

	private final Path file;
	private @Nullable RandomAccessFile in;
	private long position;
	private long damagedBefore;
	private long damagedBehind;

	/** Reads from the beginning. */
	public JournalReader(Path file) {
		this(file, 0);
	}

	/**
	 * Reads from a position on.
	 *
	 * @param file
	 *            the journal; need not exist yet
	 * @param position
	 *            where a line begins, bytes
	 */
	JournalReader(Path file, long position) {
		this.file = file;
		this.position = position;
	}

	/** Tells all events that have come since the last call. */
	public void read(Consumer<Entry> consumer) throws IOException {
		scan(JournalLine::parse, entry -> {
			consumer.accept(entry);
			return true;
		});
	}

	/** Number of lines so far that were damaged. */
	public long damaged() {
		return damagedBefore + damagedBehind;
	}

	@Override
	public void close() throws IOException {
		if (in != null) {
			in.close();
		}
	}

	/** The head of a journal; empty where there is none. */
	static Optional<JournalHead> head(Path file) throws IOException {
		try (var reader = new JournalReader(file)) {
			var head = new JournalHead[1];
			reader.scan(JournalHead::parse, first -> {
				head[0] = first;
				return false;
			});
			return Optional.ofNullable(head[0]);
		}
	}

	/** The end of a journal, found without reading the rest; position 0 where no line is whole. */
	static Tail tail(Path file) throws IOException {
		if (!Files.exists(file)) {
			return new Tail(Optional.empty(), 0);
		}
		try (var in = new RandomAccessFile(file.toFile(), "r")) {
			long size = in.length();
			for (long length = CHUNK;; length *= 2) {
				long start = Math.max(0, size - length);
				byte[] bytes = new byte[Math.toIntExact(size - start)];
				in.seek(start);
				int read = fill(in, bytes, 0);
				Tail tail = tail(bytes, read, start);
				if (start == 0 || tail.entry().isPresent()) {
					return tail;
				}
			}
		}
	}

	private static Tail tail(byte[] bytes, int length, long start) {
		int end = lastLineEnd(bytes, length);
		while (end >= 0) {
			int before = lastLineEnd(bytes, end);
			if (before < 0 && start > 0) {
				break;
			}
			Optional<Entry> entry = JournalLine.parse(bytes, before + 1, end);
			if (entry.isPresent()) {
				return new Tail(entry, start + end + 1);
			}
			end = before;
		}
		return new Tail(Optional.empty(), 0);
	}

	private static int lastLineEnd(byte[] bytes, int before) {
		int at = before - 1;
		while (at >= 0 && bytes[at] != '\n') {
			at--;
		}
		return at;
	}

	/** Reads whole lines until there are no more or one is answered with false. */
	private <T> void scan(LineParser<T> parser, Predicate<T> consumer) throws IOException {
		if (in == null) {
			try {
				in = new RandomAccessFile(file.toFile(), "r");
			} catch (FileNotFoundException _) {
				if (!Files.exists(file)) {
					return;
				}
				// it has come meanwhile, or may not be read, which is told now
				in = new RandomAccessFile(file.toFile(), "r");
			}
		}
		// lines behind the last good one are looked at again: whoever resumes the run may cut them off and write others
		damagedBehind = 0;
		position = Math.min(position, in.length());
		in.seek(position);
		long start = position;
		byte[] buffer = new byte[CHUNK];
		int filled = 0;
		int searched = 0;
		while (true) {
			if (filled == buffer.length) {
				buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
			}
			int count = in.read(buffer, filled, buffer.length - filled);
			if (count <= 0) {
				return;
			}
			filled += count;
			int line = 0;
			for (int end = searched; end < filled; end++) {
				if (buffer[end] == '\n') {
					if (line < end && !take(parser.parse(buffer, line, end), start + end + 1, consumer)) {
						return;
					}
					line = end + 1;
				}
			}
			System.arraycopy(buffer, line, buffer, 0, filled - line);
			start += line;
			filled -= line;
			searched = filled;
		}
	}

	/** Takes what a line says, and answers whether to go on. */
	private <T> boolean take(Optional<T> line, long next, Predicate<T> consumer) {
		if (line.isEmpty()) {
			damagedBehind++;
			return true;
		}
		position = next;
		damagedBefore += damagedBehind;
		damagedBehind = 0;
		return consumer.test(line.get());
	}

	private static int fill(RandomAccessFile in, byte[] bytes, int from) throws IOException {
		int filled = from;
		while (filled < bytes.length) {
			int count = in.read(bytes, filled, bytes.length - filled);
			if (count < 0) {
				break;
			}
			filled += count;
		}
		return filled;
	}
}
