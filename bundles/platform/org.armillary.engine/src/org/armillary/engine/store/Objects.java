package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsException;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsFile;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;

/**
 * The products, each once, under the digest of what it says. They are read-only. Whether one still says what it said is
 * known from its identity, or else by reading it.
 */
final class Objects {

	private static final Pattern ENDING = Pattern.compile("[^.].*?\\.([a-z0-9]{1,8}(?:\\.(?:gz|fz))?)$",
			Pattern.CASE_INSENSITIVE);

	private final Layout layout;
	private final Disk disk;
	private final MemoFiles files;

	Objects(Layout layout, Disk disk, MemoFiles files) {
		this.layout = layout;
		this.disk = disk;
		this.files = files;
	}

	/**
	 * A product in the store.
	 *
	 * @param product
	 *            the product
	 * @param file
	 *            identity of its file, which says what it should
	 */
	record Sound(MadeProduct product, FileIdentity file) {
	}

	/**
	 * The identity of the file of a product, where it is there and says what it said.
	 *
	 * @param vouched
	 *            identity with which it was right; empty where that is not known
	 */
	Optional<FileIdentity> verify(MadeProduct product, Optional<FileIdentity> vouched) throws IOException {
		FileIdentity identity;
		try {
			identity = FileIdentity.of(product.path());
		} catch (NoSuchFileException | NotDirectoryException e) {
			Log.note(Objects.class, "a product is missing", e);
			return Optional.empty();
		}
		if (vouched.isPresent() && vouched.orElseThrow().equals(identity)) {
			files.learn(identity, product.digest());
			return vouched;
		}
		// the size says nothing: what does not count for the digest may have another length in another job's file
		return files.says(product.path(), identity, product.digest()) ? Optional.of(identity) : Optional.empty();
	}

	/** Whether the content of a product is here, undamaged. */
	boolean holds(MadeProduct product) {
		Path place = layout.object(product.digest(), ending(product.path()));
		try {
			return Files.exists(place)
					&& verify(new MadeProduct(place, product.digest(), Files.size(place), product.description()),
							Optional.empty()).isPresent();
		} catch (IOException e) {
			Log.note(Objects.class, "a product that cannot be read counts as missing", e);
			return false;
		}
	}

	/** Takes a product over. The file that it has until now is gone afterwards. */
	Sound adopt(MadeProduct product) throws IOException {
		Path place = layout.object(product.digest(), ending(product.path()));
		if (Files.exists(place)) {
			MadeProduct known = new MadeProduct(place, product.digest(), Files.size(place), product.description());
			Optional<FileIdentity> sound = verify(known, Optional.empty());
			if (sound.isPresent()) {
				if (!place.equals(product.path())) {
					// it is gone already where a process died after it had adopted this product
					Files.deleteIfExists(product.path());
				}
				return new Sound(known, sound.orElseThrow());
			}
			Log.warn(Objects.class, place + ": the product was damaged and is replaced");
		}
		move(product.path(), place);
		FileIdentity identity = FileIdentity.of(place);
		files.learn(identity, product.digest());
		return new Sound(product.at(place), identity);
	}

	/** What the name of a product ends in; it says what the file is. */
	static String ending(Path file) {
		Matcher matcher = ENDING.matcher(file.getFileName().toString());
		return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
	}

	private void move(Path from, Path place) throws IOException {
		Files.setPosixFilePermissions(from, PosixFilePermissions.fromString("r--r--r--"));
		layout.share(from);
		try {
			rename(from, place);
		} catch (AtomicMoveNotSupportedException e) {
			Log.note(Objects.class, "the job worked on another file system", e);
			copy(from, place);
		}
	}

	private void rename(Path from, Path place) throws IOException {
		try {
			disk.move(from, place);
		} catch (NoSuchFileException e) {
			Log.note(Objects.class, "the first product in this folder", e);
			layout.makeFolder(place.getParent());
			disk.move(from, place);
		}
	}

	private void copy(Path from, Path place) throws IOException {
		layout.makeFolder(place.getParent());
		Path temporary = layout.temporary(place.getParent());
		try {
			disk.copy(from, temporary);
			Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("r--r--r--"));
			layout.share(temporary);
			disk.move(temporary, place);
		} finally {
			Files.deleteIfExists(temporary);
		}
		Files.delete(from);
	}

	/** What there is for a result with a product that is missing or not what the result says. */
	static Lookup unsound(JobReport report, MadeProduct product) throws IOException {
		if (CleanedAway.isNoted(report) && !Files.exists(product.path())) {
			return new Lookup.Cleaned(report, product.path());
		}
		// it stays: the product comes back when this job, or another one that makes it, runs again
		return isOfEarlierVersion(report, product) ? new Lookup.Earlier(report, product.path())
				: new Lookup.Damaged(report, product.path());
	}

	/**
	 * Whether a product that is not what its result says may be right all the same: before facts were kept, keywords counted
	 * for digests that do not any more, and it has such.
	 */
	private static boolean isOfEarlierVersion(JobReport report, MadeProduct product) throws IOException {
		if (!report.facts().equals(JobFacts.UNKNOWN) || !Files.exists(product.path())
				|| Files.size(product.path()) != product.bytes()) {
			return false;
		}
		try {
			return FitsFile.open(product.path()).hdus().stream().flatMap(hdu -> hdu.storedHeader().cards().stream())
					.map(FitsCard::keyword).anyMatch(keyword -> ContentDigest.isVolatile(keyword)
							&& !ContentDigest.VOLATILE.contains(keyword));
		} catch (FitsException e) {
			Log.note(Objects.class, "no sound FITS file", e);
			return false;
		}
	}
}
