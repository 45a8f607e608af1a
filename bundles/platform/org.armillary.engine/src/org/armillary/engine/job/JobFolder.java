package org.armillary.engine.job;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.files.FileTrees;
import org.armillary.engine.files.Sha256;
import org.armillary.engine.json.CheckedJson;
import org.armillary.engine.json.JobJson;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one job, all that is needed to execute it anywhere the input files can be read:
 *
 * <pre>
 * job.json      what to do; inputs by absolute path
 * inputs/       copies of those inputs of which the job receives some extensions only
 * scratch/      temporary files, unless they go elsewhere
 * products/     what it makes
 * result.json   how it ended; renamed into place when all else is complete. Paths are relative to the folder. Begins
 *               with a check sum: after a loss of power it may be mixed with what the file held before.
 * </pre>
 *
 * <p>The sub-folders are made when they are needed. The folder may be moved at any time when no job is at work in it.
 */
public final class JobFolder {

	/** Begins the names of scratch folders that lie elsewhere. */
	public static final String SCRATCH_PREFIX = "armillary-job-";

	private static final String DESCRIPTOR = "job.json";
	private static final String REPORT = "result.json";
	private static final String UNFINISHED = "result.json.part";
	private static final int SCRATCH_DIGITS = 16;

	private final Path path;
	private volatile @Nullable JobDescriptor descriptor;
	/** Whether nothing can be in the folder but the description. */
	private volatile boolean fresh;
	/** Whether the folder of the products is known to be there and empty. */
	private volatile boolean awaitsProducts;

	/** A folder that is there. */
	public JobFolder(Path path) {
		this.path = path.toAbsolutePath().normalize();
	}

