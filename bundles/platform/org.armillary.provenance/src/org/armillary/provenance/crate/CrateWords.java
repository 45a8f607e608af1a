package org.armillary.provenance.crate;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.Ancestry.Step;

/** Messages of a machine as a crate may tell them: what they name by a place is named as it is in the crate. */
final class CrateWords {

	/** An absolute path, as far as a blank or what ends a phrase. */
	private static final Pattern PATH = Pattern.compile("(?<![\\p{L}\\p{N}._:/-])/(?:[^\\s/:;,'\"‘’“”()]+/)+");
	private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32}");

	private final Map<String, String> names = new HashMap<>();
	private final List<String> places;

	CrateWords(RunRecord run, List<Step> steps, CrateRun told) {
		for (int i = 0; i < steps.size(); i++) {
			for (var port : steps.get(i).report().products().entrySet()) {
				for (int index = 0; index < port.getValue().size(); index++) {
					MadeProduct product = port.getValue().get(index);
					String place = told.jobs().get(i).products().get(port.getKey()).get(index).place();
					names.putIfAbsent(product.path().toString(), place);
					names.putIfAbsent(String.valueOf(product.path().getFileName()), place);
				}
			}
		}
		run.request().ifPresent(this::take);
		// the longer first: a folder is no place of a file in it
		places = names.keySet().stream().filter(place -> place.length() > 1)
				.sorted(Comparator.comparingInt(String::length).reversed()).toList();
	}

	private void take(RunRequest request) {
		request.inputs().values().forEach(files -> files.forEach(this::take));
		request.datasets().ifPresent(datasets -> datasets.files().keySet().forEach(this::take));
		names.putIfAbsent(request.outputFolder() + "/", "");
	}

	private void take(Path file) {
		names.putIfAbsent(file.toString(), String.valueOf(file.getFileName()));
	}

	/** A text without places of the machine. */
	String of(String text) {
		if (!text.contains("/") && !DIGEST.matcher(text).find()) {
			return text;
		}
		String words = text;
		for (String place : places) {
			words = words.replace(place, names.getOrDefault(place, ""));
		}
		return PATH.matcher(words).replaceAll("");
	}
}
