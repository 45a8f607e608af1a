package org.armillary.provenance.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A paper or program to cite.
 *
 * @param key
 *            its key in BibTeX, unlike all others of the same text: {@code Davies2013}
 * @param citation
 *            how the paragraph cites it: {@code Davies et al. 2013}
 * @param text
 *            the reference as the actor names it
 * @param article
 *            what could be read from it; empty where it is cited as it stands
 * @param bibtex
 *            its entry in BibTeX, in ASCII, with LaTeX's special characters escaped
 */
public record Reference(String key, String citation, String text, Optional<Article> article, String bibtex) {

	/** {@code Horne 1986, PASP 98, 609}; what stands behind the page, such as a title, is kept as a note. */
	private static final Pattern ARTICLE = Pattern
			.compile("(?<authors>[^,;0-9]+?(?:, [^,;0-9]+?)*),? (?<year>(?:1[5-9]|20)\\d\\d)[a-z]?, "
					+ "(?<journal>\\S.*?),? (?<volume>[A-Z]{0,3}\\d+[A-Z]?), (?<page>[A-Z]{0,3}\\d+[A-Za-z]?)"
					+ "(?:[-–]\\d+)?(?:[,;.] *(?<note>.*))?");
	private static final Pattern OTHERS = Pattern.compile(",? et al\\.?$");
	private static final Pattern YEAR = Pattern.compile("\\b(?:1[5-9]|20)\\d\\d\\b");
	private static final int MOST_AUTHORS_CITED = 2;

	/**
	 * A paper in a journal.
	 *
	 * @param authors
	 *            surnames in order
	 * @param more
	 *            whether there are further authors
	 * @param year
	 *            year in which it appeared
	 * @param journal
	 *            the journal as the reference writes it
	 * @param volume
	 *            volume
	 * @param page
	 *            first page or number of the article
	 * @param note
	 *            what else the reference says; empty for nothing
	 */
	public record Article(List<String> authors, boolean more, int year, String journal, String volume, String page,
			String note) {

		/** Copies the list. */
		public Article {
			authors = List.copyOf(authors);
		}

		private String cited() {
			if (more || authors.size() > MOST_AUTHORS_CITED) {
				return authors.getFirst() + " et al. " + year;
			}
			return String.join(" & ", authors) + " " + year;
		}

		private List<String> fields() {
			var fields = new ArrayList<String>();
			fields.add(BibText.raw("author", BibText.authors(authors, more)));
			fields.add(BibText.field("year", Integer.toString(year)));
			fields.add(BibText.field("journal", journal));
			fields.add(BibText.field("volume", volume));
			fields.add(BibText.field("pages", page));
			if (!note.isEmpty()) {
				fields.add(BibText.field("note", note));
			}
			return fields;
		}
	}

	/** Reads a reference; a key that is the same for two of them is told apart by {@link References}. */
	static Reference of(String text) {
		String whole = text.strip();
		Matcher matcher = ARTICLE.matcher(whole);
		if (!matcher.matches()) {
			String key = BibText.key(firstWord(whole)) + year(whole);
			return new Reference(key, whole, whole, Optional.empty(),
					BibText.entry("misc", key, List.of(BibText.field("note", whole))));
		}
		String authors = matcher.group("authors").strip();
		boolean more = OTHERS.matcher(authors).find();
		List<String> names = List.of(OTHERS.matcher(authors).replaceFirst("").split("\\s*(?:,? & |,? and |, )\\s*"));
		String note = matcher.group("note");
		var article = new Article(names, more, Integer.parseInt(matcher.group("year")), matcher.group("journal"),
				matcher.group("volume"), matcher.group("page"), note == null ? "" : note.strip());
		String key = BibText.key(names.getFirst()) + article.year();
		return new Reference(key, article.cited(), whole, Optional.of(article),
				BibText.entry("article", key, article.fields()));
	}

	/** A program. */
	static Reference ofProgram(String key, String name, String version, int year) {
		String text = name + (version.isEmpty() ? "" : " " + version);
		return new Reference(key, text, text, Optional.empty(), BibText.entry("misc", key,
				List.of(BibText.raw("author", BibText.authors(List.of("The " + name + " developers"), false)),
						BibText.raw("title", "{" + BibText.escaped(name) + "}"),
						BibText.field("year", Integer.toString(year)), BibText.field("note",
								"Computer software" + (version.isEmpty() ? "" : ", version " + version)))));
	}

	/** The same reference with another key. */
	Reference withKey(String other) {
		return new Reference(other, citation, text, article,
				bibtex.replaceFirst(Pattern.quote("{" + key + ","), Matcher.quoteReplacement("{" + other + ",")));
	}

	private static String firstWord(String text) {
		return text.split("[\\s,;]", 2)[0];
	}

	private static String year(String text) {
		Matcher matcher = YEAR.matcher(text);
		return matcher.find() ? matcher.group() : "";
	}
}
