package org.armillary.organiser.rules;

import java.util.List;
import java.util.Optional;

import org.armillary.workflow.condition.Condition;

/**
 * A kind of dataset: which files belong together, how many there must be, and what they need of other datasets.
 *
 * @param type
 *            its name, such as {@code flat}
 * @param master
 *            whether its members are products (master calibrations) rather than raw frames
 * @param when
 *            further condition on the header of each member; empty for none
 * @param group
 *            names of quantities that all members share; a member with many values of one belongs to a dataset for each
 * @param label
 *            names of those of them that tell the dataset's name
 * @param members
 *            what it must have of each category; these are its categories
 * @param needs
 *            what it needs of other datasets
 * @param help
 *            what it is
 * @param line
 *            where it stands
 */
public record DatasetRule(String type, boolean master, Optional<Condition> when, List<String> group, List<String> label,
		List<MemberRule> members, List<Need> needs, String help, RuleLine line) {

	/** Copies the lists. */
	public DatasetRule {
		group = List.copyOf(group);
		label = List.copyOf(label);
		members = List.copyOf(members);
		needs = List.copyOf(needs);
	}

	/** Whether it has members of a category. */
	public boolean has(String category) {
		return members.stream().anyMatch(member -> member.category().equals(category));
	}

	/** This rule with other needs. */
	DatasetRule withNeeds(List<Need> others) {
		return new DatasetRule(type, master, when, group, label, members, others, help, line);
	}
}
