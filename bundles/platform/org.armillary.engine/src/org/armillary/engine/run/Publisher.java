package org.armillary.engine.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.InputFiles;
import org.armillary.engine.Job;
import org.armillary.engine.JobDescriptor.Input;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.files.Sha256;

/**
 * Gives products out: copies them from the store to their places in the output folder, which share storage where the
 * file system can do that. All products of a job appear or none; each appears complete; what stood there before is
 * replaced only when all copies are complete, and not at all where it says the same already. A copy is never a link
 * into the store.
 *
 * <p><b>Threads.</b> Several jobs may be published at the same time.
 */
final class Publisher {

	/** Bytes that are copied between two looks at whether the run was cancelled. */
	private static final long PIECE = 64L << 20;
	private static final String PREFIX = ".armillary-";
	private static final int DIGITS = 8;

	private final ProductNames names;
	private final InputFiles files;
	private final String prefix;
	private final boolean moves;
	private final BooleanSupplier cancelled;
	private final AtomicLong number = new AtomicLong();
	private final Set<Path> folders = ConcurrentHashMap.newKeySet();
	private final Map<String, Placed> placed = new ConcurrentHashMap<>();
	private final Map<String, Object> locks = new ConcurrentHashMap<>();

	/** A copy on its way: complete under a temporary name, to be renamed. */
	private record Copy(Path temporary, Path target) {
	}

	/** Where the products of a job are, and those of them that this run put there. */
	private record Placed(Map<String, List<Path>> places, List<Path> written) {
	}

	/** The run was cancelled while a product was copied. */
	static final class CancelledException extends IOException {

		private static final long serialVersionUID = 1L;

		CancelledException() {
			super("cancelled");
		}
	}

	/**
	 * Makes a publisher.
	 *
	 * @param run
	 *            the run, whose id is part of temporary names
	 * @param moves
	 *            whether products that nobody needs any more are moved out of the store
	 */
	Publisher(RunFolder run, ProductNames names, InputFiles files, boolean moves, BooleanSupplier cancelled) {
		this.prefix = prefix(run);
		this.names = names;
		this.files = files;
		this.moves = moves;
		this.cancelled = cancelled;
	}

	/**
	 * What the names of all temporary files of a run begin with. Runs of different stores may have the same id and the
	 * same output folder, so the place of the run's folder counts too.
	 */
	static String prefix(RunFolder run) {
		return PREFIX + run.id() + "-" + Sha256.of(run.path().toString()).substring(0, DIGITS) + "-";
	}

	/**
	 * Publishes the products of a job. Each copy tells in its header with what the result was made that it belongs to.
	 *
	 * @param report
	 *            the result
	 * @param inputs
	 *            the inputs of the job, in the order in which it receives them
	 * @param isLast
	 *            whether no other job needs them
	 * @param counts
	 *            whether the job was not planned again meanwhile; its products then come from another round of it
	 * @return the products in their final places, by port; none where they do not count
	 * @throws IOException
	 *             where a product cannot be put in its place; then all is as it was before
	 */
	Map<String, List<ProductFile>> publish(Job job, JobReport report, Map<String, List<Input>> inputs, boolean isLast,
			BooleanSupplier counts) throws IOException {
		var headers = new PublishedHeaders(job, report, inputs, files);
		// the products that count come last, whichever round of the job began first
		synchronized (locks.computeIfAbsent(job.id(), _ -> new Object())) {
			return counts.getAsBoolean() ? publish(job, report.products(), headers, isLast) : Map.of();
		}
	}

