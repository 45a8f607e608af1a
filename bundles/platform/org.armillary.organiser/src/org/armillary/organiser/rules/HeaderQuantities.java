package org.armillary.organiser.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import org.armillary.organiser.header.Header;
import org.armillary.organiser.rules.ExpressionValues.Numbered;
import org.armillary.organiser.rules.Quantity.Alternative;
import org.armillary.organiser.rules.QuantityValues.NumberedPlace;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.condition.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * The quantities of one header. Each is worked out when it is first asked for. Can be used by several threads, which at worst
 * work out the same value twice.
 */
public final class HeaderQuantities {

	private final QuantityValues quantities;
	private final Header header;
	private final @Nullable List<Value>[] known;

	@SuppressWarnings("unchecked")
	HeaderQuantities(QuantityValues quantities, Header header) {
		this.quantities = quantities;
		this.header = header;
		known = (List<Value>[]) new List<?>[quantities.size()];
	}

	/** The header. */
	public Header header() {
		return header;
	}

	/** The values of a quantity, each once; none where it has none or the rules have no such quantity. */
	public List<Value> values(String quantity) {
		Optional<Integer> number = quantities.number(quantity);
		if (number.isEmpty()) {
			return List.of();
		}
		List<Value> values = known[number.get()];
		if (values == null) {
			values = workOut(quantities.quantity(number.get()));
			known[number.get()] = values;
		}
		return values;
	}

	/** The value of a quantity, the first where it has many; empty where it has none. */
	public Optional<Value> value(String quantity) {
		List<Value> values = values(quantity);
		return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
	}

	/** Whether a condition holds. */
	public boolean test(Condition condition) {
		return condition.test(this::text, header::value);
	}

	/** Whether a condition holds, and which comparisons decided. */
	public Explanation explain(Condition condition) {
		Explanation whole = condition.explain(this::text, header::value);
		return new Explanation(whole.holds(), whole.reasons().stream().map(Decimals::shown).toList());
	}

	/** What conditions see behind {@code $name}: the value of a parameter, or the first value of a quantity. */
	private Optional<String> text(String name) {
		Optional<String> parameter = quantities.parameterText(name);
		return parameter.isPresent() ? parameter : value(name).map(Value::text);
	}

	private List<Value> workOut(Quantity quantity) {
		var values = new ExpressionValues(this::keyword, this::numbered, this::reference);
		for (Alternative alternative : quantity.alternatives()) {
			if (alternative.when().isEmpty() || test(alternative.when().get())) {
				List<Value> found = distinct(values.of(alternative.expression()));
				if (!found.isEmpty()) {
					return found;
				}
			}
		}
		return List.of();
	}

	private static List<Value> distinct(List<Value> values) {
		if (values.size() == 1) {
			return List.of(tidy(values.getFirst()));
		}
		var distinct = new LinkedHashSet<Value>();
		values.forEach(value -> distinct.add(tidy(value)));
		return List.copyOf(distinct);
	}

	private static Value tidy(Value value) {
		return value instanceof Value.Text(String text) ? new Value.Text(text.stripTrailing()) : value;
	}

	private List<Value> reference(String name) {
		List<Value> parameter = quantities.parameter(name);
		return parameter.isEmpty() ? values(name) : parameter;
	}

	private List<Value> keyword(String name) {
		if (!name.contains("#")) {
			int place = header.layout().place(name);
			return place < 0 ? List.of() : value(header.value(place)).map(List::of).orElse(List.of());
		}
		var values = new ArrayList<Value>();
		for (NumberedPlace one : quantities.places(header.layout(), name)) {
			value(header.value(one.place())).ifPresent(values::add);
		}
		return values;
	}

	private List<Numbered> numbered(String name) {
		var values = new ArrayList<Numbered>();
		for (NumberedPlace one : quantities.places(header.layout(), name)) {
			value(header.value(one.place())).ifPresent(value -> values.add(new Numbered(one.digits(), value)));
		}
		return values;
	}

	/** The value of a keyword; empty for a number that is none. */
	private static Optional<Value> value(Object value) {
		return switch (value) {
		case Number number when !Double.isFinite(number.doubleValue()) -> Optional.empty();
		case Number number -> Optional.of(new Value.Number(number.doubleValue()));
		default -> Optional.of(new Value.Text(value.toString().stripTrailing()));
		};
	}
}
