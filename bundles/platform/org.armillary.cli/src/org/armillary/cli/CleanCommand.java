package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.RefusedException;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.CleanPolicy;
import org.armillary.engine.store.CleanReport;
import org.armillary.engine.store.Cleaner;
import org.armillary.engine.store.Store;
import org.jspecify.annotations.Nullable;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes from a store what nobody needs any more. */
@Command(name = "clean", description = {
		"Removes from a store what crashes left behind and, as far as options say so, older runs, the results that only they used, and intermediate products.",
		"What a kept product was made from stays, unless --finals, --intermediates or --max-size says otherwise; how it was made stays known in any case.",
		"With results goes what is known of them: ‘armillary qc’ forgets their values and ‘armillary impact’ what they used, also where products were copied to output folders. To free space without that: --keep N --intermediates, which removes intermediate products only." }, sortOptions = false)
final class CleanCommand extends Verb {

	private static final Pattern KEEP = Pattern.compile("\\d{1,6}d?");
	private static final Pattern DAYS = Pattern.compile("\\d{1,6}d");
	private static final Pattern SIZE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?) ?([kMGT])B",
			Pattern.CASE_INSENSITIVE);
	private static final String UNITS = "KMGT";

	@Option(names = "--keep", paramLabel = "N|Nd", description = "Keep the N newest runs, or those of the last N days; 0 keeps none. Default: keep all runs.")
	private @Nullable String keep;

	@Option(names = "--older", paramLabel = "Nd", description = "Keep the runs of the last N days; with --keep N, the N newest too.")
	private @Nullable String older;

	@Option(names = "--run", paramLabel = "RUN", arity = "1..*", description = "Do not keep these runs.")
	private List<String> runs = List.of();

	@Option(names = "--intermediates", description = "Of the runs that are not kept, remove intermediate products only: those that a job used and that are no output of the workflow. Without --keep, --older and --run: of all runs.")
	private boolean intermediates;

	@Option(names = "--finals", description = "Keep only final products of the runs that are kept, too.")
	private boolean finals;

	@Option(names = "--max-size", paramLabel = "SIZE", description = "Remove intermediate products of kept runs until all products together have this size, such as 50GB; those first that cost least work for their size. Final products stay.")
	private @Nullable String maxSize;

	@Option(names = "--dry-run", description = "Tell what would be removed, how large it is and what making it again would cost; remove nothing.")
	private boolean dryRun;

	@Mixin
	private StoreOption storeOption = new StoreOption();

	CleanCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		CleanPolicy policy = policy();
		Path folder = storeOption.existing();
		try (Store store = StoreOption.open(folder)) {
			var known = new Runs(store);
			var names = new TreeSet<String>();
			for (String run : runs) {
				names.add(known.find(run).id());
			}
			CleanPolicy whole = policy.without(names);
			var cleaner = new Cleaner(store, known);
			CleanReport report = dryRun ? cleaner.plan(whole) : cleaner.apply(whole);
			var told = new CleanText(report, dryRun);
			var notes = new ArrayList<Message>();
			for (String run : names) {
				if (dryRun && known.isActive(known.find(run).path())) {
					notes.add(CliMessage.CLEAN_ACTIVE.with(run));
				}
			}
			whole.mostBytes().stream().filter(most -> report.remainingBytes() > most)
					.mapToObj(most -> CliMessage.CLEAN_TOO_LARGE.with(Amounts.bytes(report.remainingBytes()),
							Amounts.bytes(most)))
					.forEach(notes::add);
			JsonObject json = told.json();
			json.add("messages", Json.messages(notes));
			invocation.result(told.text(), json);
			if (!invocation.format().json()) {
				notes.forEach(note -> invocation.terminal().tell("note", note));
			}
			return ExitCode.OK;
		} catch (RefusedException e) {
			throw CliException.of(e);
		} catch (IOException e) {
			throw new CliException(ExitCode.REFUSED, List.of(message(folder, e)), e);
		}
	}

	private static Message message(Path folder, IOException problem) {
		return problem instanceof HasMessage told ? told.explanation()
				: CliMessage.STORE_UNWRITABLE.with(folder, Reason.of(problem));
	}

	private CleanPolicy policy() throws CliException {
		CleanPolicy policy = kept();
		policy = intermediates ? policy.intermediatesOnly() : policy;
		policy = finals ? policy.finalsOnly() : policy;
		return maxSize == null ? policy : policy.atMost(size(maxSize));
	}

	private CleanPolicy kept() throws CliException {
		if (keep != null && !KEEP.matcher(keep).matches()) {
			throw new CliException(CliMessage.KEEP.with(keep));
		}
		if (older != null && !DAYS.matcher(older).matches()) {
			throw new CliException(CliMessage.OLDER.with(Quoted.of(older)));
		}
		boolean keepsDays = keep != null && keep.endsWith("d");
		int days = Math.max(keepsDays ? number(keep) : 0, older == null ? 0 : number(older));
		CleanPolicy policy = keep == null && older == null ? CleanPolicy.keepAll()
				: CleanPolicy.keepNewest(keep == null || keepsDays ? 0 : number(keep));
		return keepsDays || older != null ? policy.orYounger(Duration.ofDays(days)) : policy;
	}

	private static int number(@Nullable String text) {
		return text == null ? 0 : Integer.parseInt(text.replace("d", ""));
	}

	/** Bytes; a unit is 1000 of the one before, as in all sizes that are shown. */
	private static long size(String text) throws CliException {
		Matcher matcher = SIZE.matcher(text.strip());
		if (!matcher.matches()) {
			throw new CliException(CliMessage.MAX_SIZE.with(Quoted.of(text)));
		}
		int unit = UNITS.indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 1;
		return Math.round(Double.parseDouble(matcher.group(1)) * Math.pow(1000, unit));
	}
}
