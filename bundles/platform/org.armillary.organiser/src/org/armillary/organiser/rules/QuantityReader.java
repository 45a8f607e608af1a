package org.armillary.organiser.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.rules.Expression.Call;
import org.armillary.organiser.rules.Expression.Keyword;
import org.armillary.organiser.rules.Expression.Reference;
import org.armillary.organiser.rules.Quantity.Alternative;
import org.armillary.organiser.rules.RuleNames.Kind;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.text.Nearest;
import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.YamlFields;
import org.armillary.workflow.text.YamlFields.Entry;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads parameters and quantities. */
final class QuantityReader {

	private static final String EXPRESSION = "an expression, in quotes where it begins with a bracket";

	private final RuleFields rules;
	private final YamlFields yaml;

	QuantityReader(RuleFields rules) {
		this.rules = rules;
		yaml = rules.yaml();
	}

	SequencedMap<String, RuleParameter> parameters(SequencedMap<String, Entry> fields) {
		var parameters = new LinkedHashMap<String, RuleParameter>();
		rules.section(fields, RuleKeys.PARAMETERS, "parameter", RuleFields.WORD, RuleFields.WORD_WORDS)
				.forEach((name, entry) -> {
					rules.names().announce(Kind.PARAMETER, name, entry.position());
					rules.names().add(Kind.PARAMETER, name, false);
					parameters.put(name, parameter(name, entry));
				});
		return parameters;
	}

	private RuleParameter parameter(String name, Entry entry) {
		String what = "the parameter " + name;
		if (!(entry.value() instanceof MappingNode)) {
			return new RuleParameter(name, yaml.line(entry.value(), name, "a value").orElse(""), List.of(), "",
					rules.line(entry.position()));
		}
		int before = rules.problems().size();
		var parameter = yaml.fields(entry.value(), what, RuleKeys.PARAMETER);
		String value = "";
		if (yaml.require(rules.problems().size() == before, parameter, RuleKeys.VALUE, what, entry, "its value")) {
			value = yaml.line(parameter.get(RuleKeys.VALUE).value(), RuleKeys.VALUE, "a value").orElse("");
		}
		List<String> choices = YamlFields.field(parameter, RuleKeys.CHOICES)
				.map(node -> yaml.words(node, RuleKeys.CHOICES, "a value or a list of values")).orElse(List.of());
		if (!choices.isEmpty() && parameter.containsKey(RuleKeys.VALUE) && !choices.contains(value)) {
			rules.value(parameter.get(RuleKeys.VALUE).value(), RuleKeys.VALUE, what, value,
					Nearest.hint(value, choices), "one of " + String.join(", ", choices));
		}
		return new RuleParameter(name, value, choices, rules.text(parameter, RuleKeys.HELP),
				rules.line(entry.position()));
	}

	SequencedMap<String, Quantity> quantities(SequencedMap<String, Entry> fields) {
		var entries = rules.section(fields, RuleKeys.QUANTITIES, "quantity", RuleFields.WORD, RuleFields.WORD_WORDS);
		entries.forEach((name, entry) -> {
			rules.names().position(Kind.PARAMETER, name)
					.ifPresent(earlier -> rules.error(entry.position(), OrganiserMessage.RULES_TWICE, "the quantity",
							name, "the parameter", earlier.line()));
			rules.names().announce(Kind.QUANTITY, name, entry.position());
		});
		var quantities = new LinkedHashMap<String, Quantity>();
		entries.forEach((name, entry) -> {
			Quantity quantity = quantity(name, entry);
			boolean many = quantity.alternatives().stream().anyMatch(alternative -> isMany(alternative.expression()));
			rules.names().add(Kind.QUANTITY, name, many);
			quantities.put(name, quantity);
		});
		return quantities;
	}

