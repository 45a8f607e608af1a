package org.armillary.engine;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.armillary.organiser.Association;
import org.armillary.organiser.Frame;
import org.armillary.organiser.Member;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.MemberRule;
import org.armillary.organiser.rules.Overlay.Correction;
import org.armillary.organiser.rules.RuleSet;

/**
 * Which files a run reduces together, which datasets are calibrated by which, and what a person corrected in headers:
 * what the organiser said when the run was asked for, so that the run can be planned again without rules.
 *
 * @param rules
 *            the rules by which it was made
 * @param files
 *            what is known of each file, by its absolute path; in order of time, so that files are in the same order
 *            whatever else is reduced with them
 * @param datasets
 *            the datasets in the order of the organiser: by time, then by name. All of them are complete, and those that
 *            they need are among them
 */
public record RunDatasets(Rules rules, Map<Path, InputFile> files, List<Dataset> datasets) {

	/**
	 * The rules.
	 *
	 * @param name
	 *            their name
	 * @param version
	 *            their version
	 * @param file
	 *            what people call their file
	 * @param types
	 *            kinds of datasets, in the order of the file
	 * @param categories
	 *            categories of members of datasets, in the order of the file
	 */
	public record Rules(String name, int version, String file, List<String> types, List<String> categories) {

		/** Copies the lists. */
		public Rules {
			types = List.copyOf(types);
			categories = List.copyOf(categories);
		}
	}

	/**
	 * A file.
	 *
	 * @param category
	 *            its category by the rules
	 * @param types
	 *            kinds of all datasets that it is reduced in, also of those that are incomplete or not of this run, in the
	 *            order of the rules; none where that is not known
	 * @param corrections
	 *            what is to be changed in its header, at most one change for each keyword
	 */
	public record InputFile(String category, List<String> types, List<HeaderCorrection> corrections) {

		/** Copies the lists. */
		public InputFile {
			types = List.copyOf(types);
			corrections = List.copyOf(corrections);
		}

		/** A file of which no more is known than in which datasets of the run it is. */
		public InputFile(String category, List<HeaderCorrection> corrections) {
			this(category, List.of(), corrections);
		}
	}

	/**
	 * A dataset.
	 *
	 * @param name
	 *            its name, unlike all others
	 * @param type
	 *            its kind, one of those of the rules
	 * @param filesIdentity
	 *            digest of its kind and files
	 * @param identity
	 *            digest of its files and of the datasets chosen for it
	 * @param files
	 *            the files that are reduced, by time; all of them are files of the run
	 * @param choices
	 *            datasets chosen for it by need, the best first; a need for which nothing was chosen is not there
	 */
	public record Dataset(String name, String type, String filesIdentity, String identity, List<Path> files,
			Map<String, List<Choice>> choices) {

		/** Copies the collections, keeping their order. */
		public Dataset {
			files = List.copyOf(files);
			var copy = new LinkedHashMap<String, List<Choice>>();
			choices.forEach((need, chosen) -> copy.put(need, List.copyOf(chosen)));
			choices = Collections.unmodifiableMap(copy);
		}
	}

	/**
	 * A dataset that was chosen for a need.
	 *
	 * @param dataset
	 *            its name
	 * @param level
	 *            its level of quality: below 0 better than the calibration plan, 0 the plan, above worse
	 * @param days
	 *            by how much it begins later than the dataset in need, days; negative where it is earlier
	 * @param words
	 *            what the level means
	 */
	public record Choice(String dataset, int level, double days, String words) {
	}

