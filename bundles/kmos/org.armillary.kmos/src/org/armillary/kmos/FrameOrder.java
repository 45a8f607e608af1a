package org.armillary.kmos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.armillary.actor.Keywords;

/** The order of frames in time, so that the order in which files are named changes nothing, and frames given twice. */
public final class FrameOrder {

	private static final double SECONDS_PER_DAY = 86_400;

	/**
	 * Two files of one exposure.
	 *
	 * @param first
	 *            one
	 * @param second
	 *            the other
	 */
	public record Repeated(RawFrame first, RawFrame second) {

		/** Archive name of both. */
		public String archiveName() {
			return FrameOrder.archiveName(second);
		}
	}

	private FrameOrder() {
	}

	/** The frames by their beginning (MJD-OBS), those that begin at once by their archive name (ARCFILE). */
	public static List<RawFrame> sorted(Collection<RawFrame> frames) {
		return frames.stream()
				.sorted(Comparator.comparingDouble(FrameOrder::start).thenComparing(FrameOrder::archiveName)).toList();
	}

	/**
	 * The keywords of the frame that comes first in {@link #sorted}, so that plans predict what runs make.
	 *
	 * @param frames
	 *            keywords of the primary headers; none give none
	 */
	public static Keywords first(Collection<Keywords> frames) {
		return frames.stream()
				.min(Comparator.<Keywords>comparingDouble(frame -> startOf(frame.values()))
						.thenComparing(frame -> archiveNameOf(frame.values())))
				.orElse(Keywords.NONE);
	}

	/** Beginning of an exposure (MJD-OBS), modified Julian date, days; 0 where the header does not say. */
	public static double start(RawFrame frame) {
		return startOf(frame.primary().values());
	}

	private static double startOf(Map<String, Object> keywords) {
		return keywords.get("MJD-OBS") instanceof Number date ? date.doubleValue() : 0;
	}

	/** End of an exposure: its beginning and all its integrations, without overheads; modified Julian date, days. */
	public static double end(RawFrame frame) {
		return start(frame) + frame.setup().ditSeconds() * frame.setup().integrations() / SECONDS_PER_DAY;
	}

	/** Archive name (ARCFILE); empty where the header does not say. */
	public static String archiveName(RawFrame frame) {
		return archiveNameOf(frame.primary().values());
	}

	private static String archiveNameOf(Map<String, Object> keywords) {
		return String.valueOf(keywords.getOrDefault("ARCFILE", ""));
	}

	/**
	 * Exposures that are there twice: neighbours of the same beginning and archive name.
	 *
	 * @param frames
	 *            frames in order of time
	 */
	public static List<Repeated> repeated(List<RawFrame> frames) {
		var repeated = new ArrayList<Repeated>();
		for (int i = 1; i < frames.size(); i++) {
			RawFrame one = frames.get(i - 1);
			RawFrame other = frames.get(i);
			String name = archiveName(other);
			if (start(one) == start(other) && !name.isEmpty() && name.equals(archiveName(one))) {
				repeated.add(new Repeated(one, other));
			}
		}
		return repeated;
	}
}