	private Quantity quantity(String name, Entry entry) {
		String what = "the quantity " + name;
		RuleLine line = rules.line(entry.position());
		if (!(entry.value() instanceof MappingNode)) {
			return new Quantity(name, alternatives(entry.value(), what), "", "", line);
		}
		int before = rules.problems().size();
		var quantity = yaml.fields(entry.value(), what, RuleKeys.QUANTITY);
		List<Alternative> alternatives = List.of();
		if (yaml.require(rules.problems().size() == before, quantity, RuleKeys.VALUE, what, entry, EXPRESSION)) {
			alternatives = alternatives(quantity.get(RuleKeys.VALUE).value(), what);
		}
		Optional<Condition> when = rules.condition(quantity, RuleKeys.WHEN, what);
		if (when.isPresent()) {
			alternatives = alternatives.stream().map(alternative -> new Alternative(
					Optional.of(Condition.all(alternative.when().map(inner -> List.of(when.get(), inner))
							.orElse(List.of(when.get())))),
					alternative.expression())).toList();
		}
		return new Quantity(name, alternatives, rules.text(quantity, RuleKeys.UNIT),
				rules.text(quantity, RuleKeys.HELP), line);
	}

	private List<Alternative> alternatives(Node node, String what) {
		var alternatives = new ArrayList<Alternative>();
		List<Node> elements = node instanceof SequenceNode list ? list.getValue() : List.of(node);
		if (elements.isEmpty()) {
			yaml.word(node, RuleKeys.VALUE, EXPRESSION);
		}
		for (Node element : elements) {
			if (!(element instanceof MappingNode)) {
				expression(element, what).map(found -> new Alternative(Optional.empty(), found))
						.ifPresent(alternatives::add);
				continue;
			}
			int before = rules.problems().size();
			var fields = yaml.fields(element, "an alternative of " + what, RuleKeys.ALTERNATIVE);
			var whole = new Entry(yaml.position(element), element);
			Optional<Condition> when = rules.condition(fields, RuleKeys.WHEN, what);
			if (yaml.require(rules.problems().size() == before, fields, RuleKeys.VALUE, "an alternative of " + what,
					whole, EXPRESSION)) {
				expression(fields.get(RuleKeys.VALUE).value(), what).map(found -> new Alternative(when, found))
						.ifPresent(alternatives::add);
			}
		}
		return alternatives;
	}

	private Optional<Expression> expression(Node node, String what) {
		Optional<String> text = yaml.word(node, RuleKeys.VALUE, EXPRESSION);
		if (text.isEmpty()) {
			return Optional.empty();
		}
		try {
			Expression expression = ExpressionParser.parse(text.get());
			boolean known = expression.references().distinct().filter(
					name -> !rules.names().checkReference(name, rules.inside(node, "$" + name), what, true))
					.count() == 0;
			if (known) {
				refuseManyTwice(expression, yaml.place(node), what);
			}
			return Optional.of(expression);
		} catch (ExpressionException e) {
			rules.problems().error(yaml.place(node).inside(e.expression(), e.column()),
					OrganiserMessage.RULES_EXPRESSION, e.problem(), e.expression(), e.remedy());
			return Optional.empty();
		}
	}

	/** Two things with many values have no pairs but by number, so that only one of them can go into most functions. */
	private void refuseManyTwice(Expression expression, Place place, String what) {
		if (!(expression instanceof Call call)) {
			return;
		}
		List<Expression> many = call.arguments().stream().filter(this::isMany).toList();
		Optional<Expression> refused = switch (call.function()) {
		case ANY -> many.stream().filter(call.arguments().getLast()::equals).findFirst();
		case FIRST, COUNT, WITHOUT -> Optional.empty();
		case WHERE -> call.arguments().stream().skip(2).filter(this::isMany).findFirst();
		default -> many.size() > 1 ? Optional.of(many.get(1)) : Optional.empty();
		};
		refused.ifPresent(argument -> rules.problems().error(place, OrganiserMessage.RULES_MANY,
				"‘" + argument.canonical() + "’ in " + what));
		call.arguments().forEach(argument -> refuseManyTwice(argument, place, what));
	}

	private boolean isMany(Expression expression) {
		return switch (expression) {
		case Keyword keyword -> keyword.isManyValued();
		case Reference reference -> rules.names().isMany(reference.name());
		case Call call -> !call.function().takesAllValues() && call.arguments().stream().anyMatch(this::isMany);
		default -> false;
		};
	}
}
