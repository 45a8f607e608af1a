package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog.Entry.Available;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.LimitText;
import org.armillary.engine.quality.Limit;
import org.armillary.engine.quality.LimitReader;
import org.armillary.engine.quality.LimitSet;
import org.armillary.engine.run.RunRecord;
import org.armillary.plugins.rules.TextCatalog.Entry;
import org.armillary.workflow.condition.Glob;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Nearest;

/**
 * The limits of quality-control values that are in effect: the installed ones, then those of files that a user names, which
 * win.
 *
 * @param texts
 *            what stands in the files, the later win
 * @param limits
 *            what they say
 * @param named
 *            what those say that a user names
 * @param notes
 *            installed limits that cannot be used, and limits that can have no effect
 */
record LimitFiles(List<LimitText> texts, LimitSet limits, LimitSet named, List<Message> notes) {

	/** No limits. */
	static final LimitFiles NONE = new LimitFiles(List.of(), LimitSet.NONE, LimitSet.NONE, List.of());

	private static final int MOST_NAMES = 6;

	/** A value that an actor published. */
	record Published(String actor, String name, String subject) {
	}

	/**
	 * Reads limits.
	 *
	 * @param installed
	 *            whether those that are installed count
	 * @param files
	 *            paths of further files, as typed
	 */
	static LimitFiles of(Invocation invocation, boolean installed, List<String> files) throws CliException {
		var texts = new ArrayList<LimitText>();
		var notes = new ArrayList<Message>();
		if (installed) {
			addInstalled(invocation, texts, notes);
		}
		var named = new ArrayList<LimitText>();
		var problems = new ArrayList<Message>();
		for (String typed : files) {
			Path file = RunOptions.absolute(Invocation.path(typed));
			try {
				named.add(new LimitText(file.toString(), LimitReader.text(file)));
			} catch (DocumentException e) {
				problems.addAll(Workflows.messages(e));
			}
		}
		LimitSet ofFiles = LimitSet.NONE;
		try {
			ofFiles = LimitReader.read(named);
		} catch (DocumentException e) {
			problems.addAll(Workflows.messages(e));
		}
		if (!problems.isEmpty()) {
			problems.addAll(withoutActor(invocation, named));
			throw new CliException(ExitCode.REFUSED, problems, null);
		}
		notes.addAll(withoutActor(invocation, named));
		texts.addAll(named);
		return new LimitFiles(List.copyOf(texts), read(texts), ofFiles, List.copyOf(notes));
	}

	/**
	 * Limits of the user's files that none of the values meets, of actors that published any: most are misspelt.
	 *
	 * @param values
	 *            values, each at least once
	 */
	List<Message> unmet(Collection<Published> values) {
		var messages = new ArrayList<Message>();
		for (Limit limit : named.limits()) {
			List<Published> ofActor = values.stream().filter(value -> value.actor.equals(limit.actor())).distinct()
					.toList();
			List<String> subjects = ofActor.stream().filter(value -> value.name.equals(limit.name()))
					.map(Published::subject).distinct().toList();
			if (!ofActor.isEmpty() && subjects.stream().noneMatch(subject -> Glob.fits(limit.subject(), subject))) {
				boolean isNamed = !subjects.isEmpty();
				String what = "value ‘" + limit.name() + "’"
						+ (isNamed ? " of a subject ‘" + limit.subject() + "’" : "");
				messages.add(CliMessage.LIMITS_UNMET.with(limit.file() + ":" + limit.line(), limit.actor(), what,
						isNamed ? hint(limit.subject(), subjects)
								: hint(limit.name(), ofActor.stream().map(Published::name).distinct().toList())));
			}
		}
		return messages;
	}

	/** What is near; where nothing is, the first of those that there are. */
	private static String hint(String word, List<String> known) {
		String near = Nearest.hint(word, known);
		return near.isEmpty()
				? known.stream().limit(MOST_NAMES).collect(Collectors.joining("’, ‘", " (there are ‘", "’"))
						+ (known.size() > MOST_NAMES ? ", and " + (known.size() - MOST_NAMES) + " more)" : ")")
				: near;
	}

	private static LimitSet read(List<LimitText> texts) throws CliException {
		try {
			return LimitReader.read(texts);
		} catch (DocumentException e) {
			throw new CliException(ExitCode.REFUSED, Workflows.messages(e), e);
		}
	}

	/** The limits by which a run was judged; none where its request is damaged. */
	static LimitSet ofRun(RunRecord run) {
		try {
			return LimitReader.read(run.request().map(RunRequest::limits).orElse(List.of()));
		} catch (DocumentException e) {
			System.getLogger(LimitFiles.class.getName()).log(System.Logger.Level.WARNING,
					"the limits of the run cannot be read", e);
			return LimitSet.NONE;
		}
	}

	private static void addInstalled(Invocation invocation, List<LimitText> texts, List<Message> notes) {
		for (Entry entry : invocation.limits().entries()) {
			switch (entry) {
			case Entry.Available available -> {
				try {
					LimitSet set = LimitReader.read(available.text(), available.file());
					if (set.name().equals(available.name())) {
						texts.add(new LimitText(available.file(), available.text()));
					} else {
						notes.add(CliMessage.LIMITS_NAME.with(available.file(), available.origin(), set.name(),
								available.name()));
					}
				} catch (DocumentException e) {
					notes.addAll(Workflows.messages(e));
				}
			}
			case Entry.Broken broken -> notes.add(broken.why());
			}
		}
	}

	/** Limits of actors that are not installed: most are misspelt. */
	private static List<Message> withoutActor(Invocation invocation, List<LimitText> texts) {
		List<String> actors = invocation.catalog().entries().stream().filter(Available.class::isInstance)
				.map(entry -> ((Available) entry).descriptor().id()).toList();
		var told = new HashSet<String>(actors);
		return texts.stream().map(LimitReader::actors).flatMap(List::stream)
				.filter(mention -> told.add(mention.actor()))
				.map(mention -> CliMessage.LIMITS_ACTOR.with(mention.file() + ":" + mention.line(), mention.actor(),
						Nearest.hint(mention.actor(), actors)))
				.toList();
	}
}
