package org.armillary.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.armillary.actor.simulation.SimulatedFile;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * Simulated files as a user reads of them: each with its size, then how many there are of each class.
 *
 * @param files
 *            the files
 */
record SimulatedFileList(List<SimulatedFile> files) {

	private static final String NO_CLASS = "(none)";

	/** Count and bytes of several files. */
	private record Sum(int count, long bytes) {

		static Sum of(List<SimulatedFile> files) {
			return new Sum(files.size(), files.stream().mapToLong(SimulatedFile::bytes).sum());
		}

		String words() {
			return Amounts.count(count, "file") + " with " + Amounts.bytes(bytes);
		}
	}

	/** The files, their classes and the sum. */
	String table() {
		var names = new TextTable("FILE", "CLASS", "SIZE");
		files.stream().sorted(Comparator.comparing(SimulatedFile::name, new NaturalOrder()))
				.forEach(file -> names.add(file.name(), file.category(), Amounts.bytes(file.bytes())));
		var classes = new TextTable("CLASS", "FILES", "SIZE");
		classes().forEach((category, sum) -> classes.add(category.isEmpty() ? NO_CLASS : category,
				Integer.toString(sum.count), Amounts.bytes(sum.bytes)));
		return names.text("") + "\n\n" + classes.text("") + "\n\n" + words();
	}

	/** The sum alone: {@code 28 files with 1.4 GB}. */
	String words() {
		return Sum.of(files).words();
	}

	/** All of it for programs. */
	JsonObject json() {
		var array = new JsonArray();
		for (SimulatedFile file : files) {
			var entry = new JsonObject();
			entry.addProperty("name", file.name());
			entry.addProperty("category", file.category());
			entry.addProperty("bytes", file.bytes());
			array.add(entry);
		}
		var json = new JsonObject();
		json.add("files", array);
		var classes = new JsonArray();
		classes().forEach((category, sum) -> {
			var entry = new JsonObject();
			entry.addProperty("category", category);
			entry.addProperty("files", sum.count);
			entry.addProperty("bytes", sum.bytes);
			classes.add(entry);
		});
		json.add("classes", classes);
		json.addProperty("bytes", Sum.of(files).bytes);
		return json;
	}

	private Map<String, Sum> classes() {
		return files.stream().collect(Collectors.groupingBy(SimulatedFile::category, TreeMap::new,
				Collectors.collectingAndThen(Collectors.toList(), Sum::of)));
	}
}
