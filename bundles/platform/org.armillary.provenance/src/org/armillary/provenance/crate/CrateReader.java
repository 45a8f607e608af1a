package org.armillary.provenance.crate;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.armillary.actor.message.Reason;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;
import org.armillary.provenance.ProvenanceMessage;
import org.armillary.provenance.crate.CrateRun.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads a crate that somebody else may have made: nothing in it decides where anything is written, and nothing is read
 * beyond its folder, or beyond the sizes that it states.
 */
public final class CrateReader implements Closeable {

	/** More than a run of a hundred thousand jobs needs, bytes. */
	private static final int MOST_BYTES = 512 << 20;
	private static final int MOST_ENTRIES = 1_000_000;
	private static final Pattern PLACE = Pattern.compile("[^/\\\\\\p{Cntrl}]+(/[^/\\\\\\p{Cntrl}]+)*");
	private static final Set<String> UPWARDS = Set.of(".", "..");
	private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

	private final Path place;
	private final @Nullable ZipFile zip;
	private final CrateRun run;

	private CrateReader(Path place, @Nullable ZipFile zip) throws IOException {
		this.place = place;
		this.zip = zip;
		this.run = read();
		check();
	}

	/**
	 * Opens a crate.
	 *
	 * @param place
	 *            its folder, or a zip archive
	 * @throws CrateException
	 *             where it is none, or leads elsewhere
	 */
	public static CrateReader open(Path place) throws IOException {
		if (Files.isDirectory(place)) {
			return new CrateReader(place.toRealPath(), null);
		}
		ZipFile zip = archive(place);
		try {
			return new CrateReader(place, zip);
		} catch (IOException | RuntimeException e) {
			zip.close();
			throw e;
		}
	}

	private static ZipFile archive(Path place) throws IOException {
		try {
			return new ZipFile(place.toFile(), StandardCharsets.UTF_8);
		} catch (NoSuchFileException e) {
			throw new CrateException(ProvenanceMessage.NO_CRATE.with(place, "there is no such file or folder"), e);
		} catch (ZipException e) {
			throw new CrateException(ProvenanceMessage.NO_CRATE.with(place, "it is no zip archive"), e);
		}
	}

	/** Whether it is a zip archive. */
	boolean isArchive() {
		return zip != null;
	}

	/** The size of an entry as an archive states it, bytes; -1 where it does not. */
	long bytes(String name) {
		ZipFile archive = zip;
		ZipEntry entry = archive == null ? null : archive.getEntry(name);
		return entry == null ? -1 : entry.getSize();
	}

	/** What is to be run. */
	public CrateRun run() {
		return run;
	}

	private CrateRun read() throws IOException {
		byte[] bytes;
		try (InputStream in = open(CrateRun.NAME, CrateRun.NAME)) {
			bytes = in.readNBytes(MOST_BYTES);
			if (in.read() >= 0) {
				throw refused(CrateRun.NAME, "it is larger than " + MOST_BYTES + " bytes");
			}
		}
		try {
			return JsonText.read(new String(bytes, StandardCharsets.UTF_8), "the run in a crate", CrateRun::of);
		} catch (JsonFormatException e) {
			throw new CrateException(ProvenanceMessage.CRATE_DAMAGED.with(place, Reason.of(CrateRun.told(e))), e);
		}
	}

	/** Refuses what a crate of ours never holds. */
	private void check() throws CrateException {
		ZipFile archive = zip;
		if (archive != null) {
			if (archive.size() > MOST_ENTRIES) {
				throw refused("", "more than " + MOST_ENTRIES + " entries");
			}
			for (var entries = archive.entries(); entries.hasMoreElements();) {
				String name = entries.nextElement().getName();
				checkPlace(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
			}
		}
		var places = new HashSet<String>();
		for (InputFile file : run.files()) {
			if (!file.place().isEmpty()) {
				checkPlace(file.place());
				if (!places.add(file.place())) {
					throw refused(file.place(), "it is more than one of the files that the run was given");
				}
			}
			checkFile(file.name(), file.digest(), file.bytes());
		}
		for (CrateRun.Job job : run.jobs()) {
			for (List<CrateRun.Product> products : job.products().values()) {
				for (CrateRun.Product product : products) {
					checkPlace(product.place());
					checkFile(product.place(), product.digest(), product.bytes());
				}
			}
		}
	}

	private void checkPlace(String name) throws CrateException {
		if (!PLACE.matcher(name).matches() || List.of(name.split("/")).stream().anyMatch(UPWARDS::contains)
				|| name.matches("[A-Za-z]:.*")) {
			throw refused(name, "it does not lead to a place in the crate");
		}
	}

	private void checkFile(String name, String digest, long bytes) throws CrateException {
		if (!DIGEST.matcher(digest).matches()) {
			throw refused(name, "its digest is ‘" + digest + "’, expected 64 hexadecimal digits");
		}
		if (bytes < 0) {
			throw refused(name, "its size is " + bytes + " bytes");
		}
	}

	/** A crate that does harm: which entry, and how. */
	CrateException refused(String entry, String why) {
		return new CrateException(ProvenanceMessage.CRATE_HOSTILE.with(place, entry, why));
	}

	/** Opens a file of the crate. */
	InputStream open(String name, String wanted) throws IOException {
		ZipFile archive = zip;
		if (archive == null) {
			return Files.newInputStream(inside(name, wanted), StandardOpenOption.READ);
		}
		ZipEntry entry = archive.getEntry(name);
		if (entry == null) {
			throw new CrateException(ProvenanceMessage.NO_CRATE.with(place, wanted + " is missing"));
		}
		return archive.getInputStream(entry);
	}

	/** A file of the folder; a link that leads out of it is refused. */
	Path inside(String name, String wanted) throws IOException {
		Path file;
		try {
			file = place.resolve(name).toRealPath();
		} catch (NoSuchFileException e) {
			throw new CrateException(ProvenanceMessage.NO_CRATE.with(place, wanted + " is missing"), e);
		}
		if (!file.startsWith(place) || !Files.isRegularFile(file)) {
			throw refused(name, "it is no file of the crate");
		}
		return file;
	}

	@Override
	public void close() throws IOException {
		if (zip != null) {
			zip.close();
		}
	}
}
