package org.armillary.report.plot;

/** How wide texts are, about: plots do not know the font of their reader, so this is a wide one. */
final class TextWidth {

	private static final double NARROW = 0.36;
	private static final double USUAL = 0.61;
	private static final double CAPITAL = 0.72;
	private static final double SQUARE = 1;
	private static final double BOLD = 1.12;
	/** The first character of the scripts whose characters fill squares. */
	private static final int FIRST_SQUARE = 0x2e80;

	private TextWidth() {
	}

	/** Width of a text, px. */
	static double of(String text, double size, boolean bold) {
		return text.codePoints().mapToDouble(TextWidth::share).sum() * size * (bold ? BOLD : 1);
	}

	/** A text cut to what fits. */
	static String fitted(String text, double room, double size, boolean bold) {
		if (of(text, size, bold) <= room) {
			return text;
		}
		var cut = new StringBuilder();
		double left = room - of("…", size, bold);
		for (int character : text.codePoints().toArray()) {
			left -= of(Character.toString(character), size, bold);
			if (left < 0) {
				break;
			}
			cut.appendCodePoint(character);
		}
		return cut.append('…').toString();
	}

	private static double share(int character) {
		return " .,:;'|!()[]ijl".indexOf(character) >= 0 ? NARROW
				: character >= FIRST_SQUARE ? SQUARE
						: Character.isUpperCase(character) || "mw_%…↑↓".indexOf(character) >= 0
								? CAPITAL
								: USUAL;
	}
}
