package org.armillary.kmos.genreflines;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum GenRefLinesMessage implements MessageTemplate {

	/** File, what it is instead. */
	NOT_TEXT("gen-reflines.not-text", "{0}: this is no list of lines in plain text: {1}",
			"Give a text in UTF-8 with one line of a lamp in each row."),
	/** File. */
	EMPTY("gen-reflines.empty", "{0}: the text has no line of a lamp, only remarks and blank rows",
			"Write rows such as: H 1 1.6945 1216 Ar"),
	/** File, row of the text, number of words, words expected. */
	COLUMNS("gen-reflines.columns", "{0}, row {1}: {2} words, expected 5: {3}",
			"Write rows such as: H 1 1.6945 1216 Ar; remarks begin with #."),
	/** File, row of the text, what it is, value, what is expected. */
	VALUE("gen-reflines.value", "{0}, row {1}: {2} = {3}, expected {4}", "Correct the value, or remove the row."),
	/** File, row of the text, band, detector, wavelength in µm, the earlier row. */
	REPEATED("gen-reflines.repeated",
			"{0}, row {1}: the line of {2} on detector {3} at {4} µm stands in row {5} already",
			"Remove one of the rows."),
	/** File, row of the text, gas, wavelength in µm, tolerance in µm, nearest known line in µm. */
	UNKNOWN_LINE("gen-reflines.unknown-line",
			"{0}, row {1}: no known line of {2} lies within {4} µm of {3} µm; the nearest is at {5} µm (vacuum)",
			"Check the wavelength, which is that in vacuum, and the gas; it was taken as it is.");

	private final MessageText text;

	GenRefLinesMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
