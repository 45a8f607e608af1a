package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.provider.ActorCatalog.Entry;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import picocli.CommandLine.Command;

/** Lists the installed actors, and plug-ins and rule files of bundles that are broken. */
@Command(name = "actors", description = "Lists the installed actors and what is wrong with broken plug-ins.")
final class ActorsCommand extends Verb {

	ActorsCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() {
		var entries = new ArrayList<Entry>(invocation.catalog().entries());
		new RuleFiles(invocation).broken().forEach(
				rules -> entries.add(new Entry.Broken(rules.name(), rules.origin(), rules.why())));
		invocation.result(text(entries), json(entries));
		if (!invocation.format().json()) {
			for (Entry entry : entries) {
				if (entry instanceof Entry.Broken broken) {
					invocation.terminal().tell("broken plug-in", broken.why());
				}
			}
		}
		return ExitCode.OK;
	}

	private static String text(List<Entry> entries) {
		var table = new TextTable("ACTOR", "TITLE", "CATEGORY", "ALGORITHM", "FROM");
		for (Entry entry : entries) {
			if (entry instanceof Entry.Available(var actor, var origin)) {
				table.add(actor.id(), actor.title(), actor.category(), Integer.toString(actor.algorithm()), origin);
			}
		}
		var lines = new ArrayList<String>(List.of(table.text("")));
		for (Entry entry : entries) {
			if (entry instanceof Entry.Broken(var name, var origin, var why)) {
				lines.add(
						"broken: " + name + (origin.equals(name) ? "" : "  (" + origin + ")") + "  [" + why.id() + "]");
			}
		}
		return String.join("\n", lines);
	}

	private static JsonObject json(List<Entry> entries) {
		var actors = new JsonArray();
		var broken = new JsonArray();
		for (Entry entry : entries) {
			var json = new JsonObject();
			switch (entry) {
			case Entry.Available(var actor, var origin) -> {
				json.addProperty("id", actor.id());
				json.addProperty("title", actor.title());
				json.addProperty("category", actor.category());
				json.addProperty("algorithm", actor.algorithm());
				json.addProperty("origin", origin);
				actors.add(json);
			}
			case Entry.Broken(var name, var origin, var why) -> {
				json.addProperty("name", name);
				json.addProperty("origin", origin);
				json.add("message", Json.message(why));
				broken.add(json);
			}
			}
		}
		var json = new JsonObject();
		json.add("actors", actors);
		json.add("broken", broken);
		return json;
	}
}
