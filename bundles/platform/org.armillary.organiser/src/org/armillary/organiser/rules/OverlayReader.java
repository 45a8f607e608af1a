package org.armillary.organiser.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.rules.Overlay.ChoiceList;
import org.armillary.organiser.rules.Overlay.Correction;
import org.armillary.organiser.rules.Overlay.Exclusion;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.SourceText;
import org.armillary.workflow.text.TextFile;
import org.armillary.workflow.text.YamlFields;
import org.armillary.workflow.text.YamlFields.Entry;
import org.armillary.workflow.text.YamlText;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads overlays, {@code *.overlay.yaml}, which docs/rules.md describes. Every problem is told with line and column, and all
 * that can be found at once are.
 */
public final class OverlayReader {

	private static final String KIND = "*.overlay.yaml";
	/** Longest text that one card of a header holds. */
	private static final int LONGEST_TEXT = 68;
	private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
	private static final Pattern DECIMAL = Pattern
			.compile("[+-]?(\\d{1,300}\\.?\\d{0,300}|\\.\\d{1,300})([eE][+-]?\\d{1,3})?");
	/** Keywords that belong to the data: who copies a file with another header takes them from the file. */
	private static final Pattern STRUCTURE = Pattern
			.compile("SIMPLE|XTENSION|BITPIX|NAXIS\\d*|EXTEND|EXTNAME|EXTVER|INHERIT|BLOCKED|GROUPS|PCOUNT|GCOUNT"
					+ "|BSCALE|BZERO|BLANK|BUNIT|TFIELDS|THEAP|(TTYPE|TFORM|TUNIT|TSCAL|TZERO|TNULL|TDIM|TDISP|TBCOL)\\d+"
					+ "|END|CONTINUE|COMMENT|HISTORY|CHECKSUM|DATASUM|HIERARCH"
					+ "|ZIMAGE|ZTABLE|ZCMPTYPE|ZBITPIX|Z(NAXIS|TILE|NAME|VAL|FORM|CTYP)\\d*|ZSIMPLE|ZTENSION|ZEXTEND"
					+ "|ZPCOUNT|ZGCOUNT|ZHECKSUM|ZDATASUM|ZQUANTIZ|ZDITHER0|ZSCALE|ZZERO|ZBLANK|ZMASKCMP|ZTHEAP");

	private final RuleFields rules;
	private final YamlFields yaml;

	private OverlayReader(SourceText source, Problems problems) {
		rules = new RuleFields(source, problems);
		yaml = rules.yaml();
	}

	/**
	 * Reads a file.
	 *
	 * @throws DocumentException
	 *             with all problems, where the file cannot be read or is not an overlay
	 */
	public static Overlay read(Path file) throws DocumentException {
		return parse(TextFile.read(file, KIND), file.toString());
	}

	/**
	 * Reads a text.
	 *
	 * @param text
	 *            the text
	 * @param name
	 *            what messages call it, usually a path
	 * @throws DocumentException
	 *             with all problems, where the text is not an overlay
	 */
	public static Overlay parse(String text, String name) throws DocumentException {
		TextFile.checkSize(text, name, KIND);
		var source = new SourceText(text, name);
		var problems = new Problems(source);
		Optional<Node> root = YamlText.parse(source, problems);
		if (root.isEmpty()) {
			problems.error(new Position(1, 1), OrganiserMessage.OVERLAY_VERSION, "an empty file",
					"Write it; docs/rules.md shows a complete overlay.");
			throw new DocumentException(problems.sorted());
		}
		Overlay overlay = new OverlayReader(source, problems).read(root.get());
		problems.throwIfAny();
		return overlay;
	}

	private Overlay read(Node root) throws DocumentException {
		var fields = yaml.fields(root, "an overlay", RuleKeys.OVERLAY);
		if (!rules.version(fields, RuleKeys.OVERLAY_VERSION, OrganiserMessage.OVERLAY_VERSION)) {
			throw new DocumentException(rules.problems().sorted());
		}
		rules.text(fields, RuleKeys.DESCRIPTION);
		var corrections = new ArrayList<Correction>();
		elements(fields, RuleKeys.CORRECTIONS).forEach(element -> corrections.add(correction(element)));
		var exclusions = new ArrayList<Exclusion>();
		elements(fields, RuleKeys.EXCLUDE).forEach(element -> exclusions.add(exclusion(element)));
		var lists = new ArrayList<ChoiceList>();
		elements(fields, RuleKeys.CHOOSE).forEach(element -> lists.add(choiceList(element)));
		return new Overlay(corrections, exclusions, lists);
	}

