package org.armillary.data.fits;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;

/**
 * What the mandatory keywords say about the data unit.
 *
 * @param kind
 *            what it holds
 * @param bitpix
 *            8, 16, 32, 64 for integers of so many bits (8 unsigned), -32 and -64 for floating point
 * @param axes
 *            lengths of the axes, NAXIS1 first
 * @param dataBytes
 *            length of the data unit without padding
 */
record HduStructure(HduKind kind, int bitpix, List<Long> axes, long dataBytes) {

	private static final Set<Long> BITPIX = Set.of(8L, 16L, 32L, 64L, -32L, -64L);
	private static final int MOST_AXES = 999;
	/** No data unit is larger: 2 to the 60 bytes. The bound keeps sums of offsets within 64 bits. */
	private static final long MOST_BYTES = 1L << 60;

	/** Whether there are pixels. */
	boolean hasImage() {
		return kind == HduKind.IMAGE && dataBytes > 0;
	}

	static HduStructure of(FitsHeader header, boolean primary) throws FitsException {
		long bitpix = header.integer("BITPIX");
		if (!BITPIX.contains(bitpix)) {
			throw bad(header, "BITPIX", bitpix, "8, 16, 32, 64, -32 or -64");
		}
		long count = header.integer("NAXIS");
		if (count < 0 || count > MOST_AXES) {
			throw bad(header, "NAXIS", count, "0 to " + MOST_AXES);
		}
		var axes = new ArrayList<Long>();
		for (int i = 1; i <= count; i++) {
			axes.add(atLeastZero(header, "NAXIS" + i, header.integer("NAXIS" + i)));
		}
		boolean groups = primary && !axes.isEmpty() && axes.getFirst() == 0
				&& header.findLogical("GROUPS").orElse(false);
		long parameters = atLeastZero(header, "PCOUNT", header.findInteger("PCOUNT").orElse(0));
		long groupCount = atLeastZero(header, "GCOUNT", header.findInteger("GCOUNT").orElse(1));
		long bytes = axes.isEmpty() ? 0
				: size(header, bitpix, groups ? axes.subList(1, axes.size()) : axes, parameters, groupCount);
		return new HduStructure(kind(header, primary, groups), (int) bitpix, List.copyOf(axes), bytes);
	}

	private static HduKind kind(FitsHeader header, boolean primary, boolean groups) throws FitsException {
		if (primary) {
			return groups ? HduKind.OTHER : HduKind.IMAGE;
		}
		return switch (header.text("XTENSION").strip()) {
		case "IMAGE", "IUEIMAGE" -> HduKind.IMAGE;
		case "BINTABLE", "A3DTABLE" -> HduKind.BINARY_TABLE;
		case "TABLE" -> HduKind.ASCII_TABLE;
		default -> HduKind.OTHER;
		};
	}

	private static long size(FitsHeader header, long bitpix, List<Long> axes, long parameters, long groupCount)
			throws FitsException {
		try {
			long elements = axes.contains(0L) ? 0 : 1;
			for (long axis : axes) {
				elements = Math.multiplyExact(elements, axis);
			}
			long bytes = Math.multiplyExact(Math.multiplyExact(Math.addExact(parameters, elements), groupCount),
					Math.abs(bitpix) / Byte.SIZE);
			if (bytes <= MOST_BYTES) {
				return bytes;
			}
		} catch (ArithmeticException _) {
			// falls through: more than 2 to the 63 bytes is as absurd as more than 2 to the 60
		}
		throw bad(header, "NAXISn", axes, "a data unit of less than 2^60 bytes");
	}

	private static long atLeastZero(FitsHeader header, String keyword, long value) throws FitsException {
		if (value < 0) {
			throw bad(header, keyword, value, "0 or more");
		}
		return value;
	}

	private static FitsException bad(FitsHeader header, String keyword, Object found, String expected) {
		return new FitsException(FitsMessage.BAD_STRUCTURE.with(header.source(), keyword, found, expected));
	}
}
