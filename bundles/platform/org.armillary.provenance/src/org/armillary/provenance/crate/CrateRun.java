package org.armillary.provenance.crate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.armillary.engine.JobKey;
import org.armillary.engine.RunRequest;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.json.KeyJson;
import org.armillary.engine.run.RunRequestJson;
import org.armillary.workflow.WorkflowInput;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;

/**
 * All that is needed to run something again elsewhere: the content of {@code armillary/run.json} in a crate. It names
 * files by what they say and never by a place: where the request of a run has the path of a file, this has
 * {@code /input/N}, N being the number of the file from 0.
 *
 * @param run
 *            id of the run
 * @param version
 *            version of the product that executed it; empty where that is not known
 * @param request
 *            what was to be run, as {@link RunRequestJson} writes it, without places of a machine
 * @param files
 *            the files that it was given
 * @param jobs
 *            the jobs that have a result, each after those whose products it needs
 */
public record CrateRun(String run, String version, JsonObject request, List<InputFile> files, List<Job> jobs) {

	/** Name of the file in a crate. */
	public static final String NAME = "armillary/run.json";

	private static final String MEMBER = "armillary-crate";
	private static final int VERSION = 1;
	private static final String INPUT = "/input/";
	private static final String OUT = "/out";
	/** The folders of an absolute path within a sentence. */
	private static final Pattern FOLDERS = Pattern.compile("(?<![\\w.])/(?:[^\\s/]+/)+");

	/**
	 * A file that the run was given.
	 *
	 * @param name
	 *            its name, without folders
	 * @param digest
	 *            digest of its content; see {@link org.armillary.engine.InputFiles#digest}
	 * @param bytes
	 *            its size, bytes
	 * @param place
	 *            where it is in the crate; empty where it is not
	 */
	public record InputFile(String name, String digest, long bytes, String place) {
	}

	/**
	 * A job.
	 *
	 * @param id
	 *            its id
	 * @param node
	 *            id of its node
	 * @param actor
	 *            id of its actor
	 * @param key
	 *            its cache key
	 * @param products
	 *            its products by port
	 */
	public record Job(String id, String node, String actor, JobKey key, Map<String, List<Product>> products) {
	}

	/**
	 * A product.
	 *
	 * @param place
	 *            where it is in the crate
	 * @param digest
	 *            digest of its content
	 * @param bytes
	 *            its size, bytes
	 */
	public record Product(String place, String digest, long bytes) {
	}

	/** Copies the lists. */
	public CrateRun {
		files = List.copyOf(files);
		jobs = List.copyOf(jobs);
	}

	/** Number of all products. */
	public int products() {
		return jobs.stream().flatMap(job -> job.products().values().stream()).mapToInt(List::size).sum();
	}

	/** Writes it. */
	public JsonObject json() {
		var object = new JsonObject();
		object.addProperty(MEMBER, VERSION);
		object.addProperty("run", run);
		JsonText.addText(object, "version", version);
		object.add("files", JsonText.array(files, file -> {
			var member = new JsonObject();
			member.addProperty("name", file.name());
			member.addProperty("digest", file.digest());
			member.addProperty("bytes", file.bytes());
			JsonText.addText(member, "place", file.place());
			return member;
		}));
		object.add("jobs", JsonText.array(jobs, CrateRun::json));
		object.add("request", request);
		return object;
	}

	private static JsonObject json(Job job) {
		var member = new JsonObject();
		member.addProperty("id", job.id());
		member.addProperty("node", job.node());
		member.addProperty("actor", job.actor());
		var ports = new JsonObject();
		job.products().forEach((port, products) -> ports.add(port, JsonText.array(products, product -> {
			var file = new JsonObject();
			file.addProperty("place", product.place());
			file.addProperty("digest", product.digest());
			file.addProperty("bytes", product.bytes());
			return file;
		})));
		member.add("products", ports);
		member.add("key", KeyJson.of(job.key()));
		return member;
	}

