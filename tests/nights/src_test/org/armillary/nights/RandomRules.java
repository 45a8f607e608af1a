package org.armillary.nights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random rule files and overlays for {@link RandomHeaders}, as trees of YAML. */
final class RandomRules {

	private static final List<String> PREFERENCES = List.of("closest", "order", "raw", "master", "raw-per-level",
			"master-per-level");
	private static final List<String> WINDOWS = List.of("0 d", "30 min", "1.5 h", "6 h", "1 d", "2 d");

	private final Random random;
	private final RandomText text;
	private final List<String> single = new ArrayList<>();
	private final List<String> quantities = new ArrayList<>();

	RandomRules(Random random) {
		this.random = random;
		text = new RandomText(random);
	}

	/** A rule file; it may be one that the reader refuses. */
	Map<String, Object> rules() {
		Map<String, Object> rules = Tree.map("armillary-rules", 1, "name", "toy", "version", 1, "description",
				"random");
		if (text.chance(0.5)) {
			rules.put("applies", "[INSTRUME] == TOY");
		}
		rules.put("time", "mjd");
		if (text.chance(0.5)) {
			rules.put("frame", "archive");
		}
		if (text.chance(0.5)) {
			rules.put("sequence", text.chance(0.3) ? Tree.map("number", "number", "of", "template")
					: Tree.map("number", "number", "of", "template", "total", "total"));
		}
		single.add("way");
		single.add("size");
		rules.put("parameters",
				Tree.map("way", Tree.map("value", text.one(PREFERENCES), "choices", PREFERENCES, "help", "h"), "size",
						Tree.map("value", text.one(List.of("2", "DARK", "1.0")), "help", "h")));
		rules.put("quantities", quantities());
		if (text.chance(0.5)) {
			rules.put("checks", Tree.map("sane", Tree.map("when", text.condition(1, single), "require",
					text.condition(1, single), "says", "not sane", "remedy", "look")));
		}
		var classes = new LinkedHashMap<String, Object>();
		for (String type : List.of("DARK", "FLAT", "ARC", "STAR", "FLAT,SKY")) {
			if (text.chance(0.8)) {
				classes.put("C_" + type.replace(",", "_"), "[TYPE] == '" + type + "'"
						+ (text.chance(0.3) ? " and " + text.condition(1, single) : ""));
			}
		}
		classes.put("C_REST", text.condition(2, single));
		var shuffled = new ArrayList<>(classes.keySet());
		Collections.shuffle(shuffled, random);
		rules.put("classes", ordered(classes, shuffled));
		rules.put("ladders", Tree.map("near", levels(), "far", levels()));
		var types = new LinkedHashMap<String, Object>();
		int number = 1 + random.nextInt(5);
		for (int i = 0; i < number; i++) {
			types.put("d" + i, dataset(List.copyOf(types.keySet()), shuffled));
		}
		rules.put("datasets", types);
		return rules;
	}

	private static Map<String, Object> ordered(Map<String, Object> map, List<String> order) {
		var ordered = new LinkedHashMap<String, Object>();
		order.forEach(name -> ordered.put(name, map.get(name)));
		return ordered;
	}

	private Map<String, Object> quantities() {
		Map<String, Object> all = Tree.map("mjd",
				text.chance(0.8) ? "[MJD-OBS]" : "first([MJD-OBS], mjd([DATE-OBS]))", "archive", "[ARCFILE]", "number",
				"[EXPNO]", "total", "[NEXP]", "template", "[ESO TPL START]", "band",
				"join([ESO INS GRAT1 ID], [ESO INS GRAT2 ID])",
				"angle",
				"mod(round([ANGLE], 1), 360)", "dit", "[DIT]", "temperature",
				Tree.map("value", "[TEMP]", "unit", "degC"));
		single.addAll(all.keySet());
		var targets = List.of("[ESO OCS ARM# NAME]", "upper([ESO OCS ARM# NAME])",
				"where([ESO OCS ARM# NAME], [ESO OCS ARM# TYPE], 'O', 'R')",
				"without(where([ESO OCS ARM# NAME], [ESO OCS ARM# TYPE], 'O'), [ESO OCS ARM# OFFSET])",
				"join([ESO OCS ARM# NAME], [ESO INS GRAT1 ID])");
		all.put("target", text.one(targets));
		int number = random.nextInt(6);
		for (int i = 0; i < number; i++) {
			String name = "q" + i;
			if (text.chance(0.7)) {
				String expression = text.expression(3, single);
				all.put(name, expression);
				if (!expression.contains("#")) {
					single.add(name);
				}
			} else {
				all.put(name, List.of(Tree.map("when", text.condition(1, single), "value", text.expression(2, single)),
						Tree.map("value", text.expression(1, single).replace("#", "3"))));
			}
		}
		quantities.addAll(all.keySet());
		return all;
	}

