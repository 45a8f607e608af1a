package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Store;
import org.armillary.provenance.Provenance;
import org.armillary.provenance.methods.Methods;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Describes a run as the section on data reduction of a paper does, with its references. */
final class ShowMethods {

	private static final int WIDTH = 100;

	private ShowMethods() {
	}

	/**
	 * Describes a run.
	 *
	 * @param out
	 *            where the paragraph goes instead of the terminal
	 * @param bib
	 *            where the references go, in BibTeX
	 */
	static int tell(Invocation invocation, Store store, RunFolder folder, Optional<Path> out, Optional<Path> bib)
			throws CliException {
		Optional<WrittenFile> paragraph = file("--out", out, WrittenFile.Kind.PARAGRAPH);
		Optional<WrittenFile> references = file("--bib", bib, WrittenFile.Kind.REFERENCES);
		Methods methods;
		try {
			RunRecord run = new Runs(store).read(folder);
			methods = Methods.of(run, new Provenance(store), invocation.catalog());
		} catch (IOException e) {
			throw RunWatch.unreadable(folder, e);
		}
		if (paragraph.isPresent()) {
			paragraph.get().write(Terminal.safe(methods.paragraph()) + "\n");
		}
		if (references.isPresent()) {
			references.get().write(WrittenFile.Kind.REFERENCES.beginning() + "\n" + methods.bibtex());
		}
		invocation.result(text(methods, out, bib), json(methods));
		return ExitCode.OK;
	}

	private static Optional<WrittenFile> file(String option, Optional<Path> place, WrittenFile.Kind kind)
			throws CliException {
		return place.isPresent() ? Optional.of(WrittenFile.of(option, place.get(), kind)) : Optional.empty();
	}

	private static String text(Methods methods, Optional<Path> out, Optional<Path> bib) {
		var lines = new ArrayList<String>();
		if (out.isEmpty()) {
			lines.add(Lines.wrapped(methods.paragraph(), "", WIDTH));
			lines.add("");
			lines.add("References");
			methods.references()
					.forEach(reference -> lines.add(Lines.wrapped("  " + reference.text(), "    ", WIDTH)));
		} else {
			lines.add("written: " + out.get());
		}
		bib.ifPresent(file -> lines.add("written: " + file));
		if (!methods.gaps().isEmpty()) {
			lines.add("");
			lines.add("To be checked by the author");
			methods.gaps().forEach(gap -> lines.add(Lines.wrapped("  - " + gap, "    ", WIDTH)));
		}
		return String.join("\n", lines);
	}

	private static JsonObject json(Methods methods) {
		var object = new JsonObject();
		object.addProperty("exitCode", ExitCode.OK);
		object.addProperty("paragraph", methods.paragraph());
		var references = new JsonArray();
		methods.references().forEach(reference -> {
			var member = new JsonObject();
			member.addProperty("key", reference.key());
			member.addProperty("citation", reference.citation());
			member.addProperty("text", reference.text());
			member.addProperty("bibtex", reference.bibtex());
			references.add(member);
		});
		object.add("references", references);
		var gaps = new JsonArray();
		methods.gaps().forEach(gaps::add);
		object.add("gaps", gaps);
		return object;
	}
}
