package org.armillary.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.run.DiskNeed;
import org.armillary.engine.run.Estimate;
import org.armillary.engine.run.Forecast;
import org.armillary.engine.run.Range;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** What a forecast run needs: time, processor time, memory and disk, in all and by node, as text and as JSON. */
final class ForecastNeeds {

	/** A range that rests on fewer results says so. */
	private static final int ENOUGH_RESULTS = 5;

	private final ExecutionOptions options;
	private final Optional<Estimate> total;
	private final List<DiskNeed> disks;
	private final List<Node> nodes;

	/** What the jobs of a node need, and one of them. */
	private record Node(String name, int certain, int jobs, int unknown, Optional<Estimate> all) {
	}

	/** Adds it up. */
	ForecastNeeds(Forecast forecast, ExecutionOptions options) {
		this.options = options;
		total = forecast.total(options.workers(), options.memoryBytes());
		disks = total.map(forecast::disks).orElse(List.of());
		var names = new LinkedHashSet<String>();
		forecast.toRun().forEach(item -> names.add(item.job().node()));
		nodes = names.stream().map(name -> {
			List<Forecast.Item> items = forecast.toRun().stream().filter(item -> item.job().node().equals(name))
					.toList();
			int certain = (int) items.stream().filter(item -> !item.isReusedIfUnchanged()).count();
			return new Node(name, certain, items.size(),
					(int) items.stream().filter(item -> item.estimate().isEmpty()).count(), forecast.total(name));
		}).toList();
	}

	/** What all jobs need together; empty where nothing is known of any. */
	Optional<Estimate> total() {
		return total;
	}

	/** What the user should know before the run: a disk that may be too small. */
	List<Message> warnings() {
		return disks.stream().filter(DiskNeed::mayNotFit).map(disk -> CliMessage.FORECAST_DISK.with(folders(disk),
				bytes(disk.bytes()), Amounts.bytes(disk.freeBytes().orElse(0)))).toList();
	}

	private static String folders(DiskNeed disk) {
		return disk.folders().stream().map(folder -> Shown.of(folder.toString()))
				.collect(Collectors.joining(" and "));
	}

	/** Lines for people; none where nothing is known. */
	List<String> lines() {
		var lines = new ArrayList<String>();
		total.ifPresent(estimate -> {
			lines.add("  time: " + seconds(estimate.time()) + basis(estimate) + " with "
					+ Amounts.count(options.workers(), "worker")
					+ (estimate.processor().high() > 0 ? "; of the processors: " + seconds(estimate.processor())
							: ""));
			if (estimate.memory().high() > 0) {
				lines.add("  memory: up to " + memory(estimate) + " at the same time, of "
						+ Amounts.bytes(options.memoryBytes()) + " that jobs may use");
			}
			disks.forEach(disk -> lines.add("  disk: " + bytes(disk.bytes()) + " in " + folders(disk)
					+ disk.freeBytes().stream().mapToObj(free -> "; " + Amounts.bytes(free) + " free").findFirst()
							.orElse("")));
			lines.add(table());
		});
		return lines;
	}

	private String table() {
		var table = new TextTable("node", "to run", "time", "processor", "products", "memory");
		nodes.forEach(node -> table.add(node.name(), number(node.certain(), node.jobs()),
				node.all().map(all -> seconds(all.time()) + basis(all)).orElse("unknown")
						+ (node.unknown() > 0 && node.all().isPresent() ? " and more" : ""),
				cell(node, Estimate::processor, ForecastNeeds::seconds),
				cell(node, Estimate::output, ForecastNeeds::bytes),
				node.all().filter(all -> all.memory().high() > 0).map(ForecastNeeds::memory).orElse("")));
		return table.text("  ");
	}

	private static String cell(Node node, Function<Estimate, Range> amount, Function<Range, String> words) {
		return node.all().map(amount).filter(range -> range.high() > 0).map(words).orElse("");
	}

