package org.armillary.engine.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.armillary.actor.message.Reason;
import org.armillary.engine.RunMessage;
import org.armillary.engine.json.JsonText;

import com.google.gson.JsonObject;

/**
 * Where things are in a store, and who may use them. A store whose folder belongs to a group that may write in it is
 * shared: whatever is made below gets that group and is writable for it too.
 *
 * @param root
 *            the folder, absolute and without symbolic links
 * @param sharing
 *            what shared files get; empty rights in a store of one user
 * @param names
 *            numbers temporary files
 */
record Layout(Path root, Sharing sharing, AtomicLong names) {

	static final String FORMAT_FILE = "armillary-store.json";
	static final int FORMAT = 1;

	/** How names of temporary files begin. */
	static final String TEMPORARY = ".new-";

	private static final Set<String> KNOWN = Set.of(FORMAT_FILE, "objects", "results", "runs", "index", "claims",
			"lock", "headers", "marks");
	private static final Set<String> NETWORK = Set.of("nfs", "nfs4", "lustre", "cifs", "smb", "smb2", "smb3", "gpfs",
			"beegfs", "ceph", "fuse.sshfs", "fuse.ceph", "fuse.glusterfs", "glusterfs", "afs", "9p", "panfs", "pvfs2",
			"orangefs", "virtiofs", "wekafs");

	/** With the set-group-id bit, for what SQLite makes by itself. */
	private static final int GROUP_FOLDER = 02070;
	private static final int GROUP_FILE = 0060;
	private static final int ALL_BITS = 07777;

	/**
	 * What new files and folders of a shared store get.
	 *
	 * @param isShared
	 *            whether a group may write
	 * @param group
	 *            the group; only asked for where it is shared
	 */
	record Sharing(boolean isShared, GroupPrincipal group) {
	}

	/** Makes a store of a new or empty folder, or opens one. */
	static Layout open(Path folder) throws StoreException {
		try {
			Files.createDirectories(folder);
			Path root = folder.toRealPath();
			var attributes = Files.readAttributes(root, PosixFileAttributes.class);
			boolean shared = attributes.permissions().contains(PosixFilePermission.GROUP_WRITE);
			var layout = new Layout(root, new Sharing(shared, attributes.group()), new AtomicLong());
			layout.checkFormat();
			layout.checkWritable();
			layout.create();
			return layout;
		} catch (StoreException e) {
			throw e;
		} catch (IOException e) {
			throw unusable(folder, e);
		}
	}

	static StoreException unusable(Path folder, IOException cause) {
		return new StoreException(RunMessage.STORE_UNUSABLE.with(folder, Reason.of(cause)), cause);
	}

	private void checkFormat() throws IOException {
		Path file = root.resolve(FORMAT_FILE);
		if (!Files.exists(file)) {
			try (Stream<Path> entries = Files.list(root)) {
				var foreign = entries.map(entry -> entry.getFileName().toString())
						.filter(name -> !KNOWN.contains(name) && !name.startsWith(TEMPORARY)
								&& !name.equals("lost+found"))
						.findFirst();
				if (foreign.isPresent()) {
					throw new StoreException(RunMessage.STORE_FOREIGN.with(root, foreign.orElseThrow()), null);
				}
			}
			return;
		}
		int found = JsonText.read(Files.readString(file), "the description of a store",
				object -> object.get("armillary-store").getAsInt());
		if (found != FORMAT) {
			throw new StoreException(RunMessage.STORE_FORMAT.with(root, found, FORMAT), null);
		}
	}

	private void checkWritable() throws StoreException {
		for (Path place : new Path[] { root, objects(), results(), runs() }) {
			if (Files.exists(place) && !Files.isWritable(place)) {
				throw new StoreException(RunMessage.STORE_UNUSABLE.with(place, "it is read-only for you"), null);
			}
		}
	}

	private void create() throws IOException {
		for (Path place : new Path[] { objects(), results(), runs() }) {
			makeFolder(place);
		}
		for (Path file : new Path[] { claims(), lock() }) {
			if (!Files.exists(file)) {
				makeFile(file);
			}
		}
		Path format = root.resolve(FORMAT_FILE);
		if (!Files.exists(format)) {
			Path temporary = temporary(root);
			var object = new JsonObject();
			object.addProperty("armillary-store", FORMAT);
			// safe before it has its name: half of it after a loss of power would make the store unusable
			try (var out = new FileOutputStream(temporary.toFile())) {
				out.write((JsonText.of(object) + "\n").getBytes(StandardCharsets.UTF_8));
				out.getFD().sync();
			}
			share(temporary);
			Files.move(temporary, format, StandardCopyOption.ATOMIC_MOVE);
		}
	}

	private void makeFile(Path file) throws IOException {
		try {
			share(Files.createFile(file));
		} catch (FileAlreadyExistsException e) {
			Log.note(Layout.class, "another process was faster", e);
		}
	}

	Path objects() {
		return root.resolve("objects");
	}

	Path results() {
		return root.resolve("results");
	}

	Path runs() {
		return root.resolve("runs");
	}

	Path claims() {
		return root.resolve("claims");
	}

	Path lock() {
		return root.resolve("lock");
	}

	/** The file of a product. */
	Path object(String digest, String ending) {
		return objects().resolve(digest.substring(0, 2)).resolve(ending.isEmpty() ? digest : digest + "." + ending);
	}

	/** The file of a result. */
	Path result(String key) {
		return results().resolve(key.substring(0, 2)).resolve(key + ".json");
	}

	/** A name in a folder that nobody else uses. */
	Path temporary(Path folder) {
		return folder
				.resolve(TEMPORARY + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + "-"
						+ names.incrementAndGet());
	}

	/** Whether the store is on a file system of a network, where SQLite must not work. */
	boolean isOnNetwork() throws IOException {
		FileStore store = Files.getFileStore(root);
		return NETWORK.contains(store.type().toLowerCase(Locale.ROOT));
	}

	/** Makes a folder and those above it, with the rights of the store. */
	Path makeFolder(Path folder) throws IOException {
		if (Files.isDirectory(folder)) {
			return folder;
		}
		if (!sharing.isShared() || !folder.startsWith(root)) {
			return Files.createDirectories(folder);
		}
		makeFolder(folder.getParent());
		try {
			share(Files.createDirectory(folder));
		} catch (FileAlreadyExistsException e) {
			Log.note(Layout.class, "another process was faster", e);
		}
		return folder;
	}

	/** Gives the group of a shared store its rights on something new; a file that is read-only stays so. */
	void share(Path place) throws IOException {
		if (!sharing.isShared()) {
			return;
		}
		var attributes = Files.readAttributes(place, PosixFileAttributes.class);
		if (!attributes.group().equals(sharing.group())) {
			Files.getFileAttributeView(place, PosixFileAttributeView.class).setGroup(sharing.group());
		}
		// "unix:mode" keeps the set-group-id bit, which the permissions of PosixFileAttributeView would clear
		int mode = (Integer) Files.getAttribute(place, "unix:mode") & ALL_BITS;
		boolean writable = attributes.permissions().contains(PosixFilePermission.OWNER_WRITE);
		int wanted = mode | (attributes.isDirectory() ? GROUP_FOLDER : writable ? GROUP_FILE : GROUP_FILE & 0444);
		if (wanted != mode) {
			Files.setAttribute(place, "unix:mode", wanted);
		}
	}
}