	/**
	 * Reads it.
	 *
	 * @throws IllegalArgumentException
	 *             where it is none
	 */
	public static CrateRun of(JsonObject object) {
		int version = member(object, MEMBER).getAsInt();
		if (version != VERSION) {
			throw new IllegalArgumentException(MEMBER + " is " + version + ", expected " + VERSION);
		}
		return new CrateRun(text(object, "run"), JsonText.text(object, "version"), object(object, "request"),
				JsonText.list(object, "files", tree -> {
					JsonObject file = tree.getAsJsonObject();
					return new InputFile(text(file, "name"), text(file, "digest"), whole(file, "bytes"),
							JsonText.text(file, "place"));
				}), JsonText.list(object, "jobs", CrateRun::job));
	}

	private static Job job(JsonElement tree) {
		JsonObject member = tree.getAsJsonObject();
		var products = new LinkedHashMap<String, List<Product>>();
		JsonObject ports = object(member, "products");
		ports.keySet().forEach(port -> products.put(port, JsonText.list(ports, port, product -> {
			JsonObject file = product.getAsJsonObject();
			return new Product(text(file, "place"), text(file, "digest"), whole(file, "bytes"));
		})));
		return new Job(text(member, "id"), text(member, "node"), text(member, "actor"),
				KeyJson.key(object(member, "key")), products);
	}

	private static JsonElement member(JsonObject object, String name) {
		JsonElement member = object.get(name);
		if (member == null || member.isJsonNull()) {
			throw new IllegalArgumentException("the member ‘" + name + "’ is missing");
		}
		return member;
	}

	private static JsonObject object(JsonObject object, String name) {
		if (!(member(object, name) instanceof JsonObject member)) {
			throw new IllegalArgumentException("the member ‘" + name + "’ is no object");
		}
		return member;
	}

	private static String text(JsonObject object, String name) {
		if (!(member(object, name) instanceof JsonPrimitive text) || !text.isString()) {
			throw new IllegalArgumentException("the member ‘" + name + "’ is no text");
		}
		return text.getAsString();
	}

	private static long whole(JsonObject object, String name) {
		if (!(member(object, name) instanceof JsonPrimitive number)
				|| !number.getAsString().matches("-?\\d{1,18}|9\\d{18}")) {
			throw new IllegalArgumentException("the member ‘" + name + "’ is no whole number");
		}
		return number.getAsLong();
	}

	/** What is wrong, in words for people where it is not already: libraries tell of their own methods and classes. */
	static JsonFormatException told(JsonFormatException problem) {
		boolean words = problem.getCause() == null || problem.getCause().getClass() == IllegalArgumentException.class
				&& !String.valueOf(problem.getCause().getMessage()).contains("org.armillary")
				|| problem.getCause() instanceof JsonParseException;
		return words ? problem
				: new JsonFormatException("a member that a run needs is missing, or is not what it should be");
	}

	/**
	 * The request with its files where they are now.
	 *
	 * @param places
	 *            absolute paths of the files, in the order of {@link #files}
	 * @param out
	 *            where products go, absolute
	 * @throws JsonFormatException
	 *             where the request cannot be read, or names a file that is not there
	 */
	public RunRequest request(List<String> places, String out) throws JsonFormatException {
		try {
			return JsonText.read(JsonText.of(request), "the request of the run in a crate", copy -> {
				copy.addProperty("out", out);
				eachPlace(copy, place -> placed(place, places));
				return RunRequestJson.request(copy);
			});
		} catch (JsonFormatException e) {
			throw told(e);
		}
	}

	private static String placed(String place, List<String> places) {
		String number = place.startsWith(INPUT) ? place.substring(INPUT.length()) : "";
		if (!number.matches("\\d{1,8}") || Integer.parseInt(number) >= places.size()) {
			throw new IllegalArgumentException("the run names the file " + place + ", which is not listed");
		}
		return places.get(Integer.parseInt(number));
	}

