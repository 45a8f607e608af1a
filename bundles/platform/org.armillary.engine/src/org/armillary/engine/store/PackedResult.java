package org.armillary.engine.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.armillary.actor.ProductDescription;
import org.armillary.actor.QcValue;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.json.JobJson;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;

/**
 * A result as it stands in the index.
 *
 * @param report
 *            the result
 * @param files
 *            identities of its products when they were known to be right and safe on the disk, in their order
 * @param isRenamed
 *            whether what stands in the index calls the inputs something else than the key of the report
 */
record PackedResult(JobReport report, List<FileIdentity> files, boolean isRenamed) {

	private static final int DIGEST_BYTES = 32;

	/** Results without anything to be told, which are nearly all, are packed by themselves, others as JSON. */
	private static final int PLAIN = 0;
	private static final int JSON = 1;

	PackedResult(JobReport report, List<FileIdentity> files) {
		this(report, files, false);
	}

	/** Packs it; products are named relative to the store. */
	byte[] pack(Path store) {
		var bytes = new Packer().hex(report.key().hash()).text(report.actor());
		experience(bytes);
		PackedFile.files(bytes, files);
		bytes.text(report.run()).number(report.ended().getEpochSecond()).number(report.ended().getNano());
		result(bytes);
		bytes.number(report.products().size());
		report.products().forEach((port, products) -> {
			bytes.text(port).number(products.size());
			for (MadeProduct product : products) {
				bytes.text((product.path().startsWith(store) ? store.relativize(product.path()) : product.path())
						.toString());
				bytes.text(product.digest()).number(product.bytes());
				PackedFile.description(bytes, product.description());
			}
		});
		bytes.number(report.circumstances().size());
		report.circumstances().forEach((name, value) -> bytes.text(name).text(value));
		bytes.number(report.key().parts().size());
		for (KeyPart part : report.key().parts()) {
			bytes.text(part.kind().name()).text(part.name()).text(part.value()).text(part.label());
		}
		PackedFacts.pack(bytes, report.facts());
		return bytes.seal();
	}

	/** What the job took stands first, so that it can be read alone. */
	private void experience(Packer bytes) {
		Experience took = Experience.of(report);
		bytes.real(took.seconds()).real(took.cpuSeconds()).number(took.inputBytes()).number(took.peakMemoryBytes())
				.text(took.machine()).number(took.settings()).number(took.outputBytes().size());
		took.outputBytes().forEach((port, size) -> bytes.text(port).number(size));
	}

	private void result(Packer bytes) {
		JobResult result = report.result();
		boolean plain = result.messages().isEmpty() && result.failure().isEmpty()
				&& result.trace().isEmpty() && result.reusedFrom().isEmpty();
		if (plain) {
			bytes.number(PLAIN).text(result.job()).text(result.status().name()).number(result.duration().toNanos())
					.number(result.use().declaredMemoryBytes()).number(result.use().peakMemoryBytes())
					.real(result.use().cpuSeconds()).number(result.qc().size());
			for (QcValue value : result.qc()) {
				bytes.text(value.name()).text(value.subject()).real(value.value()).text(value.unit());
			}
		} else {
			bytes.number(JSON).text(JsonText.of(JobJson.of(result, false)));
		}
	}

	/** Unpacks what a job took. */
	static Experience experience(byte[] packed) {
		var bytes = new Unpacker(packed);
		bytes.hex(DIGEST_BYTES);
		bytes.text();
		return experience(bytes);
	}

	private static Experience experience(Unpacker bytes) {
		double seconds = bytes.real();
		double cpuSeconds = bytes.real();
		long inputBytes = bytes.number();
		long peakMemoryBytes = bytes.number();
		String machine = bytes.text();
		long settings = bytes.number();
		return new Experience(seconds, cpuSeconds, inputBytes, map(bytes, Unpacker::number), peakMemoryBytes, machine,
				settings);
	}

	/** The actor of a packed result. */
	static String actor(byte[] packed) {
		var bytes = new Unpacker(packed);
		bytes.hex(DIGEST_BYTES);
		return bytes.text();
	}

	/** Unpacks the result of a key that is known; empty where it is that of another key. */
	static Optional<PackedResult> unpack(byte[] packed, JobKey key, Path store) throws JsonFormatException {
		if (!new Unpacker(packed).hex(DIGEST_BYTES).equals(key.hash())) {
			return Optional.empty();
		}
		PackedResult stands = unpack(packed, store);
		JobReport report = stands.report();
		return Optional.of(new PackedResult(new JobReport(report.run(), report.actor(), key, report.result(),
				report.products(), report.ended(), report.circumstances(), report.facts()), stands.files(),
				!report.key().parts().equals(key.parts())));
	}

