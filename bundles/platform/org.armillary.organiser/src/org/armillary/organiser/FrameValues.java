package org.armillary.organiser;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.organiser.header.Header;
import org.armillary.organiser.rules.HeaderQuantities;
import org.armillary.organiser.rules.QuantityValues;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;

/**
 * Values of the rules' quantities, remembered for each header.
 *
 * <p><b>Threads.</b> For one thread at a time.
 */
public final class FrameValues {

	private final QuantityValues quantities;
	private final List<String> names;
	private final Map<Header, HeaderQuantities> known = new IdentityHashMap<>();

	FrameValues(RuleSet rules) {
		quantities = new QuantityValues(rules);
		names = List.copyOf(rules.quantities().keySet());
	}

	/** Of the corrected header of a file. */
	public HeaderQuantities of(Frame frame) {
		return of(frame.header());
	}

	HeaderQuantities of(Header header) {
		return known.computeIfAbsent(header, quantities::of);
	}

	/** Names of all quantities. */
	List<String> names() {
		return names;
	}

	/** The number that a quantity is; NaN where it is none. */
	double number(Header header, String quantity) {
		List<Value> values = of(header).values(quantity);
		return !values.isEmpty() && values.getFirst() instanceof Value.Number(double number) ? number : Double.NaN;
	}
}
