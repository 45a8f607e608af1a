package org.armillary.workflow.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.armillary.workflow.message.WorkflowMessage;

/** Reads files of UTF-8 text of bounded size; whatever is wrong with one is told as a problem. */
public final class TextFile {

	/** Largest file, bytes. */
	public static final int LARGEST = 1 << 20;

	/** Stands for a byte that is no text. */
	private static final String REPLACEMENT = "\uFFFD";

	private TextFile() {
	}

	/**
	 * Reads a file.
	 *
	 * @param file
	 *            the file
	 * @param kind
	 *            what kind of file is expected, for messages: {@code *.flow.yaml}
	 * @throws DocumentException
	 *             where the file cannot be read, is larger than {@link #LARGEST} or no UTF-8 text
	 */
	public static String read(Path file, String kind) throws DocumentException {
		byte[] bytes;
		if (Files.isDirectory(file)) {
			throw new DocumentException(
					WorkflowMessage.UNREADABLE.with(file, "it is a folder; expected a " + kind + " file"));
		}
		try (InputStream in = Files.newInputStream(file)) {
			bytes = in.readNBytes(LARGEST + 1);
			if (bytes.length > LARGEST) {
				throw new DocumentException(WorkflowMessage.TOO_LARGE.with(file, Files.size(file), LARGEST, kind));
			}
		} catch (NoSuchFileException _) {
			throw new DocumentException(WorkflowMessage.UNREADABLE.with(file, "there is no such file"));
		} catch (AccessDeniedException _) {
			throw new DocumentException(WorkflowMessage.UNREADABLE.with(file, "you may not read it"));
		} catch (IOException e) {
			throw new DocumentException(WorkflowMessage.UNREADABLE.with(file, e.getMessage()));
		}
		return decode(bytes, file.toString());
	}

	/**
	 * Refuses a text that is larger than a file may be.
	 *
	 * @throws DocumentException
	 *             where it is
	 */
	public static void checkSize(String text, String name, String kind) throws DocumentException {
		if (text.length() > LARGEST) {
			throw new DocumentException(WorkflowMessage.TOO_LARGE.with(name, text.length(), LARGEST, kind));
		}
	}

	private static String decode(byte[] bytes, String name) throws DocumentException {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT);
		ByteBuffer in = ByteBuffer.wrap(bytes);
		CharBuffer out = CharBuffer.allocate(bytes.length + 1);
		if (decoder.decode(in, out, true).isError()) {
			var before = new SourceText(out.flip() + REPLACEMENT, name);
			var problems = new Problems(before);
			problems.error(before.position(before.text().length() - 1), WorkflowMessage.NOT_UTF8,
					String.format("0x%02X", bytes[in.position()] & 0xff));
			throw new DocumentException(problems.sorted());
		}
		return out.flip().toString();
	}
}
