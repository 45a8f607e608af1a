package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class ChunksTest {

	@Test
	void theLastChunkTakesWhatIsLeft() throws IOException {
		assertEquals(List.of("0+4", "4+4", "8+1"), chunks(9, 4));
		assertEquals(List.of("0+4", "4+4"), chunks(8, 4));
		assertEquals(List.of("0+3"), chunks(3, 4));
		assertEquals(List.of(), chunks(0, 4));
	}

	@Test
	void theLargestNumberOfElementsHasAnEnd() throws IOException {
		List<String> chunks = chunks(Integer.MAX_VALUE, 1 << 20);
		assertEquals(2048, chunks.size());
		assertEquals("2146435072+1048575", chunks.getLast());
	}

	private static List<String> chunks(int elements, int chunk) throws IOException {
		var chunks = new ArrayList<String>();
		Chunks.forEach(elements, chunk, (first, count) -> chunks.add(first + "+" + count));
		return chunks;
	}
}
