package org.armillary.accidents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.armillary.data.FitsException;
import org.armillary.data.fits.ContentDigest;
import org.armillary.engine.json.JobJson;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;

/** What the tests of this package look at. */
final class Stories {

	private static final long PATIENCE_SECONDS = 120;

	private Stories() {
	}

	/** A folder with some different files. */
	static Path inputs(Path place, int number) throws IOException {
		Path in = Files.createDirectories(place.resolve("in"));
		for (int i = 0; i < number; i++) {
			Files.writeString(in.resolve("file" + i + ".txt"), "content " + i);
		}
		return in;
	}

	/** Ids of jobs whose result is complete, in the store or in a folder of their own. */
	static Set<String> finished(Path store) throws IOException {
		return finished(store, file -> true);
	}

	/** The same of those whose file fits. */
	static Set<String> finished(Path store, Predicate<Path> counts) throws IOException {
		var finished = new HashSet<String>();
		if (!Files.isDirectory(store)) {
			return finished;
		}
		List<Path> results;
		try (Stream<Path> files = Files.walk(store)) {
			results = files.filter(file -> file.startsWith(store.resolve("results"))
					? file.getFileName().toString().endsWith(".json")
					: file.getFileName().toString().equals("result.json")).filter(counts).toList();
		}
		for (Path file : results) {
			// renamed into place, so it is complete
			finished.add(JsonText.read(Files.readString(file), "a result",
					object -> JobJson.report(object, store)).result().job());
		}
		return finished;
	}

	/**
	 * Whether a file of the store holds a result whose products are what they should be. After a loss of power some may
	 * lie there that are not, until their job is done again.
	 */
	static boolean isComplete(Path store, Path file) {
		try {
			var report = JsonText.read(Files.readString(file), "a result", object -> JobJson.report(object, store));
			for (var port : report.products().values()) {
				for (var product : port) {
					if (!Files.exists(product.path()) || !product.digest().equals(digest(product.path()))) {
						return false;
					}
				}
			}
			return true;
		} catch (JsonFormatException | FitsException _) {
			return false;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String digest(Path file) throws IOException {
		if (file.toString().endsWith(".fits")) {
			return ContentDigest.of(file);
		}
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	/** What the files below a folder say, by relative name; volatile keywords aside. */
	static Map<String, String> contents(Path place) throws IOException {
		var contents = new TreeMap<String, String>();
		try (Stream<Path> files = Files.walk(place)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				contents.put(place.relativize(file).toString(), file.toString().endsWith(".fits")
						? ContentDigest.of(file)
						: Files.readString(file, StandardCharsets.ISO_8859_1));
			}
		}
		return contents;
	}

	/** Waits for the end of a process; its exit code. */
	static int end(Process process, Path told) throws InterruptedException {
		if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
			throw new AssertionError("the run hangs\n" + text(told));
		}
		return process.exitValue();
	}

	/** The lines of a file; none where it is missing. */
	static List<String> lines(Path file) throws IOException {
		return Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : List.of();
	}

	/** The text of a file; empty where it is missing. */
	static String text(Path file) {
		try {
			return Files.exists(file) ? Files.readString(file) : "";
		} catch (IOException e) {
			return e.toString();
		}
	}
}
