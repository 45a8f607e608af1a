package org.armillary.engine.json;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** Descriptors, results and reports of jobs as JSON. */
public final class JobJson {

	private static final int VERSION = 1;

	private JobJson() {
	}

	/** Writes a descriptor. */
	public static JsonObject of(JobDescriptor job) {
		var object = new JsonObject();
		object.addProperty("armillary-job", VERSION);
		JsonText.addText(object, "run", job.run());
		object.addProperty("id", job.id());
		object.addProperty("node", job.node());
		object.addProperty("attempt", job.attempt());
		object.addProperty("actor", job.actor());
		object.add("parameters", JsonText.map(job.parameters()));
		object.add("inputs", ports(job.inputs(), input -> {
			var member = new JsonObject();
			member.addProperty("path", input.path().toString());
			JsonText.addText(member, "category", input.category());
			JsonText.addTree(member, "extensions", JsonText.texts(input.selection().patterns()));
			JsonText.addTree(member, "corrections", RunDatasetsJson.corrections(input.corrections()));
			FactsJson.add(member, input.origin());
			return member;
		}));
		JsonText.addTree(object, "decisions", JsonText.map(job.decisions()));
		object.addProperty("memoryBytes", job.memoryBytes());
		job.scratch().ifPresent(folder -> object.addProperty("scratch", folder.toString()));
		object.add("key", KeyJson.of(job.key()));
		return object;
	}

	/** Reads a descriptor. */
	public static JobDescriptor descriptor(JsonObject object) {
		checkVersion(object, "armillary-job");
		return new JobDescriptor(JsonText.text(object, "run"), object.get("id").getAsString(),
				object.get("node").getAsString(), object.get("attempt").getAsInt(), KeyJson.key(object.get("key")),
				object.get("actor").getAsString(), JsonText.map(object, "parameters"), ports(object, "inputs", tree -> {
					JsonObject member = tree.getAsJsonObject();
					return new JobDescriptor.Input(Path.of(member.get("path").getAsString()),
							JsonText.text(member, "category"),
							new ExtensionSelection(JsonText.texts(member, "extensions")),
							RunDatasetsJson.corrections(member, "corrections"), FactsJson.origin(member));
				}), JsonText.map(object, "decisions"), object.get("memoryBytes").getAsLong(),
				Optional.of(JsonText.text(object, "scratch")).filter(text -> !text.isEmpty()).map(Path::of));
	}

	/**
	 * Writes a report. Paths below {@code base} are written relative to it, so that a folder can be moved.
	 */
	public static JsonObject of(JobReport report, Path base) {
		var object = new JsonObject();
		object.addProperty("armillary-result", VERSION);
		JsonText.addText(object, "run", report.run());
		object.addProperty("actor", report.actor());
		object.addProperty("ended", report.ended().toString());
		object.add("result", of(report.result(), false));
		object.add("products", ports(report.products(), product -> {
			var member = new JsonObject();
			member.addProperty("path", (product.path().startsWith(base) ? base.relativize(product.path())
					: product.path()).toString());
			JsonText.addText(member, "category", product.description().category());
			member.addProperty("digest", product.digest());
			member.addProperty("bytes", product.bytes());
			JsonText.addTree(member, "keywords", keywords(product.description().keywords()));
			return member;
		}));
		JsonText.addTree(object, "circumstances", JsonText.map(report.circumstances()));
		JsonText.addTree(object, "facts", FactsJson.of(report.facts()));
		object.add("key", KeyJson.of(report.key()));
		return object;
	}

	/** Reads a report, with paths below {@code base}. */
	public static JobReport report(JsonObject object, Path base) {
		checkVersion(object, "armillary-result");
		return new JobReport(JsonText.text(object, "run"), object.get("actor").getAsString(),
				KeyJson.key(object.get("key")), result(object.getAsJsonObject("result")),
				ports(object, "products", tree -> {
					JsonObject member = tree.getAsJsonObject();
					return new MadeProduct(base.resolve(member.get("path").getAsString()),
							member.get("digest").getAsString(), member.get("bytes").getAsLong(),
							new ProductDescription(JsonText.text(member, "category"),
									keywords(member, "keywords")));
				}), Instant.parse(object.get("ended").getAsString()), JsonText.map(object, "circumstances"),
				FactsJson.facts(object));
	}