	private Map<String, Object> dataset(List<String> earlier, List<String> classes) {
		Map<String, Object> rule = Tree.map("help", "h");
		if (text.chance(0.3)) {
			rule.put("master", text.chance(0.9) ? Yes.YES : Yes.NO);
		}
		if (text.chance(0.2)) {
			rule.put("when", text.condition(1, single));
		}
		List<String> group = some(text.chance(0.7) ? List.of("template", "band", "dit", "target") : quantities, 2);
		rule.put("group", group);
		rule.put("label", group.stream().filter(_ -> text.chance(0.5)).toList());
		var members = new LinkedHashMap<String, Object>();
		for (String category : some(classes, 3)) {
			members.put(category, member());
		}
		if (members.isEmpty()) {
			members.put(classes.getFirst(), member());
		}
		rule.put("members", members);
		var needs = new LinkedHashMap<String, Object>();
		for (int i = 0; i < 3 && !earlier.isEmpty(); i++) {
			if (text.chance(0.6)) {
				needs.put("n" + i, need(earlier));
			}
		}
		if (!needs.isEmpty()) {
			rule.put("needs", needs);
		}
		return rule;
	}

	private Map<String, Object> member() {
		int min = text.one(List.of(0, 0, 1, 1, 1, 2));
		Map<String, Object> member = Tree.map("min", min);
		if (text.chance(0.2)) {
			member.put("max", min + 2 + random.nextInt(4));
		}
		if (text.chance(0.2)) {
			member.put("plan", min + 1 + random.nextInt(2));
		}
		if (text.chance(0.3)) {
			member.put("each", text.one(text.chance(0.5) ? List.of("angle", "target") : quantities));
		}
		if (text.chance(0.3)) {
			member.put("skip", text.chance(0.5) ? "[EXPNO] == 1" : text.condition(1, single));
			member.put("reason", "because");
		}
		return member;
	}

	private Map<String, Object> need(List<String> earlier) {
		var sources = new ArrayList<Object>();
		for (String type : some(earlier, 3)) {
			sources.add(text.chance(0.8) ? type : Tree.map("type", type, "when", text.condition(1, single)));
		}
		if (sources.isEmpty()) {
			sources.add(earlier.getLast());
		}
		int min = text.one(List.of(0, 0, 0, 1, 1, 2));
		Map<String, Object> need = Tree.map("from", sources, "prefer",
				text.chance(0.2) ? "$way" : text.one(PREFERENCES), "min", min, "max",
				Math.max(1, min) + random.nextInt(3));
		for (String condition : List.of("when", "only", "never")) {
			if (text.chance(0.15)) {
				need.put(condition, text.condition(1, single));
			}
		}
		if (text.chance(0.5)) {
			need.put("match", matches());
		}
		need.put("levels", text.chance(0.3) ? text.one(List.of("near", "far")) : levels());
		return need;
	}

	private List<Object> levels() {
		var levels = new ArrayList<Object>();
		List<String> windows = some(WINDOWS, 3);
		for (int i = 0; i < windows.size(); i++) {
			Map<String, Object> level = Tree.map("level", i - 1 + random.nextInt(2));
			switch (random.nextInt(5)) {
			case 0 -> {
				level.put("before", windows.get(i));
				level.put("after", windows.get(random.nextInt(i + 1)));
			}
			case 1 -> {
				level.put("before", i == 0 ? "0 d" : windows.get(random.nextInt(i)));
				level.put("after", windows.get(i));
			}
			default -> level.put("within", windows.get(i).replace("1.5 h", text.one(List.of("1.5 h", "5400 s"))));
			}
			if (text.chance(0.2)) {
				level.put("match", matches());
			}
			levels.add(level);
		}
		if (levels.isEmpty() || text.chance(0.6)) {
			if (text.chance(0.2)) {
				levels.add(Tree.map("level", 2, "before", "3 d"));
			}
			levels.add(Tree.map("level", 3));
		}
		return levels;
	}

