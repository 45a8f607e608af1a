package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the index lies: in the store, or, where that is on a file system of a network, on which SQLite is not safe, in
 * a folder of the user for temporary files, one for each store.
 */
final class IndexPlace {

	private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

	private IndexPlace() {
	}

	static Path of(Layout layout) throws IOException {
		return layout.isOnNetwork() ? local(layout.root(), Path.of(System.getProperty("java.io.tmpdir")))
				: layout.root().resolve("index");
	}

	/**
	 * A folder for the index of a store.
	 *
	 * @param scratch
	 *            the folder for temporary files; it may be open to everybody, so nothing is trusted that another user
	 *            made
	 */
	static Path local(Path store, Path scratch) throws IOException {
		Path mine = scratch.resolve("armillary-" + System.getProperty("user.name"));
		FileAttribute<Set<PosixFilePermission>> rights = PosixFilePermissions.asFileAttribute(PRIVATE);
		if (!Files.exists(mine, LinkOption.NOFOLLOW_LINKS)) {
			Files.createDirectories(scratch);
			try {
				Files.createDirectory(mine, rights);
			} catch (FileAlreadyExistsException e) {
				Log.note(IndexPlace.class, "another process was faster", e);
			}
		}
		var attributes = Files.readAttributes(mine, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		var me = mine.getFileSystem().getUserPrincipalLookupService()
				.lookupPrincipalByName(System.getProperty("user.name"));
		if (!attributes.isDirectory() || !attributes.owner().equals(me) || !attributes.permissions().equals(PRIVATE)) {
			return Files.createTempDirectory(scratch, "armillary-index-", rights);
		}
		return mine.resolve("index-" + Long.toHexString(Hashes.of(Stream.of(store.toString()))));
	}
}
