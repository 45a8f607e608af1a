package org.armillary.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;

/** Valid values of a parameter, as text: its default, the ends of its range, and forms that are easily misread. */
final class ParameterSamples {

	private static final long LARGEST_INTEGER = 999_999_999_999_999_999L;

	private ParameterSamples() {
	}

	/** The default and then as many others as there are, each once. */
	static List<String> of(ParameterDescriptor parameter) {
		List<String> elements = elements(parameter);
		var samples = new LinkedHashSet<String>();
		samples.add(parameter.defaultText());
		if (parameter.list()) {
			samples.add("");
			samples.add(String.join(",", elements.stream().filter(element -> !element.contains(",")).toList()));
			elements.stream().filter(element -> !element.contains(",")).map(element -> " " + element + " , " + element)
					.forEach(samples::add);
		}
		elements.stream().filter(element -> !parameter.list() || !element.contains(",")).forEach(samples::add);
		return List.copyOf(samples);
	}

	private static List<String> elements(ParameterDescriptor parameter) {
		return switch (parameter.type()) {
		case BOOLEAN -> List.of("true", "false");
		case CHOICE -> parameter.choices();
		case TEXT -> List.of("a", "two words", "ä=b:c#d'e\"f\\", "1e5", "true", "a,b");
		case INTEGER, NUMBER -> numbers(parameter);
		};
	}

	private static List<String> numbers(ParameterDescriptor parameter) {
		ValueRange range = parameter.range();
		var texts = new ArrayList<String>();
		if (parameter.type() == Type.INTEGER) {
			long low = range.min() < -LARGEST_INTEGER ? -LARGEST_INTEGER : (long) Math.ceil(range.min());
			long high = range.max() > LARGEST_INTEGER ? LARGEST_INTEGER : (long) Math.floor(range.max());
			low = range.contains(low) ? low : low + 1;
			high = range.contains(high) ? high : high - 1;
			texts.addAll(List.of(Long.toString(low), Long.toString(high), Long.toString(low / 2 + high / 2)));
			add(texts, range, "+7", "-0", "007");
		} else {
			double low = range.min() == Double.NEGATIVE_INFINITY ? -Double.MAX_VALUE : range.min();
			double high = range.max() == Double.POSITIVE_INFINITY ? Double.MAX_VALUE : range.max();
			low = range.contains(low) ? low : Math.nextUp(low);
			high = range.contains(high) ? high : Math.nextDown(high);
			texts.addAll(List.of(Double.toString(low), Double.toString(high), Double.toString(low / 2 + high / 2)));
			add(texts, range, "0.1", "0.30000000000000004", "1e-7", "2.5E+3", ".5", "+3.", "-0.0", "4.9e-324",
					"12345678.9");
		}
		return texts;
	}

	private static void add(List<String> texts, ValueRange range, String... candidates) {
		for (String candidate : candidates) {
			if (range.contains(Double.parseDouble(candidate))) {
				texts.add(candidate);
			}
		}
	}
}
