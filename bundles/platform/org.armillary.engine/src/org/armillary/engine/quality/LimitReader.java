package org.armillary.engine.quality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

import org.armillary.engine.RunMessage;
import org.armillary.engine.RunRequest.LimitText;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Problem;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.SourceText;
import org.armillary.workflow.text.TextFile;
import org.armillary.workflow.text.YamlFields;
import org.armillary.workflow.text.YamlFields.Entry;
import org.armillary.workflow.text.YamlText;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads limits files, {@code *.limits.yaml}, whose language docs/quality.md describes. Every problem is told with line and
 * column, and all that can be found at once are.
 */
public final class LimitReader {

	/** What the names of limits files end with. */
	public static final String ENDING = ".limits.yaml";

	private static final String KIND = "*" + ENDING;
	private static final String VERSION = "armillary-limits";
	private static final String NAME = "name";
	private static final String DESCRIPTION = "description";
	private static final String LIMITS = "limits";
	private static final List<String> FILE_KEYS = List.of(VERSION, NAME, DESCRIPTION, LIMITS);
	private static final String ACTOR = "actor";
	private static final String VALUE = "value";
	private static final String SUBJECT = "subject";
	private static final String UNIT = "unit";
	private static final String REQUIREMENT = "requirement";
	private static final String GOAL = "goal";
	private static final String WHY = "why";
	private static final List<String> LIMIT_KEYS = List.of(ACTOR, VALUE, SUBJECT, UNIT, REQUIREMENT, GOAL, WHY);
	private static final Pattern NAMES = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

	/** What a limit is for; two of a file may not be for the same. */
	private record Target(String actor, String value, String subject) {

		private String words() {
			return "‘" + value + "’ of " + actor + (subject.equals("*") ? "" : ", subject ‘" + subject + "’");
		}
	}

	/**
	 * An actor that a limit names, whether or not the limit can be understood.
	 *
	 * @param actor
	 *            its id
	 * @param file
	 *            name of the file
	 * @param line
	 *            line of the limit, from 1
	 */
	public record Mention(String actor, String file, int line) {
	}

	private final List<Mention> mentions = new ArrayList<>();
	private final SourceText source;
	private final Problems problems;
	private final YamlFields yaml;
	private final RangeReader ranges;

	private LimitReader(SourceText source) {
		this.source = source;
		problems = new Problems(source);
		yaml = new YamlFields(source, problems);
		ranges = new RangeReader(yaml, problems);
	}

	/**
	 * Reads a file.
	 *
	 * @throws DocumentException
	 *             with all problems, where the file cannot be read or is not a limits file
	 */
	public static LimitSet read(Path file) throws DocumentException {
		return read(text(file), file.toString());
	}

	/**
	 * The text of a file, which is not looked at yet.
	 *
	 * @throws DocumentException
	 *             where the file cannot be read or is no text
	 */
	public static String text(Path file) throws DocumentException {
		return TextFile.read(file, KIND);
	}

	/**
	 * Reads a text.
	 *
	 * @param text
	 *            the text
	 * @param file
	 *            what messages call it, usually a path
	 * @throws DocumentException
	 *             with all problems, where the text is not a limits file
	 */
	public static LimitSet read(String text, String file) throws DocumentException {
		TextFile.checkSize(text, file, KIND);
		return new LimitReader(new SourceText(text, file)).read();
	}

	/**
	 * Reads several texts; the limits of the later win over those of the earlier.
	 *
	 * @throws DocumentException
	 *             with all problems of all texts, where any is not a limits file
	 */
	public static LimitSet read(List<LimitText> texts) throws DocumentException {
		var sets = new ArrayList<LimitSet>();
		var problems = new ArrayList<Problem>();
		for (LimitText text : texts) {
			try {
				sets.add(read(text.text(), text.file()));
			} catch (DocumentException e) {
				problems.addAll(e.problems());
			}
		}
		if (!problems.isEmpty()) {
			throw new DocumentException(problems);
		}
		return LimitSet.of(sets);
	}

	/** The actors that the limits of a text name, also of one that is not a limits file, as far as it can be read. */
	public static List<Mention> actors(LimitText text) {
		var reader = new LimitReader(new SourceText(text.text(), text.file()));
		try {
			TextFile.checkSize(text.text(), text.file(), KIND);
			reader.read();
		} catch (DocumentException _) {
			// whoever reads the limits is told
		}
		return List.copyOf(reader.mentions);
	}

	private LimitSet read() throws DocumentException {
		Optional<Node> root = YamlText.parse(source, problems);
		if (root.isEmpty()) {
			problems.error(new Position(1, 1), RunMessage.QUALITY_VERSION, "an empty file",
					"Write it; docs/quality.md shows a complete file.");
			throw new DocumentException(problems.sorted());
		}
		var fields = yaml.fields(root.get(), "a limits file", FILE_KEYS);
		boolean understood = problems.isEmpty();
		checkVersion(fields);
		var whole = new Entry(fields.isEmpty() ? new Position(1, 1) : fields.firstEntry().getValue().position(),
				root.get());
		String name = word(understood, fields, NAME, "the limits file", whole,
				"a short name, such as that of the instrument");
		if (!name.isEmpty() && !NAMES.matcher(name).matches()) {
			problems.error(fields.get(NAME).position(), RunMessage.QUALITY_NAME, name,
					"a letter, then letters, digits, ‘_’ and ‘-’");
		}
		String description = text(fields, DESCRIPTION);
		yaml.require(understood, fields, LIMITS, "the limits file", whole, "a list of limits");
		List<Limit> limits = limits(fields);
		problems.throwIfAny();
		return LimitSet.of(name, description, limits);
	}

