package org.armillary.engine.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/** Reads what a {@link Packer} wrote, in the same order. The bytes are sound. */
final class Unpacker {

	private final byte[] bytes;
	private final @Nullable SharedTexts shared;
	private int next = Packer.SEAL_BYTES;

	Unpacker(byte[] bytes) {
		this(bytes, null);
	}

	/**
	 * Reads bytes.
	 *
	 * @param shared
	 *            where texts are looked for before they are made; null for nowhere
	 */
	Unpacker(byte[] bytes, @Nullable SharedTexts shared) {
		this.bytes = bytes;
		this.shared = shared;
	}

	long number() {
		long value = 0;
		int shift = 0;
		byte part;
		do {
			part = bytes[next++];
			value |= (part & 0x7fL) << shift;
			shift += 7;
		} while (part < 0);
		return value >>> 1 ^ -(value & 1);
	}

	int count() {
		return Math.toIntExact(number());
	}

	double real() {
		double value = ByteBuffer.wrap(bytes).getDouble(next);
		next += Double.BYTES;
		return value;
	}

	String text() {
		int length = count();
		String text = shared == null ? new String(bytes, next, length, StandardCharsets.UTF_8)
				: shared.text(bytes, next, length);
		next += length;
		return text;
	}

	/** Passes over a text. */
	void skipText() {
		int length = count();
		next += length;
	}

	/** Passes over a number that {@link #real} reads. */
	void skipReal() {
		next += Double.BYTES;
	}

	/** Hexadecimal digits of so many bytes. */
	String hex(int length) {
		String digits = HexFormat.of().formatHex(bytes, next, next + length);
		next += length;
		return digits;
	}

	FileIdentity file() {
		return new FileIdentity(number(), number(), number(), number(), number());
	}
}
