package org.armillary.organiser.scan;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.organiser.message.OrganiserMessage;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is called like a FITS file in folders and all that is in them, hidden things left out. A folder is looked
 * into once, under its own name rather than that of a link to it, whatever the order in which threads come along.
 */
final class FileFinder {

	private static final List<String> ENDINGS = List.of(".fits", ".fit", ".fts");
	private static final List<String> COMPRESSIONS = List.of("", ".gz", ".fz");

	private final Parallel parallel;
	private final List<FoundFile> files = new ArrayList<>();
	private final List<Message> problems = new ArrayList<>();
	private final List<Path> folders = new ArrayList<>();
	private final Set<Object> visited = new HashSet<>();
	private final Deque<Folder> links = new ArrayDeque<>();

	private FileFinder(Parallel parallel) {
		this.parallel = parallel;
	}

	/**
	 * A file that was found.
	 *
	 * @param name
	 *            its path below the place where it was found, parts separated by {@code /}; no other file has it
	 * @param path
	 *            where it is
	 */
	record FoundFile(String name, Path path) {
	}

	/**
	 * What was found.
	 *
	 * @param files
	 *            by name
	 * @param folders
	 *            the places that are folders
	 * @param problems
	 *            folders that could not be looked into
	 */
	record Findings(List<FoundFile> files, List<Path> folders, List<Message> problems) {
	}

	/**
	 * A folder to look into.
	 *
	 * @param prefix
	 *            what stands before the names of its files
	 */
	private record Folder(Path path, String prefix) {
	}

	/** What stands in a folder, and what went wrong. */
	private static final class Listing {
		private final List<FoundFile> files = new ArrayList<>();
		private final List<FoundFile> others = new ArrayList<>();
		private @Nullable Message problem;
	}

	/** What something is that is not called like a FITS file, where it leads to a folder. */
	private record FolderKind(Object key, boolean isLink) {
	}

	/**
	 * Finds them.
	 *
	 * @param places
	 *            folders, and files, which count whatever they are called
	 * @throws ScanException
	 *             if one of them does not exist
	 */
	static Findings find(List<Path> places, Parallel parallel) throws IOException, InterruptedException {
		var finder = new FileFinder(parallel);
		var single = new ArrayList<List<FoundFile>>();
		for (Path place : places) {
			Path absolute = absolute(place);
			int before = finder.files.size();
			finder.look(absolute);
			single.add(new ArrayList<>(finder.files.subList(before, finder.files.size())));
			finder.files.subList(before, finder.files.size()).clear();
		}
		int last = Math.max(0, places.size() - 1);
		while (!finder.links.isEmpty()) {
			finder.follow(finder.links.remove());
		}
		if (!single.isEmpty()) {
			single.get(last).addAll(finder.files);
		}
		List<FoundFile> files = places.size() == 1 ? single.getFirst() : merged(places, single);
		files.sort(Comparator.comparing(FoundFile::name).thenComparing(FoundFile::path));
		return new Findings(toldApart(files), finder.folders, finder.problems);
	}

	/** Whether a file is called like a FITS file. */
	static boolean isFits(String name) {
		for (String ending : ENDINGS) {
			for (String compression : COMPRESSIONS) {
				String whole = ending + compression;
				if (name.regionMatches(true, name.length() - whole.length(), whole, 0, whole.length())) {
					return true;
				}
			}
		}
		return false;
	}

	private static Path absolute(Path place) throws IOException {
		try {
			for (Path part : place) {
				if (part.toString().equals("..")) {
					return place.toRealPath();
				}
			}
		} catch (NoSuchFileException e) {
			throw new ScanException(OrganiserMessage.SCAN_NO_PLACE.with(place), e);
		}
		return place.toAbsolutePath().normalize();
	}

	/** Names of files need not be text; two that differ in what is none look the same, and get numbers. */
	private static List<FoundFile> toldApart(List<FoundFile> sorted) {
		var names = new HashSet<String>();
		sorted.forEach(file -> names.add(file.name()));
		if (names.size() == sorted.size()) {
			return sorted;
		}
		var files = new ArrayList<FoundFile>(sorted.size());
		for (FoundFile file : sorted) {
			String name = file.name();
			boolean isTaken = !files.isEmpty() && sorted.get(files.size() - 1).name().equals(name);
			for (int copy = 2; isTaken && !names.add(name); copy++) {
				name = file.name() + "~" + copy;
			}
			files.add(new FoundFile(name, file.path()));
		}
		files.sort(Comparator.comparing(FoundFile::name));
		return files;
	}

