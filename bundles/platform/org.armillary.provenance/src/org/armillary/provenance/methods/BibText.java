package org.armillary.provenance.methods;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Text in the form of BibTeX: ASCII, with accents as LaTeX writes them and special characters escaped. */
final class BibText {

	private static final Map<Integer, String> ACCENTS = Map.ofEntries(Map.entry(0x300, "`"), Map.entry(0x301, "'"),
			Map.entry(0x302, "^"), Map.entry(0x303, "~"), Map.entry(0x304, "="), Map.entry(0x306, "u"),
			Map.entry(0x307, "."), Map.entry(0x308, "\""), Map.entry(0x30a, "r"), Map.entry(0x30b, "H"),
			Map.entry(0x30c, "v"), Map.entry(0x327, "c"), Map.entry(0x328, "k"));
	/** Braces are written as words: BibTeX counts them even where they are escaped. */
	private static final Map<Integer, String> LETTERS = Map.ofEntries(Map.entry((int) 'ß', "{\\ss}"),
			Map.entry((int) 'ø', "{\\o}"), Map.entry((int) 'Ø', "{\\O}"), Map.entry((int) 'ł', "{\\l}"),
			Map.entry((int) 'Ł', "{\\L}"), Map.entry((int) 'æ', "{\\ae}"), Map.entry((int) 'Æ', "{\\AE}"),
			Map.entry((int) 'œ', "{\\oe}"), Map.entry((int) 'Œ', "{\\OE}"), Map.entry((int) 'ı', "{\\i}"),
			Map.entry((int) 'đ', "{\\dj}"), Map.entry((int) '–', "--"), Map.entry((int) '—', "---"),
			Map.entry((int) '‘', "`"), Map.entry((int) '’', "'"), Map.entry((int) '“', "``"),
			Map.entry((int) '”', "''"), Map.entry((int) '…', "{\\ldots}"), Map.entry((int) 'µ', "{$\\mu$}"),
			Map.entry((int) 'μ', "{$\\mu$}"), Map.entry(0xa0, "~"), Map.entry((int) '\\', "{\\textbackslash}"),
			Map.entry((int) '~', "{\\textasciitilde}"), Map.entry((int) '^', "{\\textasciicircum}"),
			Map.entry((int) '<', "{\\textless}"), Map.entry((int) '>', "{\\textgreater}"),
			Map.entry((int) '|', "{\\textbar}"), Map.entry((int) '{', "{\\textbraceleft}"),
			Map.entry((int) '}', "{\\textbraceright}"), Map.entry((int) '"', "{\\textquotedbl}"));

	private BibText() {
	}

	/** An entry of fields that {@link #field} or {@link #raw} made. */
	static String entry(String type, String key, List<String> fields) {
		return "@" + type + "{" + key + ",\n" + fields.stream().map(field -> "  " + field)
				.collect(Collectors.joining(",\n")) + "\n}\n";
	}

	/** A field with any text. */
	static String field(String name, String text) {
		return raw(name, escaped(text));
	}

	/** A field with what is written in LaTeX already. */
	static String raw(String name, String latex) {
		return name + " = {" + latex + "}";
	}

	/** Authors by their surnames; names of several words stay together. */
	static String authors(List<String> names, boolean more) {
		return names.stream().map(name -> "{" + escaped(name) + "}").collect(Collectors.joining(" and "))
				+ (more ? " and others" : "");
	}

	/** What a key may begin with: the letters of a name without accents; {@code Anonymous} where there are none. */
	static String key(String name) {
		String plain = Normalizer.normalize(name.replace("ß", "ss").replace("ø", "o").replace("Ø", "O")
				.replace("ł", "l").replace("Ł", "L").replace("æ", "ae").replace("œ", "oe"), Normalizer.Form.NFD)
				.replaceAll("[^A-Za-z0-9]", "");
		return plain.isEmpty() ? "Anonymous" : plain;
	}

	/** A text for LaTeX, in ASCII; what LaTeX has no common name for is told by its code point. */
	static String escaped(String text) {
		var latex = new StringBuilder();
		int[] characters = Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray();
		for (int character : characters) {
			latex.append(escaped(character));
		}
		return latex.toString();
	}

	private static String escaped(int character) {
		String letter = LETTERS.get(character);
		if (letter != null) {
			return letter;
		}
		if (character < ' ' || character == 0x7f) {
			return " ";
		}
		if (character < 0x7f) {
			return "&%$#_".indexOf(character) < 0 ? Character.toString(character)
					: "\\" + Character.toString(character);
		}
		int[] parts = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFD).codePoints().toArray();
		if (parts.length == 2 && parts[0] < 0x80 && ACCENTS.containsKey(parts[1])) {
			String accent = ACCENTS.get(parts[1]);
			String base = parts[0] == 'i' && !accent.equals(".") ? "\\i" : Character.toString(parts[0]);
			boolean word = Character.isLetter(accent.charAt(0)) || base.startsWith("\\");
			return "{\\" + accent + (word ? "{" + base + "}" : base) + "}";
		}
		return "{[U+" + String.format(Locale.ROOT, "%04X", character) + "]}";
	}
}
