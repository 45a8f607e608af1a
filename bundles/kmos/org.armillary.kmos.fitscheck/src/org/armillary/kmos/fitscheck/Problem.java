package org.armillary.kmos.fitscheck;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.armillary.actor.message.Message;

/**
 * Something that is not as it should be.
 *
 * @param kind
 *            what it is
 * @param hdu
 *            number of the HDU; 0 for the primary, and for the file as a whole
 * @param place
 *            name of the HDU; empty for the file as a whole
 * @param values
 *            what the message says behind the place
 */
record Problem(CheckMessage kind, int hdu, String place, List<Object> values) {

	private static final Pattern QUOTES = Pattern.compile("[\u2018\u2019\u201c\u201d]");

	/** A problem of one HDU. */
	static Problem of(CheckMessage kind, HduSummary summary, Object... values) {
		return new Problem(kind, summary.hdu().index(), summary.place(), List.of(values));
	}

	/** A problem of the file as a whole. */
	static Problem ofFile(CheckMessage kind, Object... values) {
		return new Problem(kind, 0, "", List.of(values));
	}

	/** The message for the user, which names the file. */
	Message message(String file) {
		return with(place.isEmpty() ? file : file + ", " + place);
	}

	/** The sentence for the product, in which the name of the file and letters beyond ASCII have no place. */
	String sentence() {
		return QUOTES.matcher(with(place.isEmpty() ? "the file" : place).summary()).replaceAll("\"");
	}

	private Message with(String where) {
		return kind.with(Stream.concat(Stream.of(where), values.stream()).toArray());
	}
}
