package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.workflow.text.Problem;
import org.armillary.workflow.RunFileDocument;
import org.armillary.workflow.SubWorkflows;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.WorkflowReader;
import org.armillary.workflow.WorkflowValidator;

/** Finds and reads workflow files. */
final class Workflows {

	private static final String ENDING = ".flow.yaml";
	private static final String FOLDER = "workflows";
	private static final int DEPTH = 2;
	private static final Pattern LONG_QUOTE = Pattern.compile("‘([^’]{61,})’");

	private Workflows() {
	}

	/** Reads the workflow of this file name, or the shipped one of this name. */
	static WorkflowDocument open(Invocation invocation, String name) throws CliException {
		return read(file(invocation, name));
	}

	/** Reads a workflow, puts sub-workflows in the places where they are used and checks the whole. */
	static WorkflowDocument flat(Invocation invocation, Path file) throws CliException {
		try {
			return WorkflowValidator.validated(WorkflowReader.read(file), invocation.catalog(),
					SubWorkflows.Source.files());
		} catch (DocumentException e) {
			throw new CliException(ExitCode.REFUSED, messages(e), e);
		}
	}

	/** The file of the workflow that a run file names: relative to it, or a shipped one. */
	static Path file(Invocation invocation, RunFileDocument document) throws CliException {
		String name = document.runFile().workflow();
		Path file = document.resolve(name);
		return name.contains("/") || Files.isRegularFile(file) ? file : shippedFile(invocation, name);
	}

	/** The file of this name, or that of the shipped workflow of this name. */
	static Path file(Invocation invocation, String name) throws CliException {
		Path file = Invocation.path(name);
		if (Files.isDirectory(file) && (name.contains("/") || !isShipped(invocation, name))) {
			throw new CliException(CliMessage.WORKFLOW_FOLDER.with(name));
		}
		boolean elsewhere = name.contains("/") || Files.isRegularFile(file);
		return elsewhere ? file : shippedFile(invocation, name);
	}

	private static boolean isShipped(Invocation invocation, String name) throws CliException {
		return shippedPath(invocation, name).isPresent();
	}

	/** The file of a shipped workflow: they lie in the folder of workflows and its folders, one for each instrument. */
	private static Optional<Path> shippedPath(Invocation invocation, String name) throws CliException {
		String file = name.endsWith(ENDING) ? name : name + ENDING;
		try {
			return shipped(invocation.installation().resolve(FOLDER)).stream()
					.filter(path -> path.getFileName().toString().equals(file)).findFirst();
		} catch (IOException e) {
			throw new CliException(ExitCode.REFUSED,
					List.of(CliMessage.UNKNOWN_WORKFLOW.with(name, "none (" + Reason.of(e) + ")")), e);
		}
	}

	/** The file of a shipped workflow. */
	static Path shippedFile(Invocation invocation, String name) throws CliException {
		Optional<Path> shipped = shippedPath(invocation, name);
		if (shipped.isEmpty()) {
			throw new CliException(CliMessage.UNKNOWN_WORKFLOW.with(name, names(invocation)));
		}
		return shipped.get();
	}

	private static WorkflowDocument read(Path file) throws CliException {
		try {
			return WorkflowReader.read(file);
		} catch (DocumentException e) {
			throw new CliException(ExitCode.REFUSED, messages(e), e);
		}
	}

	static List<Message> messages(DocumentException problem) {
		return problem.problems().stream().filter(Problem::isError).map(Problem::message).map(Workflows::shortened)
				.toList();
	}

	/** A file that is no workflow may have words as long as itself, which say nothing. */
	static Message shortened(Message message) {
		return new Message(message.id(), shortened(message.summary()), message.detail().map(Workflows::shortened),
				message.remedies());
	}

	private static String shortened(String text) {
		return LONG_QUOTE.matcher(text)
				.replaceAll(found -> Matcher.quoteReplacement("‘" + Quoted.of(found.group(1)) + "’"));
	}

	/** All shipped workflows, in the order of their names. */
	private static List<Path> shipped(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (var files = Files.walk(folder, DEPTH)) {
			return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
					.sorted(Comparator.comparing(file -> file.getFileName().toString())).toList();
		}
	}

	private static String names(Invocation invocation) {
		try {
			var names = shipped(invocation.installation().resolve(FOLDER)).stream()
					.map(file -> file.getFileName().toString())
					.map(name -> name.substring(0, name.length() - ENDING.length())).toList();
			return names.isEmpty() ? "none" : String.join(", ", names);
		} catch (IOException e) {
			return "none (" + Reason.of(e) + ")";
		}
	}
}
