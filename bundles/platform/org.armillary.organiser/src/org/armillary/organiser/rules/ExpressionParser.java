package org.armillary.organiser.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.armillary.organiser.rules.Expression.Call;
import org.armillary.organiser.rules.Expression.Keyword;
import org.armillary.organiser.rules.Expression.NumberConstant;
import org.armillary.organiser.rules.Expression.Reference;
import org.armillary.organiser.rules.Expression.TextConstant;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.text.Nearest;

/** Reads expressions by recursive descent. */
final class ExpressionParser {

	private static final int DEEPEST = 50;
	private static final int LONGEST = 10_000;
	private static final String HIERARCH = "HIERARCH ";
	private static final String OPERANDS = "a keyword in brackets, $name, a number, a text in quotes or a function";
	private static final String SYNTAX = "Write for example [ESO DET SEQ1 DIT], mod([ESO OCS ROT NAANGLE], 360) or "
			+ "join([A], '-', $b); docs/rules.md lists the functions.";
	private static final Pattern REFERENCE = Pattern.compile("\\$([A-Za-z][A-Za-z0-9_]*)?");
	private static final Pattern KEYWORD = Pattern.compile("\\[([^\\[\\]]*)]?");
	private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*+)('?)|\"((?:[^\"]|\"\")*+)(\"?)");
	private static final Pattern NUMBER = Pattern
			.compile("(?:\\d{1,400}(?:\\.\\d{0,400})?|\\.\\d{1,400})(?:[eE][+-]?\\d{1,4})?");
	private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	private final String text;
	private int at;

	private ExpressionParser(String text) {
		this.text = text;
	}

	static Expression parse(String text) throws ExpressionException {
		return new ExpressionParser(text).parse();
	}

	private Expression parse() throws ExpressionException {
		if (text.length() > LONGEST) {
			throw problem(LONGEST, "the expression has more than " + LONGEST + " characters", "Shorten it.");
		}
		Expression expression = sum(0);
		if (next() != 0) {
			throw unexpected("an operator or the end");
		}
		return expression;
	}

	private Expression sum(int depth) throws ExpressionException {
		Expression sum = product(depth);
		for (int terms = 1;; terms++) {
			char sign = next();
			if (sign != '+' && sign != '-') {
				return sum;
			}
			refuseDepth(depth + terms);
			at++;
			sum = call(sign == '+' ? Function.ADD : Function.SUBTRACT, at - 1, List.of(sum, product(depth)));
		}
	}

	private Expression product(int depth) throws ExpressionException {
		Expression product = signed(depth);
		for (int factors = 1;; factors++) {
			char sign = next();
			if (sign != '*' && sign != '/') {
				return product;
			}
			refuseDepth(depth + factors);
			at++;
			product = call(sign == '*' ? Function.MULTIPLY : Function.DIVIDE, at - 1,
					List.of(product, signed(depth)));
		}
	}

	private Expression signed(int depth) throws ExpressionException {
		refuseDepth(depth);
		if (next() != '-') {
			return operand(depth);
		}
		int sign = at++;
		Expression operand = signed(depth + 1);
		return operand instanceof NumberConstant(double number) ? new NumberConstant(-number)
				: call(Function.SUBTRACT, sign, List.of(new NumberConstant(0), operand));
	}

	private void refuseDepth(int depth) throws ExpressionException {
		if (depth > DEEPEST) {
			throw problem(at, "nested, or joined by operators, more than " + DEEPEST + " times",
					"Make quantities of its parts.");
		}
	}

	private Expression operand(int depth) throws ExpressionException {
		char first = next();
		return switch (first) {
		case '[' -> keyword();
		case '$' -> reference();
		case '\'', '"' -> quoted();
		case '(' -> {
			at++;
			Expression inner = sum(depth + 1);
			if (next() != ')') {
				throw unexpected("‘)’");
			}
			at++;
			yield inner;
		}
		default -> first == '.' || first >= '0' && first <= '9' ? number() : function(depth);
		};
	}

	private Expression keyword() throws ExpressionException {
		Matcher brackets = match(KEYWORD).orElseThrow();
		if (!brackets.group().endsWith("]")) {
			throw problem(brackets.start(), "the bracket opened here is not closed", "Write [KEYWORD].");
		}
		String name = brackets.group(1).strip().replaceAll("\\s+", " ");
		String plain = name.startsWith(HIERARCH) ? name.substring(HIERARCH.length()) : name;
		if (!Condition.isKeyword(plain.replaceFirst("#", "1"))) {
			throw problem(brackets.start(), "‘" + name + "’ cannot be a keyword of a header",
					"Write it in capitals as in the header, such as [ESO INS GRAT1 NAME]; one # may stand for a number.");
		}
		return new Keyword(plain);
	}

	private Expression reference() throws ExpressionException {
		Matcher name = match(REFERENCE).orElseThrow();
		if (name.group(1) == null) {
			throw problem(name.start(), "‘$’ without a name",
					"Write the name of a quantity or parameter behind it.");
		}
		return new Reference(name.group(1));
	}

	private Expression quoted() throws ExpressionException {
		Matcher quotes = match(QUOTED).orElseThrow();
		boolean single = quotes.group(1) != null;
		if (quotes.group(single ? 2 : 4).isEmpty()) {
			throw problem(quotes.start(), "the quotation mark opened here is never closed",
					"Write the closing mark; inside of the text write it twice.");
		}
		return new TextConstant(
				single ? quotes.group(1).replace("''", "'") : quotes.group(3).replace("\"\"", "\""));
	}

	private Expression number() throws ExpressionException {
		Matcher digits = match(NUMBER).orElseThrow(() -> unexpected(OPERANDS));
		double number = Double.parseDouble(digits.group());
		if (!Double.isFinite(number)) {
			throw problem(digits.start(), "‘" + digits.group() + "’ is larger than any number reckoned with",
					"Write at most 1.7e308.");
		}
		return new NumberConstant(number);
	}

	private Expression function(int depth) throws ExpressionException {
		Matcher word = match(WORD).orElseThrow(() -> unexpected(OPERANDS));
		List<Function> functions = Stream.of(Function.values())
				.filter(function -> function.sign().isEmpty() && function.word().equals(word.group())).toList();
		if (next() != '(') {
			throw problem(word.start(), "‘" + word.group() + "’ stands alone; expected " + OPERANDS,
					"Write ['" + word.group() + "'] as [KEYWORD] for a keyword, $" + word.group()
							+ " for a quantity or parameter, '" + word.group() + "' for a text.");
		}
		if (functions.isEmpty()) {
			throw problem(word.start(),
					"there is no function ‘" + word.group() + "’" + Nearest.hint(word.group(), Function.words()),
					"Write one of " + String.join(", ", Function.words()) + ".");
		}
		at++;
		var arguments = new ArrayList<Expression>();
		if (next() != ')') {
			arguments.add(sum(depth + 1));
			while (next() == ',') {
				at++;
				arguments.add(sum(depth + 1));
			}
		}
		if (next() != ')') {
			throw unexpected("‘,’ or ‘)’");
		}
		at++;
		return call(functions.getFirst(), word.start(), arguments);
	}

	private Expression call(Function function, int start, List<Expression> arguments) throws ExpressionException {
		if (arguments.size() < function.fewest() || arguments.size() > function.most()) {
			throw problem(start, "‘" + function.word() + "’ has " + arguments.size() + " arguments; expected "
					+ (function.fewest() == function.most() ? "" : function.fewest() + " to ") + function.most(),
					"docs/rules.md lists the functions with their arguments.");
		}
		if (function.pairsByNumber() && !(arguments.get(0).isNumbered() && arguments.get(1).isNumbered())) {
			throw problem(start, "‘" + function.word() + "’ pairs keywords by their number, and one of its first two"
					+ " arguments has none", "Write two keywords with # there: where([ARM# NAME], [ARM# TYPE], 'O').");
		}
		boolean text = arguments.stream().anyMatch(TextConstant.class::isInstance);
		if (text && function.wantsNumbers()) {
			throw problem(start, "‘" + function.sign().orElse(function.word())
					+ "’ of a text, which never has a value; expected numbers",
					"Write numbers without quotes, [KEYWORD] or $name.");
		}
		return new Call(function, arguments);
	}

	private Optional<Matcher> match(Pattern pattern) {
		Matcher matcher = pattern.matcher(text).region(at, text.length());
		if (!matcher.lookingAt()) {
			return Optional.empty();
		}
		at = matcher.end();
		return Optional.of(matcher);
	}

	/** The next character that is no blank; 0 at the end. */
	private char next() {
		while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
			at++;
		}
		return at < text.length() ? text.charAt(at) : 0;
	}

	private ExpressionException unexpected(String expected) {
		if (next() == 0) {
			return problem(at, "the expression ends here; expected " + expected, SYNTAX);
		}
		String found = text.substring(at, text.offsetByCodePoints(at, 1));
		String remedy = "=<>!".contains(found) ? "Conditions stand behind ‘when:’; an expression has a value." : SYNTAX;
		return problem(at, "found ‘" + found + "’, expected " + expected, remedy);
	}

	private ExpressionException problem(int offset, String words, String remedy) {
		return new ExpressionException(text, text.codePointCount(0, Math.min(offset, text.length())) + 1, words,
				remedy);
	}
}
