package org.armillary.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.KeyPart;
import org.armillary.engine.KeyPart.Kind;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.files.FileTrees;

/** Jobs and products for tests of the store. Products are text files, whose digest is the SHA-256 of their bytes. */
final class StoreFixture {

	static final Instant ENDED = Instant.parse("2026-03-01T12:00:00.123456Z");

	private StoreFixture() {
	}

	/** The key of a job of the actor {@code test.add}. */
	static JobKey key(String threshold, String... inputs) {
		var parts = new ArrayList<KeyPart>();
		parts.add(new KeyPart(Kind.ACTOR, "", "test.add"));
		parts.add(new KeyPart(Kind.ALGORITHM, "", "2"));
		parts.add(new KeyPart(Kind.PARAMETER, "threshold", threshold));
		for (String input : inputs) {
			parts.add(new KeyPart(Kind.INPUT, "raw", sha256(input) + " DARK", input + ".fits"));
		}
		return JobKey.of(parts);
	}

	/** A result of a job without products. */
	static JobReport report(JobKey key, String job, Instant ended) {
		var result = new JobResult(job, Status.OK, Map.of(), List.of(), List.of(), Optional.empty(), "",
				Duration.ofMillis(1500), new ResourceUse(1000, 2000, 1.25), Optional.empty());
		return new JobReport("run-1", "test.add", key, result, Map.of(), ended, Map.of("host", "here"));
	}

	static JobReport report(JobKey key) {
		return report(key, "add", ENDED);
	}

	/** A result with products of the given contents, written into a folder as a job would. */
	static JobReport report(JobKey key, Path folder, String... contents) throws IOException {
		Files.createDirectories(folder);
		var products = new ArrayList<MadeProduct>();
		for (String content : contents) {
			Path file = Files.writeString(folder.resolve("product-" + products.size() + ".txt"), content);
			products.add(new MadeProduct(file, sha256(content), Files.size(file),
					new ProductDescription("SUM", keywords())));
		}
		return report(key).withProducts(Map.of("sum", products));
	}

	private static Keywords keywords() {
		var values = new LinkedHashMap<String, Object>();
		values.put("OBJECT", "Größe µ");
		values.put("EXPTIME", 2.0);
		values.put("NDIT", 3L);
		values.put("ESO DET X", Long.MIN_VALUE);
		values.put("SIMPLE", true);
		values.put("ESO DET Y", -0.1);
		values.put("OFF", false);
		return new Keywords(values);
	}

	/** The file of the only product of a report. */
	static Path product(JobReport report) {
		return report.products().values().iterator().next().getFirst().path();
	}

	/** What an adopted report says that the job took. */
	static Experience experience(JobReport adopted) {
		var sizes = new LinkedHashMap<String, Long>();
		adopted.products().forEach(
				(port, list) -> sizes.put(port, list.stream().mapToLong(MadeProduct::bytes).sum()));
		return new Experience(adopted.result().duration().toNanos() / 1e9, adopted.result().use().cpuSeconds(),
				InputBytes.of(adopted), sizes, adopted.result().use().peakMemoryBytes(), "here",
				Experience.settings(adopted.key().parts()));
	}

	static JobReport hit(Store store, JobKey key) throws IOException {
		return assertInstanceOf(Lookup.Hit.class, store.find(key)).report();
	}

	static void assertMiss(Store store, JobKey key) throws IOException {
		assertInstanceOf(Lookup.Miss.class, store.find(key));
	}

	/** Two reports that say the same, products in the same places. */
	static void assertSame(JobReport expected, JobReport found) {
		assertEquals(expected.withProducts(Map.of()), found.withProducts(Map.of()));
		assertEquals(expected.products(), found.products());
		assertEquals(expected.key().parts(), found.key().parts());
	}

	static String sha256(String text) {
		return sha256(text.getBytes(StandardCharsets.UTF_8));
	}

	static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Changes one byte of a file, which may be read-only, without changing its size. */
	static void flip(Path file, int place) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		bytes[place] ^= 0x20;
		file.toFile().setWritable(true);
		Files.write(file, bytes);
	}

	/** Files of the index, also those of a running SQLite. */
	static List<Path> indexFiles(Path store) throws IOException {
		return FileTrees.list(store.resolve("index"));
	}
}