	/**
	 * Makes the folder of a job; the folders above it where they are missing.
	 *
	 * @throws IOException
	 *             where it cannot be made, or is there already
	 */
	public static JobFolder create(Path path, JobDescriptor descriptor) throws IOException {
		var folder = new JobFolder(path);
		try {
			Files.createDirectory(folder.path);
		} catch (NoSuchFileException _) {
			Files.createDirectories(folder.path.getParent());
			Files.createDirectory(folder.path);
		}
		Files.write(folder.path.resolve(DESCRIPTOR), bytes(JsonText.of(JobJson.of(descriptor))),
				StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		folder.descriptor = descriptor;
		folder.fresh = true;
		return folder;
	}

	/**
	 * Makes the folder of another job of this one, which was {@linkplain #clear cleared}; this one is gone then. Cheaper
	 * than {@link #delete} and {@link #create}: file systems make and delete files fast, but not folders.
	 *
	 * @throws IOException
	 *             where it cannot be made, or is there already
	 */
	public JobFolder next(Path place, JobDescriptor job) throws IOException {
		var folder = new JobFolder(place);
		if (Files.exists(folder.path, LinkOption.NOFOLLOW_LINKS)) {
			throw new FileAlreadyExistsException(place.toString());
		}
		Files.move(path, folder.path, StandardCopyOption.ATOMIC_MOVE);
		overwrite(folder.path.resolve(DESCRIPTOR), bytes(JsonText.of(JobJson.of(job))));
		folder.descriptor = job;
		folder.fresh = true;
		folder.awaitsProducts = awaitsProducts;
		return folder;
	}

	/** Takes away all that a job left here which has ended, but its description; its result first. */
	public void clear() throws IOException {
		try {
			// the next result is written into the same file
			Files.move(path.resolve(REPORT), path.resolve(UNFINISHED), StandardCopyOption.ATOMIC_MOVE);
		} catch (NoSuchFileException e) {
			logger().log(System.Logger.Level.DEBUG, "a job without a result", e);
		}
		FileTrees.delete(scratch());
		awaitsProducts = false;
		for (Path left : FileTrees.list(path)) {
			if (left.equals(products())) {
				for (Path product : FileTrees.list(left)) {
					FileTrees.delete(product);
				}
				awaitsProducts = true;
			} else if (!left.endsWith(DESCRIPTOR) && !left.endsWith(UNFINISHED)) {
				FileTrees.delete(left);
			}
		}
	}

	/**
	 * Writes a file, into the place on the disk of what it held before. Emptying it first would have some file systems
	 * (ext4) write it out at once, and a new file would have them search for one that was not deleted of late.
	 */
	private static void overwrite(Path file, byte[] content) throws IOException {
		try (var out = new RandomAccessFile(file.toFile(), "rw")) {
			out.write(content);
			if (out.length() > content.length) {
				out.setLength(content.length);
			}
		}
	}

	/** Where it is, absolute. */
	public Path path() {
		return path;
	}

	/**
	 * What to do.
	 *
	 * @throws IOException
	 *             where {@code job.json} cannot be read or is not what it should be
	 */
	public JobDescriptor descriptor() throws IOException {
		JobDescriptor known = descriptor;
		if (known == null) {
			Path file = path.resolve(DESCRIPTOR);
			known = JsonText.read(Files.readString(file), "the description of a job: " + file, JobJson::descriptor);
			descriptor = known;
		}
		return known;
	}

	/** How the job ended; empty while it has not ended, and where {@code result.json} is torn or cannot be read. */
	public Optional<JobReport> report() {
		Path file = path.resolve(REPORT);
		try {
			byte[] bytes = Files.readAllBytes(file);
			if (!CheckedJson.isIntact(bytes, 0, bytes.length - 1)) {
				logger().log(System.Logger.Level.DEBUG, "a torn result counts as none: {0}", file);
				return Optional.empty();
			}
			return Optional.of(JsonText.read(new String(bytes, StandardCharsets.UTF_8),
					"the result of a job: " + file, tree -> JobJson.report(tree, path)));
		} catch (NoSuchFileException _) {
			return Optional.empty();
		} catch (JsonFormatException e) {
			logger().log(System.Logger.Level.DEBUG, "a result that cannot be understood counts as none", e);
			return Optional.empty();
		} catch (IOException e) {
			logger().log(System.Logger.Level.WARNING, "a result that cannot be read counts as none: " + file, e);
			return Optional.empty();
		}
	}

	/**
	 * As {@link #report()}, but empty also where a product is neither as it was when the job ended nor kept elsewhere.
	 *
	 * @param kept
	 *            whether a product has been moved to where it is kept already
	 */
	public Optional<JobReport> verifiedReport(Predicate<MadeProduct> kept) {
		return report().filter(report -> report.products().values().stream().flatMap(List::stream)
				.allMatch(product -> isIntact(product) || kept.test(product)));
	}

	/**
	 * Deletes the folder with all that belongs to it; tries for a while where an abandoned job still writes into it.
	 */
	public void delete() throws IOException {
		try {
			deleteScratch();
		} catch (JsonFormatException | NoSuchFileException e) {
			logger().log(System.Logger.Level.DEBUG, "without a description it is unknown whether there is scratch", e);
		}
		FileTrees.delete(path);
	}

	/** Deletes the temporary files and the copies of inputs. */
	public void deleteScratch() throws IOException {
		FileTrees.delete(scratch());
		FileTrees.delete(inputs());
	}

	/** Where the temporary files go: the same place for the same folder, so that it is found again after a crash. */
	public Path scratch() throws IOException {
		Optional<Path> elsewhere = descriptor().scratch();
		return elsewhere.isEmpty() ? path.resolve("scratch")
				: elsewhere.get().resolve(SCRATCH_PREFIX + path.getFileName() + "-"
						+ Sha256.of(path.toString()).substring(0, SCRATCH_DIGITS));
	}

	/** Where copies of inputs go. */
	Path inputs() {
		return path.resolve("inputs");
	}

	/** Where products go. */
	Path products() {
		return path.resolve("products");
	}

	/** Makes the folder of the products, without any in it. */
	void makeProducts() throws IOException {
		if (!awaitsProducts) {
			FileTrees.createEmpty(products());
		}
		awaitsProducts = false;
	}

	/**
	 * Takes away what an earlier execution left, so that none of it is taken for the outcome of the one that begins.
	 */
	void begin() throws IOException {
		if (!fresh) {
			Files.deleteIfExists(path.resolve(REPORT));
		}
		fresh = false;
	}

	/** Puts the report into its place. */
	void write(JobReport report) throws IOException {
		Path unfinished = path.resolve(UNFINISHED);
		overwrite(unfinished, CheckedJson.of(JsonText.of(JobJson.of(report, path)), "\n"));
		Files.move(unfinished, path.resolve(REPORT), StandardCopyOption.ATOMIC_MOVE);
	}

	private static boolean isIntact(MadeProduct product) {
		try {
			return Files.isRegularFile(product.path(), LinkOption.NOFOLLOW_LINKS)
					&& Files.size(product.path()) == product.bytes()
					&& ProductFiles.digest(product.path()).equals(product.digest());
		} catch (IOException e) {
			logger().log(System.Logger.Level.DEBUG, "a product that cannot be read counts as damaged", e);
			return false;
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static System.Logger logger() {
		return System.getLogger(JobFolder.class.getName());
	}

	@Override
	public String toString() {
		return path.toString();
	}
}
