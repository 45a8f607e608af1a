package org.armillary.organiser.trace;

import java.util.List;
import java.util.Optional;

import org.armillary.organiser.Dataset;
import org.armillary.organiser.Frame;
import org.armillary.organiser.Member;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.CheckRule;
import org.armillary.organiser.rules.ClassRule;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.Overlay.Exclusion;
import org.armillary.organiser.rules.Quantity;
import org.armillary.organiser.rules.Value;
import org.armillary.workflow.condition.Explanation;

/**
 * Every place that a file could go to, and what decided.
 *
 * @param organisation
 *            what it is of
 * @param frame
 *            the file, with its corrected header
 * @param leftOut
 *            why it takes part in nothing; empty where it does
 * @param applies
 *            whether the rules are for such files; empty where they are for all
 * @param changes
 *            what corrections changed
 * @param classes
 *            all classes in the order of the rules
 * @param quantities
 *            what the rules make of its header
 * @param checks
 *            the checks that are for such files
 * @param joined
 *            the datasets that it belongs to
 * @param refused
 *            kinds of datasets that take files of its category, but not this one
 * @param uses
 *            where its datasets were chosen or could have been, the chosen first, then the nearest in time
 */
public record FileTrace(Organisation organisation, Frame frame, Optional<LeftOut> leftOut,
		Optional<Explanation> applies, List<Change> changes, List<ClassVerdict> classes, List<QuantityValue> quantities,
		List<CheckVerdict> checks, List<Joined> joined, List<Refused> refused, List<Use> uses) {

	/** Copies the lists. */
	public FileTrace {
		changes = List.copyOf(changes);
		classes = List.copyOf(classes);
		quantities = List.copyOf(quantities);
		checks = List.copyOf(checks);
		joined = List.copyOf(joined);
		refused = List.copyOf(refused);
		uses = List.copyOf(uses);
	}

	/** The file. */
	public HeaderFile file() {
		return frame.file();
	}

	/** Why a file takes part in nothing. */
	public sealed interface LeftOut {

		/**
		 * An overlay says so.
		 *
		 * @param exclusion
		 *            what it says
		 */
		record Excluded(Exclusion exclusion) implements LeftOut {
		}

		/**
		 * It is the same as another file.
		 *
		 * @param other
		 *            name of the file that takes part
		 */
		record CopyOf(String other) implements LeftOut {
		}

		/**
		 * Other files, with another content, claim to be the same.
		 *
		 * @param quantity
		 *            name of the quantity that no two files may share
		 * @param value
		 *            its value
		 * @param others
		 *            names of the other files
		 */
		record Disputed(String quantity, Value value, List<String> others) implements LeftOut {

			/** Copies the list. */
			public Disputed {
				others = List.copyOf(others);
			}
		}
	}

	/**
	 * A class.
	 *
	 * @param rule
	 *            its rule
	 * @param explanation
	 *            whether it holds, and the comparisons that decided
	 * @param chosen
	 *            whether the file got this category
	 */
	public record ClassVerdict(ClassRule rule, Explanation explanation, boolean chosen) {
	}

	/**
	 * What the rules make of a header.
	 *
	 * @param quantity
	 *            the quantity
	 * @param values
	 *            its values; empty where it has none
	 */
	public record QuantityValue(Quantity quantity, List<Value> values) {

		/** Copies the list. */
		public QuantityValue {
			values = List.copyOf(values);
		}
	}

	/**
	 * A check.
	 *
	 * @param rule
	 *            its rule
	 * @param explanation
	 *            whether what it requires holds, and the comparisons that decided
	 */
	public record CheckVerdict(CheckRule rule, Explanation explanation) {
	}

	/**
	 * A dataset that the file belongs to.
	 *
	 * @param dataset
	 *            the dataset, with the values that its files share
	 * @param member
	 *            the file in it
	 * @param skip
	 *            why it is not reduced, or is; empty where its rule has no such condition
	 */
	public record Joined(Dataset dataset, Member member, Optional<Explanation> skip) {
	}

	/**
	 * A kind of dataset that takes files of this category, but not this one.
	 *
	 * @param rule
	 *            its rule
	 * @param hasTime
	 *            whether the file states its time
	 * @param when
	 *            whether the rule's condition holds; empty where it has none
	 * @param tooMany
	 *            whether it has so many values that it would belong to more datasets than a file can
	 */
	public record Refused(DatasetRule rule, boolean hasTime, Optional<Explanation> when, boolean tooMany) {
	}

	/**
	 * A dataset that could use one of the file's.
	 *
	 * @param asking
	 *            the dataset in need
	 * @param need
	 *            the need
	 * @param candidate
	 *            the file's dataset
	 * @param level
	 *            its level; empty where it can not be chosen
	 * @param days
	 *            by how much it begins later than the dataset in need, days
	 * @param chosen
	 *            whether it was
	 * @param words
	 *            what became of it, in words
	 */
	public record Use(Dataset asking, Need need, Dataset candidate, Optional<Level> level, double days, boolean chosen,
			String words) {
	}
}
