package org.armillary.cli;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import org.armillary.organiser.scan.ScanListener;

/** Tells how far a scan of headers is, while a person watches and if it takes longer than a moment. */
final class ScanProgress implements ScanListener {

	private static final long MOMENT_NANOSECONDS = 300_000_000;
	private static final long REFRESH_NANOSECONDS = 100_000_000;

	private final Terminal terminal;
	private final AtomicLong next = new AtomicLong();

	ScanProgress(Terminal terminal) {
		this.terminal = terminal;
	}

	@Override
	public void scanned(int done, int total) {
		long now = System.nanoTime();
		if (done == 0) {
			next.set(now + MOMENT_NANOSECONDS);
			return;
		}
		if (done == total) {
			terminal.endProgress();
			return;
		}
		long due = next.get();
		if (now - due >= 0 && next.compareAndSet(due, now + REFRESH_NANOSECONDS)) {
			terminal.progress(words(done, total));
		}
	}

	/** {@code scanned 4 200 of 20 000 files}. */
	static String words(int done, int total) {
		return "scanned " + grouped(done) + " of " + grouped(total) + (total == 1 ? " file" : " files");
	}

	private static String grouped(int number) {
		return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
	}
}