	private List<Node> elements(SequencedMap<String, Entry> fields, String key) {
		return YamlFields.field(fields, key).map(node -> yaml.list(node, "‘" + key + "’", "a list, ‘- …’ in each line"))
				.orElse(List.of());
	}

	private Correction correction(Node element) {
		String what = "the correction";
		var whole = new Entry(yaml.position(element), element);
		int before = rules.problems().size();
		var fields = yaml.fields(element, what, RuleKeys.CORRECTION);
		boolean understood = rules.problems().size() == before;
		checkAims(understood, fields, what, whole);
		Map<String, Object> set = set(fields);
		List<String> remove = remove(fields);
		if (understood && !fields.containsKey(RuleKeys.SET) && !fields.containsKey(RuleKeys.REMOVE)) {
			rules.error(whole.position(), OrganiserMessage.OVERLAY_NOTHING, what, "not what to correct",
					"‘set: { KEYWORD: value }’ or ‘remove: KEYWORD’");
		}
		remove.stream().filter(set::containsKey).findFirst().ifPresent(keyword -> rules
				.error(fields.get(RuleKeys.REMOVE).position(), OrganiserMessage.OVERLAY_TWICE, keyword));
		return new Correction(patterns(fields, RuleKeys.FILES), where(fields, what), set, remove,
				reason(understood, fields, what, whole), rules.line(whole.position()));
	}

	private Exclusion exclusion(Node element) {
		String what = "the exclusion";
		var whole = new Entry(yaml.position(element), element);
		int before = rules.problems().size();
		var fields = yaml.fields(element, what, RuleKeys.EXCLUSION);
		boolean understood = rules.problems().size() == before;
		checkAims(understood, fields, what, whole);
		return new Exclusion(patterns(fields, RuleKeys.FILES), where(fields, what),
				reason(understood, fields, what, whole), rules.line(whole.position()));
	}

	private ChoiceList choiceList(Node element) {
		String what = "the choice";
		var whole = new Entry(yaml.position(element), element);
		int before = rules.problems().size();
		var fields = yaml.fields(element, what, RuleKeys.CHOICE_LIST);
		boolean understood = rules.problems().size() == before;
		if (understood && !fields.containsKey(RuleKeys.ONLY) && !fields.containsKey(RuleKeys.NEVER)) {
			rules.error(whole.position(), OrganiserMessage.OVERLAY_NOTHING, what, "not what may be chosen",
					"‘only’ or ‘never’ with names of datasets or files");
		}
		Optional<String> need = YamlFields.field(fields, RuleKeys.NEED_NAME)
				.flatMap(node -> yaml.word(node, RuleKeys.NEED_NAME, "the name of a need"));
		return new ChoiceList(need, patterns(fields, RuleKeys.FOR), patterns(fields, RuleKeys.ONLY),
				patterns(fields, RuleKeys.NEVER), reason(understood, fields, what, whole),
				rules.line(whole.position()));
	}

	/** What is meant for all files says so, since it is more often forgotten than wanted. */
	private void checkAims(boolean understood, SequencedMap<String, Entry> fields, String what, Entry whole) {
		if (understood && !fields.containsKey(RuleKeys.FILES) && !fields.containsKey(RuleKeys.WHERE)) {
			rules.error(whole.position(), OrganiserMessage.OVERLAY_NOTHING, what, "not for which files it is",
					"‘files: name’, ‘where: condition’, or ‘files: \"*\"’ for all");
		}
	}

	private List<String> patterns(SequencedMap<String, Entry> fields, String key) {
		return YamlFields.field(fields, key)
				.map(node -> yaml.words(node, key, "a name, with * and ? for other characters, or a list of them"))
				.orElse(List.of());
	}

