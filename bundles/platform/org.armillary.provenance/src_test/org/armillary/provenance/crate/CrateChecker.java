package org.armillary.provenance.crate;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * Checks a crate against what RO-Crate 1.1 says MUST be (sections 2.1, 3 to 5 and appendix), and against the MUSTs of the
 * profiles Process, Workflow and Provenance Run Crate 0.5; shares no code with what writes crates.
 */
final class CrateChecker {

	private static final String METADATA = "ro-crate-metadata.json";

	/** Terms of the context of RO-Crate 1.1 (schema.org 10.0, Bioschemas) that crates of ours may use. */
	private static final Set<String> TERMS = Set.of("about", "actionStatus", "additionalType", "agent", "author",
			"conformsTo",
			"contentSize", "datePublished", "defaultValue", "description", "encodingFormat", "endTime", "error",
			"exampleOfWork", "hasPart", "identifier", "input", "instrument", "license", "mainEntity", "mentions",
			"multipleValues", "name", "object", "operatingSystem", "output", "position", "programmingLanguage",
			"propertyID",
			"result",
			"softwareAddOn", "softwareRequirements", "softwareVersion", "startTime", "step", "unitCode", "unitText",
			"value",
			"version", "workExample");
	private static final Set<String> TYPES = Set.of("CreativeWork", "Dataset", "File", "SoftwareApplication",
			"SoftwareSourceCode", "ComputationalWorkflow", "HowTo", "HowToStep", "FormalParameter", "PropertyValue",
			"CreateAction", "ControlAction", "OrganizeAction", "Person", "ComputerLanguage");
	private static final Set<String> STATES = Set.of("http://schema.org/CompletedActionStatus",
			"http://schema.org/FailedActionStatus");

	private final Path folder;
	private final Map<String, JsonObject> entities = new HashMap<>();
	private final Set<String> prefixes = new HashSet<>();
	private final Set<String> ownTerms = new HashSet<>();
	private final Set<String> broken = new TreeSet<>();

	private CrateChecker(Path folder) {
		this.folder = folder;
	}

	/** What is wrong, in words that begin with the rule; nothing where all is right. */
	static Set<String> check(Path folder) throws Exception {
		var checker = new CrateChecker(folder);
		checker.check();
		return checker.broken;
	}

	private void check() throws Exception {
		JsonObject document = JsonParser.parseString(Files.readString(folder.resolve(METADATA))).getAsJsonObject();
		context(document.get("@context"));
		for (JsonElement element : document.getAsJsonArray("@graph")) {
			JsonObject entity = element.getAsJsonObject();
			String id = entity.has("@id") ? entity.get("@id").getAsString() : "";
			rule(!id.isEmpty() && isUri(id), "id: " + entity);
			rule(entities.put(id, entity) == null, "id-unique: " + id);
		}
		for (var entity : entities.entrySet()) {
			entity(entity.getKey(), entity.getValue());
		}
		root();
		reachable();
		files();
		actions();
		workflow();
	}

	private void rule(boolean kept, String what) {
		if (!kept) {
			broken.add(what);
		}
	}

	private static boolean isUri(String id) {
		try {
			return !new URI(id).toString().isEmpty();
		} catch (URISyntaxException _) {
			return false;
		}
	}

	private void context(JsonElement context) {
		var strings = new ArrayList<String>();
		for (JsonElement part : list(context)) {
			if (part.isJsonObject()) {
				part.getAsJsonObject().entrySet().forEach(term -> {
					String value = term.getValue().getAsString();
					rule(value.contains("://"), "context: " + term);
					(value.endsWith("#") || value.endsWith("/") ? prefixes : ownTerms).add(term.getKey());
				});
			} else {
				strings.add(part.getAsString());
			}
		}
		rule(strings.contains("https://w3id.org/ro/crate/1.1/context"), "context: not that of RO-Crate 1.1");
	}

	private static List<JsonElement> list(JsonElement element) {
		if (element == null) {
			return List.of();
		}
		return element instanceof JsonArray array ? array.asList() : List.of(element);
	}

