package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The disks that a run writes to.
 *
 * @param store
 *            the store
 * @param output
 *            the output folder, which need not be there yet
 * @param shared
 *            whether both are on the same disk
 * @param storeFree
 *            what is free on the disk of the store, bytes; empty where that is unknown
 * @param outputFree
 *            what is free on the disk of the output folder, bytes; empty where that is unknown
 * @param copiedBytes
 *            products that are there already and will be copied to the output folder, bytes
 */
record Disks(Path store, Path output, boolean shared, OptionalLong storeFree, OptionalLong outputFree,
		long copiedBytes) {

	/** Nothing is known of any disk. */
	static final Disks UNKNOWN = new Disks(Path.of("store"), Path.of("output"), true, OptionalLong.empty(),
			OptionalLong.empty(), 0);

	/** Looks at the disks; an output folder that is there already is taken to hold what needs not be made again. */
	static Disks of(Path store, Path output, long reusedBytes) {
		Optional<FileStore> storeDisk = disk(store);
		Optional<FileStore> outputDisk = disk(output);
		return new Disks(store, output, storeDisk.equals(outputDisk), free(storeDisk), free(outputDisk),
				Files.exists(output) ? 0 : reusedBytes);
	}

	/** What the run needs on them. */
	List<DiskNeed> needs(Range products) {
		Range copies = products.plus(Range.exactly(copiedBytes));
		var needs = new ArrayList<DiskNeed>();
		if (shared) {
			needs.add(new DiskNeed(List.of(store, output), products.plus(copies), storeFree));
		} else {
			needs.add(new DiskNeed(List.of(store), products, storeFree));
			needs.add(new DiskNeed(List.of(output), copies, outputFree));
		}
		return needs;
	}

	private static Optional<FileStore> disk(Path folder) {
		Path there = folder.toAbsolutePath();
		while (!Files.exists(there) && there.getParent() != null) {
			there = there.getParent();
		}
		try {
			return Optional.of(Files.getFileStore(there));
		} catch (IOException e) {
			System.getLogger(Disks.class.getName()).log(System.Logger.Level.DEBUG, "the disk of " + there, e);
			return Optional.empty();
		}
	}

	private static OptionalLong free(Optional<FileStore> disk) {
		try {
			return disk.isPresent() ? OptionalLong.of(disk.orElseThrow().getUsableSpace()) : OptionalLong.empty();
		} catch (IOException e) {
			System.getLogger(Disks.class.getName()).log(System.Logger.Level.DEBUG, "free space is unknown", e);
			return OptionalLong.empty();
		}
	}
}
