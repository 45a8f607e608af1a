package org.armillary.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RefusedException;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunRecord;

/** Finds the product of a run that a user means. */
final class ProductFinder {

	private static final Pattern PLACE = Pattern.compile("(.+)\\.([A-Za-z][A-Za-z0-9_-]*)(?:#(\\d{1,6}))?");
	private static final int MOST_LISTED = 5;

	private final Provenance provenance;
	private final RunRecord run;
	private final ProductFiles files;
	private final List<Named> all = new ArrayList<>();

	/**
	 * A product as the journal tells of it.
	 *
	 * @param file
	 *            where it was published
	 */
	private record Named(JobRecord job, String key, String port, int index, ProductFile file) {

		String place() {
			return job.id() + "." + port + "#" + (index + 1);
		}
	}

	ProductFinder(Provenance provenance, RunRecord run) {
		this.provenance = provenance;
		this.run = run;
		this.files = new ProductFiles(provenance.store().files());
		for (JobRecord job : run.jobs()) {
			if (job.state().isFinished() && job.key().isPresent() && job.result().isPresent()) {
				String key = job.key().orElseThrow().hash();
				job.result().orElseThrow().products().forEach((port, files) -> {
					for (int i = 0; i < files.size(); i++) {
						all.add(new Named(job, key, port, i, files.get(i)));
					}
				});
			}
		}
	}

	/** The product with a name. */
	FoundProduct find(String name) throws IOException, RefusedException {
		Optional<Path> file = path(name).filter(Files::isRegularFile);
		if (file.isPresent()) {
			Optional<FoundProduct> found = file(file.orElseThrow().toAbsolutePath().normalize());
			if (found.isPresent()) {
				return found.orElseThrow();
			}
		}
		List<Named> fitting = fitting(name);
		if (fitting.isEmpty()) {
			throw new RefusedException(
					ProvenanceMessage.UNKNOWN_PRODUCT.with(run.summary().id(), name, similar(name)));
		}
		if (fitting.size() > 1) {
			throw new RefusedException(ProvenanceMessage.AMBIGUOUS_PRODUCT.with(run.summary().id(), name,
					fitting.size(), some(fitting.stream().map(Named::place).toList())));
		}
		Named named = fitting.getFirst();
		FoundProduct found = found(named);
		// where there is a file of that name that is no product, it may be meant
		Path place = file.isPresent() ? file.orElseThrow().toAbsolutePath().normalize() : named.file().path();
		Optional<String> there = files.digest(place);
		if (there.isEmpty() || files.holds(place, found.product())) {
			return found;
		}
		List<Made> makers = provenance.makersOf(there.orElseThrow());
		return noted(found, ProvenanceMessage.PUBLISHED_CHANGED.with(run.summary().id(), place,
				makers.isEmpty() ? "no result in the store made that" : maker(makers.getFirst()) + " made that"));
	}

	/** The product that a file is; empty where it is none, or not clearly. */
	Optional<FoundProduct> of(Path file) throws IOException {
		try {
			return Optional.of(find(file.toString()));
		} catch (RefusedException e) {
			System.getLogger(ProductFinder.class.getName()).log(System.Logger.Level.DEBUG, "no product", e);
			return Optional.empty();
		}
	}

	/**
	 * The product that a file holds now, whatever the run put there once; empty where it holds none.
	 *
	 * @throws RefusedException
	 *             where the run put a product there and that was changed
	 */
	private Optional<FoundProduct> file(Path file) throws IOException, RefusedException {
		Optional<Named> named = all.stream().filter(one -> one.file().path().equals(file)).findFirst();
		if (named.isEmpty()) {
			return byContent(file, named);
		}
		FoundProduct published = found(named.orElseThrow());
		boolean isKnown = provenance.report(published.key()).isPresent();
		if (isKnown && files.holds(file, published.product())) {
			return Optional.of(published);
		}
		Optional<FoundProduct> found = byContent(file, named);
		if (found.isEmpty() && isKnown) {
			throw new RefusedException(ProvenanceMessage.PRODUCT_CHANGED.with(file, run.summary().id(),
					named.orElseThrow().place()));
		}
		return found.or(() -> Optional.of(published));
	}

	private static FoundProduct noted(FoundProduct found, Message note) {
		return new FoundProduct(found.name(), found.key(), found.port(), found.index(), found.product(), List.of(note));
	}

	private static String maker(Made made) {
		return made.report().result().job()
				+ (made.report().run().isEmpty() ? "" : " of the run " + made.report().run());
	}

	private List<Named> fitting(String name) {
		Optional<Path> path = path(name);
		List<Named> fitting = path.map(this::byPath).orElse(List.of());
		if (fitting.isEmpty()) {
			fitting = byPlace(name);
		}
		return fitting.isEmpty() && path.isPresent() && path.orElseThrow().getNameCount() == 1
				? byName(path.orElseThrow())
				: fitting;
	}

	private static Optional<Path> path(String name) {
		try {
			return Optional.of(Path.of(name));
		} catch (InvalidPathException e) {
			System.getLogger(ProductFinder.class.getName()).log(System.Logger.Level.DEBUG, "not the name of a file", e);
			return Optional.empty();
		}
	}

	/** By place on the disk, or below the output folder. */
	private List<Named> byPath(Path file) {
		Path absolute = file.toAbsolutePath().normalize();
		Optional<Path> below = run.summary().outputFolder().map(folder -> folder.resolve(file).normalize());
		List<Named> there = all.stream().filter(named -> named.file().path().equals(absolute)).toList();
		return there.isEmpty() && below.isPresent()
				? all.stream().filter(named -> named.file().path().equals(below.orElseThrow())).toList()
				: there;
	}

