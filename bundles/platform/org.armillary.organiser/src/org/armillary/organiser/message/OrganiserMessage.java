package org.armillary.organiser.message;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum OrganiserMessage implements MessageTemplate {

	/** Files that were left out as an overlay says. */
	ORGANISE_EXCLUDED("organise.excluded", "left out, as {1} says: {0} ({2}); {3}",
			"Remove the lines from the overlay if this is not what you want."),
	/** Parts of an overlay that have nothing to act on. */
	ORGANISE_OVERLAY_UNUSED("organise.overlay-unused",
			"these parts of the overlay fit no file or dataset and do nothing: {0}; expected each to fit at least one",
			"Check the names, patterns and conditions there for slips, or give the folder with the files they are for."),
	/** A list of candidates that fits none. */
	ORGANISE_OVERLAY_ONLY("organise.overlay-only",
			"{0} allows none of the {1} candidates, and so forbids them all: only {2} ({3})",
			"Check the names and patterns there for slips; they stand for names of datasets, or of files in them."),
	/** Keywords that a correction is about but no file has. */
	ORGANISE_OVERLAY_KEYWORD("organise.overlay-keyword", "{0} {1} {2}, which none of its files has ({3}){4}",
			"Correct the keyword if this is a slip; otherwise nothing needs to be done."),
	/** A list for a need that the rules do not have. */
	OVERLAY_NEED("overlay.need",
			"{0}: the list is for the need ‘{1}’, which no dataset of the rules {2} has{3}; expected one of {4}",
			"Correct the name; as it stands, the list does nothing."),
	/** The same file several times. */
	ORGANISE_COPY("organise.copy", "left out because the same file is there under another name: {0} ({1})",
			"Nothing needs to be done; remove the copies to be rid of this message."),
	/** Different files that claim to be the same. */
	ORGANISE_SAME_FRAME("organise.same-frame",
			"different files claim to be the same frame and are not used: {0} ({1}); expected each {2} once",
			"Look which one is right and exclude the others in an overlay: exclude: [{files: NAME, reason: …}]."),
	/** Files that several classes claim. */
	ORGANISE_AMBIGUOUS("organise.ambiguous", "several classes fit, of which the first counts: {1}: {0} ({2})",
			"Make the conditions of these classes exclude each other."),
	/** Files without a time. */
	ORGANISE_NO_TIME("organise.no-time",
			"without a time and so in no dataset: {0} ({1}); expected a value of {2}, a modified Julian date in days",
			"Set the keyword in an overlay, with a reason, if you know the time."),
	/** A check of the rules that does not hold. */
	ORGANISE_CHECK("organise.check", "{0}: {1} ({2})", "{3}"),
	/** Files of times to come. */
	ORGANISE_FUTURE("organise.future", "times in the future: {0} ({1}); it is {2} now",
			"Check the clock of this computer; if the headers are wrong, correct the time in an overlay."),
	/** Exposures whose time does not grow. */
	ORGANISE_BACKWARDS("organise.backwards",
			"the clock runs backwards in {0}: {1} has number {2} and begins at {3}, {4} has number {5} and begins at {6}; "
					+ "expected later exposures to begin later",
			"Check which of the two headers is wrong and correct it in an overlay; calibrations are chosen by time."),
	/** Exposures of a sequence that are not there. */
	ORGANISE_GAPS("organise.gaps", "{0} is not complete: {1} of {2} exposures are there, such as {3}; missing {4}",
			"Add the folder that has the others, if they were taken; what is there is organised without them.",
			"If the template was broken off on purpose, nothing needs to be done."),
	/** Nothing that the rules know. */
	ORGANISE_NOTHING("organise.nothing", "the rules {0} ({1}) recognise none of {2}: {3}",
			"Check that the folder and the rules belong together; --rules names others.",
			"‘armillary organise … --why FILE’ shows which condition of each class a file fails."),
	/** Files that the rules do not know. */
	ORGANISE_UNCLASSIFIED("organise.unclassified", "without a category by the rules {0}: {1} ({2})",
			"‘armillary organise … --why FILE’ shows which condition of each class a file fails.",
			"Correct wrong keywords in an overlay, or add a class to the rules."),
	/** Files with more combinations of values than make sense. */
	ORGANISE_TOO_MANY_GROUPS("organise.too-many-groups",
			"in no dataset of the kind {2}, because each would be in more than {1}: {0} ({3})",
			"Check the keywords by which the rules group ({4})."),
	/** A dataset that cannot be reduced. */
	ORGANISE_INCOMPLETE("organise.incomplete", "{0} cannot be reduced: {1}",
			"Add the folder that has what is lacking, or take the frames.",
			"‘armillary organise … --why {2}’ shows which conditions decided, and in which lines of the rules.",
			"If a header is wrong, correct it in an overlay."),

	/** The first line of a rule file is missing or of another version. */
	RULES_VERSION("rules.version", "{0}: found {1}; expected ‘armillary-rules: 1’ as the first line", "{2}"),
	/** A name with characters that names do not have. */
	RULES_NAME("rules.name", "{0}: ‘{1}’ cannot be the name of {2}; expected {3}", "Rename it."),
	/** A parameter and a quantity with one name. */
	RULES_TWICE("rules.twice", "{0}: {1} ‘{2}’ has the name of {3} in line {4}; expected different names",
			"Rename one of the two."),
	/** A name that the rules do not have. */
	RULES_UNKNOWN("rules.unknown", "{0}: {1} names {2} ‘{3}’, which the rules do not have{4}; they have: {5}",
			"Correct the name, or add it."),
	/** A name that stands further down. */
	RULES_LATER("rules.later",
			"{0}: {1} names {2} ‘{3}’, which stands in line {4}; expected only what stands above",
			"Move line {4} and what belongs to it up, or remove the name."),
	/** Something with many values where one is needed. */
	RULES_MANY("rules.many", "{0}: {1} may have many values in one header; expected one",
			"Make one of them, by count(…) or any(…, value), or name a keyword without #."),
	/** A value that cannot be. */
	RULES_VALUE("rules.value", "{0}: {1} is ‘{2}’{3}; expected {4}", "Write {4}."),
	/** Two keys that do not go together. */
	RULES_TOGETHER("rules.together", "{0}: {1}: {2}", "{3}"),
	/** A level that no candidate can have. */
	RULES_UNREACHABLE("rules.unreachable",
			"{0}: {1}: no candidate can have this level, since whatever it takes has that of line {2} already",
			"Remove the level, make its window wider than that of line {2}, or move it above that line."),
	/** An expression that cannot be understood. */
	RULES_EXPRESSION("rules.expression", "{0}: {1}; in the expression ‘{2}’", "{3}"),
	/** A label that is not in the group. */
	RULES_LABEL("rules.label", "{0}: the label ‘{1}’ of dataset {2} is not in its group{3}; expected one of {4}",
			"Add it to ‘group’, or remove it from ‘label’."),
	/** A preference by a parameter that may have other values. */
	RULES_PREFER("rules.prefer", "{0}: {1} prefers by ${2}, {3}; expected a parameter whose choices are among {4}",
			"Correct ‘choices’ of the parameter {2}."),
	/** A parameter that the rules do not have. */
	RULES_SETTING("rules.setting", "the setting ‘{0}’ names no parameter of the rules {1}{2}; parameters: {3}",
			"Correct the name."),
	/** A value that a parameter cannot have. */
	RULES_CHOICE("rules.choice", "the parameter {0} of the rules {1} is set to ‘{2}’{3}; expected one of {4}",
			"Write one of {4}."),

	/** File or folder. */
	SCAN_NO_PLACE("scan.no-place", "{0}: there is no such file or folder", "Check the name.",
			"Check that the disk is mounted."),
	/** Folder. */
	SCAN_FOLDER_UNREADABLE("scan.folder-unreadable", "{0}: the folder cannot be read; what is in it is missing here",
			"Check its permissions and the disk it is on."),
	/** File, where the link leads. */
	SCAN_DANGLING("scan.dangling-link", "{0}: a link to {1}, where there is no file",
			"Delete the link, or bring the file back."),
	/** File. */
	SCAN_NOT_REGULAR("scan.not-regular", "{0}: called like a FITS file, but a pipe, socket or device",
			"Move it out of the folder, or give it another name."),
	/** Folder. */
	SCAN_MEMORY_UNWRITABLE("scan.memory-unwritable",
			"{0}: what was read cannot be remembered here, so that the next scan reads all headers again",
			"Make the folder writable, if scans are slow."),

	/** Archive. */
	ARCHIVE_EXISTS("archive.exists", "{0}: the file is there already, and was left as it is",
			"Choose another name, or replace it with --replace."),
	/** Archive. */
	ARCHIVE_UNWRITABLE("archive.unwritable", "{0}: the archive cannot be written; nothing of it was kept",
			"Check that the folder exists and may be written, and that the disk has space."),
	/** Archive, how many files there are, most. */
	ARCHIVE_TOO_MANY("archive.too-many", "{0}: {1} files, an archive holds 1 to {2}", "Export folder by folder.",
			"Check that the folder is the right one."),
	/** File, what is wrong with its name. */
	ARCHIVE_NAME("archive.name", "{0}: cannot stand in an archive, because its name has {1}; it was left out",
			"Give the file another name."),
	/** File. */
	ARCHIVE_CHANGED("archive.changed", "{0}: it changed while the archive was made; nothing was written",
			"Export again when no more files come."),
	/** Archive. */
	ARCHIVE_UNREADABLE("archive.unreadable", "{0}: the archive cannot be read",
			"Check the name, the permissions and the disk it is on."),
	/** Archive, what is wrong. */
	ARCHIVE_DAMAGED("archive.damaged", "{0}: a damaged archive: {1}", "Copy it again from its source.",
			"Make it again with ‘armillary organise DIR --export-headers FILE’."),
	/** Archive, what was found first. */
	ARCHIVE_FOREIGN("archive.foreign", "{0}: no archive of headers: it begins with {1}, expected ‘headers.json’",
			"Give an archive made with ‘armillary organise DIR --export-headers FILE’."),
	/** Archive, the first of the files in it. */
	ARCHIVE_FITS("archive.fits", "{0}: holds whole FITS files, such as {1}, where an archive of headers is expected",
			"Unpack it and give the folder."),
	/** Archive, version found, version expected. */
	ARCHIVE_VERSION("archive.version", "{0}: an archive of headers of format {1}, expected format {2}",
			"Read it with the version of Armillary that made it, or a newer one."),
	/** Archive, name of an entry or a file, what is wrong with it. */
	ARCHIVE_UNSAFE("archive.unsafe", "{0}: refused, because the name ‘{1}’ in it {2}",
			"Do not unpack it with another program; ask whoever made it."),
	/** Archive, what is too large, how much it may be. */
	ARCHIVE_TOO_LARGE("archive.too-large", "{0}: {1}, more than {2}",
			"Check that the file is what it should be; export folder by folder if it is."),

	/** The first line of an overlay is missing or of another version. */
	OVERLAY_VERSION("overlay.version", "{0}: found {1}; expected ‘armillary-overlay: 1’ as the first line", "{2}"),
	/** A correction, exclusion or list that says nothing. */
	OVERLAY_NOTHING("overlay.nothing", "{0}: {1} says {2}; expected {3}", "Add {3}."),
	/** A name behind a dollar sign, which an overlay does not have. */
	OVERLAY_REFERENCE("overlay.reference", "{0}: the condition of {1} names ${2}; an overlay knows keywords only",
			"Write the keyword in brackets, or the text in quotes."),
	/** A keyword that cannot be corrected. */
	OVERLAY_STRUCTURE("overlay.structure",
			"{0}: {1} {2}, which describes how the file is laid out; expected another keyword",
			"Leave it as it is; exclude the file if it cannot be read."),
	/** A text that no header can hold. */
	OVERLAY_TEXT("overlay.text", "{0}: the value of {1} holds {2}; expected printable ASCII characters, at most {3}",
			"Write the value in other characters, or shorter."),
	/** A keyword that is set and removed. */
	OVERLAY_TWICE("overlay.twice", "{0}: {1} is set and removed by one correction; expected one of the two",
			"Remove it from ‘set’ or from ‘remove’.");

	private final MessageText text;

	OrganiserMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