	private Map<String, List<ProductFile>> publish(Job job, Map<String, List<MadeProduct>> made,
			PublishedHeaders headers, boolean isLast) throws IOException {
		Map<String, List<Path>> places = names.places(job, made);
		var copies = new ArrayList<Copy>();
		var created = new ArrayList<Path>();
		try {
			for (var port : made.entrySet()) {
				for (int i = 0; i < port.getValue().size(); i++) {
					MadeProduct product = port.getValue().get(i);
					Path target = places.get(port.getKey()).get(i);
					if (!isThere(product, target, headers)) {
						makeFolder(target.getParent(), created);
						copies.add(copy(product, target, moves && isLast && isUnique(product, made), headers));
					}
				}
			}
			replace(copies);
		} catch (IOException | RuntimeException e) {
			discard(copies);
			created.forEach(Folders::deleteIfEmpty);
			folders.removeAll(created);
			throw e;
		}
		placed.put(job.id(), new Placed(places, copies.stream().map(Copy::target).toList()));
		var published = new LinkedHashMap<String, List<ProductFile>>();
		made.forEach((port, products) -> {
			var given = new ArrayList<ProductFile>(products.size());
			for (MadeProduct product : products) {
				given.add(new ProductFile(places.get(port).get(given.size()), product.description()));
			}
			published.put(port, given);
		});
		return published;
	}

	/** Whether no other product of the job has the same content and so the same place in the store. */
	private static boolean isUnique(MadeProduct product, Map<String, List<MadeProduct>> made) {
		return made.values().stream().flatMap(List::stream).filter(other -> other.path().equals(product.path()))
				.count() == 1;
	}

	/** Why products cannot be put in their places, in a user's words. */
	Message trouble(long bytes, IOException problem) {
		return names.trouble(bytes, problem);
	}

	/** Takes back what this run put into the output folder for a job that it turned out not to need. */
	void retract(String job) {
		Placed known = placed.remove(job);
		for (Path place : known == null ? List.<Path>of() : known.written()) {
			Folders.deleteQuietly(place);
			Folders.deleteIfEmpty(place.getParent());
			folders.remove(place.getParent());
		}
	}

	/**
	 * Moves products whose names turned out to be others.
	 *
	 * @param places
	 *            the places of all products, by id of the job and port
	 * @return ids of the jobs whose products were moved
	 */
	Set<String> relocate(Map<String, Map<String, List<Path>>> places) throws IOException {
		var moved = new LinkedHashSet<String>();
		var copies = new ArrayList<Copy>();
		for (var job : places.entrySet()) {
			Placed known = placed.get(job.getKey());
			if (known != null && !known.places().equals(job.getValue())) {
				moved.add(job.getKey());
				for (var port : known.places().entrySet()) {
					List<Path> targets = job.getValue().getOrDefault(port.getKey(), List.of());
					for (int i = 0; i < targets.size(); i++) {
						if (!port.getValue().get(i).equals(targets.get(i))) {
							Path temporary = targets.get(i).resolveSibling(prefix + number.incrementAndGet());
							Files.createDirectories(temporary.getParent());
							Files.move(port.getValue().get(i), temporary, StandardCopyOption.ATOMIC_MOVE);
							copies.add(new Copy(temporary, targets.get(i)));
						}
					}
				}
				placed.put(job.getKey(), new Placed(job.getValue(), List.of()));
			}
		}
		for (Copy copy : copies) {
			rename(copy);
		}
		return moved;
	}

	/** Whether the same product stands there already, made in the same way. */
	private boolean isThere(MadeProduct product, Path target, PublishedHeaders headers) throws IOException {
		BasicFileAttributes there;
		try {
			there = Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		} catch (NoSuchFileException _) {
			return false;
		}
		if (!there.isRegularFile() || there.size() != product.bytes()) {
			return false;
		}
		try {
			return files.digest(target, ExtensionSelection.ALL).equals(product.digest())
					&& headers.areIn(target, product);
		} catch (IOException e) {
			logger().log(System.Logger.Level.DEBUG, "what cannot be read is replaced: " + target, e);
			return false;
		}
	}

	private void makeFolder(Path folder, List<Path> created) throws IOException {
		if (folders.contains(folder)) {
			return;
		}
		created.addAll(Folders.missing(folder));
		Files.createDirectories(folder);
		folders.add(folder);
	}

	private Copy copy(MadeProduct product, Path target, boolean move, PublishedHeaders headers) throws IOException {
		Path temporary = target.resolveSibling(prefix + number.incrementAndGet());
		try {
			if (!move || !moved(product.path(), temporary)) {
				try {
					copy(product.path(), temporary);
				} catch (NoSuchFileException e) {
					if (Files.exists(temporary.getParent())) {
						throw e;
					}
					// somebody deleted the folder meanwhile
					Files.createDirectories(temporary.getParent());
					copy(product.path(), temporary);
				}
			}
			headers.complete(temporary, product);
		} catch (IOException e) {
			Folders.deleteQuietly(temporary);
			throw e;
		}
		return new Copy(temporary, target);
	}