	private List<Object> matches() {
		var matches = new ArrayList<Object>();
		for (String quantity : some(
				text.chance(0.5) ? List.of("band", "dit", "angle", "temperature", "target") : quantities,
				2)) {
			if (quantity.equals("angle") && text.chance(0.5)) {
				matches.add(Tree.map("quantity", quantity, "within", text.one(List.of(0.5, 60, 61)), "period", 360));
			} else if (text.chance(0.1)) {
				matches.add(Tree.map("quantity", quantity, "raw", Yes.YES));
			} else if (text.chance(0.3)) {
				matches.add(Tree.map("quantity", quantity, "within", text.one(List.of(0.1, 1, 100))));
			} else {
				matches.add(quantity);
			}
		}
		return matches;
	}

	/** Some of a list, at most so many, in random order. */
	private <T> List<T> some(List<T> of, int most) {
		var shuffled = new ArrayList<>(of);
		Collections.shuffle(shuffled, random);
		List<T> some = new ArrayList<>(shuffled.subList(0, Math.min(random.nextInt(most + 1), shuffled.size())));
		some.sort((one, other) -> Integer.compare(of.indexOf(one), of.indexOf(other)));
		return some;
	}

	/** An overlay; empty now and then. */
	Map<String, Object> overlay() {
		Map<String, Object> overlay = Tree.map("armillary-overlay", 1);
		var corrections = new ArrayList<Object>();
		var exclusions = new ArrayList<Object>();
		var lists = new ArrayList<Object>();
		int number = random.nextInt(4);
		for (int i = 0; i < number; i++) {
			switch (random.nextInt(4)) {
			case 0, 1 -> corrections.add(correction());
			case 2 -> exclusions.add(Tree.map("files", List.of(text.one(List.of("F000?.fits", "sub/*1.fits", "*3*"))),
					"where", text.condition(1, List.of()), "reason", "r"));
			default -> lists.add(list());
			}
		}
		if (!corrections.isEmpty()) {
			overlay.put("corrections", corrections);
		}
		if (!exclusions.isEmpty()) {
			overlay.put("exclude", exclusions);
		}
		if (!lists.isEmpty()) {
			overlay.put("choose", lists);
		}
		return overlay;
	}

	private Map<String, Object> correction() {
		Map<String, Object> correction = Tree.map("files",
				patterns("F*", "*[12].fits", "F000?.fits", "sub/*", "*2.fits"));
		if (text.chance(0.4)) {
			correction.put("where", text.condition(1, List.of()));
		}
		Map<String, Object> set = new LinkedHashMap<>();
		if (text.chance(0.5)) {
			set.put("TYPE", text.one(List.<Object>of("DARK", "FLAT", "T", 1)));
		}
		if (text.chance(0.5)) {
			set.put("ANGLE", text.one(List.<Object>of(0, -60, 300.0, "x", Yes.T)));
		}
		if (text.chance(0.3)) {
			set.put("TEMP", text.one(List.<Object>of(20.2, 21, 1e-7)));
		}
		if (set.isEmpty() || text.chance(0.3)) {
			correction.put("remove", List.of(text.one(List.of("DIT", "MJD-OBS", "EXPNO", "OBJECT"))));
		}
		if (!set.isEmpty()) {
			correction.put("set", set);
		}
		correction.put("reason", "r");
		return correction;
	}

	private Map<String, Object> list() {
		Map<String, Object> list = Tree.map();
		if (text.chance(0.3)) {
			list.put("need", "n0");
		}
		if (text.chance(0.3)) {
			list.put("for", patterns("d1-*", "*H*", "d?-*"));
		}
		list.put(text.chance(0.5) ? "only" : "never",
				patterns("d0-*", "*K*", "F000*", "sub/*", "*1.fits", "*-2026-*"));
		list.put("reason", "r");
		return list;
	}

	/** One or two of some patterns. */
	private List<String> patterns(String... of) {
		List<String> all = List.of(of);
		return text.chance(0.6) ? List.of(text.one(all)) : List.of(text.one(all), text.one(all));
	}

	/** Words of YAML that are no texts. */
	private enum Yes {
		YES("yes"), NO("no"), T("T");

		private final String word;

		Yes(String word) {
			this.word = word;
		}

		@Override
		public String toString() {
			return word;
		}
	}
}
