package org.armillary.data;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/**
 * Everything that this bundle can say about a file. The first placeholder is always the file, or file and extension.
 */
public enum FitsMessage implements MessageTemplate {

	/** File. */
	MISSING("fits.missing", "{0}: there is no such file", "Check the name and the folder."),
	/** File. */
	DIRECTORY("fits.directory", "{0}: this is a folder, a FITS file is expected", "Name one file inside it."),
	/** File. */
	UNREADABLE("fits.unreadable", "{0}: the file cannot be read", "Check its permissions and the disk it is on."),
	/** File. */
	EMPTY("fits.empty", "{0}: the file is empty (0 bytes)", "Copy the file again from its source."),
	/** File, first characters found. */
	NOT_FITS("fits.not-fits", "{0}: not a FITS file: it begins with \"{1}\", expected \"SIMPLE  =\"",
			"Give a FITS file, or copy the file again if it should be one."),
	/** File, kind of compression. */
	COMPRESSED("fits.compressed", "{0}: {1} compression cannot be read",
			"Uncompress it first, with gunzip or funpack."),
	/** File, HDU number, offset in bytes, length of the file in bytes. */
	HEADER_TRUNCATED("fits.header-truncated",
			"{0}: the header of HDU {1}, which begins at byte {2}, has no END before the file ends at byte {3}",
			"Copy the file again from its source."),
	/** File, HDU number, most cards accepted. */
	HEADER_ENDLESS("fits.header-endless", "{0}: the header of HDU {1} has no END within {2} cards",
			"Check that the file is what it should be; no known instrument writes such headers."),
	/** File, most HDUs accepted. */
	TOO_MANY_HDUS("fits.too-many-hdus", "{0}: the file has more than {1} HDUs",
			"Check that the file is what it should be; split it if it is."),
	/** File and HDU, bytes promised to, bytes found. */
	TRUNCATED("fits.truncated", "{0}: the header promises data up to byte {1}, the file ends at byte {2}",
			"Copy the file again from its source."),
	/** File and HDU, keyword, value, expected. */
	BAD_STRUCTURE("fits.bad-structure", "{0}: {1} = {2}, expected {3}",
			"The file breaks the FITS standard; check it with fitsverify and copy it again from its source."),
	/** File and HDU, number of elements, most elements. */
	TOO_LARGE("fits.too-large", "{0}: {1} elements are too many to read at once, at most {2}", "Read it in parts."),
	/** File and HDU, keyword. */
	KEYWORD_MISSING("fits.keyword-missing", "{0}: keyword {1} is missing",
			"Check that this is the right file; add the keyword if it was lost on the way."),
	/** File and HDU, keyword, value, expected type. */
	KEYWORD_TYPE("fits.keyword-type", "{0}: keyword {1} = {2}, expected {3}",
			"Check that this is the right file; correct the keyword if it was damaged on the way."),
	/** File, extension, extensions found. */
	EXTENSION_MISSING("fits.extension-missing", "{0}: there is no extension {1}; found: {2}",
			"Check that this is the right file."),
	/** File and HDU, what it is. */
	NO_IMAGE("fits.no-image", "{0}: no pixels to read here: {1}", "Name an extension that holds an image or a cube."),
	/** File and HDU, what it is. */
	NO_TABLE("fits.no-table", "{0}: no binary table: {1}", "Name an extension that holds a binary table."),
	/** File and HDU, dimensions found. */
	NOT_CUBE("fits.not-cube", "{0}: dimensions {1}, expected a cube with three", "Give a file of cubes."),
	/** File and HDU, dimensions, other HDU, its dimensions. */
	DIMENSIONS_DIFFER("fits.dimensions-differ", "{0}: dimensions {1}, but {2} has {3}",
			"Check that the extensions belong together."),
	/** Table, column, columns found. */
	COLUMN_MISSING("fits.column-missing", "{0}: there is no column {1}; found: {2}",
			"Check that this is the right table."),
	/** Table, column, kind found, kind expected. */
	COLUMN_TYPE("fits.column-type", "{0}: column {1} holds {2}, expected {3}", "Check that this is the right table."),
	/** File and HDU, column, format. */
	COLUMN_UNSUPPORTED("fits.column-unsupported", "{0}: column {1} has the format {2}, which cannot be read",
			"Convert the column to numbers, text or logical values of fixed width."),
	/** File. */
	UNWRITABLE("fits.unwritable", "{0}: the file cannot be written",
			"Check that the folder exists and may be written, and that the disk has space.");

	private final MessageText text;

	FitsMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
