package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.armillary.actor.message.Message;
import org.armillary.engine.InputFiles;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.HeaderFiles;

/**
 * Results of jobs and their products, found again by what decides them, wherever the inputs lie and whatever they are
 * called.
 *
 * <pre>
 * armillary-store.json          format of the store
 * objects/3f/3fa9….fits         products by digest, read-only
 * results/ab/ab12….json         one for each cache key, complete by rename: the truth
 * runs/RUN/                     run folders
 * marks/ab12….json              says that a result is out of date; see {@link Marks}
 * claims, lock                  bytes of them are locked: by jobs at work, and by runs and clean
 * index/index.sqlite            derived; may be deleted
 * </pre>
 *
 * <p>Whatever happens to the machine, work can be lost but never falsified: a result appears by rename after its
 * products, the index speaks only of what is safe on the disk, and a product that the index does not vouch for is read
 * before it is used again. <b>Threads.</b> Safe for use by several threads, processes and hosts.
 */
public final class Store implements AutoCloseable {

	private static final int MOST_EXPERIENCES = 50;

	/** The byte of the lock file that runs share and clean wants for itself. */
	private static final long IN_USE = 0;

	private final Layout layout;
	private final Path indexFolder;
	private final Disk disk;
	private final LockFile claims;
	private final LockFile lock;
	private final Results results;
	private final Objects objects;
	private final Index index;
	private final MemoFiles files;
	private final InputBytes sizes = new InputBytes();
	private final NearestResult nearest;
	private final Marks marks;
	private final MarksAtWork marksAtWork;
	private final AllResults all;
	private final GroupCommit commits;
	private final ConcurrentLinkedQueue<Path> written = new ConcurrentLinkedQueue<>();
	private final Troubles troubles = new Troubles();

	private Store(Layout layout, Path indexFolder, Disk disk, InputFiles reader, InstantSource clock, LockFile claims,
			LockFile lock) {
		this.layout = layout;
		this.indexFolder = indexFolder;
		this.disk = disk;
		this.claims = claims;
		this.lock = lock;
		results = new Results(layout, disk);
		commits = new GroupCommit("armillary-commit", this::commit);
		index = new Index(new IndexFolder(layout, indexFolder, lock, results), commits::changed, troubles::add);
		marks = new Marks(layout.root());
		marksAtWork = new MarksAtWork(marks, layout, disk, indexFolder.startsWith(layout.root()));
		all = new AllResults(index, results, marks, layout.root());
		nearest = new NearestResult(index, layout.root());
		files = new MemoFiles(reader, index, sizes, clock);
		objects = new Objects(layout, disk, files);
	}

	/**
	 * Opens a store; a folder that is new or empty becomes one.
	 *
	 * @throws StoreException
	 *             where it cannot be written, holds something else or has another format
	 */
	public static Store open(Path folder) throws StoreException {
		return open(folder, new SystemDisk(), new HeaderFiles(), InstantSource.system());
	}

	/** Opens a store with the disk, the reader of files and the clock of a test. */
	static Store open(Path folder, Disk disk, InputFiles reader, InstantSource clock) throws StoreException {
		Layout layout = Layout.open(folder);
		LockFile claims = null;
		try {
			Path indexFolder = IndexPlace.of(layout);
			claims = LockFile.open(layout.claims());
			return new Store(layout, indexFolder, disk, reader, clock, claims, LockFile.open(layout.lock()));
		} catch (IOException e) {
			if (claims != null) {
				closeQuietly(claims);
			}
			throw Layout.unusable(folder, e);
		}
	}

	/** Where the store is unless somebody says otherwise: ARMILLARY_STORE, else a folder for data of the user. */
	public static Path defaultFolder(Map<String, String> environment) {
		String named = environment.getOrDefault("ARMILLARY_STORE", "");
		if (!named.isEmpty()) {
			return Path.of(named).toAbsolutePath().normalize();
		}
		String data = environment.getOrDefault("XDG_DATA_HOME", "");
		String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
		// the XDG specification wants relative paths to be ignored
		Path base = data.startsWith("/") ? Path.of(data) : Path.of(home, ".local", "share");
		return base.resolve("armillary").resolve("store").toAbsolutePath().normalize();
	}

	/** The folder, absolute and without symbolic links. */
	public Path folder() {
		return layout.root();
	}

	/** The folder of the run folders; on the same file system as the products. */
	public Path runs() {
		return layout.runs();
	}

	/** Facts and digests of any files, remembered as long as these do not change. */
	public InputFiles files() {
		return files;
	}