	private void checkVersion(SequencedMap<String, Entry> fields) throws DocumentException {
		Entry version = fields.get(VERSION);
		if (version == null) {
			problems.error(new Position(1, 1), RunMessage.QUALITY_VERSION, "no version",
					"Write it as the first line, if this is such a file.");
			return;
		}
		String number = yaml.scalar(version.value(), VERSION, "the version number 1").orElse("");
		if (!number.equals("1")) {
			problems.error(version.position(), RunMessage.QUALITY_VERSION, "version ‘" + number + "’",
					"Use a version of Armillary that knows this version of the format, or correct the number.");
			throw new DocumentException(problems.sorted());
		}
		if (!fields.firstEntry().getKey().equals(VERSION)) {
			problems.error(version.position(), RunMessage.QUALITY_VERSION,
					"it in line " + version.position().line() + ", after other keys",
					"Move the line to the beginning.");
		}
	}

	private List<Limit> limits(SequencedMap<String, Entry> fields) {
		var limits = new ArrayList<Limit>();
		var lines = new HashMap<Target, Integer>();
		for (Node node : YamlFields.field(fields, LIMITS)
				.map(list -> yaml.list(list, "‘" + LIMITS + "’", "a list of limits, each after a dash"))
				.orElse(List.of())) {
			limit(node, lines).ifPresent(limits::add);
		}
		return limits;
	}

	private Optional<Limit> limit(Node node, Map<Target, Integer> lines) {
		int before = problems.size();
		Position position = yaml.position(node);
		var whole = new Entry(position, node);
		var fields = yaml.fields(node, "a limit", LIMIT_KEYS);
		boolean understood = problems.size() == before;
		if (fields.isEmpty() && !understood) {
			return Optional.empty();
		}
		var target = new Target(
				word(understood, fields, ACTOR, "a limit", whole, "the id of the actor that publishes the value"),
				word(understood, fields, VALUE, "a limit", whole, "the name of the value"), subject(fields));
		if (!target.actor.isEmpty()) {
			mentions.add(new Mention(target.actor, source.name(), position.line()));
		}
		boolean named = !target.actor.isEmpty() && !target.value.isEmpty();
		String what = named ? "the limit of " + target.words() : "a limit";
		yaml.require(understood, fields, UNIT, what, whole, "the unit of the value, or \"\" for a pure number");
		String unit = YamlFields.field(fields, UNIT).flatMap(value -> yaml.line(value, UNIT, "a unit"))
				.map(String::strip).orElse("");
		Optional<Interval> requirement = range(fields, REQUIREMENT, what);
		Optional<Interval> goal = range(fields, GOAL, what);
		if (understood && !fields.containsKey(REQUIREMENT) && !fields.containsKey(GOAL)) {
			problems.error(position, RunMessage.QUALITY_EMPTY, what);
		}
		if (requirement.isPresent() && goal.isPresent() && !requirement.get().covers(goal.get())) {
			problems.error(fields.get(GOAL).position(), RunMessage.QUALITY_GOAL,
					named ? target.words() : "a limit", goal.get().text(), requirement.get().text());
		}
		if (named) {
			Integer earlier = lines.putIfAbsent(target, position.line());
			if (earlier != null) {
				problems.error(position, RunMessage.QUALITY_TWICE, target.words(), earlier);
			}
		}
		if (problems.size() > before) {
			return Optional.empty();
		}
		Interval must = requirement.orElse(Interval.ALL);
		return Optional.of(new Limit(target.actor, target.value, target.subject, unit, must, goal.orElse(must),
				text(fields, WHY), source.name(), position.line()));
	}

	private Optional<Interval> range(SequencedMap<String, Entry> fields, String key, String what) {
		return YamlFields.field(fields, key).flatMap(node -> ranges.read(node, key, "‘" + key + "’ of " + what));
	}

	private String subject(SequencedMap<String, Entry> fields) {
		return YamlFields.field(fields, SUBJECT)
				.flatMap(node -> yaml.line(node, SUBJECT, "a pattern of subjects, such as DET.*")).orElse("*");
	}

	private String word(boolean understood, SequencedMap<String, Entry> fields, String key, String what, Entry whole,
			String expected) {
		if (!yaml.require(understood, fields, key, what, whole, expected)) {
			return "";
		}
		return yaml.word(fields.get(key).value(), key, expected).map(String::strip).orElse("");
	}

	private String text(SequencedMap<String, Entry> fields, String key) {
		return YamlFields.field(fields, key).flatMap(node -> yaml.scalar(node, key, "text"))
				.map(words -> words.strip().replaceAll("\\s+", " ")).orElse("");
	}
}
