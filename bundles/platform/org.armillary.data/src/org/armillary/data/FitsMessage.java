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
			"Uncompress it first, with bunzip2, uncompress or funpack."),
	/** File. */
	GZIP_DAMAGED("fits.gzip-damaged", "{0}: its gzip compression is damaged or cut short",
			"Copy the file again from its source."),
	/** File, most bytes accepted. */
	GZIP_TOO_LARGE("fits.gzip-too-large",
			"{0}: uncompressed it has more than {1} bytes, the most that is read from a compressed file",
			"Check that the file is what it should be; uncompress it with gunzip first if it is."),
	/** File and HDU, number of the tile from 1, what is wrong. */
	TILE_DAMAGED("fits.tile-damaged", "{0}: tile {1} cannot be uncompressed: {2}",
			"Copy the file again from its source."),
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
	NO_TABLE("fits.no-table", "{0}: no table: {1}", "Name an extension that holds a table."),
	/** File and HDU, dimensions found. */
	NOT_CUBE("fits.not-cube", "{0}: dimensions {1}, expected a cube with three", "Give a file of cubes."),
	/** File and HDU, dimensions found. */
	NOT_IMAGE("fits.not-image", "{0}: dimensions {1}, expected an image with two",
			"Give a file of images; collapse a cube first."),
	/** File and HDU, dimensions found. */
	NOT_SPECTRUM("fits.not-spectrum", "{0}: dimensions {1}, expected a spectrum with one",
			"Give a file of spectra; extract them from images and cubes first."),
	/** File and HDU, keyword, value, expected. */
	NOT_INTEGERS("fits.not-integers", "{0}: {1} = {2}, expected {3}: its pixels are no integers",
			"Give a file of integers, such as a mask or a raw frame."),
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
			"Convert the column to numbers, text or logical values."),
	/** File and HDU, column, row from 1, what stands there, expected. */
	CELL_MALFORMED("fits.cell-malformed", "{0}: column {1}, row {2}: \"{3}\", expected {4}",
			"The file breaks the FITS standard; check it with fitsverify and copy it again from its source."),
	/** File, what is missing and what there is in bytes. */
	DISK_FULL("fits.disk-full", "{0}: there is not enough space: {1}; nothing of the file was kept",
			"Free space on this disk, or choose another folder for the output.",
			"Check quota and largest size of a file (ulimit -f), if there are such limits."),
	/** File and HDU, world axis, pixel axis, element of the matrix. */
	WCS_COUPLED("fits.wcs-coupled",
			"{0}: the coordinate of axis {1} changes along pixel axis {2} by {3} a pixel, expected 0",
			"Rotate or resample the data so that the axes do not depend on each other."),
	/** File and HDU, axis that goes, its type, axis that stays, its type. */
	WCS_PAIR("fits.wcs-pair", "{0}: axis {1} ({2}) cannot go without axis {3} ({4}): only both together are a position",
			"Collapse both axes, or neither."),
	/** File and HDU. */
	WCS_SINGULAR("fits.wcs-singular", "{0}: the matrix of the world coordinates cannot be inverted",
			"Check the keywords CDi_j, PCi_j and CDELTi; every axis needs a step that is not zero."),
	/** File and HDU, keyword found. */
	WCS_DISTORTED("fits.wcs-distorted", "{0}: {1} says that the coordinates are distorted, expected none",
			"Resample the data to coordinates without distortion."),
	/** File and HDU, keyword, value, values expected. */
	WCS_UNSUPPORTED("fits.wcs-unsupported", "{0}: {1} = {2}, expected {3}",
			"Check that this is the right file; resample it if its coordinates are of another kind."),
	/** File and HDU, axis, what was found. */
	WCS_NOT_WAVELENGTH("fits.wcs-not-wavelength", "{0}: axis {1} is no wavelength: {2}",
			"Check that this is the right axis; the keywords CTYPE, CUNIT, CRVAL and CDELT or CD say what it is."),
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
