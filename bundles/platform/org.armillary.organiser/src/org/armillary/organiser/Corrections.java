package org.armillary.organiser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.armillary.actor.message.Message;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.header.HeaderLayout;
import org.armillary.organiser.header.KeywordSelection;
import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.Overlay.Correction;
import org.armillary.organiser.rules.Overlay.Exclusion;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.rules.Value;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.text.Nearest;

/** Does to headers what an overlay says, and remembers which of its parts had something to act on. */
final class Corrections {

	/**
	 * A file after corrections.
	 *
	 * @param file
	 *            the file
	 * @param header
	 *            its header after corrections; the file's own where none changed it
	 * @param corrections
	 *            those that changed it, in the order in which they acted
	 * @param identity
	 *            digest of the file's identity and of what is different now
	 */
	record Corrected(HeaderFile file, Header header, List<Correction> corrections, String identity) {
	}

	/** Which files a part of the overlay is for. */
	private static final class Scope {

		private final List<Glob> files;
		private final Optional<Condition> where;
		private final RuleLine line;
		private boolean used;

		Scope(List<String> files, Optional<Condition> where, RuleLine line) {
			this.files = Glob.all(files);
			this.where = where;
			this.line = line;
		}

		boolean covers(String name, Header header) {
			boolean covers = (files.isEmpty() || files.stream().anyMatch(glob -> glob.fitsFile(name))) && where
					.map(condition -> condition.test(_ -> Optional.empty(), header::value)).orElse(true);
			used |= covers;
			return covers;
		}
	}

	private final List<Correction> corrections;
	private final List<Exclusion> exclusions;
	private final List<Scope> correctionScopes;
	private final List<Scope> exclusionScopes;
	private final List<Set<String>> missing; // of each correction, the keywords that no file had
	private final int[] covered; // how many files each correction is for
	private final Map<List<String>, HeaderLayout> layouts = new HashMap<>();

	Corrections(Overlay overlay) {
		corrections = overlay.corrections();
		exclusions = overlay.exclusions();
		correctionScopes = corrections.stream().map(part -> new Scope(part.files(), part.where(), part.line()))
				.toList();
		missing = corrections.stream().<Set<String>>map(part -> {
			var keywords = new LinkedHashSet<>(part.set().keySet());
			keywords.addAll(part.remove());
			return keywords;
		}).toList();
		covered = new int[corrections.size()];
		exclusionScopes = exclusions.stream().map(part -> new Scope(part.files(), part.where(), part.line()))
				.toList();
	}

	/** Corrects the header of a file. */
	Corrected correct(HeaderFile file) {
		if (corrections.isEmpty()) {
			return new Corrected(file, file.header(), List.of(), file.identity());
		}
		var acted = new ArrayList<Correction>();
		Header header = file.header();
		for (int i = 0; i < corrections.size(); i++) {
			if (correctionScopes.get(i).covers(file.name(), header)) {
				covered[i]++;
				HeaderLayout layout = header.layout();
				missing.get(i).removeIf(keyword -> layout.place(keyword) >= 0);
				Header after = corrected(header, corrections.get(i));
				if (after != header) {
					acted.add(corrections.get(i));
					header = after;
				}
			}
		}
		return new Corrected(file, header, acted, identity(file, header));
	}

	/** The first exclusion for a file, by its corrected header. */
	Optional<Exclusion> exclusion(Corrected file) {
		for (int i = 0; i < exclusions.size(); i++) {
			if (exclusionScopes.get(i).covers(file.file().name(), file.header())) {
				return Optional.of(exclusions.get(i));
			}
		}
		return Optional.empty();
	}

	/** Where the parts stand that had no file to act on. */
	List<RuleLine> unused() {
		var lines = new ArrayList<RuleLine>();
		correctionScopes.stream().filter(scope -> !scope.used).forEach(scope -> lines.add(scope.line));
		// an exclusion behind another one may well have had nothing left to exclude
		exclusionScopes.stream().filter(scope -> !scope.used).forEach(scope -> lines.add(scope.line));
		return lines;
	}

	/**
	 * Notes on corrections of keywords that none of their files has. To give files a keyword that rules look at is what
	 * corrections are for; any other is more often a slip.
	 */
	List<Message> missing(KeywordSelection known) {
		var notes = new ArrayList<Message>();
		for (int i = 0; i < corrections.size(); i++) {
			Correction correction = corrections.get(i);
			for (String keyword : covered[i] == 0 ? Set.<String>of() : missing.get(i)) {
				boolean removed = correction.remove().contains(keyword);
				if (removed || !known.accepts(keyword)) {
					List<String> others = known.names().stream().filter(name -> !name.equals(keyword)).toList();
					notes.add(OrganiserMessage.ORGANISE_OVERLAY_KEYWORD.with(correction.line(),
							removed ? "removes" : "sets", keyword, Tally.files(covered[i]),
							(removed ? "" : ", and no rule looks at it") + Nearest.hint(keyword, others)));
				}
			}
		}
		return notes;
	}

	private Header corrected(Header header, Correction correction) {
		boolean changes = correction.set().entrySet().stream()
				.anyMatch(entry -> isChanged(header.value(entry.getKey()), entry.getValue()))
				|| correction.remove().stream().anyMatch(keyword -> header.layout().place(keyword) >= 0);
		if (!changes) {
			return header;
		}
		var keywords = new LinkedHashMap<String, Object>();
		for (int i = 0; i < header.layout().names().size(); i++) {
			keywords.put(header.layout().names().get(i), header.value(i));
		}
		correction.set().forEach((keyword, value) -> {
			if (isChanged(header.value(keyword), value)) {
				keywords.put(keyword, value);
			}
		});
		correction.remove().forEach(keywords::remove);
		HeaderLayout layout = keywords.keySet().equals(new TreeSet<>(header.layout().names())) ? header.layout()
				: layouts.computeIfAbsent(List.copyOf(keywords.keySet()), HeaderLayout::of);
		return same(header, keywords) ? header : Header.of(layout, keywords.values().toArray());
	}

	/** Whether a keyword that was set was removed again at once, so that all is as before. */
	private static boolean same(Header header, Map<String, Object> keywords) {
		return keywords.size() == header.layout().names().size() && keywords.entrySet().stream()
				.allMatch(entry -> !isChanged(header.value(entry.getKey()), entry.getValue()));
	}

	private static boolean isChanged(Optional<Object> before, Object after) {
		return before.isEmpty() || !Header.saysTheSame(before.get(), after);
	}

	private static String identity(HeaderFile file, Header header) {
		if (header == file.header()) {
			return file.identity();
		}
		var keywords = new TreeSet<>(file.header().layout().names());
		keywords.addAll(header.layout().names());
		var lines = new ArrayList<String>();
		for (String keyword : keywords) {
			Optional<Object> before = file.header().value(keyword);
			Optional<Object> after = header.value(keyword);
			if (after.isEmpty()) {
				lines.add(keyword + " removed");
			} else if (isChanged(before, after.get())) {
				lines.add(keyword + "=" + text(after.get()));
			}
		}
		return lines.isEmpty() ? file.identity()
				: Identities.of("frame\n" + file.identity() + "\n" + String.join("\n", lines));
	}

	private static String text(Object value) {
		return switch (value) {
		case Boolean logical -> logical ? "T" : "F";
		case Long integer -> integer.toString();
		case Number number -> new Value.Number(number.doubleValue()).text();
		default -> value.toString().stripTrailing();
		};
	}
}
