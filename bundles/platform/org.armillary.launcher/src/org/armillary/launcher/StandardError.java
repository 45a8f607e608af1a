package org.armillary.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * The true standard error. The start script lets what the JVM itself writes go through a filter, which leaves out a
 * warning that has no option against it, and hands the true standard error on as a descriptor of its own: what the
 * program writes must not wait for a filter when the process ends.
 */
final class StandardError {

	/** Names the descriptor; absent where there is no filter. */
	static final String DESCRIPTOR = "armillary.stderr";

	private StandardError() {
	}

	/** Makes {@link System#err} write past the filter. */
	static void passFilter() {
		Integer number = Integer.getInteger(DESCRIPTOR);
		if (number == null) {
			return;
		}
		try {
			var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
			constructor.setAccessible(true);
			var out = new FileOutputStream(constructor.newInstance(number));
			System.setErr(new PrintStream(out, true, System.err.charset()));
		} catch (ReflectiveOperationException | RuntimeException _) {
			// a Java whose descriptors are closed to us: the filter passes everything on, too
		}
	}
}
