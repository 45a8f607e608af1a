package org.armillary.engine.run;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.armillary.engine.json.RunDatasetsJson;
import org.armillary.organiser.Dataset;

import com.google.gson.stream.JsonReader;

/**
 * Datasets of many runs by what their names say: kind, label and the hour at which they begin. What does not follow this
 * pattern is similar to nothing but what has its name.
 *
 * <p><b>Threads.</b> For one thread at a time.
 */
final class SimilarDatasets {

	/** Hours by which the beginning may move when the first files of a dataset come or go, besides its own duration. */
	private static final long MOST_HOURS = 2;
	/** The hour, as names end with it before the first colon. */
	private static final DateTimeFormatter HOUR = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'T'HH")
			.parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0).toFormatter(Locale.ROOT);
	private static final int HOUR_LENGTH = "2026-03-01T12".length();
	private static final double HOURS_OF_DAY = 24;

	/** Identities of files by kind and label of their datasets and by hour, the newest first. */
	private final Map<String, NavigableMap<String, Set<String>>> byWords = new HashMap<>();

	/**
	 * A name without minutes and what follows them; no label has a colon.
	 *
	 * @param words
	 *            kind and label; all of a name in which there is no time
	 * @param hour
	 *            the day and the hour, or empty
	 */
	private record Beginning(String words, String hour) {

		static Beginning of(String name) {
			int end = name.indexOf(':');
			int begin = end - HOUR_LENGTH;
			return begin < 0 ? new Beginning(name, "")
					: new Beginning(name.substring(0, begin), name.substring(begin, end));
		}

		/** The hour; empty where it is none. */
		Optional<LocalDateTime> time() {
			try {
				return Optional.of(LocalDateTime.parse(hour, HOUR));
			} catch (DateTimeParseException _) {
				return Optional.empty();
			}
		}
	}

	/**
	 * A dataset of a run.
	 *
	 * @param name
	 *            its name
	 * @param filesIdentity
	 *            identity of its files
	 */
	record Named(String name, String filesIdentity) {
	}

	/** Adds a dataset of a run that is not newer than those of which datasets were added. */
	void add(Named dataset) {
		Beginning beginning = Beginning.of(dataset.name());
		byWords.computeIfAbsent(beginning.words(), _ -> new TreeMap<>())
				.computeIfAbsent(beginning.hour(), _ -> LinkedHashSet.newLinkedHashSet(1)).add(dataset.filesIdentity());
	}

	/** Identities of the files of similar datasets: first those that begin in the same hour, of which the newest is first. */
	Set<String> of(Dataset dataset) {
		Beginning beginning = Beginning.of(dataset.name());
		NavigableMap<String, Set<String>> byHour = byWords.getOrDefault(beginning.words(),
				Collections.emptyNavigableMap());
		var found = new LinkedHashSet<>(byHour.getOrDefault(beginning.hour(), Set.of()));
		beginning.time().ifPresent(time -> {
			long most = MOST_HOURS + hours(dataset);
			byHour.subMap(HOUR.format(time.minusHours(most)), true, HOUR.format(time.plusHours(most)), true).values()
					.forEach(found::addAll);
		});
		return found;
	}

	private static long hours(Dataset dataset) {
		double last = dataset.reduced().stream().mapToDouble(member -> member.frame().mjd()).max()
				.orElse(dataset.mjd());
		return (long) Math.ceil((last - dataset.mjd()) * HOURS_OF_DAY);
	}

	/** Reads the names of the datasets of a request and the identities of their files; no more is read. */
	static List<Named> read(JsonReader json) throws IOException {
		List<String> identities = List.of();
		List<String> names = List.of();
		json.beginObject();
		while ((identities.isEmpty() || names.isEmpty()) && json.hasNext()) {
			switch (json.nextName()) {
			case RunDatasetsJson.IDENTITIES -> identities = StoreReductions.texts(json);
			case RunDatasetsJson.NAMES -> names = StoreReductions.texts(json);
			default -> json.skipValue();
			}
		}
		var found = new ArrayList<Named>();
		for (int i = 0; i < Math.min(names.size(), identities.size()); i++) {
			found.add(new Named(names.get(i), identities.get(i)));
		}
		return found;
	}
}