	private void entity(String id, JsonObject entity) {
		rule(!types(entity).isEmpty(), "type: " + id);
		types(entity).forEach(type -> rule(isKnown(type, TYPES), "type-known: " + type));
		for (String key : entity.keySet()) {
			if (key.startsWith("@")) {
				rule(key.equals("@id") || key.equals("@type"), "keyword: " + key);
				continue;
			}
			rule(isKnown(key, TERMS), "term-known: " + key);
			for (JsonElement value : list(entity.get(key))) {
				rule(!value.isJsonArray() && !value.isJsonNull(), "flattened: " + id + " " + key);
				if (value.isJsonObject()) {
					rule(value.getAsJsonObject().keySet().equals(Set.of("@id")), "flattened: " + id + " " + key);
					rule(entities.containsKey(value.getAsJsonObject().get("@id").getAsString()),
							"reference: " + id + " " + key + " " + value);
				}
			}
		}
		for (String key : List.of("startTime", "endTime", "datePublished")) {
			if (entity.has(key)) {
				try {
					Instant.parse(entity.get(key).getAsString());
				} catch (DateTimeException _) {
					broken.add("date: " + id + " " + key);
				}
			}
		}
	}

	private boolean isKnown(String term, Set<String> known) {
		int colon = term.indexOf(':');
		return colon < 0 ? known.contains(term) || ownTerms.contains(term)
				: prefixes.contains(term.substring(0, colon));
	}

	private static List<String> types(JsonObject entity) {
		return list(entity.get("@type")).stream().map(JsonElement::getAsString).toList();
	}

	private List<String> references(String id, String key) {
		JsonObject entity = entities.getOrDefault(id, new JsonObject());
		return list(entity.get(key)).stream().filter(JsonElement::isJsonObject)
				.map(value -> value.getAsJsonObject().get("@id").getAsString()).toList();
	}

	private boolean is(String id, String type) {
		return entities.containsKey(id) && types(entities.get(id)).contains(type);
	}

	private void root() {
		rule(is(METADATA, "CreativeWork"), "descriptor");
		rule(references(METADATA, "about").equals(List.of("./")), "descriptor-about");
		rule(references(METADATA, "conformsTo").contains("https://w3id.org/ro/crate/1.1"), "descriptor-conformsTo");
		rule(is("./", "Dataset"), "root");
		rule(references("./", "author").stream().anyMatch(id -> is(id, "Person")), "root-author");
		rule(!entities.containsKey("README.md") || text(entities.get("README.md"), "encodingFormat")
				.equals("text/markdown") && references("README.md", "about").equals(List.of("./")), "readme");
		for (String key : List.of("name", "description", "datePublished", "license")) {
			rule(entities.getOrDefault("./", new JsonObject()).has(key), "root-" + key);
		}
		references("./", "conformsTo").forEach(profile -> rule(is(profile, "CreativeWork")
				&& entities.get(profile).has("name") && entities.get(profile).has("version"), "profile: " + profile));
	}

	private void reachable() {
		var seen = new HashSet<String>(List.of(METADATA));
		var next = new ArrayDeque<>(seen);
		while (!next.isEmpty()) {
			String id = next.remove();
			for (String key : entities.getOrDefault(id, new JsonObject()).keySet()) {
				references(id, key).stream().filter(seen::add).forEach(next::add);
			}
		}
		entities.keySet().forEach(id -> rule(seen.contains(id), "reachable: " + id));
	}

	private void files() throws Exception {
		var parts = new HashSet<>(references("./", "hasPart"));
		var told = new HashSet<Path>();
		for (String id : entities.keySet()) {
			if (is(id, "File")) {
				rule(!id.startsWith("#") && !id.startsWith("/") && !id.contains(".."), "file-id: " + id);
				rule(parts.contains(id), "file-in-root: " + id);
				Path file = folder.resolve(new URI(id).getPath());
				rule(Files.isRegularFile(file), "file-there: " + id);
				if (Files.isRegularFile(file)) {
					told.add(file);
					checkSums(id, file);
				}
			}
		}
		parts.forEach(id -> rule(is(id, "File") || is(id, "Dataset"), "part-type: " + id));
		try (var all = Files.walk(folder)) {
			all.filter(Files::isRegularFile).filter(file -> !file.endsWith(METADATA))
					.forEach(file -> rule(told.contains(file), "file-told: " + folder.relativize(file)));
		}
	}