	/** Writes a result; products by path and category alone. */
	public static JsonObject of(JobResult result, boolean withProducts) {
		var object = new JsonObject();
		object.addProperty("job", result.job());
		object.addProperty("status", result.status().name().toLowerCase(Locale.ROOT));
		if (withProducts) {
			JsonText.addTree(object, "products", ports(result.products(), product -> {
				var member = new JsonObject();
				member.addProperty("path", product.path().toString());
				JsonText.addText(member, "category", product.category());
				return member;
			}));
		}
		JsonText.addTree(object, "qc", JsonText.array(result.qc(), MessageJson::of));
		JsonText.addTree(object, "messages", JsonText.array(result.messages(), MessageJson::of));
		result.failure().ifPresent(kind -> object.addProperty("failure", kind.name().toLowerCase(Locale.ROOT)));
		JsonText.addText(object, "trace", result.trace());
		object.addProperty("seconds", result.duration().toNanos() / 1e9);
		if (!result.use().equals(ResourceUse.UNKNOWN)) {
			object.add("use", FactsJson.of(result.use()));
		}
		result.reusedFrom().ifPresent(run -> object.addProperty("reusedFrom", run));
		return object;
	}

	/** Reads a result; its products have no keywords. */
	public static JobResult result(JsonObject object) {
		ResourceUse use = ResourceUse.UNKNOWN;
		if (object.has("use")) {
			use = FactsJson.use(object.getAsJsonObject("use"));
		}
		return new JobResult(object.get("job").getAsString(),
				JobResult.Status.valueOf(object.get("status").getAsString().toUpperCase(Locale.ROOT)),
				ports(object, "products", tree -> {
					JsonObject member = tree.getAsJsonObject();
					return new ProductFile(Path.of(member.get("path").getAsString()),
							new ProductDescription(JsonText.text(member, "category"), Keywords.NONE));
				}), JsonText.list(object, "qc", MessageJson::qcValue),
				JsonText.list(object, "messages", MessageJson::message),
				Optional.of(JsonText.text(object, "failure")).filter(text -> !text.isEmpty())
						.map(text -> ActorException.Kind.valueOf(text.toUpperCase(Locale.ROOT))),
				JsonText.text(object, "trace"), Duration.ofNanos(Math.round(object.get("seconds").getAsDouble() * 1e9)),
				use,
				object.has("reusedFrom") ? Optional.of(object.get("reusedFrom").getAsString()) : Optional.empty());
	}

	/** Keywords as an object, in header order. */
	public static JsonObject keywords(Keywords keywords) {
		var object = new JsonObject();
		keywords.values().forEach((name, value) -> object.add(name, of(value)));
		return object;
	}

	/** The value of a keyword. */
	static JsonPrimitive of(Object value) {
		return switch (value) {
		case String text -> new JsonPrimitive(text);
		case Boolean flag -> new JsonPrimitive(flag);
		// a real number keeps its point, so that it is read as one
		case Double number -> new JsonPrimitive(number);
		case Number number -> new JsonPrimitive(number.longValue());
		default -> throw new IllegalStateException("a keyword has a value of " + value.getClass());
		};
	}

	/** Reads keywords; none where the member is absent. */
	public static Keywords keywords(JsonObject object, String member) {
		if (!object.has(member)) {
			return Keywords.NONE;
		}
		var values = new LinkedHashMap<String, Object>();
		object.getAsJsonObject(member).entrySet()
				.forEach(entry -> values.put(entry.getKey(), value(entry.getValue().getAsJsonPrimitive())));
		return new Keywords(values);
	}

	/** Reads the value of a keyword. */
	static Object value(JsonPrimitive primitive) {
		if (primitive.isBoolean()) {
			return primitive.getAsBoolean();
		}
		String text = primitive.getAsString();
		if (primitive.isString()) {
			return text;
		}
		boolean whole = text.chars().allMatch(character -> character == '-' || Character.isDigit(character));
		return whole ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
	}

	private static <T> JsonObject ports(Map<String, List<T>> ports, Function<T, JsonElement> element) {
		var object = new JsonObject();
		ports.forEach((port, list) -> object.add(port, JsonText.array(list, element)));
		return object;
	}

	private static <T> Map<String, List<T>> ports(JsonObject object, String member, Function<JsonElement, T> element) {
		var ports = new LinkedHashMap<String, List<T>>();
		if (object.has(member)) {
			JsonObject all = object.getAsJsonObject(member);
			all.keySet().forEach(port -> ports.put(port, JsonText.list(all, port, element)));
		}
		return ports;
	}

	private static void checkVersion(JsonObject object, String member) {
		int version = object.get(member).getAsInt();
		if (version != VERSION) {
			throw new IllegalArgumentException(member + " is " + version + ", expected " + VERSION);
		}
	}
}
