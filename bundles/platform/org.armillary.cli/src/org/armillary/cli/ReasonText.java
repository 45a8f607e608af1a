package org.armillary.cli;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.armillary.engine.JobReason;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.KeyPart.Kind;

/** Why jobs run, in words that many jobs can share. */
final class ReasonText {

	private ReasonText() {
	}

	/**
	 * The reason without what is peculiar to one job.
	 *
	 * @param nodeOf
	 *            from the id of a job to that of its node
	 */
	static String ofGroup(JobReason reason, UnaryOperator<String> nodeOf) {
		return switch (reason.kind()) {
		case REUSED -> "reused" + (reason.run().isEmpty() ? "" : " from " + reason.run());
		case NEW -> "new";
		case CHANGED -> "changed: "
				+ reason.differences().stream().map(ReasonText::shared).distinct().collect(Collectors.joining("; "));
		case DAMAGED -> "to make again, because a product is missing or damaged";
		case EARLIER_VERSION -> "to make again, because an earlier version of Armillary made a product";
		case CLEANED -> "to make again, because a product was cleaned away";
		case MARKED -> "to make again, because of what was " + reason.mark();
		case UPSTREAM -> {
			List<String> nodes = reason.jobs().stream().map(nodeOf).distinct().toList();
			yield "after " + String.join(", ", nodes) + ", unless "
					+ (nodes.size() == 1 ? "its products come" : "their products come") + " out unchanged";
		}
		};
	}

	/** Files differ from job to job, parameters do not. */
	private static String shared(KeyDifference difference) {
		return difference.kind() == Kind.INPUT ? "input ‘" + difference.name() + "’" : difference.text();
	}
}
