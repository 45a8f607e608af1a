package org.armillary.workflow.condition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.armillary.workflow.condition.Terms.Comparison;
import org.armillary.workflow.condition.Terms.Constant;
import org.armillary.workflow.condition.Terms.Existence;
import org.armillary.workflow.condition.Terms.Junction;
import org.armillary.workflow.condition.Terms.KeywordTerm;
import org.armillary.workflow.condition.Terms.Likeness;
import org.armillary.workflow.condition.Terms.Membership;
import org.armillary.workflow.condition.Terms.Negation;
import org.armillary.workflow.condition.Terms.Operand;
import org.armillary.workflow.condition.Terms.ParameterTerm;
import org.armillary.workflow.condition.Terms.Truth;

/**
 * A condition, immutable and compared by what it says:
 *
 * <pre>{@code
 * $thorough and ([ESO INS GRAT1 NAME] in (K, HK) or not exists [OBJECT])
 * }</pre>
 *
 * <p>Operands are parameters of the workflow ({@code $name}), keywords of a header ({@code [KEYWORD]}), numbers and texts,
 * bare or in quotes, in which the quotation mark itself is written twice. They are compared by {@code == != < <= > >=} and
 * {@code in (…)}, or with a pattern by {@code like}, and what results is joined by {@code not}, {@code and}, {@code or}, which bind in this order.
 *
 * <p>{@code like} compares texts, numbers in the form in which they stand, with a pattern in which {@code *} stands for any
 * text and {@code ?} for one character; capitals and small letters differ ({@link Glob}).
 *
 * <p>Two numbers are compared as such, exactly, so that 35 is 35.0; anything else as text. The value of a parameter and a bare
 * word are numbers where they look like one; a text in quotes and a text of a header never are. A logical value of a header
 * is {@code true} or {@code false}, also written {@code T} and {@code F}. What is absent makes each comparison with it
 * false, but {@code !=} true. An operand alone holds unless it is absent, empty, zero, or one of {@code false}, {@code no},
 * {@code off}, {@code F}, in capitals or small letters.
 */
public sealed interface Condition
		permits Junction, Negation, Comparison, Membership, Likeness, Existence, Truth, Constant {

	/**
	 * Reads a condition.
	 *
	 * @throws ConditionException
	 *             naming the column, where the text cannot be understood
	 */
	static Condition parse(String text) throws ConditionException {
		return new ConditionParser(text).parse();
	}

	/** Holds where all of some conditions hold; always, where there are none. */
	static Condition all(List<Condition> conditions) {
		return Junction.of(true, conditions);
	}

	/** Holds where any of some conditions holds; never, where there are none. */
	static Condition any(List<Condition> conditions) {
		return Junction.of(false, conditions);
	}

	/** Holds where a condition does not. */
	static Condition not(Condition condition) {
		return new Negation(condition);
	}

	/** Whether {@code name} can be the name of a keyword of a header: {@code MJD-OBS}, {@code ESO INS GRAT1 NAME}. */
	static boolean isKeyword(String name) {
		return Terms.isKeyword(name);
	}

	/**
	 * Whether it holds.
	 *
	 * @param parameters
	 *            value of a parameter as text, by name; empty for one that has none
	 * @param keywords
	 *            value of a keyword by name: a {@link String}, {@link Number} or {@link Boolean}; empty for one that is absent
	 */
	default boolean test(Function<String, Optional<String>> parameters, Function<String, Optional<Object>> keywords) {
		return new Evaluation(parameters, keywords).holds(this);
	}

	/** Whether it holds, and which comparisons decided; see {@link #test}. */
	default Explanation explain(Function<String, Optional<String>> parameters,
			Function<String, Optional<Object>> keywords) {
		var evaluation = new Evaluation(parameters, keywords);
		boolean holds = evaluation.holds(this);
		return new Explanation(holds, evaluation.reasons(this, true));
	}

	/** Names of the keywords, each once, in the order of the text. */
	default Set<String> keywords() {
		var names = new LinkedHashSet<String>();
		for (Operand operand : operands()) {
			if (operand instanceof KeywordTerm keyword) {
				names.add(keyword.name());
			}
		}
		return names;
	}

	/** Names of the parameters, each once, in the order of the text. */
	default Set<String> parameters() {
		var names = new LinkedHashSet<String>();
		for (Operand operand : operands()) {
			if (operand instanceof ParameterTerm parameter) {
				names.add(parameter.name());
			}
		}
		return names;
	}

	/** The text in its one canonical form, from which {@link #parse} makes an equal condition. */
	default String text() {
		return ConditionText.of(this);
	}

	/** This condition with other names for its parameters. */
	default Condition renamed(Function<String, String> names) {
		return switch (this) {
		case Junction junction ->
			new Junction(junction.all(), junction.parts().stream().map(part -> part.renamed(names)).toList());
		case Negation negation -> new Negation(negation.inner().renamed(names));
		case Comparison comparison -> new Comparison(comparison.left().renamed(names), comparison.relation(),
				comparison.right().renamed(names));
		case Membership membership -> new Membership(membership.subject().renamed(names),
				membership.values().stream().map(value -> value.renamed(names)).toList());
		case Likeness likeness ->
			new Likeness(likeness.subject().renamed(names), likeness.pattern().renamed(names));
		case Existence existence -> new Existence(existence.subject().renamed(names));
		case Truth truth -> new Truth(truth.subject().renamed(names));
		case Constant constant -> constant;
		};
	}

	private List<Operand> operands() {
		return switch (this) {
		case Junction junction -> junction.parts().stream().flatMap(part -> part.operands().stream()).toList();
		case Negation negation -> negation.inner().operands();
		case Comparison comparison -> List.of(comparison.left(), comparison.right());
		case Membership membership -> {
			var operands = new ArrayList<Operand>();
			operands.add(membership.subject());
			operands.addAll(membership.values());
			yield operands;
		}
		case Likeness likeness -> List.of(likeness.subject(), likeness.pattern());
		case Existence existence -> List.of(existence.subject());
		case Truth truth -> List.of(truth.subject());
		case Constant _ -> List.of();
		};
	}
}
