package org.armillary.organiser.rules;

import java.util.List;

/** Keys of rule files and overlays. */
final class RuleKeys {

	static final String RULES_VERSION = "armillary-rules";
	static final String NAME = "name";
	static final String VERSION = "version";
	static final String DESCRIPTION = "description";
	static final String APPLIES = "applies";
	static final String TIME = "time";
	static final String FRAME = "frame";
	static final String SEQUENCE = "sequence";
	static final String PARAMETERS = "parameters";
	static final String QUANTITIES = "quantities";
	static final String CHECKS = "checks";
	static final String CLASSES = "classes";
	static final String LADDERS = "ladders";
	static final String DATASETS = "datasets";
	static final List<String> RULES = List.of(RULES_VERSION, NAME, VERSION, DESCRIPTION, APPLIES, TIME, FRAME, SEQUENCE,
			PARAMETERS, QUANTITIES, CHECKS, CLASSES, LADDERS, DATASETS);

	static final String NUMBER = "number";
	static final String OF = "of";
	static final String TOTAL = "total";
	static final List<String> SEQUENCE_KEYS = List.of(NUMBER, OF, TOTAL);

	static final String VALUE = "value";
	static final String CHOICES = "choices";
	static final String HELP = "help";
	static final List<String> PARAMETER = List.of(VALUE, CHOICES, HELP);

	static final String WHEN = "when";
	static final String UNIT = "unit";
	static final List<String> QUANTITY = List.of(VALUE, WHEN, UNIT, HELP);
	static final List<String> ALTERNATIVE = List.of(WHEN, VALUE);

	static final String REQUIRE = "require";
	static final String SAYS = "says";
	static final String REMEDY = "remedy";
	static final List<String> CHECK = List.of(WHEN, REQUIRE, SAYS, REMEDY);

	static final List<String> CLASS = List.of(WHEN, HELP);

	static final String MASTER = "master";
	static final String GROUP = "group";
	static final String LABEL = "label";
	static final String MEMBERS = "members";
	static final String NEEDS = "needs";
	static final List<String> DATASET = List.of(HELP, MASTER, WHEN, GROUP, LABEL, MEMBERS, NEEDS);

	static final String EACH = "each";
	static final String MIN = "min";
	static final String MAX = "max";
	static final String PLAN = "plan";
	static final String SKIP = "skip";
	static final String REASON = "reason";
	static final List<String> MEMBER = List.of(EACH, MIN, MAX, PLAN, SKIP, REASON);

	static final String FROM = "from";
	static final String PREFER = "prefer";
	static final String ONLY = "only";
	static final String NEVER = "never";
	static final String MATCH = "match";
	static final String LEVELS = "levels";
	static final List<String> NEED = List.of(FROM, PREFER, MIN, MAX, WHEN, ONLY, NEVER, MATCH, LEVELS);

	static final String TYPE = "type";
	static final List<String> SOURCE = List.of(TYPE, WHEN);

	static final String QUANTITY_NAME = "quantity";
	static final String WITHIN = "within";
	static final String PERIOD = "period";
	static final String RAW = "raw";
	static final List<String> MATCH_KEYS = List.of(QUANTITY_NAME, WITHIN, PERIOD, RAW);

	static final String LEVEL = "level";
	static final String BEFORE = "before";
	static final String AFTER = "after";
	static final List<String> LEVEL_KEYS = List.of(LEVEL, WITHIN, BEFORE, AFTER, MATCH);

	static final String OVERLAY_VERSION = "armillary-overlay";
	static final String CORRECTIONS = "corrections";
	static final String EXCLUDE = "exclude";
	static final String CHOOSE = "choose";
	static final List<String> OVERLAY = List.of(OVERLAY_VERSION, DESCRIPTION, CORRECTIONS, EXCLUDE, CHOOSE);

	static final String FILES = "files";
	static final String WHERE = "where";
	static final String SET = "set";
	static final String REMOVE = "remove";
	static final List<String> CORRECTION = List.of(FILES, WHERE, SET, REMOVE, REASON);
	static final List<String> EXCLUSION = List.of(FILES, WHERE, REASON);

	static final String NEED_NAME = "need";
	static final String FOR = "for";
	static final List<String> CHOICE_LIST = List.of(NEED_NAME, FOR, ONLY, NEVER, REASON);

	private RuleKeys() {
	}
}