	private String reason(boolean understood, SequencedMap<String, Entry> fields, String what, Entry whole) {
		return rules.required(understood, fields, RuleKeys.REASON, what, whole, "why, for those who read it later");
	}

	private Optional<Condition> where(SequencedMap<String, Entry> fields, String what) {
		Optional<Node> node = YamlFields.field(fields, RuleKeys.WHERE);
		Optional<Condition> condition = node.flatMap(found -> rules.parsed(found, RuleKeys.WHERE));
		condition.ifPresent(found -> found.parameters()
				.forEach(name -> rules.problems().error(rules.inside(node.orElseThrow(), "$" + name),
						OrganiserMessage.OVERLAY_REFERENCE, what, name)));
		return condition;
	}

	private Map<String, Object> set(SequencedMap<String, Entry> fields) {
		var values = new LinkedHashMap<String, Object>();
		YamlFields.field(fields, RuleKeys.SET).ifPresent(node -> {
			int before = rules.problems().size();
			var entries = yaml.named(node, "‘set’", "the keyword");
			if (entries.isEmpty() && rules.problems().size() == before) {
				rules.error(fields.get(RuleKeys.SET).position(), OrganiserMessage.OVERLAY_NOTHING, "‘set’",
						"no keyword", "‘KEYWORD: value’");
			}
			entries.forEach((written, entry) -> keyword(written, entry.position(), "sets")
					.ifPresent(keyword -> value(keyword, entry.value())
							.ifPresent(value -> put(values, keyword, value, entry.position()))));
		});
		return values;
	}

	private void put(Map<String, Object> values, String keyword, Object value, Position position) {
		if (values.put(keyword, value) != null) {
			rules.error(position, OrganiserMessage.RULES_TOGETHER, "‘set’",
					keyword + " is there twice, with and without "
							+ "HIERARCH",
					"Remove one of the two.");
		}
	}

	private List<String> remove(SequencedMap<String, Entry> fields) {
		var keywords = new ArrayList<String>();
		for (Node element : YamlFields.field(fields, RuleKeys.REMOVE).map(rules::elements).orElse(List.of())) {
			yaml.word(element, RuleKeys.REMOVE, "a keyword")
					.flatMap(written -> keyword(written, yaml.position(element), "removes")).ifPresent(keywords::add);
		}
		return keywords;
	}

	private Optional<String> keyword(String written, Position position, String does) {
		String name = written.strip().replaceAll("\\s+", " ");
		String plain = name.startsWith("HIERARCH ") ? name.substring("HIERARCH ".length()) : name;
		if (!Condition.isKeyword(plain)) {
			rules.error(position, OrganiserMessage.RULES_NAME, written, "a keyword",
					"capitals, digits, ‘-’ and ‘_’, as in the header");
			return Optional.empty();
		}
		if (STRUCTURE.matcher(plain).matches()) {
			rules.error(position, OrganiserMessage.OVERLAY_STRUCTURE, "the correction " + does, plain);
			return Optional.empty();
		}
		return Optional.of(plain);
	}

	/** Quoted values are texts; others are numbers or truth values where they look like one. */
	private Optional<Object> value(String keyword, Node node) {
		Optional<String> line = yaml.line(node, keyword, "a value in one line, \"\" for an empty text");
		if (line.isEmpty()) {
			return Optional.empty();
		}
		String text = line.get();
		if (node instanceof ScalarNode scalar && scalar.isPlain()) {
			switch (text) {
			case "T", "true" -> {
				return Optional.of(true);
			}
			case "F", "false" -> {
				return Optional.of(false);
			}
			default -> {
				if (WHOLE.matcher(text).matches()) {
					return Optional.of(Long.parseLong(text));
				}
				if (DECIMAL.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))) {
					return Optional.of(Double.parseDouble(text));
				}
			}
			}
		}
		boolean printable = text.chars().allMatch(c -> c >= ' ' && c <= '~');
		if (!printable || text.replace("'", "''").length() > LONGEST_TEXT) {
			rules.error(yaml.position(node), OrganiserMessage.OVERLAY_TEXT, keyword,
					printable ? text.length() + " characters" : "other characters", LONGEST_TEXT);
			return Optional.empty();
		}
		return Optional.of(text.stripTrailing());
	}
}
