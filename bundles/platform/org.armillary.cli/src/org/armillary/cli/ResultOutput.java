package org.armillary.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output for results. A reader that has seen enough, such as {@code head}, ends a pipe; what comes after that is
 * dropped, since nobody has lost anything. Every other failure is one.
 */
final class ResultOutput extends FilterOutputStream {

	private static final String BROKEN_PIPE = "Broken pipe";

	private boolean left;

	ResultOutput(OutputStream out) {
		super(out);
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		if (left) {
			return;
		}
		try {
			out.write(bytes, offset, length);
		} catch (IOException e) {
			if (!String.valueOf(e.getMessage()).contains(BROKEN_PIPE)) {
				throw e;
			}
			left = true;
			System.getLogger(ResultOutput.class.getName()).log(System.Logger.Level.DEBUG, "the reader has left", e);
		}
	}
}
