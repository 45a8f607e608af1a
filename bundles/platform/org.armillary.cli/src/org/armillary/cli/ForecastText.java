package org.armillary.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.JobReason;
import org.armillary.engine.run.Estimate;
import org.armillary.engine.run.Forecast;
import org.armillary.engine.run.Forecast.Item;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A forecast as text and as JSON: how many jobs would run and why, what is reused, how long it takes and how much disk. */
final class ForecastText {

	private static final int MOST_EXAMPLES = 3;

	private final Forecast forecast;
	private final List<Item> toRun;
	private final ForecastNeeds needs;
	private final Optional<RunData> data;

	/**
	 * Adds it up.
	 *
	 * @param options
	 *            how it would be executed
	 * @param data
	 *            the files, where they were organised by rules
	 */
	ForecastText(Forecast forecast, ExecutionOptions options, Optional<RunData> data) {
		this.forecast = forecast;
		this.data = data;
		toRun = forecast.toRun();
		needs = new ForecastNeeds(forecast, options);
	}

	/** Lines for people. */
	String text() {
		var lines = new ArrayList<String>(List.of(forecast.plan().workflow(), summary()));
		data.ifPresent(organised -> lines.addAll(RunDataText.lines(organised)));
		lines.addAll(needs.lines());
		byNode().forEach((node, items) -> {
			long run = items.stream().filter(item -> !item.reason().isReused()).count();
			int maybe = (int) items.stream().filter(Item::isReusedIfUnchanged).count();
			lines.add("  " + node + ": " + (run == 0 ? "nothing to run"
					: ForecastNeeds.number((int) run - maybe, (int) run) + " of " + count(items) + " to run"));
			groups(items).forEach((why, members) -> lines.add("    " + members.size() + " " + words(why, members)));
		});
		forecast.plan().idle().forEach(idle -> lines.add("  idle: " + idle.why().summary()));
		return String.join("\n", lines);
	}

	private static String count(List<Item> items) {
		return Amounts.count(items.size(), "job");
	}

	/** Whether there is not even a job whose result is there already. */
	boolean isEmpty() {
		return forecast.items().isEmpty();
	}

	/** {@code 7 of 212 jobs, ≈ 4–6 min, 3.1 GB}. */
	String summary() {
		int jobs = forecast.items().size();
		if (isEmpty()) {
			return "no job: nothing of the workflow has anything to do";
		}
		if (toRun.isEmpty()) {
			return "nothing to run: " + (jobs == 1 ? "the result of 1 job is" : "the results of " + jobs + " jobs are")
					+ " there already";
		}
		String counts = ForecastNeeds.number(forecast.certainToRun().size(), toRun.size()) + " of "
				+ Amounts.count(jobs, "job");
		Optional<Estimate> total = needs.total();
		if (total.isEmpty()) {
			return counts + ", time and disk unknown: none like them was run before";
		}
		Estimate known = total.get();
		String amounts = ", ≈ " + ForecastNeeds.seconds(known.time()) + ", "
				+ Amounts.bytes(Math.round(known.output().middle()));
		int unknown = forecast.unknown();
		return counts + amounts + (unknown == 0 ? "" : ", and " + Amounts.count(unknown, "job") + " of unknown length");
	}

	/** What the user should know before the run. */
	List<Message> warnings() {
		return needs.warnings();
	}

	private Map<String, List<Item>> byNode() {
		var nodes = new LinkedHashMap<String, List<Item>>();
		forecast.items()
				.forEach(item -> nodes.computeIfAbsent(item.job().node(), node -> new ArrayList<>()).add(item));
		return nodes;
	}

	/** Jobs of a node with the same reason. */
	private Map<String, List<Item>> groups(List<Item> items) {
		var nodeOf = new HashMap<String, String>();
		forecast.plan().jobs().forEach(job -> nodeOf.put(job.id(), job.node()));
		var groups = new LinkedHashMap<String, List<Item>>();
		items.forEach(item -> groups.computeIfAbsent(
				ReasonText.ofGroup(item.reason(), job -> nodeOf.getOrDefault(job, job)), why -> new ArrayList<>())
				.add(item));
		return groups;
	}

	/** The reason of jobs that share it, with what is peculiar to the first of them. */
	private static String words(String why, List<Item> members) {
		Item first = members.getFirst();
		if (first.reason().kind() != JobReason.Kind.CHANGED) {
			return why + examples(members);
		}
		String changes = first.reason().changes();
		return members.size() == 1 ? "changed: " + changes + ": " + label(first)
				: why + examples(members)
						+ (why.endsWith(changes) ? "" : " (" + label(first) + ": " + changes + ")");
	}

	private static String label(Item item) {
		return JobLabel.of(item.job().id(), item.job().datasets());
	}

	private static String examples(List<Item> members) {
		if (members.getFirst().reason().isReused()) {
			return "";
		}
		var labels = members.stream().limit(MOST_EXAMPLES).map(ForecastText::label).toList();
		return ": " + String.join(", ", labels) + (members.size() > MOST_EXAMPLES ? ", …" : "");
	}

	/**
	 * Everything as data.
	 *
	 * @param exitCode
	 *            what the verb exits with
	 * @param notes
	 *            what is told beside the notes of the plan
	 */
	JsonObject json(int exitCode, List<Message> notes) {
		var json = new JsonObject();
		json.addProperty("workflow", forecast.plan().workflow());
		json.addProperty("exitCode", exitCode);
		json.addProperty("summary", summary());
		json.addProperty("jobs", forecast.items().size());
		json.addProperty("toRun", toRun.size());
		json.addProperty("toRunIfUnchanged", forecast.certainToRun().size());
		json.addProperty("reused", forecast.items().size() - toRun.size());
		json.addProperty("withoutEstimate", forecast.unknown());
		needs.addTo(json);
		data.ifPresent(organised -> json.add("datasets", RunDataText.json(organised)));
		JsonArray messages = Json.messages(forecast.plan().notes());
		messages.addAll(Json.messages(notes));
		json.add("messages", messages);
		var idle = new JsonArray();
		forecast.plan().idle().forEach(node -> {
			JsonObject why = Json.message(node.why());
			why.addProperty("node", node.node());
			idle.add(why);
		});
		json.add("idle", idle);
		var items = new JsonArray();
		forecast.items().forEach(item -> items.add(json(item)));
		json.add("items", items);
		return json;
	}

	private static JsonObject json(Item item) {
		var json = new JsonObject();
		json.addProperty("job", item.job().id());
		json.addProperty("node", item.job().node());
		json.addProperty("subject", item.job().stem());
		var datasets = new JsonArray();
		item.job().datasets().forEach(datasets::add);
		json.add("datasets", datasets);
		json.addProperty("runs", !item.reason().isReused());
		json.addProperty("reusedIfUnchanged", item.isReusedIfUnchanged());
		json.add("reason", RunJson.reason(item.reason()));
		item.estimate().ifPresent(estimate -> ForecastNeeds.add(json, estimate));
		return json;
	}
}
