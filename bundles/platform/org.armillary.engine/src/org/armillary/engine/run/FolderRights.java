package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Lets a group that shares a store share its runs too: new files take group and group rights over from their folder. */
final class FolderRights {

	private static final System.Logger LOG = System.getLogger(FolderRights.class.getName());

	private FolderRights() {
	}

	/** Gives a file or folder the group of the folder it lies in, and the rights of a group that may write there. */
	static void takeOver(Path file) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
		if (view == null) {
			return;
		}
		PosixFileAttributes folder = Files.readAttributes(file.toAbsolutePath().getParent(), PosixFileAttributes.class);
		if (!folder.permissions().contains(PosixFilePermission.GROUP_WRITE)) {
			return;
		}
		PosixFileAttributes own = view.readAttributes();
		Set<PosixFilePermission> rights = EnumSet.copyOf(own.permissions());
		rights.add(PosixFilePermission.GROUP_READ);
		rights.add(PosixFilePermission.GROUP_WRITE);
		if (own.isDirectory()) {
			rights.add(PosixFilePermission.GROUP_EXECUTE);
		}
		try {
			if (!own.group().equals(folder.group())) {
				view.setGroup(folder.group());
			}
			if (!own.permissions().equals(rights)) {
				view.setPermissions(rights);
			}
		} catch (FileSystemException e) {
			// only its owner may; that the file can be used is found out by who uses it
			LOG.log(System.Logger.Level.DEBUG, "the rights of " + file + " stay as they are", e);
		}
	}
}
