package org.armillary.workflow;

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
import java.util.Optional;

import org.armillary.workflow.message.WorkflowMessage;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads workflow files. Every problem is reported with line and column, and all that can be found at once are.
 */
public final class WorkflowReader {

	/** Largest file in bytes. */
	static final int LARGEST = 1 << 20;

	/** Stands for a byte that is no text. */
	private static final String REPLACEMENT = "\uFFFD";

	private WorkflowReader() {
	}

	/**
	 * Reads a file.
	 *
	 * @throws WorkflowException
	 *             with all problems, where the file cannot be read or is not a workflow file
	 */
	public static WorkflowDocument read(Path file) throws WorkflowException {
		return parse(text(file, "*.flow.yaml"), file.toString());
	}

	/** The text of a file; {@code kind} says what kind of file was expected. */
	static String text(Path file, String kind) throws WorkflowException {
		byte[] bytes;
		if (Files.isDirectory(file)) {
			throw new WorkflowException(
					WorkflowMessage.UNREADABLE.with(file, "it is a folder; expected a " + kind + " file"));
		}
		try (InputStream in = Files.newInputStream(file)) {
			bytes = in.readNBytes(LARGEST + 1);
			if (bytes.length > LARGEST) {
				throw new WorkflowException(WorkflowMessage.TOO_LARGE.with(file, Files.size(file), LARGEST));
			}
		} catch (NoSuchFileException _) {
			throw new WorkflowException(WorkflowMessage.UNREADABLE.with(file, "there is no such file"));
		} catch (AccessDeniedException _) {
			throw new WorkflowException(WorkflowMessage.UNREADABLE.with(file, "you may not read it"));
		} catch (IOException e) {
			throw new WorkflowException(WorkflowMessage.UNREADABLE.with(file, e.getMessage()));
		}
		return decode(bytes, file.toString());
	}

	/**
	 * Reads a text.
	 *
	 * @param source
	 *            the text
	 * @param name
	 *            what messages call it, usually a path
	 * @throws WorkflowException
	 *             with all problems, where the text is not a workflow file
	 */
	public static WorkflowDocument parse(String source, String name) throws WorkflowException {
		checkSize(source.length(), name);
		var text = new SourceText(source, name);
		var problems = new Problems(text);
		Optional<Node> root = YamlText.parse(text, problems);
		if (root.isEmpty()) {
			problems.error(new Position(1, 1), WorkflowMessage.VERSION, "an empty file",
					"Write it; docs/workflow-file.md shows a complete file.");
			throw new WorkflowException(problems.sorted());
		}
		var reader = new ModelReader(text, problems);
		Workflow workflow = reader.read(root.get());
		problems.throwIfAny();
		return new WorkflowDocument(workflow, text, root.get(), reader.positions());
	}

	static void checkSize(int length, String name) throws WorkflowException {
		if (length > LARGEST) {
			throw new WorkflowException(WorkflowMessage.TOO_LARGE.with(name, length, LARGEST));
		}
	}

	private static String decode(byte[] bytes, String name) throws WorkflowException {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT);
		ByteBuffer in = ByteBuffer.wrap(bytes);
		CharBuffer out = CharBuffer.allocate(bytes.length + 1);
		if (decoder.decode(in, out, true).isError()) {
			var before = new SourceText(out.flip() + REPLACEMENT, name);
			var problems = new Problems(before);
			problems.error(before.position(before.text().length() - 1), WorkflowMessage.NOT_UTF8,
					String.format("0x%02X", bytes[in.position()] & 0xff));
			throw new WorkflowException(problems.sorted());
		}
		return out.flip().toString();
	}
}