	/** Copies the collections, keeping their order, and checks that what they refer to is there. */
	public RunDatasets {
		files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
		datasets = List.copyOf(datasets);
		var names = new LinkedHashSet<String>();
		for (Dataset dataset : datasets) {
			if (!names.add(dataset.name()) || !rules.types().contains(dataset.type())
					|| !files.keySet().containsAll(dataset.files())) {
				throw new IllegalArgumentException(
						"the dataset " + dataset.name() + " is there twice, or its type or a file is unknown");
			}
		}
		for (Dataset dataset : datasets) {
			dataset.choices().values().stream().flatMap(List::stream).map(Choice::dataset)
					.filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
						throw new IllegalArgumentException(
								"the dataset " + dataset.name() + " needs " + name + ", which is not there");
					});
		}
	}

	/**
	 * The complete datasets that are chosen, with all that they need, and nothing else.
	 *
	 * @param organisation
	 *            what the organiser said
	 * @param chosen
	 *            whether a dataset is to be reduced; asked of complete ones alone
	 * @throws IllegalArgumentException
	 *             where a file of theirs is not there itself, but only its headers
	 */
	public static RunDatasets of(Organisation organisation, Predicate<org.armillary.organiser.Dataset> chosen) {
		var wanted = new ArrayDeque<org.armillary.organiser.Dataset>();
		organisation.datasets().stream().filter(org.armillary.organiser.Dataset::complete).filter(chosen)
				.forEach(wanted::add);
		var taken = new HashMap<String, org.armillary.organiser.Dataset>();
		while (!wanted.isEmpty()) {
			org.armillary.organiser.Dataset dataset = wanted.remove();
			if (taken.put(dataset.name(), dataset) == null) {
				dataset.associations().stream().filter(Association::wanted)
						.forEach(association -> association.choices().forEach(choice -> wanted.add(choice.dataset())));
			}
		}
		var frames = new TreeSet<Frame>(Comparator.comparingDouble(Frame::mjd).thenComparing(Frame::identity)
				.thenComparing(Frame::name).thenComparing(RunDatasets::path));
		var types = new HashMap<Frame, TreeSet<Integer>>();
		Rules rules = of(organisation.rules());
		var datasets = new ArrayList<Dataset>();
		for (org.armillary.organiser.Dataset dataset : organisation.datasets()) {
			int type = rules.types().indexOf(dataset.rule().type());
			for (Member member : dataset.reduced()) {
				types.computeIfAbsent(member.frame(), _ -> new TreeSet<>()).add(type);
			}
			if (taken.containsKey(dataset.name())) {
				dataset.reduced().forEach(member -> frames.add(member.frame()));
				datasets.add(of(dataset));
			}
		}
		var files = new LinkedHashMap<Path, InputFile>();
		frames.forEach(frame -> files.putIfAbsent(path(frame), new InputFile(frame.category(),
				types.get(frame).stream().map(rules.types()::get).toList(), changes(frame))));
		return new RunDatasets(rules, files, datasets);
	}

	private static Path path(Frame frame) {
		return frame.file().path()
				.orElseThrow(() -> new IllegalArgumentException(frame.name() + ": only its headers are there"))
				.toAbsolutePath().normalize();
	}

	private static Rules of(RuleSet rules) {
		return new Rules(rules.name(), rules.version(), rules.file(),
				rules.datasets().stream().map(DatasetRule::type).toList(), rules.datasets().stream()
						.flatMap(rule -> rule.members().stream()).map(MemberRule::category).distinct().toList());
	}

	private static Dataset of(org.armillary.organiser.Dataset dataset) {
		List<Path> paths = dataset.reduced().stream().map(member -> path(member.frame())).toList();
		var choices = new LinkedHashMap<String, List<Choice>>();
		for (Association association : dataset.associations()) {
			if (association.wanted() && !association.choices().isEmpty()) {
				choices.put(association.need().name(), association.choices().stream()
						.map(choice -> new Choice(choice.dataset().name(), choice.level().number(), choice.days(),
								choice.level().words()))
						.toList());
			}
		}
		return new Dataset(dataset.name(), dataset.rule().type(), dataset.filesIdentity(), dataset.identity(), paths,
				choices);
	}

	/** What corrections changed in the end, each with the last reason that was given for it. */
	private static List<HeaderCorrection> changes(Frame frame) {
		var said = new LinkedHashMap<String, Correction>();
		for (Correction correction : frame.corrections()) {
			correction.set().keySet().forEach(keyword -> said.put(keyword, correction));
			correction.remove().forEach(keyword -> said.put(keyword, correction));
		}
		var changes = new ArrayList<HeaderCorrection>();
		said.forEach((keyword, correction) -> {
			Optional<Object> value = frame.header().value(keyword);
			if (!isSame(frame.file().header().value(keyword), value)) {
				changes.add(new HeaderCorrection(keyword, value, frame.file().header().value(keyword),
						correction.reason(), correction.line().toString()));
			}
		});
		return changes;
	}

	/** Whether two values are the same to the organiser, to which 1 is 1.0. */
	private static boolean isSame(Optional<Object> first, Optional<Object> second) {
		return first.equals(second) || first.isPresent() && second.isPresent() && first.get() instanceof Number one
				&& second.get() instanceof Number other && one.doubleValue() == other.doubleValue();
	}

	/** Whether there is nothing to reduce. */
	public boolean isEmpty() {
		return datasets.isEmpty();
	}

	/** The dataset of this name. */
	public Optional<Dataset> dataset(String name) {
		return datasets.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
	}

	/** What is to be changed in the header of a file. */
	public List<HeaderCorrection> corrections(Path file) {
		return Optional.ofNullable(files.get(file.toAbsolutePath().normalize())).map(InputFile::corrections)
				.orElse(List.of());
	}
}
