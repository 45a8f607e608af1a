package org.armillary.organiser.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.armillary.organiser.header.KeywordSelection;

/** Makes small FITS files record by record. */
final class FitsText {

	static final KeywordSelection SELECTION = new KeywordSelection(List.of("OBJECT", "MJD-OBS", "DATE-OBS",
			"INSTRUME", "NUMBER", "GOOD", "LONG", "ESO INS GRAT1 ID", "ESO OCS ARM# NAME", "ESO DET CHIP LIVE"));

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	/** A primary header without data; records are written as they are. */
	static FitsText primary(String... records) {
		var file = new FitsText();
		file.record("SIMPLE  =                    T").record("BITPIX  =                    8")
				.record("NAXIS   =                    0");
		for (String record : records) {
			file.record(record);
		}
		return file.end();
	}

	/** A frame like others, told apart by its number. */
	static FitsText frame(int number) {
		return primary("OBJECT  = 'FLAT,LAMP'          / what", "MJD-OBS = " + (61000 + number / 1440.0) + " / when",
				"DATE-OBS= '2025-11-21T00:00:00.0000'", "INSTRUME= 'KMOS    '", "NUMBER  = %20d".formatted(number),
				"GOOD    =                    T", "OTHER   = 'not selected'", "LONG    = 'a text that goes on &'",
				"CONTINUE  'and ends'", "HIERARCH ESO INS GRAT1 ID = 'H       '", "HIERARCH ESO INS GRAT2 ID = 'K'",
				"HIERARCH ESO OCS ARM1 NAME = 'one'", "HIERARCH ESO OCS ARM12 NAME = 'it''s twelve'",
				"HIERARCH ESO OCS ARM3 NAME = '' / empty", "HIERARCH ESO OCS ARM4 NAME =",
				"HIERARCH ESO DET CHIP LIVE = F", "COMMENT OBJECT  = 'not this one'", "OBJECT  = 'nor this one'");
	}

	/** Adds an image of so many bytes. */
	FitsText image(int length, String... records) {
		record("XTENSION= 'IMAGE   '").record("BITPIX  =                    8").record("NAXIS   =                    1")
				.record("NAXIS1  = %20d".formatted(length)).record("PCOUNT  =                    0")
				.record("GCOUNT  =                    1");
		for (String record : records) {
			record(record);
		}
		end();
		bytes.writeBytes(new byte[(length + 2879) / 2880 * 2880]);
		return this;
	}

	private FitsText record(String text) {
		bytes.writeBytes("%-80s".formatted(text).getBytes(StandardCharsets.ISO_8859_1));
		return this;
	}

	private FitsText end() {
		record("END");
		while (bytes.size() % 2880 != 0) {
			bytes.write(' ');
		}
		return this;
	}

	byte[] bytes() {
		return bytes.toByteArray();
	}

	byte[] gzip() throws IOException {
		var compressed = new ByteArrayOutputStream();
		try (var stream = new GZIPOutputStream(compressed)) {
			stream.write(bytes());
		}
		return compressed.toByteArray();
	}

	/** Writes a file that was last written to long ago. */
	Path old(Path file) throws IOException {
		return aged(Files.write(parent(file), bytes()));
	}

	static Path parent(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		return file;
	}

	static Path aged(Path file) throws IOException {
		return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(7200)));
	}
}
