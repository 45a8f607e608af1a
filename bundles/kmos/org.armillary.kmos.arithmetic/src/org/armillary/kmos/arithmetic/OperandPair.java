package org.armillary.kmos.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.KmosFile;

/**
 * Two extensions that belong together.
 *
 * @param first
 *            extension of the first operand
 * @param second
 *            extension of the second operand
 * @param shared
 *            whether other extensions have the same partner
 */
record OperandPair(KmosExtension first, KmosExtension second, boolean shared) {

	/** Pairs extensions by their order, or each of the first file with the only one of the second. */
	static List<OperandPair> of(KmosFile first, KmosFile second) throws ActorException, FitsException {
		int count = second.extensions().size();
		if (count != 1 && count != first.extensions().size()) {
			throw new ActorException(Kind.DATA, ArithmeticMessage.COUNT.with(first.path().getFileName(),
					first.extensions().size(), second.path().getFileName(), count));
		}
		var pairs = new ArrayList<OperandPair>();
		for (int i = 0; i < first.extensions().size(); i++) {
			KmosExtension one = first.extensions().get(i);
			KmosExtension other = second.extensions().get(count == 1 ? 0 : i);
			OptionalInt ifu = one.ifu();
			OptionalInt otherIfu = other.ifu();
			if (count > 1 && ifu.isPresent() && otherIfu.isPresent() && ifu.getAsInt() != otherIfu.getAsInt()) {
				throw new ActorException(Kind.DATA, ArithmeticMessage.IFUS_DIFFER.with(one.data().label(),
						ifu.getAsInt(), other.data().label(), otherIfu.getAsInt()));
			}
			pairs.add(new OperandPair(one, other, count == 1));
		}
		return pairs;
	}

	/** Whether both have data. */
	boolean isComplete() {
		return !first.isEmpty() && !second.isEmpty();
	}
}
