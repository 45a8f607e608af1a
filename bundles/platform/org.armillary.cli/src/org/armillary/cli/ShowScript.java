package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.RefusedException;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Store;
import org.armillary.provenance.Ancestry;
import org.armillary.provenance.FoundProduct;
import org.armillary.provenance.GivenFiles;
import org.armillary.provenance.Provenance;
import org.armillary.provenance.script.RunSteps;
import org.armillary.provenance.script.ShellScript;

import com.google.gson.JsonObject;

/** {@code show RUN --as shell}: a script that repeats a run, a node or a product. */
final class ShowScript {

	private ShowScript() {
	}

	/** What is repeated: in words, as steps, and what is not. */
	private record Repeated(String what, List<Ancestry.Step> steps, List<String> left) {
	}

	/**
	 * Writes the script.
	 *
	 * @param part
	 *            id of a node or of a job; empty for the whole run
	 * @param product
	 *            a product whose ancestry is repeated; empty for a node or the run
	 * @param out
	 *            where it goes; empty for standard output
	 */
	static int tell(Invocation invocation, Store store, RunFolder run, Optional<String> part, Optional<Path> product,
			Optional<Path> out) throws CliException {
		try {
			RunRecord record = new Runs(store).read(run);
			var provenance = new Provenance(store);
			Repeated repeated = product.isPresent() ? ofProduct(provenance, record, product.get())
					: ofRun(provenance, record, part);
			if (repeated.steps().isEmpty()) {
				throw new CliException(ExitCode.NOTHING_SELECTED, List.of(CliMessage.NOTHING_TO_REPEAT
						.with(repeated.what(), String.join("; ", repeated.left()))), null);
			}
			String script = ShellScript.of(record, repeated.what(), repeated.steps(), repeated.left());
			if (out.isEmpty()) {
				tell(invocation, script);
				return ExitCode.OK;
			}
			write(out.get(), script);
			var json = new JsonObject();
			json.addProperty("script", RunOptions.absolute(out.get()).toString());
			json.addProperty("steps", repeated.steps().size());
			json.addProperty("notRepeated", repeated.left().size());
			invocation.result(out.get() + "  " + Amounts.count(repeated.steps().size(), "step"), json);
			return ExitCode.OK;
		} catch (IOException e) {
			throw RunWatch.unreadable(run, e);
		}
	}

	private static void tell(Invocation invocation, String script) {
		var json = new JsonObject();
		json.addProperty("text", script);
		invocation.result(script.stripTrailing(), json);
	}

	private static Repeated ofProduct(Provenance provenance, RunRecord run, Path product)
			throws IOException, CliException {
		try {
			FoundProduct found = provenance.find(run, product.toString());
			Ancestry ancestry = new GivenFiles(run, provenance.store().files())
					.placed(provenance.ancestry(run, found));
			// the head of the script says whose product it is, where that is not what it seems
			String what = found.notes().isEmpty() ? " of the run " + run.summary().id()
					: "; " + found.notes().stream().map(Message::summary).collect(Collectors.joining("; "));
			return new Repeated("what made " + product.getFileName() + what, ancestry.steps(), ancestry.gaps());
		} catch (RefusedException e) {
			throw CliException.of(e);
		}
	}

	private static Repeated ofRun(Provenance provenance, RunRecord run, Optional<String> part)
			throws IOException, CliException {
		RunSteps steps = RunSteps.of(run, provenance::report).placed(new GivenFiles(run, provenance.store().files()));
		if (part.isEmpty()) {
			return new Repeated("the run " + run.summary().id(), steps.steps(), left(steps));
		}
		Optional<RunSteps> ending = steps.endingWith(run, part.get());
		if (ending.isEmpty()) {
			List<String> nodes = run.jobs().stream().map(job -> job.outline().node()).distinct().toList();
			throw new CliException(CliMessage.UNKNOWN_NODE.with("the run " + run.summary().id(), part.get(),
					String.join(", ", nodes)));
		}
		return new Repeated(part.get() + " of the run " + run.summary().id() + " with all that it needs",
				ending.get().steps(), left(ending.get()));
	}

	private static List<String> left(RunSteps steps) {
		var left = new ArrayList<String>();
		steps.gaps().forEach((job, why) -> left.add(job + ": " + why));
		return left;
	}

	/** Puts the script in its place when it is complete. */
	private static void write(Path place, String script) throws CliException {
		Path file = RunOptions.absolute(place);
		try {
			Path temporary = Files.createTempFile(file.getParent(), ".armillary-", ".sh");
			try {
				Files.writeString(temporary, script);
				Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
				Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			} finally {
				Files.deleteIfExists(temporary);
			}
		} catch (IOException e) {
			throw new CliException(ExitCode.REFUSED, List.of(CliMessage.FILE_UNWRITABLE.with(file, Reason.of(e))), e);
		}
	}
}
