package org.armillary.provenance.methods;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Collects references in the order in which they are cited, each once, with keys that are unlike each other. */
final class References {

	private static final int LETTERS = 26;

	private final Map<String, Reference> byText = new LinkedHashMap<>();
	/** Keys that are taken, in small letters: some programs do not tell capitals apart. */
	private final Set<String> keys = new HashSet<>();

	/** The references of a text that are cited for the first time; papers with semicolons between them are several. */
	List<Reference> cite(String text) {
		List<Reference> parts = Stream.of(text.split(";\\s+")).map(Reference::of).toList();
		boolean several = parts.stream().allMatch(part -> part.article().isPresent());
		var cited = new ArrayList<Reference>();
		for (Reference part : several ? parts : List.of(Reference.of(text))) {
			if (!byText.containsKey(part.text())) {
				Reference unique = unique(part);
				byText.put(part.text(), unique);
				cited.add(unique);
			}
		}
		return cited;
	}

	/** Takes a reference with a key of its own. */
	void add(Reference reference) {
		byText.put(reference.text(), unique(reference));
	}

	/** All of them. */
	List<Reference> all() {
		return List.copyOf(byText.values());
	}

	private Reference unique(Reference reference) {
		String key = reference.key();
		for (int number = 0; !keys.add(key.toLowerCase(Locale.ROOT)); number++) {
			key = reference.key() + letters(number);
		}
		return reference.withKey(key);
	}

	/** a to z, then aa, ab and so on. */
	private static String letters(int number) {
		String last = Character.toString('a' + number % LETTERS);
		return number < LETTERS ? last : letters(number / LETTERS - 1) + last;
	}
}
