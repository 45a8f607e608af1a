package org.armillary.organiser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the files of a dataset differ from those that a run had. Files are told by where they are; one that is no longer there
 * may have been moved under the same name.
 *
 * @param now
 *            number of files that the dataset has now
 * @param kept
 *            number of those that the run had
 * @param arrived
 *            names of those that the run had not
 * @param gone
 *            names of those that only the run had
 */
record FileChange(int now, int kept, List<String> arrived, List<String> gone) {

	private static final int MOST_NAMES = 3;

	FileChange {
		arrived = List.copyOf(arrived);
		gone = List.copyOf(gone);
	}

	/** What became of the files that a run had. */
	static FileChange of(List<Path> then, Dataset dataset) {
		var left = new ArrayList<>(dataset.reduced().stream().map(Member::frame).toList());
		int now = left.size();
		var missing = new ArrayList<Path>();
		for (Path path : then) {
			if (!left.removeIf(frame -> frame.file().path().map(FileChange::plain).equals(Optional.of(path)))) {
				missing.add(path);
			}
		}
		var gone = new ArrayList<String>();
		for (Path path : missing) {
			if (!removeMoved(left, path)) {
				gone.add(String.valueOf(path.getFileName()));
			}
		}
		return new FileChange(now, now - left.size(), left.stream().map(Frame::name).toList(), gone);
	}

	private static boolean removeMoved(List<Frame> left, Path then) {
		String name = String.valueOf(then.getFileName());
		Optional<Frame> same = left.stream()
				.filter(frame -> frame.name().substring(frame.name().lastIndexOf('/') + 1).equals(name)).findFirst()
				.filter(frame -> frame.file().path().isEmpty() || Files.notExists(then));
		same.ifPresent(left::remove);
		return same.isPresent();
	}

	private static Path plain(Path path) {
		return path.toAbsolutePath().normalize();
	}

	/** What the run had, in words. */
	String words(String run) {
		String had = "run " + run + " had ";
		if (!arrived.isEmpty()) {
			return had + kept + " of these " + now + " files, not " + names(arrived)
					+ (gone.isEmpty() ? "" : ", and " + others(gone, "other"));
		}
		return gone.isEmpty()
				? had + "the same files, but one of them, or what is corrected in it, has changed since"
				: had + others(gone, "more");
	}

	/** {@code 2 files more: a.fits, b.fits}, or {@code 2 other files: a.fits, b.fits}. */
	private static String others(List<String> names, String word) {
		String files = names.size() == 1 ? "file" : "files";
		return names.size() + " " + (word.equals("more") ? files + " more" : word + " " + files) + ": " + names(names);
	}

	private static String names(List<String> names) {
		String first = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
		return names.size() > MOST_NAMES ? first + " …" : first;
	}
}
