package org.armillary.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.armillary.actor.message.Message;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.header.KeywordSelection;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.OverlayReader;
import org.armillary.organiser.rules.QuantityValues;
import org.armillary.organiser.rules.RuleReader;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.plugins.rules.RuleCatalog;
import org.armillary.plugins.rules.TextCatalog.Entry;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Nearest;
import org.jspecify.annotations.Nullable;

/** Finds rules: by name among the installed ones, by file, or those that are for the files at hand. */
final class RuleFiles {

	/** How the first line of either kind of file begins. */
	private static final String RULES = "armillary-rules:";
	private static final String OVERLAY = "armillary-overlay:";

	private final RuleCatalog catalog;

	RuleFiles(Invocation invocation) {
		this.catalog = invocation.rules();
	}

	/**
	 * Rules of which one is chosen when the headers are known.
	 *
	 * @param rules
	 *            the rules
	 * @param named
	 *            whether the user asked for just these
	 */
	record Candidates(List<RuleSet> rules, boolean named) {

		/** The keywords that any of them looks at. */
		KeywordSelection selection() {
			KeywordSelection all = new KeywordSelection(List.of());
			for (RuleSet set : rules) {
				all = all.and(set.selection().names());
			}
			return all;
		}

		/** The rules with ladders that end at a level. */
		Candidates with(WorstLevelOption worst, String verb) throws CliException {
			var cut = new ArrayList<RuleSet>();
			for (RuleSet set : rules) {
				cut.add(worst.applied(set, verb));
			}
			return new Candidates(cut, named);
		}

		/** Those that the user asked for, or the only ones that are for any of the files. */
		RuleSet choose(List<HeaderFile> files) throws CliException {
			if (named || rules.size() == 1 && files.isEmpty()) {
				return rules.getFirst();
			}
			var fitting = rules.stream().filter(set -> files.stream().anyMatch(file -> isFor(set, file))).toList();
			if (fitting.isEmpty()) {
				throw new CliException(ExitCode.NOTHING_SELECTED,
						List.of(CliMessage.NO_RULES_FIT.with(Amounts.count(files.size(), "file"), names(rules))), null);
			}
			if (fitting.size() > 1) {
				throw new CliException(CliMessage.SEVERAL_RULES.with(names(fitting)));
			}
			return fitting.getFirst();
		}

		private static boolean isFor(RuleSet rules, HeaderFile file) {
			return rules.applies().isEmpty()
					|| new QuantityValues(rules).of(file.header()).test(rules.applies().get());
		}

		private static String names(List<RuleSet> rules) {
			return String.join(", ", rules.stream().map(RuleSet::name).toList());
		}
	}

	/** The rules of this name or file, or where none is named all that are installed and can be read. */
	Candidates candidates(@Nullable String name) throws CliException {
		if (name != null) {
			return new Candidates(List.of(named(name)), true);
		}
		var readable = new ArrayList<RuleSet>();
		var problems = new ArrayList<Message>();
		for (Entry entry : catalog.entries()) {
			switch (entry) {
			case Entry.Available available -> {
				try {
					readable.add(parse(available));
				} catch (CliException e) {
					problems.addAll(e.messages());
				}
			}
			case Entry.Broken broken -> problems.add(broken.why());
			}
		}
		if (readable.isEmpty()) {
			problems.addFirst(CliMessage.NO_RULES.with());
			throw new CliException(ExitCode.REFUSED, problems, null);
		}
		return new Candidates(readable, false);
	}

	/** The installed rules of this name, or those in this file. */
	RuleSet named(String name) throws CliException {
		Path file = Invocation.path(name);
		if (name.contains("/") || Files.exists(file) || name.endsWith(RuleCatalog.ENDING) && !isInstalled(name)) {
			refuseOther(file, OVERLAY, "an overlay", "rules", "--overlay");
			try {
				return RuleReader.read(file);
			} catch (DocumentException e) {
				throw refusal(e);
			}
		}
		return installed(name);
	}

