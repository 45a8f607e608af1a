package org.armillary.provenance.crate;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.InputFiles;
import org.armillary.provenance.crate.CrateRun.InputFile;

/**
 * Finds files by what they say, wherever they are below some folders and whatever they are called: those with the right
 * name are looked at first, then those with the right size.
 */
public final class FileSearch {

	private final InputFiles files;
	private final Map<String, List<Path>> byName = new LinkedHashMap<>();
	private final Map<Long, List<Path>> bySize = new LinkedHashMap<>();
	private final Map<Path, String> digests = new HashMap<>();
	private final Map<String, List<Path>> byDigest = new HashMap<>();

	/**
	 * Looks what there is.
	 *
	 * @param files
	 *            reads files
	 * @param places
	 *            folders, with all that is in them, and files
	 */
	public FileSearch(InputFiles files, Collection<Path> places) throws IOException {
		this.files = files;
		for (Path place : places) {
			Files.walkFileTree(place.toAbsolutePath().normalize(), EnumSet.of(FileVisitOption.FOLLOW_LINKS),
					Integer.MAX_VALUE, new Lister());
		}
	}

	/** Takes notice of all files; what cannot be read is as if it were not there. */
	private final class Lister extends SimpleFileVisitor<Path> {

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
			if (attributes.isRegularFile()) {
				byName.computeIfAbsent(stem(file.getFileName().toString()), _ -> new ArrayList<>()).add(file);
				bySize.computeIfAbsent(attributes.size(), _ -> new ArrayList<>()).add(file);
			}
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException problem) {
			System.getLogger(FileSearch.class.getName()).log(System.Logger.Level.DEBUG, "left out: " + file, problem);
			return FileVisitResult.CONTINUE;
		}
	}

	/**
	 * The files that were found, by number; files that are wanted several times are different ones where there are
	 * enough.
	 */
	public Map<Integer, Path> find(List<InputFile> wanted) {
		for (InputFile file : wanted) {
			look(file, byName.getOrDefault(stem(file.name()), List.of()));
		}
		for (InputFile file : wanted) {
			look(file, bySize.getOrDefault(file.bytes(), List.of()));
		}
		var found = new LinkedHashMap<Integer, Path>();
		Set<Path> taken = new HashSet<>();
		for (int i = 0; i < wanted.size(); i++) {
			List<Path> candidates = byDigest.getOrDefault(wanted.get(i).digest(), List.of());
			if (!candidates.isEmpty()) {
				Path path = candidates.stream().filter(candidate -> !taken.contains(candidate)).findFirst()
						.orElse(candidates.getFirst());
				taken.add(path);
				found.put(i, path);
			}
		}
		return found;
	}

	private void look(InputFile wanted, List<Path> candidates) {
		if (!byDigest.containsKey(wanted.digest())) {
			candidates.stream().filter(candidate -> !digests.containsKey(candidate)).forEach(this::digest);
		}
	}

	private void digest(Path file) {
		Optional<String> digest = read(file);
		digests.put(file, digest.orElse(""));
		digest.ifPresent(known -> byDigest.computeIfAbsent(known, _ -> new ArrayList<>()).add(file));
	}

	private Optional<String> read(Path file) {
		try {
			return Optional.of(files.digest(file, ExtensionSelection.ALL));
		} catch (IOException e) {
			System.getLogger(FileSearch.class.getName()).log(System.Logger.Level.DEBUG, "left out: " + file, e);
			return Optional.empty();
		}
	}

	/** A name without what says that the file is compressed. */
	private static String stem(String name) {
		return name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|fz|z)$", "");
	}
}
