package org.armillary.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.armillary.engine.store.Mark;
import org.armillary.provenance.Impact;
import org.armillary.provenance.Impact.Place;
import org.armillary.provenance.Impact.Touched;
import org.armillary.provenance.Impact.Use;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** What was made of files, as text and as JSON. */
final class ImpactText {

	private static final int MOST_LISTED = 12;
	private static final int TOLD_OF_MANY = 3;
	private static final int SHORT_DIGEST = 8;

	private ImpactText() {
	}

	/**
	 * A file and what was made of it.
	 *
	 * @param name
	 *            what the user called it
	 */
	record Told(String name, Impact impact) {
	}

	/** Products of a node and a category, with those of their results that are marked. */
	private static final class Group {
		private final List<String> places = new ArrayList<>();
		private boolean isDirect;
		private int marked;
	}

	/** Grouped by run, node and category. */
	static String text(List<Told> told, Map<String, Mark> marks) {
		var lines = new ArrayList<String>();
		for (Told one : told) {
			Impact impact = one.impact();
			lines.add(Shown.of(one.name()) + " (content " + impact.digest().substring(0, SHORT_DIGEST) + "): "
					+ (impact.uses().isEmpty() ? "nothing used it"
							: Amounts.count(impact.products(), "product") + " in "
									+ Amounts.count(impact.runs().size(), "run")
									+ (impact.entries() == impact.products() ? ""
											: ", listed " + impact.entries()
													+ " times, as several runs or jobs have the same")));
			var runs = new LinkedHashMap<String, Map<String, Group>>();
			for (Use use : impact.uses()) {
				add(runs.computeIfAbsent(use.run(), _ -> new LinkedHashMap<>()), use, marks);
			}
			runs.forEach((run, groups) -> {
				lines.add("  " + (run.isEmpty() ? "runs that are gone" : "run " + run));
				groups.forEach((name, group) -> lines.addAll(lines(name, group)));
			});
			if (!impact.gaps().isEmpty()) {
				lines.add("  what is not known");
				impact.gaps().forEach(gap -> lines.add("    " + Shown.of(gap.summary())));
			}
		}
		return String.join("\n", lines);
	}

	private static void add(Map<String, Group> groups, Use use, Map<String, Mark> marks) {
		for (Touched product : use.products()) {
			Group group = groups.computeIfAbsent(use.node() + "  "
					+ (product.category().isEmpty() ? product.port() : product.category()), _ -> new Group());
			group.places.add(place(product));
			group.isDirect |= use.direct();
			group.marked += marks.containsKey(use.key()) ? 1 : 0;
		}
		if (use.products().isEmpty()) {
			groups.computeIfAbsent(use.node() + "  nothing made", _ -> new Group()).isDirect |= use.direct();
		}
	}

	/** Where a product is to be had; never a file that holds something else by now. */
	private static String place(Touched product) {
		String stored = Shown.of(product.stored().toString());
		if (product.published().isEmpty()) {
			return stored;
		}
		String published = Shown.of(product.published().orElseThrow().toString());
		return switch (product.place()) {
		case PRODUCT -> published;
		case OTHER -> stored + " (was " + published + ", which holds something else now)";
		case NOTHING -> stored + " (was " + published + ", which is gone)";
		};
	}

	private static List<String> lines(String name, Group group) {
		var lines = new ArrayList<String>();
		int number = group.places.size();
		lines.add("    " + Shown.of(name) + "  " + Amounts.count(number, "product")
				+ (group.isDirect ? "" : ", through other products")
				+ (group.marked == 0 ? ""
						: ", " + (group.marked == number ? "" : group.marked + " of them ")
								+ "marked as out of date"));
		List<String> shown = number <= MOST_LISTED ? group.places : group.places.subList(0, TOLD_OF_MANY);
		shown.forEach(place -> lines.add("      " + place));
		if (shown.size() < number) {
			lines.add("      … and " + (number - shown.size()) + " more; --json lists all");
		}
		return lines;
	}

	/**
	 * All of it.
	 *
	 * @param marked
	 *            how many results were marked just now
	 * @param unmarked
	 *            how many marks were taken back just now
	 */
	static JsonObject json(List<Told> told, int marked, int unmarked, Map<String, Mark> marks) {
		var json = new JsonObject();
		var files = new JsonArray();
		told.forEach(one -> files.add(json(one, marks)));
		json.add("files", files);
		json.addProperty("marked", marked);
		json.addProperty("unmarked", unmarked);
		return json;
	}

	private static JsonObject json(Told told, Map<String, Mark> marks) {
		Impact impact = told.impact();
		var json = new JsonObject();
		json.addProperty("file", told.name());
		json.addProperty("digest", impact.digest());
		json.addProperty("products", impact.products());
		json.addProperty("entries", impact.entries());
		json.addProperty("runs", impact.runs().size());
		var makers = new JsonArray();
		impact.makers().forEach(makers::add);
		json.add("makers", makers);
		var uses = new JsonArray();
		for (Use use : impact.uses()) {
			var object = new JsonObject();
			object.addProperty("run", use.run());
			object.addProperty("job", use.job());
			object.addProperty("node", use.node());
			object.addProperty("key", use.key());
			object.addProperty("direct", use.direct());
			if (marks.containsKey(use.key())) {
				object.add("outOfDate", json(marks.get(use.key())));
			}
			var products = new JsonArray();
			use.products().forEach(product -> products.add(json(product)));
			object.add("products", products);
			uses.add(object);
		}
		json.add("uses", uses);
		json.addProperty("complete", impact.gaps().isEmpty());
		var gaps = new JsonArray();
		impact.gaps().forEach(gap -> gaps.add(gap.summary()));
		json.add("gaps", gaps);
		return json;
	}

	private static JsonObject json(Touched product) {
		var json = new JsonObject();
		json.addProperty("port", product.port());
		json.addProperty("index", product.index());
		json.addProperty("category", product.category());
		json.addProperty("digest", product.digest());
		json.addProperty("stored", product.stored().toString());
		product.published().ifPresent(path -> {
			json.addProperty("published", path.toString());
			json.addProperty("publishedHolds", product.place().name().toLowerCase(Locale.ROOT));
			if (product.place() == Place.PRODUCT) {
				json.addProperty("path", path.toString());
			}
		});
		return json;
	}

	/** A mark. */
	static JsonObject json(Mark mark) {
		var json = new JsonObject();
		json.addProperty("reason", mark.reason());
		json.addProperty("user", mark.user());
		json.addProperty("time", mark.time().toString());
		return json;
	}
}