	private void checkSums(String id, Path file) throws IOException, NoSuchAlgorithmException {
		JsonObject entity = entities.get(id);
		byte[] bytes = Files.readAllBytes(file);
		rule(entity.has("encodingFormat"), "file-format: " + id);
		rule(String.valueOf(bytes.length).equals(text(entity, "contentSize")), "file-size: " + id);
		rule(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
				.equals(text(entity, "sha256")),
				"file-sum: " + id);
	}

	private static String text(JsonObject entity, String key) {
		return entity.has(key) ? entity.get(key).getAsString() : "";
	}

	private void actions() {
		for (String id : entities.keySet()) {
			if (is(id, "CreateAction")) {
				List<String> tools = references(id, "instrument");
				rule(tools.size() == 1 && (is(tools.getFirst(), "SoftwareApplication")
						|| is(tools.getFirst(), "ComputationalWorkflow")), "action-instrument: " + id);
				references(id, "agent").forEach(agent -> rule(is(agent, "Person"), "action-agent: " + id));
				rule(STATES.contains(text(entities.get(id), "actionStatus")), "action-status: " + id);
				rule(!text(entities.get(id), "actionStatus").endsWith("FailedActionStatus")
						|| entities.get(id).has("error") || id.equals("#run"), "action-error: " + id);
				for (String key : List.of("object", "result")) {
					references(id, key).forEach(thing -> rule(is(thing, "File") || is(thing, "Dataset")
							|| is(thing, "CreativeWork") || is(thing, "PropertyValue"),
							"action-" + key + ": " + thing));
				}
				rule(references("./", "mentions").contains(id), "action-mentioned: " + id);
				references(id, "resourceUsage").forEach(use -> {
					rule(is(use, "PropertyValue") && text(entities.get(use), "propertyID").matches("https?://.+/.+"),
							"usage-propertyID: " + use);
					rule(text(entities.get(use), "unitCode").matches("https?://.+/.+"), "usage-unitCode: " + use);
				});
				references(id, "result").stream().filter(thing -> is(thing, "File") && !id.equals("#run"))
						.forEach(thing -> rule(references(thing, "prov:wasGeneratedBy").equals(List.of(id)),
								"prov-generated: " + thing));
			}
		}
	}

	private void workflow() {
		String main = references("./", "mainEntity").isEmpty() ? "" : references("./", "mainEntity").getFirst();
		for (String type : List.of("File", "SoftwareSourceCode", "ComputationalWorkflow")) {
			rule(is(main, type), "workflow-type: " + type);
		}
		rule(references(main, "programmingLanguage").stream().anyMatch(id -> is(id, "ComputerLanguage")),
				"workflow-language");
		long organising = entities.keySet().stream().filter(id -> is(id, "OrganizeAction")).peek(id -> {
			rule(references(id, "instrument").stream().allMatch(tool -> is(tool, "SoftwareApplication")), "engine");
			rule(references(id, "result").stream()
					.anyMatch(run -> references(run, "instrument").equals(references("./", "mainEntity"))),
					"engine-run");
			references(id, "object")
					.forEach(control -> rule(is(control, "ControlAction"), "engine-control: " + control));
		}).count();
		rule(organising == 1, "engine: " + organising);
		references(main, "step").forEach(step -> {
			rule(is(step, "HowToStep") && entities.get(step).has("position"), "step: " + step);
			references(step, "workExample").forEach(tool -> rule(references(main, "hasPart").contains(tool),
					"step-tool: " + tool));
		});
		entities.keySet().stream().filter(id -> is(id, "ControlAction")).forEach(id -> {
			rule(references(id, "instrument").stream().anyMatch(references(main, "step")::contains),
					"control-step: " + id);
			rule(references(id, "object").stream().anyMatch(action -> is(action, "CreateAction")),
					"control-object: " + id);
		});
	}

	/** The text of a file of the crate, for tests that break it. */
	static void replace(Path folder, String before, String after) throws IOException {
		Path file = folder.resolve(METADATA);
		String text = Files.readString(file, StandardCharsets.UTF_8);
		if (!text.contains(before)) {
			throw new IllegalStateException("the metadata does not hold " + before);
		}
		Files.writeString(file, text.replace(before, after));
	}
}
