package org.armillary.data;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

import org.armillary.data.FitsCard.Kind;

/**
 * Reads cards from the 80-byte records of a header. Never fails: what it cannot make sense of becomes a malformed card.
 */
final class CardParser {

	private static final String HIERARCH = "HIERARCH ";
	private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
	private static final Pattern REAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([EeDd][+-]?\\d{1,5})?");
	private static final Pattern BLANKS = Pattern.compile(" +");
	/** Keywords without a value, whatever follows them. */
	private static final Set<String> COMMENTARY = Set.of("COMMENT", "HISTORY", "");
	private static final int KEYWORD = 8;

	private CardParser() {
	}

	/** The cards in {@code records}, a whole number of 80-byte records without END. */
	static List<FitsCard> parse(byte[] records) {
		var cards = new ArrayList<FitsCard>();
		int count = records.length / FitsCard.RECORD;
		for (int i = 0; i < count;) {
			int first = i++;
			FitsCard card = card(record(records, first));
			if (continues(card) && i < count && isContinuation(record(records, i))) {
				var text = new StringBuilder((String) card.value());
				var image = new StringBuilder(card.image());
				var comments = new StringJoiner(" ").add(card.comment());
				while (i < count && !text.isEmpty() && text.charAt(text.length() - 1) == '&'
						&& isContinuation(record(records, i))) {
					FitsCard next = value(card.keyword(), record(records, i), KEYWORD);
					text.setLength(text.length() - 1);
					text.append(next.value());
					image.append(next.image());
					if (!next.comment().isEmpty()) {
						comments.add(next.comment());
					}
					i++;
				}
				card = new FitsCard(card.keyword(), Kind.TEXT, text.toString(), comments.toString().strip(),
						image.toString());
			}
			cards.add(card);
		}
		return cards;
	}

	/** {@code keyword} in upper case, without a leading HIERARCH. */
	static String withoutHierarch(String keyword) {
		String upper = keyword.strip().toUpperCase(Locale.ROOT);
		return upper.startsWith(HIERARCH) ? upper.substring(HIERARCH.length()).strip() : upper;
	}

	private static String record(byte[] records, int index) {
		return new String(records, index * FitsCard.RECORD, FitsCard.RECORD, StandardCharsets.ISO_8859_1);
	}

	private static boolean continues(FitsCard card) {
		return card.kind() == Kind.TEXT && ((String) card.value()).endsWith("&");
	}

	private static boolean isContinuation(String record) {
		return record.startsWith("CONTINUE  ") && record.substring(KEYWORD).stripLeading().startsWith("'");
	}

	private static FitsCard card(String record) {
		if (record.startsWith(HIERARCH)) {
			int equals = record.indexOf('=');
			if (equals > 0) {
				String keyword = withoutHierarch(record.substring(0, equals));
				boolean single = keyword.indexOf("  ") < 0;
				return value(single ? keyword : BLANKS.matcher(keyword).replaceAll(" "), record, equals + 1);
			}
		}
		String keyword = record.substring(0, KEYWORD).stripTrailing();
		if (!COMMENTARY.contains(keyword) && record.charAt(KEYWORD) == '=' && record.charAt(KEYWORD + 1) == ' ') {
			return value(keyword, record, KEYWORD + 1);
		}
		return new FitsCard(keyword, Kind.COMMENTARY, record.substring(KEYWORD).stripTrailing(), "", record);
	}

	private static FitsCard value(String keyword, String record, int from) {
		String field = record.substring(from);
		int start = 0;
		while (start < field.length() && field.charAt(start) == ' ') {
			start++;
		}
		if (start < field.length() && field.charAt(start) == '\'') {
			return text(keyword, record, field, start + 1);
		}
		int slash = field.indexOf('/');
		String token = (slash < 0 ? field : field.substring(0, slash)).strip();
		String comment = slash < 0 ? "" : field.substring(slash + 1).strip();
		if (token.isEmpty()) {
			return new FitsCard(keyword, Kind.UNDEFINED, "", comment, record);
		}
		if (token.equals("T") || token.equals("F")) {
			return new FitsCard(keyword, Kind.LOGICAL, token.equals("T"), comment, record);
		}
		if (INTEGER.matcher(token).matches()) {
			return new FitsCard(keyword, Kind.INTEGER, Long.parseLong(token), comment, record);
		}
		if (REAL.matcher(token).matches()) {
			return number(keyword, token, comment, record);
		}
		Kind kind = token.startsWith("(") && token.endsWith(")") ? Kind.COMPLEX : Kind.MALFORMED;
		return new FitsCard(keyword, kind, token, comment, record);
	}

	private static FitsCard number(String keyword, String token, String comment, String record) {
		boolean integer = token.chars().allMatch(c -> c == '+' || c == '-' || Character.isDigit(c));
		if (integer) {
			var exact = new BigInteger(token);
			if (exact.bitLength() < Long.SIZE) {
				return new FitsCard(keyword, Kind.INTEGER, exact.longValue(), comment, record);
			}
		}
		double value = Double.parseDouble(token.replace('D', 'E').replace('d', 'e'));
		return Double.isFinite(value) ? new FitsCard(keyword, Kind.REAL, value, comment, record)
				: new FitsCard(keyword, Kind.MALFORMED, token, comment, record);
	}

	private static FitsCard text(String keyword, String record, String field, int from) {
		var text = new StringBuilder();
		for (int i = from; i < field.length(); i++) {
			char c = field.charAt(i);
			if (c != '\'') {
				text.append(c);
			} else if (i + 1 < field.length() && field.charAt(i + 1) == '\'') {
				text.append(c);
				i++;
			} else {
				int slash = field.indexOf('/', i);
				String comment = slash < 0 ? "" : field.substring(slash + 1).strip();
				return new FitsCard(keyword, Kind.TEXT, text.toString().stripTrailing(), comment, record);
			}
		}
		return new FitsCard(keyword, Kind.MALFORMED, field.strip(), "", record);
	}
}
