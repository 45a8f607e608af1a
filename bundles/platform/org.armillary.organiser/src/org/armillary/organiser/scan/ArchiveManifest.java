package org.armillary.organiser.scan;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

/**
 * What stands first in an archive of headers.
 *
 * @param format
 *            version of the format
 * @param number
 *            how many files there are, as it says itself
 * @param files
 *            the files
 */
record ArchiveManifest(int format, int number, List<Entry> files) {

	/** Its name in the archive. */
	static final String NAME = "headers.json";

	/** The version that is written, and the newest that is read. */
	static final int FORMAT = 1;

	private static final String FORMAT_KEY = "armillary-headers";
	private static final String NUMBER = "number";
	private static final String FILES = "files";
	private static final String FILE_NAME = "name";
	private static final String BYTES = "bytes";
	private static final String ENTRY = "entry";

	/** Copies the list. */
	ArchiveManifest {
		files = List.copyOf(files);
	}

	/**
	 * A file.
	 *
	 * @param name
	 *            what people call it
	 * @param bytes
	 *            its size
	 * @param entry
	 *            name of its headers in the archive
	 */
	record Entry(String name, long bytes, String entry) {
	}

	/** As it is written: UTF-8. */
	byte[] json() throws IOException {
		var text = new StringWriter();
		try (var writer = new JsonWriter(text)) {
			writer.setIndent(" ");
			writer.beginObject();
			writer.name(FORMAT_KEY).value(format).name(NUMBER).value(number).name(FILES).beginArray();
			for (Entry file : files) {
				writer.beginObject().name(FILE_NAME).value(file.name()).name(BYTES).value(file.bytes()).name(ENTRY)
						.value(file.entry()).endObject();
			}
			writer.endArray().endObject();
		}
		return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Reads it; what is unknown in it does not matter.
	 *
	 * @param most
	 *            files accepted
	 * @throws IOException
	 *             where it is not as it should be
	 */
	static ArchiveManifest parse(byte[] json, int most) throws IOException {
		int format = 0;
		int number = -1;
		var files = new ArrayList<Entry>();
		try (var reader = new JsonReader(
				new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8))) {
			reader.beginObject();
			while (reader.hasNext()) {
				switch (reader.nextName()) {
				case FORMAT_KEY -> format = reader.nextInt();
				case NUMBER -> number = reader.nextInt();
				case FILES -> {
					reader.beginArray();
					while (reader.hasNext() && files.size() <= most) {
						files.add(entry(reader));
					}
					if (files.size() > most) {
						return new ArchiveManifest(format, files.size(), files);
					}
					reader.endArray();
				}
				default -> reader.skipValue();
				}
			}
			reader.endObject();
		} catch (IllegalStateException | NumberFormatException e) {
			throw new IOException(e.getMessage(), e);
		}
		return new ArchiveManifest(format, number, files);
	}

	private static Entry entry(JsonReader reader) throws IOException {
		String name = "";
		long bytes = -1;
		String entry = "";
		reader.beginObject();
		while (reader.hasNext()) {
			switch (reader.nextName()) {
			case FILE_NAME -> name = reader.nextString();
			case BYTES -> bytes = reader.nextLong();
			case ENTRY -> entry = reader.nextString();
			default -> reader.skipValue();
			}
		}
		reader.endObject();
		return new Entry(name, bytes, entry);
	}
}
