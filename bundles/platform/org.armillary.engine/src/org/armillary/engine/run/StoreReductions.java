package org.armillary.engine.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.armillary.engine.JobKey;
import org.armillary.engine.RunDatasets.Choice;
import org.armillary.engine.RunDatasets.Dataset;
import org.armillary.engine.json.RunDatasetsJson;
import org.armillary.engine.store.Mark;
import org.armillary.organiser.DatasetState;
import org.armillary.organiser.Reduction;
import org.armillary.organiser.ReductionHistory;
import org.jspecify.annotations.Nullable;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;

/**
 * What the runs of a store did with datasets. Requests are looked through when it is first asked, and once more when it is
 * first asked for similar ones; the datasets of a run and its journal are read when it is first asked of one of them.
 * Nothing is read again, so that another is needed to see what happened since. A run that cannot be read is left out.
 *
 * <p>A dataset is reduced where all its jobs ended well, out of date where one of their results was marked so since, failed
 * where one failed, running where some have yet to end in a run that goes on, and partly reduced where only some ended well
 * in a run that does not. A run that did nothing with
 * a dataset says nothing of it: because its workflow has no node for it, say, or because all its jobs were skipped or
 * cancelled.
 *
 * <p><b>Threads.</b> For one thread at a time.
 */
public final class StoreReductions implements ReductionHistory {

	private static final System.Logger LOG = System.getLogger(StoreReductions.class.getName());

	private final Runs runs;
	private @Nullable Index index;
	private final Map<String, List<Reduction>> byRun = new HashMap<>();
	private @Nullable Map<String, Mark> marks;
	private @Nullable SimilarDatasets similar;
	private final Map<String, Map<String, List<Path>>> filesByRun = new HashMap<>();

	/**
	 * What is there.
	 *
	 * @param runs
	 *            all runs, the newest first
	 * @param byFiles
	 *            those with datasets of some files by the identity of these files, in the same order
	 */
	private record Index(List<RunFolder> runs, Map<String, List<RunFolder>> byFiles) {
	}

	/** What the runs of a store did. */
	public StoreReductions(Runs runs) {
		this.runs = runs;
	}

	@Override
	public List<Reduction> of(String filesIdentity) {
		return reductions(filesIdentity).toList();
	}

	/** What is told of runs that are older than the one that tells it is not read for it. */
	@Override
	public Optional<Reduction> newest(String filesIdentity) {
		return reductions(filesIdentity).findFirst();
	}

	@Override
	public Stream<FileSet> similar(org.armillary.organiser.Dataset dataset) {
		SimilarDatasets known = similar;
		if (known == null) {
			known = readNames();
			similar = known;
		}
		return known.of(dataset).stream().flatMap(identity -> files(identity).stream());
	}

	/** The files of this identity, as the newest run that was to reduce them names them. */
	private Optional<FileSet> files(String filesIdentity) {
		return runs(filesIdentity).stream().findFirst()
				.map(run -> filesByRun.computeIfAbsent(run.id(), _ -> files(run)).get(filesIdentity))
				.map(files -> new FileSet(filesIdentity, files));
	}

	private Stream<Reduction> reductions(String filesIdentity) {
		return runs(filesIdentity).stream()
				.flatMap(run -> byRun.computeIfAbsent(run.id(), _ -> reductions(run)).stream())
				.filter(reduction -> reduction.filesIdentity().equals(filesIdentity));
	}

	/** The runs with a dataset of these files, the newest first. */
	private List<RunFolder> runs(String filesIdentity) {
		return index().byFiles().getOrDefault(filesIdentity, List.of());
	}

	private Index index() {
		Index known = index;
		if (known == null) {
			known = read();
			index = known;
		}
		return known;
	}

	private Index read() {
		var all = new ArrayList<RunFolder>();
		var byFiles = new HashMap<String, List<RunFolder>>();
		try {
			for (RunFolder run : runs.newestFirst()) {
				all.add(run);
				for (String identity : Set.copyOf(identities(run))) {
					byFiles.computeIfAbsent(identity, _ -> new ArrayList<>(1)).add(run);
				}
			}
		} catch (IOException e) {
			LOG.log(System.Logger.Level.WARNING, "the runs of the store cannot be listed", e);
		}
		return new Index(all, byFiles);
	}

	private SimilarDatasets readNames() {
		var found = new SimilarDatasets();
		for (RunFolder run : index().runs()) {
			names(run).forEach(found::add);
		}
		return found;
	}

	/** Reads something of the datasets in a request, all of which is to come. */
	private interface DatasetsReader<T> {
		T read(JsonReader json) throws IOException;
	}