	/** Looks for the result of a job and verifies its products. */
	public Lookup find(JobKey key) throws IOException {
		boolean noted = marks.isNoted(key.hash());
		Optional<PackedResult> indexed = noted ? Optional.empty()
				: index.result(key.hash()).flatMap(packed -> all.unpack(packed, key));
		Optional<JobReport> found = indexed.isPresent() ? indexed.map(PackedResult::report) : results.find(key.hash());
		if (found.isEmpty()) {
			return new Lookup.Miss();
		}
		JobReport report = found.orElseThrow();
		Optional<Mark> mark = noted ? marks.against(report) : Optional.empty();
		if (mark.isPresent()) {
			return new Lookup.Marked(report, mark.orElseThrow());
		}
		List<FileIdentity> vouched = indexed.map(PackedResult::files).orElse(List.of());
		var identities = new ArrayList<FileIdentity>();
		for (List<MadeProduct> products : report.products().values()) {
			for (MadeProduct product : products) {
				int number = identities.size();
				Optional<FileIdentity> sound = objects.verify(product,
						number < vouched.size() ? Optional.of(vouched.get(number)) : Optional.empty());
				if (sound.isEmpty()) {
					return Objects.unsound(report, product);
				}
				identities.add(sound.orElseThrow());
				sizes.learn(product.digest(), product.bytes());
			}
		}
		if (indexed.isEmpty() || !vouched.equals(identities) || indexed.orElseThrow().isRenamed()) {
			index.add(IndexRows.Result.of(report, identities, layout.root()));
			if (noted) {
				marksAtWork.found(report);
			}
			commits.changed();
		}
		return new Lookup.Hit(report);
	}

	/**
	 * Takes over the result of a job that ended well: moves its products into the store and remembers it.
	 *
	 * @return the result with its products in the store
	 * @throws StoreException
	 *             where the disk is full
	 */
	public JobReport adopt(JobReport report) throws IOException {
		if (!report.result().status().isFinished()) {
			throw new IllegalArgumentException("a result that is " + report.result().status() + " is not remembered");
		}
		try {
			return adoptAll(sizes.note(report));
		} catch (StoreException e) {
			throw e;
		} catch (IOException e) {
			throw DiskFull.explain(layout.root(), report.bytes(), e);
		}
	}

	private JobReport adoptAll(JobReport report) throws IOException {
		var places = new LinkedHashMap<String, List<MadeProduct>>();
		var identities = new ArrayList<FileIdentity>();
		for (var port : report.products().entrySet()) {
			var adopted = new ArrayList<MadeProduct>();
			for (MadeProduct product : port.getValue()) {
				Objects.Sound there = objects.adopt(product);
				written.add(there.product().path());
				adopted.add(there.product());
				identities.add(there.file());
				sizes.learn(there.product().digest(), there.product().bytes());
			}
			places.put(port.getKey(), adopted);
		}
		JobReport adopted = report.withProducts(places);
		written.add(results.write(adopted, ReportBytes.of(adopted, layout.root())));
		index.add(IndexRows.Result.of(adopted, identities, layout.root()));
		marksAtWork.madeAgain(adopted).ifPresent(written::add);
		commits.changed();
		return adopted;
	}

	/** Whether the content of a product is in the store already, wherever the product itself is. */
	public boolean holds(MadeProduct product) {
		return objects.holds(product);
	}

	/**
	 * The earlier result that is most like a job: of the latest with the same inputs, with the same settings for the
	 * same job, of the same job and of the same actor, the one with the fewest differences, and the latest of these.
	 * Never one with the same key. Inputs are called what they were called when a result was last used.
	 *
	 * @param job
	 *            id of the job in its run
	 * @param isLike
	 *            whether an earlier result comes into question
	 */
	public Optional<JobReport> nearest(JobKey key, String job, Predicate<JobReport> isLike) {
		return nearest.find(key, job, isLike);
	}

	/**
	 * Claims the work on a job; empty while another thread or process has claimed it. Does not wait. A mark that the result
	 * has now is taken back when the job is done.
	 */
	public Optional<Claim> claim(JobKey key) throws IOException {
		return marksAtWork.begins(key.hash(), claims.tryExclusive(Claim.position(key)).map(Claim::new));
	}

	/**
	 * Visits the results of the store, in no order; products are not verified, and results that were marked as out of date
	 * are visited, too.
	 */
	public void reports(Consumer<JobReport> visitor) throws IOException {
		all.visit(visitor);
	}