	/** Files of several places; where two have one name, that of the later gets the name of its place. */
	private static List<FoundFile> merged(List<Path> places, List<List<FoundFile>> single) {
		Map<String, FoundFile> byName = new HashMap<>();
		var paths = new HashSet<Path>();
		for (int i = 0; i < single.size(); i++) {
			Path last = places.get(i).toAbsolutePath().normalize().getFileName();
			for (FoundFile file : single.get(i)) {
				if (!paths.add(file.path())) {
					continue;
				}
				String name = file.name();
				for (int copy = 1; byName.containsKey(name); copy++) {
					name = (last == null ? "root" : last) + (copy == 1 ? "/" : "~" + copy + "/") + file.name();
				}
				byName.put(name, new FoundFile(name, file.path()));
			}
		}
		return new ArrayList<>(byName.values());
	}

	private void look(Path place) throws IOException, InterruptedException {
		BasicFileAttributes attributes;
		try {
			attributes = Files.readAttributes(place, BasicFileAttributes.class);
		} catch (NoSuchFileException e) {
			throw new ScanException(OrganiserMessage.SCAN_NO_PLACE.with(place), e);
		} catch (IOException e) {
			throw new ScanException(
					OrganiserMessage.SCAN_FOLDER_UNREADABLE.with(place).withDetail(Reason.of(e)), e);
		}
		if (attributes.isDirectory()) {
			folders.add(place);
			if (visited.add(key(place, attributes))) {
				walk(new Folder(place, ""));
			}
		} else {
			files.add(new FoundFile(place.getFileName().toString(), place));
		}
	}

	private void follow(Folder link) throws InterruptedException {
		try {
			if (visited.add(key(link.path(), Files.readAttributes(link.path(), BasicFileAttributes.class)))) {
				walk(link);
			}
		} catch (IOException e) {
			problems.add(unreadable(link.path(), e));
		}
	}

	/** Looks into a folder and all below it, level by level, those of a level at the same time. */
	private void walk(Folder top) throws InterruptedException {
		var linked = new ArrayList<Folder>();
		List<Folder> level = List.of(top);
		while (!level.isEmpty()) {
			List<Folder> now = level;
			var listings = new Listing[now.size()];
			parallel.run(now.size(), i -> listings[i] = list(now.get(i)));
			var others = new ArrayList<FoundFile>();
			for (Listing listing : listings) {
				files.addAll(listing.files);
				others.addAll(listing.others);
				if (listing.problem != null) {
					problems.add(listing.problem);
				}
			}
			var kinds = new @Nullable FolderKind[others.size()];
			parallel.run(others.size(), i -> kinds[i] = folderKind(others.get(i).path()));
			level = below(others, kinds, linked);
		}
		linked.sort(Comparator.comparing(Folder::prefix));
		links.addAll(linked);
	}

	private List<Folder> below(List<FoundFile> others, @Nullable FolderKind[] kinds, List<Folder> linked) {
		var next = new ArrayList<Folder>();
		for (int i = 0; i < kinds.length; i++) {
			FolderKind kind = kinds[i];
			if (kind != null) {
				var folder = new Folder(others.get(i).path(), others.get(i).name() + "/");
				if (kind.isLink()) {
					linked.add(folder);
				} else if (visited.add(kind.key())) {
					next.add(folder);
				}
			}
		}
		return next;
	}

	private static Listing list(Folder folder) {
		var listing = new Listing();
		try (var entries = Files.newDirectoryStream(folder.path())) {
			for (Path path : entries) {
				String last = path.getFileName().toString();
				if (last.startsWith(".")) {
					continue;
				}
				(isFits(last) ? listing.files : listing.others).add(new FoundFile(folder.prefix().concat(last), path));
			}
		} catch (DirectoryIteratorException e) {
			listing.problem = unreadable(folder.path(), e.getCause());
		} catch (IOException e) {
			listing.problem = unreadable(folder.path(), e);
		}
		return listing;
	}

	/** What a folder, or a link to one, is; null for all else, also for what has gone. */
	private static @Nullable FolderKind folderKind(Path path) {
		try {
			var attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
			if (attributes.isDirectory()) {
				return new FolderKind(key(path, attributes), false);
			}
			return attributes.isSymbolicLink() && Files.isDirectory(path) ? new FolderKind(path, true) : null;
		} catch (IOException e) {
			// whatever it is, it is not called like a FITS file
			System.getLogger(FileFinder.class.getName()).log(System.Logger.Level.DEBUG, "not looked into", e);
			return null;
		}
	}

	private static Object key(Path path, BasicFileAttributes attributes) throws IOException {
		Object key = attributes.fileKey();
		return key != null ? key : path.toRealPath();
	}

	private static Message unreadable(Path folder, IOException cause) {
		return OrganiserMessage.SCAN_FOLDER_UNREADABLE.with(folder).withDetail(Reason.of(cause));
	}
}
