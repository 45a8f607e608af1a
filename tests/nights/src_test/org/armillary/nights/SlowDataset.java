package org.armillary.nights;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.organiser.Shortage;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.rules.MemberRule;
import org.armillary.organiser.rules.Value;

/**
 * A dataset as {@link SlowOrganiser} sees it.
 *
 * @param name
 *            what people call it
 * @param rule
 *            its kind
 * @param key
 *            the values that its members share
 * @param members
 *            its files in their order
 * @param mjd
 *            when it begins, modified Julian date, days
 * @param shortages
 *            numbers that are not what the rule asks for
 * @param choices
 *            one list for each need
 * @param wanted
 *            for each need, whether its condition holds
 * @param complete
 *            whether it can be reduced
 * @param filesIdentity
 *            digest of its files
 * @param identity
 *            digest of the whole
 */
record SlowDataset(String name, DatasetRule rule, Map<String, Value> key, List<SlowMember> members, double mjd,
		List<SlowShortage> shortages, List<List<SlowChoice>> choices, List<Boolean> wanted, boolean complete,
		String filesIdentity, String identity) {

	/** A file of a dataset. */
	record SlowMember(SlowFrame frame, MemberRule rule, boolean skipped) {
	}

	/** A number that is not what the rule asks for. */
	record SlowShortage(String category, Optional<Value> each, int found, Shortage.Kind kind) {
	}

	/** A chosen dataset. */
	record SlowChoice(SlowDataset dataset, Level level, double days) {
	}

	List<SlowFrame> reduced() {
		return members.stream().filter(member -> !member.skipped()).map(SlowMember::frame).toList();
	}
}
