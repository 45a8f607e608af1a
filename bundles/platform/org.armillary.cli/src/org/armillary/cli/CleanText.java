package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;

import org.armillary.engine.store.CleanReport;
import org.armillary.engine.store.CleanReport.Amount;
import org.armillary.engine.store.CleanReport.Kind;
import org.armillary.engine.store.CleanReport.Row;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** What cleaning removes, or would remove, as text and as JSON. */
final class CleanText {

	private static final int MOST_ROWS = 20;

	private final CleanReport report;
	private final boolean dryRun;

	CleanText(CleanReport report, boolean dryRun) {
		this.report = report;
		this.dryRun = dryRun;
	}

	/** Lines for people. */
	String text() {
		String remaining = "products that stay: " + Amounts.bytes(report.remainingBytes());
		if (report.amounts().values().stream().allMatch(amount -> amount.number() == 0)) {
			return "nothing to remove; " + remaining;
		}
		var parts = new ArrayList<String>();
		if (!report.table().isEmpty()) {
			parts.add(rows());
		}
		var table = new TextTable(dryRun ? "would be removed" : "removed", "number", "size", "cost to make again");
		report.amounts().forEach((kind, amount) -> {
			if (amount.number() > 0) {
				table.add(words(kind), Long.toString(amount.number()), Amounts.bytes(amount.bytes()),
						cost(amount.seconds()));
			}
		});
		table.add("in all", "", Amounts.bytes(report.bytes()), cost(report.seconds()));
		parts.add(table.text(""));
		if (report.amounts().get(Kind.RESULTS).number() > 0) {
			parts.add("With results goes what is known of them: " + (report.qualityValues() == 0 ? ""
					: Amounts.count(report.qualityValues(), "quality-control value") + ", and ")
					+ "from what their products were made.\n‘armillary qc’ and ‘armillary impact’ "
					+ (dryRun ? "will not" : "do not") + " know it any more. With --intermediates it stays,"
					+ " and so do final products.");
		}
		if (report.amounts().get(Kind.INTERMEDIATES).number() > 0) {
			parts.add("How intermediate products were made stays known."
					+ " Runs that need them make them again.");
		}
		parts.add(remaining);
		return String.join("\n\n", parts);
	}

	/** What frees most for the work comes first. */
	private String rows() {
		var table = new TextTable("node", "actor", "run", "jobs", "size", "cost to make again", "size for each second");
		List<Row> rows = report.table();
		rows.stream().limit(MOST_ROWS).forEach(row -> table.add(row.node(), row.actor(), row.run(),
				Integer.toString(row.jobs()), Amounts.bytes(row.bytes()), cost(row.seconds()),
				row.seconds() > 0 ? Amounts.bytes(Math.round(row.bytesPerSecond())) : "nothing to do"));
		return table.text("")
				+ (rows.size() > MOST_ROWS ? "\n… and " + (rows.size() - MOST_ROWS) + " more; all with --json" : "");
	}

	private static String cost(double seconds) {
		return seconds > 0 ? Amounts.seconds(seconds) : "";
	}

	private static String words(Kind kind) {
		return switch (kind) {
		case RUNS -> "runs";
		case JOB_FOLDERS -> "folders of jobs";
		case RESULTS -> "results";
		case PRODUCTS -> "products";
		case INTERMEDIATES -> "intermediate products";
		case TEMPORARY_FILES -> "temporary files";
		};
	}

	/** Everything as data. */
	JsonObject json() {
		var json = new JsonObject();
		json.addProperty("exitCode", ExitCode.OK);
		json.addProperty("dryRun", dryRun);
		var amounts = new JsonArray();
		report.amounts().forEach((kind, amount) -> amounts.add(amount(kind, amount)));
		json.add("amounts", amounts);
		json.addProperty("bytes", report.bytes());
		json.addProperty("seconds", report.seconds());
		json.addProperty("remainingBytes", report.remainingBytes());
		json.addProperty("qualityValues", report.qualityValues());
		var runs = new JsonArray();
		report.runs().forEach(runs::add);
		json.add("runs", runs);
		var rows = new JsonArray();
		for (Row row : report.table()) {
			var item = new JsonObject();
			item.addProperty("run", row.run());
			item.addProperty("node", row.node());
			item.addProperty("actor", row.actor());
			item.addProperty("jobs", row.jobs());
			item.addProperty("bytes", row.bytes());
			item.addProperty("seconds", row.seconds());
			rows.add(item);
		}
		json.add("table", rows);
		return json;
	}

	private static String name(Kind kind) {
		return switch (kind) {
		case RUNS -> "runs";
		case JOB_FOLDERS -> "jobFolders";
		case RESULTS -> "results";
		case PRODUCTS -> "products";
		case INTERMEDIATES -> "intermediates";
		case TEMPORARY_FILES -> "temporaryFiles";
		};
	}

	private static JsonObject amount(Kind kind, Amount amount) {
		var item = new JsonObject();
		item.addProperty("what", name(kind));
		item.addProperty("number", amount.number());
		item.addProperty("bytes", amount.bytes());
		item.addProperty("seconds", amount.seconds());
		return item;
	}
}