	/**
	 * A request without places of a machine.
	 *
	 * @param request
	 *            as {@link RunRequestJson} writes it; is changed
	 * @param numbers
	 *            the number of each file by its path
	 */
	static JsonObject placeless(JsonObject request, Map<String, Integer> numbers) {
		request.remove("options");
		request.addProperty("out", OUT);
		eachPlace(request, place -> INPUT + numbers.get(place));
		shorten(request, "file");
		if (request.has("limits")) {
			request.getAsJsonArray("limits").forEach(limit -> shorten(limit.getAsJsonObject(), "file"));
		}
		if (request.has("notes")) {
			request.getAsJsonArray("notes").forEach(note -> withoutFolders(note.getAsJsonObject()));
		}
		if (request.has("datasets")) {
			JsonObject datasets = request.getAsJsonObject("datasets");
			shorten(datasets.getAsJsonObject("rules"), "file");
			datasets.getAsJsonArray("files").forEach(file -> {
				if (file.getAsJsonObject().has("corrections")) {
					file.getAsJsonObject().getAsJsonArray("corrections")
							.forEach(correction -> shorten(correction.getAsJsonObject(), "where"));
				}
			});
		}
		return request;
	}

	/** All paths of files in a request, each once. */
	static List<String> places(JsonObject request) {
		var places = new LinkedHashSet<String>();
		eachPlace(request.deepCopy(), place -> {
			places.add(place);
			return place;
		});
		return new ArrayList<>(places);
	}

	/**
	 * The inputs of the workflow that each file is for, by the number of the file: those that it was given to by name,
	 * else those that accept its category.
	 *
	 * @param inputs
	 *            the inputs of the workflow
	 */
	Map<Integer, Set<String>> inputNames(List<WorkflowInput> inputs) {
		var names = new HashMap<Integer, Set<String>>();
		JsonObject named = request.getAsJsonObject("inputs");
		named.keySet().forEach(name -> named.getAsJsonArray(name)
				.forEach(place -> names.computeIfAbsent(number(place.getAsString()), _ -> new TreeSet<>()).add(name)));
		if (request.has("datasets")) {
			request.getAsJsonObject("datasets").getAsJsonArray("files").forEach(file -> {
				JsonObject member = file.getAsJsonObject();
				String category = JsonText.text(member, "category");
				int number = number(member.get("path").getAsString());
				if (!names.containsKey(number)) {
					inputs.stream().filter(input -> input.categories().contains(category)).map(WorkflowInput::name)
							.forEach(name -> names.computeIfAbsent(number, _ -> new TreeSet<>()).add(name));
				}
			});
		}
		return names;
	}

	private static int number(String place) {
		return Integer.parseInt(place.substring(INPUT.length()));
	}

	private static void eachPlace(JsonObject request, UnaryOperator<String> change) {
		JsonObject inputs = request.getAsJsonObject("inputs");
		inputs.keySet().forEach(name -> {
			JsonArray files = inputs.getAsJsonArray(name);
			for (int i = 0; i < files.size(); i++) {
				files.set(i, new JsonPrimitive(change.apply(files.get(i).getAsString())));
			}
		});
		if (request.has("datasets")) {
			request.getAsJsonObject("datasets").getAsJsonArray("files").forEach(file -> {
				JsonObject member = file.getAsJsonObject();
				member.addProperty("path", change.apply(member.get("path").getAsString()));
			});
		}
	}

	/** Leaves of a note its sentence, and of paths in this what stands after the last slash. */
	private static void withoutFolders(JsonObject note) {
		note.remove("detail");
		note.remove("remedies");
		note.addProperty("summary", FOLDERS.matcher(JsonText.text(note, "summary")).replaceAll(""));
	}

	/** Leaves of a path what stands after the last slash. */
	private static void shorten(JsonObject object, String member) {
		String text = JsonText.text(object, member);
		JsonText.addText(object, member, text.substring(text.lastIndexOf('/') + 1));
	}
}
