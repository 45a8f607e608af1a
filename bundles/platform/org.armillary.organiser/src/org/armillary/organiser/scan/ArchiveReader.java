package org.armillary.organiser.scan;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.data.FitsException;
import org.armillary.data.fits.StoredHeaders;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.header.HeaderLayout;
import org.armillary.organiser.header.KeywordSelection;
import org.armillary.organiser.message.OrganiserMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive of headers from its beginning to its end, entry by entry; see {@link HeaderArchive}. What a zip says
 * of sizes and numbers is not believed: bytes are counted as they come.
 */
final class ArchiveReader {

	/** How a zip without entries begins. */
	private static final byte[] END_OF_ZIP = { 'P', 'K', 5, 6 };
	/** The list of files has its own bound: 200 000 long names are more than the headers of a file may be. */
	private static final int MOST_MANIFEST_BYTES = 64 << 20;
	private static final int BUFFER_BYTES = 1 << 16;
	/** Most memory that headers may take, bytes: three times as much as those of the most files of an instrument do. */
	private static final long MOST_KEPT_BYTES = 1L << 30;
	/** About what a value takes beside its characters, and a name. */
	private static final int VALUE_BYTES = 16;
	private static final int NAME_BYTES = 64;
	/** Folders that other programs note in a zip. */
	private static final int MOST_LOOKED_AT = 100;
	private static final int ZIP_BEGINNING = 'P' << 8 | 'K';

	private final Path zip;
	private final KeywordPicker picker;
	private final long mostKept;
	private final Set<HeaderLayout> layouts = new HashSet<>();
	private long total;
	private long kept;

	ArchiveReader(Path zip, KeywordSelection selection) {
		this(zip, selection, MOST_KEPT_BYTES);
	}

	/** Reads an archive whose selected keywords take so many bytes at most. */
	ArchiveReader(Path zip, KeywordSelection selection, long mostKept) {
		this.zip = zip;
		this.mostKept = mostKept;
		picker = new KeywordPicker(selection, new SharedValues());
	}

	ScannedFiles read() throws IOException, InterruptedException {
		try (InputStream stream = Files.newInputStream(zip);
				var buffered = new BufferedInputStream(stream, BUFFER_BYTES);
				var in = new ZipInputStream(buffered)) {
			checkKind(buffered);
			return read(in);
		} catch (ScanException e) {
			throw e;
		} catch (ZipException | EOFException e) {
			throw new ScanException(damaged("the zip itself is broken").withDetail(Reason.of(e)), e);
		} catch (IllegalArgumentException e) {
			throw damaged("a name in it is no text", e);
		} catch (IOException e) {
			throw new ScanException(OrganiserMessage.ARCHIVE_UNREADABLE.with(zip).withDetail(Reason.of(e)), e);
		}
	}

	private void checkKind(BufferedInputStream in) throws IOException {
		in.mark(2);
		int beginning = in.read() << 8 | in.read();
		in.reset();
		if (beginning != ZIP_BEGINNING) {
			throw new ScanException(OrganiserMessage.ARCHIVE_FOREIGN.with(zip, "something that is no zip"), null);
		}
	}

