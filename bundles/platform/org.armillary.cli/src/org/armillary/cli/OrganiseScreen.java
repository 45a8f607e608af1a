package org.armillary.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.organiser.Dataset;

/**
 * What a person sees of a folder that fills up: as many of the latest datasets as the terminal has room for, and what is to be
 * known of the files.
 *
 * @param size
 *            of the terminal
 */
record OrganiseScreen(TerminalSize size) {

	/** How to end it; of no interest afterwards. */
	static final String ENDS = " · Ctrl-C ends";

	private static final String INDENT = "  ";
	private static final String DEEPER = "      ";
	/** Files that are being written, and notes, of which more are only counted. */
	private static final int MOST_NOTES = 4;

	/** The lines: no more than the terminal has rows, none longer than a row. */
	List<String> lines(Organised organised, Instant now) {
		List<Dataset> all = organised.organisation().datasets();
		var lines = new ArrayList<String>();
		add(lines, new OrganiseText(organised, all, false, size.columns()).head());
		lines.add(moment(now));
		List<String> notes = notes(organised);
		int room = size.rows() - lines.size() - 1 - notes.size();
		List<String> datasets = latest(organised, room);
		if (!datasets.isEmpty()) {
			lines.add("");
			lines.addAll(datasets);
		}
		lines.addAll(notes);
		return fitting(lines);
	}

	/** What is shown before there is anything to organise. */
	List<String> waiting(String why, List<Message> problems, Instant now) {
		var lines = new ArrayList<String>();
		add(lines, Lines.wrapped(Shown.of(why), INDENT, size.columns()));
		lines.add(moment(now));
		problems.forEach(problem -> add(lines, note(problem)));
		return fitting(lines);
	}

	private static String moment(Instant now) {
		return Amounts.moment(now) + ENDS;
	}

	/** The latest datasets that fit into some rows, and how many there were before. */
	private List<String> latest(Organised organised, int rows) {
		DatasetWords words = organised.words();
		List<OrganiseRow> all = OrganiseRow.of(organised.organisation().datasets(), organised, words, true);
		var blocks = new ArrayList<List<String>>();
		int used = 0;
		for (OrganiseRow row : all.reversed()) {
			List<String> block = Lines.wrapped(row.progress(words), DEEPER, size.columns()).lines().toList();
			// a row is kept for those that do not fit
			int kept = blocks.size() + 1 < all.size() ? 1 : 0;
			if (used + block.size() + kept > rows) {
				break;
			}
			used += block.size();
			blocks.addFirst(block);
		}
		var lines = new ArrayList<String>();
		int earlier = all.subList(0, all.size() - blocks.size()).stream().mapToInt(OrganiseRow::number).sum();
		if (earlier > 0 && rows > 0) {
			lines.add(INDENT + "and " + Amounts.count(earlier, blocks.isEmpty() ? "dataset" : "earlier dataset"));
		}
		blocks.forEach(lines::addAll);
		return lines;
	}

	/** A file that is not complete yet. */
	static String unfinished(String name) {
		return "… " + Shown.of(name) + " is being written";
	}

	/** What is to be known beside the datasets, in at most a third of the rows. */
	private List<String> notes(Organised organised) {
		var lines = new ArrayList<String>();
		few(lines, organised.scanned().unfinished().stream().map(OrganiseScreen::unfinished).toList(), "file");
		few(lines, organised.problems().stream().filter(problem -> !problem.id().equals(OrganiseCommand.INCOMPLETE))
				.map(this::note).toList(), "note");
		if (lines.isEmpty()) {
			return lines;
		}
		lines.addFirst("");
		int most = Math.max(2, size.rows() / 3);
		if (lines.size() > most) {
			lines.subList(most - 1, lines.size()).clear();
			lines.add("… more is told by ‘armillary organise’");
		}
		return lines;
	}

	private static void few(List<String> lines, List<String> texts, String what) {
		texts.stream().limit(MOST_NOTES).forEach(text -> add(lines, text));
		if (texts.size() > MOST_NOTES) {
			lines.add("and " + Amounts.count(texts.size() - MOST_NOTES, "more " + what));
		}
	}

	private String note(Message problem) {
		return Lines.wrapped("note: " + Shown.of(problem.summary()), INDENT, size.columns());
	}

	private static void add(List<String> lines, String text) {
		text.lines().forEach(lines::add);
	}

	private List<String> fitting(List<String> lines) {
		return lines.stream().limit(size.rows()).map(line -> Lines.cut(line, size.columns())).toList();
	}
}
