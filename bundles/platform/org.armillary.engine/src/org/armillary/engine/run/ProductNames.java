package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.actor.PredictedProduct;
import org.armillary.actor.message.Message;
import org.armillary.engine.Job;
import org.armillary.engine.Job.Source;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunMessage;
import org.armillary.engine.RunRequest.Layout;

/**
 * Names of products below the output folder: {@code NODE/STEM_CATEGORY.fits}, with a number where another product of
 * the run has the name already. Names are given when jobs are planned, so that they do not depend on which job ends
 * first. Where jobs are planned again because results were not as predicted, new jobs get names that are free; {@link
 * #last} are the names that the whole run deserves in the end.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
final class ProductNames {

	private final Path folder;
	private final Layout layout;
	private final Set<Path> inputs = new HashSet<>();
	private final Set<Path> taken = new HashSet<>();
	private final Map<String, Names> namesByJob = new HashMap<>();
	private final Map<Group, Integer> jobsByGroup = new HashMap<>();
	/** The inputs, their folders without links; with what they lead to where they are links themselves. */
	private final Set<Path> inputPlaces = new HashSet<>();
	private final Map<Path, Path> realFolders = new HashMap<>();

	/** Jobs whose products would have the same names. */
	private record Group(Path folder, String stem) {
	}

	/** Products that are told apart by their number alone. */
	private record Kind(String port, String category) {
	}

	/** The names of a job's products; {@code rank} says how many jobs of its group came before it. */
	private record Names(int rank, Map<Kind, List<Path>> places) {
	}

	/**
	 * Makes names.
	 *
	 * @param folder
	 *            the output folder, absolute and normalized
	 */
	ProductNames(Path folder, Layout layout) {
		this.folder = folder;
		this.layout = layout;
	}

	/** Gives names to the predicted products of those jobs that have none yet. */
	synchronized void plan(List<Job> jobs) {
		takeInputs(jobs);
		for (Job job : jobs) {
			if (!namesByJob.containsKey(job.id())) {
				int rank = jobsByGroup.merge(new Group(folderOf(job), job.stem()), 1, Integer::sum) - 1;
				var names = new Names(rank, new HashMap<>());
				namesByJob.put(job.id(), names);
				for (PredictedProduct product : job.plan().products()) {
					var kind = new Kind(product.port(), product.description().category());
					names.places().computeIfAbsent(kind, any -> new ArrayList<>(1))
							.add(free(job, kind, extension(job, product.port()), ""));
				}
			}
		}
	}

	/** Refuses a run whose products would replace its own inputs. */
	synchronized void refuseInputs(List<Job> jobs) throws RefusedException {
		for (Job job : jobs) {
			for (PredictedProduct product : job.plan().products()) {
				Path place = place(job, new Kind(product.port(), product.description().category()),
						extension(job, product.port()), "", 1);
				if (isInput(place)) {
					throw new RefusedException(RunMessage.OUTPUT_IS_INPUT.with(place));
				}
			}
		}
	}

	/** The places of the products of a job, by port and in the order of each port. */
	synchronized Map<String, List<Path>> places(Job job, Map<String, List<MadeProduct>> made) {
		Names names = namesByJob.get(job.id());
		if (names == null) {
			throw new IllegalStateException("the job " + job.id() + " was never planned");
		}
		var places = new LinkedHashMap<String, List<Path>>();
		var counts = new HashMap<Kind, Integer>();
		made.forEach((port, products) -> places.put(port, products.stream().map(product -> {
			var kind = new Kind(port, product.description().category());
			int index = counts.merge(kind, 1, Integer::sum) - 1;
			List<Path> known = names.places().computeIfAbsent(kind, any -> new ArrayList<>(1));
			if (index == known.size()) {
				known.add(free(job, kind, product.extension(), names.rank() == 0 ? "" : "_" + (names.rank() + 1)));
			}
			return known.get(index);
		}).toList()));
		return places;
	}

	/** Whether any two jobs share the beginning of their names, so that numbers tell their products apart. */
	synchronized boolean anyShared() {
		return jobsByGroup.values().stream().anyMatch(number -> number > 1);
	}

	/**
	 * The places of all products as they follow from what the jobs made, in the order of the plan; a job that made
	 * nothing keeps those of its prediction free.
	 *
	 * @param jobs
	 *            all jobs, in the order of the plan
	 * @param made
	 *            their products by id of the job and port
	 */
	Map<String, Map<String, List<Path>>> last(List<Job> jobs, Map<String, Map<String, List<MadeProduct>>> made) {
		var names = new ProductNames(folder, layout);
		names.takeInputs(jobs);
		var last = new HashMap<String, Map<String, List<Path>>>();
		for (Job job : jobs) {
			Map<String, List<MadeProduct>> products = made.get(job.id());
			if (products == null) {
				names.plan(List.of(job));
			} else {
				names.namesByJob.put(job.id(), new Names(0, new HashMap<>()));
				last.put(job.id(), names.places(job, products));
			}
		}
		return last;
	}

	/** The first name that no other product and no input has. */
	private Path free(Job job, Kind kind, String extension, String qualifier) {
		Path place = place(job, kind, extension, qualifier, 1);
		for (int number = 2; !taken.add(place) || isInput(place); number++) {
			place = place(job, kind, extension, qualifier, number);
		}
		return place;
	}

	private Path place(Job job, Kind kind, String extension, String qualifier, int number) {
		String name = (job.stem().isEmpty() ? "" : job.stem() + "_")
				+ (kind.category().isEmpty() ? kind.port() : kind.category()) + qualifier
				+ (number == 1 ? "" : "_" + number);
		Path place = folderOf(job).resolve(name + "." + extension);
		if (!place.normalize().startsWith(folder)) {
			throw new IllegalStateException("the product " + place + " would lie outside " + folder);
		}
		return place;
	}

	/** The folder for the products of a job. */
	Path folderOf(Job job) {
		return layout == Layout.FLAT ? folder : folder.resolve(job.node());
	}

	/** Why products cannot be put below the output folder, with the bytes that are free there. */
	Message trouble(long neededBytes, IOException problem) {
		return RunMessage.PRODUCT.with(folder, Folders.reason(folder, neededBytes, problem));
	}

	private static String extension(Job job, String port) {
		return job.actor().descriptor().output(port).orElseThrow().extension();
	}

	private void takeInputs(List<Job> jobs) {
		for (Job job : jobs) {
			for (List<Source> port : job.inputs().values()) {
				for (Source source : port) {
					if (source instanceof Source.Existing existing && inputs.add(existing.product().path())) {
						takeInput(existing.product().path());
					}
				}
			}
		}
	}

	private void takeInput(Path input) {
		inputPlaces.add(real(input));
		if (Files.isSymbolicLink(input)) {
			try {
				inputPlaces.add(input.toRealPath());
			} catch (IOException e) {
				logger().log(System.Logger.Level.DEBUG, "a link that leads nowhere: " + input, e);
			}
		}
	}

	/** Whether a place is that of an input file, however the folders of both are named. */
	private boolean isInput(Path place) {
		return inputPlaces.contains(real(place));
	}

	/** The place with a folder that is reached through no link; that is where a renamed file appears. */
	private Path real(Path file) {
		Path parent = file.getParent();
		return realFolders.computeIfAbsent(parent, ProductNames::realFolder).resolve(file.getFileName());
	}

	private static Path realFolder(Path folder) {
		Path existing = folder;
		while (existing != null && !Files.exists(existing)) {
			existing = existing.getParent();
		}
		try {
			return existing == null ? folder
					: existing.toRealPath().resolve(existing.relativize(folder)).normalize();
		} catch (IOException e) {
			logger().log(System.Logger.Level.DEBUG, "links not followed: " + folder, e);
			return folder;
		}
	}

	private static System.Logger logger() {
		return System.getLogger(ProductNames.class.getName());
	}
}