	private static List<String> identities(RunFolder run) {
		return read(run, json -> find(json, RunDatasetsJson.IDENTITIES) ? texts(json) : List.of(), List.of());
	}

	/** Reads a list of texts. */
	static List<String> texts(JsonReader json) throws IOException {
		var texts = new ArrayList<String>();
		json.beginArray();
		while (json.hasNext()) {
			texts.add(json.nextString());
		}
		json.endArray();
		return texts;
	}

	/** The names of the datasets of a request. */
	private static List<SimilarDatasets.Named> names(RunFolder run) {
		return read(run, SimilarDatasets::read, List.of());
	}

	/** The datasets of a request, without their files. */
	private static List<Dataset> datasets(RunFolder run) {
		return read(run, json -> {
			var datasets = new ArrayList<Dataset>();
			if (find(json, RunDatasetsJson.DATASETS)) {
				for (JsonElement dataset : JsonParser.parseReader(json).getAsJsonArray()) {
					datasets.add(RunDatasetsJson.summary(dataset.getAsJsonObject()));
				}
			}
			return datasets;
		}, List.of());
	}

	/** The files of all datasets of a request by their identity. */
	private static Map<String, List<Path>> files(RunFolder run) {
		return read(run, json -> {
			var files = new HashMap<String, List<Path>>();
			RunDatasetsJson.datasets(JsonParser.parseReader(json).getAsJsonObject()).datasets()
					.forEach(dataset -> files.put(dataset.filesIdentity(), dataset.files()));
			return files;
		}, Map.of());
	}

	/** Reads something of the datasets in a request; all that comes before them is skipped. */
	private static <T> T read(RunFolder run, DatasetsReader<T> reader, T none) {
		try (BufferedReader in = Files.newBufferedReader(run.requestFile()); var json = new JsonReader(in)) {
			return find(json, RunRequestJson.DATASETS) ? reader.read(json) : none;
		} catch (NoSuchFileException e) {
			LOG.log(System.Logger.Level.DEBUG, run.path() + ": a run without a request", e);
		} catch (IOException | JsonParseException | IllegalStateException | IllegalArgumentException
				| NullPointerException | UnsupportedOperationException | ClassCastException e) {
			LOG.log(System.Logger.Level.DEBUG, run.path() + ": its datasets cannot be read", e);
		}
		return none;
	}

	/** Goes on to the value of a member of the object that begins here; whether there is one. */
	static boolean find(JsonReader json, String member) throws IOException {
		json.beginObject();
		while (json.hasNext()) {
			if (json.nextName().equals(member)) {
				return true;
			}
			json.skipValue();
		}
		return false;
	}

	/** What a run did with its datasets. */
	private List<Reduction> reductions(RunFolder run) {
		var reductions = new ArrayList<Reduction>();
		try {
			List<JobRecord> jobs = runs.jobs(run);
			Map<String, String> marked = marked(jobs);
			for (DatasetRecord record : DatasetRecord.of(datasets(run), jobs, runs.isActive(run.path()))) {
				Dataset dataset = record.dataset();
				String mark = marked.getOrDefault(dataset.name(), "");
				record.state().ifPresent(state -> {
					boolean outdated = state == DatasetState.REDUCED && !mark.isEmpty();
					reductions.add(new Reduction(run.id(), dataset.filesIdentity(), dataset.identity(),
							outdated ? DatasetState.OUT_OF_DATE : state, choices(dataset), outdated ? mark : ""));
				});
			}
		} catch (IOException e) {
			LOG.log(System.Logger.Level.WARNING, run.path() + ": what it did cannot be read", e);
		}
		return reductions;
	}

	/** Of the datasets with jobs whose result was marked as out of date, why, by name. */
	private Map<String, String> marked(List<JobRecord> jobs) throws IOException {
		Map<String, Mark> known = marks;
		if (known == null) {
			known = runs.marks().all();
			marks = known;
		}
		var marked = new HashMap<String, String>();
		for (JobRecord job : jobs) {
			Mark mark = job.key().map(JobKey::hash).map(known::get).orElse(null);
			if (mark != null) {
				job.outline().datasets()
						.forEach(dataset -> marked.putIfAbsent(dataset, job.outline().node() + ": " + mark.words()));
			}
		}
		return marked;
	}

	private static Map<String, List<String>> choices(Dataset dataset) {
		var names = new LinkedHashMap<String, List<String>>();
		dataset.choices()
				.forEach((need, choices) -> names.put(need, choices.stream().map(Choice::dataset).toList()));
		return names;
	}
}
