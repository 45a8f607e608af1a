package org.armillary.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.plugins.rules.LimitCatalog;
import org.armillary.plugins.rules.RuleCatalog;

import com.google.gson.JsonElement;

/**
 * What every verb works with.
 *
 * @param terminal
 *            where it writes to
 * @param catalog
 *            the installed actors
 * @param rules
 *            the installed rule files
 * @param limits
 *            the installed limits of quality-control values
 * @param installation
 *            folder of the installation, with {@code workflows/}
 * @param format
 *            how results are told
 */
record Invocation(Terminal terminal, ActorCatalog catalog, RuleCatalog rules, LimitCatalog limits, Path installation,
		Format format) {

	/** How results are told; filled while the command line is parsed. */
	static final class Format {
		private boolean json;
		private boolean verbose;

		void json(boolean asked) {
			json |= asked;
		}

		void verbose(boolean asked) {
			verbose |= asked;
		}

		boolean json() {
			return json;
		}

		boolean verbose() {
			return verbose;
		}
	}

	/** Without installed limits. */
	Invocation(Terminal terminal, ActorCatalog catalog, RuleCatalog rules, Path installation, Format format) {
		this(terminal, catalog, rules, LimitCatalog.NONE, installation, format);
	}

	/** The product as a program. */
	ProductPrograms programs() {
		return new ProductPrograms(installation);
	}

	/** Tells a result as text or as JSON, whichever was asked for. */
	void result(String text, JsonElement json) {
		terminal.print(format.json() ? Json.text(json) : text);
	}

	/** Tells what ended a verb and returns its exit code. */
	int refuse(CliException refusal) {
		if (format.json()) {
			terminal.print(Json.text(Json.refusal(refusal.exitCode(), refusal.messages())));
		} else {
			refusal.messages().forEach(message -> terminal.tell("error", message));
		}
		if (format.verbose()) {
			terminal.trace(refusal.getCause() == null ? refusal : refusal.getCause());
		}
		return refusal.exitCode();
	}

	/** A path as typed. */
	static Path path(String text) throws CliException {
		try {
			return Path.of(text);
		} catch (InvalidPathException e) {
			throw new CliException(CliMessage.PATH.with(text, e.getReason()));
		}
	}

	/** Splits {@code NAME=VALUE}. */
	static String[] assignment(String option, String text, String expected) throws CliException {
		int equals = text.indexOf('=');
		if (equals < 1 || text.substring(0, equals).isBlank()) {
			throw new CliException(CliMessage.ASSIGNMENT.with(option, text, expected));
		}
		return new String[] { text.substring(0, equals).strip(), text.substring(equals + 1) };
	}
}
