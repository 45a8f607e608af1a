package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.RefusedException;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Mark;
import org.armillary.engine.store.Store;
import org.armillary.provenance.FileContent;
import org.armillary.provenance.FoundProduct;
import org.armillary.provenance.Impact;
import org.armillary.provenance.Provenance;
import org.armillary.provenance.ProvenanceMessage;
import org.jspecify.annotations.Nullable;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what was made of files, and marks it as out of date. */
@Command(name = "impact", description = "Lists every product of every run that used a file, itself or through other products, and can mark them as out of date.", sortOptions = false)
final class ImpactCommand extends Verb {

	private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{8,64}");
	private static final int MOST_LISTED = 5;

	@Parameters(arity = "1..*", paramLabel = "FILE", description = "A raw frame or a product, wherever it lies and whatever it is called now, or at least 8 digits of a digest.")
	private List<String> names = List.of();

	@Option(names = "--run", paramLabel = "RUN", description = "FILE is a product of this run, by its name in the output folder or as NODE.PORT.")
	private @Nullable String run;

	@Option(names = "--mark", paramLabel = "REASON", description = "Mark all that used the files as out of date, and what made them: it is not used again, and its datasets are to be reduced again.")
	private @Nullable String mark;

	@Option(names = "--unmark", description = "Take such marks back.")
	private boolean unmark;

	@Mixin
	private StoreOption storeOption = new StoreOption();

	ImpactCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		if (mark != null && unmark) {
			throw new CliException(CliMessage.NOT_TOGETHER.with("--mark", "--unmark"));
		}
		if (mark != null && mark.isBlank()) {
			throw new CliException(CliMessage.MARK_REASON.with());
		}
		Path folder = storeOption.existing();
		try (Store store = StoreOption.open(folder)) {
			return execute(store);
		} catch (RefusedException e) {
			throw CliException.of(e);
		} catch (IOException e) {
			throw new CliException(ExitCode.FAILED, List.of(CliMessage.STORE_UNREADABLE.with(folder, Reason.of(e))), e);
		}
	}

	private int execute(Store store) throws IOException, RefusedException, CliException {
		var provenance = new Provenance(store);
		var told = new ArrayList<ImpactText.Told>();
		var notes = new ArrayList<Message>();
		for (String name : names) {
			Impact impact = Impact.of(provenance, digest(store, provenance, name, notes));
			told.add(new ImpactText.Told(name, impact));
			if (impact.uses().isEmpty()) {
				invocation.terminal().tell("note", CliMessage.NOT_USED.with(name, store.folder()));
			}
		}
		Set<String> keys = keys(told);
		if (mark != null) {
			told.forEach(one -> notes.addAll(one.impact().gaps()));
			var atWork = RunsAtWork.of(new Runs(store));
			keys.addAll(atWork.users(
					RunsAtWork.contents(told.stream().map(ImpactText.Told::impact).toList())));
			if (!atWork.runs().isEmpty()) {
				notes.add(CliMessage.MARK_ACTIVE.with(String.join(", ", atWork.runs())));
			}
		}
		int changed = 0;
		if (mark != null && !keys.isEmpty()) {
			store.mark(keys, new Mark(mark.strip(), System.getProperty("user.name", "unknown"), Instant.now()));
			changed = keys.size();
		} else if (unmark) {
			changed = store.unmark(keys);
		}
		String text = ImpactText.text(told, store.marks().all());
		String done = mark != null ? "marked " + Amounts.count(changed, "result") + " as out of date"
				: unmark ? "took back " + Amounts.count(changed, "mark") : "";
		JsonObject json = ImpactText.json(told, mark != null ? changed : 0, unmark ? changed : 0, store.marks().all());
		json.add("messages", Json.messages(notes));
		invocation.result(text + (done.isEmpty() ? "" : "\n" + done), json);
		if (!invocation.format().json()) {
			notes.forEach(note -> invocation.terminal().tell("note", note));
		}
		boolean nothing = told.stream().allMatch(one -> one.impact().uses().isEmpty())
				&& (mark == null && !unmark || keys.isEmpty());
		return nothing ? ExitCode.NOTHING_SELECTED : ExitCode.OK;
	}

	/** The results that used the files, and those that made them. */
	private static Set<String> keys(List<ImpactText.Told> told) {
		var keys = new LinkedHashSet<String>();
		for (ImpactText.Told one : told) {
			keys.addAll(one.impact().makers());
			keys.addAll(one.impact().keys());
		}
		return keys;
	}

	/** The digest of the content that is meant; what the user should know of it becomes a note. */
	private String digest(Store store, Provenance provenance, String name, List<Message> notes)
			throws IOException, RefusedException, CliException {
		if (run != null) {
			var runs = new Runs(store);
			RunRecord record = runs.read(RunOption.find(runs, run));
			FoundProduct found = provenance.find(record, name);
			notes.addAll(found.notes());
			return found.product().digest();
		}
		Path file = Invocation.path(name);
		if (Files.isRegularFile(file)) {
			FileContent content = provenance.content(file);
			notes.addAll(content.notes());
			return content.digest();
		}
		if (Files.isDirectory(file)) {
			throw new CliException(CliMessage.IMPACT_FOLDER.with(name));
		}
		Set<String> digests = DIGITS.matcher(name).matches() ? provenance.digests(name.toLowerCase(Locale.ROOT))
				: Set.of();
		if (digests.isEmpty()) {
			throw new CliException(ProvenanceMessage.UNKNOWN_DIGEST.with(name, store.folder()));
		}
		if (digests.size() > 1) {
			throw new CliException(ProvenanceMessage.AMBIGUOUS_DIGEST.with(name, digests.size(),
					String.join(", ", digests.stream().limit(MOST_LISTED).toList())
							+ (digests.size() > MOST_LISTED ? ", …" : "")));
		}
		return digests.iterator().next();
	}
}
