package org.armillary.workflow.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.workflow.condition.Terms.Comparison;
import org.armillary.workflow.condition.Terms.Constant;
import org.armillary.workflow.condition.Terms.Existence;
import org.armillary.workflow.condition.Terms.Junction;
import org.armillary.workflow.condition.Terms.KeywordTerm;
import org.armillary.workflow.condition.Terms.Likeness;
import org.armillary.workflow.condition.Terms.Membership;
import org.armillary.workflow.condition.Terms.Negation;
import org.armillary.workflow.condition.Terms.NumberTerm;
import org.armillary.workflow.condition.Terms.Operand;
import org.armillary.workflow.condition.Terms.ParameterTerm;
import org.armillary.workflow.condition.Terms.Relation;
import org.armillary.workflow.condition.Terms.TextTerm;
import org.armillary.workflow.condition.Terms.Truth;

/** Reads conditions by recursive descent. */
final class ConditionParser {

	private static final int DEEPEST = 50;
	private static final int LONGEST = 10_000;
	private static final String HIERARCH = "HIERARCH ";
	private static final String OPERANDS = "a value: $parameter, [KEYWORD], a number or a text";
	private static final String SYNTAX = "Write comparisons such as [KEYWORD] == value, $name > 3 or [KEYWORD] in (a, b), "
			+ "joined by and, or, not and parentheses.";
	private static final Pattern PARAMETER = Pattern
			.compile("\\$([A-Za-z0-9_][A-Za-z0-9_-]*(?:/[A-Za-z0-9_][A-Za-z0-9_-]*)*)?");
	private static final Pattern KEYWORD = Pattern.compile("\\[([^\\[\\]]*)]?");
	private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*+)('?)|\"((?:[^\"]|\"\")*+)(\"?)");
	private static final Pattern SIGN = Pattern.compile("==|!=|<=|>=|[<>]");
	private static final Pattern WORD = Pattern.compile("[^\\s()\\[\\],=!<>'\"$&|]+");

	private final String text;
	private int at;

	ConditionParser(String text) {
		this.text = text;
	}

	Condition parse() throws ConditionException {
		if (text.length() > LONGEST) {
			throw problem(LONGEST, "the condition has more than " + LONGEST + " characters", "Shorten it.");
		}
		Condition condition = any(0);
		skipSpace();
		if (at < text.length()) {
			throw unexpected("‘and’, ‘or’ or the end");
		}
		return condition;
	}

	private Condition any(int depth) throws ConditionException {
		var parts = new ArrayList<Condition>();
		do {
			parts.add(all(depth));
		} while (word("or"));
		return Junction.of(false, parts);
	}

	private Condition all(int depth) throws ConditionException {
		var parts = new ArrayList<Condition>();
		do {
			parts.add(not(depth));
		} while (word("and"));
		return Junction.of(true, parts);
	}

	private Condition not(int depth) throws ConditionException {
		if (depth > DEEPEST) {
			throw problem(at, "nested more than " + DEEPEST + " levels deep", "Remove parentheses.");
		}
		if (word("not")) {
			return new Negation(not(depth + 1));
		}
		if (mark('(')) {
			Condition inner = any(depth + 1);
			if (!mark(')')) {
				throw unexpected("‘)’");
			}
			return inner;
		}
		if (word("exists")) {
			skipSpace();
			int start = at;
			Operand subject = operand();
			if (!subject.isReference()) {
				throw problem(start, "‘exists’ stands before " + ConditionText.of(subject),
						"Write exists [KEYWORD] or exists $parameter.");
			}
			return new Existence(subject);
		}
		return comparison();
	}

	private Condition comparison() throws ConditionException {
		skipSpace();
		int start = at;
		Operand left = operand();
		skipSpace();
		Matcher sign = SIGN.matcher(text).region(at, text.length());
		if (sign.lookingAt()) {
			at = sign.end();
			Operand right = operand();
			if (!left.isReference() && !right.isReference()) {
				throw problem(start, "two texts are compared, so that the result never changes",
						"Write [NAME] for a keyword of the header, $name for a parameter.");
			}
			return new Comparison(left, relation(sign.group()), right);
		}
		boolean negated = word("not");
		if (word("in")) {
			Condition among = new Membership(reference(left, start), list());
			return negated ? new Negation(among) : among;
		}
		if (word("like")) {
			Condition likeness = new Likeness(reference(left, start), operand());
			return negated ? new Negation(likeness) : likeness;
		}
		if (negated) {
			throw unexpected("‘in’ or ‘like’");
		}
		if (left.isReference()) {
			return new Truth(left);
		}
		String word = left instanceof TextTerm(String value) ? value : ((NumberTerm) left).text();
		if (Terms.isTrueWord(word) || Terms.isFalseWord(word) && !word.isEmpty()) {
			return new Constant(Terms.isTrueWord(word));
		}
		throw problem(start, "‘" + word + "’ is not compared with anything", SYNTAX);
	}

	private Operand reference(Operand subject, int start) throws ConditionException {
		if (!subject.isReference()) {
			throw problem(start, "a text is compared with texts, so that the result never changes",
					"Write [NAME] for a keyword of the header, $name for a parameter.");
		}
		return subject;
	}

	private List<Operand> list() throws ConditionException {
		if (!mark('(')) {
			throw unexpected("‘(’, as in [KEYWORD] in (a, b)");
		}
		var values = new ArrayList<Operand>();
		do {
			values.add(operand());
		} while (mark(','));
		if (!mark(')')) {
			throw unexpected("‘,’ or ‘)’");
		}
		return values;
	}

	private static Relation relation(String sign) {
		for (Relation relation : Relation.values()) {
			if (relation.sign().equals(sign)) {
				return relation;
			}
		}
		throw new IllegalArgumentException(sign);
	}

	private Operand operand() throws ConditionException {
		skipSpace();
		if (at >= text.length()) {
			throw unexpected(OPERANDS);
		}
		return switch (text.charAt(at)) {
		case '$' -> parameter();
		case '[' -> keyword();
		case '\'', '"' -> quoted();
		default -> bare();
		};
	}

	private Operand parameter() throws ConditionException {
		Matcher name = match(PARAMETER);
		if (name.group(1) == null) {
			throw problem(name.start(), "‘$’ without a name", "Write the name of a parameter behind it.");
		}
		return new ParameterTerm(name.group(1));
	}

	private Operand keyword() throws ConditionException {
		Matcher brackets = match(KEYWORD);
		if (!brackets.group().endsWith("]")) {
			throw problem(brackets.start(), "the bracket opened here is not closed", "Write [KEYWORD].");
		}
		String name = brackets.group(1).strip().replaceAll("\\s+", " ");
		String plain = name.startsWith(HIERARCH) ? name.substring(HIERARCH.length()) : name;
		if (!Terms.isKeyword(plain)) {
			throw problem(brackets.start(), "‘" + name + "’ cannot be a keyword of a header",
					"Write it in capitals as in the header, such as [ESO INS GRAT1 NAME].");
		}
		return new KeywordTerm(plain);
	}

	private Operand quoted() throws ConditionException {
		Matcher quotes = match(QUOTED);
		boolean single = quotes.group(1) != null;
		if (quotes.group(single ? 2 : 4).isEmpty()) {
			throw problem(quotes.start(), "the quotation mark opened here is never closed",
					"Write the closing mark; inside of the text write it twice.");
		}
		return new TextTerm(single ? quotes.group(1).replace("''", "'") : quotes.group(3).replace("\"\"", "\""));
	}

	private Operand bare() throws ConditionException {
		Matcher word = WORD.matcher(text).region(at, text.length());
		if (!word.lookingAt() || Terms.RESERVED.contains(word.group())) {
			throw unexpected(OPERANDS);
		}
		at = word.end();
		return Terms.isNumber(word.group()) ? new NumberTerm(word.group()) : new TextTerm(word.group());
	}

	private Matcher match(Pattern pattern) {
		Matcher matcher = pattern.matcher(text).region(at, text.length());
		if (!matcher.lookingAt()) {
			throw new IllegalStateException(pattern.pattern());
		}
		at = matcher.end();
		return matcher;
	}

	private boolean word(String reserved) {
		skipSpace();
		Matcher word = WORD.matcher(text).region(at, text.length());
		if (word.lookingAt() && word.group().equals(reserved)) {
			at = word.end();
			return true;
		}
		return false;
	}

	private boolean mark(char mark) {
		skipSpace();
		if (at < text.length() && text.charAt(at) == mark) {
			at++;
			return true;
		}
		return false;
	}

	private void skipSpace() {
		while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
			at++;
		}
	}

	private ConditionException unexpected(String expected) {
		skipSpace();
		if (at >= text.length()) {
			return problem(at, "the condition ends here; expected " + expected, SYNTAX);
		}
		char c = text.charAt(at);
		String remedy = switch (c) {
		case '=' -> "Write == to compare.";
		case '&' -> "Write and.";
		case '|' -> "Write or.";
		case '!' -> "Write not before a condition, != to compare.";
		default -> SYNTAX;
		};
		Matcher word = WORD.matcher(text).region(at, text.length());
		String found = word.lookingAt() ? word.group() : text.substring(at, text.offsetByCodePoints(at, 1));
		return problem(at, "found ‘" + found + "’, expected " + expected, remedy);
	}

	private ConditionException problem(int offset, String words, String remedy) {
		return new ConditionException(text, text.codePointCount(0, Math.min(offset, text.length())) + 1, words, remedy);
	}
}