	/**
	 * Visits all results of the store, as {@link #reports} does, but much faster: of keys only the hash, parameters and
	 * inputs without their labels can be relied on, of the products' keywords only one, of the facts only what files the
	 * inputs are ({@link org.armillary.engine.JobFacts.InputOrigin}), and circumstances may be missing.
	 *
	 * @param keyword
	 *            the keyword that products have if they state it
	 */
	public void measured(String keyword, Consumer<JobReport> visitor) throws IOException {
		all.visitMeasured(keyword, visitor);
	}

	/**
	 * The result with a key; its products are not verified, and it may be marked as out of date.
	 *
	 * @param key
	 *            hash of the key
	 */
	public Optional<JobReport> report(String key) throws IOException {
		return all.find(key);
	}

	/** Which results were marked as out of date. */
	public Marks marks() {
		return marks;
	}

	/** Marks results as out of date; each at once for every observer. They are not used again. */
	public void mark(Collection<String> keys, Mark mark) throws IOException {
		marks.set(layout, disk, keys, mark);
	}

	/** Takes the marks of results back; the number of those that had one. */
	public int unmark(Collection<String> keys) throws IOException {
		return marks.remove(keys);
	}

	/** What the latest jobs of an actor took, the latest first, at most fifty. */
	public List<Experience> experience(String actor) {
		return index.latest("actor", Hashes.actor(actor), MOST_EXPERIENCES).stream()
				.filter(packed -> PackedResult.actor(packed).equals(actor)).map(PackedResult::experience).toList();
	}

	/** Says that a run uses the store; empty while the store is being cleaned. Does not wait. */
	public Optional<StoreUse> use() throws IOException {
		return lock.tryShared(IN_USE).map(StoreUse::new);
	}

	/** Reserves the store for cleaning; empty while a run uses it. */
	Optional<StoreUse> reserve() throws IOException {
		return lock.tryExclusive(IN_USE).map(StoreUse::new);
	}

	/** Gives a new file or folder below the store the rights that others of its group need. */
	public void share(Path place) throws IOException {
		layout.share(place);
	}

	/** Makes a folder below the store, and those above it, with the rights that others of its group need. */
	public Path makeFolder(Path folder) throws IOException {
		return layout.makeFolder(folder);
	}

	/** What a user should know of troubles that the store has overcome by itself; each is given once. */
	public List<Message> troubles() {
		return troubles.take();
	}

	/** Makes safe what was written, in the background. */
	public GroupCommit commits() {
		return commits;
	}

	/** Returns when everything written so far would survive a loss of power. */
	public void sync() throws IOException {
		commits.flush();
	}

	/** Reserves the folder of the index; empty while a process makes an index there. */
	Optional<StoreUse> reserveIndex() throws IOException {
		return lock.tryExclusive(IndexFolder.REBUILDING).map(StoreUse::new);
	}

	Path indexFolder() {
		return indexFolder;
	}

	Layout layout() {
		return layout;
	}

	Results results() {
		return results;
	}

	/** Says of a result that products of it are cleaned away, before they are; all else that is known of it stays. */
	void noteCleaned(JobReport report) throws IOException {
		JobReport cleaned = CleanedAway.note(report, Instant.now());
		written.add(results.write(cleaned, ReportBytes.of(cleaned, layout.root())));
		// nobody vouches for products of which some are gone
		index.add(IndexRows.Result.of(cleaned, List.of(), layout.root()));
	}

	/** Forgets a result, and that it was marked. */
	void forget(String key) throws IOException {
		results.remove(key);
		index.remove(key);
		marksAtWork.forgotten(key).ifPresent(written::add);
	}

	private void commit(Set<Forceable> journals) throws IOException {
		// in this order: rows speak only of files that were complete before these are forced
		List<MarksAtWork.Noted> again = marksAtWork.take();
		IndexRows batch = index.drain();
		if (!batch.isEmpty()) {
			var paths = new ArrayList<Path>();
			for (Path path = written.poll(); path != null; path = written.poll()) {
				paths.add(path);
			}
			disk.sync(layout.root(), paths);
		}
		for (Forceable journal : journals) {
			journal.force();
		}
		marksAtWork.settle(again, index.write(batch));
	}

	/** Makes safe what was written and lets go of everything. */
	@Override
	public void close() {
		commits.close();
		index.close();
		disk.close();
		closeQuietly(claims);
		closeQuietly(lock);
	}

	private static void closeQuietly(LockFile file) {
		try {
			file.close();
		} catch (IOException e) {
			Log.note(Store.class, "a lock file could not be closed", e);
		}
	}
}
