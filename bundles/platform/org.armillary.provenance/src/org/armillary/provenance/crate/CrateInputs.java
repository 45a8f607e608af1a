package org.armillary.provenance.crate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import org.armillary.actor.message.Reason;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.InputFiles;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.Ancestry.Step;
import org.armillary.provenance.GivenFiles;
import org.armillary.provenance.ProductFiles;
import org.armillary.provenance.ProvenanceMessage;
import org.armillary.provenance.crate.CrateRun.InputFile;

/**
 * The files that a run was given, as its jobs found them: what lies there now may be something else. Those that no job used
 * are as they are now.
 */
final class CrateInputs {

	private final RunRecord run;
	private final InputFiles files;
	private final GivenFiles given;
	private final Map<Path, Used> used = new HashMap<>();

	/** How a job used a file, and whether this run executed it. */
	private record Used(UsedInput input, boolean own) {
	}

	/**
	 * The files of a run.
	 *
	 * @param steps
	 *            its jobs that have a result, their files where the run found them
	 */
	CrateInputs(RunRecord run, InputFiles files, List<Step> steps) {
		this.run = run;
		this.files = files;
		this.given = new GivenFiles(run, files);
		steps.forEach(this::take);
		// what failed used its files, too
		run.jobs().stream().flatMap(job -> job.attempts().stream())
				.forEach(attempt -> attempt.facts().ifPresent(facts -> facts.inputs().forEach(this::take)));
	}

	private void take(Step step) {
		boolean own = step.report().run().equals(run.summary().id());
		for (int i = 0; i < step.sources().size(); i++) {
			UsedInput input = step.report().facts().inputs().get(i);
			if (step.sources().get(i).isEmpty()) {
				take(input, own);
			}
		}
	}

	private void take(UsedInput input) {
		take(input, true);
	}

	private void take(UsedInput input, boolean own) {
		if (!input.origin().digest().isEmpty() && input.origin().bytes() > 0) {
			// what the run itself read counts more than what a result of another run tells
			used.merge(input.path(), new Used(input, own), (old, now) -> old.own() && !now.own() ? old : now);
		}
	}

	/**
	 * The files.
	 *
	 * @param paths
	 *            where the run found them
	 * @throws CrateException
	 *             where it is not known any more what one of them was
	 */
	List<InputFile> of(List<String> paths) throws CrateException {
		var inputs = new ArrayList<InputFile>();
		for (String path : paths) {
			inputs.add(of(Path.of(path)));
		}
		return inputs;
	}

	private static String name(Path file) {
		return String.valueOf(file.getFileName());
	}

	private InputFile of(Path path) throws CrateException {
		Used known = used.get(path);
		try {
			String now = known == null || Files.isReadable(path) ? files.digest(path, ExtensionSelection.ALL) : "";
			if (known == null) {
				return new InputFile(name(path), now, Files.size(path), "");
			}
			String digest = digest(path, known, now);
			return new InputFile(name(path), digest,
					digest.equals(now) ? Files.size(path) : known.input().origin().bytes(), "");
		} catch (IOException e) {
			if (known == null) {
				throw new CrateException(ProvenanceMessage.CRATE_INPUT.with(path, Reason.of(e)), e);
			}
			System.getLogger(CrateInputs.class.getName()).log(System.Logger.Level.DEBUG, "only the facts tell", e);
			return new InputFile(name(path), known.input().origin().digest(), known.input().origin().bytes(), "");
		}
	}

	/** The whole content that a job found; of extensions that no job received another run may tell something else. */
	private String digest(Path path, Used known, String now) {
		UsedInput input = known.input();
		return known.own() || input.selection().isAll() || now.isEmpty() || !given.says(path, input)
				? input.origin().digest()
				: now;
	}

	/**
	 * The same files with copies of them in the crate.
	 *
	 * @param written
	 *            takes what is written
	 */
	static List<InputFile> packed(CrateTarget target, InputFiles files, List<String> paths, List<InputFile> inputs,
			Map<String, CrateTarget.Written> written) throws IOException {
		var packed = new ArrayList<InputFile>();
		var taken = new HashSet<String>();
		for (int i = 0; i < inputs.size(); i++) {
			InputFile input = inputs.get(i);
			Path file = Path.of(paths.get(i));
			if (!new ProductFiles(files).holds(file, input.digest())) {
				throw new CrateException(ProvenanceMessage.CRATE_INPUT.with(file,
						Files.exists(file) ? "it is no longer what the run used" : "there is no such file"));
			}
			String place = CratePlaces.free("raw/" + CratePlaces.safe(input.name(), "input-" + i + ".fits"), taken);
			CrateTarget.Written copy = target.copy(file, place);
			written.put(place, copy);
			// files with the same content need not have the same size
			packed.add(new InputFile(input.name(), input.digest(), copy.bytes(), place));
		}
		return packed;
	}
}
