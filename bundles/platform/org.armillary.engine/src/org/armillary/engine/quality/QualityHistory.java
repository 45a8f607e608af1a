package org.armillary.engine.quality;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

import org.armillary.actor.QcValue;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.store.Store;
import org.armillary.workflow.condition.Glob;

/**
 * The quality-control values of all results of a store that are not marked as out of date. A result that several runs used
 * counts once, and of several results that were made of the same files only the latest counts: they measure the same
 * noise. Products of other results are followed back to the files that these were made of.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
public final class QualityHistory {

	/** Keyword of the time of observation, modified Julian date. */
	private static final String OBSERVED = "MJD-OBS";
	/** Observations are of the years 1900 to 2099; zeros and Julian dates that stand there by mistake are not. */
	private static final double EARLIEST = 15_020;
	private static final double LATEST = 88_069;

	/** Gives all results to somebody who looks at each. */
	interface Results {

		/** Shows each result once, in any order. */
		void visit(Consumer<JobReport> visitor) throws IOException;
	}

	/**
	 * Which values are looked for. In patterns {@code *} stands for any text and {@code ?} for one character; capitals and
	 * small letters do not differ.
	 *
	 * @param names
	 *            patterns of names, of which one must fit; none for all
	 * @param actor
	 *            pattern of ids of actors
	 * @param subject
	 *            pattern of subjects
	 * @param since
	 *            earliest {@link Measurement#time}, modified Julian date; empty for any
	 * @param until
	 *            time before which it must be, modified Julian date; empty for any
	 */
	public record Selection(List<String> names, String actor, String subject, OptionalDouble since,
			OptionalDouble until) {

		/** All values. */
		public static final Selection ALL = new Selection(List.of(), "*", "*", OptionalDouble.empty(),
				OptionalDouble.empty());

		/** Copies the list. */
		public Selection {
			names = List.copyOf(names);
		}

		/** All values of an actor. */
		public static Selection ofActor(String id) {
			return new Selection(List.of(), id, "*", OptionalDouble.empty(), OptionalDouble.empty());
		}

		private boolean hasActor(String id) {
			return fits(actor, id);
		}

		private boolean hasName(String name) {
			return names.isEmpty() || names.stream().anyMatch(pattern -> fits(pattern, name));
		}

		private boolean hasSubject(String name) {
			return fits(subject, name);
		}

		private boolean hasTime(double mjd) {
			return mjd >= since.orElse(Double.NEGATIVE_INFINITY) && mjd < until.orElse(Double.POSITIVE_INFINITY);
		}

		private static boolean fits(String pattern, String text) {
			return Glob.fits(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
		}
	}

	/** Tells which results are out of date. */
	interface Marked {

		/** Hashes of their keys. */
		Set<String> keys() throws IOException;
	}

	private final Results results;
	private final Marked marked;

	/** The history of a store, without results that are marked as out of date. */
	public QualityHistory(Store store) {
		this(visitor -> store.measured(OBSERVED, visitor), () -> store.marks().all().keySet());
	}

	/** The history of some results, of which some are out of date. */
	QualityHistory(Results results, Marked marked) {
		this.results = results;
		this.marked = marked;
	}

	/**
	 * Finds values that count, oldest first.
	 *
	 * @throws IOException
	 *             where the store cannot be read
	 */
	public List<Measurement> find(Selection selection) throws IOException {
		return all(selection).stream().filter(Measurement::counts).toList();
	}

	/**
	 * Finds values, oldest first, also those that do not count as a later result of those selected tells them.
	 *
	 * @throws IOException
	 *             where the store cannot be read
	 */
	public List<Measurement> all(Selection selection) throws IOException {
		var search = new Search(selection, marked.keys());
		results.visit(search::add);
		return search.found();
	}

	/** What is found in one result: all of one time, in the order of the result. */
	private record Found(double time, List<Measurement> measurements) {

		private Instant ended() {
			return measurements.getFirst().ended();
		}

		private String key() {
			return measurements.getFirst().key();
		}
	}

	/** One search. Of the few names that the many values have, each is compared once. */
	private static final class Search {

		private final Selection selection;
		private final Map<String, Boolean> actors = new HashMap<>();
		private final Map<String, Boolean> names = new HashMap<>();
		private final Map<String, Boolean> subjects = new HashMap<>();
		private final List<Found> found = new ArrayList<>();
		private final Set<String> marked;
		private final Frames frames = new Frames();

		Search(Selection selection, Set<String> marked) {
			this.selection = selection;
			this.marked = marked;
		}

		void add(JobReport report) {
			frames.add(report);
			if (report.result().qc().isEmpty() || marked.contains(report.key().hash())
					|| !actors.computeIfAbsent(report.actor(), selection::hasActor)) {
				return;
			}
			List<QcValue> values = report.result().qc().stream()
					.filter(value -> names.computeIfAbsent(value.name(), selection::hasName)
							&& subjects.computeIfAbsent(value.subject(), selection::hasSubject))
					.toList();
			OptionalDouble mjd = observed(report.products().values());
			double time = mjd.orElseGet(() -> Measurement.mjd(report.ended()));
			if (values.isEmpty() || !selection.hasTime(time)) {
				return;
			}
			List<MadeProduct> products = report.products().values().stream().flatMap(Collection::stream).toList();
			found.add(new Found(time, values.stream().map(value -> new Measurement(report.actor(),
					report.result().job(), report.run(), report.key().hash(), report.ended(), mjd, value, products))
					.toList()));
		}

		/** What was found, oldest first. */
		List<Measurement> found() {
			record Told(String actor, String name, String subject, int frames) {
			}
			var told = new HashSet<Told>();
			var all = new IdentityHashMap<Found, List<Measurement>>();
			found.sort(Comparator.comparing(Found::ended).thenComparing(Found::key).reversed());
			for (Found one : found) {
				int made = frames.of(one.key(), one.measurements.getFirst().mjd());
				var now = new HashSet<Told>();
				var measurements = new ArrayList<Measurement>(one.measurements.size());
				for (Measurement each : one.measurements) {
					var what = new Told(each.actor(), each.value().name(), each.value().subject(), made);
					boolean isFirst = !told.contains(what);
					if (isFirst) {
						now.add(what);
					}
					measurements.add(isFirst ? each : each.superseded());
				}
				told.addAll(now);
				all.put(one, measurements);
			}
			found.sort(Comparator.comparingDouble(Found::time).thenComparing(Found::ended).thenComparing(Found::key));
			return found.stream().map(all::get).flatMap(Collection::stream).toList();
		}
	}

	private static OptionalDouble observed(Collection<List<MadeProduct>> products) {
		return products.stream().flatMap(Collection::stream)
				.map(product -> product.description().keywords().number(OBSERVED)).filter(OptionalDouble::isPresent)
				.mapToDouble(OptionalDouble::getAsDouble).filter(QualityHistory::isPlausible).min();
	}

	private static boolean isPlausible(double mjd) {
		return mjd >= EARLIEST && mjd < LATEST;
	}
}