	/**
	 * The rules that a workflow names: installed ones, or a file beside it.
	 *
	 * @param name
	 *            what stands in the workflow
	 */
	RuleSet ofWorkflow(String name, WorkflowDocument workflow) throws CliException {
		return name.contains("/") || name.endsWith(RuleCatalog.ENDING)
				? named(Path.of(workflow.name()).resolveSibling(name).toString())
				: installed(name);
	}

	/** The installed rules of this name. */
	RuleSet installed(String name) throws CliException {
		return parse(entry(name));
	}

	private boolean isInstalled(String file) {
		return catalog.entries().stream().anyMatch(entry -> switch (entry) {
		case Entry.Available available -> available.file().equals(file);
		case Entry.Broken broken -> broken.name().equals(file);
		});
	}

	/** The installed rules of this name, or where it is empty the only ones. */
	Entry.Available entry(String name) throws CliException {
		if (name.isEmpty() && catalog.entries().size() == 1
				&& catalog.entries().getFirst() instanceof Entry.Available only) {
			return only;
		}
		var names = new ArrayList<String>();
		for (Entry entry : catalog.entries()) {
			switch (entry) {
			case Entry.Available available -> {
				if (available.name().equals(name) || available.file().equals(name)) {
					return available;
				}
				names.add(available.name());
			}
			case Entry.Broken broken -> {
				if (broken.name().endsWith("/" + name + RuleCatalog.ENDING)
						|| broken.name().equals(name + RuleCatalog.ENDING)) {
					throw new CliException(broken.why());
				}
			}
			}
		}
		throw new CliException(
				CliMessage.UNKNOWN_RULES.with(name, Nearest.hint(name, names), Nearest.list(names)));
	}

	/** Installed rules that cannot be used. */
	List<Entry.Broken> broken() {
		var broken = new ArrayList<Entry.Broken>();
		for (Entry entry : catalog.entries()) {
			switch (entry) {
			case Entry.Available available -> {
				try {
					parse(available);
				} catch (CliException e) {
					broken.add(new Entry.Broken(available.file(), available.origin(), e.messages().getFirst()));
				}
			}
			case Entry.Broken unreadable -> broken.add(unreadable);
			}
		}
		return broken;
	}

	/** Rules with other values for their parameters. */
	static RuleSet with(RuleSet rules, Map<String, String> parameters) throws CliException {
		try {
			return rules.with(parameters);
		} catch (DocumentException e) {
			throw refusal(e);
		}
	}

	/** What the overlay files say, one after the other. */
	static Overlay overlay(List<Path> files) throws CliException {
		Overlay all = Overlay.NONE;
		for (Path file : files) {
			refuseOther(file, RULES, "rules", "an overlay", "--rules");
			try {
				all = all.and(OverlayReader.read(file));
			} catch (DocumentException e) {
				throw refusal(e);
			}
		}
		return all;
	}

	/** Refuses a file of the other kind; one that cannot be read is refused by its reader. */
	private static void refuseOther(Path file, String beginning, String found, String expected, String option)
			throws CliException {
		String first;
		try (BufferedReader reader = Files.newBufferedReader(file)) {
			first = reader.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"))
					.findFirst().orElse("");
		} catch (IOException | UncheckedIOException e) {
			// its reader says why
			System.getLogger(RuleFiles.class.getName()).log(System.Logger.Level.DEBUG, "unreadable", e);
			return;
		}
		if (first.startsWith(beginning)) {
			throw new CliException(CliMessage.OTHER_KIND.with(file, found, expected, option));
		}
	}

	private static RuleSet parse(Entry.Available available) throws CliException {
		RuleSet rules;
		try {
			rules = RuleReader.parse(available.text(), available.file());
		} catch (DocumentException e) {
			throw refusal(e);
		}
		if (!rules.name().equals(available.name())) {
			throw new CliException(
					CliMessage.RULES_NAME.with(available.file(), available.origin(), rules.name(), available.name()));
		}
		return rules;
	}

	private static CliException refusal(DocumentException problem) {
		return new CliException(ExitCode.REFUSED, Workflows.messages(problem), problem);
	}
}
