package org.armillary.kmos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.data.Mask;
import org.armillary.data.Mask.Flag;

/** The flags of data that were made from two others: each pixel has those of both, matched by name. */
public final class MaskUnion {

	private static final int BITS = 31;

	private MaskUnion() {
	}

	/**
	 * Both masks in one. Flags of the second keep their bit unless the first uses it for something else.
	 *
	 * @param first
	 *            a mask
	 * @param second
	 *            a mask of the same length
	 * @throws IllegalArgumentException
	 *             if the lengths differ, or there are more than 31 names
	 */
	public static Mask of(Mask first, Mask second) {
		if (first.length() != second.length()) {
			throw new IllegalArgumentException("masks of " + first.length() + " and " + second.length() + " pixels");
		}
		var flags = new ArrayList<>(first.flags());
		int[] bits = first.bits().clone();
		int taken = used(first) | named(first.flags());
		int secondNamed = named(second.flags());
		for (Flag flag : second.flags()) {
			Optional<Flag> same = first.find(flag.name());
			int target = same.isPresent() ? same.get().bit() : freeBit(taken, flag.bit());
			if (same.isEmpty()) {
				flags.add(new Flag(flag.name(), target, flag.description()));
				taken |= 1 << target;
			}
			move(second.bits(), flag.bit(), bits, target);
		}
		// bits without a name must not get one
		int unnamed = used(second) & ~secondNamed;
		for (int bit = 0; bit < BITS; bit++) {
			if ((unnamed & 1 << bit) != 0) {
				boolean hasName = (named(flags) & 1 << bit) != 0;
				int target = hasName ? freeBit(taken, bit) : bit;
				taken |= 1 << target;
				move(second.bits(), bit, bits, target);
			}
		}
		return new Mask(flags, bits);
	}

	private static void move(int[] from, int bit, int[] to, int target) {
		for (int i = 0; i < to.length; i++) {
			to[i] |= (from[i] >>> bit & 1) << target;
		}
	}

	private static int used(Mask mask) {
		int used = 0;
		for (int bits : mask.bits()) {
			used |= bits;
		}
		return used;
	}

	private static int named(List<Flag> flags) {
		return flags.stream().mapToInt(flag -> 1 << flag.bit()).reduce(0, (one, other) -> one | other);
	}

	private static int freeBit(int taken, int wanted) {
		for (int i = 0; i < BITS; i++) {
			int bit = (wanted + i) % BITS;
			if ((taken & 1 << bit) == 0) {
				return bit;
			}
		}
		throw new IllegalArgumentException("no bit is left for bit " + wanted + " of the second mask");
	}
}