	private ScannedFiles read(ZipInputStream in) throws IOException, InterruptedException {
		Map<String, ArchiveManifest.Entry> expected = expected(manifest(in));
		var files = new ArrayList<HeaderFile>(expected.size());
		int number = expected.size();
		var names = new HashSet<String>();
		for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			String name = entry.getName();
			checkName(entry.isDirectory() ? name.substring(0, name.length() - 1) : name);
			if (!names.add(name)) {
				throw unsafe(name, "is there twice");
			}
			if (names.size() > HeaderArchive.MOST_FILES + MOST_LOOKED_AT) {
				throw tooLarge("more entries", HeaderArchive.MOST_FILES + " files");
			}
			if (entry.isDirectory() && in.read() < 0) {
				// other programs that make zips note folders, too
				continue;
			}
			ArchiveManifest.Entry file = expected.remove(entry.getName());
			if (file == null) {
				throw damaged("the entry ‘" + entry.getName() + "’ is not in the list of files", null);
			}
			files.add(file(file, content(in, entry.getName(), HeaderArchive.MOST_FILE_BYTES)));
		}
		if (!expected.isEmpty()) {
			throw damaged(expected.size() + " of " + number + " files are missing, such as "
					+ expected.values().iterator().next().name(), null);
		}
		files.sort(Comparator.comparing(HeaderFile::name));
		return new ScannedFiles(files, List.of(), List.of(), 0);
	}

	private HeaderFile file(ArchiveManifest.Entry file, byte[] blocks) throws ScanException {
		try {
			StoredHeaders headers = StoredHeaders.read(Path.of(file.name()), blocks);
			Header header = picker.pick(headers);
			kept += bytes(header);
			if (kept > mostKept) {
				throw tooLarge("the keywords that the rules ask for", mostKept + " bytes");
			}
			return new HeaderFile(file.name(), Optional.empty(), header, file.bytes(), HeaderDigest.of(headers));
		} catch (FitsException e) {
			throw new ScanException(damaged("the headers of " + file.name() + " are not as they should be")
					.withDetail(e.explanation().summary()), e);
		}
	}

	/** About the memory that a header takes; names that others have too count once. */
	private long bytes(Header header) {
		long bytes = 0;
		for (int place = 0; place < header.layout().names().size(); place++) {
			bytes += VALUE_BYTES + (header.value(place) instanceof String text ? text.length() : 0);
		}
		return layouts.add(header.layout()) ? bytes + (long) NAME_BYTES * header.layout().names().size() : bytes;
	}

	/** Whether it is a zip without entries, and not something that only begins like one. */
	private boolean isEmpty() throws IOException {
		try (InputStream in = Files.newInputStream(zip)) {
			return Arrays.equals(in.readNBytes(END_OF_ZIP.length), END_OF_ZIP);
		}
	}

	private ArchiveManifest manifest(ZipInputStream in) throws IOException {
		ZipEntry first = in.getNextEntry();
		if (first == null) {
			throw new ScanException(isEmpty() ? OrganiserMessage.ARCHIVE_FOREIGN.with(zip, "nothing, the zip is empty")
					: OrganiserMessage.ARCHIVE_DAMAGED.with(zip, "there is nothing in it that can be read"), null);
		}
		if (!first.getName().equals(ArchiveManifest.NAME)) {
			throw new ScanException(foreign(in, first), null);
		}
		byte[] json = content(in, ArchiveManifest.NAME, MOST_MANIFEST_BYTES);
		try {
			ArchiveManifest manifest = ArchiveManifest.parse(json, HeaderArchive.MOST_FILES);
			if (manifest.format() != ArchiveManifest.FORMAT) {
				throw new ScanException(OrganiserMessage.ARCHIVE_VERSION.with(zip, manifest.format(),
						ArchiveManifest.FORMAT), null);
			}
			return manifest;
		} catch (ScanException e) {
			throw e;
		} catch (IOException e) {
			throw new ScanException(
					damaged(ArchiveManifest.NAME + " cannot be understood").withDetail(Reason.of(e)), e);
		}
	}

	/** What something else is, by the first entries of it. */
	private Message foreign(ZipInputStream in, ZipEntry first) throws IOException {
		ZipEntry entry = first;
		for (int looked = 0; entry != null && looked < MOST_LOOKED_AT; looked++) {
			if (FileFinder.isFits(entry.getName())) {
				return OrganiserMessage.ARCHIVE_FITS.with(zip, entry.getName());
			}
			entry = entry.isDirectory() && in.read() < 0 ? in.getNextEntry() : null;
		}
		return OrganiserMessage.ARCHIVE_FOREIGN.with(zip, "‘" + first.getName() + "’");
	}

	/** The files by the names of their entries. */
	private Map<String, ArchiveManifest.Entry> expected(ArchiveManifest manifest) throws ScanException {
		if (manifest.files().size() > HeaderArchive.MOST_FILES) {
			throw tooLarge("more files", HeaderArchive.MOST_FILES + " files");
		}
		if (manifest.number() != manifest.files().size()) {
			throw damaged("it says that there are " + manifest.number() + " files and names " + manifest.files().size(),
					null);
		}
		Map<String, ArchiveManifest.Entry> entries = HashMap.newHashMap(manifest.files().size());
		var names = new HashSet<String>();
		for (ArchiveManifest.Entry file : manifest.files()) {
			checkName(file.name());
			checkName(file.entry());
			if (!names.add(file.name())) {
				throw unsafe(file.name(), "is there twice");
			}
			if (entries.put(file.entry(), file) != null) {
				throw unsafe(file.entry(), "is there twice");
			}
			if (file.bytes() < 0) {
				throw damaged("the size of " + file.name() + " is missing or negative", null);
			}
		}
		return entries;
	}

	private void checkName(String name) throws ScanException {
		Optional<String> fault = ArchiveNames.fault(name);
		if (fault.isPresent()) {
			throw unsafe(name, "has " + fault.orElseThrow());
		}
	}

	private byte[] content(ZipInputStream in, String name, int most) throws IOException {
		byte[] bytes = in.readNBytes(most + 1);
		if (bytes.length > most) {
			throw tooLarge("the entry ‘" + name + "’", most + " bytes");
		}
		total += bytes.length;
		if (total > HeaderArchive.MOST_BYTES) {
			throw tooLarge("all entries together", HeaderArchive.MOST_BYTES + " bytes");
		}
		return bytes;
	}

	private ScanException tooLarge(String what, String most) {
		return new ScanException(OrganiserMessage.ARCHIVE_TOO_LARGE.with(zip, what, most), null);
	}

	private ScanException unsafe(String name, String what) {
		return new ScanException(OrganiserMessage.ARCHIVE_UNSAFE.with(zip, name, what), null);
	}

	private ScanException damaged(String what, @Nullable Throwable cause) {
		return new ScanException(damaged(what), cause);
	}

	private Message damaged(String what) {
		return OrganiserMessage.ARCHIVE_DAMAGED.with(zip, what);
	}
}
