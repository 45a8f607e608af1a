package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;

import org.junit.jupiter.api.Test;

class ResultOutputTest {

	/** Fails with a reason after some bytes. */
	private static final class Failing extends OutputStream {
		private final String reason;
		private int room;
		private int attempts;

		Failing(String reason, int room) {
			this.reason = reason;
			this.room = room;
		}

		@Override
		public void write(int b) throws IOException {
			write(new byte[1], 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			attempts++;
			room -= length;
			if (room < 0) {
				throw new IOException(reason);
			}
		}
	}

	@Test
	void aReaderThatLeavesIsNoLoss() throws IOException {
		var pipe = new Failing("Broken pipe", 10);
		try (var out = new ResultOutput(pipe)) {
			out.write(new byte[8]);
			out.write(new byte[8]);
			out.write(1);
		}
		assertEquals(2, pipe.attempts, "nothing more is written");
	}

	@Test
	void aFullDiskIsOne() throws IOException {
		try (var out = new ResultOutput(new Failing("No space left on device", 10))) {
			out.write(new byte[8]);
			assertThrows(IOException.class, () -> out.write(new byte[8]));
		}
	}
}
