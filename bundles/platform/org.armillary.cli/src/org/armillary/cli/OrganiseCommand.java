package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.cli.RuleFiles.Candidates;
import org.armillary.organiser.Association;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.header.KeywordSelection;
import org.armillary.organiser.scan.HeaderArchive;
import org.armillary.organiser.scan.HeaderMemory;
import org.armillary.organiser.scan.HeaderScan;
import org.armillary.organiser.scan.ScannedFiles;
import org.armillary.organiser.trace.FileTrace;
import org.armillary.organiser.trace.NeedTrace;
import org.armillary.organiser.trace.Tracer;
import org.armillary.plugins.rules.TextCatalog.Entry;
import org.jspecify.annotations.Nullable;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which file is what, which files belong together, what each dataset lacks, and why. */
@Command(name = "organise", description = "Shows which file is what, which files belong together, what each dataset lacks, and why.", sortOptions = false)
final class OrganiseCommand extends Verb {

	/** Id of the message that a dataset lacks something. */
	static final String INCOMPLETE = "organise.incomplete";
	/** Folder of a store in which headers are remembered. */
	private static final String HEADERS = "headers";
	private static final int UNWATCHED_WIDTH = 140;
	private static final int NARROWEST = 40;

	@Parameters(paramLabel = "PLACE", description = "A folder, with all that is in it, or a FITS file; several of them, or one archive of headers (*.zip).")
	private List<String> places = new ArrayList<>();

	@Option(names = "--rules", paramLabel = "NAME|FILE", description = "The rules. Default: the installed ones that are for these files.")
	private @Nullable String rules;

	@Option(names = "--print-rules", arity = "0..1", fallbackValue = "", paramLabel = "NAME", description = "Print installed rules as they are, to read them, or to copy and change them; do nothing else.")
	private @Nullable String printed;

	@Option(names = "--overlay", paramLabel = "FILE", description = "A file that corrects headers, leaves out files or chooses calibrations; may be given several times.")
	private List<String> overlays = new ArrayList<>();

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter of the rules; may be given several times.")
	private List<String> settings = new ArrayList<>();

	@Mixin
	private WorstLevelOption worstLevel = new WorstLevelOption();

	@Option(names = "--dataset", paramLabel = "NAME", description = "Show this dataset alone: a name, the beginning of one, or a pattern with * and ?; may be given several times.")
	private List<String> datasets = new ArrayList<>();

	@Option(names = "--files", description = "Show each file of each dataset too; with --why each candidate.")
	private boolean files;

	@Option(names = "--why", arity = "1..2", paramLabel = "WORD", description = "Why: FILE, for every place that a file could go to, or DATASET NEED, for all candidates, such as --why arc-H flat.")
	private List<String> why = new ArrayList<>();

	@Option(names = "--watch", description = "Go on and show what changes while a folder fills up.")
	private boolean watch;

	@Option(names = "--for", paramLabel = "TIME", description = "How long to watch, such as 30min. Default: until interrupted.")
	private @Nullable String time;

	@Option(names = "--export-headers", paramLabel = "ZIP", description = "Write the headers of all files into a new archive, which can be organised in place of the files.")
	private @Nullable String archive;

	@Option(names = "--replace", description = "Replace the archive of --export-headers if it is there already.")
	private boolean replace;

	@Option(names = "--html", paramLabel = "FILE", description = "Write a page too, for a colleague or a help desk.")
	private @Nullable String page;

	@Option(names = "--no-memory", description = "Read all headers anew and remember nothing.")
	private boolean noMemory;

	@Mixin
	private StoreOption store = new StoreOption();

	OrganiseCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		if (printed != null) {
			return print(printed);
		}
		check();
		try {
			if (archive != null) {
				return export(Invocation.path(archive));
			}
			OrganiseSource source = source();
			if (watch) {
				Optional<Duration> longest = time == null ? Optional.empty()
						: Optional.of(Amounts.duration("--for", time));
				return new OrganiseWatch(invocation, source).watch(longest);
			}
			Organised organised = source.organise(new ScanProgress(invocation.terminal()));
			return why.isEmpty() ? show(organised) : why(organised);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return ExitCode.CANCELLED;
		}
	}

	private int print(String name) throws CliException {
		Entry.Available found = new RuleFiles(invocation).entry(name);
		var json = new JsonObject();
		json.addProperty("name", found.name());
		json.addProperty("file", found.file());
		json.addProperty("origin", found.origin());
		json.addProperty("text", found.text());
		invocation.result(found.text().stripTrailing(), json);
		return ExitCode.OK;
	}

	private void check() throws CliException {
		if (places.isEmpty() && why.size() == 2 && Files.exists(Invocation.path(why.getLast()))) {
			// --why FILE PLACE: the place was taken for the second word
			places = List.of(why.getLast());
			why = List.of(why.getFirst());
		}
		if (places.isEmpty()) {
			throw usage("a folder, a file or an archive of headers is missing");
		}
		if (places.size() > 1 && places.stream().anyMatch(place -> place.endsWith(".zip"))) {
			throw usage("an archive of headers stands alone");
		}
		if (time != null && !watch) {
			throw usage("--for goes with --watch");
		}
		if (replace && archive == null) {
			throw usage("--replace goes with --export-headers");
		}
		refuseTogether("--watch", watch, "--why", !why.isEmpty());
		refuseTogether("--watch", watch, "--html", page != null);
		refuseTogether("--why", !why.isEmpty(), "--html", page != null);
		for (String mode : List.of("--watch", "--why", "--html")) {
			boolean given = switch (mode) {
			case "--watch" -> watch;
			case "--why" -> !why.isEmpty();
			default -> page != null;
			};
			refuseTogether("--export-headers", archive != null, mode, given);
		}
		if (places.getFirst().endsWith(".zip") && (watch || archive != null)) {
			throw usage(
					(watch ? "--watch" : "--export-headers") + " wants a folder or files, not an archive of headers");
		}
	}

	private static void refuseTogether(String one, boolean hasOne, String other, boolean hasOther)
			throws CliException {
		if (hasOne && hasOther) {
			throw usage(one + " and " + other + " do not go together");
		}
	}

	private static CliException usage(String problem) {
		return new CliException(CliMessage.USAGE.with(problem, "organise"));
	}

	private OrganiseSource source() throws CliException {
		var overlayFiles = new ArrayList<Path>();
		for (String overlay : overlays) {
			overlayFiles.add(Invocation.path(overlay));
		}
		Path folder = store.folder();
		HeaderMemory memory = noMemory ? HeaderMemory.none() : HeaderMemory.in(folder.resolve(HEADERS));
		Candidates candidates = new RuleFiles(invocation).candidates(rules).with(worstLevel, "organise");
		return new OrganiseSource(paths(), candidates, values(), RuleFiles.overlay(overlayFiles), memory, folder);
	}

	private List<Path> paths() throws CliException {
		var paths = new ArrayList<Path>();
		for (String place : places) {
			paths.add(Invocation.path(place));
		}
		return paths;
	}

	private Map<String, String> values() throws CliException {
		var values = new LinkedHashMap<String, String>();
		for (String setting : settings) {
			String[] parts = Invocation.assignment("--set", setting, "NAME=VALUE");
			if (values.put(parts[0], parts[1]) != null) {
				throw new CliException(CliMessage.SETTING_TWICE.with(parts[0]));
			}
		}
		return values;
	}

	private int export(Path zip) throws CliException, InterruptedException {
		ScannedFiles written;
		try {
			// all keywords go into an archive, so that nothing needs to be kept of the headers that are read here
			var scan = new HeaderScan(new KeywordSelection(List.of()), HeaderMemory.none(), HeaderScan.threads(),
					new ScanProgress(invocation.terminal()));
			written = HeaderArchive.write(scan.scan(paths()), zip, replace);
		} catch (IOException e) {
			throw OrganiseSource.refusal(List.of(zip), e);
		}
		var json = new JsonObject();
		json.addProperty("archive", zip.toString());
		json.addProperty("files", written.files().size());
		json.add("unfinished", OrganiseJson.array(written.unfinished(), JsonPrimitive::new));
		json.add("problems", Json.messages(written.problems()));
		invocation.result(Shown.of(zip.toString()) + ": headers of " + Amounts.count(written.files().size(), "file"),
				json);
		tell(written.problems());
		return written.files().isEmpty() ? ExitCode.NOTHING_SELECTED : ExitCode.OK;
	}

	private int show(Organised organised) throws CliException {
		List<Dataset> shown = datasets.isEmpty() ? organised.organisation().datasets()
				: DatasetNames.named(datasets, organised.organisation());
		if (page != null) {
			write(Invocation.path(page), new OrganiseHtml(organised, shown).page());
		}
		boolean selected = !datasets.isEmpty();
		OrganiseText text = selected ? OrganiseText.selected(organised, shown, width())
				: new OrganiseText(organised, shown, files, width());
		invocation.result(text.text(), OrganiseJson.of(organised, shown));
		// what each dataset lacks stands below it
		tell(organised.problems().stream().filter(message -> !message.id().equals(INCOMPLETE)).toList());
		boolean complete = selected ? shown.stream().allMatch(Dataset::complete) : organised.isComplete();
		return complete ? ExitCode.OK : ExitCode.NOTHING_SELECTED;
	}

	private void write(Path file, String text) throws CliException {
		try {
			Files.writeString(file, text);
		} catch (IOException e) {
			throw new CliException(ExitCode.REFUSED, List.of(CliMessage.PAGE_UNWRITABLE.with(file, Reason.of(e))), e);
		}
	}

	private int why(Organised organised) throws CliException {
		var question = new OrganiseQuestion(organised);
		var tracer = new Tracer(organised.organisation());
		if (why.size() == 1) {
			Optional<HeaderFile> file = question.file(why.getFirst());
			if (file.isPresent()) {
				FileTrace trace = tracer.file(file.get());
				invocation.result(new OrganiseFileText(trace, width()).text(), OrganiseTraceJson.of(trace));
				return ExitCode.OK;
			}
			Optional<OrganiseQuestion.Absent> absent = question.absent(why.getFirst());
			if (absent.isPresent()) {
				invocation.result(Lines.wrapped(absent.get().text(), "  ", width()), absent.get().json());
				return ExitCode.OK;
			}
		}
		var traces = new ArrayList<NeedTrace>();
		List<Dataset> asked = why.size() == 1 ? question.datasets(why.getFirst())
				: DatasetNames.named(List.of(why.getFirst()), organised.organisation());
		for (Dataset dataset : asked) {
			if (why.size() == 1) {
				for (Association association : dataset.associations()) {
					tracer.need(dataset, association.need().name()).ifPresent(traces::add);
				}
			} else {
				traces.add(tracer.need(dataset, why.getLast())
						.orElseThrow(() -> OrganiseQuestion.unknownNeed(dataset.rule(), why.getLast())));
			}
		}
		return told(organised, asked, traces);
	}

	private int told(Organised organised, List<Dataset> asked, List<NeedTrace> traces) {
		var texts = new ArrayList<String>();
		if (why.size() == 1) {
			// a dataset alone: what it is, then each need
			texts.add(new OrganiseText(organised, asked, true, width()).table(asked));
		}
		traces.forEach(trace -> texts.add(new OrganiseNeedText(trace, files, width()).text()));
		var array = new JsonArray();
		traces.forEach(trace -> array.add(OrganiseTraceJson.of(trace)));
		invocation.result(String.join("\n\n", texts), why.size() == 2 && traces.size() == 1 ? array.get(0) : array);
		return ExitCode.OK;
	}

	private void tell(List<Message> problems) {
		if (!invocation.format().json()) {
			problems.forEach(problem -> invocation.terminal().tell("note", problem));
		}
	}

	/** Width of the terminal, characters; that of wide paper where nobody watches. */
	private int width() {
		String columns = System.getenv("COLUMNS");
		if (columns != null && columns.matches("[1-9]\\d{1,3}")) {
			return Math.max(NARROWEST, Integer.parseInt(columns));
		}
		return invocation.terminal().interactive() ? invocation.terminal().size().columns() : UNWATCHED_WIDTH;
	}
}
