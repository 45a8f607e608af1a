package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.CleanPolicy;
import org.armillary.engine.store.CleanReport;
import org.armillary.engine.store.Cleaner;
import org.armillary.engine.store.Store;
import org.jspecify.annotations.Nullable;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes from a store what nobody needs any more. */
@Command(name = "clean", description = "Removes from a store what crashes left behind and, with --keep, older runs and the results that only they used.", sortOptions = false)
final class CleanCommand extends Verb {

	private static final Pattern KEEP = Pattern.compile("\\d{1,6}d?");

	@Option(names = "--keep", paramLabel = "N|Nd", description = "Keep the N newest runs, or those of the last N days; 0 keeps none. Default: keep all runs.")
	private @Nullable String keep;

	@Option(names = "--dry-run", description = "Tell what would be removed; remove nothing.")
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
			var cleaner = new Cleaner(store, new Runs(store));
			CleanReport report = dryRun ? cleaner.plan(policy) : cleaner.apply(policy);
			invocation.result(text(report), json(report));
			return ExitCode.OK;
		} catch (IOException e) {
			throw new CliException(ExitCode.REFUSED, List.of(message(folder, e)), e);
		}
	}

	private static Message message(Path folder, IOException problem) {
		return problem instanceof HasMessage told ? told.explanation()
				: CliMessage.STORE_UNWRITABLE.with(folder, Reason.of(problem));
	}

	private CleanPolicy policy() throws CliException {
		if (keep == null) {
			return CleanPolicy.keepAll();
		}
		if (!KEEP.matcher(keep).matches()) {
			throw new CliException(CliMessage.KEEP.with(keep));
		}
		int number = Integer.parseInt(keep.replace("d", ""));
		return keep.endsWith("d") ? CleanPolicy.keepYounger(Duration.ofDays(number)) : CleanPolicy.keepNewest(number);
	}

	private String text(CleanReport report) {
		var table = new TextTable(dryRun ? "would be removed" : "removed", "number", "size", "cost to make again");
		report.amounts().forEach((kind, amount) -> {
			if (amount.number() > 0) {
				table.add(words(kind), Long.toString(amount.number()), Amounts.bytes(amount.bytes()), cost(amount));
			}
		});
		return report.amounts().values().stream().allMatch(amount -> amount.number() == 0) ? "nothing to remove"
				: table.text("");
	}

	private static String cost(CleanReport.Amount amount) {
		return amount.seconds() > 0 ? Amounts.seconds(amount.seconds()) : "";
	}

	private static String words(CleanReport.Kind kind) {
		return switch (kind) {
		case RUNS -> "runs";
		case JOB_FOLDERS -> "folders of jobs";
		case RESULTS -> "results";
		case PRODUCTS -> "products";
		case TEMPORARY_FILES -> "temporary files";
		};
	}

	private JsonObject json(CleanReport report) {
		var json = new JsonObject();
		json.addProperty("exitCode", ExitCode.OK);
		json.addProperty("dryRun", dryRun);
		var amounts = new JsonArray();
		report.amounts().forEach((kind, amount) -> {
			var item = new JsonObject();
			item.addProperty("what", kind.name().toLowerCase(Locale.ROOT));
			item.addProperty("number", amount.number());
			item.addProperty("bytes", amount.bytes());
			item.addProperty("seconds", amount.seconds());
			amounts.add(item);
		});
		json.add("amounts", amounts);
		var runs = new JsonArray();
		report.runs().forEach(runs::add);
		json.add("runs", runs);
		return json;
	}
}
