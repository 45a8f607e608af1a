package org.armillary.data.fits;

import java.io.IOException;

/** Goes through the elements of a data unit in chunks. */
final class Chunks {

	private Chunks() {
	}

	/** Takes elements {@code first} to {@code first + count}. */
	@FunctionalInterface
	interface Body {
		void accept(int first, int count) throws IOException;
	}

	/**
	 * Calls {@code body} for one chunk after the other; not at all if there are no elements. Safe up to the largest
	 * number of elements.
	 *
	 * @param elements
	 *            number of elements
	 * @param chunk
	 *            elements of a chunk, at least 1; the last chunk may have fewer
	 */
	static void forEach(int elements, int chunk, Body body) throws IOException {
		for (int first = 0; first < elements;) {
			int count = Math.min(chunk, elements - first);
			body.accept(first, count);
			first += count;
		}
	}
}