	/** {@code 1.7–2.1 GB}, or {@code 2 GB declared} where not all of it was measured: that is a limit and no range. */
	static String memory(Estimate estimate) {
		return estimate.isMemoryMeasured() ? bytes(estimate.memory())
				: Amounts.bytes(Math.round(estimate.memory().high())) + " declared";
	}

	/** {@code 3}, or {@code 1–3} where some run only if something made again comes out otherwise. */
	static String number(int certain, int most) {
		return certain == most ? Integer.toString(most) : certain + "–" + most;
	}

	/** On how few results an estimate rests; empty where they are enough. */
	static String basis(Estimate estimate) {
		return estimate.results() == 0 || estimate.results() >= ENOUGH_RESULTS ? ""
				: " (from " + Amounts.count(estimate.results(), "result") + ")";
	}

	/** {@code 4–6 min}. */
	static String seconds(Range range) {
		return range.low() > 0 || range.high() == 0 ? Amounts.seconds(range.low(), range.high())
				: "0–" + Amounts.about(range.high());
	}

	/** {@code 3.1–3.4 GB}. */
	static String bytes(Range range) {
		String low = range.low() > 0 || range.high() == 0 ? Amounts.bytes(Math.round(range.low())) : "0 ";
		String high = Amounts.bytes(Math.round(range.high()));
		String unit = high.substring(high.indexOf(' '));
		boolean isShort = low.endsWith(unit) || low.equals("0 ");
		return low.equals(high) ? high : (isShort ? low.substring(0, low.indexOf(' ')) : low) + "–" + high;
	}

	/** Adds everything to a document. */
	void addTo(JsonObject json) {
		total.ifPresent(estimate -> add(json, estimate));
		json.addProperty("workers", options.workers());
		json.addProperty("memoryBudgetBytes", options.memoryBytes());
		var places = new JsonArray();
		disks.forEach(disk -> {
			var place = new JsonObject();
			var folders = new JsonArray();
			disk.folders().forEach(folder -> folders.add(folder.toString()));
			place.add("folders", folders);
			place.addProperty("bytesLow", Math.round(disk.bytes().low()));
			place.addProperty("bytes", Math.round(disk.bytes().middle()));
			place.addProperty("bytesHigh", Math.round(disk.bytes().high()));
			disk.freeBytes().ifPresent(free -> place.addProperty("freeBytes", free));
			place.addProperty("mayNotFit", disk.mayNotFit());
			places.add(place);
		});
		json.add("disks", places);
		var list = new JsonArray();
		nodes.forEach(node -> {
			var item = new JsonObject();
			item.addProperty("node", node.name());
			item.addProperty("toRun", node.jobs());
			item.addProperty("toRunIfUnchanged", node.certain());
			item.addProperty("withoutEstimate", node.unknown());
			node.all().ifPresent(all -> add(item, all));
			list.add(item);
		});
		json.add("nodes", list);
	}

	/** Adds an estimate: percentiles 16, 50 and 84; of memory that was not measured what is declared, alone. */
	static void add(JsonObject json, Estimate estimate) {
		json.addProperty("secondsLow", estimate.time().low());
		json.addProperty("seconds", estimate.time().middle());
		json.addProperty("secondsHigh", estimate.time().high());
		json.addProperty("cpuSecondsLow", estimate.processor().low());
		json.addProperty("cpuSeconds", estimate.processor().middle());
		json.addProperty("cpuSecondsHigh", estimate.processor().high());
		json.addProperty("bytesLow", Math.round(estimate.output().low()));
		json.addProperty("bytes", Math.round(estimate.output().middle()));
		json.addProperty("bytesHigh", Math.round(estimate.output().high()));
		json.addProperty("results", estimate.results());
		json.addProperty("memoryMeasured", estimate.isMemoryMeasured());
		if (estimate.isMemoryMeasured()) {
			json.addProperty("memoryBytesLow", Math.round(estimate.memory().low()));
			json.addProperty("memoryBytes", Math.round(estimate.memory().middle()));
			json.addProperty("memoryBytesHigh", Math.round(estimate.memory().high()));
		} else {
			json.addProperty("memoryBytes", Math.round(estimate.memory().high()));
		}
	}
}