	private List<Named> byName(Path file) {
		Path name = file.getFileName();
		return name == null ? List.of()
				: all.stream().filter(named -> name.equals(named.file().path().getFileName())).toList();
	}

	/** By job or node, port and number. */
	private List<Named> byPlace(String name) {
		Matcher matcher = PLACE.matcher(name);
		if (!matcher.matches()) {
			return List.of();
		}
		List<Named> there = all.stream().filter(named -> named.port().equals(matcher.group(2))
				&& (named.job().id().equals(matcher.group(1)) || named.job().outline().node().equals(matcher.group(1))))
				.toList();
		if (matcher.group(3) == null) {
			return there;
		}
		int number = Integer.parseInt(matcher.group(3));
		return number < 1 || number > there.size() ? List.of() : List.of(there.get(number - 1));
	}

	/**
	 * A product of the run by the content of a file, else one of another run.
	 *
	 * @param named
	 *            what the run put at the place of the file
	 */
	private Optional<FoundProduct> byContent(Path file, Optional<Named> named) throws IOException {
		Optional<String> digest = files.digest(file);
		List<Made> makers = digest.isEmpty() ? List.of() : provenance.makersOf(digest.orElseThrow());
		Map<String, JobRecord> ofRun = new HashMap<>();
		all.forEach(one -> ofRun.putIfAbsent(one.key(), one.job()));
		Optional<Made> own = makers.stream().filter(made -> ofRun.containsKey(made.report().key().hash())).findFirst();
		if (own.isPresent()) {
			return own.map(made -> found(made, ofRun.get(made.report().key().hash()).id()));
		}
		return makers.stream().findFirst().map(made -> noted(found(made, made.report().result().job()),
				ProvenanceMessage.PRODUCT_OF_OTHER.with(file, maker(made), run.summary().id(),
						named.map(one -> "; what the run put there is " + one.place()).orElse(""))));
	}

	private static FoundProduct found(Made made, String job) {
		return new FoundProduct(job + "." + made.port() + "#" + (made.index() + 1), made.report().key().hash(),
				made.port(), made.index(), made.product(), List.of());
	}

	/** A product of the journal, as the store knows it; as the file in the output folder where the store does not. */
	private FoundProduct found(Named named) throws IOException {
		String name = run.summary().outputFolder().filter(folder -> named.file().path().startsWith(folder))
				.map(folder -> folder.relativize(named.file().path()).toString()).orElse(named.place());
		Optional<JobReport> report = provenance.report(named.key());
		List<MadeProduct> made = report.map(known -> known.products().getOrDefault(named.port(), List.of()))
				.orElse(List.of());
		MadeProduct product;
		if (named.index() < made.size()) {
			product = made.get(named.index());
		} else if (Files.isRegularFile(named.file().path())) {
			Path file = named.file().path();
			product = new MadeProduct(file, provenance.store().files().digest(file, ExtensionSelection.ALL),
					Files.size(file), named.file().description());
		} else {
			product = new MadeProduct(named.file().path(), "", 0, named.file().description());
		}
		return new FoundProduct(name, named.key(), named.port(), named.index(), product, List.of());
	}

	/** Why there is no such product, or what may have been meant, as the end of a message. */
	private String similar(String name) {
		String unfinished = unfinished(name);
		if (!unfinished.isEmpty()) {
			return "; " + unfinished;
		}
		String wanted = name.substring(name.lastIndexOf('/') + 1);
		String port = wanted.substring(wanted.lastIndexOf('.') + 1);
		var files = new TreeSet<String>();
		var names = new TreeSet<String>();
		for (Named named : all) {
			files.add(String.valueOf(named.file().path().getFileName()));
			for (String of : List.of(named.job().outline().node(), named.job().id())) {
				String place = of + "." + named.port();
				if (named.port().equals(port)) {
					names.add(place);
				} else {
					files.add(place);
				}
			}
		}
		files.stream().filter(known -> distance(wanted, known) <= Math.max(2, wanted.length() / 3)
				|| wanted.length() > 2 && known.contains(wanted)).forEach(names::add);
		if (!names.isEmpty()) {
			return "; similar: " + some(names.stream()
					.sorted(Comparator.comparingInt(known -> distance(wanted, known))).toList());
		}
		List<String> made = all.stream().map(named -> String.valueOf(named.file().path().getFileName())).distinct()
				.toList();
		return made.isEmpty() ? "; it made no product" : "; it made " + some(made);
	}

	/** What became of the jobs that are named, where they did not come to their end; empty where they did. */
	private String unfinished(String name) {
		Matcher matcher = PLACE.matcher(name);
		String wanted = matcher.matches() ? matcher.group(1) : name;
		return some(run.jobs().stream()
				.filter(job -> (job.id().equals(wanted) || job.outline().node().equals(wanted))
						&& (!job.state().isFinished() || job.state() == JobState.NO_WORK))
				.map(job -> job.id() + switch (job.state()) {
				case NO_WORK -> " had nothing to do";
				case FAILED, OK, PARTIAL -> " " + job.state().words();
				case CANCELLED, SKIPPED, INTERRUPTED -> " was " + job.state().words();
				case PENDING, WAITING, RUNNING -> " is " + job.state().words();
				}).toList());
	}

	private static String some(List<String> names) {
		return String.join(", ", names.subList(0, Math.min(MOST_LISTED, names.size())))
				+ (names.size() > MOST_LISTED ? ", …" : "");
	}

	/** How many letters have to be put in, taken out or replaced to make one text the other. */
	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j <= other.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[other.length()];
	}
}