	/**
	 * Unpacks what a result measured and of what it was made: the key with parameters and inputs without labels, products
	 * with no keyword but one, no circumstances, and of the facts what {@link PackedFacts#origins} gives.
	 */
	static JobReport measured(byte[] packed, Path store, String keyword, SharedTexts texts)
			throws JsonFormatException {
		var bytes = new Unpacker(packed, texts);
		String hash = bytes.hex(DIGEST_BYTES);
		String actor = bytes.text();
		experience(bytes);
		PackedFile.files(bytes);
		String run = bytes.text();
		Instant ended = Instant.ofEpochSecond(bytes.number(), bytes.number());
		JobResult result = result(bytes);
		Map<String, List<MadeProduct>> products = products(bytes, store,
				part -> PackedFile.description(part, keyword));
		for (int left = bytes.count(); left > 0; left--) {
			bytes.skipText();
			bytes.skipText();
		}
		List<KeyPart> parts = settingsAndInputs(bytes);
		return new JobReport(run, actor, new JobKey(hash, parts), result, products, ended, Map.of(),
				PackedFacts.origins(bytes));
	}

	private static List<KeyPart> settingsAndInputs(Unpacker bytes) {
		var parts = new ArrayList<KeyPart>();
		for (int left = bytes.count(); left > 0; left--) {
			String kind = bytes.text();
			if (kind.equals(KeyPart.Kind.INPUT.name()) || kind.equals(KeyPart.Kind.PARAMETER.name())) {
				parts.add(new KeyPart(KeyPart.Kind.valueOf(kind), bytes.text(), bytes.text()));
			} else {
				bytes.skipText();
				bytes.skipText();
			}
			bytes.skipText();
		}
		return parts;
	}

	private static Map<String, List<MadeProduct>> products(Unpacker bytes, Path store,
			Function<Unpacker, ProductDescription> description) {
		return map(bytes, part -> list(part, item -> new MadeProduct(store.resolve(item.text()), item.text(),
				item.number(), description.apply(item))));
	}

	/** Unpacks a result with its key. */
	static PackedResult unpack(byte[] packed, Path store) throws JsonFormatException {
		var bytes = new Unpacker(packed);
		String hash = bytes.hex(DIGEST_BYTES);
		String actor = bytes.text();
		experience(bytes);
		List<FileIdentity> files = PackedFile.files(bytes);
		String run = bytes.text();
		Instant ended = Instant.ofEpochSecond(bytes.number(), bytes.number());
		JobResult result = result(bytes);
		Map<String, List<MadeProduct>> products = products(bytes, store, PackedFile::description);
		Map<String, String> circumstances = map(bytes, Unpacker::text);
		var key = new JobKey(hash, list(bytes,
				part -> new KeyPart(KeyPart.Kind.valueOf(part.text()), part.text(), part.text(), part.text())));
		return new PackedResult(
				new JobReport(run, actor, key, result, products, ended, circumstances, PackedFacts.unpack(bytes)),
				files);
	}

	private static JobResult result(Unpacker bytes) throws JsonFormatException {
		if (bytes.number() == JSON) {
			return JsonText.read(bytes.text(), "a result", JobJson::result);
		}
		String job = bytes.text();
		var status = JobResult.Status.valueOf(bytes.text());
		Duration duration = Duration.ofNanos(bytes.number());
		var use = new ResourceUse(bytes.number(), bytes.number(), bytes.real());
		List<QcValue> qc = list(bytes,
				value -> new QcValue(value.text(), value.text(), value.real(), value.text()));
		return new JobResult(job, status, Map.of(), qc, List.of(), Optional.empty(), "", duration, use,
				Optional.empty());
	}

	private static <T> List<T> list(Unpacker bytes, Function<Unpacker, T> element) {
		int count = bytes.count();
		var list = new ArrayList<T>(count);
		for (int i = 0; i < count; i++) {
			list.add(element.apply(bytes));
		}
		return list;
	}

	private static <T> Map<String, T> map(Unpacker bytes, Function<Unpacker, T> value) {
		int count = bytes.count();
		var map = LinkedHashMap.<String, T>newLinkedHashMap(count);
		for (int i = 0; i < count; i++) {
			String name = bytes.text();
			map.put(name, value.apply(bytes));
		}
		return map;
	}
}
