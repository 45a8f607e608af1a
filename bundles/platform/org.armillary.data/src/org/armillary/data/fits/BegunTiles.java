package org.armillary.data.fits;

import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The uncompressed tiles of a compressed image that the last reading began and did not finish: the next strip of pixels
 * goes on in them, and need not uncompress them again. Given up when memory is short. May be used by several threads at
 * once.
 */
final class BegunTiles {

	private volatile SoftReference<Map<Long, ByteBuffer>> tiles = new SoftReference<>(Map.of());

	/** The tiles by their number, from 0; for reading only. */
	Map<Long, ByteBuffer> get() {
		Map<Long, ByteBuffer> begun = tiles.get();
		return begun == null ? Map.of() : begun;
	}

	/** Keeps these tiles and no others. */
	void set(Map<Long, ByteBuffer> begun) {
		tiles = new SoftReference<>(Map.copyOf(begun));
	}
}
