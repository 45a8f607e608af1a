package org.armillary.organiser.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderLayout;

/**
 * Works out the quantities of rules for headers. Each is worked out when it is first asked for, once for a header; whatever
 * stands in a header, nothing is thrown. Can be used by several threads.
 */
public final class QuantityValues {

	/** Place of a keyword in a header, and the digits in place of {@code #} without zeros in front. */
	record NumberedPlace(int place, String digits) {
	}

	private final RuleSet rules;
	private final List<Quantity> quantities;
	private final Map<String, Integer> numbers = new HashMap<>();
	private final Map<String, List<Value>> parameters = new HashMap<>();
	private final Map<String, Optional<String>> parameterTexts = new HashMap<>();
	private final List<String> patterns;
	/** By name with {@code #}, for each layout. */
	private final Map<HeaderLayout, Map<String, List<NumberedPlace>>> layouts = Collections
			.synchronizedMap(new WeakHashMap<>());

	/** Takes the rules with the values of their parameters. */
	public QuantityValues(RuleSet rules) {
		this.rules = rules;
		quantities = List.copyOf(rules.quantities().values());
		for (Quantity quantity : quantities) {
			numbers.put(quantity.name(), numbers.size());
		}
		rules.parameters().forEach((name, parameter) -> {
			Value text = new Value.Text(parameter.value());
			parameters.put(name, List.of(ExpressionValues.numberIn(parameter.value()).orElse(text)));
			parameterTexts.put(name, Optional.of(parameter.value()));
		});
		patterns = quantities.stream().flatMap(quantity -> quantity.alternatives().stream())
				.flatMap(alternative -> alternative.expression().keywords()).filter(name -> name.contains("#"))
				.distinct().toList();
	}

	/** The rules. */
	public RuleSet rules() {
		return rules;
	}

	/** The quantities of a header. */
	public HeaderQuantities of(Header header) {
		return new HeaderQuantities(this, header);
	}

	/** Number of quantities. */
	int size() {
		return quantities.size();
	}

	/** Place of a quantity among all; empty where the rules have none of this name. */
	Optional<Integer> number(String name) {
		return Optional.ofNullable(numbers.get(name));
	}

	Quantity quantity(int number) {
		return quantities.get(number);
	}

	/** The value of a parameter, as a list; empty where there is no such parameter. */
	List<Value> parameter(String name) {
		return parameters.getOrDefault(name, List.of());
	}

	/** The value of a parameter as conditions see it; empty where there is no such parameter. */
	Optional<String> parameterText(String name) {
		return parameterTexts.getOrDefault(name, Optional.empty());
	}

	/** Where the keywords of a layout are for which a name with {@code #} stands, in the order of the numbers. */
	List<NumberedPlace> places(HeaderLayout layout, String pattern) {
		List<NumberedPlace> found = layouts.computeIfAbsent(layout, this::places).get(pattern);
		return found == null ? places(layout.names(), pattern) : found;
	}

	private Map<String, List<NumberedPlace>> places(HeaderLayout layout) {
		var places = new HashMap<String, List<NumberedPlace>>();
		patterns.forEach(pattern -> places.put(pattern, places(layout.names(), pattern)));
		return places;
	}

	private static List<NumberedPlace> places(List<String> names, String pattern) {
		int mark = pattern.indexOf('#');
		String before = pattern.substring(0, mark);
		String after = pattern.substring(mark + 1);
		var found = new ArrayList<NumberedPlace>();
		for (int i = 0; i < names.size(); i++) {
			String name = names.get(i);
			if (name.length() >= pattern.length() && name.startsWith(before) && name.endsWith(after)) {
				String digits = name.substring(mark, name.length() - after.length());
				if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
					found.add(new NumberedPlace(i, digits.replaceFirst("^0+(?=.)", "")));
				}
			}
		}
		found.sort(Comparator.comparingInt((NumberedPlace one) -> one.digits.length())
				.thenComparing(NumberedPlace::digits).thenComparingInt(NumberedPlace::place));
		return List.copyOf(found);
	}

	@Override
	public String toString() {
		return rules.name() + " " + Arrays.toString(quantities.stream().map(Quantity::name).toArray());
	}
}
