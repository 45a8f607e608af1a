package org.armillary.engine.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.engine.JobReport;
import org.armillary.engine.files.FileTrees;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;

import com.google.gson.JsonObject;

/**
 * The results of a store that were marked as out of date, each a small file {@code marks/KEY.json} that appears by rename.
 * Where the job was done again, {@code KEY.again} beside it says so until the index knows of the new result. Reading needs
 * no open store; marks are set and taken back by {@link Store#mark} and {@link Store#unmark}.
 *
 * <p><b>Threads.</b> Safe for use by several threads and processes.
 */
public final class Marks {

	private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.json");
	private static final Pattern NOTED = Pattern.compile("([0-9a-f]{64})\\.(?:json|again)");

	private final Path folder;

	/**
	 * The marks of a store.
	 *
	 * @param store
	 *            the folder of the store
	 */
	public Marks(Path store) {
		this.folder = store.resolve("marks");
	}

	/** The file of a mark, whether it is there or not. */
	Path file(String key) {
		return folder.resolve(key + ".json");
	}

	/** Beside the mark. */
	private Path note(String key) {
		return folder.resolve(key + ".again");
	}

	/**
	 * That a mark does not count any more.
	 *
	 * @param mark
	 *            the mark
	 * @param ended
	 *            when the job ended that was done again; results that ended before are those that were marked
	 */
	private record TakenBack(Mark mark, Instant ended) {
	}

	/** Whether a result is marked, or was until lately: then its file counts, not the index. */
	boolean isNoted(String key) {
		return Files.exists(file(key)) || Files.exists(note(key));
	}

	/** The keys for which files count, not the index. */
	Set<String> noted() throws IOException {
		var keys = new HashSet<String>();
		if (Files.isDirectory(folder)) {
			for (Path file : FileTrees.list(folder)) {
				Matcher name = NOTED.matcher(file.getFileName().toString());
				if (name.matches()) {
					keys.add(name.group(1));
				}
			}
		}
		return keys;
	}

	/** The mark of the result with a key; empty where it has none. */
	public Optional<Mark> of(String key) throws IOException {
		Path file = file(key);
		Optional<Mark> mark = Files.exists(file) ? read(file) : Optional.empty();
		return mark.isPresent() && takenBack(key).map(TakenBack::mark).equals(mark) ? Optional.empty() : mark;
	}

	/** The mark that counts for a result as it stands in its file. */
	Optional<Mark> against(JobReport report) throws IOException {
		String key = report.key().hash();
		Optional<Mark> mark = of(key);
		return mark.isPresent() ? mark
				: takenBack(key).filter(taken -> report.ended().isBefore(taken.ended())).map(TakenBack::mark);
	}

	private Optional<TakenBack> takenBack(String key) throws IOException {
		Path file = note(key);
		if (!Files.exists(file)) {
			return Optional.empty();
		}
		try {
			return Optional.of(JsonText.read(Files.readString(file), "the note beside the mark of a result: " + file,
					object -> new TakenBack(mark(object), Instant.parse(object.get("madeAgain").getAsString()))));
		} catch (NoSuchFileException | NotDirectoryException e) {
			Log.note(Marks.class, "the note was removed meanwhile", e);
		} catch (JsonFormatException e) {
			Log.warn(Marks.class, file + ": the note cannot be understood; the mark counts", e);
		}
		return Optional.empty();
	}

	private static Mark mark(JsonObject object) {
		return new Mark(object.get("reason").getAsString(), object.get("user").getAsString(),
				Instant.parse(object.get("time").getAsString()));
	}

	/** All marks by the hash of the result's key. */
	public Map<String, Mark> all() throws IOException {
		var marks = new TreeMap<String, Mark>();
		if (Files.isDirectory(folder)) {
			for (Path file : FileTrees.list(folder)) {
				Matcher name = NAME.matcher(file.getFileName().toString());
				if (name.matches()) {
					of(name.group(1)).ifPresent(mark -> marks.put(name.group(1), mark));
				}
			}
		}
		return marks;
	}

	/** A mark that cannot be understood still marks: somebody wanted the result not to be used. */
	private static Optional<Mark> read(Path file) throws IOException {
		try {
			return Optional.of(JsonText.read(Files.readString(file), "the mark of a result: " + file, Marks::mark));
		} catch (NoSuchFileException | NotDirectoryException e) {
			Log.note(Marks.class, "the mark was taken back meanwhile", e);
			return Optional.empty();
		} catch (JsonFormatException e) {
			Log.warn(Marks.class, file + ": the mark cannot be understood; it counts all the same", e);
			return Optional.of(new Mark("the file of the mark is damaged", "somebody",
					Files.getLastModifiedTime(file).toInstant()));
		}
	}

	/** Marks results. */
	void set(Layout layout, Disk disk, Collection<String> keys, Mark mark) throws IOException {
		byte[] text = (JsonText.of(tree(mark)) + "\n").getBytes(StandardCharsets.UTF_8);
		layout.makeFolder(folder);
		var written = new ArrayList<Path>();
		for (String key : keys) {
			write(layout, disk, file(key), text);
			written.add(file(key));
		}
		disk.sync(layout.root(), written);
	}

	private void write(Layout layout, Disk disk, Path file, byte[] text) throws IOException {
		Path temporary = layout.temporary(folder);
		try {
			disk.write(temporary, text);
			layout.share(temporary);
			disk.move(temporary, file);
		} finally {
			Files.deleteIfExists(temporary);
		}
	}

	/** Takes marks back; the number of those that there were. */
	int remove(Collection<String> keys) throws IOException {
		int removed = 0;
		for (String key : keys) {
			removed += Files.deleteIfExists(file(key)) ? 1 : 0;
		}
		return removed;
	}

	/**
	 * Says that the mark of a result does not count any more; its file stays until {@link #settle}.
	 *
	 * @param ended
	 *            when the job ended that was done again
	 * @return the file that was written; empty where there is no mark
	 */
	Optional<Path> takeBack(Layout layout, Disk disk, String key, Instant ended) throws IOException {
		Path file = file(key);
		Optional<Mark> mark = Files.exists(file) ? read(file) : Optional.empty();
		if (mark.isEmpty()) {
			mark = takenBack(key).map(TakenBack::mark);
		}
		if (mark.isEmpty()) {
			return Optional.empty();
		}
		JsonObject object = tree(mark.orElseThrow());
		object.addProperty("madeAgain", ended.toString());
		write(layout, disk, note(key), (JsonText.of(object) + "\n").getBytes(StandardCharsets.UTF_8));
		return Optional.of(note(key));
	}

	/**
	 * Removes a mark that was taken back, and the note that says so; a new mark stays.
	 *
	 * @param ended
	 *            when the job ended whose result the index knows
	 */
	void settle(Layout layout, String key, Instant ended) throws IOException {
		Optional<TakenBack> taken = takenBack(key);
		if (taken.filter(note -> !ended.isBefore(note.ended())).isEmpty()) {
			return;
		}
		Path file = file(key);
		if (Files.exists(file)) {
			// looked at where nobody can set a new one meanwhile
			Path aside = layout.temporary(folder);
			Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
			if (read(aside).equals(taken.map(TakenBack::mark))) {
				Files.delete(aside);
			} else {
				Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
			}
		}
		Files.deleteIfExists(note(key));
	}

	/** What stands in the file of a mark. */
	private static JsonObject tree(Mark mark) {
		var object = new JsonObject();
		object.addProperty("armillary-mark", 1);
		object.addProperty("reason", mark.reason());
		object.addProperty("user", mark.user());
		object.addProperty("time", mark.time().toString());
		return object;
	}
}
