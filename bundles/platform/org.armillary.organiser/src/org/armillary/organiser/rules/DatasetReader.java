package org.armillary.organiser.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.rules.RuleNames.Kind;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.text.Nearest;
import org.armillary.workflow.text.YamlFields;
import org.armillary.workflow.text.YamlFields.Entry;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads kinds of datasets and their members. */
final class DatasetReader {

	private final RuleFields rules;
	private final YamlFields yaml;
	private final NeedReader needs;

	DatasetReader(RuleFields rules, NeedReader needs) {
		this.rules = rules;
		yaml = rules.yaml();
		this.needs = needs;
	}

	List<DatasetRule> read(SequencedMap<String, Entry> fields) {
		var entries = rules.section(fields, RuleKeys.DATASETS, "dataset", RuleFields.NAME, RuleFields.NAME_WORDS);
		entries.forEach((type, entry) -> rules.names().announce(Kind.DATASET, type, entry.position()));
		var datasets = new ArrayList<DatasetRule>();
		entries.forEach((type, entry) -> {
			datasets.add(dataset(type, entry));
			rules.names().add(Kind.DATASET, type, false);
		});
		return datasets;
	}

	private DatasetRule dataset(String type, Entry entry) {
		String what = "the dataset " + type;
		int before = rules.problems().size();
		var fields = yaml.fields(entry.value(), what, RuleKeys.DATASET);
		boolean understood = rules.problems().size() == before;
		boolean grouped = yaml.require(understood, fields, RuleKeys.GROUP, what, entry,
				"the quantities that its members share, or [] for none");
		List<String> group = rules.quantities(fields, RuleKeys.GROUP, what);
		List<MemberRule> members = List.of();
		if (yaml.require(understood, fields, RuleKeys.MEMBERS, what, entry, "the categories of its members")) {
			members = members(fields, what);
		}
		return new DatasetRule(type, rules.yes(fields, RuleKeys.MASTER, what),
				rules.condition(fields, RuleKeys.WHEN, what), group, label(fields, type, group, grouped), members,
				needs.read(fields, type), rules.text(fields, RuleKeys.HELP), rules.line(entry.position()));
	}

	private List<String> label(SequencedMap<String, Entry> fields, String type, List<String> group, boolean grouped) {
		var label = new ArrayList<String>();
		for (Node element : YamlFields.field(fields, RuleKeys.LABEL).map(rules::elements).orElse(List.of())) {
			Optional<String> name = yaml.word(element, RuleKeys.LABEL, "the name of a quantity");
			if (name.isPresent() && group.contains(name.get()) && !label.contains(name.get())) {
				label.add(name.get());
			} else if (name.isPresent() && label.contains(name.get())) {
				rules.error(yaml.position(element), OrganiserMessage.RULES_TOGETHER, "the dataset " + type,
						"the label ‘" + name.get() + "’ is there twice", "Remove one of the two.");
			} else if (name.isPresent() && grouped) {
				rules.error(yaml.position(element), OrganiserMessage.RULES_LABEL, name.get(), type,
						Nearest.hint(name.get(), group), Nearest.list(group));
			}
		}
		return label;
	}

	private List<MemberRule> members(SequencedMap<String, Entry> fields, String what) {
		var members = new ArrayList<MemberRule>();
		Entry section = fields.get(RuleKeys.MEMBERS);
		if (YamlFields.isEmpty(section.value())) {
			rules.error(section.position(), OrganiserMessage.RULES_TOGETHER, what, "it has no members",
					"Name the categories of its members: ‘members: { DARK: { min: 3 } }’.");
		}
		yaml.named(section.value(), "the members of " + what, "the category").forEach((category, entry) -> {
			if (rules.names().check(Kind.CATEGORY, category, rules.place(entry.position()), what)) {
				members.add(member(category, entry, what));
			}
		});
		return members;
	}

	private MemberRule member(String category, Entry entry, String dataset) {
		String what = "the member " + category + " of " + dataset;
		var fields = yaml.fields(entry.value(), what, RuleKeys.MEMBER);
		Optional<String> each = YamlFields.field(fields, RuleKeys.EACH)
				.flatMap(node -> yaml.word(node, RuleKeys.EACH, "the name of a quantity")
						.filter(name -> rules.names().check(Kind.QUANTITY, name, yaml.place(node), what)));
		int min = rules.whole(fields, RuleKeys.MIN, what, 0).orElse(1);
		OptionalInt most = rules.whole(fields, RuleKeys.MAX, what, 1);
		int max = most.orElse(Integer.MAX_VALUE);
		OptionalInt planned = rules.whole(fields, RuleKeys.PLAN, what, 1);
		int plan = planned.orElse(0);
		if (min > max) {
			rules.error(fields.get(RuleKeys.MAX).position(), OrganiserMessage.RULES_TOGETHER, what,
					"min is " + min + " and max " + max, "Make max at least " + min + ".");
		} else if (planned.isPresent() && (plan < min || plan > max)) {
			rules.error(fields.get(RuleKeys.PLAN).position(), OrganiserMessage.RULES_TOGETHER, what,
					"plan is " + plan + ", outside of what it may have, " + min + " to "
							+ (most.isPresent() ? max : "any number"),
					"Make plan at least min and at most max.");
		}
		Optional<Condition> skip = rules.condition(fields, RuleKeys.SKIP, what);
		if (fields.containsKey(RuleKeys.SKIP) != fields.containsKey(RuleKeys.REASON)) {
			rules.error(entry.position(), OrganiserMessage.RULES_TOGETHER, what,
					fields.containsKey(RuleKeys.SKIP) ? "‘skip’ has no ‘reason’" : "‘reason’ is there without ‘skip’",
					"Write both: ‘skip’ says which members are not reduced, ‘reason’ why.");
		}
		return new MemberRule(category, each, min, max, plan, skip, rules.text(fields, RuleKeys.REASON),
				rules.line(entry.position()));
	}
}
