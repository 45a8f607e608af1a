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
		bytes.real(report.result().duration().toNanos() / 1e9).number(InputBytes.of(report)).number(report.bytes())
				.number(report.result().use().peakMemoryBytes());
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
		return bytes.seal();
	}

	private void result(Packer bytes) {
		JobResult result = report.result();
		boolean plain = result.qc().isEmpty() && result.messages().isEmpty() && result.failure().isEmpty()
				&& result.trace().isEmpty() && result.reusedFrom().isEmpty();
		if (plain) {
			bytes.number(PLAIN).text(result.job()).text(result.status().name()).number(result.duration().toNanos())
					.number(result.use().declaredMemoryBytes()).number(result.use().peakMemoryBytes())
					.real(result.use().cpuSeconds());
		} else {
			bytes.number(JSON).text(JsonText.of(JobJson.of(result, false)));
		}
	}

	/** Unpacks what a job took. */
	static Experience experience(byte[] packed) {
		var bytes = new Unpacker(packed);
		bytes.hex(DIGEST_BYTES);
		bytes.text();
		return new Experience(bytes.real(), bytes.number(), bytes.number(), bytes.number());
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
				report.products(), report.ended(), report.circumstances()), stands.files(),
				!report.key().parts().equals(key.parts())));
	}

	/** Unpacks a result with its key. */
	static PackedResult unpack(byte[] packed, Path store) throws JsonFormatException {
		var bytes = new Unpacker(packed);
		String hash = bytes.hex(DIGEST_BYTES);
		String actor = bytes.text();
		bytes.real();
		bytes.number();
		bytes.number();
		bytes.number();
		List<FileIdentity> files = PackedFile.files(bytes);
		String run = bytes.text();
		Instant ended = Instant.ofEpochSecond(bytes.number(), bytes.number());
		JobResult result = result(bytes);
		Map<String, List<MadeProduct>> products = map(bytes, part -> list(part,
				item -> new MadeProduct(store.resolve(item.text()), item.text(), item.number(),
						PackedFile.description(item))));
		Map<String, String> circumstances = map(bytes, Unpacker::text);
		var key = new JobKey(hash, list(bytes,
				part -> new KeyPart(KeyPart.Kind.valueOf(part.text()), part.text(), part.text(), part.text())));
		return new PackedResult(new JobReport(run, actor, key, result, products, ended, circumstances), files);
	}

	private static JobResult result(Unpacker bytes) throws JsonFormatException {
		if (bytes.number() == JSON) {
			return JsonText.read(bytes.text(), "a result", JobJson::result);
		}
		return new JobResult(bytes.text(), JobResult.Status.valueOf(bytes.text()), Map.of(), List.of(), List.of(),
				Optional.empty(), "", Duration.ofNanos(bytes.number()),
				new ResourceUse(bytes.number(), bytes.number(), bytes.real()), Optional.empty());
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
