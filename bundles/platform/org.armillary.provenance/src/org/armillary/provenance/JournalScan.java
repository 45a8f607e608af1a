package org.armillary.provenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** Tells without understanding a journal whether it may tell of a job: most runs have nothing to do with a file. */
final class JournalScan {

	private static final int DIGITS = 64;

	private JournalScan() {
	}

	/** Whether one of some keys, as hexadecimal digits, stands anywhere in a file. */
	static boolean mentions(Path file, Set<String> keys) throws IOException {
		byte[] bytes;
		try {
			bytes = Files.readAllBytes(file);
		} catch (NoSuchFileException e) {
			System.getLogger(JournalScan.class.getName()).log(System.Logger.Level.DEBUG, "a run that never began", e);
			return false;
		}
		int begin = 0;
		for (int i = 0; i <= bytes.length; i++) {
			if (i == bytes.length || !isDigit(bytes[i])) {
				if (i - begin == DIGITS
						&& keys.contains(new String(bytes, begin, DIGITS, StandardCharsets.ISO_8859_1))) {
					return true;
				}
				begin = i + 1;
			}
		}
		return false;
	}

	private static boolean isDigit(byte letter) {
		return letter >= '0' && letter <= '9' || letter >= 'a' && letter <= 'f';
	}
}