	private void copy(Path from, Path to) throws IOException {
		try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
				FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			long size = in.size();
			long done = 0;
			while (done < size) {
				if (cancelled.getAsBoolean()) {
					throw new CancelledException();
				}
				// the whole rest where that is little, so that file systems can share it
				long copied = in.transferTo(done, Math.min(PIECE, size - done), out);
				if (copied == 0) {
					throw new FileSystemException(from.toString(), to.toString(),
							"the file became shorter while it was copied");
				}
				done += copied;
			}
		}
	}

	/** Moves a product out of the store, where it was read-only; false where it has to be copied. */
	private static boolean moved(Path product, Path temporary) throws IOException {
		try {
			Files.move(product, temporary, StandardCopyOption.ATOMIC_MOVE);
		} catch (FileSystemException e) {
			logger().log(System.Logger.Level.DEBUG, "copied instead of moved: " + product, e);
			return false;
		}
		try {
			Set<PosixFilePermission> rights = Files.getPosixFilePermissions(temporary);
			rights.add(PosixFilePermission.OWNER_WRITE);
			Files.setPosixFilePermissions(temporary, rights);
		} catch (UnsupportedOperationException e) {
			logger().log(System.Logger.Level.DEBUG, "rights stay as they are: " + temporary, e);
		}
		return true;
	}

	private void replace(List<Copy> copies) throws IOException {
		if (copies.size() == 1) {
			// a single rename succeeds or changes nothing
			rename(copies.getFirst());
			return;
		}
		var earlier = new LinkedHashMap<Path, Optional<Path>>();
		var replaced = new ArrayList<Path>();
		try {
			for (Copy copy : copies) {
				earlier.put(copy.target(), keepEarlier(copy.target()));
			}
			for (Copy copy : copies) {
				rename(copy);
				replaced.add(copy.target());
			}
		} catch (IOException e) {
			replaced.forEach(target -> restore(target, earlier.get(target)));
			throw e;
		} finally {
			earlier.values().forEach(kept -> kept.ifPresent(Folders::deleteQuietly));
		}
	}

	private static void rename(Copy copy) throws IOException {
		Files.move(copy.temporary(), copy.target(), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
	}

	/**
	 * Keeps what an earlier run left at a place under a second name, until all products of the job are in their places;
	 * the place itself is never empty, so that a crash leaves the earlier product or the new one.
	 */
	private Optional<Path> keepEarlier(Path target) throws IOException {
		if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
			return Optional.empty();
		}
		if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
			throw new FileAlreadyExistsException(target.toString());
		}
		Path second = target.resolveSibling(prefix + number.incrementAndGet());
		try {
			Files.createLink(second, target);
		} catch (NoSuchFileException e) {
			logger().log(System.Logger.Level.DEBUG, "another run took it away: " + target, e);
			return Optional.empty();
		} catch (UnsupportedOperationException | FileSystemException e) {
			logger().log(System.Logger.Level.DEBUG, "copied instead of linked: " + target, e);
			Files.copy(target, second, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
		}
		return Optional.of(second);
	}

	/** Puts back what stood at a place before, if anything did. */
	private static void restore(Path target, Optional<Path> earlier) {
		try {
			if (earlier.isPresent()) {
				Files.move(earlier.get(), target, StandardCopyOption.ATOMIC_MOVE,
						StandardCopyOption.REPLACE_EXISTING);
			} else {
				Files.deleteIfExists(target);
			}
		} catch (IOException e) {
			logger().log(System.Logger.Level.WARNING, "not restored: " + target, e);
		}
	}

	private static void discard(List<Copy> copies) {
		copies.forEach(copy -> Folders.deleteQuietly(copy.temporary()));
	}

	private static System.Logger logger() {
		return System.getLogger(Publisher.class.getName());
	}
}
