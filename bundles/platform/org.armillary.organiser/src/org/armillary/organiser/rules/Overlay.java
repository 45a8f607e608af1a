package org.armillary.organiser.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.organiser.header.KeywordSelection;
import org.armillary.workflow.condition.Condition;

/**
 * What a person says about files and choices, with reasons; raw files stay as they are.
 *
 * @param corrections
 *            corrections of headers, in the order in which they act; each sees what those before it did
 * @param exclusions
 *            files that take part in nothing
 * @param lists
 *            which candidates may or may not be chosen
 */
public record Overlay(List<Correction> corrections, List<Exclusion> exclusions, List<ChoiceList> lists) {

	/** Nothing said. */
	public static final Overlay NONE = new Overlay(List.of(), List.of(), List.of());

	/** Copies the lists. */
	public Overlay {
		corrections = List.copyOf(corrections);
		exclusions = List.copyOf(exclusions);
		lists = List.copyOf(lists);
	}

	/** What several overlay files say, one after the other. */
	public Overlay and(Overlay other) {
		return new Overlay(joined(corrections, other.corrections), joined(exclusions, other.exclusions),
				joined(lists, other.lists));
	}

	/** The keywords that the overlay looks at or changes. */
	public KeywordSelection selection() {
		return RuleKeywords.of(this);
	}

	private static <T> List<T> joined(List<T> first, List<T> second) {
		var all = new ArrayList<>(first);
		all.addAll(second);
		return all;
	}

	/**
	 * A correction of headers.
	 *
	 * @param files
	 *            names of files, or paths below the scanned place, with {@code *} and {@code ?}; empty for any file
	 * @param where
	 *            condition on the header as it is after the corrections before; empty for none
	 * @param set
	 *            values by keyword: {@link String}, {@link Long}, {@link Double} or {@link Boolean}
	 * @param remove
	 *            keywords that are taken away
	 * @param reason
	 *            why
	 * @param line
	 *            where it stands
	 */
	public record Correction(List<String> files, Optional<Condition> where, Map<String, Object> set,
			List<String> remove, String reason, RuleLine line) {

		/** Copies the collections. */
		public Correction {
			files = List.copyOf(files);
			set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
			remove = List.copyOf(remove);
		}
	}

	/**
	 * Files that take part in nothing.
	 *
	 * @param files
	 *            names or patterns as in a correction; empty for any file
	 * @param where
	 *            condition on the corrected header; empty for none
	 * @param reason
	 *            why
	 * @param line
	 *            where it stands
	 */
	public record Exclusion(List<String> files, Optional<Condition> where, String reason, RuleLine line) {

		/** Copies the list. */
		public Exclusion {
			files = List.copyOf(files);
		}
	}

	/**
	 * Which candidates may be chosen for a need.
	 *
	 * @param need
	 *            name of the need; empty for all
	 * @param datasets
	 *            names of datasets in need, with {@code *} and {@code ?}; empty for all
	 * @param only
	 *            names of candidates, or of files of theirs, with {@code *} and {@code ?}, of which one must fit; empty for any
	 * @param never
	 *            the same, of which none may fit
	 * @param reason
	 *            why
	 * @param line
	 *            where it stands
	 */
	public record ChoiceList(Optional<String> need, List<String> datasets, List<String> only, List<String> never,
			String reason, RuleLine line) {

		/** Copies the lists. */
		public ChoiceList {
			datasets = List.copyOf(datasets);
			only = List.copyOf(only);
			never = List.copyOf(never);
		}
	}
}
