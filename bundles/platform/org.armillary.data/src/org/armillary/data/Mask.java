package org.armillary.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with each pixel, as named flag bits; a pixel without a flag is good. Immutable as long as whoever made
 * it leaves the array alone.
 *
 * @param flags
 *            the flags in use
 * @param bits
 *            the flags of each pixel, in the order of the pixels; for reading only
 */
public record Mask(List<Flag> flags, int[] bits) {

	/**
	 * A reason why a pixel is not good.
	 *
	 * @param name
	 *            short name in capitals, such as {@code HOT}
	 * @param bit
	 *            its bit, 0 to 30
	 * @param description
	 *            what it means
	 */
	public record Flag(String name, int bit, String description) {

		/** Checks the range of the bit. */
		public Flag {
			if (bit < 0 || bit > 30) {
				throw new IllegalArgumentException("bit " + bit + " of flag " + name + " is not within 0 to 30");
			}
		}
	}

	/** Copies the list of flags, not the array. */
	public Mask {
		flags = List.copyOf(flags);
		if (flags.stream().map(Flag::name).distinct().count() < flags.size()
				|| flags.stream().map(Flag::bit).distinct().count() < flags.size()) {
			throw new IllegalArgumentException("flags share a name or a bit: " + flags);
		}
	}

	/** Number of pixels. */
	public int length() {
		return bits.length;
	}

	/** Whether the pixel has no flag. */
	public boolean isGood(int index) {
		return bits[index] == 0;
	}

	/** Whether the pixel has that flag. */
	public boolean has(int index, String name) {
		Flag flag = find(name).orElseThrow(() -> new IllegalArgumentException("no flag " + name + " among " + flags));
		return (bits[index] & 1 << flag.bit()) != 0;
	}

	/** The flag of that name. */
	public Optional<Flag> find(String name) {
		return flags.stream().filter(flag -> flag.name().equals(name)).findFirst();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Mask mask && flags.equals(mask.flags) && Arrays.equals(bits, mask.bits);
	}

	@Override
	public int hashCode() {
		return 31 * flags.hashCode() + Arrays.hashCode(bits);
	}
}
