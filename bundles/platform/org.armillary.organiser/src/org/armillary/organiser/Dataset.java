package org.armillary.organiser;

import java.util.List;
import java.util.SequencedMap;

import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Value;

/**
 * Files that are reduced together, with the datasets whose products they need.
 *
 * @param name
 *            what people call it, unlike all others: {@code flat-HHH-2026-03-01T12:04:31}
 * @param rule
 *            its kind
 * @param key
 *            the values that its members share, by quantity; a quantity without a value is not there
 * @param members
 *            its files, by time, then by identity
 * @param mjd
 *            modified Julian date at which its first reduced member begins, days
 * @param shortages
 *            numbers of members that are not what the rule asks for
 * @param associations
 *            one for each need of its kind, in their order
 * @param complete
 *            whether it can be reduced: enough members, each need satisfied by complete datasets
 * @param filesIdentity
 *            digest of its kind and the identities of its reduced members, whatever they are called and wherever they
 *            are; where a member belongs to several datasets of the kind, also of the values that tell these apart
 * @param identity
 *            digest of {@code filesIdentity} and the identities of the chosen datasets by need: the content of the whole set
 */
public record Dataset(String name, DatasetRule rule, SequencedMap<String, Value> key, List<Member> members, double mjd,
		List<Shortage> shortages, List<Association> associations, boolean complete, String filesIdentity,
		String identity) {

	/** Copies the lists. */
	public Dataset {
		members = List.copyOf(members);
		shortages = List.copyOf(shortages);
		associations = List.copyOf(associations);
	}

	/** The members that are reduced. */
	public List<Member> reduced() {
		return members.stream().filter(member -> !member.skipped()).toList();
	}
}
