package org.armillary.data;

import java.util.regex.Pattern;

import org.armillary.data.FitsCard.Kind;

/** Makes the 80-character records of a card: fixed format for standard keywords, free format for {@code HIERARCH}. */
final class CardFormatter {

	private static final Pattern STANDARD = Pattern.compile("[A-Z0-9_-]{1,8}");
	private static final Pattern HIERARCH = Pattern.compile("[A-Z0-9_.-]+( [A-Z0-9_.-]+)*");
	private static final int COMMENTARY_WIDTH = 72;
	/** Room of a CONTINUE record between its quotes, with the ampersand. */
	private static final int CONTINUE_WIDTH = 68;
	private static final int LONGEST_HIERARCH = 60;

	private CardFormatter() {
	}

	static FitsCard format(String keyword, Object value, String comment) {
		String name = CardParser.withoutHierarch(keyword);
		boolean standard = STANDARD.matcher(name).matches();
		if (!standard && (name.length() > LONGEST_HIERARCH || !HIERARCH.matcher(name).matches())) {
			throw new IllegalArgumentException("not a FITS keyword: " + keyword);
		}
		String start = standard ? "%-8s= ".formatted(name) : "HIERARCH " + name + " = ";
		String remark = printable(comment);
		return switch (value) {
		case String text -> text(name, start, standard, printable(text).stripTrailing(), remark);
		case Boolean logical -> number(name, Kind.LOGICAL, logical, start, standard, logical ? "T" : "F", remark);
		case Double real -> real(name, start, standard, real, real.toString(), remark);
		case Float real -> real(name, start, standard, Double.parseDouble(real.toString()), real.toString(), remark);
		case Long _,Integer _,Short _,Byte _ ->
			number(name, Kind.INTEGER, ((Number) value).longValue(), start, standard,
					value.toString(), remark);
		default -> throw new IllegalArgumentException(keyword + " cannot have a value of " + value.getClass());
		};
	}

	static FitsCard commentary(String keyword, String text) {
		String clean = printable(text);
		var image = new StringBuilder();
		int from = 0;
		do {
			int to = Math.min(clean.length(), from + COMMENTARY_WIDTH);
			appendRecord(image, "%-8s".formatted(keyword) + clean.substring(from, to));
			from = to;
		} while (from < clean.length());
		return new FitsCard(keyword, Kind.COMMENTARY, clean, "", image.toString());
	}

	private static FitsCard real(String name, String start, boolean standard, Double value, String digits,
			String comment) {
		return Double.isFinite(value) ? number(name, Kind.REAL, value, start, standard, digits, comment)
				: number(name, Kind.UNDEFINED, "", start, standard, "", comment);
	}

	private static FitsCard number(String name, Kind kind, Object value, String start, boolean standard, String digits,
			String comment) {
		String record = start + (standard ? "%20s".formatted(digits) : digits);
		if (record.length() > FitsCard.RECORD) {
			throw new IllegalArgumentException("keyword and value do not fit into a record: " + record);
		}
		return withComment(name, kind, value, record, comment);
	}

	private static FitsCard text(String name, String start, boolean standard, String text, String comment) {
		String quoted = text.replace("'", "''");
		int room = FitsCard.RECORD - start.length() - 2;
		if (quoted.length() <= room) {
			String padded = standard ? "%-8s".formatted(quoted) : quoted;
			return withComment(name, Kind.TEXT, text, start + "'" + padded + "'", comment);
		}
		var image = new StringBuilder();
		String record = start;
		int width = room;
		int from = 0;
		while (quoted.length() - from > width) {
			int to = cut(quoted, from, from + width - 1);
			appendRecord(image, record + "'" + quoted.substring(from, to) + "&'");
			from = to;
			record = "CONTINUE  ";
			width = CONTINUE_WIDTH;
		}
		FitsCard last = withComment(name, Kind.TEXT, text, record + "'" + quoted.substring(from) + "'", comment);
		return new FitsCard(name, Kind.TEXT, text, last.comment(), image + last.image());
	}

	/** The largest cut at or before {@code to} that does not separate the two halves of a doubled quote. */
	private static int cut(String quoted, int from, int to) {
		int quotes = 0;
		for (int i = to - 1; i >= from && quoted.charAt(i) == '\''; i--) {
			quotes++;
		}
		return quotes % 2 == 0 ? to : to - 1;
	}

	private static FitsCard withComment(String name, Kind kind, Object value, String record, String comment) {
		String gap = record.length() < 30 && !record.startsWith("HIERARCH") && !record.startsWith("CONTINUE")
				? "%-30s".formatted(record)
				: record;
		int room = FitsCard.RECORD - gap.length() - 3;
		String remark = room <= 0 ? "" : comment.substring(0, Math.min(room, comment.length())).strip();
		var image = new StringBuilder();
		appendRecord(image, remark.isEmpty() ? record : gap + " / " + remark);
		return new FitsCard(name, kind, value, remark, image.toString());
	}

	private static void appendRecord(StringBuilder image, String record) {
		image.append(record).repeat(' ', FitsCard.RECORD - record.length());
	}

	private static String printable(String text) {
		var clean = new StringBuilder(text.length());
		text.codePoints().forEach(point -> clean.append(point >= ' ' && point <= '~' ? (char) point : '?'));
		return clean.toString();
	}
}
